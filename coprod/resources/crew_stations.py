"""Stations of crews 队伍站点: how many crews the tables of a district give each place, and how far the ways are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from coprod.agents.dispatching import AMBULANCE, DISTRICT, STREET
from coprod.districts import DistrictData
from coprod.districts.places_of import crews_of_stations, distances
from coprod.kernel.arrays import Floats
from coprod.parameters import groups
from coprod.town.places import SIDE_KM

KINDS: Mapping[str, tuple[int, str]] = {
    "street": (STREET, "street_crews"), "district": (DISTRICT, "district_teams"), "ambulance": (AMBULANCE, "ambulances")}
"""Kinds of crews by their code in the tables, with the parameter that says how many there are."""


@dataclass(frozen=True)
class CrewStations:
    """What tables say of stations; nothing by default.

    Parameters
    ----------
    more : (kind, place) → crews
        Crews beyond the default number: what is given is present practice, to which policy adds or from which it takes.
    ways : kind → list, one entry for every community
        Way of a crew relative to the mean one of its kind.
    """

    more: Mapping[tuple[int, int], int] = field(default_factory=dict)
    ways: Mapping[int, list[float]] = field(default_factory=dict)

    @classmethod
    def of(cls, data: DistrictData | None) -> CrewStations:
        """Return what the tables of a district say."""
        if data is None:
            return cls()
        defaults = {kind: int(groups.Crew.model_fields[name].default) for kind, (_, name) in KINDS.items()}
        more = {(KINDS[kind][0], place): crews - defaults[kind] for (kind, place), crews in crews_of_stations(data).items()}
        wide = spread(data.numbers("area"))
        ways = {number: ways_of(distances(data, kind), data.numbers("residents"), wide) for kind, (number, _) in KINDS.items()}
        return cls(more, {number: way.tolist() for number, way in ways.items() if (way != 1).any()})


def spread(area: Floats) -> Floats:
    """Return √(area / 0.25 km²), shape (C,): ways grow with the square root of the area to be served (Larson & Odoni 1981).

    A quarter of a square kilometre is what a community of the default town covers; 1 where no area is given.
    """
    return np.sqrt(np.where(np.isnan(area), SIDE_KM**2, area)) / SIDE_KM


def ways_of(away: Floats | None, residents: Floats, wide: Floats) -> Floats:
    """Return the way to each community relative to the stated mean, shape (C,).

    With distances d to the nearest station and communities of side s, ways are as d + s/2, and their mean over residents is as
    it would be without.
    """
    if away is None or np.isnan(away).all():
        return wide
    length = away + SIDE_KM * wide / 2
    known = ~np.isnan(length)
    mean = np.average(length[known], weights=residents[known])
    return np.where(known, length / mean, 1.0) * wide.mean()
