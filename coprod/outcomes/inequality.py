"""Inequality 不平等: who waits longer and loses more: pure formulas (note:B17)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def gini(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Return the Gini coefficient, 0 if all are equal; not a number of nobody or of nothing.

    Parameters
    ----------
    values, weights : shape (n,)
        Not negative; a weight is how many share the value.
    """
    x, w = _checked(values, weights)
    if w.sum() == 0 or x @ w == 0:
        return float("nan")
    order = np.argsort(x, kind="stable")
    x, w = x[order], w[order]
    below = np.cumsum(w) - w / 2  # people below, half of one's own kind among them
    return float(2 * (w * x) @ below / (w.sum() * (w @ x)) - 1)


def theil(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Return Theil's T = Σ w x/μ ln(x/μ) / Σ w, 0 if all are equal; not a number of nobody or of nothing."""
    x, w = _checked(values, weights)
    total = w @ x
    if total == 0:
        return float("nan")
    relative = x * w.sum() / total
    logs = np.log(relative, out=np.zeros_like(x), where=relative > 0)
    return float(w @ (relative * logs) / w.sum())


def theil_parts(values: ArrayLike, groups: ArrayLike, weights: ArrayLike | None = None) -> tuple[float, float]:
    """Return Theil's T between and within groups; they add up exactly to :func:`theil` (Theil 1967).

    Parameters
    ----------
    groups : shape (n,)
        Number of the group of each value, from 0.
    """
    x, w = _checked(values, weights)
    groups = np.asarray(groups)
    n = int(groups.max(initial=-1)) + 1
    people, sums = np.bincount(groups, w, n), np.bincount(groups, w * x, n)
    lives = people > 0
    between = theil(sums[lives] / people[lives], people[lives])
    within = sum(sums[g] / sums.sum() * theil(x[groups == g], w[groups == g]) for g in np.flatnonzero(sums > 0))
    return between, float(within) if sums.sum() > 0 else float("nan")


def _checked(values: ArrayLike, weights: ArrayLike | None) -> tuple[Floats, Floats]:
    x = np.asarray(values, dtype=float)
    return x, np.ones_like(x) if weights is None else np.asarray(weights, dtype=float)
