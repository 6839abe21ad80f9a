"""Evacuation and resettlement 转移安置: as far as transport, carriers and places allow (mech:S02, mech:A18, mech:W22).

Those who live in lowland and basements are moved while the lead lasts: who can go alone as fast as transport allows, who
cannot as fast as callers carry them. Some refuse; some are left behind; whoever finds neither relatives nor a place goes home.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, nan

import numpy as np

from coprod.fields.emergency.audience import Response
from coprod.fields.emergency.knocking import Callers
from coprod.fields.emergency.warning_setting import WarningSetting
from coprod.kernel.calendar import MINUTES_PER_HOUR


@dataclass(slots=True)
class Evacuation:
    """The evacuation of one community before a warning: people, and minutes."""

    asked: float = nan
    """Minute at which authorisation was asked for, nan if it never was."""
    authorised: float = nan
    exposed: int = 0
    walking: int = 0
    """Who would leave and can go alone."""
    carried: int = 0
    """Who would leave and must be carried."""
    refused: int = 0
    rate: float = 0.0
    """People whom transport moves in a minute."""
    carriers: float = 0.0
    """People who are carried in a minute."""
    room: float = inf
    """People for whom there is a place, with relatives and friends or in a shelter."""
    sheltered: int = 0

    def moved(self, minute: float) -> tuple[int, int]:
        """Return how many who can go alone, and how many who cannot, have been moved by a minute."""
        if not minute > self.authorised:
            return 0, 0
        minutes = minute - self.authorised
        carried = min(self.carried, int(self.carriers * minutes), int(self.room))
        return min(self.walking, int(self.rate * minutes), int(self.room) - carried), carried

    def share(self, minute: float) -> float:
        """Return the share of those exposed who are out of harm's way by a minute."""
        return sum(self.moved(minute)) / self.exposed if self.exposed else 0.0

    def left_behind(self, minute: float) -> int:
        """Return how many who would have left but cannot go alone are still there at a minute."""
        return self.carried - self.moved(minute)[1]

    def hours_away(self, minute: float) -> float:
        """Return the person-hours away from home until a minute, people having left one after the other."""
        walking, carried = self.moved(minute)
        groups = ((walking, self.rate), (carried, self.carriers))
        return sum(n * (minute - self.authorised - n / rate / 2) for n, rate in groups if n) / MINUTES_PER_HOUR


def plan(field: WarningSetting, community: int, response: Response, callers: Callers, minute: float) -> Evacuation:
    """Return the evacuation of a community that begins now: who goes, how fast, and where to."""
    w, out = field.parameters.warning, response.exposed
    willing = out & response.leaves
    walking = int(np.count_nonzero(willing & ~response.vulnerable))
    carried = int(np.count_nonzero(willing & response.vulnerable))
    refused = int(np.count_nonzero(out & response.believed & ~response.leaves))
    size = float(field.town.communities.residents[community] / field.mean_residents)
    going = walking + carried
    sheltered = field.shelters.take_in(community, going - int(w.evacuate_kin * going))
    return Evacuation(
        asked=minute, authorised=minute, exposed=int(np.count_nonzero(out)), walking=walking, carried=carried, refused=refused,
        rate=w.evacuate_rate * size / MINUTES_PER_HOUR, carriers=callers.all / w.carry_minutes if w.carry_minutes else inf,
        room=int(w.evacuate_kin * going) + sheltered, sheltered=sheltered)
