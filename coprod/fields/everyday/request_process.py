"""What becomes of a request 诉求办理: one clock from the first call until it is solved, or given up.

A request is closed when the committee or the street is done with it, when it is dropped or ticked off undone, or when nobody
takes it on. Where the street too lacks the power, it has coordinated and a department decides after some days, outside the
desks. Being closed is not being solved: then the citizen calls again after some days, or gives up (mech:A07, mech:C02,
mech:C04). What residents make of it moves their trust (mech:T14).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coprod.fields.everyday.request_traits import MOST_CALLS
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.arrivals import SLOTS, exponential
from coprod.kernel.columns import rows_where
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import CANCELLED, DONE, ITEM, POWERS, REFERRED, REQUEST, SHED, SYMBOLIC, is_own, stack
from coprod.parameters import Parameters

CLOSINGS = ("done", "symbolic", "dropped", "declined")
"""How a request was closed: worked through, ticked without being done, dropped, not taken on."""
WORKED, TICKED, DROPPED, LEFT = range(len(CLOSINGS))
CLOSERS = ("committee", "street", "department")
COMMITTEE, STREET, DEPARTMENT = range(len(CLOSERS))
_HOW = np.zeros(256, dtype=np.uint8)
_HOW[[DONE, SYMBOLIC, SHED]] = WORKED, TICKED, DROPPED
_ENDS = np.ones(256, dtype=bool)
_ENDS[[REFERRED, CANCELLED]] = False
_CLOSERS = np.array([COMMITTEE, DEPARTMENT, COMMITTEE], dtype=np.uint8)
"""Who closes what leaves a desk (unless it is a street's), what a department decides, and what nobody takes on."""

CLOSING = RecordKind("closing", "requests that were closed", "诉求结案", {
    "request": Field("i8", "", "request", "诉求编号"),
    "community": Field("i4", "", "community", "社区"),
    "power": Field("u1", "", "kind of power that it takes", "所需权限类别", codes=POWERS),
    "called": Field("i4", "day", "day of the first call", "首次来电日"),
    "calls": Field("u1", "calls", "calls until then", "截至结案的来电次数"),
    "closed": Field("i4", "day", "day it was closed", "结案日"),
    "by": Field("u1", "", "who closed it", "结案方", codes=CLOSERS),
    "how": Field("u1", "", "how it was closed", "结案方式", codes=CLOSINGS),
    "solved": Field("?", "", "whether it was solved", "是否解决"),
    "again": Field("?", "", "whether the citizen calls again", "居民是否再次来电"),
})


@dataclass(slots=True)
class ClosingDay:
    """Numbers of the whole town on one day."""

    closed: int = 0
    unsolved: int = 0
    given_up: int = 0
    """Requests that were not solved and are not called in again."""


class RequestProcess:
    """Requests after the desks: departments, closing, calling again.

    Attributes
    ----------
    unsolved, mended : shape (C,)
        Requests that were closed unsolved, and solved in time, since trust last followed them.
    """

    def __init__(self, parameters: Parameters, streams: Streams, residents: Ints, recorder: Recorder) -> None:
        self._p, self._streams, self._recorder = parameters.request, streams, recorder
        self._residents, self._n = np.asarray(residents, dtype=float), len(residents)
        p = self._p
        self._department_days = np.array([0.0, p.days_repairs, p.days_enforce, p.days_spend]) * (1 - p.authority_whistle)
        self._at_departments = self._to_call = np.zeros(0, ITEM)
        self.unsolved, self.mended = np.zeros(self._n), np.zeros(self._n)
        self.today = ClosingDay()

    def take_calls(self) -> Rows:
        """Hand over the requests that will be called in again: communities as their desks, ready on the day of the call."""
        calls, self._to_call = self._to_call, self._to_call[:0]
        return calls

    def close(self, day: int, finished: Rows, left: Rows) -> None:
        """Close what desks and departments are done with today, and what was declined.

        Parameters
        ----------
        finished : items that left their desk today (dtype ITEM)
        left : requests that nobody took on today (dtype ITEM)
        """
        self.today = ClosingDay()
        is_request = (finished["work"] == REQUEST) & ~is_own(finished["origin"])
        ends = finished.compress(is_request & _ENDS.take(finished["state"]))
        onward = ends["onward"] & (ends["state"] == DONE) & (ends["desk"] >= self._n)
        if np.count_nonzero(onward):
            self._at_departments = stack([self._at_departments, self._sent_on(day, ends.compress(onward))])
            ends = ends.compress(~onward)
        decided, self._at_departments = _due(self._at_departments, day)
        whole = stack([ends, decided, left])
        if whole.size:
            by, how = _CLOSERS.repeat([ends.size, decided.size, left.size]), _HOW.take(whole["state"])
            by[: ends.size] = ends["desk"] >= self._n
            how[ends.size + decided.size :] = LEFT
            self._conclude(day, whole, by, how)

    def trust_change(self) -> Floats:
        """Return what residents' trust gains by the requests closed since this was last asked, shape (C,), in the mean.

        Whoever called tells ``request.listeners`` people, family included. An unsolved request costs each ``request.trust_loss``;
        one solved in time wins back a part of that (src:kampen_etal2006; mech:T14).
        """
        p = self._p
        change = p.trust_loss * p.listeners * (p.trust_mend * self.mended - self.unsolved) / self._residents
        self.unsolved[:] = self.mended[:] = 0
        return np.asarray(change)

    def _sent_on(self, day: int, items: Rows) -> Rows:
        """Return requests that departments decide on, ready on the day of the decision."""
        number = items["origin"] * MOST_CALLS + items["calls"].astype(np.int64)
        days = exponential(self._streams.uniform(Purpose.REQUEST_DEPARTMENT, number), 1.0) * self._department_days[items["power"]]
        items["ready"] = day + np.ceil(days)
        return items

    def _conclude(self, day: int, items: Rows, by: NDArray[np.uint8], how: NDArray[np.uint8]) -> None:
        """Record closings; let those whose request is not solved call again or give up."""
        community = items["origin"] // SLOTS % self._n
        solved = (how == WORKED) & items["solves"]
        again = ~solved & (items["again"] > 0)
        self._recorder.append(
            CLOSING, request=items["origin"], community=community, power=items["power"], called=items["called"],
            calls=items["calls"], closed=day, by=by, how=how, solved=solved, again=again)
        calling = rows_where(again)
        n_unsolved = items.size - int(np.count_nonzero(solved))
        self.today = ClosingDay(items.size, n_unsolved, n_unsolved - calling.size)
        self.unsolved += np.bincount(community, ~solved, self._n)
        self.mended += np.bincount(community, solved & (items["called"] >= day - self._p.due_days), self._n)
        if calling.size:
            calls = items.take(calling)
            calls["desk"] = community.take(calling)
            calls["calls"] += 1
            calls["ready"] = calls["again"].astype(np.int64) + day  # a byte would overflow from day 256 on
            self._to_call = stack([self._to_call, calls])


def _due(waiting: Rows, day: int) -> tuple[Rows, Rows]:
    """Return the rows that are due by `day`, and the others."""
    due = waiting["ready"] <= day
    return (waiting.compress(due), waiting.compress(~due)) if np.count_nonzero(due) else (waiting[:0], waiting)
