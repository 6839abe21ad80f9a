"""How large the three contradictions are: gap, fragmentation, rigidity, and the dilemma they make together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.fields.emergency.incident_record import INCIDENT
from coprod.fields.everyday.rectification import RELEASE_RECORD
from coprod.kernel.work_items import REFERRED, REQUEST_RECORD
from coprod.outcomes import flows
from coprod.outcomes.groups.linkage import f_duty, f_info, f_inst, f_res
from coprod.outcomes.indices import (
    binding_gap,
    fragmentation_index,
    resource_responsibility_gap,
    rigidity_delay_loss,
    rigidity_delay_share,
    unlimited_responsibility,
)
from coprod.outcomes.run_view import Records, RunView, outcome
from coprod.resources.supplies import SUPPLY, begins_draw


@outcome(group="dilemma", unit="0–1", direction=-1, en="Resource–responsibility gap (RRG)", zh="资源—责任缺口（RRG）",
         formula_en="1 − Σ w min(1, supply / need) over staff-hours, money, material, skill and authority",
         formula_zh="1 − Σ w min（1，供给 ÷ 需求），对工时、经费、物资、技能与权限求和")
def rrg(view: RunView) -> float:
    """Return contradiction 1: limited resources against unlimited responsibility."""
    return resource_responsibility_gap(*_needs(view))


@outcome(group="dilemma", unit="0–1", direction=-1, en="Scarcest resource (RRG max)", zh="最紧缺资源缺口",
         formula_en="1 − min over the five needs of min(1, supply / need)",
         formula_zh="1 − 五项需求中 min（1，供给 ÷ 需求）的最小值")
def rrg_max(view: RunView) -> float:
    """Return the gap of the scarcest of the five needs."""
    return binding_gap(*_needs(view))


@outcome(group="dilemma", unit="ratio", direction=-1, en="Workload per staff-hour", zh="每工时对应的任务量",
         formula_en="staff-hours that tasks took or would have taken / staff-hours at hand",
         formula_zh="各项任务已用与应用的工时 ÷ 现有工时")
def demand_ratio(view: RunView) -> float:
    """Return how far duties have outgrown the hours of staff (mech:C01, mech:C03)."""
    hours, need = _staff(view)
    return need / hours


@outcome(group="dilemma", unit="0–1", direction=-1, en="Fragmentation (FI)", zh="碎片化指数（FI）",
         formula_en="¼ (F_inst + F_duty + F_info + F_res): institutions, duties, information, resources",
         formula_zh="¼（F_inst + F_duty + F_info + F_res）：制度、职责、信息、资源")
def fragmentation(view: RunView) -> float:
    """Return contradiction 2: whole-domain governance against fragmented action."""
    return fragmentation_index(f_inst(view), f_duty(view), f_info(view), f_res(view))


@outcome(group="dilemma", unit="0–1", direction=-1, en="Rigidity–delay loss (RDL)", zh="程序刚性延误损失（RDL）",
         formula_en="mean of (avoidable loss − avoidable loss without the delay by approval) / avoidable loss, over incidents "
                    "whose response took an act that needs authorisation: stores, money, a door, a road, utilities, "
                    "evacuation, other units",
         formula_zh="（可避免损失 − 扣除审批所致推迟后的可避免损失）÷ 可避免损失，"
                    "对处置中有须授权行为（储备、动支、破拆、封路、断水电气、疏散、调动其他单位）的事件取平均")
def rdl(view: RunView) -> float:
    """Return contradiction 3: rigid procedure against random events."""
    return rigidity_delay_share(*_avoidable(view))


@outcome(group="dilemma", unit="0–1", direction=-1, en="… weighted by loss", zh="按损失加权的程序延误",
         formula_en="Σ (avoidable loss − avoidable loss without the delay by approval) / Σ avoidable loss, over these "
                    "incidents",
         formula_zh="Σ（可避免损失 − 扣除审批所致推迟后的可避免损失）÷ Σ 可避免损失，对同一批事件求和")
def rdl_weighted(view: RunView) -> float:
    """Return what approval makes of avoidable loss in all: what the greatest incidents say, a storm above all."""
    return rigidity_delay_loss(*_avoidable(view))


@outcome(group="dilemma", unit="0–1", direction=-1, en="Approval in all loss", zh="审批延误占全部损失",
         formula_en="Σ [loss − loss without the approval minutes] / Σ loss, over all incidents, cardiac arrests included",
         formula_zh="Σ（损失 − 扣除审批分钟数后的损失）÷ Σ 损失，对全部事件（含心脏骤停）求和")
def rdl_total(view: RunView) -> float:
    """Return what approval makes of all loss, whether or not anybody had to sign and however much was beyond help."""
    incidents = view.records(INCIDENT, minute="started")
    return rigidity_delay_loss(incidents["loss"], incidents["loss_without_approval"])


@outcome(group="dilemma", unit="0–1", direction=-1, en="Unlimited responsibility (UDI)", zh="无限责任困境（UDI）",
         formula_en="1 − (1 − RRG)(1 − FI)(1 − RDL)",
         formula_zh="1 −（1 − RRG）（1 − FI）（1 − RDL）")
def udi(view: RunView) -> float:
    """Return the dilemma that the three contradictions make together."""
    return unlimited_responsibility(rrg(view), fragmentation(view), rdl(view))


def _avoidable(view: RunView) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return avoidable loss, as it was and without the delay by approval, of incidents that took authorisation."""
    incidents = view.records(INCIDENT, minute="started")
    acts = incidents.where(takes_authorisation(incidents))
    return acts["avoidable"], acts["avoidable_without_approval"]


def takes_authorisation(incidents: Records) -> NDArray[np.bool_]:
    """Tell of which incidents the response took an act that needs authorisation, or waited for a signature."""
    return np.asarray((incidents["acts_asked"] > 0) | (incidents["levels"] > 0))


def _needs(view: RunView) -> tuple[list[float], list[float]]:
    """Return usable supply and assigned need of staff-hours, money, material, skill and authority."""
    pairs = [_staff(view), _money(view), _material(view), _skill(view), _authority(view)]
    return [supply for supply, _ in pairs], [need for _, need in pairs]


def _staff(view: RunView) -> tuple[float, float]:
    """Staff-hours at hand, and those that tasks would have taken: worked, lost in changing lines, and left undone."""
    items = view.records(REQUEST_RECORD, day="finished")
    undone = items["hours"][(items["state"] != REFERRED) & (items["passes"] == 0)].sum()
    backlog = view.daily("backlog_hours")
    need = (view.daily("worked_hours").sum() + view.daily("switch_hours").sum() + undone
            + max(0.0, backlog[-1] - backlog[0]))
    return view.daily("capacity_hours").sum(), need


def _money(view: RunView) -> tuple[float, float]:
    """Yuan that incidents and repairs were given, and those they asked for."""
    incidents = view.records(INCIDENT, minute="started")
    repairs = float(view.records(RELEASE_RECORD, day="granted")["yuan"].sum())
    refused = float(incidents["unfunded_yuan"].sum()) + view.model.rectification.unpaid_yuan
    given = float(incidents["paid_yuan"].sum()) + repairs
    return given, given + refused


def _material(view: RunView) -> tuple[float, float]:
    """Units that came, and units asked for: of every draw, what its last level left missing."""
    draws = view.records(SUPPLY, minute="asked_at")
    first = begins_draw(draws)
    last = np.append(first[1:], True) if first.size else first
    asked = float(draws["asked"][first].sum())
    return asked - float(draws["short"][last].sum()), asked


def _skill(view: RunView) -> tuple[float, float]:
    """Incidents in which the skilled or volunteers acted before any crew, and incidents with people in danger."""
    return flows.skilled_first(view)


def _authority(view: RunView) -> tuple[float, float]:
    """Tasks that the front line settled itself, and all that took some power: to inform, order, enforce, spend or enter."""
    incidents = view.records(INCIDENT, minute="started")
    signed = np.count_nonzero(incidents["levels"] > 0)
    own = np.count_nonzero(incidents["delegated"] | incidents["bypassed"])
    calls, referred = view.daily("requests").sum() + view.daily("repeat_calls").sum(), view.daily("referred").sum()
    needing = calls - view.daily("declined_requests").sum()
    return needing - referred + own, needing + signed + own
