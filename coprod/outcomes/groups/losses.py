"""What was lost, each kind for itself, and how much of it a prompt response would have spared (note:B8).

Deaths and injuries, damage, and hours without service or away from home are never added up silently. Cardiac arrests stand
apart, as survivors and as lives savable. One total in yuan, at declared values, is `loss_avoidable`: what exceeds the
reference response of :mod:`coprod.fields.emergency.reference_response`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.fields.emergency.incident_record import INCIDENT
from coprod.fields.emergency.lifelines import OUTAGE
from coprod.kernel.arrays import Floats
from coprod.outcomes.groups.recovery import repair_hours
from coprod.outcomes.groups.warning_action import evacuation_hours
from coprod.outcomes.run_view import Records, RunView, outcome
from coprod.parameters.codes import ARREST, LIFT


@outcome(group="losses", unit="yuan", direction=-1, en="Avoidable loss", zh="可避免损失",
         formula_en="Σ over incidents of damage, lives and hours beyond the reference response, at their declared values; "
                    "cardiac arrests aside",
         formula_zh="各起事件超出参照处置的财产损失、生命损失与失去服务时长，按设定价值折算求和；不含心脏骤停")
def loss_avoidable(view: RunView) -> float:
    """Return the loss that a prompt response with everything at hand would have spared."""
    hour_value = view.model.parameters.incident.hour_value
    hours = _outages(view)["avoidable_hours"].sum() + _waiting_for_repair(view).sum()
    return float(_incidents(view)["avoidable"].sum() + hour_value * hours)


@outcome(group="losses", unit="lives", direction=-1, en="Deaths", zh="死亡人数",
         formula_en="statistical lives lost, cardiac arrests aside + deaths in epidemics",
         formula_zh="统计生命损失（不含心脏骤停）+ 疫情死亡")
def deaths(view: RunView) -> float:
    """Return the statistical lives lost but for cardiac arrests."""
    return float(_lives(_emergencies(view)).sum() + view.daily("epidemic_deaths").sum())


@outcome(group="losses", unit="person-hours", direction=-1, en="Hours without service or home", zh="失去服务或住所的时长",
         formula_en="residents × hours without power, water or telephone + people displaced × hours until they were home + "
                    "people kept at home in epidemics × hours + hours away from home by evacuation",
         formula_zh="居民人数 × 停电、停水或断网小时数 + 转移人数 × 回家前的小时数 + 疫情居家隔离人时 + 预警转移离家人时")
def service_hours_lost(view: RunView) -> float:
    """Return the person-hours without service or away from home."""
    at_home = view.daily("quarantine_hours").sum() + evacuation_hours(view)
    return float(_outages(view)["person_hours"].sum() + _away(view).sum() + at_home)


@outcome(group="losses", unit="yuan", direction=-1, en="Direct damage", zh="直接财产损失",
         formula_en="damage to property; the distress of people in lifts is left out",
         formula_zh="财产损失，不含困梯者的困扰")
def damage_yuan(view: RunView) -> float:
    """Return the damage to property."""
    found = _incidents(view)
    return float(found["loss_yuan"][found["type"] != LIFT].sum())


@outcome(group="losses", unit="people", direction=-1, en="Injured", zh="受伤人数",
         formula_en="people hurt: all who survive an injury, in other types in proportion to lives lost",
         formula_zh="受伤人数：伤害事件中的幸存者，其他类型按与死亡之比计")
def injuries(view: RunView) -> float:
    """Return the people hurt."""
    return float(_incidents(view)["injuries"].sum())


@outcome(group="losses", unit="lives", direction=-1, en="Deaths of elders", zh="老年人死亡人数",
         formula_en="statistical lives lost of residents of 60 and older, cardiac arrests aside + theirs in epidemics",
         formula_zh="60岁及以上居民的统计生命损失（不含心脏骤停）+ 其疫情死亡")
def deaths_elders(view: RunView) -> float:
    """Return elders' part of the deaths."""
    return float(_emergencies(view)["loss_life_elders"].sum() + view.daily("epidemic_deaths_elders").sum())


@outcome(group="losses", unit="lives", direction=-1, en="Deaths of vulnerable people", zh="脆弱群体死亡人数",
         formula_en="statistical lives lost of those who need help in an emergency, cardiac arrests aside",
         formula_zh="应急时需要帮助者的统计生命损失，不含心脏骤停")
def deaths_vulnerable(view: RunView) -> float:
    """Return vulnerable people's part of the deaths."""
    return float(_emergencies(view)["loss_life_vulnerable"].sum())


@outcome(group="losses", unit="person-hours", direction=-1, en="… of these hours, of vulnerable people",
         zh="其中脆弱群体的时长",
         formula_en="hours without service or home × vulnerable share of the community or of those in danger",
         formula_zh="失去服务或住所的时长 × 社区（或涉险者）中脆弱群体的占比")
def service_hours_vulnerable(view: RunView) -> float:
    """Return vulnerable people's part of the hours without service or home."""
    found, outages, communities = _incidents(view), _outages(view), view.model.town.communities
    share = (communities.vulnerable / np.maximum(communities.residents, 1))[outages["community"]]
    away = _away(view) * found["vulnerable"] / np.maximum(found["people"], 1)
    return float((outages["person_hours"] * share).sum() + away.sum())


@outcome(group="losses", unit="yuan", direction=-1, en="Avoidable damage", zh="可避免的财产损失",
         formula_en="Σ max(0, damage and distress − those under the reference response)",
         formula_zh="各起事件的财产损失与困扰超出参照处置的部分之和")
def loss_avoidable_damage(view: RunView) -> float:
    """Return the part of avoidable loss that is damage."""
    found = _incidents(view)
    return float(_beyond(found["loss_yuan"], found["reference_yuan"]).sum())


@outcome(group="losses", unit="lives", direction=-1, en="Avoidable deaths", zh="可避免的死亡人数",
         formula_en="Σ max(0, lives lost − lives lost under the reference response), cardiac arrests aside",
         formula_zh="各起事件的生命损失超出参照处置的部分之和，不含心脏骤停")
def deaths_avoidable(view: RunView) -> float:
    """Return the part of avoidable loss that is lives."""
    found = _emergencies(view)
    return float(_beyond(_lives(found), found["reference_lives"]).sum())


@outcome(group="losses", unit="person-hours", direction=-1, en="Avoidable hours without service or home",
         zh="可避免的失去服务或住所时长",
         formula_en="Σ max(0, hours − hours under the reference response), over outages and incidents",
         formula_zh="各次中断与各起事件的时长超出参照处置的部分之和")
def service_hours_avoidable(view: RunView) -> float:
    """Return the part of avoidable loss that is hours."""
    found = _incidents(view)
    away = _beyond(_away(view), found["reference_hours"]).sum()
    return float(_outages(view)["avoidable_hours"].sum() + away)


@outcome(group="losses", unit="lives", direction=-1, en="Lives savable after cardiac arrest", zh="心脏骤停可挽回的生命",
         formula_en="Σ over cardiac arrests of survival under the reference response − survival as it was",
         formula_zh="Σ（参照处置下的生存率 − 实际生存率），对心脏骤停求和")
def lives_savable(view: RunView) -> float:
    """Return the lives after cardiac arrest that a prompt response would have saved, CPR at once included."""
    found = _arrests(view)
    return float(_beyond(_lives(found), found["reference_lives"]).sum())


@outcome(group="losses", unit="lives", direction=+1, en="Survivors of cardiac arrest", zh="心脏骤停生还人数",
         formula_en="Σ chance of survival, over cardiac arrests",
         formula_zh="Σ 生存概率，对心脏骤停求和")
def arrest_survivors(view: RunView) -> float:
    """Return how many survived a cardiac arrest."""
    return float(_arrests(view)["survival"].sum())


def _beyond(was: NDArray[np.float64], reference: NDArray[np.float64]) -> Floats:
    """Return how far each exceeds its reference, never less than 0."""
    return np.asarray(np.maximum(0.0, was - reference))


def _lives(found: Records) -> Floats:
    return np.asarray(found["loss_life_elders"] + found["loss_life_others"])


def _away(view: RunView) -> Floats:
    """Return the person-hours away from home until damage was repaired, shape (n_incidents,)."""
    found = _incidents(view)
    return np.asarray(found["displaced_hours"] + repair_hours(view, found))


def _waiting_for_repair(view: RunView) -> Floats:
    """Return the avoidable person-hours of waiting for repair, which no incident's own record can tell when it is closed."""
    found = _incidents(view)
    return _beyond(_away(view), found["reference_hours"]) - _beyond(found["displaced_hours"], found["reference_hours"])


def _incidents(view: RunView) -> Records:
    return view.records(INCIDENT, minute="started")


def _emergencies(view: RunView) -> Records:
    found = _incidents(view)
    return found.where(found["type"] != ARREST)


def _arrests(view: RunView) -> Records:
    found = _incidents(view)
    return found.where(found["type"] == ARREST)


def _outages(view: RunView) -> Records:
    return view.records(OUTAGE, minute="failed")
