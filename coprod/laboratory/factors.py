"""What a study varies: levels, ranges and packages of parameters set together.

Every factor maps the unit interval to its values (:meth:`at`), so that one sample of the unit cube serves
numbers, truth values, choices and packages alike. Levels get equal shares of the interval: nothing is rounded,
so the first and the last level are not short-changed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from coprod.laboratory.distributions import Distribution
from coprod.laboratory.simulator import Value

Role: TypeAlias = Literal["lever", "uncertainty"]


@dataclass(frozen=True, slots=True)
class Levels:
    """A parameter that takes each of a list of values."""

    name: str
    role: Role
    levels: tuple[Value, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The parameters that the factor sets."""
        return frozenset((self.name,))

    def at(self, u: float) -> Value:
        """Return the level at `u`, 0 ≤ u < 1; every level has the same share."""
        return self.levels[min(int(u * len(self.levels)), len(self.levels) - 1)]

    def settings(self, value: Value) -> Mapping[str, Any]:
        """Return what `value` sets: the parameter itself."""
        return {self.name: value}


@dataclass(frozen=True, slots=True)
class Range:
    """A number anywhere between two ends, on a linear or logarithmic scale or by a distribution."""

    name: str
    role: Role
    low: float
    high: float
    whole: bool = False
    log: bool = False
    distribution: Distribution | None = None
    """How the number is distributed between its ends, where that is neither uniform nor log-uniform."""

    @property
    def keys(self) -> frozenset[str]:
        """The parameters that the factor sets."""
        return frozenset((self.name,))

    @property
    def levels(self) -> tuple[Value, ...]:
        """A range has no levels."""
        return ()

    def at(self, u: float) -> Value:
        """Return the number at `u`, 0 ≤ u ≤ 1, a quantile of its distribution; if uniform, whole numbers have equal shares."""
        if self.distribution is not None:
            return self._rounded(self.distribution.quantile(u)) if self.whole else self.distribution.quantile(u)
        if self.log:
            half = 0.5 if self.whole else 0.0  # rounded, so the ends lie half a step further out and are not short-changed
            value = float((self.low - half) * ((self.high + half) / (self.low - half)) ** u)
            return self._rounded(value) if self.whole else value
        if self.whole:
            return int(min(self.low + math.floor(u * (self.high - self.low + 1)), self.high))
        return float(self.low + u * (self.high - self.low))

    def _rounded(self, value: float) -> int:
        return min(max(math.floor(value + 0.5), int(self.low)), int(self.high))

    def settings(self, value: Value) -> Mapping[str, Any]:
        """Return what `value` sets: the parameter itself."""
        return {self.name: value}

    def spread(self, steps: int) -> Levels:
        """Return `steps` levels at equal distances, both ends included."""
        ends = Range(self.name, self.role, self.low, self.high, log=self.log)
        levels = [ends.at(i / max(steps - 1, 1)) for i in range(steps)]
        if self.whole:
            levels = list(dict.fromkeys(round(level) for level in levels))  # type: ignore[arg-type]
        return Levels(self.name, self.role, tuple(levels))


@dataclass(frozen=True, slots=True)
class Package:
    """Parameters that are set together: each level has a name and its settings; labels are the study's own."""

    name: str
    role: Role
    contents: Mapping[str, Mapping[str, Any]]
    en: str = ""
    zh: str = ""
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Labels of levels in English and Chinese, where they have any."""

    @property
    def keys(self) -> frozenset[str]:
        """The parameters that the factor sets."""
        return frozenset(key for settings in self.contents.values() for key in settings)

    @property
    def levels(self) -> tuple[Value, ...]:
        """The names of the levels."""
        return tuple(self.contents)

    def at(self, u: float) -> Value:
        """Return the name of the level at `u`, 0 ≤ u < 1."""
        return Levels(self.name, self.role, self.levels).at(u)

    def settings(self, value: Value) -> Mapping[str, Any]:
        """Return what the level called `value` sets."""
        return self.contents[str(value)]


Factor: TypeAlias = Levels | Range | Package

SCENARIO = "scenario"
"""Name of the factor of a study over several scenarios."""


def column_type(factor: Factor) -> type:
    """Return the Python type of a factor's column: bool, int, float or str."""
    if isinstance(factor, Range):
        return int if factor.whole else float
    kinds = {type(level) for level in factor.levels}
    if len(kinds) == 1:
        return kinds.pop()
    return float if kinds == {int, float} else str
