"""What is known of an incident when it is over: for those who look back on it, bring somebody to account, or clear up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ended:
    """One incident that is over, in expectation where an outcome is one of chance."""

    id: int
    type: int
    """Code of :data:`coprod.parameters.codes.INCIDENT_TYPES`."""
    community: int
    begun: float
    """Minute since the start of the run."""
    severity: float
    """0 to 1."""
    deaths: float
    injuries: float
    damage: float
    """Direct damage, yuan."""
    avoidable: float
    """Loss that the reference response would not have left, yuan."""
    people: int
    """Residents struck."""
    displaced: int
    hit: bool
    """Whether it was brought under control within its golden window."""
    waited: float
    """Minutes from report to the last signature, 0 if nothing was to be signed."""
