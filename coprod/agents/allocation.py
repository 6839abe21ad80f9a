"""Allocation 派遣: ways in which a district gives free crews to waiting calls (mech:D02; note:B18)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from coprod.agents.decisions import Reason
from coprod.kernel.arrays import Floats, Ints
from coprod.parameters import Parameters


@dataclass(frozen=True, slots=True, eq=False)
class Calls:
    """Calls that wait for a crew, in the order in which they came, and the crews that are free: n calls, m crews."""

    weight: Floats
    """Gravity, shape (n,): loss per minute of waiting as far as it is seen, 1 for an incident of mean size."""
    window: Floats
    """Golden window, minutes, shape (n,)."""
    work: Floats
    """Minutes that it usually takes at the scene, shape (n,)."""
    ways: Floats
    """Minutes of travel of each free crew to each call, shape (n, m)."""

    def __len__(self) -> int:
        """Return the number of calls."""
        return self.weight.size

    def objection(self, crews: Ints) -> str | None:
        """Return what is wrong with an answer: crews that there are not, or one that is sent twice."""
        sent, m = crews[crews >= 0], self.ways.shape[1]
        if (sent >= m).any():
            return f"sent crew {int(sent.max())}; there are crews 0 to {m - 1}, and -1 is none"
        return "sent one crew to several calls" if np.unique(sent).size < sent.size else None


ONE_CALL = Calls(np.array([1.0]), np.array([30.0]), np.array([60.0]), np.array([[10.0]]))
"""An incident of mean size and one free crew ten minutes away: what a district is asked about if no calls are named."""


class Named(ABC):
    """One way of allocating crews to calls. ``decide`` returns a crew for every call, -1 for none, shape (n,).

    A rule may also have a method ``order(seen, crews)``: the calls in the order in which their crews leave in that minute.
    """

    @abstractmethod
    def decide(self, seen: Calls) -> Ints:
        """Return the crew that each call gets."""

    def order(self, seen: Calls, crews: Ints) -> Ints:
        """Return the calls in the order in which their crews leave: as they came."""
        return np.flatnonzero(crews >= 0)

    def explain(self, seen: Any) -> Reason:
        """Return what the rule goes by for one call."""
        if not np.size(seen.ways):
            return Reason("No crew is free.", "没有空闲队伍。")
        way = float(np.min(seen.ways))
        return Reason(f"Gravity {seen.weight:.2f}, {seen.work:.0f} minutes of work, nearest crew {way:.0f} minutes away.",
                      f"严重程度{seen.weight:.2f}，现场处置约{seen.work:.0f}分钟，最近队伍{way:.0f}分钟可到。")


class FirstCome(Named):
    """The first call first, each by the nearest crew left. Assumed: nothing else counts."""

    def decide(self, seen: Calls) -> Ints:
        """Return the crew that each call gets."""
        return _in_order(range(len(seen)), seen.ways)


class Nearest(Named):
    """The closest pair of call and crew first, then the closest of what is left. Assumed: only distance counts."""

    def decide(self, seen: Calls) -> Ints:
        """Return the crew that each call gets."""
        return _closest_first(seen.ways)

    def order(self, seen: Calls, crews: Ints) -> Ints:
        """Return the calls in the order in which their crews leave: the closest first."""
        sent = np.flatnonzero(crews >= 0)
        return sent[np.lexsort((sent, seen.ways[sent, crews[sent]]))]


class Severity(Named):
    """The gravest call first, each by the nearest crew left: by gravity and urgency 轻重缓急 (mech:D02)."""

    def decide(self, seen: Calls) -> Ints:
        """Return the crew that each call gets."""
        return _in_order(np.argsort(-seen.weight, kind="stable").tolist(), seen.ways)

    def order(self, seen: Calls, crews: Ints) -> Ints:
        """Return the calls in the order in which their crews leave: the gravest first."""
        by_gravity = np.argsort(-seen.weight, kind="stable")
        return by_gravity[crews[by_gravity] >= 0]


class Optimal(Named):
    """So that the sum of gravity per minute of work is largest; for one free crew the cμ rule (src:cox_smith1961; note:B18)."""

    def decide(self, seen: Calls) -> Ints:
        """Return the crew that each call gets."""
        rows, columns = linear_sum_assignment(gain(seen.weight, seen.work, seen.ways), maximize=True)
        crews = _none(len(seen))
        crews[rows] = columns
        return crews


class AsSet(Named):
    """What ``district.allocation_rule`` says; without a pool of crews there is nothing to allocate (mech:D02)."""

    def __init__(self, parameters: Parameters) -> None:
        rule = parameters.district.allocation_rule
        self._named: Named = NAMED["fifo" if rule == "local" else rule]()

    def decide(self, seen: Calls) -> Ints:
        """Return the crew that each call gets."""
        return self._named.decide(seen)

    def order(self, seen: Calls, crews: Ints) -> Ints:
        """Return the calls in the order in which their crews leave."""
        return self._named.order(seen, crews)


NAMED: dict[str, type[Named]] = {"fifo": FirstCome, "nearest": Nearest, "severity": Severity, "optimal": Optimal}
"""Ways of allocating crews by the names that ``district.allocation_rule`` has for them."""


def gain(weights: Floats, work: Floats, ways: Floats) -> Floats:
    """Return c μ of every pair, shape (n, m): gravity over the minutes of work at the scene, there and back.

    Parameters
    ----------
    weights, work : shape (n,)
        Gravity of each call, and minutes of work at its scene.
    ways : shape (n, m)
        Minutes of travel of each free crew to each call.

    Source: the cμ rule (src:cox_smith1961); note:B18.
    """
    return np.asarray(weights[:, None] / np.maximum(work[:, None] + 2 * ways, 1e-9))


def _none(n: int) -> Ints:
    return np.full(n, -1, dtype=np.int64)


def _in_order(order: Sequence[int], ways: Floats) -> Ints:
    """Let calls choose the nearest crew left, one after the other."""
    left, crews = list(range(ways.shape[1])), _none(ways.shape[0])
    for call in order[: len(left)]:
        crews[call] = crew = min(left, key=partial(_way, ways[call]))
        left.remove(crew)
    return crews


def _way(ways: Floats, crew: int) -> float:
    return float(ways[crew])


def _closest_first(ways: Floats) -> Ints:
    """Match the closest pair, then the closest of what is left, and so on."""
    crews, free = _none(ways.shape[0]), set(range(ways.shape[1]))
    for flat in np.argsort(ways, axis=None, kind="stable").tolist():
        call, crew = divmod(flat, ways.shape[1])
        if crews[call] < 0 and crew in free:
            crews[call] = crew
            free.remove(crew)
    return crews
