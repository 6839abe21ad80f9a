"""95 % intervals: by Student's t for means, by the bootstrap for medians; and the gain of common random numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.laboratory.paired import paired_difference

_RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and its 95 % confidence interval from `low` to `high`, over `n` values."""

    estimate: float
    low: float
    high: float
    n: int

    @property
    def clear(self) -> bool:
        """Tell whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0

    @property
    def half_width(self) -> float:
        """Return half the width of the interval."""
        return (self.high - self.low) / 2


def mean_interval(values: ArrayLike) -> Interval:
    """Return the mean with its t-interval; values that are not finite are left out."""
    x = np.asarray(values, dtype=float)
    difference = paired_difference(np.zeros_like(x), x)  # a mean is its difference from nothing
    return Interval(difference.mean, difference.low, difference.high, difference.n)


def median_interval(values: ArrayLike) -> Interval:
    """Return the median with its percentile bootstrap interval (Efron 1979), from the same resamples every time."""
    x = np.asarray(values, dtype=float)
    x = x[np.isfinite(x)]
    if x.size == 0:
        return Interval(np.nan, np.nan, np.nan, 0)
    medians = np.median(x[resamples(x.size)], axis=1)
    low, high = np.quantile(medians, [0.025, 0.975])
    return Interval(float(np.median(x)), float(low), float(high), int(x.size))


def resamples(n: int, count: int = _RESAMPLES) -> NDArray[np.int64]:
    """Return rows of indices drawn with replacement from 0 to n - 1, shape (count, n)."""
    return Streams(0)(Purpose.LABORATORY_BOOTSTRAP, n).integers(n, size=(count, n))


def pairing_gain(first: ArrayLike, second: ArrayLike) -> float:
    """Return how many times narrower the interval of the difference is for having met the same luck.

    The standard deviation of a difference under independent seeds, √(s₁² + s₂²), over that of the paired differences.
    """
    a, b = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    both = np.isfinite(a) & np.isfinite(b)
    a, b = a[both], b[both]
    if a.size < 2:
        return float("nan")
    paired = (b - a).std(ddof=1)
    independent = np.sqrt(a.var(ddof=1) + b.var(ddof=1))
    if paired == 0:
        return float("inf") if independent > 0 else 1.0
    return float(independent / paired)
