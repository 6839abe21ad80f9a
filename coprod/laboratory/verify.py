"""Making finished runs again, to see that they come out the same, bit for bit."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.laboratory.children import perform
from coprod.laboratory.executors import open_engine
from coprod.laboratory.jobs import Jobs
from coprod.laboratory.provenance import sessions
from coprod.laboratory.results import Results
from coprod.laboratory.store import Store
from coprod.laboratory.study import Study
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem


@dataclass(frozen=True)
class Difference:
    """A run that came out otherwise than it is stored, and the outcomes in which it did."""

    key: str
    point: int
    replication: int
    names: tuple[str, ...]


def verify(study: Study, folder: Path, count: int) -> tuple[int, list[Difference]]:
    """Make `count` finished runs again; return how many were made and those that differ.

    Which runs are chosen changes with every session of the sweep, and is the same for the same folder.

    Raises
    ------
    InputProblems
        If no run of this version of the model is finished.
    """
    jobs, store = Jobs(with_points_of(study, folder)), Store(folder)
    stored = _stored(store)
    numbers = [n for n in range(jobs.n_points * study.max_replications) if jobs.key(n) in stored]
    if not numbers:
        raise InputProblems([Problem(str(folder), "--verify", count, message("problem.no_finished_run"),
                                     message("problem.version_now", version=study.simulator.version()))])
    chosen = Streams(len(sessions(folder)))(Purpose.LABORATORY_VERIFY).permutation(numbers)[:count]
    with open_engine(1, preload=study.simulator.preload):
        rows = perform(jobs.batch(sorted(chosen.tolist())))
    found = []
    for row in rows:
        names = _differing(stored[jobs.key(row.number)], {"status": row.status, **(row.outcomes or {})})
        if names:
            replication, point = divmod(row.number, jobs.n_points)
            found.append(Difference(jobs.key(row.number), point, replication, names))
    return len(rows), found


def with_points_of(study: Study, folder: Path) -> Study:
    """Return a study made in stages with the points that it has in `folder`; any other study as it is."""
    if study.plan.staged is None:
        return study
    design = Results.load(folder).design
    rows = tuple(tuple(one) for one in design[[factor.name for factor in study.factors]].itertuples(index=False, name=None))
    return replace(study, plan=replace(study.plan, rows=rows))


def _stored(store: Store) -> dict[str, dict[str, Any]]:
    if not store.has_runs:
        return {}
    cursor = store.duck.execute(f"SELECT * FROM {store.runs()} WHERE status IN ('ok', 'error')")
    names = [column[0] for column in cursor.description or ()]
    rows = (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    return {row["key"]: row for row in rows}


def _differing(stored: dict[str, Any], made: dict[str, Any]) -> tuple[str, ...]:
    return tuple(name for name, value in made.items() if not _same(stored.get(name), value))


def _same(stored: Any, made: Any) -> bool:
    if isinstance(made, float):
        if np.isnan(made):  # what is undefined is stored as nothing
            return stored is None
        return stored is not None and struct.pack("d", stored) == struct.pack("d", made)
    return bool(stored == made)
