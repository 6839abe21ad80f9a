"""Shocks 灾害冲击: storms, heat waves, cold spells and earthquakes, as nature has them (mech:P09, note:B11).

How many strike is Poisson with a season; how hard is generalised Pareto; where is a disc around a centre, felt less and
less towards its edge. All of it is read off the random numbers of the shock, so no policy has a say.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gamma, pi
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import poch

from coprod.districts.places_of import rain_by_day
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.arrivals import BLOCK_DAYS, draw_arrivals
from coprod.kernel.calendar import DAYS_PER_YEAR, MINUTES_PER_DAY, MINUTES_PER_HOUR, month
from coprod.kernel.formulas import uniform_around
from coprod.kernel.purposes import Purpose
from coprod.kernel.shock import COLD, HEAT, SHOCKS, STORM, Shock
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.events import ScriptedShock

if TYPE_CHECKING:
    from coprod.town import Town

MONTHS = {HEAT: (6, 7, 8, 9), COLD: (1, 2, 12)}
"""Months in which heat waves and cold spells begin; storms keep to the flood season, earthquakes to none."""
SPREAD = 0.5
"""Single shocks last half as long as the mean to half as long again."""
STORM_RAIN = 50.0
"""Rain of a day from which on it is a storm 暴雨, mm (GB/T 28592-2012)."""
MEAN_RAIN = 75.0
"""Rain of a day that goes for a mean storm, mm: the middle of the class 50 to 99.9 mm (assumed)."""
MOST_INTENSE = 20.0
"""Largest intensity of a shock that is scripted."""
SCRIPTED = 1 << 40
"""Ids from here on are of scripted shocks."""


@dataclass(frozen=True, slots=True)
class Potentials:
    """Shocks of some days before it is known whom they reach: arrays of shape (n,)."""

    id: Ints
    kind: Ints
    day: Ints
    intensity: Floats
    east: Floats
    north: Floats


class Shocks:
    """All shocks that reach the town, drawn a block of days at a time."""

    def __init__(self, parameters: Parameters, streams: Streams, town: Town) -> None:
        p, self._streams = parameters.shock, streams
        communities = town.communities
        self._east, self._north = communities.east.astype(float), communities.north.astype(float)
        self._district = communities.district
        self._script = (*parameters.shocks, *storms_of(parameters))
        rates = np.array([getattr(p, f"{kind}_rate") for kind in SHOCKS])
        self._shape = np.array([shape_of(parameters, kind) for kind in range(len(SHOCKS))])
        self._hours = [getattr(p, f"{kind}_hours") for kind in SHOCKS]
        self._radius = np.array([getattr(p, f"{kind}_radius") for kind in SHOCKS])
        self._corner = np.array([self._east.min(), self._north.min()])
        self._width = np.array([np.ptp(self._east), np.ptp(self._north)])
        area = np.prod(self._width + 2 * self._radius[:, None], axis=1)
        self._daily = rates * area / (pi * self._radius**2) * seasons(parameters) / DAYS_PER_YEAR
        self._blocks: dict[int, list[Shock]] = {}

    def of_day(self, day: int) -> list[Shock]:
        """Return the shocks that begin on `day` and reach some community, in order of time."""
        return [shock for shock in self._block(day // BLOCK_DAYS) if shock.begins // MINUTES_PER_DAY == day]

    def coming(self, day: int, hours: float) -> list[Shock]:
        """Return the shocks that begin within so many hours from the first minute of `day` on, in order of time."""
        first = day * MINUTES_PER_DAY
        end = first + hours * MINUTES_PER_HOUR
        blocks = range(day // BLOCK_DAYS, int(end // MINUTES_PER_DAY) // BLOCK_DAYS + 1)
        return [shock for block in blocks for shock in self._block(block) if first <= shock.begins < end]

    def _block(self, block: int) -> list[Shock]:
        """Return the shocks of a block of days, in order of time."""
        shocks = self._blocks.get(block)
        if shocks is None:
            self._blocks = {at: kept for at, kept in self._blocks.items() if abs(at - block) <= 1}
            shocks = self._blocks[block] = self._drawn(block * BLOCK_DAYS)
        return shocks

    def potentials(self, first_day: int, n_days: int) -> Potentials:
        """Return what nature holds for some days, whether or not it reaches the town."""
        months = [month(day) - 1 for day in range(first_day, first_day + n_days)]
        kinds = np.arange(len(SHOCKS))
        day, kind, key = draw_arrivals(self._streams, Purpose.SHOCK, first_day, self._daily[months], kinds, kinds.size)
        uniform, reach = self._streams.uniform, self._radius[kind]
        east = uniform(Purpose.SHOCK_EAST, key) * (self._width[0] + 2 * reach) + self._corner[0] - reach
        north = uniform(Purpose.SHOCK_NORTH, key) * (self._width[1] + 2 * reach) + self._corner[1] - reach
        return Potentials(key, kind, day, pareto(uniform(Purpose.SHOCK_INTENSITY, key), self._shape[kind]), east, north)

    def footprints(self, drawn: Potentials) -> Floats:
        """Return the share of the intensity that each community feels, 1 − (d/R)² within the radius R, shape (n, C)."""
        squared = (drawn.east[:, None] - self._east) ** 2 + (drawn.north[:, None] - self._north) ** 2
        return np.asarray(np.maximum(0.0, 1 - squared / self._radius[drawn.kind][:, None] ** 2))

    def _drawn(self, first_day: int) -> list[Shock]:
        found = [*self._felt(self.potentials(first_day, BLOCK_DAYS)), *self._scripted(first_day)]
        return sorted(found, key=lambda shock: (shock.begins, shock.id))

    def _felt(self, drawn: Potentials) -> list[Shock]:
        if not drawn.id.size:
            return []
        footprints = self.footprints(drawn)
        shocks = []
        for n in np.flatnonzero(footprints.any(axis=1)).tolist():
            id_, kind = int(drawn.id[n]), int(drawn.kind[n])
            begins = (int(drawn.day[n]) + self._streams.uniform_scalar(Purpose.SHOCK_MINUTE, id_)) * MINUTES_PER_DAY
            hours = uniform_around(self._hours[kind], SPREAD, self._streams.uniform_scalar(Purpose.SHOCK_HOURS, id_))
            shocks.append(Shock(id_, kind, begins, begins + hours * MINUTES_PER_HOUR, float(drawn.intensity[n]), footprints[n]))
        return shocks

    def _scripted(self, first_day: int) -> list[Shock]:
        days = range(first_day, first_day + BLOCK_DAYS)
        return [self._by_script(number, shock) for number, shock in enumerate(self._script) if shock.day in days]

    def _by_script(self, number: int, shock: ScriptedShock) -> Shock:
        begins = shock.day * MINUTES_PER_DAY + shock.hour * MINUTES_PER_HOUR
        footprint = np.ones(self._district.size)
        if shock.communities:
            footprint = np.isin(np.arange(self._district.size), shock.communities).astype(float)
        elif shock.district is not None:
            footprint = (self._district == shock.district).astype(float)
        return Shock(SCRIPTED + number, SHOCKS.index(shock.kind), begins, begins + shock.hours * MINUTES_PER_HOUR,
                     shock.intensity, footprint)


def storms_of(parameters: Parameters) -> list[ScriptedShock]:
    """Return a storm over all communities for every day of the tables' weather on which it rains as hard as in a storm."""
    data, hours = parameters.district_data, parameters.shock.storm_hours
    rains = sorted(rain_by_day(data).items()) if data else []
    return [ScriptedShock(kind="storm", day=day, intensity=min(rain / MEAN_RAIN, MOST_INTENSE), hours=hours)
            for day, rain in rains if rain >= STORM_RAIN]


def shape_of(parameters: Parameters, kind: int) -> float:
    """Return the shape of the intensities of a kind: heat waves and cold spells have light tails."""
    return float(getattr(parameters.shock, f"{SHOCKS[kind]}_shape", 0.0))


def pareto(uniform: Floats, shape: Floats) -> Floats:
    """Return generalised Pareto values of mean 1 that grow with `uniform`: (1 − ξ)((1 − u)^(−ξ) − 1)/ξ; −ln(1 − u) for ξ = 0."""
    left = np.log1p(-uniform)
    heavy = np.where(shape > 0, shape, 1.0)
    return np.asarray(np.where(shape > 0, (1 - heavy) * np.expm1(-heavy * left) / heavy, -left))


_LIGHT, _AS_EXPONENTIAL = 0.01, 1e-9
"""Shapes below which Γ(1/ξ) would overflow, and below which the tail is that of an exponential distribution."""


def moment_of_intensity(power: float, shape: float) -> float:
    """Return E Iᵏ of a generalised Pareto intensity of mean 1: σᵏ Γ(k + 1) Γ(1/ξ − k) / (ξ^(k+1) Γ(1/ξ + 1)), σ = 1 − ξ."""
    if shape < _AS_EXPONENTIAL:
        return gamma(power + 1)
    scale = (1 - shape) / shape
    if shape < _LIGHT:
        return float(scale**power * gamma(power + 1) / (shape * poch(1 / shape - power, power + 1)))
    return float(scale**power * gamma(power + 1) * gamma(1 / shape - power) / (shape * gamma(1 / shape + 1)))


def moment(power: float, shape: float) -> float:
    """Return E (I f)ᵏ at a place within the radius: the centre is anywhere in the disc, so f is uniform and E fᵏ = 1/(k + 1)."""
    return moment_of_intensity(power, shape) / (power + 1)


def seasons(parameters: Parameters) -> Floats:
    """Return the rate of each kind in each month, shape (12, kinds), relative to the mean over the days of the year."""
    storms = range(parameters.incident.flood_first, parameters.incident.flood_last + 1)
    season = np.ones((12, len(SHOCKS)))
    for kind, months in {**MONTHS, STORM: tuple(storms)}.items():
        season[:, kind] = np.isin(np.arange(1, 13), months)
    days = np.bincount([month(day) - 1 for day in range(DAYS_PER_YEAR)])
    return season / (days @ season / DAYS_PER_YEAR)
