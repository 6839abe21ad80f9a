"""The picture of an incident 事件信息拼图: what callers know of it, what is missing, and what the gap does (mech:G03, mech:T13).

Everybody who calls knows some part of it: those struck most, visitors least. What nobody tells is a gap: the wrong help may
be sent first, the crew searches the scene unless somebody local meets it, and people make up the rest.
"""

from __future__ import annotations

from collections.abc import Iterable

from coprod.fields.emergency.incident_record import (
    BY_HOUSEHOLD,
    BY_NEIGHBOUR,
    BY_STRUCK,
    BY_VISITOR,
)
from coprod.parameters.groups import Department, Resident, Staff

KNOWN = {BY_STRUCK: 1.5, BY_HOUSEHOLD: 1.25, BY_NEIGHBOUR: 1.0, BY_VISITOR: 0.6}
"""Part of an incident that each kind of informant knows, relative to a neighbour; watch, sensors and finders as a neighbour."""


def gap(resident: Resident, noticed_by: int, others: int) -> float:
    """Return the part of an incident of which nobody has told: Π (1 − k) over the caller and `others` who told more.

    What one knows is independent of what another does, so gaps shrink geometrically with the number of informants.
    """
    missing = 1 - min(1.0, resident.picture_known * KNOWN.get(noticed_by, 1.0))
    return float(missing * (1 - resident.picture_known) ** others)


def misdirected_chance(resident: Resident, missing: float, shared: float) -> float:
    """Return the chance that the wrong kind of help is sent first: where the gap is not closed by services who share data.

    Parameters
    ----------
    missing : part of the incident that nobody told of
    shared : share of pairs of services that share data
    """
    return resident.picture_wrong * missing * (1 - shared)


def usable(department: Department, staff: Staff) -> float:
    """Return the share of data that are shared and can be acted on by those who send help: shared × (1 − s (1 − trained)).

    Shared data help those who know what to do with them; of the others' a share s stays unused (mech:G03; src:wu2025).
    """
    return department.data_share * (1 - department.data_skill * (1 - staff.training))


def told_by(noticed_by: int, groups: Iterable[int]) -> int:
    """Return how many told more besides the caller: the residents who acted, the caller aside if one of them."""
    return max(0, sum(groups) - (noticed_by in (BY_HOUSEHOLD, BY_NEIGHBOUR)))
