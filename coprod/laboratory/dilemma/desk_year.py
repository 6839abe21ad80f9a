"""One desk, week by week: what came in by kind of work, what became of it, and what lay there at the end of the week.

All of it is read off the records of one run: items that left their desk, and those that lie there at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.calendar import DAYS_PER_WEEK
from coprod.kernel.work_items import EMERGENCY, OPEN, REQUEST_RECORD, SHED, STATES, SYMBOLIC, WORK

if TYPE_CHECKING:
    from coprod.outcomes.observed_model import ObservedModel

KINDS = tuple(name for code, name in enumerate(WORK) if code != EMERGENCY)
"""Kinds of work that lie on a desk; emergencies are attended at once."""
FULL_DAYS = 5.0
"""Days of work on a desk from which it is called full: a working week."""


@dataclass(frozen=True)
class DeskYear:
    """One desk, staff-hours by week.

    Attributes
    ----------
    came, open : shape (weeks, kinds)
        Hours of the items that arrived in a week, and of those open at its end, by kind in the order of :data:`KINDS`.
        An item begun counts whole.
    left : shape (weeks, states)
        Hours of the items that left in a week, by state in the order of ``STATES``; ``open`` is always 0.
    count : shape (weeks,)
        Items open at the end of the week.
    capacity : float
        Staff-hours of a day.
    """

    desk: int
    days: int
    came: NDArray[np.float64]
    open: NDArray[np.float64]
    left: NDArray[np.float64]
    count: NDArray[np.int64]
    capacity: float

    @property
    def full_from(self) -> int | None:
        """Return the week from which the desk never held less than :data:`FULL_DAYS` days of work again, None if it did."""
        short = np.flatnonzero(self.open.sum(axis=1) < FULL_DAYS * self.capacity)
        first = int(short[-1]) + 1 if short.size else 0
        return first if first < len(self.open) else None

    @property
    def paper_share(self) -> float:
        """Return the share of what came in that directives and ledgers were."""
        paper = [KINDS.index("directive"), KINDS.index("ledger")]
        return _ratio(self.came[:, paper].sum(), self.came.sum())

    @property
    def ticked_share(self) -> float:
        """Return the share of what left the desk that was ticked off undone."""
        return _ratio(self.left[:, SYMBOLIC].sum(), self.left.sum())

    @property
    def dropped_share(self) -> float:
        """Return the share of what left the desk that was dropped."""
        return _ratio(self.left[:, SHED].sum(), self.left.sum())


def desk_year(model: ObservedModel, desk: int) -> DeskYear:
    """Return the weeks of one desk of a run; committees come first, then street offices. The last week may be short."""
    days = model.day
    weeks = -(-days // DAYS_PER_WEEK)
    gone, here = model.recorder.columns(REQUEST_RECORD), model.desks.open_items
    mine, still = gone["desk"] == desk, (here["desk"] == desk) & (here["arrived"] < days)  # what is referred comes tomorrow
    arrived = np.concatenate([gone["arrived"][mine], here["arrived"][still]]).astype(np.int64)
    finished = np.concatenate([gone["finished"][mine], np.full(int(still.sum()), days)]).astype(np.int64)
    hours = np.concatenate([gone["hours"][mine], here["hours"][still]])
    kind = np.concatenate([gone["work"][mine], here["work"][still]]).astype(np.int64) - 1
    state = np.concatenate([gone["state"][mine], np.full(int(still.sum()), OPEN)]).astype(np.int64)
    left_here = finished < days
    came = _by_week(arrived, kind, hours, weeks, len(KINDS))
    ends = np.minimum((np.arange(weeks) + 1) * DAYS_PER_WEEK, days) - 1
    lies = (arrived[None, :] <= ends[:, None]) & (finished[None, :] > ends[:, None])
    lying = np.stack([(lies * (hours * (kind == one))[None, :]).sum(axis=1) for one in range(len(KINDS))], axis=1)
    left = _by_week(finished[left_here], state[left_here], hours[left_here], weeks, len(STATES))
    return DeskYear(desk, days, came, lying, left, lies.sum(axis=1), float(model.desks.staff[desk] * _hours(model)))


def fullest_desk(model: ObservedModel) -> int:
    """Return the committee's desk with most open hours at the end; the first where they are alike."""
    return int(np.argmax(model.desks.backlog_days[: len(model.town.communities)]))


def _by_week(day: NDArray[np.int64], column: NDArray[np.int64], hours: NDArray[np.float64], weeks: int,
             columns: int) -> NDArray[np.float64]:
    cell = np.clip(day // DAYS_PER_WEEK, 0, weeks - 1) * columns + column
    found = np.bincount(cell, weights=hours, minlength=weeks * columns)
    return np.asarray(found, dtype=np.float64).reshape(weeks, columns)


def _hours(model: ObservedModel) -> float:
    return float(model.parameters.staff.hours)


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")
