"""Many comparisons at once: what stays clear when a family of intervals is read together."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.laboratory.statistics import complete_pairs, paired_t


def paired_p(first: ArrayLike, second: ArrayLike) -> float:
    """Return the two-sided p-value of Student's paired t; 1 where nothing differs, not a number with fewer than two pairs."""
    from scipy.special import stdtr

    a, _ = complete_pairs(first, second)
    if a.size < 2:
        return float("nan")
    return float(2 * stdtr(a.size - 1, -abs(paired_t(first, second))))


def holm(p_values: ArrayLike) -> NDArray[np.float64]:
    """Return p-values adjusted by Holm (1979): below 0.05, the chance of any false claim in the family is at most 5 %.

    The smallest is multiplied by the size of the family, the next by one less, and none falls below the one before it. A
    p-value that is not a number counts as no comparison.
    """
    p = np.asarray(p_values, dtype=float)
    adjusted = np.full(p.shape, np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    factors = np.arange(order.size, 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(factors * p[order]), 1.0)
    return adjusted
