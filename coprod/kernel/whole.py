"""Whole numbers that callers of the Python interface give: days, seeds."""

from __future__ import annotations

import operator
from typing import Any


def whole_number(name: str, value: Any, low: int, high: int) -> int:
    """Return a whole number, of Python or NumPy, within bounds.

    Raises
    ------
    TypeError
        If it is none; 3.0, "3" and True are none.
    ValueError
        If it is out of bounds.
    """
    try:
        if isinstance(value, bool):
            raise TypeError
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be a whole number from {low:,} to {high:,}, not {type(value).__name__}") from None
    if not low <= number <= high:
        given = f"{number:,}" if abs(number) < 10**40 else "a number of many digits"
        raise ValueError(f"{name} must be a whole number from {low:,} to {high:,}, not {given}")
    return number
