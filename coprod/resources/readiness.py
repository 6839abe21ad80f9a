"""Readiness 备勤: what it costs in money to be prepared, whatever happens, besides reserves (mech:S01, mech:S08, mech:C14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coprod.agents.dispatching import STREET
from coprod.kernel.arrays import Floats
from coprod.kernel.calendar import DAYS_PER_YEAR
from coprod.parameters import Parameters

if TYPE_CHECKING:
    from coprod.resources.crews import Crews
    from coprod.town import Town


def readiness_cost(parameters: Parameters, town: Town, crews: Crews) -> Floats:
    """Return yuan a day for equipment, one-stop services and standing teams, shared by the communities, (C,)."""
    kit, space, crew = parameters.crew, parameters.infrastructure, parameters.crew
    standing = np.array([crews.number(STREET, street) for street in range(len(town.streets))])
    of_street = space.space_onestop * space.space_onestop_cost + crew.standing_team * standing * crew.standing_cost
    shared_by = np.asarray(town.streets.communities)[town.communities.street]
    return np.asarray((kit.kit_level * kit.kit_cost + of_street[town.communities.street] / shared_by) / DAYS_PER_YEAR)
