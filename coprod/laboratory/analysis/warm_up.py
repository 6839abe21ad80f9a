"""Is the warm-up long enough? the truncation rule MSER-5 on means of daily series, and what goes on changing afterwards.

A series is averaged over replications first, day by day (Welch 1983); MSER-5 (White 1997; Franklin & White 2008) cuts off as
many batches of five values as leave the mean of the rest with the smallest standard error.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from coprod.laboratory.analysis.cube import point_means
from coprod.laboratory.statistics import Interval, differences, mean_interval

_BATCH = 5


@dataclass(frozen=True)
class Truncation:
    """Where the beginning of a series ends.

    ``start``: number of values to leave out. ``is_settled``: false if the best cut lies in the second half of the series, for
    then it is too short to tell or has a trend.
    """

    start: int
    is_settled: bool


def mser(series: ArrayLike, batch: int = _BATCH) -> Truncation:
    r"""Return the truncation of a series by MSER.

    .. math:: d^* = \arg\min_d \frac{1}{(n-d)^2} \sum_{i>d} (Y_i - \bar Y_{n,d})^2

    over means Y of `batch` values (1 where the series is shorter than 20 batches).

    Parameters
    ----------
    series : shape (n_steps,)
        Means over replications; what is not finite is left out.
    """
    x = np.asarray(series, dtype=float)
    places = np.flatnonzero(np.isfinite(x))
    x = x[places]
    batch = batch if x.size >= 20 * batch else 1
    means = x[: x.size // batch * batch].reshape(-1, batch).mean(axis=1)
    n = means.size
    if n < 4:
        return Truncation(0, False)
    backwards = (means - means.mean())[::-1]
    count = np.arange(1, n + 1)
    squares = np.cumsum(backwards**2) - np.cumsum(backwards) ** 2 / count
    statistic = (np.maximum(squares, 0) / count**2)[::-1]  # entry d leaves out the first d batches
    best = int(np.argmin(statistic[: n - 2]))  # the last two always look steady
    return Truncation(int(places[best * batch]) if best else 0, best <= n // 2)


def drift(series: ArrayLike) -> Interval:
    """Return the mean of the second half of a series less that of its first half, with its interval over replications.

    MSER overlooks a slow trend: it takes one of 3.5 standard deviations of the batches for none.

    Parameters
    ----------
    series : shape (n_replications, n_steps)
        What counts, without the warm-up; a replication without a finite value in both halves is left out.
    """
    x = np.asarray(series, dtype=float)
    first, second = (point_means(np.where(np.isfinite(half), half, np.nan)) for half in np.array_split(x, 2, axis=1))
    return mean_interval(differences(first, second))
