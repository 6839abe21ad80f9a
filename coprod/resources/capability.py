"""Capability 能力差序: which level has which kind of skill, and what it costs to send the wrong one (mech:D05)."""

from __future__ import annotations

from coprod.parameters import groups
from coprod.resources.crews import CITY, DISTRICT, STREET

SKILLS = ("basic", "professional", "strategic")
"""Kinds of skill; each is the own one of the level at its place: streets, districts, the city."""
BASIC, PROFESSIONAL, STRATEGIC = range(len(SKILLS))
OWN = {STREET: BASIC, DISTRICT: PROFESSIONAL, CITY: STRATEGIC}
"""The kind of skill that is a crew's own; ambulances stand outside the order."""


def capability(matrix: float, own: int, needed: int) -> float:
    """Return the share of a level's training that is of the kind needed: (1 − m) / 3 + m 1{needed = own}.

    One cell of the capability matrix: with m = 0 all levels train for everything alike, with m = 1 each for its own.
    """
    return (1 - matrix) / len(SKILLS) + matrix * (needed == own)


def skill_needed(severity: float, specialised: float, strategic: float) -> int:
    """Return the kind of skill that an incident of this severity takes (code in :data:`SKILLS`)."""
    return STRATEGIC if severity >= strategic else PROFESSIONAL if severity >= specialised else BASIC


def toil(capability_: groups.Crew, crew: int, needed: int) -> float:
    """Return how long a crew works relative to usual: 1 + e (c_usual − c), longer with less of the skill needed.

    Skill beyond the usual cannot save more than all of the work: it is 0 at least.
    """
    if crew not in OWN:
        return 1.0
    usual, real = (capability(matrix, OWN[crew], needed)
                   for matrix in (capability_.capability_usual, capability_.capability_matrix))
    return max(0.0, 1 + capability_.capability_effect * (usual - real))
