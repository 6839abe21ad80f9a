"""How districts 区级政府 assess those below them: how far targets rise after a period (mech:A20).

:class:`~coprod.agents.districts.District` is the agent that decides. What follows stands in
:mod:`coprod.fields.long_term.targets`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from coprod.agents.decisions import Reason, decision
from coprod.kernel.arrays import Floats

RATCHET = decision("district.ratchet", "by what share a district raises targets after a period of assessment",
                   "考核期满后区级把指标提高的比例", low=0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Assessed:
    """What districts see when a period of assessment is over: arrays of shape (D,)."""

    recorded: Floats
    """What is on record as finished, ticked off or done, over what was sent down."""
    done: Floats
    """What was really carried out over what was sent down, as an inspector at the place would find it."""
    load: Floats
    """Mean load of the district's desks: hours asked for over regular hours."""
    target: Floats
    """Targets so far, relative to those at the start."""
    bar: float
    """Share from which a target counts as met (``directive.target_bar``)."""
    step: float
    """Share by which a target that was met is meant to go up (``directive.target_ratchet``)."""

    def __len__(self) -> int:
        """Return the number of districts."""
        return self.recorded.size


def raised(seen: Assessed, carried_out: Floats) -> Floats:
    """Return the step for every district that carried out enough of what was sent down, 0 for the others, shape (D,)."""
    return np.where(carried_out >= seen.bar, seen.step, 0.0)


@RATCHET.rule("on_record", "raises what is met on record", "台账上完成即加码")
class OnRecord:
    """Raises targets that were met on record, ticked off or done: planners ratchet on what they see (src:weitzman1980)."""

    def decide(self, seen: Assessed) -> Floats:
        """Return by what share targets rise."""
        return raised(seen, seen.recorded)

    def explain(self, seen: Any) -> Reason:
        """Return why the targets of one district rise or not."""
        return Reason(f"{seen.recorded:.0%} are on record as finished; from {seen.bar:.0%} on, targets rise by {seen.step:.0%}.",
                      f"台账办结率为{seen.recorded:.0%}，达到{seen.bar:.0%}即加码{seen.step:.0%}。")


@RATCHET.rule("on_inspection", "raises only what was really carried out", "实地核查确已落实才加码")
class OnInspection:
    """Raises targets only where enough was really carried out, as unannounced visits find (四不两直).

    Assumed: visits find out what was done, and cost those below nothing.
    """

    def decide(self, seen: Assessed) -> Floats:
        """Return by what share targets rise."""
        return raised(seen, seen.done)

    def explain(self, seen: Any) -> Reason:
        """Return why the targets of one district rise or not."""
        return Reason(f"{seen.done:.0%} were carried out; from {seen.bar:.0%} on, targets rise by {seen.step:.0%}.",
                      f"实际落实率为{seen.done:.0%}，达到{seen.bar:.0%}即加码{seen.step:.0%}。")


@RATCHET.rule("within_means", "raises what is met on record only while desks are not overloaded", "基层不超负荷时才加码")
class OnlyWithinMeans(OnRecord):
    """Keeps targets as they are where those below are asked for more than their hours: a cap on load (assumed)."""

    def decide(self, seen: Assessed) -> Floats:
        """Return by what share targets rise."""
        return np.where(seen.load <= 1.0, super().decide(seen), 0.0)

    def explain(self, seen: Any) -> Reason:
        """Return why the targets of one district rise or not."""
        if seen.load <= 1.0:
            return super().explain(seen)
        return Reason(f"Targets stay: desks are asked for {seen.load:.2f} times their hours.",
                      f"不加码：工作负荷为正常工时的{seen.load:.2f}倍。")
