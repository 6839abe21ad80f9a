"""Requests that nobody owns 无主诉求: whether a residents' committee 社区居委会 takes them on (mech:C02).

A request that no department owns reaches the committee all the same. It may take it on as the last resort 兜底, or leave
it with the departments, none of which is in charge: then nobody works on it, and the citizen may call again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from coprod.agents.committee_decisions import BEHIND_DAYS, Bools
from coprod.agents.decisions import BoundRule, Reason, decision
from coprod.kernel.arrays import Floats, Ints

if TYPE_CHECKING:
    from coprod.parameters import Parameters

ACCEPT = decision(
    "committee.accept", "whether to take on a request that no department owns", "是否承接无主诉求", "truth")


@dataclass(frozen=True, slots=True)
class Unowned:
    """Requests of today that no department owns, those called in again included: arrays of shape (n,)."""

    day: int
    community: Ints
    hours: Floats
    """Staff-hours of dealing with it."""
    calls: Ints
    """How often the citizen has called about it, this call included."""
    backlog_days: Floats
    """Work on the committee's desk yesterday evening, days of full capacity."""
    uniform: Floats
    """Draw of the request, in (0, 1): the same at every call."""

    def __len__(self) -> int:
        """Return the number of requests."""
        return self.community.size

    def of(self, community: int) -> Self:
        """Return those of one community."""
        rows = self.community == community
        return type(self)(self.day, self.community[rows], self.hours[rows], self.calls[rows], self.backlog_days[rows],
                          self.uniform[rows])


_NONE, _NOTHING = np.zeros(0, dtype=np.int64), np.zeros(0)
NOTHING_UNOWNED = Unowned(0, _NONE, _NOTHING, _NONE, _NOTHING, _NOTHING)
"""No request that nobody owns."""


@ACCEPT.rule("backstop", "takes on what the backstop duty says", "按兜底责任承接")
class Backstop:
    """Takes on the share of requests that ``request.backstop`` makes its duty (mech:C02; src:huang2026)."""

    def __init__(self, parameters: Parameters) -> None:
        self._share = parameters.request.backstop

    def decide(self, seen: Unowned) -> Bools:
        """Tell which requests it takes on."""
        return np.asarray(seen.uniform < self._share)

    def explain(self, seen: Any) -> Reason:
        """Return why one request is taken on or not."""
        answer = ("Takes it on", "承接") if seen.uniform < self._share else ("Leaves it", "不承接")
        return Reason(f"{answer[0]}: {self._share:.0%} of requests that nobody owns fall to the committee; "
                      f"the draw is {seen.uniform:.2f}.",
                      f"{answer[1]}：无主诉求中有{self._share:.0%}由社区兜底；本次随机数为{seen.uniform:.2f}。")


@ACCEPT.rule("when_free", f"takes them on unless more than {BEHIND_DAYS:g} days of work lie on its desk",
             f"积压不超过{BEHIND_DAYS:g}天工作量时才承接")
class WhenFree:
    """Takes on what is nobody's while it has time: rationing by refusal where demand is unlimited (src:lipsky1980).

    Assumed: whoever calls a third time is not turned away again.
    """

    DAYS, CALLS = BEHIND_DAYS, 3

    def decide(self, seen: Unowned) -> Bools:
        """Tell which requests it takes on."""
        return np.asarray((seen.backlog_days <= self.DAYS) | (seen.calls >= self.CALLS))

    def explain(self, seen: Any) -> Reason:
        """Return why one request is taken on or not."""
        return Reason(f"{seen.backlog_days:.1f} days of work lie on the desk and the citizen has called {seen.calls} times; "
                      f"up to {self.DAYS:g} days, or from {self.CALLS} calls on, it takes such requests on.",
                      f"积压{seen.backlog_days:.1f}天工作量，居民来电{seen.calls}次；不超过{self.DAYS:g}天或来电满{self.CALLS}次即承接。")


def accepts(rule: BoundRule, seen: Unowned) -> Bools:
    """Tell which requests the committees take on."""
    return np.asarray(rule(seen), dtype=bool)
