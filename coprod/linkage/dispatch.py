"""Unified dispatch 统一调配: crews of a district in one pool, and who is served first when they are scarce.

Sources: mech:D02, mech:T04; note:B18.

Calls wait until a crew is free. Whenever one is, the district gives free crews to waiting calls by its rule
(:mod:`coprod.agents.allocation`). A crew that is under way is not called back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType

import numpy as np
import simpy

from coprod.agents.allocation import Calls, FirstCome
from coprod.agents.decisions import BoundRule
from coprod.kernel.arrays import Floats
from coprod.kernel.records import Field, RecordKind
from coprod.parameters import groups

DISPATCH = RecordKind("dispatch", "calls served out of a pool of crews", "统一调配的呼叫", {
    "incident": Field("i8", "", "incident", "突发事件"),
    "community": Field("i4", "", "community", "社区"),
    "asked": Field("f8", "minute", "when a crew was called", "呼叫时刻"),
    "by_app": Field("?", "", "reported by app, so that there are data about it", "是否由应用上报（有数据）"),
    "weight": Field("f4", "", "gravity as the rule saw it, 1 for an incident of mean size", "规则所见的严重程度，平均规模为1"),
    "minutes": Field("f4", "minutes", "from the call to the arrival of a crew", "从呼叫到队伍到场的用时"),
})


@dataclass(frozen=True, slots=True)
class Priority:
    """What a rule may go by."""

    window: float
    """Golden window, minutes."""
    weight: float = 1.0
    """Gravity: loss per minute of waiting, 1 for an incident of mean size."""
    work: float = 1.0
    """Minutes that it usually takes at the scene."""


class Claim(simpy.Event):
    """A call for any crew of a pool; happens when one is sent. ``with claim: yield claim``, and it is free again."""

    def __init__(self, pool: Pool, priority: Priority, ways: Sequence[float]) -> None:
        super().__init__(pool.env)
        self.priority, self.ways, self._pool = priority, ways, pool
        self.place: int | None = None
        """Place of the crew that was sent."""

    @property
    def way(self) -> float:
        """Minutes that the crew which was sent travels."""
        assert self.place is not None, "no crew has been sent yet"
        return self.ways[self.place]

    def __enter__(self) -> Claim:
        """Wait in the ``with`` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        """Give the crew back, or withdraw the call."""
        if kind is not GeneratorExit:
            self._pool.give_back(self)


class Pool:
    """Crews of several places that serve the same calls.

    Parameters
    ----------
    crews : shape (places,)
        Crews at each place.
    rule : BoundRule
        Which call gets which crew: :func:`allocate`.
    batch : float
        Minutes for which calls are collected before crews are sent.
    """

    def __init__(self, env: simpy.Environment, crews: Sequence[int], rule: BoundRule, batch: float = 0.0) -> None:
        self.env, self.rule, self._batch = env, rule, batch
        self.free = list(crews)
        self._waiting: list[Claim] = []
        self._collecting = False

    @property
    def is_free(self) -> bool:
        """Whether a crew could leave at once."""
        return not self._waiting and any(n > 0 for n in self.free)

    def ask(self, priority: Priority, ways: Sequence[float]) -> Claim:
        """Call for a crew; `ways` are the minutes of travel from each place."""
        claim = Claim(self, priority, ways)
        self._waiting.append(claim)
        if not self._batch:
            self._allocate()
        elif not self._collecting:
            self._collecting = True
            self.env.timeout(self._batch).callbacks.append(self._end_collecting)
        return claim

    def add(self, crews: Sequence[int]) -> None:
        """Have so many crews more at each place, or fewer: those that are out come back before they are withdrawn."""
        self.free[:] = [n + more for n, more in zip(self.free, crews, strict=True)]
        if not self._collecting:
            self._allocate()

    def give_back(self, claim: Claim) -> None:
        """Take a crew back, or forget a call that nobody has answered yet."""
        if claim.place is None:
            self._waiting.remove(claim)
            return
        self.free[claim.place] += 1
        if not self._collecting:
            self._allocate()

    def _end_collecting(self, _: simpy.Event) -> None:
        self._collecting = False
        self._allocate()

    def _allocate(self) -> None:
        """Send free crews to waiting calls."""
        places = [place for place, n in enumerate(self.free) for _ in range(min(n, len(self._waiting)))]
        if not places:
            return
        waiting = list(self._waiting)
        ways = np.array([[claim.ways[place] for place in places] for claim in waiting])
        pairs = allocate(self.rule, [claim.priority for claim in waiting], ways)
        for call, crew in pairs:
            claim = waiting[call]
            claim.place = places[crew]
            self.free[claim.place] -= 1
            self._waiting.remove(claim)
            claim.succeed()


def allocate(rule: BoundRule, calls: Sequence[Priority], ways: Floats) -> list[tuple[int, int]]:
    """Return pairs (call, crew) in the order in which crews leave, as the district's rule has it.

    Parameters
    ----------
    rule : BoundRule
        ``district.allocate``: takes what the district sees, returns the crew of every call, -1 for none, shape (n,).
    calls : shape (n,)
        In the order in which they came.
    ways : shape (n, m)
        Minutes of travel of each free crew to each call.
    """
    weight, window, work = np.array([(call.weight, call.window, call.work) for call in calls], dtype=float).T
    seen = Calls(weight, window, work, ways)
    crews = rule(seen)
    order = getattr(rule.rule, "order", FirstCome().order)
    return [(call, int(crews[call])) for call in order(seen, crews).tolist()]


def weight_of(allocation: groups.District, size: float, by_app: bool, reviewed: bool) -> float:
    """Return the gravity of a call as an algorithm sees it: less than it is where it has no data (mech:T04)."""
    return size if by_app or reviewed else size * (1 - allocation.allocation_bias)
