"""Tipping points: a lever swept upwards and downwards from two beginnings.

Queues, norms and collusion can have two states at one setting. Then the way up and the way down differ (hysteresis),
medians jump, and runs at one setting fall into two heaps; means alone would hide all three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coprod.laboratory.statistics import Interval, mean_interval, median_interval, resamples

_APART, _EMPTY, _LEAST = 4.0, 1 / 3, 0.1
"""Two heaps: their means lie 4 spreads apart (a split uniform distribution reaches 3.5), a third of the whole range
between them is empty, and each holds a tenth of the runs."""


@dataclass(frozen=True)
class TippingPoint:
    """What the two sweeps show.

    ``table``: one row a level and direction with median, its interval, quartiles and whether runs fall into two heaps.
    ``hysteresis``: paired difference down − up at every level. ``jump``: by direction, between which two levels the
    median changes most, that change as a share of the whole range, and the share of resamples that agree on the place.
    """

    table: pd.DataFrame
    hysteresis: list[Interval]
    jump: dict[str, tuple[int, float, float]]

    @property
    def is_bistable(self) -> bool:
        """Tell whether the way up and the way down clearly differ at some level, or runs fall into two heaps."""
        return any(one.clear for one in self.hysteresis) or bool(self.table["two_heaps"].any())


def tipping(levels: Sequence[object], up: NDArray[np.float64], down: NDArray[np.float64],
            names: tuple[str, str] = ("up", "down")) -> TippingPoint:
    """Return what up- and down-sweeps show.

    Parameters
    ----------
    levels : sequence of length n
        Levels of the lever, in order.
    up, down : (n, n_replications)
        The outcome; NaN where a run failed.
    """
    rows = [_row(level, direction, values)
            for direction, sweep in zip(names, (up, down), strict=True)
            for level, values in zip(levels, sweep, strict=True)]
    hysteresis = [mean_interval(high - low) for low, high in zip(up, down, strict=True)]
    return TippingPoint(pd.DataFrame(rows), hysteresis, {name: largest_jump(sweep) for name, sweep
                                                         in zip(names, (up, down), strict=True)})


def largest_jump(sweep: NDArray[np.float64]) -> tuple[int, float, float]:
    """Return the level before which the median jumps most, the share of the whole range, and how sure the place is."""
    whole = sweep[:, ~np.isnan(sweep).any(axis=0)]
    if whole.shape[0] < 2 or whole.shape[1] == 0:
        return 0, 0.0, 0.0
    medians = np.median(whole, axis=1)
    steps = np.abs(np.diff(medians))
    span = medians.max() - medians.min()
    place = int(steps.argmax())
    again = np.median(whole[:, resamples(whole.shape[1], 500)], axis=2)
    places = np.abs(np.diff(again, axis=0)).argmax(axis=0)
    return place + 1, float(steps[place] / span) if span > 0 else 0.0, float((places == place).mean())


def falls_into_two_heaps(values: NDArray[np.float64]) -> bool:
    """Tell whether values lie in two heaps with nothing between them.

    Judged by D = √2 |m₁ − m₂| / √(s₁² + s₂²) (Ashman, Bird & Zepf 1994), split where the variance within is least (Otsu 1979).
    """
    x = np.sort(values[np.isfinite(values)])
    n = x.size
    if n < 4 or x[0] == x[-1]:
        return False
    within = [x[:i].var() * i + x[i:].var() * (n - i) for i in range(1, n)]
    cut = int(np.argmin(within)) + 1
    low, high = x[:cut], x[cut:]
    apart = np.sqrt(2) * (high.mean() - low.mean()) >= _APART * np.sqrt(low.var() + high.var())
    empty = high[0] - low[-1] >= _EMPTY * (x[-1] - x[0])
    return bool(apart and empty and min(cut, n - cut) >= _LEAST * n)


def _row(level: object, direction: str, values: NDArray[np.float64]) -> dict[str, object]:
    median = median_interval(values)
    fine = values[np.isfinite(values)]
    quartiles = np.quantile(fine, [0.25, 0.75]) if fine.size else np.array([np.nan, np.nan])
    return {"level": level, "direction": direction, "median": median.estimate, "low": median.low, "high": median.high,
            "q25": float(quartiles[0]), "q75": float(quartiles[1]), "n": median.n,
            "two_heaps": falls_into_two_heaps(values)}
