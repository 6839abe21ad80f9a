"""Mechanisms 机制: the inventory, from the sentence in a source to rule, lever, indicator, test and what was found.

``rows/`` holds the inventory as data, one file per group; :mod:`~coprod.laboratory.mechanisms.inventory` reads it,
:mod:`~coprod.laboratory.mechanisms.experiments` simulates what a row claims, and
``python -m coprod.laboratory.mechanisms.measure`` stores what was found.
"""

from __future__ import annotations

from coprod.laboratory.mechanisms.inventory import (
    Direction,
    Mechanism,
    MechanismGroup,
    Zero,
    mechanism_groups,
    mechanisms,
)

__all__ = ["Direction", "Mechanism", "MechanismGroup", "Zero", "mechanism_groups", "mechanisms"]
