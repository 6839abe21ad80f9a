"""Holding the model against the facts: runs of every arm under the same seeds, and what each check comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import nan
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.children import each_of
from coprod.laboratory.statistics import ratio_interval
from coprod.laboratory.validation.fact import Basis, Check, Fact, arms, facts
from coprod.parameters import Parameters

Verdict = Literal["within", "outside", "shown", "waiting"]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a check came to: the simulated value with its confidence interval from `low` to `high` over seeds."""

    value: float
    low: float
    high: float

    def verdict(self, check: Check) -> Verdict:
        """Say whether the value is as demanded; ``shown`` if nothing is."""
        if not check.demands:
            return "shown"
        return "within" if check.holds(self.value, self.low, self.high) else "outside"


@dataclass(frozen=True)
class Measurement:
    """What every check came to, fact by fact, and how it was measured."""

    seeds: tuple[int, ...]
    residents: int
    values: dict[str, tuple[Measured, ...]]
    """Of every fact that has checks, what they came to, in order."""

    def verdict(self, fact: Fact) -> Verdict:
        """Say of a fact: within if all that is demanded is met, waiting if the model cannot speak to it yet."""
        found = {measured.verdict(check) for check, measured in zip(fact.checks, self.of(fact), strict=True)}
        if not found - {"shown"} or not self.knows(fact):
            return "waiting"
        return "outside" if "outside" in found else "within"

    def of(self, fact: Fact) -> tuple[Measured, ...]:
        """Return what the checks of a fact came to; nothing is known of those declared since it was measured."""
        found = self.values.get(fact.id, ())
        return found if len(found) == len(fact.checks) else (Measured(nan, nan, nan),) * len(fact.checks)

    def knows(self, fact: Fact) -> bool:
        """Tell whether the checks of a fact were measured as they are declared now."""
        return len(self.values.get(fact.id, ())) == len(fact.checks)

    def count(self, verdict: Verdict, basis: Basis | None = None) -> int:
        """Return the number of facts with this verdict, of all or of one basis."""
        return sum(self.verdict(fact) == verdict for fact in facts() if basis in (None, fact.basis))


def measure(seeds: Sequence[int], processes: int = 1, progress: Callable[[int, int], Any] | None = None,
            town: dict[str, Any] | None = None, days: int | None = None) -> Measurement:
    """Run every arm under every seed and return what the facts come to.

    Parameters
    ----------
    processes : int
        Processes that share the seeds; the results do not depend on it.
    progress : callable, optional
        Called after every run with (runs done, runs), after every seed if processes share them.
    town, days : optional
        Changes to the town of every arm, and a shorter run: for trying out.
    """
    needed = [name for name in arms() if any(name in check.arms for fact in facts() for check in fact.checks)]
    jobs = [(seed, needed, town or {}, days) for seed in seeds]
    of_seeds = list(_each(jobs, processes, len(needed), progress))
    residents, parts = of_seeds[-1][0], [parts for _, parts in of_seeds]
    columns = iter([_measured(np.array(column, dtype=float)) for column in zip(*parts, strict=True)])
    values = {fact.id: tuple(next(columns) for _ in fact.checks) for fact in facts() if fact.checks}
    return Measurement(tuple(seeds), residents, values)


def _measured(parts: NDArray[np.float64]) -> Measured:
    """Return the ratio over seeds of parts and wholes, shape (n_seeds, 2)."""
    found = ratio_interval(*parts.T)
    return Measured(found.estimate, found.low, found.high)


def _each(jobs: list[Any], processes: int, n_arms: int, progress: Callable[[int, int], Any] | None) -> Iterator[Any]:
    """Yield what each seed comes to, in order of seeds."""
    total = len(jobs) * n_arms
    on_progress = progress or (lambda done, total: None)
    if processes == 1:
        for number, job in enumerate(jobs):
            yield _of_seed(job, partial(_offset_progress, on_progress, number * n_arms, total))
        return
    for number, result in enumerate(each_of(_of_seed, jobs, processes), start=1):
        on_progress(number * n_arms, total)
        yield result


def _offset_progress(on_progress: Callable[[int, int], Any], before: int, total: int, done: int) -> None:
    on_progress(before + done, total)


def _of_seed(job: tuple[int, list[str], dict[str, Any], int | None],
             on_done: Callable[[int], Any] | None = None) -> tuple[int, list[tuple[float, float]]]:
    """Return the residents of the default town and the part and whole of every check under one seed."""
    from coprod.laboratory.validation.measures import part_of
    from coprod.laboratory.validation.observed import DAYS, observe

    seed, needed, town, days = job
    runs = {}
    for done, name in enumerate(needed, start=1):
        runs[name] = observe(_of_town(arms()[name], town), seed, days or DAYS)
        if on_done:
            on_done(done)
    parts = [part_of(check.measure, [runs[arm] for arm in check.arms], dict(check.options))
             for fact in facts() for check in fact.checks]
    return runs["baseline"].residents, parts


def _of_town(parameters: Parameters, town: dict[str, Any]) -> Parameters:
    return parameters.replace(town) if town else parameters
