"""Codes 编码: types of incident and items of supply, which parameters are declared by and records refer to."""

from __future__ import annotations

from typing import Literal, get_args

IncidentType = Literal[
    "dwelling_fire", "cardiac_arrest", "lift_entrapment", "waterlogging", "utility_failure", "public_order", "gas_accident",
    "injury",
]
INCIDENT_TYPES: tuple[str, ...] = get_args(IncidentType)
"""Types of incident; their codes in arrays and records are their places here."""
FIRE, ARREST, LIFT, WATERLOGGING, UTILITY, DISORDER, GAS, INJURY = range(len(INCIDENT_TYPES))
PREFIXES = ("fire", "arrest", "lift", "waterlogging", "utility", "disorder", "gas", "injury")
"""How the parameters of each type begin."""
PROFESSIONAL = frozenset({FIRE, ARREST, LIFT, GAS, INJURY})
"""Types whose callers ring 119, 120 or the lift rescue: a rescue service sets out at once, and nobody has to sign."""
DAMAGING = (FIRE, WATERLOGGING, UTILITY, GAS)
"""Types that damage homes: people cannot stay there, and there is something to repair."""

ITEMS = ("pump", "extinguisher", "medical_kit", "relief_kit")
"""Items of supply."""
HOUSEHOLD_ITEMS = ("extinguisher", "medical_kit", "relief_kit")
"""What a household that has a kit keeps, one of each."""

REFERENCE_RESIDENTS = 5000
"""Size of the community that patrol hours and births of hazards are stated for (note:B11)."""
