"""Yearly budgets of streets and districts 街道与区级预算: money for staff beyond the posts (mech:C05).

A street pays first; what it can no longer pay its district pays, as long as its money lasts.
"""

from __future__ import annotations

import numpy as np

from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.calendar import starts_year
from coprod.parameters.groups import Mandate


class Budgets:
    """The money that streets and districts have left this year, yuan. Granted = spent + left in every one of them.

    Parameters
    ----------
    communities_of : shape (S,)
        Communities of every street; money is in proportion.
    district_of : shape (S,)
        District of every street.
    """

    def __init__(self, mandate: Mandate, communities_of: Ints, district_of: Ints) -> None:
        self.district_of = np.asarray(district_of, dtype=np.int64)
        counted = np.asarray(communities_of, dtype=float)
        self.granted = mandate.street_budget * counted, mandate.district_budget * np.bincount(self.district_of, counted)
        """Yuan a year of every street, shape (S,), and of every district, shape (D,)."""
        self.left = self.granted[0].copy(), self.granted[1].copy()
        self.spent = np.zeros_like(self.left[0]), np.zeros_like(self.left[1])

    def begin_day(self, day: int) -> None:
        """Grant the money of a new year on 1 January; what is left of the old one lapses."""
        if starts_year(day):
            for left, granted, spent in zip(self.left, self.granted, self.spent, strict=True):
                left[:], spent[:] = granted, 0.0

    def pay(self, yuan: Floats) -> Floats:
        """Pay what streets ask for, shape (S,), as far as their money and that of their districts goes; return what is paid."""
        of_street = np.minimum(yuan, self.left[0])
        wanting = yuan - of_street
        asked = np.bincount(self.district_of, wanting, self.left[1].size)
        given = np.minimum(asked, self.left[1])
        share = np.divide(given, asked, out=np.zeros_like(given), where=asked > 0)
        for left, spent, paid in zip(self.left, self.spent, (of_street, given), strict=True):
            left -= paid
            spent += paid
        return np.asarray(of_street + wanting * share[self.district_of])
