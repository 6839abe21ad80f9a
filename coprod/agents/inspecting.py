"""Where districts send inspectors 督查: by what is on record, or everywhere alike (src:huang2026; mech:C04).

A district sees the record of a community, not the community: work that was ticked off is on record like work that was done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from coprod.agents.decisions import Reason, decision
from coprod.kernel.arrays import Floats

INSPECT = decision(
    "district.inspect", "share of the usual inspections of property firms that a district carries out in a community",
    "区级对各社区物业企业照常检查的比例", low=0, high=1)


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What districts see of communities when they plan a month's inspections: arrays of shape (C,)."""

    recorded: Floats
    """Share of what directives asked for in the town that is on record as done, 0 to 1; 0 where nothing was asked for."""
    trust: float
    """How far a full record spares a community inspections (``directive.record_trust``)."""

    def __len__(self) -> int:
        """Return the number of communities."""
        return self.recorded.size


@INSPECT.rule("by_record", "fewer, the more is on record as done", "台账越完备检查越少")
class ByRecord:
    """Spares a community inspections in proportion to its record: 1 − τ r (assumed; attention follows reports, mech:C04)."""

    def decide(self, seen: OnRecord) -> Floats:
        """Return the share of the usual inspections for every community."""
        return 1 - seen.trust * seen.recorded

    def explain(self, seen: Any) -> Reason:
        """Return why one community is inspected so much."""
        share = self.decide(seen)
        return Reason(f"{seen.recorded:.0%} of what was asked for is on record as done: {share:.0%} of the usual inspections.",
                      f"要求的工作有{seen.recorded:.0%}在台账上办结：照常检查的{share:.0%}。")


@INSPECT.rule("everywhere", "everywhere alike, whatever the record says", "不看台账，一视同仁")
class Everywhere:
    """Inspects everywhere as usual, as where those to be inspected are drawn by lot 双随机 (assumed)."""

    def decide(self, seen: OnRecord) -> Floats:
        """Return the share of the usual inspections for every community."""
        return np.ones(len(seen))
