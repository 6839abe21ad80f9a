"""Evacuation and resettlement 转移安置: as far as transport, carriers and places allow (mech:S02, mech:A18, mech:W22).

Those who live in lowland and basements are moved while the lead lasts: who can go alone as fast as transport allows, who
cannot as fast as callers carry them. Some refuse; some are left behind; whoever finds neither relatives nor a place goes home.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf, nan

import numpy as np

from coprod.fields.emergency.audience import Response
from coprod.fields.emergency.knocking import Callers, Round
from coprod.fields.emergency.warning_setting import WarningSetting
from coprod.kernel.arrays import Floats
from coprod.kernel.calendar import MINUTES_PER_HOUR


@dataclass(slots=True, eq=False)
class Evacuation:
    """The evacuation of one community before a warning: people, and minutes."""

    asked: float = nan
    """Minute at which authorisation was asked for, nan if it never was."""
    authorised: float = nan
    exposed: int = 0
    """Adults in lowland and basements."""
    refused: int = 0
    """Of these, who believed and refused to leave."""
    helpless: int = 0
    """Of these, who would leave and must be carried."""
    walked: Floats = field(default_factory=lambda: np.zeros(0))
    """Minutes at which those who can go alone leave, in order."""
    carried: Floats = field(default_factory=lambda: np.zeros(0))
    """Minutes at which those who cannot have been brought out, in order."""
    sheltered: int = 0

    def moved(self, minute: float) -> int:
        """Return how many have been moved by a minute."""
        return int(sum(np.searchsorted(left, minute, side="right") for left in (self.walked, self.carried)))

    def share(self, minute: float) -> float:
        """Return the share of those exposed who are out of harm's way by a minute."""
        return self.moved(minute) / self.exposed if self.exposed else 0.0

    def left_behind(self, minute: float) -> int:
        """Return how many who would have left but cannot go alone are still there at a minute."""
        return self.helpless - int(np.searchsorted(self.carried, minute, side="right"))

    def hours_away(self, minute: float) -> float:
        """Return the person-hours away from home until a minute."""
        left = np.concatenate([self.walked, self.carried])
        return float((minute - left[left <= minute]).sum()) / MINUTES_PER_HOUR


def evacuate(setting: WarningSetting, community: int, response: Response, knocks: Round, callers: Callers,
             minute: float) -> Evacuation:
    """Return the evacuation of a community that begins now: who goes, when, and where to.

    Who can go alone leaves when told, as fast as transport allows. Callers carry the others out once they have been at the
    doors of all who are exposed; the doors that are left wait until they are back.
    """
    w, out = setting.parameters.warning, response.exposed
    willing = out & response.leaves
    alone, helpless = willing & ~response.vulnerable, willing & response.vulnerable
    size = float(setting.town.communities.residents[community] / setting.mean_residents)
    going = int(np.count_nonzero(willing))
    with_kin = int(w.evacuate_kin * going)
    sheltered = setting.shelters.take_in(community, going - with_kin)
    room = with_kin + sheltered
    free = knocks.at[out[knocks.who]]
    begins = max(minute, float(free[np.isfinite(free)].max(initial=0.0)))
    each = w.carry_minutes / callers.all if callers.all else inf
    carried = served(np.maximum(response.aware[helpless], begins), each)[:room]
    walked = served(np.maximum(response.aware[alone], minute), MINUTES_PER_HOUR / (w.evacuate_rate * size)
                    if w.evacuate_rate else inf)[: max(0, room - carried.size)]
    if carried.size and each < inf:
        knocks.hold_up(response, begins, carried.size * each)
    refused = int(np.count_nonzero(out & response.believed & ~response.leaves))
    return Evacuation(minute, minute, int(np.count_nonzero(out)), refused, int(np.count_nonzero(helpless)), walked, carried,
                      sheltered)


def served(ready: Floats, minutes: float) -> Floats:
    """Return when each has been served by one server that takes so many minutes for each, first ready first served.

    D_k = max(D_(k−1), R_k) + s, the recursion of Lindley in closed form: D_k = (k + 1) s + max over j ≤ k of (R_j − j s).
    """
    if minutes == inf:
        return np.zeros(0)
    ready = np.sort(ready[np.isfinite(ready)])
    turn = np.arange(ready.size)
    return np.asarray(np.maximum.accumulate(ready - turn * minutes) + (turn + 1) * minutes)
