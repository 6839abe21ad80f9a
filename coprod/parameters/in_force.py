"""What is in force of the policies of a run on a day: how far each has come, and the values that this makes."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coprod.kernel.policy_keys import FIELD
from coprod.kernel.purposes import Purpose
from coprod.parameters.condition import Condition
from coprod.parameters.declare import Declaration, Value
from coprod.parameters.model import declarations_by_key
from coprod.parameters.policy import Policy, names

if TYPE_CHECKING:
    from coprod.kernel.streams import Streams
    from coprod.parameters.model import Parameters

Yesterday = Callable[[str], float]
"""Returns yesterday's value of a daily series by its name."""
_ALMOST = 1e-9
"""What is so near to all or nothing is it, so that thirty thirtieths are 1."""


@dataclass(slots=True)
class Course:
    """How far one policy has come: whether it is in force, since when, and with what strength, 0 to 1."""

    policy: Policy
    is_on: bool = False
    since: int = 0
    strength: float = 0.0
    _held: int = 0
    _conditions: tuple[Condition | None, Condition | None] = field(default=(None, None))

    def __post_init__(self) -> None:
        self._conditions = self.policy.conditions()

    def day(self, day: int, yesterday: Yesterday | None) -> None:
        """Go on by a day; `yesterday` is None on the first day, when no condition holds yet."""
        policy = self.policy
        on = policy.begins <= day < policy.last and self._wanted(day, yesterday)
        if on and not self.is_on:
            self.since = day
        self.is_on = on
        step = 1 / (policy.ramp or 1) if on else -1 / (policy.fade or 1)
        strength = self.strength + step
        self.strength = 1.0 if strength > 1 - _ALMOST else 0.0 if strength < _ALMOST else strength

    def _wanted(self, day: int, yesterday: Yesterday | None) -> bool:
        """Tell whether the conditions want it today; without any it is always wanted."""
        policy, (begin, end) = self.policy, self._conditions
        if begin is None:
            return True
        threshold = policy.threshold or 0.0
        holds = yesterday is not None and begin.holds(yesterday, threshold)
        self._held = self._held + 1 if holds else 0
        if not self.is_on:
            return self._held >= policy.for_days
        if day - self.since < policy.hold or yesterday is None:
            return True
        return not end.holds(yesterday, threshold) if end else holds


class PoliciesInForce:
    """The policies of one run, day by day.

    Parameters
    ----------
    nominal : Parameters
        What was decided, policies among it.
    """

    def __init__(self, nominal: Parameters, streams: Streams) -> None:
        self.names = names(nominal.policies)
        self.courses = [Course(policy) for policy in nominal.policies]
        self._base = nominal.model_copy(update={FIELD: ()})
        self._streams = streams
        self._addresses = [zlib.crc32(name.encode()) for name in self.names]
        self._values: Mapping[str, Value] = {}

    def day(self, day: int, yesterday: Yesterday | None) -> Parameters | None:
        """Go on by a day and return the parameters as decided for it; None if nothing has changed since yesterday.

        Raises
        ------
        InputProblems
            If policies that are each possible are not so together.
        """
        for course in self.courses:
            course.day(day, yesterday)
        values = self._composed(day)
        if values == self._values and day:
            return None
        self._values = values
        return self._base.replace(values, where=f"policies in force on day {day}")

    def strengths(self) -> list[float]:
        """Return how much of every policy is in force: its strength times compliance, 0 to 1."""
        return [course.strength * course.policy.compliance for course in self.courses]

    def _composed(self, day: int) -> dict[str, Value]:
        """Return the values that differ from those without policies: in order, each policy changes what those before it left."""
        known, values = declarations_by_key(), dict[str, Value]()
        for address, course, share in zip(self._addresses, self.courses, self.strengths(), strict=True):
            if not share:
                continue
            is_obeyed = share >= 1 or self._streams.uniform_scalar(Purpose.POLICY_OBEYED, address, day) < share
            for key, target in course.policy.settings:
                now = values.get(key, self._base.value(key))
                values[key] = obeyed(known[key], now, target, share, is_obeyed=is_obeyed)
        return {key: value for key, value in values.items() if value != self._base.value(key)}


def obeyed(lever: Declaration, now: Value, target: Value, share: float, *, is_obeyed: bool) -> Value:
    """Return what a lever comes to on a day on which a policy has come so far.

    A number with decimals goes this share of the way; levels, people, choices and yes or no, which have nothing in between,
    are obeyed in full on so large a share of the days.
    """
    if lever.kind == "float":
        return float(target) if share >= 1 else float(now) + share * (float(target) - float(now))
    return target if is_obeyed else now
