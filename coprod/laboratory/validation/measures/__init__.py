"""Measures 量度: one short function per quantity that a fact speaks of."""

from __future__ import annotations

from coprod.laboratory.validation.measures import (  # noqa: F401 - they declare them
    emergencies,
    independent,
    outcomes,
    people,
    rare,
    town,
    work,
)
from coprod.laboratory.validation.measures.declare import MEASURES, Part, measure, part_of

__all__ = ["MEASURES", "Part", "measure", "part_of"]
