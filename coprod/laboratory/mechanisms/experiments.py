"""The experiments behind the inventory: two arms under identical random conditions, and the exact zero.

Runs are shared: rows that compare with the same town have it simulated once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.laboratory.mechanisms.findings import Finding
from coprod.laboratory.mechanisms.inventory import Direction, Mechanism, Setting, Zero, town
from coprod.laboratory.statistics import PairedDifference, paired_difference, paired_t
from coprod.model import run
from coprod.outcomes.series import SERIES
from coprod.parameters import Parameters

FIRST_SEED = 1


@dataclass(frozen=True)
class RunSummary:
    """The results of a run: every outcome, and every daily series of shape (days,)."""

    outcomes: dict[str, float]
    daily: dict[str, NDArray[np.float64]]

    def value(self, indicator: str) -> float:
        """Return an outcome, or the mean of a daily series."""
        return self.outcomes[indicator] if indicator in self.outcomes else float(self.daily[indicator].mean())

    def differences(self, other: RunSummary) -> list[str]:
        """Return the outcomes and series that are not the same to the last bit."""
        outcomes = [name for name, value in self.outcomes.items() if not _same(value, other.outcomes[name])]
        series = [name for name, values in self.daily.items() if not _same(values, other.daily[name])]
        return sorted({*outcomes, *series})


def examine(row: Mechanism) -> Finding:
    """Carry out both experiments of a row."""
    difference, t = compare_arms(row.direction)
    leaks, moved = probe_zero(row.zero)
    return Finding(row.fingerprint(), difference.first, difference.second, difference.mean,
                   (difference.low, difference.high), t, difference.n, tuple(leaks), len(moved))


def compare_arms(direction: Direction) -> tuple[PairedDifference, float]:
    """Return the paired difference high − low of the indicator, and its t statistic."""
    seeds = range(FIRST_SEED, FIRST_SEED + direction.seeds)
    arms = [_parameters(direction.given, arm) for arm in (direction.low, direction.high)]
    low, high = ([simulated(arm, seed, direction.days).value(direction.indicator) for seed in seeds] for arm in arms)
    return paired_difference(low, high), paired_t(low, high)


def probe_zero(zero: Zero) -> tuple[list[str], list[str]]:
    """Return what the probe moves with the mechanism switched off, its own stock aside, and with it on."""
    def of(*changes: Setting) -> RunSummary:
        return simulated(_parameters(zero.given, *changes), FIRST_SEED, zero.days)

    leaks = of(zero.off).differences(of(zero.off, zero.probe))
    return [name for name in leaks if name not in zero.own], of().differences(of(zero.probe))


def simulated(parameters: Parameters, seed: int, days: int) -> RunSummary:
    """Return The results of a run; the same run is simulated once."""
    return _simulated(parameters.canonical(), seed, days)


@cache
def _simulated(canonical: str, seed: int, days: int) -> RunSummary:
    finished = run(Parameters.model_validate_json(canonical), seed, days)
    return RunSummary(finished.outcomes, {one.name: finished.model.daily_series.series(one.name).copy() for one in SERIES})


@cache
def _defaults() -> Parameters:
    return Parameters()


def _parameters(*changes: Setting) -> Parameters:
    values = dict(town())
    for change in changes:
        values.update(change)
    return _defaults().replace(values, where="mechanisms")


def _same(first: ArrayLike, second: ArrayLike) -> bool:
    return np.array_equal(first, second, equal_nan=True)
