"""Paired comparison: two policies that met the same luck, seed by seed.

Because both arms share their random numbers, the difference is taken within each pair before any mean is; what
both arms share cancels, and fewer replications are needed than for two independent samples.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

CONFIDENCE = 0.95
ROUNDING = 1e-12
"""Relative difference that is taken for the rounding of sums, not for a difference."""


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """The mean of `second` − `first` over pairs, with its confidence interval from `low` to `high`.

    `n` counts the pairs that have both values. The interval is not a number with fewer than two.
    """

    first: float
    second: float
    mean: float
    low: float
    high: float
    n: int

    @property
    def clear(self) -> bool:
        """Tell whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


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
    from scipy.special import stdtrit  # scipy.stats takes a second to import

    a, b = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError(f"values do not pair up: shapes {a.shape} and {b.shape}")
    both = np.isfinite(a) & np.isfinite(b)
    a, b = a[both], b[both]
    d = np.where(np.isclose(a, b, rtol=ROUNDING, atol=0), 0.0, b - a)
    n = a.size
    if n == 0:
        return PairedDifference(np.nan, np.nan, np.nan, np.nan, np.nan, 0)
    margin = stdtrit(n - 1, (1 + confidence) / 2) * d.std(ddof=1) / np.sqrt(n) if n > 1 else np.nan
    mean = float(d.mean()) if abs(d.mean()) > ROUNDING * abs(d).max() else 0.0
    return PairedDifference(float(a.mean()), float(b.mean()), mean, mean - float(margin), mean + float(margin), n)
