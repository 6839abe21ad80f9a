"""Incidents 突发事件 as they strike: what every part of the model passes on and none may change."""

from __future__ import annotations

from dataclasses import dataclass

from coprod.kernel.calendar import MINUTES_PER_DAY, MINUTES_PER_HOUR

SOURCES = ("chance", "hazard", "script", "secondary", "shock")
CHANCE, HAZARD, SCRIPT, SECONDARY, SHOCK = range(len(SOURCES))
NIGHT_ENDS = 6
"""Hour at which the night of the fire statistics ends; it begins at 0."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident as it strikes."""

    id: int
    type: int
    community: int
    minute: float
    severity: float
    source: int
    parent: int
    people: int
    elders: int
    vulnerable: int
    witness: int
    """Row of a resident of the community at whose home it is where nobody who is struck is named."""
    needs_entry: bool
    asks_order: bool
    off_template: bool
    power_cut: bool
    amount: float
    """Reserve money it needs, whole yuan."""
    off_duty_level: int = 0
    off_duty_tries: int = 0
    struck: int = -1
    """Row of the first of those who are struck, consecutive residents; -1 where nobody is named: those around the witness."""
    scale: float = 1.0
    """Size relative to that of its severity: how much more, or less, water than in a mean storm."""
    shock: int = -1
    """Id of the shock that brought it, or what set it off; -1 for none."""

    @property
    def is_night(self) -> bool:
        """Whether it begins while people sleep, between 0 and 6 o'clock."""
        return self.minute % MINUTES_PER_DAY < NIGHT_ENDS * MINUTES_PER_HOUR
