"""Where hazards lie 隐患所在楼栋: in which building of its community a hazard arises, and which firm keeps that building.

Within a community hazards arise in proportion to a building's residents, more in taller, older and by nature more
troublesome buildings. The weights of a community add up to 1, so its births at usual upkeep stay those that are stated
(mech:F10, mech:W08; note:B11). All of it is settled before policy has a say; upkeep decides later which hazards are born.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import LIFT
from coprod.town.population import gamma_quantile

if TYPE_CHECKING:
    from coprod.town import Town

DECADE = 10.0
"""Years for which the effect of age is stated."""


class HazardPlaces:
    """The buildings as places of hazards.

    Attributes
    ----------
    community, residents, firm : shape (B,)
        Community, residents and property firm (row of the firms' table) of every building.
    start : shape (C + 1,)
        Buildings of community c are ``start[c]:start[c + 1]``.
    weight : shape (B,)
        Share of its community's hazards that arise in each building at usual upkeep, those of lifts aside.
    weight_of_lifts : shape (B,)
        The same of hazards of lifts.
    has_lifts : shape (C,)
        Whether there is a lift for a hazard to lie in.
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town) -> None:
        buildings, n = town.buildings, len(town.communities)
        self.community: Ints = buildings.community.astype(np.int64)
        self.residents: Ints = buildings.residents.astype(np.int64)
        self.start: Ints = np.searchsorted(self.community, np.arange(n + 1))
        self.firms = parameters.property_firm.firms
        self.firm = firms_of_buildings(self.community, self.start, buildings.households, self.firms)
        weight = self._weights(parameters, streams, buildings.storeys, buildings.age)
        lifts = buildings.lifts.astype(float)
        self.has_lifts = np.add.reduceat(lifts, self.start[:-1]) > 0
        self.weight = self._shares(weight)
        of_lifts = np.where(self.has_lifts[self.community], weight * lifts / np.maximum(self.residents, 1), weight)
        self.weight_of_lifts = self._shares(of_lifts)
        self._upto = [np.cumsum(self.weight), np.cumsum(self.weight_of_lifts)]

    def draw(self, community: Ints, kind: Ints, uniform: Floats) -> Ints:
        """Return the building of each hazard, shape (n,): lift hazards where there are lifts.

        Parameters
        ----------
        community, kind, uniform : shape (n,)
            Community, type of incident that it may turn into, and a uniform random number.
        """
        places = [np.searchsorted(upto, community + uniform, side="right") for upto in self._upto]
        chosen = np.where(kind == LIFT, places[1], places[0])
        return np.asarray(np.clip(chosen, self.start[community], self.start[community + 1] - 1))

    def mean_of(self, values: NDArray[Any]) -> Floats:
        """Return the mean over the buildings of every community, shape (C,)."""
        return np.asarray(np.add.reduceat(values, self.start[:-1]) / np.diff(self.start))

    def _weights(self, parameters: Parameters, streams: Streams, storeys: Ints, age: Ints) -> Floats:
        """Return residents × (storeys relative to the community's mean)^a × e^(b (age − mean) / 10) × proneness."""
        h = parameters.hazard
        height, age = storeys.astype(float), age.astype(float)
        weight = self.residents * (height / self.mean_of(height)[self.community]) ** h.storeys_effect
        weight *= np.exp(h.age_effect * (age - self.mean_of(age)[self.community]) / DECADE)
        uniform = streams.uniform(Purpose.HAZARD_PRONENESS, np.arange(self.residents.size))
        return np.asarray(weight * gamma_quantile(uniform, 1.0, h.building_spread))

    def _shares(self, weight: Floats) -> Floats:
        """Return weights that add up to 1 in every community; equal ones where nobody lives."""
        total = np.add.reduceat(weight, self.start[:-1])[self.community]
        equal = 1 / np.diff(self.start)[self.community]
        return np.divide(weight, total, out=equal, where=total > 0)


def firms_of_buildings(community: Ints, start: Ints, households: Ints, firms: int) -> Ints:
    """Return the property firm of every building, shape (B,): each keeps the next equal part of the households.

    Parameters
    ----------
    community, households : shape (B,)
    start : shape (C + 1,)
        First building of each community.
    firms : int
        Firms per community; those of community c are the rows ``c * firms:(c + 1) * firms``.
    """
    upto = np.concatenate([[0], np.cumsum(households, dtype=float)])
    first, last = upto[start[:-1]][community], upto[start[1:]][community]
    middle = (upto[:-1] + upto[1:]) / 2 - first
    share = np.divide(middle, last - first, out=np.zeros_like(middle), where=last > first)
    return np.asarray(community * firms + np.minimum((share * firms).astype(np.int64), firms - 1))
