"""Replicating until an interval is narrow enough, and no longer (Hoad, Robinson & Davies 2010).

The rule looks at replications in their order, never at the order in which runs happened to finish, so the number it
stops at is the same on every machine.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.statistics import half_widths

_LOOK_AHEAD = 5


def look_ahead(n: int) -> int:
    """Return for how many further replications an interval must stay narrow: 5, or 5 % of `n` above 100."""
    return max(_LOOK_AHEAD, math.ceil(0.05 * n))


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
