"""Inquiries 事件调查: which incidents somebody is called to account for, at which level, and what that leaves behind.

The gravest incidents are graded by deaths, serious injuries and damage, as the State Council's Order 493 does, and inquired
into by the level that the grade belongs to; where nobody was hurt, what is visible is (its article 44). An inquiry takes hours
at once; for months it leaves fear, if somebody was punished, and inspections with their ledgers (mech:P07, mech:G14, mech:G07;
note:B9; src:order493; src:zhou2012). Whether an incident is taken up and whether somebody is punished is decided by rules of
street offices, districts and the city (:mod:`coprod.agents.inquiring`); what officials make of the fear, by theirs
(:mod:`coprod.agents.blame`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import exp, prod

import numpy as np

from coprod.agents.blame import Blamed
from coprod.agents.decisions import BoundRule, RuleBook
from coprod.agents.inquiring import CITY, LEVELS, STREET, Charge, Matter
from coprod.agents.officials import PASS_BLAME
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.arrivals import BLOCK_DAYS, SLOTS, exponential, poisson_count, poisson_counts
from coprod.kernel.calendar import DAYS_PER_MONTH
from coprod.kernel.columns import total
from coprod.kernel.ended import Ended
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import LEDGER, NO_ITEMS, make_items
from coprod.parameters import Parameters
from coprod.parameters.codes import ARREST, INJURY, LIFT, WATERLOGGING
from coprod.parameters.groups import Inquiry

OFFICES = ("street_office", "district", "city")
"""Agents that decide for the levels from 1 on; the city's rules hold for all levels above it."""
GRADES = {"deaths": (1, 3, 10, 30), "injuries": (1, 10, 50, 100), "yuan": (1e6, 1e7, 5e7, 1e8)}
"""From which figure on an accident is one for district, city, province and state (src:order493, articles 3 and 19).

The order has no least figure for the lowest grade: one death, one serious injury, or a million yuan are assumed.
"""
FAULTLESS = frozenset({ARREST, INJURY, LIFT})
"""Illness, falls and lifts that stop are nobody's doing: no inquiry, unless help came late and waited for signatures."""
_ORIGINS = 1 << 57  # above all identities of requests, directives and hazards, below those of organising work

INQUIRY = RecordKind("inquiry", "inquiries into incidents", "事件调查", {
    "incident": Field("i8", "", "incident", "突发事件"),
    "day": Field("i4", "day", "day it was opened", "启动日"),
    "level": Field("u1", "", "level that inquires", "调查层级", codes=LEVELS),
    "community": Field("i4", "", "community", "社区"),
    "deaths": Field("i4", "people", "deaths", "死亡人数"),
    "injuries": Field("i4", "people", "serious injuries", "重伤人数"),
    "people": Field("i4", "people", "people struck or displaced", "受灾与转移人数"),
    "missed": Field("?", "", "golden window missed", "错过黄金时间"),
    "alarm": Field("f4", "0-1", "alarm in the community", "社区恐慌情绪"),
    "record_gap": Field("f4", "0-1", "by how much the record said more than was done", "台账与实际的差距"),
    "punished": Field("?", "", "somebody was punished", "有人被问责"),
    "passed_down": Field("f4", "share", "blame put on the front line", "推给一线的责任占比"),
    "hours": Field("f4", "staff-hours", "interviews and reports, committee and street together", "社区与街道配合调查工时"),
})


@dataclass(frozen=True, slots=True)
class Finding:
    """An incident as whoever might inquire into it sees it."""

    ended: Ended
    level: int
    """Level whose matter it is; 0 for nobody's."""
    grade: int
    """Level that its grade by deaths, injuries and damage belongs to; 0 for none."""
    deaths: int
    injuries: int
    alarm: float
    gap: float
    is_false: bool
    """Whether the record proved false."""


class Inquiries:
    """Inquiries and what they leave behind at committees 0 … C−1, street offices, districts and the city (N in all).

    Attributes
    ----------
    fear : shape (N,)
        Log odds that inquiries have added to the chance of being held to account, as each office sees it.
    wave : shape (N,)
        Levels of all inquiries that inspections still follow, faded.
    """

    def __init__(self, parameters: Parameters, streams: Streams, street_of: Ints, district_of: Ints, recorder: Recorder,
                 rules: RuleBook | None = None) -> None:
        self._p: Inquiry = parameters.inquiry
        self._directive, self._tolerance = parameters.directive, parameters.approval.tolerance
        self._passed_down = parameters.accountability.passed_down
        rules = rules or RuleBook(parameters)
        self._pass_blame = rules[PASS_BLAME.name]
        self._take_up, self._punish = ([rules[f"{office}.{verb}"] for office in OFFICES] for verb in ("take_up", "punish"))
        self._streams, self._recorder = streams, recorder
        self._street_of, self._district_of = np.asarray(street_of), np.asarray(district_of)
        self._n_communities, n_streets = self._street_of.size, self._district_of.size
        self.n_desks = self._n_communities + n_streets
        n = self.n_desks + int(self._district_of.max()) + 2
        self.fear, self.wave = np.zeros(n), np.zeros(n)
        self._kept = exp(-1 / (self._p.months * DAYS_PER_MONTH)) if self._p.months else 0.0
        self._block, self._uniforms = -1, np.zeros((0, self.n_desks))
        self.hours = 0.0
        """Staff-hours that inquiries and inspections asked of desks today."""
        self.record_gap: Callable[[int], float] = _no_gap
        """By how much the record of a community says more than was done, 0 to 1."""

    def desk_fear(self) -> Floats:
        """Return the fear at the desks, committees first, then street offices."""
        return self.fear[: self.n_desks]

    def fear_of(self, seat: str, place: int) -> float:
        """Return the fear of the office that signs at a seat; `place` is its number among its like."""
        first = {"street": self._n_communities, "district": self.n_desks, "city": self.fear.size - 1}[seat]
        return float(self.fear[first + place])

    def look_back(self, day: int, ended: Iterable[Ended], alarm: Floats) -> Floats:
        """Let fear and inspections fade by a day, then inquire into what is over; return staff-hours, shape (C + S,).

        Parameters
        ----------
        alarm : shape (C,)
            How alarmed each community is, 0 to 1.
        """
        hours = np.zeros(self.n_desks)
        if np.count_nonzero(self.wave):
            self.fear *= self._kept
            self.wave *= self._kept
        if self._p.rate:
            gravest: dict[int, Finding] = {}
            for one in ended:
                found = self.judge(one, float(alarm[one.community]))
                street = int(self._street_of[one.community])
                if self._takes_up(found) and (street not in gravest or found.level > gravest[street].level):
                    gravest[street] = found  # one inquiry covers what happened in a street on one day
            for found in gravest.values():
                self._open(day, found, hours)
            if gravest:
                self.hours += float(hours.sum())
        return hours

    def inspections(self, day: int, usual: float) -> Rows:
        """Return the inspections of today with their ledgers, as items for the desks.

        Parameters
        ----------
        usual : float
            Directives that all lines together send a desk on an ordinary day.
        """
        p = self._p
        self.hours = 0.0
        mean = p.ledgers * usual * self.wave[: self.n_desks]
        if not np.count_nonzero(mean):
            return NO_ITEMS
        count = poisson_counts(self._uniform_today(day), mean)
        desk = np.arange(self.n_desks).repeat(count)
        if not desk.size:
            return NO_ITEMS
        number = np.arange(desk.size) - (count.cumsum() - count).take(desk)
        key = (day * self.n_desks + desk) * SLOTS + number
        form = self._directive.ledger_hours * (1 - self._directive.ledger_auto)
        hours = exponential(self._streams.uniform(Purpose.INQUIRY_HOURS, key), p.visit_hours + form)
        line = (self._streams.uniform(Purpose.INQUIRY_LINE, key) * self._directive.lines).astype(np.int64)
        items = make_items(work=LEDGER, desk=desk, hours=hours, line=line, origin=_ORIGINS + key, arrived=day, ready=day)
        if 0 < p.ledger_cap < total(items["hours"]):  # else no desk is over it
            upto = np.cumsum(items["hours"])
            before = np.concatenate([[0.0], upto])[np.searchsorted(desk, desk)]  # hours of the desks before
            items = items.compress(upto - before <= p.ledger_cap)
        self.hours = float(total(items["hours"]))
        return items

    def _uniform_today(self, day: int) -> Floats:
        """Return the random numbers by which inspections come to every desk on `day`, drawn for a block of days at once."""
        block, i = divmod(day, BLOCK_DAYS)
        if block != self._block:
            rows = np.arange(BLOCK_DAYS * self.n_desks) + block * BLOCK_DAYS * self.n_desks
            self._uniforms = self._streams.uniform(Purpose.INQUIRY_INSPECTION, rows).reshape(BLOCK_DAYS, self.n_desks)
            self._block = block
        return self._uniforms[i]

    def judge(self, one: Ended, alarm: float) -> Finding:
        """Say whose matter an incident is that is over: by its grade, or by how much of it is visible."""
        gap = self.record_gap(one.community)
        is_false, missed = gap >= self._p.false_record > 0, not one.hit
        if one.type in FAULTLESS and not (missed and one.waited > 0):
            return Finding(one, 0, 0, 0, 0, alarm, gap, is_false)
        uniform = self._streams.uniform_scalar
        deaths = poisson_count(uniform(Purpose.INQUIRY_DEATHS, one.id), one.deaths) if one.deaths else 0
        injuries = poisson_count(uniform(Purpose.INQUIRY_INJURIES, one.id), one.injuries) if one.injuries else 0
        yuan = 0.0 if one.type == WATERLOGGING else one.damage  # what water damages is no accident
        grounds = missed + (one.people + one.displaced >= self._p.people) + self._alarms(alarm) + is_false
        graded = grade(deaths, injuries, yuan)
        return Finding(one, max(graded, grounds - 1), graded, deaths, injuries, alarm, gap, is_false)

    def _alarms(self, alarm: float) -> bool:
        """Tell whether so much alarm in a community, 0 to 1, makes an incident visible."""
        return alarm >= self._p.alarm > 0

    def _takes_up(self, found: Finding) -> bool:
        """Tell whether the level whose matter an incident is, or one below it, takes it up: 1 − Π (1 − chance of the level)."""
        if found.level == 0:
            return False
        alarms = self._alarms(found.alarm)
        matters = (Matter(level, found.level, found.grade, alarms, self._p.rate) for level in range(1, found.level + 1))
        chance = 1 - prod(1 - float(_of_level(self._take_up, one.level)(one)) for one in matters)
        return self._streams.uniform_scalar(Purpose.INQUIRY_OPENS, found.ended.id) < chance

    def _open(self, day: int, found: Finding, hours: Floats) -> None:
        """Inquire: hours now, inspections in all the level's places, and fear there if somebody is punished."""
        one, level, places = found.ended, found.level, self._places(found)
        self.wave[places] += level
        uniform = self._streams.uniform_scalar(Purpose.INQUIRY_PUNISHES, one.id)
        charge = Charge(level, found.deaths + found.injuries, found.is_false, self._tolerance, uniform)
        punished = bool(_of_level(self._punish, level)(charge))
        share = float(self._pass_blame(Blamed(level, one.waited, self._passed_down)))
        if punished:
            self._frighten(one.community, level, places, share)
        work = self._p.hours * level
        for desk in (one.community, self._n_communities + int(self._street_of[one.community])):
            hours[desk] += work
        self._recorder.append(
            INQUIRY, incident=one.id, day=day, level=level, community=one.community, deaths=found.deaths,
            injuries=found.injuries, people=one.people + one.displaced, missed=not one.hit, alarm=found.alarm,
            record_gap=found.gap, punished=punished, passed_down=share if punished else 0.0, hours=2 * work)

    def _frighten(self, community: int, level: int, places: Ints, share: float) -> None:
        """Add to the log odds at `places` what a punishment at a level adds: φ · level, φ being ``inquiry.fear``.

        Of the blame a `share` s, 0 to 1, is put on the front line: every office above the committees feels 1 − s of it, and the
        committee on the spot 1 + s for each of these levels that the inquiry reaches (mech:G14; assumed: blame is moved, none is
        made).
        """
        fear = np.full(self.fear.size, self._p.fear * level)
        fear[self._n_communities :] *= 1 - share
        fear[community] *= 1 + share * min(level, CITY)
        self.fear[places] += fear[places]

    def _places(self, found: Finding) -> Ints:
        """Return the offices that an inquiry concerns: those of its street, of its district, or all."""
        street = int(self._street_of[found.ended.community])
        district = int(self._district_of[street])
        if found.level >= CITY:
            return np.arange(self.fear.size)
        if found.level == STREET:
            return np.append(np.flatnonzero(self._street_of == street), self._n_communities + street)
        streets = np.flatnonzero(self._district_of == district)
        communities = np.flatnonzero(np.isin(self._street_of, streets))
        return np.concatenate([communities, self._n_communities + streets, [self.n_desks + district]])


def grade(deaths: int, injuries: int, yuan: float) -> int:
    """Return the level that an accident's grade belongs to: 2 district, 3 city, 4 province, 5 state; 0 for no accident."""
    figures = {"deaths": deaths, "injuries": injuries, "yuan": yuan}
    reached = max(bisect_right(least, figures[name]) for name, least in GRADES.items())
    return reached + 1 if reached else 0


def _of_level(rules: list[BoundRule], level: int) -> BoundRule:
    """Return the rule that holds at a level of government, from 1 on: above the city, the city's."""
    return rules[min(level, len(rules)) - 1]


def _no_gap(community: int) -> float:
    """Return 0: nothing compares the record with the town."""
    return 0.0
