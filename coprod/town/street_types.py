"""Types of streets 街镇类型: core, fringe and industrial streets differ in what strikes them (mech:F08, mech:D13)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.districts.places_of import codes_of_streets
from coprod.parameters import Parameters
from coprod.parameters.groups import Town

STREET_TYPES = ("core", "fringe", "industrial")
CORE, FRINGE, INDUSTRIAL = range(len(STREET_TYPES))
_MIX = ("fire", "", "lift", "water", "utility", "disorder", "gas", "")
"""How the parameters of each type of incident end; cardiac arrests and injuries are the same everywhere."""


def street_types(street: Town, n: int) -> NDArray[np.int64]:
    """Return the type of each of `n` streets: core first, then industrial, fringe last, shape (n,)."""
    place = (np.arange(n) + 0.5) / n
    is_fringe = place > 1 - street.street_fringe
    is_industrial = ~is_fringe & (place > 1 - street.street_fringe - street.street_industrial)
    return np.select([is_fringe, is_industrial], [FRINGE, INDUSTRIAL], CORE)


def types_of_streets(parameters: Parameters, n: int) -> NDArray[np.int64]:
    """Return the type of each of `n` streets, shape (n,): as the tables of a district say, else as :func:`street_types` does."""
    drawn, data = street_types(parameters.town, n), parameters.district_data
    given = drawn if data is None else codes_of_streets(data, "type", STREET_TYPES, n)
    return np.where(given < 0, drawn, given)


def training_gap(street: Town, types: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return how far what is trained is not what strikes in these streets, 0 to 1, shape (n,) (mech:D13).

    (1 − g) ½ Σ |share of a kind here − share in a core street|: without a guide g all train for the core.
    """
    mix = np.array([incident_mix(street, types), incident_mix(street, np.zeros_like(types))])
    here, core = mix / np.maximum(mix.sum(axis=2, keepdims=True), 1e-12)
    return np.asarray((1 - street.street_guide) * np.abs(here - core).sum(axis=1) / 2)


def incident_mix(street: Town, types: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return the rate of every type of incident in these streets relative to a core street, shape (n, 8)."""
    mix = np.array([[getattr(street, f"street_{name}_{kind}", 1.0) for kind in _MIX] for name in STREET_TYPES])
    return np.asarray(mix[types])
