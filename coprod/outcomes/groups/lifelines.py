"""What failed along with what, and what was at hand: services, islands, shelter, access and goods."""

from __future__ import annotations

import numpy as np

from coprod.fields.emergency.incident_record import INCIDENT
from coprod.fields.emergency.incidents import is_of_cascade
from coprod.fields.emergency.lifelines import NOTHING_BEFORE, OUTAGE
from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.kernel.columns import is_one_of
from coprod.outcomes.run_view import Records, RunView, mean, outcome, ratio
from coprod.parameters.codes import ITEMS
from coprod.resources.crews import NO_CREW
from coprod.resources.supplies import HOUSEHOLD, PUBLIC, RESUPPLY, STREET, SUPPLY, begins_draw
from coprod.town.infrastructure import TELECOM
from coprod.town.street_types import training_gap, types_of_streets


@outcome(group="lifelines", unit="services", direction=-1, en="Size of cascades", zh="级联规模",
         formula_en="services that failed / services that failed first; 1 if nothing spread",
         formula_zh="中断的服务数 ÷ 最先中断的服务数；未蔓延时为1")
def cascade_size(view: RunView) -> float:
    """Return how many services one failure took along, itself included (mech:F06, mech:F07, mech:T16, mech:S03)."""
    outages = view.records(OUTAGE, minute="failed")
    return ratio(outages["service"].size, _first(outages)["service"].size)


@outcome(group="lifelines", unit="outages", direction=-1, en="Dependent outages", zh="牵连中断次数",
         formula_en="services that failed because another had failed",
         formula_zh="因其他服务中断而中断的服务数")
def dependent_outages(view: RunView) -> float:
    """Return the number of services that failed in consequence (mech:F07)."""
    outages = view.records(OUTAGE, minute="failed")
    return float(np.count_nonzero(outages["because"] != NOTHING_BEFORE))


@outcome(group="lifelines", unit="incidents", direction=-1, en="Incidents by failed services", zh="设施中断引发的事件",
         formula_en="incidents that came of services which had failed",
         formula_zh="由服务中断引发的事件数")
def cascade_harm(view: RunView) -> float:
    """Return how many incidents failed services brought about: lifts, equipment at home, water, crowds (mech:T16)."""
    return float(np.count_nonzero(is_of_cascade(view.records(INCIDENT, minute="started")["id"])))


@outcome(group="lifelines", unit="hours", direction=-1, en="Restoration", zh="公用服务修复用时",
         formula_en="mean hours until a service that failed first was back",
         formula_zh="最先中断的服务恢复所需的小时数的平均值")
def restoration_time(view: RunView) -> float:
    """Return how long utilities took, calls that they put off included (mech:A16)."""
    first = _first(view.records(OUTAGE, minute="failed"))
    return mean(first["restored"] - first["failed"]) / MINUTES_PER_HOUR


@outcome(group="lifelines", unit="share", direction=-1, en="Utility call-outs refused", zh="公用单位推托率",
         formula_en="calls that utilities put off / calls",
         formula_zh="公用单位推托的报修数 ÷ 报修数")
def refusal_rate(view: RunView) -> float:
    """Return how often utilities did not answer (mech:A16, mech:D12)."""
    first = _first(view.records(OUTAGE, minute="failed"))
    put_off = int(first["refusals"].sum())
    return ratio(put_off, put_off + first["refusals"].size)


@outcome(group="lifelines", unit="hours", direction=-1, en="Communities cut off", zh="失联时长",
         formula_en="hours in which a community had no telephones, satellite ones included, per community",
         formula_zh="电话（含卫星电话）全部不通的小时数，按社区平均")
def isolated_hours(view: RunView) -> float:
    """Return for how long communities were islands (mech:T17)."""
    outages, lifelines = view.records(OUTAGE, minute="failed"), view.model.emergency_field.lifelines
    silent = (outages["service"] == TELECOM) & ~lifelines.has_phone[outages["community"]]
    hours = (outages["restored"] - outages["failed"])[silent].sum() / MINUTES_PER_HOUR
    return float(hours) / lifelines.has_phone.size


@outcome(group="lifelines", unit="minutes", direction=-1, en="Blocked ways and search", zh="通道与找寻延误",
         formula_en="mean minutes lost on blocked ways and in search of goods, over incidents with a crew",
         formula_zh="因通道受阻和寻找物资而耽误的分钟数，对有队伍到场的事件取平均")
def access_delay(view: RunView) -> float:
    """Return what space and scattered services cost in minutes (mech:F09, mech:S01)."""
    incidents = view.records(INCIDENT, minute="started")
    return mean(incidents["access_minutes"][incidents["crew"] != NO_CREW])


@outcome(group="lifelines", unit="places/1,000 residents", direction=+1, en="Shelter", zh="避难安置容量",
         formula_en="places where people can be put up, per 1,000 residents",
         formula_zh="可供安置的床位数，折合每1,000名居民")
def shelter_cap(view: RunView) -> float:
    """Return the shelter that there is (mech:F09, mech:S02)."""
    return float(view.model.emergency_field.shelters.capacity.sum()) / len(view.model.residents) * 1000


@outcome(group="lifelines", unit="share", direction=-1, en="Without shelter", zh="无处安置占比",
         formula_en="people who had to leave their homes and found no place / people who had to leave",
         formula_zh="须撤离住所而无处安置的人数 ÷ 须撤离住所的人数")
def shelter_short(view: RunView) -> float:
    """Return how many found no place (mech:F09, mech:S02)."""
    incidents = view.records(INCIDENT, minute="started")
    return ratio(incidents["unsheltered"].sum(), incidents["displaced"].sum())


@outcome(group="lifelines", unit="hours", direction=-1, en="Resupply of streets", zh="街镇补给时滞",
         formula_en="mean hours from a street store's order to its arrival, by units",
         formula_zh="从街道库存订货到到货的小时数，按物资件数平均")
def resupply_lag(view: RunView) -> float:
    """Return how long street stores waited for what they had given away (mech:C09)."""
    deliveries = view.records(RESUPPLY, minute="ordered")
    waited = ((deliveries["arrived"] - deliveries["ordered"]) * deliveries["units"]).sum()
    return ratio(waited / MINUTES_PER_HOUR, deliveries["units"].sum())


@outcome(group="lifelines", unit="minutes", direction=-1, en="Conversion", zh="平急转换用时",
         formula_en="mean minutes of conversion from normal use, over supplies from public stores",
         formula_zh="由日常用途转为应急用途的分钟数，对公共库存的各次供给取平均")
def conversion_delay(view: RunView) -> float:
    """Return what dual use costs in an emergency (mech:S13)."""
    supplies = view.records(SUPPLY, minute="asked_at")
    return mean(supplies["conversion"][is_one_of(supplies["level"], PUBLIC) & (supplies["filled"] > 0)])


@outcome(group="lifelines", unit="share", direction=-1, en="Scarcest goods", zh="最紧缺物资短缺率",
         formula_en="the highest over types of goods of units that neither neighbours nor the street had / units needed",
         formula_zh="邻里与街道均无库存的件数 ÷ 需要的件数，取各类物资中的最高值")
def stockout_by_type(view: RunView) -> float:
    """Return how badly the goods were short that there was least of nearby (mech:S14)."""
    supplies = view.records(SUPPLY, minute="asked_at")
    first = begins_draw(supplies)
    nearby = is_one_of(supplies["level"], (HOUSEHOLD, STREET))
    needed = np.bincount(supplies["item"], supplies["asked"] * first, minlength=len(ITEMS))
    had = np.bincount(supplies["item"], supplies["filled"] * nearby, minlength=len(ITEMS))
    return float(np.max(1 - had[needed > 0] / needed[needed > 0])) if needed.any() else float("nan")


@outcome(group="lifelines", unit="0–1", direction=-1, en="Kit mismatch", zh="装备错配度",
         formula_en="½ Σ |share of street stores' value − share that what strikes there calls for|, mean over streets",
         formula_zh="½ Σ |街道库存的价值占比 − 当地常发事件所要求的占比|，对各街道取平均")
def kit_mismatch(view: RunView) -> float:
    """Return how far one size fits all (mech:F08, mech:D13)."""
    return view.model.emergency_field.reserves.kit_mismatch


def _first(outages: Records) -> Records:
    return outages.where(outages["because"] == NOTHING_BEFORE)


@outcome(group="lifelines", unit="0–1", direction=-1, en="Training mismatch", zh="培训错配度",
         formula_en="mean over communities of (1 − guide) ½ Σ |share of a kind of incident here − share in a core street|",
         formula_zh="（1 − 分类指南落实度）× ½ Σ |某类事件在本地的占比 − 在中心城区街道的占比|，对各社区取平均")
def training_mismatch(view: RunView) -> float:
    """Return how far first responders train for what does not strike them (mech:D13)."""
    parameters, town = view.model.parameters, view.model.town
    types = types_of_streets(parameters, len(town.streets))
    return mean(training_gap(parameters.town, types)[town.communities.street])
