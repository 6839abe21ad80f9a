"""Declared outcomes as they are, and how they differ between two arms."""

from __future__ import annotations

from coprod.laboratory.validation.measures.declare import Part, measure
from coprod.laboratory.validation.observed import Observed


@measure
def outcome(run: Observed, name: str) -> float:
    """Return an outcome of the year."""
    return run.outcomes[name]


@measure
def outcome_change(first: Observed, second: Observed, name: str) -> float:
    """Return by how much an outcome is higher in the second arm."""
    return second.outcomes[name] - first.outcomes[name]


@measure
def outcome_ratio(first: Observed, second: Observed, name: str) -> Part:
    """Return an outcome in the second arm, and in the first."""
    return second.outcomes[name], first.outcomes[name]
