"""Repairs 灾后修复: which damaged home a district repairs first when crews are fewer than homes."""

from __future__ import annotations

from dataclasses import dataclass

from coprod.agents.decisions import Reason, decision


@dataclass(frozen=True, slots=True)
class RepairJob:
    """A repair that has been assessed and paid for, as the district sees it when it joins the queue for a crew."""

    incident: int
    community: int
    displaced: int
    """People who cannot live at home until it is done."""
    vulnerable: int
    """People among those struck who need help."""
    work: float
    """Hours that one crew needs for it."""
    waited: float
    """Hours since the incident was under control."""


A_JOB = RepairJob(0, 0, 3, 0, 6.0, 48.0)
"""A usual repair, for those who ask what a district would do."""
ORDER = decision("district.repair_order", "rank of a repair in the queue for a crew: the lowest goes first, equal ones in turn",
                 "待修房屋的排队次序：数值最小者先修，相同者按先后")


@ORDER.rule("first_come", "first come, first served", "先到先修")
class FirstCome:
    """Repairs in the order in which damage was assessed and paid for. Assumed: what an office does that must seem fair."""

    def decide(self, seen: RepairJob) -> float:
        """Return the same rank for every repair."""
        return 0.0


@ORDER.rule("need", "most people at home again per hour of work first", "单位工时使最多人回家者先修")
class ByNeed:
    """Repairs first what brings most people home per hour of work, those who need help counted twice.

    The cμ rule: with a cost c per hour of waiting and work 1/μ the order by cμ keeps the mean cost of waiting least
    (src:cox_smith1961). Assumed: the weight of two.
    """

    def decide(self, seen: RepairJob) -> float:
        """Return minus the weighted people per hour of work."""
        return -(seen.displaced + seen.vulnerable) / max(seen.work, 1e-9)

    def explain(self, seen: RepairJob) -> Reason:
        """Return why it stands where it stands."""
        return Reason(f"{seen.displaced} people, {seen.vulnerable} of those struck in need of help, wait for {seen.work:.1f} "
                      f"hours of work: rank {self.decide(seen):.2f}.",
                      f"{seen.displaced}人待返家，受影响者中需帮助的有{seen.vulnerable}人，需{seen.work:.1f}工时："
                      f"次序值{self.decide(seen):.2f}。")
