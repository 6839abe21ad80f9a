"""Where among levels of a lever half of the seeds tip, and how full desks are at the end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.arrays import Floats
from coprod.laboratory.statistics import Interval, percentile_interval, resamples

LAST_DAYS = 30
"""Days at the end of a run over which its backlog is averaged."""
HALF = 0.5


def days_of_work(backlog: Floats, capacity: Floats) -> Floats:
    """Return the days of work on the desks over the last month of every run; both arguments of shape (..., days).

    Parameters
    ----------
    backlog, capacity : shape (..., days)
        Staff-hours of all desks: open in the evening, and at hand that day.
    """
    return np.asarray(backlog[..., -LAST_DAYS:].mean(axis=-1) / capacity[..., -LAST_DAYS:].mean(axis=-1))


def crossing(levels: Sequence[float], shares: Floats) -> float:
    """Return the level at which a share first crosses one half, between two levels by linear interpolation; NaN if nowhere.

    Levels stand in the order in which the lever is moved.
    """
    above = shares >= HALF
    steps = np.flatnonzero(above[1:] != above[:-1])
    if not steps.size:
        return float("nan")
    i = int(steps[0])
    part = (HALF - shares[i]) / (shares[i + 1] - shares[i])
    return float(levels[i] + part * (levels[i + 1] - levels[i]))


def tipping_level(levels: Sequence[float], tips: NDArray[np.float64]) -> Interval:
    """Return the level at which half of the seeds tip, with its percentile bootstrap interval over seeds.

    Parameters
    ----------
    tips : shape (n_levels, n_seeds)
        1 for a seed that tips, else 0 (outcome ``tipped``). Seeds with a missing value are left out.

    Notes
    -----
    Where all resamples lie between the same two levels and agree, the interval is a single point: the spacing of the levels,
    not the seeds, then limits what is known. Resamples that never cross are left out of the interval; if half of them or
    more do not, there is no interval.
    """
    whole = tips[:, ~np.isnan(tips).any(axis=0)]
    n = whole.shape[1]
    if n == 0:
        return Interval(np.nan, np.nan, np.nan, 0)
    found = crossing(levels, whole.mean(axis=1))
    if np.isnan(found) or n == 1:
        return Interval(found, np.nan, np.nan, n)
    again = np.array([crossing(levels, whole[:, chosen].mean(axis=1)) for chosen in resamples(n, 500)])
    crossed = again[~np.isnan(again)]
    if crossed.size <= again.size / 2:
        return Interval(found, np.nan, np.nan, n)
    return percentile_interval(found, crossed, n)
