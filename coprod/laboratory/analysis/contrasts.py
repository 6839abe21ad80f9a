"""Does policy A beat policy B in the state asked about? Paired differences, chances, and what the better one costs.

Both policies met the same random numbers, so everything is taken within pairs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from coprod.laboratory.statistics import (
    Interval,
    PairedDifference,
    complete_pairs,
    differences,
    paired_difference,
    paired_t,
    t_quantile,
)


@dataclass(frozen=True, slots=True)
class Contrast:
    """What is found of one outcome under A, compared with B."""

    difference: PairedDifference
    """A − B over pairs of runs."""
    wins: float
    """Share of pairs in which A is better, ties counted as halves: what one year shows."""
    chance: float
    """Probability that A is better on average, by Student's t with a flat prior; not a number with fewer than two pairs."""

    @property
    def under_a(self) -> float:
        """Mean of the outcome under A: a paired difference is second − first, so A is its second."""
        return self.difference.second

    @property
    def under_b(self) -> float:
        """Mean of the outcome under B."""
        return self.difference.first


def contrast(first: ArrayLike, second: ArrayLike, direction: int) -> Contrast:
    """Return A − B of an outcome.

    Parameters
    ----------
    first, second : shape (n,)
        The outcome under A and under B, one value per replication.
    direction : {-1, 1}
        1 if more is better, −1 if less is.
    """
    from scipy.special import stdtr

    a, b = complete_pairs(first, second)
    gain = np.sign(differences(b, a)) * direction
    wins = float(np.mean((gain > 0) + 0.5 * (gain == 0))) if a.size else np.nan
    chance = float(stdtr(a.size - 1, direction * paired_t(b, a))) if a.size > 1 else np.nan
    return Contrast(paired_difference(b, a), wins, chance)


def price_per_unit(cost: ArrayLike, effect: ArrayLike) -> Interval:
    r"""Return the ratio of means of paired differences, R = Σ c / Σ e, with the interval of Fieller (1954).

    Where A costs more and does more, it pays if a unit of the effect is worth more than R: the break-even price. The interval
    is infinite where the effect is not clear of 0, for then no price follows from the runs.

    Parameters
    ----------
    cost, effect : shape (n,)
        Differences A − B within each pair.
    """
    c, e = complete_pairs(cost, effect)
    n = c.size
    if n < 2 or not e.any():
        return Interval(np.nan, -np.inf, np.inf, n)
    ratio = c.mean() / e.mean() if e.mean() else np.nan  # effects that cancel out exactly
    t2 = float(t_quantile(n - 1)) ** 2 / n
    (cc, ce), (_, ee) = np.cov(c, e)
    square, linear, constant = e.mean() ** 2 - t2 * ee, c.mean() * e.mean() - t2 * ce, c.mean() ** 2 - t2 * cc
    if square <= 0:
        return Interval(float(ratio), -np.inf, np.inf, n)
    root = np.sqrt(max(linear**2 - square * constant, 0.0))
    return Interval(float(ratio), float((linear - root) / square), float((linear + root) / square), n)
