"""Volunteering 志愿服务: load, burnout and skills of the corps from week to week (note:B4)."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt
from typing import TYPE_CHECKING

import mesa
import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.agents.decisions import RuleBook
from coprod.agents.emergency_acts import drive
from coprod.agents.motives import payment_of
from coprod.agents.residents import RESIDENT_STATE
from coprod.agents.social_organisations import Organisations
from coprod.agents.volunteers import CallOut, Candidates, Floats, Rows, Volunteer, VolunteersWeek, leave_hazard
from coprod.fields.long_term.drills import Drills
from coprod.kernel.calendar import DAYS_PER_WEEK, MONTHS_PER_WEEK
from coprod.kernel.columns import Columns, rows_where
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.town.given import first_of
from coprod.town.population import NEGLIGIBLE
from coprod.town.presence import chances_at_home, kinds_of_days, time_of_day, usual_at_home

if TYPE_CHECKING:
    from coprod.town import Town


@dataclass(frozen=True, slots=True)
class VolunteerWeek:
    """What a week brought to each community: arrays of shape (C,)."""

    joined: NDArray[np.int64]
    left: NDArray[np.int64]
    overloaded: NDArray[np.int64]
    """Those of `left` who dropped out because their share of the call-outs was too much."""
    drill_staff_hours: Floats


class VolunteerCorps:
    """The volunteers of the town.

    Reads the residents' age, community, ``skilled`` and ``registered``; writes ``volunteer``, ``burnout``
    and ``skill``. Between weeks it holds, per community, of shape (C,): ``registered`` volunteers, how
    ``rested`` they are (mean of 1 − burnout), and ``skilled_on_call``, the share of residents whose
    emergency skill can be called upon: on the register, weighted by skill level and freshness.
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, recorder: Recorder,
                 organisations: Organisations | None = None, rules: RuleBook | None = None) -> None:
        self.volunteer = parameters.volunteer
        rules = rules or RuleBook(parameters)
        self._join, self._leave, self._answer = (rules[f"volunteer.{what}"] for what in ("join", "leave", "answer"))
        self.people: Columns = town.residents
        self.people.declare(RESIDENT_STATE)
        self._organisations = organisations or Organisations(parameters, len(town.residents))
        self.drills = Drills(parameters, streams, town, recorder, self._organisations)
        self._streams = streams
        self._start, self._residents = np.asarray(town.start), np.diff(town.start)
        self._resident = parameters.resident
        payment = payment_of(rules["resident.act"].rule)
        self._left = payment.left(parameters.resident, parameters.points, np.ones(1)).astype(np.float32)[0]
        self._recognition = parameters.points.recognition
        self._at_home = chances_at_home(parameters.town)
        self._usually_at_home, _ = usual_at_home(type(parameters.town)())
        data = parameters.district_data
        self._registered_at_start = None if data is None else data.numbers("volunteers")
        self._potential = self._draw_potential()
        self._n_potential = self._count(np.flatnonzero(self._potential))
        self._views: dict[int, Volunteer] = {}
        self._start_in_the_stationary_state()
        self._review()

    def week(self, day: int, hours: ArrayLike, called_hours: ArrayLike = 0.0, drill_hours: ArrayLike = 0.0) -> VolunteerWeek:
        """Let a week of service weigh on the volunteers, some leave, others join, skills fade and drills be held.

        Parameters
        ----------
        hours : shape (n,) or scalar
            Hours of service of each resident in the week past; those of non-volunteers do not count.
        called_hours : shape (C,) or scalar
            Hours of call-outs in each community in the week past, shared equally by its volunteers.
        drill_hours : shape (C,) or scalar
            Staff-hours worked in the week past for drills ordered from above.
        """
        called_hours = np.full(self._residents.size, called_hours, dtype=np.float64)
        overloaded = self._drop_overloaded(called_hours)
        serving = rows_where(self.people.volunteer)
        self._tire(serving, np.asarray(hours, dtype=np.float32), called_hours)
        joined, left = self._turn_over(day, serving)
        self.drills.fade()
        staff_hours = self.drills.week(day, self._invited(), drill_hours)
        self._review()
        return VolunteerWeek(self._count(joined), self._count(left) + overloaded, overloaded, staff_hours)

    def answer(self, community: int, number: int, minute: float | None = None) -> Rows:
        """Return the rows of the volunteers of a community who answer the call to incident `number`.

        Those who are called are as many of its volunteers as a call reaches, from a place on its roster that chance chooses.

        Parameters
        ----------
        minute : absolute minute of the call; by day, fewer are at home than usual. None: as many as usual.
        """
        rows = self._called(community, number)
        if not rows.size:
            return rows
        chance = self._answer(self.asked(rows))
        if minute is not None:
            people = self.people
            at_home = self._at_home[time_of_day(minute), kinds_of_days(people.age[rows], people.kind[rows])]
            chance = chance * np.minimum(1.0, at_home / self._usually_at_home)
        return rows[self._streams.uniform(Purpose.VOLUNTEER_ANSWER, rows, number) < chance]

    def asked(self, rows: Rows) -> CallOut:
        """Return what the volunteers at `rows`, all of one community, see when they are called."""
        people, community = self.people, int(self.people.community[rows[0]])
        called = min(int(self.registered[community]), self.volunteer.call_size)
        norm = np.full(rows.size, self._active[community], dtype=np.float32)
        worth = drive(people, rows, norm, self._resident, self._left, self._recognition)
        return CallOut(rows, np.full(rows.size, called), 1 - people.burnout[rows], worth)

    def _called(self, community: int, number: int) -> Rows:
        rows, size = self._members[self._first[community]:self._first[community + 1]], self.volunteer.call_size
        if rows.size <= size:
            return rows
        begin = int(self._streams.uniform_scalar(Purpose.VOLUNTEER_CALLED, number) * rows.size)
        return np.concatenate([rows[begin:begin + size], rows[:max(0, begin + size - rows.size)]])

    def serving(self, rows: Rows) -> VolunteersWeek:
        """Return what the volunteers at `rows` see when they decide whether to stay."""
        people = self.people
        return VolunteersWeek(rows, people.burnout[rows], people.age[rows], people.skill[rows], MONTHS_PER_WEEK)

    def candidates(self, rows: Rows, serving: Rows, day: int) -> Candidates:
        """Return what residents at `rows` see who could be won, while those at `serving` are the volunteers."""
        people, v = self.people, self.volunteer
        share = self._count(serving) / np.maximum(self._n_potential, 1)
        joined = np.minimum(share, 1)[people.community[rows]]
        recruit = v.recruit * self._organisations.recruitment(day)
        return Candidates(rows, joined, people.age[rows], people.trust[rows], recruit, MONTHS_PER_WEEK)

    def agent(self, model: mesa.Model, row: int) -> Volunteer:
        """Return the Mesa agent of the volunteer at `row`, the same object as long as the role lasts.

        Raises
        ------
        LookupError
            If the resident is not a volunteer.
        """
        if not self.people.volunteer[row]:
            raise LookupError(f"resident {row} is not a registered volunteer")
        if row not in self._views:
            self._views[row] = Volunteer(model, self.people, row, self.forget)
        return self._views[row]

    def agents(self, model: mesa.Model) -> list[Volunteer]:
        """Return the Mesa agents of all volunteers, in order of row."""
        return [self.agent(model, int(row)) for row in np.flatnonzero(self.people.volunteer)]

    def forget(self, row: int) -> None:
        """Drop the view on `row`."""
        self._views.pop(row, None)

    def _draw_potential(self) -> NDArray[np.bool_]:
        """Mark who would ever register; raising the share adds people and removes nobody."""
        eligible = (self.people.age >= self.volunteer.youngest) & (self.people.age <= self.volunteer.oldest)
        share = self.volunteer.potential * eligible.size / max(eligible.sum(), 1)
        uniform = self._streams(Purpose.VOLUNTEER_POTENTIAL).random(eligible.size)
        drawn = np.asarray(eligible & (uniform < share))
        if self._registered_at_start is None:
            return drawn
        usual = self._stationary_share(usual=True)
        pool = np.maximum(self._registered_at_start, np.rint(self._registered_at_start / max(usual, NEGLIGIBLE)))
        return first_of(drawn, uniform, eligible, self.people.community, pool)

    def _stationary_share(self, *, usual: bool = False) -> float:
        """Return the share of potential volunteers who are registered in the long run; as `usual`, without more recruitment."""
        v = self.volunteer
        recruit = float(type(v).model_fields["recruit"].default) if usual else v.recruit
        return stationary_share(recruit, v.imitation, leave_hazard(v.retention))

    def _start_in_the_stationary_state(self) -> None:
        """Let those serve who would in the long run, or as many as the tables give, of whom policy makes more or fewer."""
        people = self.people
        share, uniform = self._stationary_share(), self._streams(Purpose.VOLUNTEER_START).random(len(people))
        people.volunteer[:] = self._potential & (uniform < share)
        if self._registered_at_start is not None:
            usual = self._stationary_share(usual=True)
            start = np.rint(self._registered_at_start * (share / usual if usual else 1.0))
            people.volunteer[:] = first_of(people.volunteer, uniform, self._potential, people.community, start)
        people.burnout[:] = 0
        self.drills.start(self._invited())

    def _drop_overloaded(self, called_hours: Floats) -> NDArray[np.int64]:
        """Let those leave who cannot bear their share of the call-outs; looks only where there were some."""
        dropped = np.zeros(called_hours.size, dtype=np.int64)
        if self.volunteer.overload_exit:
            for community in rows_where(called_hours > 0):
                start, end = self._start[community:community + 2]
                rows = start + rows_where(self.people.volunteer[start:end])
                limits = self.volunteer.capacity * self._streams.uniform(Purpose.VOLUNTEER_ENDURANCE, rows)
                leaving = rows[~survivors(limits, float(called_hours[community]))]
                self._retire(leaving)
                dropped[community] = leaving.size
        return dropped

    def _tire(self, rows: Rows, hours: Floats, called_hours: Floats) -> None:
        v, burnout = self.volunteer, self.people.burnout
        community = self.people.community[rows]
        share = called_hours / np.maximum(self._count(rows), 1)
        load = ((hours[rows] if hours.ndim else hours) + share[community]) / v.capacity
        tired = next_burnout(burnout[rows], load, DAYS_PER_WEEK, v.burnout_gain, v.burnout_recovery)
        burnout *= np.float32(exp(-v.burnout_recovery * DAYS_PER_WEEK))
        burnout[rows] = tired

    def _turn_over(self, day: int, rows: Rows) -> tuple[Rows, Rows]:
        """Let volunteers, those at `rows`, leave and others join; return the rows of both.

        One draw serves both: its low end joins, its high end leaves, so a resident who is a
        volunteer under one policy stays ahead of itself under a policy that recruits less.
        """
        people = self.people
        uniform = self._streams.daily(Purpose.VOLUNTEER_TURNOVER, day).random(len(people), dtype=np.float32)
        others = rows_where(self._potential & ~people.volunteer)
        joins = self._join(self.candidates(others, rows, day)).astype(np.float32)
        left = rows[1 - uniform[rows].astype(np.float64) <= self._leave(self.serving(rows))]
        joined = others[uniform[others] < joins]
        self._retire(left)
        people.volunteer[joined] = True
        return joined, left

    def _retire(self, rows: Rows) -> None:
        self.people.volunteer[rows] = False
        for row in [row for row in rows.tolist() if row in self._views] if self._views else []:
            self._views[row].remove()

    def _invited(self) -> NDArray[np.bool_]:
        people = self.people
        return np.asarray(people.volunteer | (people.skilled & people.registered))

    def _review(self) -> None:
        people = self.people
        rows = rows_where(people.volunteer)
        self.registered = self._count(rows)
        self._members, self._first = rows, rows.searchsorted(self._start)
        self._active = self._count(rows_where(people.was_active)) / np.maximum(self._residents, 1)
        tired = self._sum(rows, people.burnout[rows])
        self.rested = 1 - tired / np.maximum(self.registered, 1)
        skilled = rows_where(people.skilled & people.registered)
        ready = people.skill[skilled] * (1 - people.burnout[skilled])
        self.skilled_on_call = self._sum(skilled, ready) / np.maximum(self._residents, 1)

    def _count(self, rows: Rows) -> NDArray[np.int64]:
        """Return how many of these residents, in order, live in each community, shape (C,)."""
        upto = rows.searchsorted(self._start)
        return upto[1:] - upto[:-1]

    def _sum(self, rows: Rows, weights: Floats) -> Floats:
        return np.asarray(np.bincount(self.people.community[rows], weights, self._residents.size), dtype=np.float64)


def stationary_share(recruit: float, imitation: float, leaving: float) -> float:
    """Return the share x of potential volunteers at which joining (p + qx)(1 − x) balances leaving hx."""
    surplus = imitation - recruit - leaving
    if imitation > 0:
        return (surplus + sqrt(surplus**2 + 4 * recruit * imitation)) / (2 * imitation)
    return recruit / (recruit + leaving) if recruit > 0 else 0.0


def next_burnout(burnout: Floats, load: ArrayLike, days: float, gain: float, recovery: float) -> Floats:
    """Return burnout after `days` under a steady load: dB/dt = gain · load − recovery · B, kept within 0 and 1.

    Parameters
    ----------
    load : hours of service over hours that can be borne.
    """
    kept = exp(-recovery * days)
    grown = np.asarray(burnout) * kept + gain / recovery * (1 - kept) * np.asarray(load)
    return np.asarray(np.clip(grown, 0, 1))


def survivors(limits: Floats, load: float) -> NDArray[np.bool_]:
    """Tell who remains when `load` hours are shared equally and everybody leaves whose share exceeds the limit.

    Leaving raises the share of the others until all who are left can bear it: the most people k
    of whom even the weakest bears load / k (fibre bundle with equal load sharing; Daniels 1945;
    Pradhan, Hansen & Chakrabarti 2010).

    Parameters
    ----------
    limits : shape (n,), the hours that each can bear
    """
    strongest_first = np.sort(limits)[::-1]
    bears = strongest_first * np.arange(1, limits.size + 1) >= load
    if not bears.any():
        return np.zeros(limits.size, dtype=bool)
    return np.asarray(limits >= strongest_first[np.flatnonzero(bears)[-1]])
