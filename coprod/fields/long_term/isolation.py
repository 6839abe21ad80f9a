"""Isolation 居家隔离: what keeping the ill and their contacts at home takes, and what it prevents (note:B20).

Tracing is work of staff; going from door to door is work of volunteers and neighbours first, of party members who were
called, then of staff. Measures prevent infections only as far as hours, goods and money suffice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coprod.agents.decisions import BoundRule
from coprod.agents.quarantine import EpidemicHere
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.calendar import DAYS_PER_WEEK
from coprod.parameters import Parameters

AT_HOME = 0.5
"""Households at home in a community below which nobody goes from door to door."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Who and what is at hand today: arrays of shape (C,) unless said."""

    staff_hours: Floats
    """Hours of a working day of every committee."""
    neighbour_hours: Floats
    """Hours that residents help neighbours today anyway: now from door to door."""
    volunteers: Callable[[int], float]
    """Given a community, returns how many volunteers answer a call-out there."""
    surged: Callable[[int], float]
    """Given a community, returns how many party members it can count on."""
    yuan: Floats
    """Money that is left this year."""


@dataclass(frozen=True, slots=True)
class DayOfIsolation:
    """What a day took: arrays of shape (C,)."""

    strictness: Floats
    asked: Floats
    """Households newly asked to stay at home."""
    stay: Floats
    """Of the households at home, those that are served and supplied, and stay."""
    needed: Floats
    """Hours that all of it takes."""
    staff_hours: Floats
    citizen_hours: Floats
    surge_hours: Floats
    door_hours: Floats
    """Hours from door to door, whoever goes."""
    yuan: Floats
    over: NDArray[np.bool_]
    """Whether there were fewer hands than there was work that money was left for."""


class Isolation:
    """Households at home and what is done for them.

    Attributes
    ----------
    prevented : shape (C,)
        Share of the infections by cases of each community that today's measures prevent.
    """

    def __init__(self, parameters: Parameters, residents: Floats, rule: BoundRule) -> None:
        self._e, self._rule, self._residents = parameters.epidemic, rule, residents
        n = residents.size
        self._rows = np.arange(n)
        self._weekly, self.at_home, self.prevented = (np.zeros(n) for _ in range(3))
        self._served, self._wanted, self._given = np.ones(n), np.zeros(n), np.zeros(n)

    def day(self, day: int, ill: Ints, hands: Hands) -> DayOfIsolation:
        """Decide, ask, trace and go from door to door."""
        e = self._e
        self._weekly += ill - self._weekly / DAYS_PER_WEEK
        strictness = e.measures * np.asarray(self._rule(self.seen(day, self._rows)), dtype=float)
        asked = strictness * ill * e.households
        self.at_home += asked - self.at_home / e.days
        tracing, door = e.trace_hours * strictness * ill, e.door_hours * self.at_home
        yuan = np.minimum(e.door_yuan * self.at_home, np.maximum(hands.yuan, 0.0))
        paid = _share(yuan, e.door_yuan * self.at_home)
        citizens, surge = self._helpers(door * paid, hands)
        staff = np.minimum(tracing + door * paid - citizens - surge, e.staff_share * hands.staff_hours)
        given = citizens + surge + staff
        self._served = _share(given, tracing + door)
        supplied = 1 - e.unsupplied * (1 - _share(self._given, self._wanted))
        kept = self._served * supplied
        self.prevented = e.effect * strictness * kept
        traced = np.minimum(tracing, staff)
        return DayOfIsolation(strictness, asked, self.at_home * kept, tracing + door, staff, citizens, surge,
                              given - traced, yuan, tracing + door * paid > given * (1 + 1e-9) + 1e-9)

    def seen(self, day: int, rows: Ints) -> EpidemicHere:
        """Return what the committees of these communities see."""
        incidence = self._weekly[rows] / self._residents[rows] * 1000
        return EpidemicHere(day, rows, incidence, self._served[rows], self._e.full_incidence)

    def goods(self, wanted: Ints) -> None:
        """Note the kits that are asked for today; what was asked for earlier counts for less and less."""
        for noted, new in ((self._wanted, wanted), (self._given, 0)):
            noted += new - noted / DAYS_PER_WEEK

    def supplied(self, community: int, units: int) -> None:
        """Note kits that have come."""
        self._given[community] += units

    def _helpers(self, door: Floats, hands: Hands) -> tuple[Floats, Floats]:
        """Return the hours of volunteers and neighbours, and of party members, by community."""
        citizens, surge = np.zeros(door.size), np.zeros(door.size)
        for community in np.flatnonzero(self.at_home >= AT_HOME).tolist():
            left = float(door[community])
            shift = self._e.shift_hours * hands.volunteers(community)
            citizens[community] = min(left, shift + float(hands.neighbour_hours[community]))
            left -= citizens[community]
            surge[community] = min(left, self._e.shift_hours * hands.surged(community)) if left else 0.0
        return citizens, surge


def _share(part: Floats, whole: Floats) -> Floats:
    """Return part / whole, at most 1; 1 where nothing is needed."""
    return np.minimum(np.divide(part, whole, out=np.ones_like(whole), where=whole > 0), 1.0)
