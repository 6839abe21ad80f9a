"""Epidemics 疫情: a slow incident over weeks that takes the same staff, helpers, stores, ambulances and money (note:B20).

What arrives is drawn by day, whatever policy does; nothing is set up before. How it spreads stands in
:mod:`coprod.fields.long_term.contagion`, what is done about it in :mod:`coprod.fields.long_term.isolation`.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import simpy

from coprod.agents.decisions import RuleBook
from coprod.agents.quarantine import EpidemicHere
from coprod.fields.long_term.contagion import Contagion, who_meets_whom
from coprod.fields.long_term.isolation import DayOfIsolation, Hands, Isolation
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.calendar import DAYS_PER_WEEK, DAYS_PER_YEAR, HOURS_PER_DAY, MINUTES_PER_DAY
from coprod.kernel.incident import SCRIPT, Incident
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.linkage.dispatch import Priority
from coprod.linkage.response_levels import Responses
from coprod.parameters import Parameters
from coprod.parameters.codes import INJURY
from coprod.resources.crews import AMBULANCE, Crews
from coprod.resources.reserves import Reserves

if TYPE_CHECKING:
    from coprod.town import Town

EPIDEMIC = RecordKind("epidemic", "weeks of an epidemic", "疫情周报", {
    "day": Field("i4", "day", "last day of the week", "截止日"),
    "community": Field("i4", "", "community", "社区"),
    "cases": Field("i8", "people", "who fell ill", "新发病例"),
    "hospitalised": Field("i8", "people", "of these, taken to hospital", "其中送医住院"),
    "deaths": Field("i8", "people", "who died", "死亡人数"),
    "at_home": Field("f8", "household-days", "days that households stayed at home", "居家隔离户日数"),
    "strictness": Field("f4", "0-1", "mean share of cases that were to be kept at home", "平均隔离严格程度"),
    "needed": Field("f8", "hours", "hours that measures took", "防控所需工时"),
    "staff_hours": Field("f8", "staff-hours", "hours of staff", "工作人员工时"),
    "citizen_hours": Field("f8", "hours", "hours of volunteers and neighbours", "志愿者与邻里工时"),
    "surge_hours": Field("f8", "hours", "hours of party members", "下沉党员工时"),
    "door_hours": Field("f8", "hours", "hours from door to door, whoever went", "上门服务工时"),
    "days_over": Field("i8", "days", "days on which hands were too few", "人手不足天数"),
    "kits_asked": Field("i8", "units", "relief kits asked for", "申请应急包数"),
    "kits_given": Field("i8", "units", "relief kits that came", "到位应急包数"),
    "yuan": Field("f8", "yuan", "public money", "公共支出"),
})
_IDS = 1 << 52
"""Ids of what an epidemic asks of stores and ambulances: above those of all incidents."""
_MOST_CALLS = 1 << 10
"""Ambulances a day and community that ids leave room for."""


@dataclass(frozen=True, slots=True)
class EpidemicDay:
    """What a day of an epidemic was: arrays of shape (C,)."""

    cases: Ints
    deaths: Ints
    deaths_elders: Ints
    """Of these, of 60 and older."""
    quarantine_hours: Floats
    """Person-hours at home."""
    alarm: Floats
    work: DayOfIsolation


class Epidemic:
    """The epidemic under way, if there is one.

    Attributes
    ----------
    today : EpidemicDay or None
        What today brought; None while there is no epidemic.
    deaths, quarantine_hours : shape (C,)
        Since the start of the run.
    """

    def __init__(self, env: simpy.Environment, parameters: Parameters, streams: Streams, town: Town, recorder: Recorder,
                 rules: RuleBook, crews: Crews, reserves: Reserves, responses: Responses) -> None:
        self._parameters, self._e, self._town = parameters, parameters.epidemic, town
        self._env, self._streams, self._recorder = env, streams, recorder
        self._crews, self._reserves, self._responses = crews, reserves, responses
        self._rule = rules["committee.quarantine"]
        n = len(town.communities)
        self.deaths, self.quarantine_hours = np.zeros(n, dtype=np.int64), np.zeros(n)
        self.today: EpidemicDay | None = None
        self._contagion: Contagion | None = None

    def is_under_way(self, day: int) -> bool:
        """Tell whether there is an epidemic on this day: one that goes on, or one that begins."""
        self.today = None
        if self._e.rate or self._e.begins == day:
            chance = self._e.rate / DAYS_PER_YEAR
            if day == self._e.begins or self._streams.uniform_scalar(Purpose.EPIDEMIC_BEGINS, 0, day) < chance:
                self._arrive(day)
        return self._contagion is not None

    def _arrive(self, day: int) -> None:
        """Let infected people come to a community; an infection that is new meets everybody susceptible."""
        if self._contagion is None:
            communities, town = self._town.communities, self._town
            mixing = who_meets_whom(town.ties, town.start, self._e.between)
            self._contagion = Contagion(self._e, communities.residents, mixing, self._streams.uniform)
            self._isolation = Isolation(self._parameters, np.asarray(communities.residents, dtype=float), self._rule)
            self._level = np.zeros(len(communities))
            self._first = day
            self._forget_week()
        place = self._streams.uniform_scalar(Purpose.EPIDEMIC_PLACE, 0, day) * self._town.start[-1]
        community = int(np.searchsorted(self._town.start, place, side="right")) - 1
        self._contagion.enter(community, self._e.seeds)

    def sees(self, day: int, community: int) -> EpidemicHere:
        """Return what the committee of a community sees of the epidemic now; all quiet where there is none."""
        if self._contagion is None:
            return EpidemicHere(day, np.array([community]), np.zeros(1), np.ones(1), self._e.full_incidence)
        return self._isolation.seen(day, np.array([community]))

    def day(self, day: int, hands: Hands) -> EpidemicDay:
        """Let a day of an epidemic that is under way pass."""
        assert self._contagion is not None, "there is no epidemic"
        communities = self._town.communities
        ill = self._contagion.step(day, self._isolation.prevented)
        hospital, deaths, of_elders = self._grave(day, ill)
        work = self._isolation.day(day, ill, hands)
        self._fetch(day, work)
        for community in np.flatnonzero(hospital).tolist():
            self._call_ambulances(day, community, int(hospital[community]))
        for community in np.flatnonzero(work.surge_hours).tolist():
            self._responses.book(community, float(work.surge_hours[community]))
        size = communities.residents / np.maximum(communities.households, 1)
        hours = work.stay * size * HOURS_PER_DAY
        alarm = np.minimum(self._e.fear * self._contagion.infectious / communities.residents * 1000, 1.0)
        self.deaths += deaths
        self.quarantine_hours += hours
        self.today = EpidemicDay(ill, deaths, of_elders, hours, alarm, work)
        self._note(hospital)
        if (day - self._first) % DAYS_PER_WEEK == DAYS_PER_WEEK - 1:
            self._end_week(day, work)
        return self.today

    def _grave(self, day: int, ill: Ints) -> tuple[Ints, Ints, Ints]:
        """Return who of those who fall ill are taken to hospital, who of these die, and how many of the dead are elders."""
        assert self._contagion is not None, "there is no epidemic"
        e, draw, communities = self._e, self._contagion.draw, self._town.communities
        elders = draw(Purpose.EPIDEMIC_ELDERS, day, ill, communities.elders / communities.residents)
        old = draw(Purpose.EPIDEMIC_HOSPITAL_ELDERS, day, elders, e.hospital_elders)
        others = draw(Purpose.EPIDEMIC_HOSPITAL_OTHERS, day, ill - elders, e.hospital_others)
        of_elders = draw(Purpose.EPIDEMIC_FATAL_ELDERS, day, old, e.fatal_elders)
        return old + others, of_elders + draw(Purpose.EPIDEMIC_FATAL_OTHERS, day, others, e.fatal_others), of_elders

    def _fetch(self, day: int, work: DayOfIsolation) -> None:
        """Ask the stores for what households newly at home need."""
        units = self._e.kits * work.asked
        rows = np.arange(units.size)
        wanted = np.floor(units + self._streams.uniform(Purpose.EPIDEMIC_KITS, rows, day)) if units.any() else units
        asked = np.where(units > 0, wanted, 0).astype(np.int64)
        self._isolation.goods(asked)
        self._week["kits_asked"] += asked
        for community in np.flatnonzero(asked).tolist():
            self._env.process(self._bring(day, community, int(asked[community])))

    def _bring(self, day: int, community: int, units: int) -> Generator[simpy.Event, Any, None]:
        isolation = self._isolation
        supply = yield from self._reserves.draw(self._id(day, community, 0), community, "relief_kit", units)
        isolation.supplied(community, supply.filled)
        self._week["kits_given"][community] += supply.filled

    def _call_ambulances(self, day: int, community: int, people: int) -> None:
        for number in range(1, min(people, _MOST_CALLS - 1) + 1):
            self._env.process(self._carry(self._id(day, community, number), community))

    def _carry(self, id_: int, community: int) -> Generator[simpy.Event, Any, None]:
        """Let one patient be taken to hospital by an ambulance that others wait for meanwhile."""
        uniform, of_types = self._streams.uniform_scalar, self._parameters.incident
        yield self._env.timeout(uniform(Purpose.EPIDEMIC_AMBULANCE, id_) * MINUTES_PER_DAY)
        patient = Incident(id_, INJURY, community, self._env.now, 0.0, SCRIPT, -1, 1, 0, 0, int(self._town.start[community]),
                           needs_entry=False, asks_order=False, off_template=False, power_cut=False, amount=0.0)
        priority = Priority(of_types.injury_window, work=of_types.injury_action)
        call = self._crews.call(AMBULANCE, patient, uniform(Purpose.EPIDEMIC_WAY, id_), priority)
        with call.turn as turn:
            yield turn
            yield self._env.timeout(2 * call.way + of_types.injury_action)  # there, on the spot, and to the hospital

    def call(self, day: int, community: int) -> int:
        """Return the number of the call to volunteers of a community to go from door to door on a day."""
        return self._id(day, community, 0)

    def _id(self, day: int, community: int, number: int) -> int:
        return _IDS + (day * len(self._town.communities) + community) * _MOST_CALLS + number

    def _note(self, hospital: Ints) -> None:
        """Add today to the week."""
        assert self.today is not None, "there is no epidemic"
        week, today, work = self._week, self.today, self.today.work
        week["cases"] += today.cases
        week["hospitalised"] += hospital
        week["deaths"] += today.deaths
        week["days_over"] += work.over
        week["strictness"] += work.strictness / DAYS_PER_WEEK
        week["at_home"] += work.stay
        for name in ("needed", "staff_hours", "citizen_hours", "surge_hours", "door_hours", "yuan"):
            week[name] += getattr(work, name)

    def _end_week(self, day: int, work: DayOfIsolation) -> None:
        """Record the week, tell the districts how grave it is, and end the epidemic when nobody is ill or at home."""
        assert self._contagion is not None, "there is no epidemic"
        ends = not self._contagion.under_way
        rows = np.flatnonzero((self._week["cases"] > 0) | (self._week["at_home"] > 0))
        self._recorder.append(EPIDEMIC, day=np.full(rows.size, day), community=rows,
                              **{name: column[rows] for name, column in self._week.items()})
        self._tell(np.where((self._week["cases"] > 0) & (not ends), work.strictness, 0.0))
        if ends:
            self._contagion = None
        self._forget_week()

    def _tell(self, level: Floats) -> None:
        """Let each community count among what is open in its district, by how strict it is (mech:A14)."""
        for community in np.flatnonzero(level != self._level).tolist():
            before, now = float(self._level[community]), float(level[community])
            if now:
                self._responses.begin(community, now, slow=True)
            if before:
                self._responses.end(community, before, slow=True)
        self._level = level

    def _forget_week(self) -> None:
        whole = ("cases", "hospitalised", "deaths", "days_over", "kits_asked", "kits_given")
        self._week: dict[str, Any] = {
            name: np.zeros(self.deaths.size, np.int64 if name in whole else np.float64)
            for name in EPIDEMIC.fields if name not in ("day", "community")}
