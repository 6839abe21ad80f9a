"""Citizens' requests 居民诉求: what residents bring to their committee (fact:C5, mech:A07, mech:C01–mech:C03).

Requests do not depend on policy: the same ones come in both arms of a comparison. What policy changes
is who may settle them. A committee without power to enforce or to spend takes them in, answers the
citizen and refers them to the street; it may refer others too, if it decides so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coprod.agents.committee_decisions import Bools, RequestsToday, refers
from coprod.agents.decisions import RuleBook
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.arrivals import BLOCK_DAYS, ArrivalBuffer, draw_arrivals, exponential
from coprod.kernel.calendar import DAYS_PER_YEAR
from coprod.kernel.columns import rows_where
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import REQUEST, make_items, on_grid
from coprod.parameters import Parameters

_TALLIES = 5


@dataclass(frozen=True, slots=True)
class RequestDay:
    """The requests of one day: items for the desks, and counts by community, shape (C,).

    ``referred`` requests were beyond the committee's powers, whatever else it decided to refer; ``backstopped`` ones were
    nobody's and fell to the committee; ``declined`` ones were left with a department.
    """

    items: Rows
    made: Ints
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
        self._refer = (rules or RuleBook(parameters))["committee.refer"]
        self._request, self._enforcement = parameters.request, parameters.staff.enforcement
        self._lines = parameters.directive.lines
        self._streams = streams
        self._size = np.asarray(size, dtype=float)
        self._items = ArrivalBuffer(self._draw)
        self._tally = np.zeros((BLOCK_DAYS, _TALLIES, self._size.size), dtype=np.int64)
        self._columns: tuple[Bools, Bools, Floats, Floats]
        nobody, nothing = np.zeros(0, dtype=bool), np.zeros(0)
        self.today = RequestsToday(0, np.zeros(0, dtype=np.int64), nobody, nobody, nothing, nothing, nothing)
        """The requests of the last day, as committees saw them; none before the first."""

    def day(self, day: int, backlog_days: Floats | None = None) -> RequestDay:
        """Return what residents ask for on `day`.

        Parameters
        ----------
        backlog_days : shape (C,) or more, optional
            Work on the committees' desks, days of full capacity; none if omitted.
        """
        items = self._items(day)
        self.today = seen = self._sees(day, items["desk"], backlog_days)
        more = rows_where(refers(self._refer, seen) & ~seen.beyond_powers)
        if more.size:
            items = self._refer_too(items, seen, more)
        return RequestDay(items, *self._tally[day % BLOCK_DAYS])

    def _sees(self, day: int, community: Ints, backlog_days: Floats | None) -> RequestsToday:
        """Return what committees see of the requests of a day."""
        today = self._items.span(day)
        needs, beyond, settling, referring = self._columns
        backlog = np.zeros(community.size) if backlog_days is None else backlog_days.take(community)
        return RequestsToday(day, community, needs[today], beyond[today], settling[today], referring[today], backlog)

    def _refer_too(self, items: Rows, seen: RequestsToday, rows: Ints) -> Rows:
        """Return the items with some of them referred to the street, which gets their work."""
        items = items.copy()
        items["hours"][rows] = items["left"][rows] = seen.referral_hours[rows]
        items["street_hours"][rows] = self._street_hours(items["origin"][rows])
        return items

    def _draw(self, first_day: int, n_days: int) -> Rows:
        """Draw a block of requests, with the random numbers of each addressed by its key."""
        r, n = self._request, self._size.size
        rate = request_rate(first_day + np.arange(n_days), r.rate, r.mandate_growth, r.category_rate)
        day, place, key = draw_arrivals(
            self._streams, Purpose.REQUEST, first_day, rate[:, None] * self._size, np.arange(n), n)
        power, owner = self._uniform(Purpose.REQUEST_AUTHORITY, key), self._uniform(Purpose.REQUEST_OWNER, key)
        needs, unowned = power < r.authority_share, owner < r.unowned_share
        referred = needs & (power >= r.authority_share * self._enforcement)
        declined = unowned & (owner >= r.unowned_share * r.backstop)
        marks = (np.ones_like(needs), needs & ~declined, referred & ~declined, unowned & ~declined, declined)
        self._tally = _tallied(marks, day - first_day, place, n_days, n)
        kept = ~declined
        return self._as_items(day[kept], place[kept], key[kept], needs[kept], referred[kept])

    def _as_items(self, day: Ints, place: Ints, key: Ints, needs: Bools, beyond: Bools) -> Rows:
        """Return the items of a block, those beyond a committee's powers referred, and keep what a day's decisions need."""
        r, share = self._request, exponential(self._uniform(Purpose.REQUEST_HOURS, key), 1.0)
        settling, referring = on_grid(r.hours * share), on_grid(r.referral_hours * share)
        self._columns = needs, beyond, settling, referring
        street_hours = np.zeros(key.size)
        street_hours[beyond] = self._street_hours(key[beyond])
        return make_items(
            work=REQUEST, desk=place, origin=key, arrived=day, ready=day, hours=np.where(beyond, referring, settling),
            # a request is about the domain of some department: with fewer lines, fewer changes of line
            line=(self._uniform(Purpose.REQUEST_LINE, key) * self._lines).astype(np.int64),
            street_hours=street_hours)

    def _street_hours(self, key: Ints) -> Floats:
        """Return the staff-hours that the street needs for requests referred to it."""
        return np.asarray(on_grid(exponential(self._uniform(Purpose.REQUEST_STREET_HOURS, key), self._request.hours)))

    def _uniform(self, purpose: Purpose, key: Ints) -> Floats:
        return self._streams.uniform(purpose, key)


def request_rate(day: Ints, rate: float, mandate_growth: float, category_rate: float) -> Floats:
    """Return requests a day to a mean committee: λ(t) = λ + growth · t · λ_category, t in years (mech:C01, mech:C03)."""
    return rate + mandate_growth * category_rate * day / DAYS_PER_YEAR


def _tallied(marks: tuple[Bools, ...], day: Ints, place: Ints, n_days: int, n: int) -> Ints:
    """Count the marked requests by day, mark and community: shape (n_days, marks, n)."""
    cell = day * n + place
    counts = [np.bincount(cell[mark], minlength=n_days * n).reshape(n_days, n) for mark in marks]
    return np.stack(counts, axis=1)
