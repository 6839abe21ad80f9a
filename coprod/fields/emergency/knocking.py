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
from coprod.kernel.calendar import MINUTES_PER_HOUR
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

    def hours(self, minutes: float) -> tuple[float, float, float]:
        """Return the hours of staff, of volunteers and of party members that so many caller-minutes are."""
        hours = minutes / MINUTES_PER_HOUR / self.all if self.all else 0.0
        return hours * self.staff, hours * self.volunteers, hours * self.surged


@dataclass(slots=True, eq=False)
class Round:
    """Who is visited because of one warning, in the order of doors; a door is a household."""

    callers: Callers
    began: float
    """Minute at which the first caller set out."""
    who: NDArray[np.intp]
    """Places in the response of those at whose doors somebody knocks, the first first."""
    door: NDArray[np.intp]
    """Number of the door of each, 0 is the first."""
    doors_at: Floats
    """Minute at which each door has been dealt with, inf for never."""
    at_home: NDArray[np.bool_]
    """Whether each is found at home."""

    @property
    def doors(self) -> int:
        """Doors on the list."""
        return self.doors_at.size

    @property
    def at(self) -> Floats:
        """Minute at which each has been visited."""
        return np.asarray(self.doors_at[self.door])

    def by(self, minute: float) -> int:
        """Return how many doors have been dealt with by a minute."""
        return int(np.searchsorted(self.doors_at, minute, side="right"))

    def found_by(self, minute: float) -> int:
        """Return how many have been told in person by a minute."""
        return int(np.count_nonzero(self.at_home & (self.at <= minute)))

    def visit(self, response: Response) -> None:
        """Let those who are at home be told in person, each at their minute."""
        found = self.at_home & np.isfinite(self.at)
        response.visit(self.who[found], self.at[found])

    def hold_up(self, response: Response, since: float, minutes: float) -> None:
        """Let callers do something else for so many minutes: doors that were to come after this minute come later."""
        self.doors_at = np.where(self.doors_at > since, self.doors_at + minutes, self.doors_at)
        self.visit(response)


_NONE = np.zeros(0, dtype=np.intp)


def nobody() -> Round:
    """Return the round of nobody."""
    return Round(Callers(), inf, _NONE, _NONE, np.zeros(0), np.zeros(0, dtype=bool))


def callers_of(field: WarningSetting, community: int, warning: int, minute: float) -> Callers:
    """Return who can knock at doors in a community now (``warning.callers`` of all who are there)."""
    w, staff = field.parameters.warning, field.parameters.staff
    size = field.town.communities.residents[community] / field.mean_residents
    on_post = field.staff.on_post(community, minute)
    district = int(field.town.communities.district[community])
    surged = field.responses.callers(district) * w.response_skill
    volunteers = field.state.volunteers(community, OF_WARNING + warning, minute).size
    return Callers(w.callers * staff.count * float(size) * on_post, w.callers * volunteers, w.callers * surged)


def knock(field: WarningSetting, audience: Audience, community: int, response: Response, warning: int, minute: float,
          all_exposed: bool = False) -> Round:
    """Send callers round from this minute on; whoever is found at home is told in person, and helped to get ready.

    Parameters
    ----------
    warning : int
        Address of the chance of this warning.
    all_exposed : bool
        Whether everybody who lives in lowland or a basement is on the list too, as where people are evacuated.
    """
    w, (places, seen) = field.parameters.warning, doors_of(field, audience, response.rows, all_exposed)
    if not len(seen):
        return nobody()
    order = np.argsort(np.asarray(field.rules["committee.call_order"](seen)), kind="stable")
    who, door = places[order], doors_in_order(field.town.residents.household[seen.rows[order]])
    callers = callers_of(field, community, warning, minute)
    doors_at = minute + door_minutes(int(door.max()) + 1, callers.all, w.door_minutes)
    at_home = audience.uniform(Purpose.WARNING_HOME, response.rows[who], warning) < w.door_reach
    found = Round(callers, minute, who, door, doors_at, at_home)
    found.visit(response)
    return found


def doors_of(field: WarningSetting, audience: Audience, rows: NDArray[np.intp], all_exposed: bool = False) -> (
        tuple[NDArray[np.intp], Doors]):
    """Return which of these adults are on the list of doors, and the list as committees see it.

    Adults of one community. On the list are so many as ``warning.door_knock`` says, and besides, of those who need help, those
    whom staff know from visits.
    """
    people, w = field.town.residents, field.parameters.warning
    exposed, helpless = audience.exposed(rows), people.vulnerable[rows]
    knocks = min(1.0, w.door_knock * audience.in_person)
    share = knocks + (1 - knocks) * _known(field, rows) * helpless if knocks else 0.0
    frail = (people.age[rows] >= ELDER_AGE) | helpless
    listed = (frail | (exposed & all_exposed)) & (audience.uniform(Purpose.WARNING_DOOR, rows) < share)
    places = np.flatnonzero(listed)
    return places, Doors(rows[places], people.age[rows[places]], helpless[places], exposed[places])


def _known(field: WarningSetting, rows: NDArray[np.intp]) -> float:
    """Return the share of the people who need help whom staff know, in the community of these residents."""
    state = getattr(field, "state", None)  # there is none before the first day
    if state is None or state.known is None or not rows.size:
        return 0.0
    return float(state.known[field.town.residents.community[rows[0]]])


def doors_in_order(household: NDArray[np.integer]) -> NDArray[np.intp]:
    """Return the number of the door of each who is listed: that of their household, in the order of its first on the list."""
    _, first, which = np.unique(household, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[which], dtype=np.intp)


def door_minutes(doors: int, callers: float, minutes: float) -> Floats:
    """Return the minutes until each of n doors has been dealt with, c callers taking m minutes a door: k m / c, shape (n,)."""
    if not callers:
        return np.full(doors, np.inf, dtype=np.float64)
    return np.arange(1.0, doors + 1) * (minutes / callers)


def doors_in_time(doors: int, callers: float, lead: float, minutes: float) -> int:
    """Return how many of n doors c callers reach within a lead: min(n, ⌊c L / m⌋)."""
    return doors if not minutes and callers else min(doors, int(callers * max(0.0, lead) / minutes)) if minutes else 0
