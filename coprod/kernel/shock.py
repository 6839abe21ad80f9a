"""Shocks 冲击: weather and earthquakes that many communities share, as they strike (seeds of many incidents at once)."""

from __future__ import annotations

from dataclasses import dataclass

from coprod.kernel.arrays import Floats

SHOCKS = ("storm", "heat", "cold", "earthquake")
STORM, HEAT, COLD, EARTHQUAKE = range(len(SHOCKS))


@dataclass(frozen=True, slots=True, eq=False)
class Shock:
    """One shock as nature has it, before any policy has a say."""

    id: int
    """Address of all its chance."""
    kind: int
    """Code in :data:`SHOCKS`."""
    begins: float
    """Minute since the first midnight at which it begins …"""
    ends: float
    """… and ends."""
    intensity: float
    """Relative to a mean shock of its kind."""
    footprint: Floats
    """Share of the intensity that each community feels, 0 to 1, shape (C,)."""
