"""Measures 量度: one short function per quantity that a fact speaks of.

Each is given the observed runs of the arms of its check, all of one seed, and the check's options. It returns a number,
or a pair (part, whole) whose ratio is taken only after both have been added up over seeds, as rare events need it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Part = tuple[float, float]

MEASURES: dict[str, Callable[..., float | Part]] = {}
"""Every measure by name."""


def measure(function: Callable[..., float | Part]) -> Callable[..., float | Part]:
    """Declare the decorated function as the measure of its name."""
    MEASURES[function.__name__] = function
    return function


def part_of(name: str, runs: list[Any], options: dict[str, Any]) -> Part:
    """Return what a measure makes of the runs of one seed, as a part and a whole."""
    value = MEASURES[name](*runs, **options)
    return value if isinstance(value, tuple) else (float(value), 1.0)
