"""Shelter 避难安置: where people go who must leave their homes, and what it costs if there is no place (mech:F09, mech:S02)."""

from __future__ import annotations

import numpy as np

from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.calendar import DAYS_PER_YEAR
from coprod.kernel.incident import Incident
from coprod.parameters import groups
from coprod.parameters.codes import DAMAGING


class Shelters:
    """The places of each community where people can be put up; whoever comes first gets one.

    Attributes
    ----------
    free : shape (C,)
        Places that are free now.
    daily_cost : shape (C,)
        Yuan a day for keeping idle space ready.
    """

    def __init__(self, space: groups.Infrastructure, residents: Ints) -> None:
        self._space = space
        thousands = residents / 1000
        reused = space.space_reuse * space.space_idle * thousands
        self.capacity = np.floor(space.space_shelter * thousands + reused).astype(np.int64)
        self.free = self.capacity.copy()
        self.daily_cost: Floats = reused * space.space_reuse_cost / DAYS_PER_YEAR

    def people(self, incident: Incident, size: float) -> int:
        """Return how many must leave their homes."""
        return displaced(self._space, incident, size)

    def take_in(self, community: int, people: int) -> int:
        """Put up as many as there are places for, and return how many."""
        placed = min(people, int(self.free[community]))
        self.free[community] -= placed
        return placed

    def let_go(self, community: int, people: int) -> None:
        """Let people go home."""
        self.free[community] += people


def displaced(space: groups.Infrastructure, incident: Incident, size: float) -> int:
    """Return how many an incident of this size drives from their homes."""
    return round(space.space_displaced * size) if incident.type in DAMAGING else 0
