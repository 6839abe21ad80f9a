"""Public money 经费: what a community may spend in a year, and how long its release takes.

Sources: mech:C05, mech:P03, fact:C12, fact:C13.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.arrivals import exponential
from coprod.kernel.calendar import starts_year
from coprod.parameters import Parameters

NEVER = -1


class Funds:
    """The yearly money of every community, in whole yuan.

    Money granted in a year = spent + left, exactly; nothing is paid when it is gone.

    Parameters
    ----------
    size : shape (C,)
        Size of every community relative to the mean one; money is in proportion.
    set_aside : float
        Share of the money that is for prevention and never comes here (mech:W17).
    """

    def __init__(self, parameters: Parameters, size: Floats, set_aside: float = 0.0) -> None:
        self.granted = np.floor(parameters.fund.cap * np.asarray(size, dtype=float) * (1 - set_aside))
        self.left = self.granted.copy()
        self.spent = np.zeros_like(self.left)
        self.exhausted_on = np.full(self.left.size, NEVER)
        """Day of this year on which money was first refused in each community, −1 if never, shape (C,)."""

    def begin_day(self, day: int) -> None:
        """Grant the money of a new year on 1 January; what is left of the old one lapses."""
        if starts_year(day):
            self.left[:] = self.granted
            self.spent[:] = 0
            self.exhausted_on[:] = NEVER

    def pay(self, day: int, community: Ints, yuan: Floats) -> NDArray[np.bool_]:
        """Pay these bills in full, first come first served; tell which could be paid.

        Parameters
        ----------
        community, yuan : shape (n,)
            Community and whole yuan of every bill. A bill waits behind those before it, even if it is small.
        """
        order = np.argsort(community, kind="stable")
        place, bill = community[order], yuan[order]
        upto = np.cumsum(bill)
        start = np.searchsorted(place, place)
        paid = np.empty(order.size, dtype=bool)
        paid[order] = upto - (upto - bill)[start] <= self.left[place]
        self._take(np.bincount(community[paid], weights=yuan[paid], minlength=self.left.size).astype(float))
        refused = community[~paid]
        self.exhausted_on[refused[self.exhausted_on[refused] == NEVER]] = day
        return paid

    def draw(self, day: int, yuan: Floats) -> Floats:
        """Pay as much of `yuan` (C,) as is left, for emergencies; return what was paid."""
        asked = np.floor(yuan)
        if not np.count_nonzero(asked):  # on most days
            return asked
        paid = np.minimum(asked, self.left)
        self._take(paid)
        self.exhausted_on[(paid < asked) & (self.exhausted_on == NEVER)] = day
        return paid

    def _take(self, yuan: Floats) -> None:
        self.left -= yuan
        self.spent += yuan


def levels_passed(yuan: ArrayLike, thresholds: ArrayLike) -> Ints:
    """Return how many levels of approval must release a sum: those whose threshold it exceeds (note:B7)."""
    return np.searchsorted(np.asarray(thresholds), np.asarray(yuan), side="left").astype(np.int64)


def release_days(uniform: Floats, levels: Ints, mean: float, vote_days: int) -> Ints:
    """Return the working days until money is released: every level takes exponential time, the vote its days.

    Parameters
    ----------
    uniform : shape (n, most levels)
        Uniform random numbers of every sum at every level.
    levels : shape (n,)
        Levels that each sum must pass; one that passes none is released at once.
    mean : float
        Mean working days of one level (fact:C12).
    vote_days : int
        Working days of the owners' vote, for sums that pass any level.
    """
    passes = np.arange(uniform.shape[1]) < levels[:, None]
    days: Floats = (exponential(uniform, mean) * passes).sum(axis=1) + vote_days * (levels > 0)
    return np.ceil(days).astype(np.int64)
