"""The superior assessor 上级考核者: what is met this month is asked for, and more, the next (mech:A20).

An assessor sees what is on record: a directive that was ticked off without being done counts like one that was carried
out. At the end of a period every district decides how far its targets go up, for good (``district.ratchet``, a rule of
:mod:`coprod.agents.assessing`).
"""

from __future__ import annotations

import numpy as np

from coprod.agents.assessing import Assessed, OnRecord
from coprod.agents.committee_decisions import Bools
from coprod.agents.decisions import RuleBook
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.work_items import DIRECTIVE, DONE, LEDGER, SYMBOLIC, on_grid, stack
from coprod.parameters.groups import Directive


class Assessor:
    """The targets of every district, relative to those at the start.

    Parameters
    ----------
    district_of : shape (n_desks,)
        District of every desk.

    Attributes
    ----------
    target : shape (D,)
        What a directive asks for now, relative to the start.
    """

    def __init__(self, kpi: Directive, district_of: Ints, rules: RuleBook | None = None) -> None:
        self._kpi, self._district_of = kpi, np.asarray(district_of)
        self._rule = rules["district.ratchet"] if rules else OnRecord().decide
        n = int(self._district_of.max()) + 1
        self._desks = np.bincount(self._district_of, minlength=n)
        self.target = np.ones(n)
        self._sent, self._recorded, self._done = (np.zeros(n, dtype=np.int64) for _ in range(3))
        self._load = np.zeros(n)

    def demand(self, day: int, items: Rows) -> Rows:
        """Return the items of a day as the targets now ask for them, having looked back where a period is over."""
        if not self._kpi.target_ratchet:
            return items
        if day and day % self._kpi.target_period == 0:
            self._look_back()
        district = self._district_of.take(items["desk"])
        self._sent += np.bincount(district, minlength=self.target.size)
        more = stack([items])  # a copy, whole rows at a time
        more["hours"] = more["left"] = on_grid(items["hours"] * self.target.take(district))
        return more

    def note(self, finished: Rows, load: Floats | None = None) -> None:
        """See what is on record as finished, whether it was done or ticked off, and how loaded desks are, shape (n_desks,)."""
        if not self._kpi.target_ratchet:
            return
        if load is not None:
            self._load = np.bincount(self._district_of, load) / self._desks
        if finished.size:
            paperwork = (finished["work"] == DIRECTIVE) | (finished["work"] == LEDGER)
            done = finished["state"] == DONE
            self._done += self._count(finished, paperwork & done)
            self._recorded += self._count(finished, paperwork & (done | (finished["state"] == SYMBOLIC)))

    def sees(self, district: int | None = None) -> Assessed:
        """Return what districts see of the period so far, or what one of them sees."""
        some = slice(None) if district is None else slice(district, district + 1)
        sent = np.maximum(self._sent, 1)
        k, recorded, done = self._kpi, self._recorded / sent, self._done / sent
        return Assessed(recorded[some], done[some], self._load[some], self.target[some], k.target_bar, k.target_ratchet)

    def _count(self, items: Rows, which: Bools) -> Ints:
        return np.bincount(self._district_of[items["desk"][which]], minlength=self.target.size)

    def _look_back(self) -> None:
        self.target = ratcheted(self.target, self._rule(self.sees()), self._kpi.target_most)
        for counted in (self._sent, self._recorded, self._done):
            counted[:] = 0


def ratcheted(target: Floats, step: Floats, most: float) -> Floats:
    """Return targets after a period: up by the share `step`, never down, `most` at the most."""
    return np.maximum(target, np.minimum(target * (1 + step), most))
