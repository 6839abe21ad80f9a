"""Concealment 压件: hazards that officials have found and keep off the record, until they come out (mech:P07)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.fields.everyday.hazards import HiddenHazards
from coprod.fields.everyday.patrol import WHISTLE_BLOWERS
from coprod.kernel.arrays import Ints, Rows
from coprod.kernel.work_items import stack
from coprod.linkage.accountability import Accountability


class HazardConcealment:
    """Concealed hazards. Each is as dangerous as one that nobody knows of."""

    def __init__(self, accountability: Accountability, hazards: HiddenHazards) -> None:
        self._accountability, self._hazards = accountability, hazards
        self._ids: Ints = np.zeros(0, dtype=np.int64)
        self._until: Ints = np.zeros(0, dtype=np.int64)

    def filter(self, day: int, found: Rows) -> Rows:
        """Return what goes on record today: what was found and is not hidden, and what was hidden and has come out.

        Only from now on is it less dangerous: those who can act know of it.
        """
        is_due = self._until <= day
        out = self._take_out(is_due) if np.count_nonzero(is_due) else found[:0]
        if found.size:
            found = found.compress(~self._put_in(day, found))
            self._hazards.declare(found["id"])
        return stack([out, found]) if out.size else found

    def _put_in(self, day: int, found: Rows) -> NDArray[np.bool_]:
        """Hide what officials agree to hide; whistle-blowers cannot be overheard."""
        hidden = self._accountability.hides(found["id"], found["community"])
        hidden &= found["reporter"] != WHISTLE_BLOWERS
        if hidden.any():
            ids = found["id"][hidden]
            self._hazards.hide(ids)
            self._ids = np.concatenate([self._ids, ids])
            until = self._accountability.surfacing(day, ids, found["community"][hidden])
            self._until = np.concatenate([self._until, until])
        return hidden

    def _take_out(self, is_due: NDArray[np.bool_]) -> Rows:
        """Put on record what comes out today, if it has not been triggered meanwhile."""
        due, self._ids, self._until = self._ids[is_due], self._ids[~is_due], self._until[~is_due]
        return self._hazards.declare(due)
