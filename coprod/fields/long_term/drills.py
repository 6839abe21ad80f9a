"""Drills 演练 and skills: a skill fades without practice; drills restore it, if they are more than ritual (note:B4)."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.agents.residents import RESIDENT_STATE
from coprod.agents.social_organisations import Organisations
from coprod.kernel.calendar import DAYS_PER_WEEK, DAYS_PER_YEAR
from coprod.kernel.columns import Columns, rows_where
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters

if TYPE_CHECKING:
    from coprod.town import Town

DRILL = RecordKind("drill", "drills", "演练", {
    "day": Field("i4", "day", "first day of the week of the drill", "演练所在周的首日"),
    "community": Field("i2", "", "community", "社区"),
    "invited": Field("i4", "people", "volunteers and registered skilled residents invited", "受邀人数"),
    "recorded": Field("i4", "people", "people on the attendance sheet", "签到人数"),
    "learned": Field("i4", "people", "people who really learned", "真正学到本领的人数"),
    "staff_hours": Field("f4", "staff-hours", "work of the staff", "工作人员工时"),
    "citizen_hours": Field("f4", "hours", "time of those who came", "居民投入时间"),
})

Floats = NDArray[np.floating]


class Drills:
    """The drills of the town, and the skills that they and practice keep alive.

    Writes the residents' ``skill``. What is recorded (the attendance sheet) and what is real (who
    learned) stand side by side in the record.
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, recorder: Recorder,
                 organisations: Organisations | None = None) -> None:
        self.volunteer = parameters.volunteer
        self.people: Columns = town.residents
        self.people.declare(RESIDENT_STATE)
        self._streams, self._recorder = streams, recorder
        self._training_gain = parameters.resident.training_gain
        self._organisations = organisations or Organisations(parameters, len(town.residents))
        self._n_communities = town.start.size - 1
        self._phase = streams.uniform(Purpose.DRILL_PHASE, np.arange(self._n_communities))
        self._ordered = np.zeros(self._n_communities)
        """Hours that staff have worked for drills ordered from above and not held yet, shape (C,)."""

    def start(self, invited: NDArray[np.bool_]) -> None:
        """Set every skill to the level at which fading, practice and drills balance."""
        v = self.volunteer
        drilled = v.drill_freq * v.drill_attendance * v.drill_quality * self._training_gain
        restored = v.practice * self.people.skilled + drilled * invited
        self.people.skill[:] = restored / (restored + DAYS_PER_YEAR * log(2) / v.skill_half_life)

    def fade(self) -> None:
        """Let a week pass over all skills; the skilled restore part of theirs by practice."""
        v, skill = self.volunteer, self.people.skill
        skilled = rows_where(self.people.skilled)
        practised = skill_after(skill[skilled], DAYS_PER_WEEK, v.skill_half_life, v.practice)
        skill *= np.float32(exp(-log(2) / v.skill_half_life * DAYS_PER_WEEK))
        skill[skilled] = practised

    def week(self, day: int, invited: NDArray[np.bool_], ordered_hours: ArrayLike = 0.0) -> Floats:
        """Hold the drills that are due in the week that begins on `day`, and those ordered whose hours have been worked.

        Parameters
        ----------
        invited : shape (n,)
            Who is asked to come where a drill is held.
        ordered_hours : shape (C,) or scalar
            Staff-hours that were worked since last week for drills ordered from above.

        Returns
        -------
        shape (C,)
            Staff-hours that the community's own drills take; those of ordered ones have been worked.
        """
        v = self.volunteer
        own = n_events(day, day + DAYS_PER_WEEK, v.drill_freq / DAYS_PER_YEAR, self._phase) > 0
        due = own | self._hold_ordered(own, ordered_hours)
        where = np.flatnonzero(due)
        if not where.size:
            return np.zeros(due.size)
        asked = rows_where(invited)
        asked = asked[due[self.people.community[asked]]]
        present = asked[self._streams.uniform(Purpose.DRILL_ATTENDANCE, asked, day) < v.drill_attendance]
        quality = self._organisations.drill_quality(v.drill_quality, day)
        learners = present[self._streams.uniform(Purpose.DRILL_LEARNING, present, day) < quality]
        skill = self.people.skill
        skill[learners] += np.float32(self._training_gain) * (1 - skill[learners])
        staff_hours, citizen_hours = due * v.drill_staff_hours, self._count(present) * v.drill_hours
        self._recorder.append(
            DRILL, day=day, community=where, invited=self._count(asked)[where], recorded=self._count(present)[where],
            learned=self._count(learners)[where], staff_hours=staff_hours[where], citizen_hours=citizen_hours[where])
        return np.asarray(staff_hours * own)

    def _hold_ordered(self, own: NDArray[np.bool_], hours: ArrayLike) -> NDArray[np.bool_]:
        """Tell where an ordered drill is held this week: where its hours are complete and no other drill is due."""
        self._ordered += np.asarray(hours, dtype=float)
        held = ~own & (self._ordered > 0) & (self._ordered >= self.volunteer.drill_staff_hours)
        self._ordered[held] -= self.volunteer.drill_staff_hours
        return np.asarray(held)

    def _count(self, rows: NDArray[np.intp]) -> NDArray[Any]:
        return np.bincount(self.people.community[rows], minlength=self._n_communities)


def skill_after(skill: Floats, days: float, half_life: float, practice: float) -> Floats:
    """Return skill after `days`: halved in every half-life, with `practice` per year restoring what is missing.

    dS/dt = −δS + ρ(1 − S) with δ = ln 2 / half-life and ρ = practice. Source: note:B4.
    """
    fading, restoring = log(2) / half_life, practice / DAYS_PER_YEAR
    settled, kept = restoring / (fading + restoring), exp(-(fading + restoring) * days)
    return settled + (skill - settled) * kept


def n_events(start: int, end: int, rate: float, phase: Floats) -> NDArray[np.int64]:
    """Return how many evenly spaced events fall on days `start` to `end` − 1, for places with different phases 0–1."""
    return np.asarray(np.floor(end * rate + phase) - np.floor(start * rate + phase), dtype=np.int64)
