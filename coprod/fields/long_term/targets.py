"""The superior assessor 上级考核者: what is met this month is asked for, and more, the next (mech:A20).

An assessor sees what is on record: a directive that was ticked off without being done counts like one that was carried
out. Where enough of them are on record at the end of a period, the targets of that district go up for good.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.work_items import DIRECTIVE, DONE, LEDGER, SYMBOLIC, on_grid
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

    def __init__(self, kpi: Directive, district_of: Ints) -> None:
        self._kpi, self._district_of = kpi, np.asarray(district_of)
        n = int(self._district_of.max()) + 1
        self.target = np.ones(n)
        self._sent, self._recorded = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)

    def demand(self, day: int, items: Rows) -> Rows:
        """Return the items of a day as the targets now ask for them, having looked back where a period is over."""
        if not self._kpi.target_ratchet:
            return items
        if day and day % self._kpi.target_period == 0:
            self._look_back()
        district = self._district_of[items["desk"]]
        self._sent += np.bincount(district, minlength=self.target.size)
        more = items.copy()
        more["hours"] = more["left"] = on_grid(items["hours"] * self.target[district])
        return more

    def note(self, finished: Rows) -> None:
        """See what is on record as finished, whether it was done or ticked off."""
        if self._kpi.target_ratchet and finished.size:
            paperwork = (finished["work"] == DIRECTIVE) | (finished["work"] == LEDGER)
            counts = paperwork & ((finished["state"] == DONE) | (finished["state"] == SYMBOLIC))
            self._recorded += np.bincount(self._district_of[finished["desk"][counts]], minlength=self.target.size)

    def _look_back(self) -> None:
        k = self._kpi
        self.target = ratcheted(self.target, self._recorded >= k.target_bar * self._sent, k.target_ratchet, k.target_most)
        self._sent[:], self._recorded[:] = 0, 0


def ratcheted(target: Floats, met: NDArray[np.bool_], ratchet: float, most: float) -> Floats:
    """Return targets after a period: up by the share `ratchet` where they were met, never down, `most` at the most."""
    return np.where(met, np.maximum(target, np.minimum(target * (1 + ratchet), most)), target)
