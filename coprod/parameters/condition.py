"""Conditions on daily series, ``backlog_hours > 500 and trust < 0.4``, read without running anything."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from coprod.text.messages import Message, message
from coprod.text.problems import nearest

COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le, ">=": operator.ge, "==": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt}
THRESHOLD = "threshold"
"""Word that stands for the threshold of the policy, so that a study can vary it."""
MAX_NUMBER = 1e300
"""The largest number that a series is compared with."""
MAX_LENGTH = 1000
_OR, _AND = re.compile(r"\s+or\s+"), re.compile(r"\s+and\s+")
_COMPARISON = re.compile(r"\s*([A-Za-z_]\w*)\s*(<=|>=|==|!=|<|>)\s*(\S+)\s*", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d[\d_]*\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A series compared with a number, or with the threshold of the policy (None)."""

    series: str
    sign: str
    number: float | None

    def holds(self, value: float, threshold: float) -> bool:
        """Tell whether it holds of a value; what is not a number fulfils nothing."""
        return value == value and COMPARISONS[self.sign](value, threshold if self.number is None else self.number)


@dataclass(frozen=True, slots=True)
class Condition:
    """Comparisons of which all of one alternative must hold: ``and`` binds more closely than ``or``."""

    alternatives: tuple[tuple[Comparison, ...], ...]

    def holds(self, value_of: Callable[[str], float], threshold: float) -> bool:
        """Tell whether it holds where `value_of` gives the value of a series by its name."""
        return any(all(one.holds(value_of(one.series), threshold) for one in every) for every in self.alternatives)

    @property
    def series(self) -> tuple[str, ...]:
        """Names of the series that it looks at, each once, in order."""
        return tuple(dict.fromkeys(one.series for every in self.alternatives for one in every))

    @property
    def has_threshold(self) -> bool:
        """Whether it looks at the threshold of the policy."""
        return any(one.number is None for every in self.alternatives for one in every)


def read_condition(text: str) -> Condition:
    """Return the condition that a text says.

    Raises
    ------
    ValueError
        Whose only argument is what is allowed, if it says none.
    """
    if len(text) > MAX_LENGTH:
        raise ValueError(message("policy.condition_form"))
    return Condition(tuple(tuple(map(_comparison, _AND.split(every))) for every in _OR.split(text.strip())))


def unknown_series(condition: Condition, known: Collection[str]) -> list[tuple[Message | str, str]]:
    """Return what is wrong with names of series, each with the nearest that there is."""
    return [(message("policy.no_such_series", name=name), nearest(name, known))
            for name in condition.series if name not in known]


def _comparison(text: str) -> Comparison:
    found = _COMPARISON.fullmatch(text)
    if not found or not (found[3] == THRESHOLD or _NUMBER.fullmatch(found[3])):
        raise ValueError(message("policy.condition_form"))
    number = None if found[3] == THRESHOLD else float(found[3])
    if number is not None and abs(number) > MAX_NUMBER:
        raise ValueError(message("policy.condition_form"))
    return Comparison(found[1], found[2], number)
