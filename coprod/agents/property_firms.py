"""Property firms 物业企业: how hard to work on upkeep, and whether the night watch is real (note:B5).

Once a month every firm decides both for itself: :data:`EFFORT` and :data:`WATCH`. What follows from it (facilities,
fees, inspections, fines) stands in :mod:`coprod.fields.everyday.property_upkeep`. All firms are one table; a
:class:`PropertyFirm` is the Mesa agent on one of its rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.agents.deciding import DecidingTogether
from coprod.agents.decisions import Reason, decision
from coprod.kernel.columns import Column, ColumnAgent

PROPERTY_FIRM_COLUMNS = {
    "community": Column("i2", "", "community", "社区"),
    "households": Column("f4", "households", "households served", "服务户数"),
    "diligence": Column("f4", "", "diligence, 1 on average", "勤勉程度（均值为1）", start=1.0),
    "wage": Column("f4", "yuan/night", "cost of a night watch on an average night", "平均每晚真实值守的成本"),
    "belief": Column("f4", "ratio", "chance of being found out as the firm sees it, relative to the actual one",
                     "企业心目中被查实的概率与实际之比", start=1.0),
    "effort": Column("f4", "0-1", "effort of upkeep this month", "本月维护努力"),
    "condition": Column("f4", "0-1", "condition of the facilities", "设施状况"),
    "watch": Column("f4", "0-1", "share of this month's nights with a real watch", "本月真实值守的夜晚占比"),
    "profit": Column("f8", "yuan", "profit since the firm came", "接管以来累计利润"),
    "switches": Column("i2", "", "times that owners replaced the firm", "被更换次数"),
    "inspection": Column("i4", "day", "day of this month's inspection, -1 for none", "本月检查日（-1为无）", start=-1),
    "audits": Column("i2", "", "audits of the watch this month", "本月值守抽查次数"),
    "found": Column("i2", "", "nights found without a watch this month", "本月查实的空岗次数"),
    "fines": Column("f8", "yuan", "fines this month", "本月罚款"),
}


Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class FirmsMonth:
    """What firms see when they decide for a month: arrays of shape (F,), one value for all where it is the same."""

    effort: Floats
    """Effort of last month, 0 to 1."""
    condition: Floats
    """Condition of the facilities, 0 to 1."""
    fined: Floats
    """Fines of last month, yuan."""
    gain: Floats
    """What full effort earns or saves in a month: fines and fees, yuan."""
    cost: Floats
    """k: full effort costs k/2 a month, yuan."""
    fear: float
    """What each unit of effort below `demanded` puts at risk in a month, yuan: the contract."""
    demanded: float
    """Effort that keeps facilities at the least condition that owners tolerate."""
    least_condition: float
    """That condition, 0 to 1."""
    discovery: Floats
    """Chance, as each firm sees it, that a night without a watch is found out."""
    fine: float
    """Fine for a night without a watch, yuan."""
    wage: Floats
    """Cost of a watch on an average night, yuan."""
    night_spread: float
    """How far that cost differs from night to night: evenly between one minus and one plus this."""

    def __len__(self) -> int:
        """Return the number of firms."""
        return self.effort.size


EFFORT = decision("property_firm.effort", "effort of upkeep this month", "本月维护努力", low=0, high=1)
WATCH = decision("property_firm.watch", "share of this month's nights with a real watch", "本月真实值守的夜晚占比", low=0, high=1)


@EFFORT.rule("profit", "maximises profit", "利润最大化")
class ProfitEffort:
    """The effort that maximises profit: fines and fees against the cost of work (src:becker1968)."""

    def decide(self, seen: FirmsMonth) -> Floats:
        """Return the effort of every firm."""
        return best_effort(seen.gain, seen.cost, seen.fear, seen.demanded)

    def explain(self, seen: Any) -> Reason:
        """Return why one firm works as hard as it does."""
        return Reason(f"Full effort brings {seen.gain:,.0f} yuan a month in fees and in fines avoided; its last part costs "
                      f"{seen.cost:,.0f} yuan.",
                      f"全力维护每月可多收费用、少缴罚款共{seen.gain:,.0f}元，其边际成本为{seen.cost:,.0f}元。")


@EFFORT.rule("satisficing", "is content with what is good enough", "满意即可")
class SatisficingEffort:
    """Last month's effort while it was good enough: more after a fine or a complaint, a little less otherwise.

    Firms search near what they do and stop at what satisfies (src:simon1955; src:cyert_march1963). The steps are assumed.
    """

    STEP_UP, STEP_DOWN = 0.1, 0.02

    def decide(self, seen: FirmsMonth) -> Floats:
        """Return the effort of every firm."""
        content = (seen.fined == 0) & (seen.condition >= seen.least_condition)
        return np.clip(seen.effort + np.where(content, -self.STEP_DOWN, self.STEP_UP), 0, 1)

    def explain(self, seen: Any) -> Reason:
        """Return why one firm changes its effort."""
        if seen.fined > 0:
            return Reason(f"Fined {seen.fined:,.0f} yuan last month, it works harder.",
                          f"上月被罚{seen.fined:,.0f}元，故加大投入。")
        if seen.condition < seen.least_condition:
            return Reason("Owners are dissatisfied, so it works harder.", "业主不满意，故加大投入。")
        return Reason("Nobody complains, so it saves a little.", "无人投诉，故略减投入。")


@WATCH.rule("profit", "keeps watch on nights when fines would cost more", "当晚值守成本低于预期罚款时才真实值守")
class ProfitWatch:
    """A real watch on the nights that cost no more than the fine to be expected: deterrence (src:becker1968; note:B5)."""

    def decide(self, seen: FirmsMonth) -> Floats:
        """Return the share of nights with a real watch."""
        return watch_share(seen.discovery, seen.fine, seen.wage, seen.night_spread)

    def explain(self, seen: Any) -> Reason:
        """Return why one firm keeps its watch or pretends to."""
        fine, (low, high) = seen.discovery * seen.fine, (seen.wage * (1 + end * seen.night_spread) for end in (-1, 1))
        return Reason(f"It expects a fine of {fine:,.0f} yuan for a night without a watch; a watch costs {low:,.0f} to "
                      f"{high:,.0f} yuan, depending on the night.",
                      f"其预期无人值守一晚罚款{fine:,.0f}元；真实值守的成本因夜而异，为{low:,.0f}至{high:,.0f}元。")


class PropertyFirm(DecidingTogether, ColumnAgent):
    """One property firm, a view on its row."""

    columns = PROPERTY_FIRM_COLUMNS
    decides_as = "property_firm"

    @property
    def _place(self) -> int:
        return self.row

    def _sees_effort(self) -> FirmsMonth:
        """Return what firms see now, as at the start of a month."""
        seen: FirmsMonth = self.model.property_firms.month()
        return seen

    _sees_watch = _sees_effort


def best_effort(gain: ArrayLike, cost: ArrayLike, fear: float = 0.0, demanded: float = 0.0) -> Floats:
    """Return the effort e on 0 to 1 that maximises gain · e + fear · min(e, demanded) − ½ cost · e².

    That is clip(gain / cost, 0, 1) where it meets what owners demand; firms that would fall short
    of it work up to `demanded`, as far as their fear of being replaced is worth it.

    Parameters
    ----------
    gain : what full effort earns or saves in a month: p_insp·F + φ, yuan
    cost : k, yuan
    fear : yuan a month that each unit of effort below `demanded` keeps out of danger

    Source: src:becker1968; note:B5.
    """
    gain, cost = np.asarray(gain, dtype=np.float64), np.asarray(cost, dtype=np.float64)
    pressed = np.minimum((gain + fear) / cost, demanded)
    return np.asarray(np.clip(np.maximum(gain / cost, pressed), 0, 1))


def demanded_effort(least_condition: float, upkeep: float, decay: float) -> float:
    """Return the effort that keeps facilities at the least condition that owners tolerate: X_min d / m, at most 1."""
    return least_condition * decay / upkeep if least_condition * decay < upkeep else float(least_condition > 0)


def watch_share(discovery: ArrayLike, fine: float, wage: ArrayLike, spread: float) -> Floats:
    """Return the share of nights on which the expected fine reaches what a watch costs that night, p F ≥ g_n.

    The cost of a night lies evenly between (1 − s) g and (1 + s) g: somebody is ill, a substitute is dear. Of nights that
    all cost the same (s = 0) all are watched, or none.

    Parameters
    ----------
    discovery, wage : shape (n,)
        p as each firm sees it, and g, yuan.
    """
    fear, wage = np.asarray(discovery) * fine, np.asarray(wage, dtype=np.float64)
    width = 2 * spread * wage
    part = np.divide(fear - (1 - spread) * wage, width, out=np.asarray(fear >= wage, dtype=np.float64), where=width > 0)
    return np.clip(part, 0, 1)
