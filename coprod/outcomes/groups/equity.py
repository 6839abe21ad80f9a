"""Equity: inequality of delay, and elders whom warnings do not reach."""

from __future__ import annotations

from math import inf

import numpy as np
from numpy.typing import NDArray

from coprod.fields.emergency.incident_record import INCIDENT
from coprod.linkage.dispatch import DISPATCH
from coprod.outcomes.groups.society import reach_all, reach_elderly
from coprod.outcomes.inequality import gini, theil, theil_parts
from coprod.outcomes.run_view import RunView, mean, outcome


@outcome(group="equity", unit="share", direction=-1, en="Elders reached less by warnings", zh="老年人预警触达差距",
         bounds=(-1.0, 1.0),
         formula_en="share of adults whom warnings reached − share of elders whom they reached",
         formula_zh="预警触达的成年人占比 − 预警触达的老年人占比")
def gap_elderly(view: RunView) -> float:
    """Return how much less warnings reach elders than adults at large (mech:O07, mech:T05)."""
    return reach_all(view) - reach_elderly(view)


@outcome(group="equity", unit="0–1", direction=-1, en="Inequality of delay (Gini)", zh="处置时延基尼系数",
         formula_en="Gini coefficient of minutes to control, over the people in danger",
         formula_zh="从发生到控制的分钟数的基尼系数，以处于危险中的人计")
def delay_gini(view: RunView) -> float:
    """Return how unequally people in danger waited (mech:O07)."""
    minutes, people, _ = _delays(view)
    return gini(minutes, people)


@outcome(group="equity", unit="nats", direction=-1, en="Inequality of delay (Theil)", zh="处置时延泰尔指数",
         formula_en="Theil index T of minutes to control, over the people in danger",
         formula_zh="从发生到控制的分钟数的泰尔指数 T，以处于危险中的人计")
def delay_theil(view: RunView) -> float:
    """Return how unequally people in danger waited, in a measure that can be taken apart (mech:O07)."""
    minutes, people, _ = _delays(view)
    return theil(minutes, people)


@outcome(group="equity", unit="nats", direction=-1, en="… of it between communities", zh="其中社区之间",
         formula_en="part of the Theil index that differences between the means of communities make",
         formula_zh="泰尔指数中由社区均值之差构成的部分")
def delay_between(view: RunView) -> float:
    """Return the inequality of delay that depends on where people live (mech:O07)."""
    return _parts(view)[0]


@outcome(group="equity", unit="nats", direction=-1, en="… of it within communities", zh="其中社区内部",
         formula_en="part of the Theil index that is left within communities; both parts add up to it",
         formula_zh="泰尔指数中社区内部的部分；两部分之和等于总指数")
def delay_within(view: RunView) -> float:
    """Return the inequality of delay among people of one community (mech:O07)."""
    return _parts(view)[1]


@outcome(group="equity", unit="minutes", direction=-1, en="Longer wait without data", zh="数据薄弱群体多等待时间",
         bounds=(-inf, inf),
         formula_en="mean minutes from call to arrival of crews out of a pool: incidents not reported by app − those that were",
         formula_zh="统一调配的队伍从呼叫到到达的平均分钟数：非应用上报的事件 − 应用上报的事件")
def data_gap(view: RunView) -> float:
    """Return how much longer those wait of whom an algorithm knows less (mech:T04)."""
    found = view.records(DISPATCH, minute="asked")
    return mean(found["minutes"][~found["by_app"]]) - mean(found["minutes"][found["by_app"]])


def _parts(view: RunView) -> tuple[float, float]:
    minutes, people, community = _delays(view)
    return theil_parts(minutes, community, people)


def _delays(view: RunView) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.integer]]:
    """Return minutes to control, people in danger and community of every incident."""
    found = view.records(INCIDENT, minute="started")
    return found["controlled"] - found["started"], found["people"].astype(float), found["community"]
