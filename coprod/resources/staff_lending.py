"""Staff lending 人员统筹与借调: hours that go from desk to desk for a week; none are made, some are lost (mech:C04, mech:C08).

Every Monday districts divide movable staff among their street offices and streets divide it among their communities
(``district.move_staff``, ``street_office.staff``); then a street office sends what it has to spare to the committees that ask
(``committee.ask_for_help``). Who is moved does not know the place and loses time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coprod.agents.decisions import BoundRule, RuleBook
from coprod.agents.staffing import Plea, Posts
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.calendar import DAYS_PER_MONTH, DAYS_PER_WEEK
from coprod.kernel.ended import Ended
from coprod.parameters import Parameters


class StaffLending:
    """The hours a day that every desk lends or borrows this week.

    Parameters
    ----------
    hours : shape (n_desks,)
        Regular hours a day of every desk, committees first, then street offices.
    street_of : shape (C,)
        Street of every community.
    district_of : shape (S,)
        District of every street.

    Attributes
    ----------
    lent : shape (n_desks,)
        Hours a day that a desk has borrowed, less those that it has lent; all together they are 0.
    moved : float
        Hours a day that are worked elsewhere than at their post.
    """

    def __init__(self, parameters: Parameters, hours: Floats, street_of: Ints, district_of: Ints,
                 rules: RuleBook | None = None) -> None:
        rules = rules or RuleBook(parameters)
        self._staff, self._move, self._ask = (
            rules[name] for name in ("street_office.staff", "district.move_staff", "committee.ask_for_help"))
        self._mandate = parameters.mandate
        self._street_of, self._district_of = np.asarray(street_of, dtype=np.int64), np.asarray(district_of, dtype=np.int64)
        self._n = self._street_of.size
        self._hours = np.asarray(hours, dtype=float)
        self._movable = self._mandate.mobile_share * self._hours
        self._recent = np.zeros(self._n)
        self.lent = np.zeros(self._hours.size)
        self.moved = 0.0

    def note(self, ended: Sequence[Ended]) -> None:
        """See where incidents were over today."""
        for one in ended:
            self._recent[one.community] += 1

    def week(self, load: Floats, backlog_days: Floats) -> Floats:
        """Let those who decide move staff for this week; return the hours a day that every desk gains or loses, (n_desks,).

        Parameters
        ----------
        load, backlog_days : shape (n_desks,)
        """
        if self._mandate.mobile_share:
            self.lent = np.concatenate([_divided(self._staff, self.communities(load), self._street_of),
                                        _divided(self._move, self.streets(load), self._district_of)])
            self._send_to_those_who_ask(load, self.pleas(load, backlog_days))
            self._recent *= np.exp(-DAYS_PER_WEEK / DAYS_PER_MONTH)
            self.moved = float(np.maximum(self.lent, 0).sum())
        return np.where(self.lent > 0, self.lent * (1 - self._mandate.move_loss), self.lent)

    def communities(self, load: Floats, street: int | None = None) -> Posts:
        """Return what streets, or one of them, see of the desks of their communities."""
        rows = np.arange(self._n) if street is None else np.flatnonzero(self._street_of == street)
        return Posts(rows, self._movable[rows], load[rows], self._recent[rows])

    def streets(self, load: Floats, district: int | None = None) -> Posts:
        """Return what districts, or one of them, see of the desks of their street offices."""
        rows = np.arange(self._district_of.size) if district is None else np.flatnonzero(self._district_of == district)
        recent = np.asarray(np.bincount(self._street_of, self._recent, self._district_of.size), dtype=np.float64)
        return Posts(rows, self._movable[self._n + rows], load[self._n + rows], recent[rows])

    def pleas(self, load: Floats, backlog_days: Floats, committee: int | None = None) -> Plea:
        """Return what committees, or one of them, see when they think of asking for staff."""
        rows = np.arange(self._n) if committee is None else np.array([committee])
        return Plea(rows, load[rows], backlog_days[rows])

    def _send_to_those_who_ask(self, load: Floats, seen: Plea) -> None:
        """Let street offices send what their own desk has to spare to the committees that ask, by their posts."""
        asks = np.asarray(self._ask(seen))
        if not asks.any():
            return
        n, hours = self._n, self._hours
        free = np.maximum(0.0, 1 - load[n:]) * hours[n:]
        spare = np.clip(np.minimum(free, self._movable[n:] + np.minimum(self.lent[n:], 0)), 0, None)
        posts = np.where(asks, hours[:n], 0.0)
        of_street = np.bincount(self._street_of, posts, spare.size)
        share = np.divide(posts, of_street[self._street_of], out=np.zeros(n), where=posts > 0)
        sent = np.where(of_street > 0, spare, 0.0)
        self.lent[:n] += share * sent[self._street_of]
        self.lent[n:] -= sent


def _divided(rule: BoundRule, seen: Posts, group_of: Ints) -> Floats:
    """Return the hours that each desk of a group gets beyond its own where movable hours are divided by a rule's weights."""
    weight = np.asarray(rule(seen), dtype=float)
    if weight is seen.movable or np.array_equal(weight, seen.movable):
        return np.zeros(len(seen))
    pool, whole = np.bincount(group_of, seen.movable)[group_of], np.bincount(group_of, weight)[group_of]
    got = np.divide(pool * weight, whole, out=seen.movable.copy(), where=whole > 0)
    return np.asarray(got - seen.movable)
