"""Citizens' requests 居民诉求: what residents bring to their committee (fact:C5, mech:A07, mech:C01–mech:C03).

First calls do not depend on policy: the same ones come in both arms of a comparison. What policy changes
is who may settle them. A committee takes in what it lacks the power for, answers the citizen and refers it to the street;
it may refer others too, if it decides so, and leave what nobody owns. What becomes of a request, until it is solved or the
citizen gives up, stands in :mod:`coprod.fields.everyday.request_process`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from coprod.agents.committee_accepts import NOTHING_UNOWNED, Unowned, accepts
from coprod.agents.committee_decisions import RequestsToday, refers
from coprod.agents.decisions import RuleBook
from coprod.fields.everyday.request_traits import ASKED, LEAST_PAUSE, RequestTraits
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.arrivals import ArrivalBuffer, draw_arrivals
from coprod.kernel.calendar import DAYS_PER_YEAR
from coprod.kernel.columns import rows_where
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import ITEM, stack
from coprod.parameters import Parameters

_NO_ROWS = np.zeros(0, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class RequestDay:
    """The requests of one day: items for the desks, and counts by community, shape (C,).

    ``made`` are first calls, ``repeated`` calls of citizens whose request was not solved; the rest counts both.
    ``referred`` requests were beyond the committee's powers, whatever else it decided to refer; ``backstopped`` ones were
    nobody's and the committee took them on; ``declined`` ones were left with a department.
    """

    items: Rows
    left: Rows
    """The requests that were declined (dtype ITEM)."""
    made: Ints
    repeated: Ints
    need_authority: Ints
    referred: Ints
    backstopped: Ints
    declined: Ints


class Requests:
    """Where requests come from.

    Parameters
    ----------
    size : shape (C,)
        Size of every community relative to the mean one; requests are in proportion.
    """

    def __init__(self, parameters: Parameters, streams: Streams, size: Floats, rules: RuleBook | None = None) -> None:
        rules = rules or RuleBook(parameters)
        self._accept, self._refer = rules["committee.accept"], rules["committee.refer"]
        self._request, self._streams = parameters.request, streams
        self.traits = RequestTraits(parameters, streams)
        self._size = np.asarray(size, dtype=float)
        self._n = self._size.size
        self._nobody = np.zeros(self._n, dtype=np.int64)
        self._nobody.flags.writeable = False  # handed out day by day
        self._items = ArrivalBuffer(self._draw)
        self._asked: Rows
        self._again = np.zeros(0, ITEM), np.zeros(0, ASKED)
        nobody, nothing = np.zeros(0, dtype=bool), np.zeros(0)
        self.today = RequestsToday(0, np.zeros(0, dtype=np.int64), nobody, nobody, nothing, nothing, nothing)
        """The requests that committees took on on the last day, as they saw them; none before the first."""
        self.unowned = NOTHING_UNOWNED
        """The requests of the last day that nobody owns."""

    def call_again(self, day: int, calls: Callable[[], Rows]) -> None:
        """Note which requests will be called in again, every few days; `calls` hands over those noted since (dtype ITEM)."""
        if day % LEAST_PAUSE == 0 and (rows := calls()).size:
            items, asked = (stack(both) for both in zip(self._again, self._to_come(rows, rows["ready"]), strict=True))
            order = items["arrived"].argsort(kind="stable")  # every day takes the first rows
            self._again = items.take(order), asked.take(order)

    def day(self, day: int, backlog_days: Floats | None = None) -> RequestDay:
        """Return what residents ask for on `day`.

        Parameters
        ----------
        backlog_days : shape (C,) or more, optional
            Work on the committees' desks, days of full capacity; none if omitted.
        """
        items = self._items(day)
        asked, made = self._asked[self._items.span(day)], items["desk"]
        more, about = self._called_again(day)
        repeated = self._nobody
        if more.size:
            repeated = self._count(more["desk"])
            items, asked = stack([items, more]), stack([asked, about])
        backlog = np.zeros(items.size) if backlog_days is None else backlog_days.take(items["desk"])
        unowned = rows_where(asked["unowned"])
        left = self._leave(day, items, asked, backlog, unowned)
        if left.size:
            kept = np.ones(items.size, dtype=bool)
            kept[left] = False
            declined, items, asked, backlog = items.take(left), items.compress(kept), asked.compress(kept), backlog[kept]
        else:
            declined = items[:0]
        n_declined = self._count(declined["desk"]) if left.size else self._nobody
        backstopped = self._count(self.unowned.community) - n_declined if unowned.size else self._nobody
        self.today = seen = RequestsToday(
            day, items["desk"], asked["needs"], asked["beyond"], asked["settling"], asked["referring"], backlog)
        chosen = rows_where(refers(self._refer, seen) & ~seen.beyond_powers)
        if chosen.size:
            items = _refer_too(items, asked, chosen, day)
        return RequestDay(
            items, declined, self._count(made), repeated, self._count(seen.community[seen.needs_authority]),
            self._count(seen.community[seen.beyond_powers]), backstopped, n_declined)

    def forget(self) -> None:
        """Draw what is still to come by the values as they are now, calls that are already noted included."""
        self._items.forget()
        rows, _ = self._again
        if rows.size:
            self._again = self._to_come(rows, rows["arrived"])

    def _to_come(self, rows: Rows, arrived: Ints) -> tuple[Rows, Rows]:
        """Return repeated calls (dtype ITEM) as they will arrive, and what is known beside them."""
        return self.traits.make(arrived, rows["called"], rows["calls"].astype(np.int64), rows["desk"], rows["origin"])

    def _called_again(self, day: int) -> tuple[Rows, Rows]:
        """Return the requests that are called in again today, and forget them."""
        items, asked = self._again
        n = int(items["arrived"].searchsorted(day, side="right"))
        self._again = items[n:], asked[n:]
        return items[:n], asked[:n]

    def _leave(self, day: int, items: Rows, asked: Rows, backlog: Floats, unowned: Ints) -> Ints:
        """Return the rows of the requests that committees do not take on, being nobody's."""
        if not unowned.size:
            return _NO_ROWS
        self.unowned = seen = Unowned(
            day, items["desk"][unowned], asked["settling"][unowned], items["calls"][unowned], backlog[unowned],
            asked["owner"][unowned])
        return unowned[~accepts(self._accept, seen)]

    def _draw(self, first_day: int, n_days: int) -> Rows:
        """Draw a block of requests, with the random numbers of each addressed by its key."""
        r = self._request
        rate = request_rate(first_day + np.arange(n_days), r.rate, r.mandate_growth, r.category_rate)
        day, place, key = draw_arrivals(
            self._streams, Purpose.REQUEST, first_day, rate[:, None] * self._size, np.arange(self._n), self._n)
        items, self._asked = self.traits.make(day, day, 1, place, key)
        return items

    def _count(self, community: Ints) -> Ints:
        return np.bincount(community, minlength=self._n)


def _refer_too(items: Rows, asked: Rows, rows: Ints, day: int) -> Rows:
    """Return the items with some of them referred to the street, which gets their work."""
    items = stack([items])  # a copy, whole rows at a time
    items["hours"][rows] = items["left"][rows] = asked["referring"][rows]
    items["street_hours"][rows], items["ready"][rows] = asked["at_street"][rows], day
    return items


def request_rate(day: Ints, rate: float, mandate_growth: float, category_rate: float) -> Floats:
    """Return requests a day to a mean committee: λ(t) = λ + growth · t · λ_category, t in years (mech:C01, mech:C03)."""
    return rate + mandate_growth * category_rate * day / DAYS_PER_YEAR
