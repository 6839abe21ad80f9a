"""Means 人财物: staff who follow a grown mandate late, in part, and only while there is money for them (mech:C01, mech:C05).

How many hours a desk is granted in the end districts decide (``district.grant_staff``); they come with a delay, and are paid
week by week out of :mod:`coprod.resources.budgets`.
"""

from __future__ import annotations

import numpy as np

from coprod.agents.decisions import BoundRule
from coprod.agents.staffing import Grown
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
    posts : shape (n_desks,)
        Regular hours a day of every desk.

    Attributes
    ----------
    hours : shape (n_desks,)
        Staff-hours a day that have been granted, as those above would have them.
    paid : shape (n_desks,)
        Of these, as many as there is money for.
    yuan : float
        What they cost this week.
    """

    def __init__(self, mandate: Mandate, staff: Staff, street_of_desk: Ints, posts: Floats, budgets: Budgets,
                 grant: BoundRule) -> None:
        self._mandate, self._street_of = mandate, np.asarray(street_of_desk, dtype=np.int64)
        self._hourly = staff.wage * staff.pay / (DAYS_PER_YEAR * staff.hours)
        self.budgets, self._grant = budgets, grant
        self._posts = np.asarray(posts, dtype=float)
        self._district_of = budgets.district_of[self._street_of]
        self.hours = np.zeros(self._street_of.size)
        self.paid = np.zeros(self._street_of.size)
        self.yuan = 0.0

    def week(self, mandate_hours: Floats, load: Floats) -> Floats:
        """Let means follow the standing tasks by a week; return the hours a day that are paid for, shape (n_desks,).

        Parameters
        ----------
        mandate_hours : shape (n_desks,)
            Staff-hours a week that standing tasks take.
        load : shape (n_desks,)
            Hours asked of every desk over its regular hours.
        """
        due = np.asarray(self._grant(self.seen(mandate_hours, load)), dtype=np.float64)
        self.hours = followed(self.hours, due, self._mandate.means_days)
        if not self.hours.any():
            self.paid, self.yuan = np.zeros_like(self.hours), 0.0
            return self.paid
        asked = np.asarray(np.bincount(self._street_of, self.hours) * DAYS_PER_WEEK * self._hourly, dtype=np.float64)
        paid = self.budgets.pay(asked)
        self.paid = self.hours * np.divide(paid, asked, out=np.zeros_like(asked), where=asked > 0)[self._street_of]
        self.yuan = float(paid.sum())
        return self.paid

    def seen(self, mandate_hours: Floats, load: Floats, district: int | None = None) -> Grown:
        """Return what districts, or one of them, see of the mandates of their desks."""
        desks = np.arange(self._posts.size) if district is None else np.flatnonzero(self._district_of == district)
        return Grown(desks, self._district_of[desks], mandate_hours[desks], self._posts[desks], load[desks],
                     self._mandate.means_share)


def followed(hours: Floats, due: Floats, delay: float) -> Floats:
    """Return where hours are a week later that follow what is due with a mean delay of `delay` days: at once if 0.

    An exponential delay: the distance shrinks by e^(−7 / delay) a week, so that of a step H an area of H · delay is never made
    good.
    """
    return due.copy() if delay == 0 else np.asarray(due + (hours - due) * np.exp(-DAYS_PER_WEEK / delay))
