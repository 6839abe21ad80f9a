"""Desks 社区与街道工作力量: routine work of committees and street offices in whole days (note:B6).

One needle: everything lands on the same desk and is worked off within staff-hours, the most urgent kind
first, what was begun yesterday before all. Changing lines costs time, pressure first quickens and then
confuses, and what overflows is ticked off without being done, or dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.agents.committee_decisions import DeskItems
from coprod.agents.decisions import RuleBook
from coprod.agents.ticking import TICK_FIRST
from coprod.districts import DistrictData
from coprod.districts.places_of import of_streets
from coprod.fields.everyday.inherited_work import inherited_work
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.columns import rows_where
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import (
    CANCELLED,
    DIRECTIVE,
    DONE,
    EMERGENCY,
    GRID,
    LEDGER,
    NO_LINE,
    OPEN,
    REFERRED,
    REQUEST,
    REQUEST_RECORD,
    SHED,
    SYMBOLIC,
    WORK,
    make_items,
    on_grid,
    stack,
)
from coprod.parameters import Parameters
from coprod.parameters.groups import Staff
from coprod.parameters.relative import ratio
from coprod.town.given import filled

_PRIORITIES = 256
"""Priorities of items on one desk that make one sorting key with the desk."""
_STATE = np.array([OPEN, SYMBOLIC, SHED], dtype=np.uint8)
"""State of an item that overflows, by the answer of ``committee.tick``."""
LOAD_DAYS = 7
"""Days over which a desk's load is averaged: its staff remember a week."""


@dataclass(frozen=True, slots=True)
class DeskDay:
    """One day of all desks: arrays of shape (n_desks,), hours unless said.

    Hours are conserved: capacity + overtime = worked (all kinds) + switch_hours + patrol_first + strain + idle.
    """

    capacity: Floats
    overtime: Floats
    """Hours worked after closing time to make up for emergencies."""
    worked: Floats
    """Hours given to each kind of work, shape (n_desks, 6)."""
    switch_hours: Floats
    """Hours lost in changing lines."""
    patrol_first: Floats
    """Hours of campaign patrol, which went before routine work."""
    strain: Floats
    """Hours lost to pressure beyond the best pace."""
    idle: Floats
    """Hours left; steady patrol is taken from them."""
    backlog_hours: Floats
    """Hours of open items at the end of the day, those that wait included."""
    backlog_items: Ints
    finished: Rows
    """Items that left their desk today (dtype ITEM)."""
    arrivals: int
    """Items of some line that arrived today, all desks together …"""
    switches: int
    """… and how many of them belonged to another line than the one before."""

    @property
    def utilisation(self) -> Floats:
        """Share of the day's hours that staff were busy, 0 to 1."""
        return 1.0 - self.idle / (self.capacity + self.overtime)

    @property
    def paperwork_hours(self) -> Floats:
        """Hours given to directives and ledgers (mech:G07)."""
        return self.worked[:, DIRECTIVE] + self.worked[:, LEDGER]

    def origins(self, work: int, state: int = DONE) -> Ints:
        """Return what the items of this kind that ended today in this state were about."""
        which = (self.finished["work"] == work) & (self.finished["state"] == state)
        origins: Ints = self.finished["origin"][which]
        return origins


class Desks:
    """The desks of all committees (0 … C−1) and street offices (C … C+S−1).

    Parameters
    ----------
    street_of : shape (C,)
        Street of every community.
    size : shape (C,), optional
        Size of every community relative to the mean one; staff follows it.
    """

    def __init__(self, parameters: Parameters, streams: Streams, n_communities: int, street_of: Ints,
                 recorder: Recorder, size: Floats | None = None, rules: RuleBook | None = None) -> None:
        rules = rules or RuleBook(parameters)
        self._order, self._tick = rules["committee.order"], rules["committee.tick"]
        self._tick_first = rules[TICK_FIRST.name]
        self._staff: Staff = parameters.staff
        self._clarification_days = parameters.directive.clarification_days
        self._streams = streams
        self._recorder = recorder
        self._street_desk = n_communities + np.asarray(street_of, dtype=np.int64)
        self.n = int(self._street_desk.max()) + 1
        self.staff = staff_by_desk(parameters.staff, np.asarray(street_of), size, parameters.staff,
                                   parameters.district_data)
        self.capacity = on_grid(self.staff * parameters.staff.hours)
        self._most_overtime = np.floor(self.staff * parameters.staff.overtime_cap / GRID) * GRID
        self._switch_hours = float(np.rint(parameters.staff.switch_hours / GRID) * GRID)
        self.regular_hours: Floats = self.staff * parameters.staff.hours
        """Staff-hours of a usual day of every desk, whatever its staff get done in them, shape (n_desks,)."""
        self.hours_at_hand: Floats = self.regular_hours
        """The same with staff who have been granted, borrowed or lent, shape (n_desks,)."""
        self._edges = np.arange(self.n + 1)
        self.owed = np.zeros(self.n)
        """Hours that emergencies have taken and that no working day has covered yet, shape (n_desks,)."""
        self._open = inherited_work(parameters, self.capacity)
        self.backlog_hours: Floats = np.asarray(
            np.bincount(self._open["desk"], weights=self._open["left"], minlength=self.n), dtype=np.float64)
        """Hours of open items at the end of the day, those that wait included, shape (n_desks,)."""
        self.load: Floats = np.zeros(self.n)
        """Hours asked for over regular hours, mean of about the last :data:`LOAD_DAYS` days, shape (n_desks,); may exceed 1."""
        self.asked_by_day: list[NDArray[np.float32]] = []
        """Staff-hours that every day asked of every desk, each of shape (n_desks,)."""
        self._new: list[Rows] = []
        self._last_line = np.full(self.n, NO_LINE, dtype=np.int64)

    def get_done(self, factor: Floats, more: Floats | float = 0.0) -> None:
        """Let every desk get done so much of what it usually does in a day (mech:C12, mech:W15, mech:W23).

        Parameters
        ----------
        factor : shape (n_desks,)
        more : shape (n_desks,)
            Hours a day of staff who have been granted, borrowed or lent (below 0).
        """
        self.hours_at_hand = self.regular_hours + more
        self.capacity = on_grid(self.regular_hours * factor + more)

    def arrive(self, day: int, *, work: int | Ints, desk: Ints, hours: Floats, line: int | Ints = NO_LINE,
               origin: int | Ints = 0, ready: int | Ints | None = None) -> None:
        """Put a block of items on the desks; `ready` is the day from which each can be worked on."""
        self.receive(make_items(work=work, desk=desk, hours=hours, line=line, origin=origin, arrived=day,
                                ready=day if ready is None else ready))

    def receive(self, items: Rows) -> None:
        """Put items on the desks in the order given."""
        if items.size:
            self._new.append(items)

    def cancel(self, day: int, work: int, origins: Ints) -> None:
        """Take open items of a kind of work off the desks because what they are about is gone."""
        gone = (self._open["work"] == work) & np.isin(self._open["origin"], origins)
        if np.count_nonzero(gone):
            items = self._open.compress(gone)
            items["state"] = CANCELLED
            self._open = self._open.compress(~gone)
            self._record(items, day)

    @property
    def open_items(self) -> Rows:
        """The items that lie on the desks, today's arrivals included."""
        return stack([self._open, *self._new])

    @property
    def backlog_days(self) -> Floats:
        """The backlog of last evening in days of full capacity, shape (n_desks,)."""
        return np.asarray(self.backlog_hours / self.capacity)

    def work_day(self, day: int, emergency_hours: Floats, patrol_first: Floats | None = None) -> DeskDay:
        """Work through one day: emergencies, ordered patrol, then items by priority within the hours left.

        Parameters
        ----------
        emergency_hours : shape (n_desks,)
            Staff-hours that incidents took; hours beyond a day's capacity are owed to the next day.
        patrol_first : shape (n_desks,), optional
            Hours of campaign patrol ordered for today.
        """
        items = self.open_items
        arrivals, switches = self._charge_switches(items[self._open.size :])
        self._feel_load(items[self._open.size :], emergency_hours, patrol_first)
        items = items.take(in_order(items["desk"], self._order(DeskItems.of(items, day))))
        desk = items["desk"].astype(np.intp)
        need = np.where(items["ready"] <= day, items["left"], 0.0)
        upto = np.zeros(need.size + 1)
        need.cumsum(out=upto[1:])
        upto_desk = upto.take(desk.searchsorted(self._edges))
        ready_hours = upto_desk[1:] - upto_desk[:-1]
        overtime, emergency, patrol = self._first_claims(emergency_hours, patrol_first)
        rest = self.capacity + overtime - emergency - patrol
        days = ready_hours / self.capacity
        effective = np.floor(rest * self._pace(days) / GRID) * GRID
        for_item = effective.take(desk) - (upto[:-1] - upto_desk.take(desk))  # what those before it leave
        spent = np.minimum(np.maximum(for_item, 0.0), need)
        worked, switch_hours = self._spend(items, desk, spent, day)
        worked[:, EMERGENCY] += emergency
        done_hours = np.minimum(effective, ready_hours)
        strain = np.where(days > self._staff.pressure_peak, rest - effective, 0.0)
        finished = self._settle(items, day, (ready_hours - done_hours) / self.capacity)
        return DeskDay(
            capacity=self.capacity, overtime=overtime, worked=worked, switch_hours=switch_hours, patrol_first=patrol,
            strain=strain, idle=rest - done_hours - strain, finished=finished, arrivals=arrivals, switches=switches,
            **self._backlog())

    def _feel_load(self, new: Rows, emergency_hours: Floats, patrol_first: Floats | None) -> None:
        """Let the load follow what today asks for: all that arrived, emergencies and ordered patrol."""
        asked = np.bincount(new["desk"], weights=new["left"], minlength=self.n) + emergency_hours
        if patrol_first is not None:
            asked += patrol_first
        self.asked_by_day.append(asked.astype(np.float32))
        self.load += (asked / self.hours_at_hand - self.load) / LOAD_DAYS

    def _first_claims(self, emergency_hours: Floats, patrol_first: Floats | None) -> tuple[Floats, Floats, Floats]:
        """Return overtime, emergency hours and ordered patrol hours of the day."""
        self.owed += np.rint(emergency_hours / GRID) * GRID
        overtime = np.minimum(self.owed, self._most_overtime)
        emergency = np.minimum(self.owed, self.capacity + overtime)
        self.owed -= emergency
        if patrol_first is None:
            return overtime, emergency, np.zeros(self.n)
        asked = np.rint(patrol_first / GRID) * GRID
        return overtime, emergency, np.minimum(asked, self.capacity + overtime - emergency)

    def _pace(self, days: Floats) -> Floats | float:
        s = self._staff
        return pressure_pace(days, s.pressure_peak, s.pressure_floor, s.pressure) if s.pressure else 1.0

    def _charge_switches(self, new: Rows) -> tuple[int, int]:
        """Add the cost of changing lines to what is new on the desks: s · 1{line differs from the previous arrival's}.

        Returns the new items that belong to a line, and how many of them meant a change.
        """
        self._new = []
        of_line = rows_where(new["line"] != NO_LINE)
        order = of_line.take(new["desk"].take(of_line).argsort(kind="stable"))
        line, desk = new["line"].take(order), new["desk"].take(order)
        previous = self._last_line.take(desk)
        np.copyto(previous[1:], line[:-1], where=desk[1:] == desk[:-1])
        self._last_line[desk] = line  # of several, the last stays
        switched = order[(line != previous) & (previous != NO_LINE)]
        new["left"][switched] += self._switch_hours
        return order.size, switched.size

    def _spend(self, items: Rows, desk: Ints, spent: Floats, day: int) -> tuple[Floats, Floats]:
        """Give each item its hours; return hours by desk and kind of work, and hours of changing lines by desk.

        Changing lines comes before the work itself.
        """
        rows = rows_where(spent > 0)  # few of a long backlog
        desk, spent = desk.take(rows), spent.take(rows)
        before, hours = items["left"][rows], items["hours"][rows]
        left = before - spent
        switching = np.maximum(before - hours, 0.0) - np.maximum(left - hours, 0.0)
        items["left"][rows] = left
        items["started"][rows[~items["begun"][rows] & (items["passes"][rows] == 0)]] = day
        items["begun"][rows] = True
        cell = desk * len(WORK) + items["work"][rows]
        worked: Floats = np.bincount(cell, weights=spent - switching, minlength=self.n * len(WORK)).astype(float)
        lost: Floats = np.bincount(desk, weights=switching, minlength=self.n).astype(float)
        return worked.reshape(self.n, len(WORK)), lost

    def _settle(self, items: Rows, day: int, days_left: Floats) -> Rows:
        """Let items leave that are done or overflow; send back, refer or keep the others."""
        done = rows_where(items["left"] <= 0)
        items["passes"][done] += 1
        items["state"][done] = DONE
        self._send_back(items, done[items["passes"][done] < items["needed"][done]], day)
        over = days_left - self._staff.overflow_days
        if self._staff.shed_rate and np.count_nonzero(over > 0):
            self._overflow(items, day, np.maximum(over, 0.0) * self._staff.shed_rate * self.capacity)
        self._refer(items, done[items["street_hours"][done] > 0], day)
        leaves = items["state"] != OPEN
        self._open, finished = items.compress(~leaves), items.compress(leaves)
        if finished.size:
            self._record(finished, day)
        return finished

    def _record(self, left: Rows, day: int) -> None:
        """Record items that leave their desk."""
        kept = {name: left[name] for name in REQUEST_RECORD.fields if name != "finished"}
        self._recorder.append(REQUEST_RECORD, finished=day, **kept)

    def _send_back(self, items: Rows, rows: Ints, day: int) -> None:
        """Return contradictory directives: they wait for clarification and are done again (mech:G06)."""
        if rows.size:
            items["state"][rows] = OPEN
            items["left"][rows] = items["hours"][rows]
            items["begun"][rows] = False
            items["ready"][rows] = day + self._clarification_days

    def _overflow(self, items: Rows, day: int, allowance: Floats) -> None:
        """Let work go as each desk decides, `allowance` hours a desk in the mean (mech:C04).

        Of what goes equally early by ``committee.tick_first``, the least urgent and newest goes first. The item at the edge
        goes with the chance that makes the mean exact.
        """
        sheddable = (items["state"] == OPEN) & (items["ready"] <= day) & (items["work"] >= REQUEST)
        rows = rows_where(sheddable & (allowance > 0).take(items["desk"]))[::-1]
        picked = items.take(rows)
        seen = DeskItems.of(picked, day)
        state = _STATE.take(self._tick(seen))
        order = in_order(seen.desk, self._tick_first(seen))
        order = order.compress(state.take(order) != OPEN)
        desk, left = seen.desk.take(order), seen.left.take(order)
        from_start = left.cumsum() - left
        before = from_start - from_start.take(desk.searchsorted(self._edges).take(desk))  # hours of the same desk that go before
        allowed = allowance.take(desk)
        may_go = before < allowed  # few of a long backlog
        order, before, left, allowed = (column.compress(may_go) for column in (order, before, left, allowed))
        address = picked["origin"][order] * len(WORK) + picked["work"][order]
        gone = before + self._streams.uniform(Purpose.DESK_OVERFLOW, address, day) * left < allowed
        goes = order.compress(gone)
        items["state"][rows.take(goes)] = state.take(goes)

    def _refer(self, items: Rows, rows: Ints, day: int) -> None:
        """Pass on to the street what the committee may not settle; the street has it tomorrow (mech:A07)."""
        if rows.size:
            items["state"][rows] = REFERRED
            given = items.take(rows)
            given["desk"] = self._street_desk.take(given["desk"])
            given["hours"] = given["left"] = given["street_hours"]
            given["arrived"] = given["ready"] = day + 1
            given["started"], given["passes"], given["begun"], given["street_hours"] = -1, 0, False, 0.0
            given["state"] = OPEN
            self.receive(given)

    def _backlog(self) -> dict[str, NDArray[Any]]:
        desk = self._open["desk"].astype(np.intp)
        self.backlog_hours = np.asarray(np.bincount(desk, weights=self._open["left"], minlength=self.n), dtype=np.float64)
        return {"backlog_hours": self.backlog_hours, "backlog_items": np.bincount(desk, minlength=self.n)}


def staff_by_desk(staff: Staff, street_of: Ints, size: Floats | None = None, alloc: Staff | None = None,
                  data: DistrictData | None = None) -> Floats:
    """Return the staff of every desk, committees first; part of a committee's staff does not depend on its size (fact:C4).

    Street staff who are sent down work in its communities, each getting a little less done (mech:C08). Staff that the tables of
    a district give are present practice: policy changes them in proportion.
    """
    size = np.ones(len(street_of)) if size is None else np.asarray(size, dtype=float)
    committees = staff.count * (staff.basic_share + (1 - staff.basic_share) * size)
    streets = staff.street_per_community * np.bincount(street_of, weights=size)
    per_size = np.full(streets.size, staff.street_per_community)
    if data is not None:
        committees = filled(committees, data.numbers("staff") * ratio(staff, "count"))
        given = filled(streets, of_streets(data, "staff", streets.size) * ratio(staff, "street_per_community"))
        per_size, streets = given / streets * per_size, given
    if alloc is None or alloc.sink == 0:
        return np.concatenate([committees, streets])
    sent = per_size[street_of] * size * alloc.sink
    return np.concatenate([committees + sent * (1 - alloc.sink_loss), streets * (1 - alloc.sink)])


def in_order(desk: Ints, priority: NDArray[Any]) -> NDArray[np.intp]:
    """Return the order of work: desk by desk, the lowest priority first; ties keep their order.

    Priorities in single bytes, as those of the shipped rules, are sorted together with the desk by one key.
    """
    if priority.dtype == np.uint8:
        return np.asarray((desk * _PRIORITIES + priority).argsort(kind="stable"))
    return np.asarray(np.lexsort((priority, desk)))


def pressure_pace(days: Floats, peak: float, floor: float, exponent: float) -> Floats:
    """Return the pace of work under pressure: max(g, x e^(1 − x))^a with x = n / n*, an inverted U.

    Parameters
    ----------
    days : shape (n,)
        Work on the desk n, days of full capacity.
    peak, floor, exponent
        n* of the best pace, lowest pace g before the exponent, and a; a = 0 is pace 1 throughout.

    Notes
    -----
    Source: Yerkes & Dodson 1908; note:B6.
    """
    x = days / peak
    pace: NDArray[np.float64] = np.maximum(floor, x * np.exp(1.0 - x)) ** exponent
    return pace
