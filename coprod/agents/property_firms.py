"""Property firms 物业企业: upkeep, night watch and fees, for profit (submodel B5).

All firms of the town are one table; a :class:`PropertyFirm` is the Mesa agent on one of its rows.
Once a month firms decide how hard to work and whether the night watch is real or on paper only;
every day facilities decay and are mended, and some firms are inspected or audited.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.kernel.columns import Column, ColumnAgent

PROPERTY_FIRM_COLUMNS = {
    "community": Column("i2", "", "community", "社区"),
    "households": Column("f4", "households", "households served", "服务户数"),
    "diligence": Column("f4", "", "diligence, 1 on average", "勤勉程度（均值为1）", start=1.0),
    "wage": Column("f4", "yuan/night", "wage of a night watch", "值守一晚的工资"),
    "effort": Column("f4", "0-1", "effort of upkeep this month", "本月维护努力"),
    "condition": Column("f4", "0-1", "condition of the facilities", "设施状况"),
    "watch": Column("?", "", "night watch is real this month", "本月夜间值守是否真实"),
    "profit": Column("f8", "yuan", "profit since the firm came", "接管以来累计利润"),
    "switches": Column("i2", "", "times that owners replaced the firm", "被更换次数"),
    "inspection": Column("i4", "day", "day of this month's inspection, -1 for none", "本月检查日（-1为无）", start=-1),
    "audits": Column("i2", "", "audits of the watch this month", "本月值守抽查次数"),
    "found": Column("i2", "", "nights found without a watch this month", "本月查实的空岗次数"),
    "fines": Column("f8", "yuan", "fines this month", "本月罚款"),
}


Floats = NDArray[np.floating]


class PropertyFirm(ColumnAgent):
    """One property firm, a view on its row."""

    columns = PROPERTY_FIRM_COLUMNS


def best_effort(gain: ArrayLike, cost: ArrayLike, fear: float = 0.0, demanded: float = 0.0) -> Floats:
    """Return the effort e on 0 to 1 that maximises gain · e + fear · min(e, demanded) − ½ cost · e².

    That is clip(gain / cost, 0, 1) where it meets what owners demand; firms that would fall short
    of it work up to `demanded`, as far as their fear of being replaced is worth it.

    Parameters
    ----------
    gain : what full effort earns or saves in a month: p_insp·F + φ, yuan
    cost : k, yuan
    fear : yuan a month that each unit of effort below `demanded` keeps out of danger

    Source: Becker (1968); submodel B5.
    """
    gain, cost = np.asarray(gain, dtype=np.float64), np.asarray(cost, dtype=np.float64)
    pressed = np.minimum((gain + fear) / cost, demanded)
    return np.asarray(np.clip(np.maximum(gain / cost, pressed), 0, 1))


def demanded_effort(least_condition: float, upkeep: float, decay: float) -> float:
    """Return the effort that keeps facilities at the least condition that owners tolerate: X_min d / m, at most 1."""
    return least_condition * decay / upkeep if least_condition * decay < upkeep else float(least_condition > 0)


def watch_is_real(discovery: float, fine: float, wage: Floats) -> NDArray[np.bool_]:
    """Tell which watches are real: those where the expected fine of a night reaches the wage saved, p F ≥ g."""
    return np.asarray(discovery * fine >= wage)
