"""The sweep: makes what is not yet finished of a study, and survives whatever happens meanwhile."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.batches import Row
from coprod.laboratory.executors import Engine, open_engine
from coprod.laboratory.files import make_folder
from coprod.laboratory.jobs import Jobs, Sizer
from coprod.laboratory.lock import FolderLock
from coprod.laboratory.parquet import sql_name
from coprod.laboratory.progress import Progress
from coprod.laboratory.provenance import SweepSession
from coprod.laboratory.sequential import look_ahead, predicted, stopping_point
from coprod.laboratory.store import Store
from coprod.laboratory.study import Study
from coprod.laboratory.tables import write_final, write_plan
from coprod.laboratory.takeover import set_damage_aside, take_over
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from coprod.laboratory.results import Results

_LOOK_SECONDS = 0.5
_ATTEMPTS = 3
"""How often runs are made again whose shards are found damaged at the end; on a disk like that there is no end."""

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
          workers: int | None = None) -> Results:
    """Make all runs of `study` that are not yet finished in `folder`, and return its results.

    Parameters
    ----------
    workers : int, optional
        Short for ``Options(workers=…)``; 0 makes the runs in this process.

    Raises
    ------
    InputProblems
        If the options do not fit the study, if another sweep is using the folder or it holds another study, or if
        nothing can be written there (a full disk); what was finished is stored.
    KeyboardInterrupt
        When interrupted; what was finished is stored, and the same call goes on from there.
    """
    from coprod.laboratory.results import Results

    options = options or Options(workers=workers)
    if options.shard and study.until:
        raise InputProblems([Problem("--shard", "until", None, message("problem.shard_cannot_stop"),
                                     message("problem.fixed_replications"))])
    folder = make_folder(Path(folder))
    with (FolderLock(folder, options.shard),
          open_engine(options.workers, options.scheduler, study.simulator.preload, options.executor) as engine):
        _Sweep(study, folder, options, engine, progress or Progress()).make()
    return Results.load(folder)


class _Sweep:
    def __init__(self, study: Study, folder: Path, options: Options, engine: Engine, progress: Progress) -> None:
        self.study = study
        self.options = options
        self.engine = engine
        self.progress = progress
        self.jobs = Jobs(study)
        self.store = Store(folder)
        self.sizer = Sizer(options.batch)
        self.session = SweepSession(study, folder, engine.name)

    def make(self) -> None:
        """Make the runs, and the final table when none is missing."""
        replications = self._first_replications()
        take_over(self.store, self.jobs, replications, self.progress.note, alone=self.options.shard is None)
        finished = self.store.finished(without_failed=self.options.retry_failed)
        write_plan(self.store, self.jobs, replications)
        with self.session:
            while True:
                self._make_replications(replications, finished)
                further = self._how_many(replications)
                if further <= replications:
                    break
                replications = further
                write_plan(self.store, self.jobs, replications)
                finished = self.store.finished()
            if further < replications:
                write_plan(self.store, self.jobs, further)
            self._finish(further)

    def _first_replications(self) -> int:
        until = self.study.until
        return min(until.min + look_ahead(until.min), until.max) if until else self.study.replications

    def _how_many(self, made: int) -> int:
        """Return how many replications it takes: more than made, or fewer if they were more than enough."""
        until = self.study.until
        if until is None:
            return made
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

        found = self.store.duck.execute(
            f'SELECT point, replication, {sql_name(outcome)}::DOUBLE AS value FROM '
            f"({runs_query(self.store, (outcome,))})").fetchnumpy()
        values = np.full((self.jobs.n_points, replications), np.nan)
        value: NDArray[np.float64] = np.ma.filled(np.ma.asarray(found["value"], dtype=float), np.nan)
        values[np.asarray(found["point"]), np.asarray(found["replication"])] = value
        return values

    def _make_replications(self, replications: int, finished: NDArray[np.object_]) -> None:
        missing = self.jobs.missing(range(replications), finished, self.options.shard)
        finished_here = self.jobs.n_points * replications - len(missing)
        self.progress.begin(len(missing), finished_here, self.engine.name, self.jobs.n_points)
        try:
            self._make(missing)
        finally:
            self.progress.end()

    def _make(self, missing: NDArray[np.int64]) -> None:
        """Keep a few parcels under way and store whatever comes back."""
        under_way: set[Future[list[Row]]] = set()
        start = 0
        try:
            while under_way or start < len(missing):
                slots = self.engine.slots()
                while start < len(missing) and len(under_way) < _WINDOW * slots:
                    size = self.sizer.size(len(missing) - start, slots)
                    batch = self.jobs.batch(missing[start : start + size].tolist())
                    under_way.add(self.engine.executor.submit(self.engine.perform, batch))
                    start += size
                done, under_way = wait(under_way, _LOOK_SECONDS, FIRST_COMPLETED)
                self._keep([row for future in done for row in future.result()])
        finally:
            for future in under_way:
                future.cancel()

    def _keep(self, rows: list[Row]) -> None:
        if rows:
            rows.sort(key=lambda row: row.number)
            numbers = [row.number for row in rows]
            self.store.append(rows, [self.jobs.key(n) for n in numbers], [self.jobs.seed(n) for n in numbers])
            self.sizer.learn(sum(row.seconds for row in rows), len(rows))
        self.progress.advance(rows)

    def _finish(self, replications: int) -> None:
        """Write the final table if all runs are there, every shard having been looked at once more."""
        for _ in range(_ATTEMPTS):
            damaged = set_damage_aside(self.store, self.progress.note)
            if damaged:
                write_plan(self.store, self.jobs, replications)
            missing = self.jobs.missing(range(replications), self.store.finished(), None)
            if not (damaged and len(missing)):
                break
            self._make_replications(replications, self.store.finished())
        if len(missing) == 0:
            write_final(self.store, self.study.outcomes)
        else:
            self.progress.note("sweep.incomplete", n=f"{len(missing):,}")
