"""Replicating until an interval is narrow enough, and no longer (Hoad, Robinson & Davies 2010).

The rule looks at replications in their order, never at the order in which runs happened to finish, so the number it
stops at is the same on every machine.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

_LOOK_AHEAD = 5


def look_ahead(n: int) -> int:
    """Return for how many further replications an interval must stay narrow: 5, or 5 % of `n` above 100."""
    return max(_LOOK_AHEAD, math.ceil(0.05 * n))


def half_widths(values: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    """Return the half-width of the 95 % t-interval of every point's mean over its first `n` replications.

    Parameters
    ----------
    values : array of shape (n_points, n_replications)
        NaN where a run failed; such replications are left out.
    """
    first = values[:, :n]
    count = np.sum(~np.isnan(first), axis=1)
    mean = np.nansum(first, axis=1) / np.maximum(count, 1)
    squares = np.nansum((first - mean[:, None]) ** 2, axis=1)
    enough = count > 1
    spread = np.sqrt(squares / np.maximum(count - 1, 1) / np.maximum(count, 1))
    return np.where(enough, t_quantile(np.maximum(count - 1, 1)) * spread, np.inf)


def stopping_point(values: NDArray[np.float64], target: float, minimum: int) -> int | None:
    """Return how many replications suffice for every point, the look-ahead included; None if these do not.

    The first n at which all half-widths are at most `target`, and stay so for the look-ahead, counts.
    """
    available = values.shape[1]
    narrow = [n >= minimum and bool(np.all(half_widths(values, n) <= target)) for n in range(available + 1)]
    for n in range(minimum, available + 1):
        last = n + look_ahead(n)
        if last <= available and all(narrow[n : last + 1]):
            return last
    return None


def predicted(values: NDArray[np.float64], target: float) -> int:
    """Return how many replications it will probably take, judged from those there are, look-ahead included."""
    n = values.shape[1]
    widest = float(np.max(half_widths(values, n)))
    if not math.isfinite(widest):
        return 2 * n
    needed = math.ceil(n * (widest / target) ** 2)
    return needed + look_ahead(needed)


def t_quantile(degrees: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the 97.5 % quantile of Student's t."""
    from scipy.special import stdtrit

    return np.asarray(stdtrit(degrees.astype(float), 0.975))
