"""Colours of a map, which readers with any kind of colour vision can tell apart: darker is more; blue is lower, brown higher."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MORE = ("#fbf2df", "#f4d39a", "#e5a058", "#ba6128", "#74300e")
"""From little to much."""
LOWER_HIGHER = ("#0d5c7c", "#69a8bf", "#f3f0e9", "#dfa264", "#9c4b0b")
"""From lower in world B over the same in both to higher in world B."""
LEAST_DIFFERENCE = 0.01
"""Share of the level of a figure below which the end of the scale of its differences does not lie."""
NOTHING = "#dedcd6"
"""Where there was nothing to measure; hatched besides."""


@dataclass(frozen=True)
class Sequential:
    """From the lowest to the highest value that is shown."""

    low: float
    high: float
    stops = MORE

    @classmethod
    def over(cls, values: Iterable[float]) -> Sequential:
        """Return a scale that shows all finite values; it begins at 0 where that is near."""
        fine = [value for value in values if math.isfinite(value)]
        low, high = (min(fine), max(fine)) if fine else (0.0, 1.0)
        return cls(0.0 if 0 <= low < high / 2 else low, high)

    def colour(self, value: float) -> str:
        """Return the colour of a value; that of nothing if it is not finite."""
        if not math.isfinite(value):
            return NOTHING
        return mixed(self.stops, (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0)


@dataclass(frozen=True)
class Diverging:
    """From −most over 0 to +most."""

    most: float
    stops = LOWER_HIGHER

    @classmethod
    def over(cls, values: Iterable[float], level: float = 0.0) -> Diverging:
        """Return a scale that shows all finite values, as wide on both sides of 0, and at least 1 % of `level`."""
        most = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
        return cls(max(most, LEAST_DIFFERENCE * level) if most else 0.0)

    @property
    def low(self) -> float:
        """Return the lower end."""
        return -self.most

    @property
    def high(self) -> float:
        """Return the upper end."""
        return self.most

    def colour(self, value: float) -> str:
        """Return the colour of a difference; that of nothing if it is not finite."""
        if not math.isfinite(value):
            return NOTHING
        return mixed(self.stops, 0.5 + 0.5 * value / self.most if self.most > 0 else 0.5)


Scale = Sequential | Diverging


def mixed(stops: Sequence[str], share: float) -> str:
    """Return the colour at a share of the way along `stops`."""
    at = min(1.0, max(0.0, share)) * (len(stops) - 1)
    i = min(int(at), len(stops) - 2)
    one, other = (_parts(stops[k]) for k in (i, i + 1))
    return "#" + "".join(f"{round(a + (b - a) * (at - i)):02x}" for a, b in zip(one, other, strict=True))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 for black and 1 for white (WCAG 2.2)."""
    linear = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ink(colour: str) -> str:
    """Return the colour of words on a ground of this colour: black or white, whichever stands out more (4.58 : 1 at least)."""
    return "#000000" if (luminance(colour) + 0.05) ** 2 > 0.05 * 1.05 else "#ffffff"


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
