"""Does a finding hold elsewhere? The same paired difference in every state of the world that was run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.statistics import Interval, differences, mean_interval, t_margin, t_quantile


@dataclass(frozen=True)
class Alternatives:
    """A difference in each of n states, against the sign of the finding.

    ``differences``: the paired difference in every state. ``sign``: −1 or 1, that of the finding, 0 if it has none.
    ``n_distinct``: in how many states the runs are not the same to the last digit as in another one; where something plays no
    part, its levels are one state.
    """

    differences: tuple[Interval, ...]
    sign: int
    n_distinct: int

    @property
    def n(self) -> int:
        """In how many states it was looked at."""
        return len(self.differences)

    @property
    def holds(self) -> int:
        """In how many the sign is the same and the interval leaves out 0."""
        return sum(self.is_same(one) and one.clear for one in self.differences)

    @property
    def same_unclear(self) -> int:
        """In how many the sign is the same but the interval holds 0."""
        return sum(self.is_same(one) and not one.clear for one in self.differences)

    @property
    def flipped(self) -> list[int]:
        """The numbers of the states in which the sign is the opposite and clear."""
        return [i for i, one in enumerate(self.differences) if self.is_opposite(one) and one.clear]

    @property
    def opposite_unclear(self) -> int:
        """In how many the sign is the opposite, with an interval that holds 0."""
        return sum(self.is_opposite(one) and not one.clear for one in self.differences)

    def is_same(self, one: Interval) -> bool:
        """Tell whether a difference has the sign of the finding."""
        return bool(self.sign and np.sign(one.estimate) == self.sign)

    def is_opposite(self, one: Interval) -> bool:
        """Tell whether a difference has the other sign."""
        return bool(self.sign and np.sign(one.estimate) == -self.sign)


def alternatives(first: NDArray[np.float64], second: NDArray[np.float64], finding: float) -> Alternatives:
    """Return first − second state by state.

    Parameters
    ----------
    first, second : shape (n_states, n_replications)
        An outcome under A and under B.
    finding : float
        The difference that was found over the states asked about.
    """
    sign = int(np.sign(finding)) if np.isfinite(finding) else 0
    both = np.hstack([first, second]) + 0.0  # by bytes, as np.unique takes every row with a missing value for another one
    distinct = len({row.tobytes() for row in np.where(np.isnan(both), np.nan, both)})
    return Alternatives(tuple(mean_interval(differences(b, a)) for a, b in zip(first, second, strict=True)), sign, distinct)


def pairs_needed(difference: Interval) -> int | None:
    """Return how many pairs it would take for the interval to leave out 0 if the difference stays as it is.

    The least n for which t(n − 1) s / √n < |d|, with the standard deviation s that the interval shows. None if the
    difference is 0 or has no interval.
    """
    if not difference.estimate or not np.isfinite(difference.half_width):
        return None
    deviation = difference.half_width / t_margin(1.0, difference.n)
    if not deviation:
        return 2
    n = max(int((float(t_quantile(np.inf)) * deviation / difference.estimate) ** 2), 2)  # fewer are never enough: t > z
    while t_margin(deviation, n) >= abs(difference.estimate):
        n += 1
    return n
