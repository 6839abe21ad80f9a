"""Inherited work 存量积压: ledgers that lie on every desk when a run begins, so that it can begin in overload (mech:C04)."""

from __future__ import annotations

import numpy as np

from coprod.kernel.arrays import Floats, Rows
from coprod.kernel.work_items import ITEM, LEDGER, NO_LINE, inherited_origin, make_items
from coprod.parameters import Parameters

HOURS = 1.0
"""Staff-hours of each of them."""


def inherited_work(parameters: Parameters, capacity: Floats) -> Rows:
    """Return the open items of all desks at the start, by desk: ``staff.inherited_days`` of full capacity.

    Parameters
    ----------
    capacity : shape (n_desks,)
        Staff-hours of a day.
    """
    days = parameters.staff.inherited_days
    if not days:
        return np.zeros(0, ITEM)
    count = np.rint(days * capacity / HOURS).astype(np.int64)
    desk = np.repeat(np.arange(capacity.size), count)
    number = np.arange(desk.size) - np.repeat(np.cumsum(count) - count, count)
    return make_items(work=LEDGER, desk=desk, hours=np.full(desk.size, HOURS), line=NO_LINE,
                      origin=inherited_origin(number, desk), arrived=0, ready=0)
