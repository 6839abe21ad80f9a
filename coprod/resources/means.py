"""Means 人财物: staff who follow a grown mandate late, in part, and only while there is money for them (mech:C01, mech:C05)."""

from __future__ import annotations

import numpy as np

from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.calendar import DAYS_PER_WEEK, DAYS_PER_YEAR
from coprod.parameters.groups import Mandate, Staff
from coprod.resources.budgets import Budgets


class Means:
    """The hours a day that desks have been given for their standing tasks.

    Parameters
    ----------
    street_of_desk : shape (n_desks,)
        Street of every desk, committees first, then street offices.

    Attributes
    ----------
    hours : shape (n_desks,)
        Staff-hours a day that have been granted, as those above would have them.
    paid : shape (n_desks,)
        Of these, as many as there is money for.
    yuan : float
        What they cost this week.
    """

    def __init__(self, mandate: Mandate, staff: Staff, street_of_desk: Ints, budgets: Budgets) -> None:
        self._mandate, self._street_of = mandate, np.asarray(street_of_desk, dtype=np.int64)
        self._hourly = staff.wage * staff.pay / (DAYS_PER_YEAR * staff.hours)
        self.budgets = budgets
        self.hours = np.zeros(self._street_of.size)
        self.paid = np.zeros(self._street_of.size)
        self.yuan = 0.0

    def week(self, mandate_hours: Floats) -> Floats:
        """Let means follow the standing tasks by a week; return the hours a day that are paid for, shape (n_desks,).

        Parameters
        ----------
        mandate_hours : shape (n_desks,)
            Staff-hours a week that standing tasks take.
        """
        due = self._mandate.means_share * mandate_hours / DAYS_PER_WEEK
        self.hours = followed(self.hours, due, self._mandate.means_days)
        if not self.hours.any():
            self.paid, self.yuan = np.zeros_like(self.hours), 0.0
            return self.paid
        asked = np.asarray(np.bincount(self._street_of, self.hours) * DAYS_PER_WEEK * self._hourly, dtype=np.float64)
        paid = self.budgets.pay(asked)
        self.paid = self.hours * np.divide(paid, asked, out=np.zeros_like(asked), where=asked > 0)[self._street_of]
        self.yuan = float(paid.sum())
        return self.paid


def followed(hours: Floats, due: Floats, delay: float) -> Floats:
    """Return where hours are a week later that follow what is due with a mean delay of `delay` days: at once if 0.

    An exponential delay: the distance shrinks by e^(−7 / delay) a week, so that of a step H an area of H · delay is never made
    good.
    """
    return due.copy() if delay == 0 else np.asarray(due + (hours - due) * np.exp(-DAYS_PER_WEEK / delay))
