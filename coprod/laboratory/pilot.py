"""What a study will take: how many runs, how long, how much disk, and how narrow its intervals will be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coprod.laboratory.batches import Row
from coprod.laboratory.children import perform
from coprod.laboratory.executors import open_engine, usable_cores
from coprod.laboratory.jobs import Jobs
from coprod.laboratory.statistics import t_margin
from coprod.laboratory.store import Store
from coprod.laboratory.study import Study

_REPLICATIONS = 10
_SECONDS = 20.0
_BYTES_A_RUN, _BYTES_A_NUMBER, _BYTES_OF_A_SERIES = 120, 18, 4
"""Measured on tables of 10,000 runs: shard and final table together."""


@dataclass(frozen=True)
class Promise:
    """What a study will take, judged from a few runs of two of its points."""

    points: int
    replications: int
    finished: int
    missing: int
    pilot_runs: int
    workers: int
    seconds_a_run: float
    seconds: float
    bytes: float
    mean_difference: float | None
    half_width: float | None
    error: str | None


def estimate(study: Study, folder: Path, workers: int | None = None) -> Promise:
    """Run a pilot of at most 20 seconds of runs or 10 pairs, write nothing, and say what the whole will take."""
    jobs = Jobs(study)
    missing = len(jobs.missing(range(study.max_replications), Store(folder).finished(), None))
    workers = workers or usable_cores()
    rows = _pilot(study, jobs)
    done = [row for row in rows if row.status == "ok"]
    failed = next((row.error for row in rows if row.status != "ok"), None)
    each = float(np.mean([row.seconds for row in rows])) if rows else 0.0
    mean, half = _half_width(study, done)
    finished = study.n_points * study.max_replications - missing
    return Promise(study.n_points, study.max_replications, finished, missing, len(rows), workers, each,
                   missing * each / workers, missing * _bytes(study, done), mean, half, failed)


def _pilot(study: Study, jobs: Jobs) -> list[Row]:
    """Run the reference point and the last one on the same seeds, pair by pair while there is time.

    Only runs take from the time: a worker may need as long to start, and starts once whatever the number of runs.
    """
    reference = study.reference_point()
    other = jobs.n_points - 1 if reference != jobs.n_points - 1 else 0
    rows: list[Row] = []
    with open_engine(1, preload=study.simulator.preload):
        for replication in range(min(_REPLICATIONS, study.max_replications)):
            numbers = {replication * jobs.n_points + point for point in (reference, other)}
            rows += perform(jobs.batch(sorted(numbers)))
            if sum(row.seconds for row in rows) > _SECONDS:
                break
    return rows


def _half_width(study: Study, rows: list[Row]) -> tuple[float | None, float | None]:
    """Return the pilot's mean difference of the first outcome, and the half-width that all replications promise."""
    pairs: dict[int, dict[int, float]] = {}
    for row in rows:
        replication, point = divmod(row.number, study.n_points)
        pairs.setdefault(replication, {})[point] = (row.outcomes or {}).get(study.outcomes[0], np.nan)
    reference = study.reference_point()
    found = [next(v for p, v in pair.items() if p != reference) - pair[reference]
             for pair in pairs.values() if len(pair) == 2]
    differences = np.array(found)[np.isfinite(found)] if found else np.array([])
    if differences.size < 2 or study.max_replications < 2:
        return None, None
    n = study.max_replications
    return float(differences.mean()), t_margin(differences.std(ddof=1), n)


def _bytes(study: Study, rows: list[Row]) -> float:
    numbers = len(rows[0].outcomes or {}) if rows else len(study.outcomes)
    series = sum(map(len, (rows[0].series or {}).values())) if rows else 0
    return _BYTES_A_RUN + _BYTES_A_NUMBER * numbers + 2 * _BYTES_OF_A_SERIES * series
