"""Knocking at doors 敲门叫应: callers are finite, and so is the lead (mech:T05, mech:A14).

Staff on post, volunteers who answer and surged party members share out the doors and go from one to the next. How many
are reached before anything strikes follows from callers × minutes ÷ minutes per door.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from coprod.agents.forewarned import Doors
from coprod.fields.emergency.audience import Audience, Response
from coprod.fields.emergency.warning_setting import WarningSetting
from coprod.kernel.arrays import Floats
from coprod.kernel.calendar import MINUTES_PER_HOUR, is_night
from coprod.kernel.purposes import Purpose
from coprod.town import ELDER_AGE

OF_WARNING = 1 << 54
"""Numbers under which warnings call volunteers and ask for authorisation, beyond those of incidents."""


@dataclass(frozen=True, slots=True)
class Callers:
    """Who goes from door to door in a community, counted by what they are worth: a volunteer is 1."""

    staff: float = 0.0
    volunteers: float = 0.0
    surged: float = 0.0

    @property
    def all(self) -> float:
        """Callers of all kinds."""
        return self.staff + self.volunteers + self.surged

    def hours(self, minutes: float, most: float) -> tuple[float, float]:
        """Return the hours of staff and of citizens for so many minutes, at most `most` caller-minutes in all."""
        worked = min(self.all * minutes, most) / MINUTES_PER_HOUR
        of_staff = self.staff / self.all if self.all else 0.0
        return worked * of_staff, worked * (1 - of_staff) * bool(self.all)


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """The doors of one warning in the order in which they are knocked at."""

    callers: Callers
    began: float
    """Minute at which the first caller set out."""
    who: NDArray[np.intp]
    """Places in the response of those at whose doors somebody knocks, the first first."""
    at: Floats
    """Minute at which each door has been dealt with, inf for never."""
    found: NDArray[np.bool_]
    """Whether somebody was at home."""

    def by(self, minute: float) -> int:
        """Return how many doors have been dealt with by a minute."""
        return int(np.searchsorted(self.at, minute, side="right"))

    def found_by(self, minute: float) -> int:
        """Return how many have been told in person by a minute."""
        return int(np.count_nonzero(self.found[: self.by(minute)]))


NOBODY = Round(Callers(), inf, np.zeros(0, dtype=np.intp), np.zeros(0), np.zeros(0, dtype=bool))


def callers_of(field: WarningSetting, community: int, warning: int, minute: float) -> Callers:
    """Return who can knock at doors in a community now (``warning.callers`` of all who are there)."""
    w, staff = field.parameters.warning, field.parameters.staff
    size = field.town.communities.residents[community] / field.mean_residents
    on_post = field.responses.on_post(community, staff.post_night if is_night(minute) else staff.post_day)
    district = int(field.town.communities.district[community])
    surged = field.responses.callers(district) * w.response_skill
    volunteers = field.state.volunteers(community, OF_WARNING + warning, minute).size
    return Callers(w.callers * staff.count * float(size) * on_post, w.callers * volunteers, w.callers * surged)


def knock(field: WarningSetting, audience: Audience, community: int, response: Response, warning: int, minute: float) -> Round:
    """Send callers round from this minute on; whoever is found at home has been told in person, and is helped to get ready."""
    w, (places, seen) = field.parameters.warning, doors_of(field, audience, response.rows)
    if not len(seen):
        return NOBODY
    who = places[np.argsort(np.asarray(field.rules["committee.call_order"](seen)), kind="stable")]
    callers = callers_of(field, community, warning, minute)
    at = minute + door_minutes(who.size, callers.all, w.door_minutes)
    at_home = audience.uniform(Purpose.WARNING_HOME, response.rows[who], warning) < w.door_reach
    found = at_home & np.isfinite(at)
    response.visit(who[found], at[found])
    return Round(callers, minute, who, at, found)


def doors_of(field: WarningSetting, audience: Audience, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], Doors]:
    """Return which of these adults are on the list of doors, and the list as committees see it."""
    people = field.town.residents
    frail = (people.age[rows] >= ELDER_AGE) | people.vulnerable[rows]
    places = np.flatnonzero(frail & (audience.uniform(Purpose.WARNING_DOOR, rows) < field.parameters.warning.door_knock))
    listed = rows[places]
    return places, Doors(listed, people.age[listed], people.vulnerable[listed], audience.exposed(listed))


def door_minutes(doors: int, callers: float, minutes: float) -> Floats:
    """Return the minutes until each of n doors has been dealt with, c callers taking m minutes a door: k m / c, shape (n,)."""
    if not callers:
        return np.full(doors, np.inf)
    return np.arange(1, doors + 1) * (minutes / callers)


def doors_in_time(doors: int, callers: float, lead: float, minutes: float) -> int:
    """Return how many of n doors c callers reach within a lead: min(n, ⌊c L / m⌋)."""
    return doors if not minutes and callers else min(doors, int(callers * max(0.0, lead) / minutes)) if minutes else 0
