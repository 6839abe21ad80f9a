"""Statistics of replications: paired differences, Student's t-intervals, the bootstrap of medians, ratios over seeds.

Policies are compared on common random numbers: the difference is taken within each pair of runs before any mean is; what
both arms share cancels, and fewer replications are needed than for two independent samples.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.kernel.arrays import Floats
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams

CONFIDENCE = 0.95
ROUNDING = 1e-12
"""Relative difference that is taken for the rounding of sums, not for a difference."""
_RESAMPLES = 2000
_CROSSED_SEED = 1


class _Bounds:
    """What can be said of any confidence interval from `low` to `high`."""

    __slots__ = ()
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Tell whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0

    @property
    def half_width(self) -> float:
        """Return half the width of the interval."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Interval(_Bounds):
    """An estimate and its confidence interval from `low` to `high`, over `n` values."""

    estimate: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class PairedDifference(_Bounds):
    """The mean of `second` − `first` over pairs, with its confidence interval from `low` to `high`.

    `n` counts the pairs that have both values. The interval is not a number with fewer than two.
    """

    first: float
    second: float
    mean: float
    low: float
    high: float
    n: int


def t_quantile(degrees: ArrayLike, confidence: float = CONFIDENCE) -> Floats:
    """Return the factor of the standard error in a two-sided interval by Student's t, of the shape of `degrees` of freedom."""
    from scipy.special import stdtrit  # scipy.stats takes a second to import

    return np.asarray(stdtrit(np.asarray(degrees, dtype=float), (1 + confidence) / 2))


def t_margin(deviation: float, n: int, confidence: float = CONFIDENCE) -> float:
    """Return t(n − 1) s / √n, half the width of the interval of a mean of `n` values with standard deviation s."""
    return float(t_quantile(n - 1, confidence) * deviation / np.sqrt(n))


def paired_difference(first: ArrayLike, second: ArrayLike, confidence: float = CONFIDENCE) -> PairedDifference:
    r"""Return the mean paired difference d̄ with the interval d̄ ± t(n − 1) s / √n.

    Parameters
    ----------
    first, second : shape (n,)
        One value per seed in each arm, in the same order. Pairs with a value that is not a number are left out.
    confidence : float
        Coverage of the interval, by Student's t with n − 1 degrees of freedom.

    Raises
    ------
    ValueError
        If the two do not pair up.
    """
    a, b = complete_pairs(first, second)
    d = differences(a, b)
    n = a.size
    if n == 0:
        return PairedDifference(np.nan, np.nan, np.nan, np.nan, np.nan, 0)
    margin = t_margin(d.std(ddof=1), n, confidence) if n > 1 else np.nan
    mean = float(d.mean()) if abs(d.mean()) > ROUNDING * abs(d).max() else 0.0
    return PairedDifference(float(a.mean()), float(b.mean()), mean, mean - margin, mean + margin, n)


def paired_t(first: ArrayLike, second: ArrayLike) -> float:
    """Return d̄ / (s / √n) of the differences d = second − first; 0 if nothing differs, infinite if all differ alike.

    Parameters
    ----------
    first, second : shape (n,)
        One value per seed, in the same order. Pairs with a value that is not a number are left out.
    """
    d = differences(*complete_pairs(first, second))
    if d.size < 2 or not d.any():
        return 0.0
    error = d.std(ddof=1) / np.sqrt(d.size)
    return float(d.mean() / error) if error > 0 else float(np.copysign(np.inf, d.mean()))


def differences(first: Floats, second: Floats) -> Floats:
    """Return second − first, exactly 0 where they differ by no more than rounding."""
    return np.where(np.isclose(first, second, rtol=ROUNDING, atol=0), 0.0, second - first)


def complete_pairs(first: ArrayLike, second: ArrayLike) -> tuple[Floats, Floats]:
    """Return both arms without the pairs in which a value is not finite. Raises ValueError if the two do not pair up."""
    a, b = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError(f"values do not pair up: shapes {a.shape} and {b.shape}")
    both = np.isfinite(a) & np.isfinite(b)
    return a[both], b[both]


def pairing_gain(first: ArrayLike, second: ArrayLike) -> float:
    """Return how many times narrower common random numbers make the interval of the difference.

    The standard deviation of a difference under independent seeds, √(s₁² + s₂²), over that of the paired differences.
    """
    a, b = complete_pairs(first, second)
    if a.size < 2:
        return float("nan")
    paired = differences(a, b).std(ddof=1)
    independent = np.sqrt(a.var(ddof=1) + b.var(ddof=1))
    if paired <= ROUNDING * max(abs(a).max(), abs(b).max()):
        return float("inf") if independent > 0 else 1.0
    return float(independent / paired)


def mean_interval(values: ArrayLike) -> Interval:
    """Return the mean with its t-interval; values that are not finite are left out."""
    x = np.asarray(values, dtype=float)
    difference = paired_difference(np.zeros_like(x), x)  # a mean is its difference from nothing
    return Interval(difference.mean, difference.low, difference.high, difference.n)


def median_interval(values: ArrayLike) -> Interval:
    """Return the median with its percentile bootstrap interval (Efron 1979), from the same resamples every time.

    One value has no interval, none has no median: not a number.
    """
    x = np.asarray(values, dtype=float)
    x = x[np.isfinite(x)]
    if x.size < 2:
        return Interval(float(x[0]) if x.size else np.nan, np.nan, np.nan, int(x.size))
    return percentile_interval(float(np.median(x)), np.median(x[resamples(x.size)], axis=1), int(x.size))


def percentile_interval(estimate: float, again: ArrayLike, n: int) -> Interval:
    """Return an estimate from n values with its 95 % percentile bootstrap interval (Efron 1979) from those of resamples."""
    low, high = np.quantile(np.asarray(again, dtype=float), [0.025, 0.975])
    return Interval(estimate, float(low), float(high), n)


def resamples(n: int, count: int = _RESAMPLES) -> NDArray[np.int64]:
    """Return rows of indices drawn with replacement from 0 to n - 1, shape (count, n)."""
    return Streams(0)(Purpose.LABORATORY_BOOTSTRAP, n).integers(n, size=(count, n))


def resamples_crossed(rows: int, columns: int, count: int = _RESAMPLES) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield rows and columns of a table drawn with replacement, each by themselves (Owen 2007), the same every time."""
    rng = np.random.default_rng(_CROSSED_SEED)
    for _ in range(count):
        yield rng.integers(0, rows, size=rows), rng.integers(0, columns, size=columns)


def ratio_interval(part: ArrayLike, whole: ArrayLike, confidence: float = CONFIDENCE) -> Interval:
    r"""Return R = Σ y / Σ x over seeds, with the interval R ± t(n − 1) s / (√n x̄), s² = Σ (y − R x)² / (n − 1).

    Parameters
    ----------
    part, whole : y, x, shape (n_seeds,)
        For a plain quantity, x is 1 and R its mean. Seeds without a number are left out.

    Source: the ratio estimator of survey sampling (Cochran 1977).
    """
    y, x = complete_pairs(part, whole)
    n = y.size
    if not x.sum():
        return Interval(np.nan, np.nan, np.nan, n)
    ratio = float(y.sum() / x.sum())
    if n < 2:
        return Interval(ratio, np.nan, np.nan, n)
    error = np.sqrt(((y - ratio * x) ** 2).sum() / (n - 1) / n) / x.mean()
    margin = float(t_quantile(n - 1, confidence) * error)
    return Interval(ratio, ratio - margin, ratio + margin, n)


def half_widths(values: Floats, n: int) -> Floats:
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
