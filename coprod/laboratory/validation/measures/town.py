"""The town itself: sizes, ages, staff, households."""

from __future__ import annotations

from coprod.laboratory.validation.measures.declare import Part, measure
from coprod.laboratory.validation.observed import Observed


@measure
def smallest_community(run: Observed) -> float:
    """Return the residents of the smallest community."""
    return float(run.communities.residents.min())


@measure
def largest_community(run: Observed) -> float:
    """Return the residents of the largest community."""
    return float(run.communities.residents.max())


@measure
def committee_staff(run: Observed) -> Part:
    """Return the staff of committees, and the residents in units of 5,000."""
    return float(run.staff[: len(run.communities)].sum()), run.reference_communities


@measure
def communities_per_street(run: Observed) -> Part:
    """Return communities, and streets."""
    return float(len(run.communities)), float(len(run.streets))


@measure
def elder_share(run: Observed) -> Part:
    """Return residents of 60 and older, and all residents."""
    return float(run.communities.elders.sum()), float(run.residents)


@measure
def households_with_kit(run: Observed) -> float:
    """Return the share of households that keep an emergency kit."""
    return run.parameters.reserve.household
