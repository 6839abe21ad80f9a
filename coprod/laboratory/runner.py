"""The sweep: makes what is not yet finished of a study, and survives whatever happens meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.batches import Row
from coprod.laboratory.executors import Engine, open_engine
from coprod.laboratory.files import make_folder
from coprod.laboratory.jobs import Jobs, Sizer
from coprod.laboratory.parquet import sql_name
from coprod.laboratory.progress import Progress
from coprod.laboratory.provenance import SweepSession
from coprod.laboratory.sequential import look_ahead, predicted, stopping_point
from coprod.laboratory.sharing import Remaining, SharedFolder
from coprod.laboratory.simulator import Value
from coprod.laboratory.store import Store
from coprod.laboratory.study import Study
from coprod.laboratory.tables import identity, is_planned, planned_points, write_final, write_plan
from coprod.laboratory.takeover import set_damage_aside, take_over
from coprod.text.messages import message, quoted
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from coprod.laboratory.results import Results
    from coprod.laboratory.staged_plans import Stages

_LOOK_SECONDS = 0.5
_ATTEMPTS = 3
"""How often runs are made again whose shards are damaged or gone at the end; on a disk like that there is no end."""

_WINDOW = 2
"""Parcels under way or waiting for each worker: enough that none is idle, few enough that memory does not grow."""


@dataclass(frozen=True)
class Options:
    """How a sweep is made; none of it changes what it finds.

    ``batch``: runs a parcel instead of about a second's worth. ``shard``: (i, n), only every n-th run from the i-th.
    ``retry_failed``: make runs again that failed, timed out or were aborted.
    """

    workers: int | None = None
    scheduler: str | None = None
    executor: Executor | None = None
    shard: tuple[int, int] | None = None
    batch: int | None = None
    retry_failed: bool = False


def sweep(study: Study, folder: str | Path, options: Options | None = None, progress: Progress | None = None, *,
          workers: int | None = None, choose: Stages | None = None) -> Results:
    """Make all runs of `study` that are not yet finished in `folder`, and return its results.

    Sweeps of the same study in one folder, on this or other machines, share its runs: each ends when all are finished.

    Parameters
    ----------
    workers : int, optional
        Short for ``Options(workers=…)``; 0 makes the runs in this process.
    choose : generator, optional
        Chooses the points of a study made in stages, in place of what its plan says.

    Raises
    ------
    InputProblems
        If the options do not fit the study, if the folder holds another study or a sweep of one is using it, or if
        nothing can be written there (a full disk); what was finished is stored.
    KeyboardInterrupt
        When interrupted; what was finished is stored, and the same call goes on from there.
    """
    from coprod.laboratory.results import Results

    options = options or Options(workers=workers)
    if options.shard and study.until:
        raise InputProblems([Problem("--shard", "until", None, message("problem.shard_cannot_stop"),
                                     message("problem.fixed_replications"))])
    if options.shard and study.plan.staged:
        raise InputProblems([Problem("--shard", "design.kind", study.plan.kind, message("problem.stages_and_shards"))])
    folder = make_folder(Path(folder))
    progress = progress or Progress()
    with ExitStack() as stack:
        engine = stack.enter_context(open_engine(options.workers, options.scheduler, study.simulator.preload, options.executor))
        shared: SharedFolder | None = None  # held from the first stage to the last
        for stage in _stages(study, folder, progress, choose):
            jobs = Jobs(stage)
            shared = shared or stack.enter_context(SharedFolder(folder, identity(jobs), options.shard))
            _Sweep(jobs, shared, options, engine, progress).make()
    return Results.load(folder)


def _stages(study: Study, folder: Path, progress: Progress, choose: Stages | None) -> Iterator[Study]:
    """Yield the study, or, if it is made in stages, the study with all points so far, each time the one before is finished."""
    if study.plan.staged is None or study.plan.rows:
        yield study
        return
    from coprod.laboratory.analysis.cube import matrix
    from coprod.laboratory.results import Results
    from coprod.laboratory.stages import stages

    choose = choose or stages(study)
    rows: list[tuple[Value, ...]] = []
    try:
        units = next(choose)
        while True:
            rows += [tuple(factor.at(u) for factor, u in zip(study.factors, unit, strict=True)) for unit in units.tolist()]
            progress.note("sweep.stage", n=f"{len(units):,}", all=f"{len(rows):,}")
            yield replace(study, plan=replace(study.plan, rows=tuple(rows)))
            runs = Results.load(folder).runs
            runs = runs[runs["point"] < len(rows)]  # another sweep may be at a later stage
            units = choose.send({name: matrix(runs, name, len(rows)) for name in study.outcomes})
    except StopIteration:
        return


class _Sweep:
    def __init__(self, jobs: Jobs, shared: SharedFolder, options: Options, engine: Engine, progress: Progress) -> None:
        self.study = jobs.study
        self.options = options
        self.engine = engine
        self.progress = progress
        self.jobs = jobs
        self.shared = shared
        self.store = Store(shared.folder, shared.turn)
        self.sizer = Sizer(options.batch)
        self.session = SweepSession(jobs.study, shared.folder, engine.name, shared.turn)

    def make(self) -> None:
        """Make the runs, and the final table when none is missing."""
        replications = self._first_replications()
        for other in self.shared.others.values():
            self.progress.note("sweep.shared", text=quoted(other.who))
        take_over(self.store, self.jobs, replications, self.progress.note, self.shared)
        self._write_plan(replications)
        with self.session:
            self._make_replications(replications, again=self.options.retry_failed)
            while (further := self._how_many(replications)) > replications:
                replications = further
                self._write_plan(replications)
                self._make_replications(replications)
            if further < replications:
                self._write_plan(further)
            self._finish(further)

    def _write_plan(self, replications: int) -> None:
        with self.shared.turn():
            if not self._is_overtaken():
                write_plan(self.store, self.jobs, replications)

    def _is_overtaken(self) -> bool:
        """Tell whether another sweep is at a later stage of the study: its plan begins with this one. To be called in turn."""
        self.shared.look()
        return bool(self.study.plan.staged and self.shared.others) and planned_points(self.shared.folder) > self.jobs.n_points

    def _first_replications(self) -> int:
        until = self.study.until
        return min(until.min + look_ahead(until.min), until.max) if until else self.study.replications

    def _how_many(self, made: int) -> int:
        """Return how many replications it takes: more than made, or fewer if they were more than enough."""
        until = self.study.until
        if until is None:
            return made
        self._mend(made)
        if self._missing(made, None):  # what was damaged or is gone counts too
            self._make_replications(made)
        values = self._by_point(until.outcome, made)
        if until.difference:
            reference = self.study.reference_point()
            values = np.delete(values - values[reference], reference, axis=0)
        enough = stopping_point(values, until.half_width, until.min)
        if enough is not None:
            return enough
        if made == until.max:
            self.progress.note("sweep.still_wide", made=made, half=f"{until.half_width:g}")
            return made
        return min(max(predicted(values, until.half_width), made + 1), 2 * made, until.max)

    def _by_point(self, outcome: str, replications: int) -> NDArray[np.float64]:
        """Return an outcome as an array (n_points, replications), NaN where a run failed."""
        from coprod.laboratory.tables import runs_query

        with self.shared.turn():
            found = self.store.duck.execute(
                f'SELECT point, replication, {sql_name(outcome)}::DOUBLE AS value FROM '
                f"({runs_query(self.store, (outcome,))})").fetchnumpy()
        values = np.full((self.jobs.n_points, replications), np.nan)
        value: NDArray[np.float64] = np.ma.filled(np.ma.asarray(found["value"], dtype=float), np.nan)
        values[np.asarray(found["point"]), np.asarray(found["replication"])] = value
        return values

    def _make_replications(self, replications: int, *, again: bool = False) -> None:
        """Make what is missing of so many replications; `again`: what failed too."""
        with self.shared.turn():
            self.shared.look()
            finished = set(self.store.finished(without_failed=again))
            missing = self.jobs.missing(range(replications), finished, self.options.shard)
            self.shared.forget({self.jobs.key(number) for number in missing.tolist()})
        found = sum(self.jobs.key(number) in finished for number in range(self.jobs.n_points * replications))
        self.progress.begin(len(missing), found, self.engine.name, self.jobs.n_points)
        try:
            self._make(Remaining(self.shared, missing.tolist(), self.jobs.key,
                                 lambda: self.store.finished(without_failed=again)))
        finally:
            self.progress.end()

    def _make(self, remaining: Remaining) -> None:
        """Keep a few parcels under way and store whatever comes back, until others too have stored what they began."""
        under_way: set[Future[list[Row]]] = set()
        try:
            while remaining or remaining.awaited or under_way:
                under_way |= self._submitted(remaining, len(under_way))
                self.progress.elsewhere(remaining.elsewhere)
                if not under_way:
                    time.sleep(_LOOK_SECONDS)
                done, under_way = wait(under_way, _LOOK_SECONDS, FIRST_COMPLETED)
                self._keep([row for future in done for row in future.result()])
                if remaining.awaited and not remaining:
                    remaining.look()
        finally:
            for future in under_way:
                future.cancel()

    def _submitted(self, remaining: Remaining, under_way: int) -> set[Future[list[Row]]]:
        """Submit as many parcels as there is room for beside those that are under way."""
        slots = self.engine.slots()
        submitted: set[Future[list[Row]]] = set()
        while remaining and under_way + len(submitted) < _WINDOW * slots:
            numbers = remaining.take(self.sizer.size(len(remaining), slots))
            if numbers:
                submitted.add(self.engine.executor.submit(self.engine.perform, self.jobs.batch(numbers)))
        return submitted

    def _keep(self, rows: list[Row]) -> None:
        if rows:
            rows.sort(key=lambda row: row.number)
            numbers = [row.number for row in rows]
            keys = [self.jobs.key(n) for n in numbers]
            self.store.append(rows, keys, [self.jobs.seed(n) for n in numbers])
            self.shared.finish(keys)
            self.sizer.learn(sum(row.seconds for row in rows), len(rows))
        self.progress.advance(rows)

    def _finish(self, replications: int) -> None:
        """Write the final table if all runs are there, every shard having been looked at once more."""
        for _ in range(_ATTEMPTS):
            self._mend(replications)
            if not self._missing(replications, self.options.shard):
                break
            self._make_replications(replications)
        missing = self._missing(replications, None)
        if missing:
            self.progress.note("sweep.incomplete", n=f"{missing:,}")
            return
        with self.shared.turn():
            if not self._is_overtaken():
                write_final(self.store, self.study.outcomes)

    def _mend(self, replications: int) -> None:
        """Move damaged files aside, and write the plan again if any file of it is gone since the sweep began."""
        set_damage_aside(self.store, self.progress.note, self.shared.turn)
        if not is_planned(self.shared.folder):
            self._write_plan(replications)

    def _missing(self, replications: int, shard: tuple[int, int] | None) -> int:
        with self.shared.turn():
            return len(self.jobs.missing(range(replications), self.store.finished(), shard))
