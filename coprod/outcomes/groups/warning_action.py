"""From warnings to action: what was done in the lead, for whom, and what it took."""

from __future__ import annotations

import numpy as np

from coprod.fields.emergency.warnings import WARNING
from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.outcomes.run_view import Records, RunView, mean, outcome, ratio


@outcome(group="society", unit="share", direction=+1, en="Doors reached in time", zh="及时敲门叫应率",
         formula_en="doors dealt with before it struck / doors on the lists of callers, over warnings",
         formula_zh="成灾前已敲门户数 ÷ 叫应名单户数，对各次预警合计")
def doors_reached(view: RunView) -> float:
    """Return how far callers came within the lead (mech:T05)."""
    found = _knocked(view)
    return ratio(float(found["doors_reached"].sum()), float(found["doors"].sum()))


@outcome(group="society", unit="callers", direction=+1, en="Callers per warned community", zh="每个预警社区叫应人数",
         formula_en="mean callers who knocked at doors, over warnings that sent any",
         formula_zh="上门叫应人数，对有人上门的预警取平均")
def callers_mean(view: RunView) -> float:
    """Return how many knocked at doors (mech:A14)."""
    return mean(_knocked(view)["callers"])


@outcome(group="society", unit="hours", direction=+1, en="Lead left for knocking", zh="敲门可用提前量",
         formula_en="mean hours from callers setting out to the time at which it struck, at least 0",
         formula_zh="从上门叫应开始到成灾的小时数（不小于0）的平均值")
def lead_left(view: RunView) -> float:
    """Return what publication, response level, duty order and assembly left of the lead (mech:W02)."""
    found = _knocked(view)
    return mean(np.maximum(0.0, found["strikes"] - found["knocking"]) / MINUTES_PER_HOUR)


@outcome(group="society", unit="share", direction=+1, en="Moved in time", zh="及时转移率",
         formula_en="people moved before it struck / people in lowland and basements whom evacuation was to reach",
         formula_zh="成灾前已转移人数 ÷ 应转移人数")
def evacuated_share(view: RunView) -> float:
    """Return how far evacuation came within the lead (mech:S02)."""
    found = _evacuated(view)
    return ratio(float(found["moved"].sum()), float(found["exposed"].sum()))


@outcome(group="society", unit="people", direction=-1, en="Left behind", zh="滞留未转移人数",
         formula_en="people who would have left, could not go alone, and were not carried before it struck",
         formula_zh="愿意转移、行动不便而成灾前未被背扶转移的人数")
def left_behind(view: RunView) -> float:
    """Return who was left behind (mech:A18)."""
    return float(_evacuated(view)["left_behind"].sum())


@outcome(group="society", unit="share", direction=-1, en="Refused to leave", zh="拒绝转移率",
         formula_en="people who believed and refused to leave / people whom evacuation was to reach",
         formula_zh="相信预警而拒绝转移人数 ÷ 应转移人数")
def refused_share(view: RunView) -> float:
    """Return who refused to leave (mech:W03)."""
    found = _evacuated(view)
    return ratio(float(found["refused"].sum()), float(found["exposed"].sum()))


@outcome(group="society", unit="person-hours", direction=-1, en="Hours away from home by evacuation", zh="转移离家人时",
         formula_en="hours from leaving home to the end of the warning, over all who were moved",
         formula_zh="从离家到预警解除的小时数，对全部转移者合计")
def evacuation_hours(view: RunView) -> float:
    """Return what evacuation cost those who were moved (mech:S02)."""
    return float(view.records(WARNING, day="day")["displaced_hours"].sum())


@outcome(group="society", unit="crew-hours", direction=0, en="Hours of standing by", zh="队伍备勤时数",
         formula_en="hours that crews stood by because of warnings",
         formula_zh="队伍因预警而备勤的小时数")
def standby_hours(view: RunView) -> float:
    """Return what was placed beforehand (mech:S07)."""
    return float(view.records(WARNING, day="day")["standby_hours"].sum())


@outcome(group="society", unit="staff-hours", direction=-1, en="Staff-hours for warnings", zh="预警响应工时",
         formula_en="staff-hours of calling, knocking, carrying and being on duty at night because of warnings",
         formula_zh="因预警而叫应、敲门、背扶与夜间值守的工时")
def warning_hours(view: RunView) -> float:
    """Return what warnings took of committees (mech:W01)."""
    return float(view.records(WARNING, day="day")["staff_hours"].sum())


@outcome(group="society", unit="yuan", direction=-1, en="Cost of warnings to firms and organisations", zh="物业与单位响应代价",
         formula_en="what acting on warnings, true or false, cost property firms and organisations",
         formula_zh="物业与单位响应预警（无论真假）所付出的代价")
def warning_site_cost(view: RunView) -> float:
    """Return what warnings cost sites and organisations (mech:W01)."""
    return float(view.records(WARNING, day="day")["site_yuan"].sum())


def _knocked(view: RunView) -> Records:
    found = view.records(WARNING, day="day")
    return found.where(np.asarray(found["doors"]) > 0)


def _evacuated(view: RunView) -> Records:
    found = view.records(WARNING, day="day")
    return found.where(np.asarray(found["exposed"]) > 0)
