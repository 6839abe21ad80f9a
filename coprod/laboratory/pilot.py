"""What a study will take: how many runs, how long, how much disk, and how narrow its intervals will be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coprod.laboratory.batches import Row
from coprod.laboratory.checked_study import Asked
from coprod.laboratory.children import perform
from coprod.laboratory.executors import open_engine, usable_cores
from coprod.laboratory.jobs import Jobs
from coprod.laboratory.statistics import t_margin
from coprod.laboratory.store import Store
from coprod.laboratory.study import Study

_REPLICATIONS = 10
_SECONDS = 20.0
_FEWEST = 4
"""States of the world are left out if fewer replications than this fitted into the time with all of them."""
_BYTES_A_RUN, _BYTES_A_NUMBER, _BYTES_OF_A_SERIES = 120, 18, 4
"""Measured on tables of 10,000 runs: shard and final table together."""


@dataclass(frozen=True)
class Compared:
    """The difference that a pilot is about: A less B, the mean of a pair of points for every state of the world."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    outcome: str
    asked: Asked | None = None
    """The contrast of the study, else the last policy against the reference; None where points differ in more than policy."""


@dataclass(frozen=True)
class Forecast:
    """How narrow the interval of a difference will be."""

    compared: Compared
    states: int
    """States of the world that the pilot had time for."""
    replications: int
    valued: int
    """Replications of the pilot, and those of them in which the difference has a value."""
    mean_difference: float | None
    half_width: float | None
    """Both None where too few have a value, or the study has no replications."""


@dataclass(frozen=True)
class Promise:
    """What a study will take, judged from a few runs of some of its points."""

    points: int
    replications: int
    shared: int
    """Points that are the same to the model as one before them, and share its runs."""
    finished: int
    missing: int
    pilot_runs: int
    workers: int
    seconds_a_run: float
    seconds: float
    bytes: float
    forecast: Forecast | None
    """None if the study has nothing to compare, or its points are chosen in stages."""
    error: str | None


def estimate(study: Study, folder: Path, workers: int | None = None) -> Promise:
    """Run a pilot of about 20 seconds of runs or 10 replications, write nothing, and say what the whole will take."""
    jobs = Jobs(study)
    finished, missing, shared = _counts(study, jobs, folder)
    workers = workers or usable_cores()
    compared = None if study.plan.staged else _compared(study, jobs)
    reference = study.reference_point()
    rows, states = _pilot(study, jobs, list(zip(compared.a, compared.b, strict=True)) if compared else [(reference, reference)])
    done = [row for row in rows if row.status == "ok"]
    failed = next((row.error for row in rows if row.status != "ok"), None)
    each = float(np.mean([row.seconds for row in rows])) if rows else 0.0
    forecast = _forecast(study, compared, states, rows) if compared else None
    return Promise(study.n_points, study.max_replications, shared, finished, missing, len(rows), workers, each,
                   missing * each / workers, missing * _bytes(study, done), forecast, failed)


def _counts(study: Study, jobs: Jobs, folder: Path) -> tuple[int, int, int]:
    """Return how many runs are finished and missing, and how many points share the runs of another.

    Points in stages are chosen by what came before: known are only how many runs are stored and how many there can be.
    """
    stored, every = Store(folder).finished(), range(study.max_replications)
    if study.plan.staged:
        return len(stored), max(0, study.n_points * study.max_replications - len(stored)), 0
    missing = len(jobs.missing(every, stored, None))
    return len(jobs.missing(every, (), None)) - missing, missing, study.n_points - len(jobs.missing(range(1), (), None))


def _compared(study: Study, jobs: Jobs) -> Compared | None:
    """Return the first contrast, else the last policy less the reference, else the last point that differs from it."""
    for asked in (*study.analysis.contrasts[:1], *_last_policy(study, jobs)):
        a, b = study.contrast_points(asked)
        if a:
            return Compared(a, b, asked.by if asked.by in study.outcomes else study.outcomes[0], asked)
    reference = study.reference_point()
    others = [point for point, digest in enumerate(jobs.digests) if digest != jobs.digests[reference]]
    return Compared((others[-1],), (reference,), study.outcomes[0]) if others else None


def _last_policy(study: Study, jobs: Jobs) -> list[Asked]:
    """Return the policy of the last point whose levers differ from those of the reference, as a contrast; none if there is none.

    Uncertainties that differ too would make a difference of states of the world, which no report is about.
    """
    levers = [factor.name for factor in study.factors if factor.role == "lever"]
    number = study.reference_point()
    reference = study.design.point(number)
    for last in range(study.n_points - 1, -1, -1):
        point = study.design.point(last)
        changed = [name for name in levers if point[name] != reference[name]]
        if changed and jobs.digests[last] != jobs.digests[number]:
            return [Asked({name: point[name] for name in changed}, {name: reference[name] for name in changed})]
    return []


def _pilot(study: Study, jobs: Jobs, pairs: list[tuple[int, int]]) -> tuple[list[Row], int]:
    """Run pairs of points on the same seeds while there is time; return also how many pairs, if there is no time for all.

    Only runs take from the time: a worker may need as long to start, and starts once whatever the number of runs.
    """
    rows: list[Row] = []
    with open_engine(1, preload=study.simulator.preload):
        for replication in range(min(_REPLICATIONS, study.max_replications)):
            for pair in pairs:
                rows += perform(jobs.batch(sorted({replication * jobs.n_points + point for point in pair})))
                if not replication and sum(row.seconds for row in rows) > _SECONDS / _FEWEST:
                    pairs = pairs[:pairs.index(pair) + 1]
                    break
            if sum(row.seconds for row in rows) > _SECONDS:
                break
    return rows, len(pairs)


def _forecast(study: Study, compared: Compared, states: int, rows: Sequence[Row]) -> Forecast:
    """Return the pilot's mean difference, and the half-width that all replications promise."""
    values = {row.number: (row.outcomes or {}).get(compared.outcome, np.nan) for row in rows}
    n, made = study.max_replications, 1 + max(values) // study.n_points
    pairs = list(zip(compared.a[:states], compared.b[:states], strict=True))
    with np.errstate(invalid="ignore"):
        found = np.array([np.mean([values[first + a] - values[first + b] for a, b in pairs])
                          for first in range(0, made * study.n_points, study.n_points)])
    fine = found[np.isfinite(found)]
    if fine.size < 2:
        return Forecast(compared, states, made, fine.size, None, None)
    return Forecast(compared, states, made, fine.size, float(fine.mean()), t_margin(fine.std(ddof=1), n))


def _bytes(study: Study, rows: list[Row]) -> float:
    numbers = len(rows[0].outcomes or {}) if rows else len(study.outcomes)
    series = sum(map(len, (rows[0].series or {}).values())) if rows else 0
    return _BYTES_A_RUN + _BYTES_A_NUMBER * numbers + 2 * _BYTES_OF_A_SERIES * series
