"""Passing up 矛盾上交: whether a committee or a street decides a case that it could, or hands it to the next level.

Whoever passes a case up has kept to procedure and cannot be blamed; it costs the next level's hours and the minutes of one
more round of signatures (:mod:`coprod.linkage.passing_up`; src:weaver1986; src:hood2011; mech:P07, mech:A07).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from coprod.agents.decisions import Decision, Reason, decision
from coprod.kernel.arrays import Floats
from coprod.kernel.formulas import logistic


@dataclass(frozen=True, slots=True)
class OwnMatters:
    """What offices of a kind see of cases that they could decide, for a week: shape (n,), one entry for each office."""

    blame: Floats
    """Expected blame for deciding, should it end badly."""
    load: Floats
    """Hours asked of the desk over its regular hours; may exceed 1."""
    work: Floats
    """Blame that the work of deciding weighs as much as."""
    sensitivity: float
    """β, weight of blame."""
    share: float
    """Share of such cases that can be passed up without anybody's minding (``accountability.pass_up``)."""

    def __len__(self) -> int:
        """Return the number of offices."""
        return self.load.size


class BlameAndWork:
    """Passes up the oftener, the more deciding is blamed and the more work it is: share × Λ(β(a_A + w)) (src:weaver1986)."""

    def decide(self, seen: OwnMatters) -> Floats:
        """Return the chance that a case is passed up, for every office."""
        return np.asarray(seen.share * logistic(seen.sensitivity * (seen.blame + seen.work)))

    def explain(self, seen: Any) -> Reason:
        """Return why one office passes up so often."""
        return Reason(f"Deciding is blamed {float(seen.blame):.2f} and its work weighs {float(seen.work):.2f}; "
                      f"{seen.share:.0%} of cases can be passed up.",
                      f"自行决定的预期问责为{float(seen.blame):.2f}、工作量相当于{float(seen.work):.2f}；可上交的事项占{seen.share:.0%}。")


class Overloaded:
    """Passes up what it may while the desk is asked for more hours than it has, whatever the blame (src:lipsky1980).

    Rationing at the front line: nobody is frightened, there is simply no time.
    """

    def decide(self, seen: OwnMatters) -> Floats:
        """Return the chance that a case is passed up, for every office."""
        return np.asarray(seen.share * (seen.load > 1))

    def explain(self, seen: Any) -> Reason:
        """Return why one office passes up or not."""
        return Reason(f"The desk is asked for {float(seen.load):.0%} of its hours; beyond 100 % it passes up what it may.",
                      f"所需工时为现有工时的{float(seen.load):.0%}，超过100%即把可上交的都上交。")


class Responsible:
    """Decides what is its own, whatever is to be feared: authority lies with who is on the spot (src:weick_sutcliffe2001)."""

    def decide(self, seen: OwnMatters) -> Floats:
        """Return 0 for every office."""
        return np.zeros(len(seen))

    def explain(self, seen: Any) -> Reason:
        """Return why."""
        return Reason("What it may decide it decides.", "份内之事自行决定。")


def passing_up(agent: str, en: str, zh: str) -> Decision:
    """Declare whether an office of this kind passes up, with the rules that come with coprod."""
    declared = decision(f"{agent}.pass_up", en, zh, low=0, high=1)
    declared.rule("blame_and_work", "weighs blame and work", "权衡问责与工作量")(BlameAndWork)
    declared.rule("overloaded", "while the desk is asked for more than its hours", "工作量超过工时即上交")(Overloaded)
    declared.rule("responsible", "decides what is its own", "份内之事自行决定")(Responsible)
    return declared

