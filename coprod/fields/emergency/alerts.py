"""Warnings in force 生效预警: how far one has come in a district and in each of its communities, and what that saves."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import nan

import numpy as np

from coprod.fields.emergency.audience import Response
from coprod.fields.emergency.evacuation import Evacuation
from coprod.fields.emergency.forecast import Threat
from coprod.fields.emergency.knocking import Round, nobody
from coprod.kernel.shock import STORM
from coprod.parameters.groups import Warnings


@dataclass(slots=True, eq=False)
class Alert:
    """A warning in one community, and what has come of it so far."""

    community: int
    level: int
    strikes: float
    struck: bool
    response: Response
    sites: tuple[tuple[bool, float], tuple[bool, float]]
    """Whether site managers and organisations answered, and the minute at which they are ready."""
    round: Round = field(default_factory=nobody)
    evacuation: Evacuation = field(default_factory=Evacuation)

    def saves_of_water(self, w: Warnings, minute: float) -> tuple[float, float]:
        """Return the shares of damage by water and of harm to people that are saved by a minute."""
        left = 1 - w.protects * self.response.acted(minute)
        by_sites = ((1 - w.site_protects * (self.sites[0][1] <= minute))
                    * (1 - w.organisation_protects * (self.sites[1][1] <= minute)))
        return 1 - left * by_sites, 1 - left * (1 - self.evacuation.share(minute))

    def saves_of_weather(self, w: Warnings, kind: int, minute: float) -> float:
        """Return the share of injuries and arrests that staying in saves, and in heat and cold a visit to those who are frail."""
        if kind == STORM:
            return w.protects * self.response.acted(minute)
        frail = self.response.frail
        visited = self.round.found_by(minute) / max(1, int(np.count_nonzero(frail)))
        return 1 - (1 - w.protects * self.response.acted(minute, frail)) * (1 - w.visit_protects * visited)


@dataclass(slots=True, eq=False)
class Campaign:
    """What one district does about one threat."""

    id: int
    district: int
    threat: Threat
    levels: dict[int, int]
    strikes: float
    """Minute at which it first strikes in the district, or is expected to."""
    signal: float
    ends: float
    warned: float = nan
    declared: float = nan
    duty: float = nan
    standby: float = nan
    alerts: dict[int, Alert] = field(default_factory=dict)
