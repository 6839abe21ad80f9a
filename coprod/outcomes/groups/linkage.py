"""How well the parts act as one: departments, hand-offs, links and who is responsible."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.fields.emergency.incident_record import INCIDENT
from coprod.kernel.columns import is_one_of
from coprod.linkage.departments import COORDINATION
from coprod.linkage.escalation import ESCALATION
from coprod.linkage.information import NOTICE
from coprod.linkage.mutual_aid import DISTRICT_LENT, LOAN, STREET_LENT
from coprod.outcomes import flows
from coprod.outcomes.indices import duty_fragmentation, surplus_beside_shortage
from coprod.outcomes.resilience import average
from coprod.outcomes.run_view import Records, RunView, mean, outcome, ratio
from coprod.resources.capability import OWN, capability, skill_needed
from coprod.resources.crews import NO_CREW
from coprod.resources.supplies import LATERAL, NEIGHBOUR, STREET, SUPPLY


@outcome(group="linkage", unit="hand-offs", direction=-1, en="Hand-offs between departments", zh="部门移交次数",
         formula_en="mean hand-offs from one department to the next, over incidents that took several",
         formula_zh="部门之间移交的次数，对涉及多个部门的事件取平均")
def handoff_count(view: RunView) -> float:
    """Return how often work passes from one department to the next (mech:A15, mech:G02)."""
    return mean(_joint(view)["handoffs"])


@outcome(group="linkage", unit="minutes", direction=-1, en="Until all departments have done their part",
         zh="各部门子任务总用时", formula_en="mean minutes from the links to the last department's being done, over incidents "
                                       "that took several departments",
         formula_zh="从建立联系到最后一个部门办完的分钟数，对涉及多个部门的事件取平均")
def handoff_delay(view: RunView) -> float:
    """Return how long the parts of an incident took together (mech:A15, mech:D10)."""
    return mean(_joint(view)["handoff_minutes"])


@outcome(group="linkage", unit="minutes", direction=-1, en="Coordination", zh="协调联系用时",
         formula_en="mean minutes of making links, over incidents that took several departments",
         formula_zh="建立联系的分钟数，对涉及多个部门的事件取平均")
def coordination_time(view: RunView) -> float:
    """Return how long the links between departments took (mech:G10)."""
    return mean(_joint(view)["link_minutes"])


@outcome(group="linkage", unit="minutes", direction=-1, en="Crews wait for departments", zh="到场后等待各部门用时",
         formula_en="mean minutes a crew stood at the scene for departments, over incidents that took several",
         formula_zh="队伍到场后等待各部门的分钟数，对涉及多个部门的事件取平均")
def idle_gap(view: RunView) -> float:
    """Return how long one had to wait for another at the scene (mech:G09)."""
    return mean(_joint(view)["idle_gap"])


@outcome(group="linkage", unit="trips", direction=-1, en="Duplicated trips", zh="重复出动次数",
         formula_en="mean trips made twice, over incidents that took several departments",
         formula_zh="重复出动的次数，对涉及多个部门的事件取平均")
def duplicate_response(view: RunView) -> float:
    """Return how often a crew comes in vain (mech:G08)."""
    return mean(_joint(view)["duplicates"])


@outcome(group="linkage", unit="share", direction=-1, en="Tasks nobody covered at first", zh="任务落空占比",
         formula_en="incidents with a task that each department left to the others / incidents that took several",
         formula_zh="有任务被各部门互相推给对方的事件数 ÷ 涉及多个部门的事件数")
def uncovered(view: RunView) -> float:
    """Return how often something falls between the departments (mech:G08)."""
    return mean(_joint(view)["uncovered"])


@outcome(group="linkage", unit="minutes", direction=-1, en="Until somebody is in charge", zh="确定牵头部门用时",
         formula_en="minutes until it was settled who leads / incidents that a crew put right",
         formula_zh="确定由谁牵头所用的分钟数 ÷ 由队伍处置的事件数")
def owner_delay(view: RunView) -> float:
    """Return how long it takes to settle whose incident it is (mech:G01)."""
    put_right = _put_right(view)
    coordinated = view.records(COORDINATION, minute="asked")
    minutes = coordinated["owner_minutes"][np.isin(coordinated["incident"], put_right)]
    return ratio(minutes.sum(), put_right.size)


@outcome(group="linkage", unit="0–1", direction=-1, en="Institutions in fragments (F_inst)", zh="制度碎片化（F_inst）",
         formula_en="incidents whose risk was nobody's or several departments' / incidents that a crew put right",
         formula_zh="风险无主或多头管理的事件数 ÷ 由队伍处置的事件数")
def f_inst(view: RunView) -> float:
    """Return how often an incident was nobody's, or several departments' (mech:G01)."""
    unclear = flows.unclear_owner(view)
    return unclear if np.isfinite(unclear) else 0.0


@outcome(group="linkage", unit="0–1", direction=-1, en="Duties in fragments (F_duty)", zh="职责碎片化（F_duty）",
         formula_en="½ (1 − critical path / time of response) over incidents + ½ tasks from another line than the one before / "
                    "tasks over desks",
         formula_zh="½（1 − 关键路径时长 ÷ 响应时长）（对事件）+ ½ 与上一项条线不同的任务数 ÷ 任务数（对社区与街道）")
def f_duty(view: RunView) -> float:
    """Return how far duties are scattered over departments, in incidents and at the desks (mech:G02)."""
    return duty_fragmentation(flows.response_lost(view), flows.line_changes(view))


@outcome(group="linkage", unit="0–1", direction=-1, en="Information in fragments (F_info)", zh="信息碎片化（F_info）",
         formula_en="½ hazards known to a department alone / hazards known + ½ mean part of the picture of an incident that "
                    "nobody had told",
         formula_zh="½ 仅部门知晓的隐患数 ÷ 已知隐患数 + ½ 事件中无人说清的信息比例的平均值")
def f_info(view: RunView) -> float:
    """Return how much of what somebody knows did not reach those who had to act (mech:G03, mech:G11, mech:S10)."""
    return average(flows.untold_hazards(view), flows.picture_missing(view))


@outcome(group="linkage", unit="share", direction=+1, en="Known hazards the committee knows of", zh="信息完整度",
         formula_en="1 − hazards known to a department alone / hazards known and not yet put right, mean over days",
         formula_zh="1 − 仅部门知晓的隐患数 ÷ 已知且尚未整改的隐患数，对各日取平均")
def info_completeness(view: RunView) -> float:
    """Return how much of what is known reaches those who must act on it (mech:G03, mech:D11)."""
    return 1 - ratio(view.daily("untold_hazards").sum(), view.daily("declared_hazards").sum())


@outcome(group="linkage", unit="share", direction=-1, en="Reports withheld", zh="信息截留占比",
         formula_en="hazards found of which a department kept the report to itself / hazards found",
         formula_zh="部门截留不报的已发现隐患数 ÷ 被发现的隐患数")
def withheld_reports(view: RunView) -> float:
    """Return how often information is kept as power (mech:G12)."""
    return mean(view.records(NOTICE, day="found")["withheld"])


@outcome(group="linkage", unit="0–1", direction=-1, en="Resources in fragments (F_res)", zh="资源碎片化（F_res）",
         formula_en="Σ min(shortage, idle stock in other streets) / Σ shortage, over draws from street stores",
         formula_zh="Σ min（短缺量，其他街道的闲置库存）÷ Σ 短缺量，对街道库存的各次领用求和")
def f_res(view: RunView) -> float:
    """Return the share of shortage that idle stock elsewhere would have covered (mech:G04)."""
    draws = view.records(SUPPLY, minute="asked_at")
    local = is_one_of(draws["level"], (STREET, LATERAL))
    return surplus_beside_shortage(draws["short"][local], draws["idle_elsewhere"][local])


@outcome(group="linkage", unit="share", direction=-1, en="Skill of another level", zh="能力与层级错配度",
         formula_en="mean share of the crew's training that is not of the kind the incident takes, ambulances aside",
         formula_zh="队伍训练中与事件所需类别不符的占比的平均值，救护车除外")
def level_mismatch(view: RunView) -> float:
    """Return how far those who are sent have been trained for something else (mech:D05)."""
    found, p = view.records(INCIDENT, minute="started"), view.model.parameters
    fits = [capability(p.crew.capability_matrix, OWN[crew],
                       skill_needed(severity, p.crew.specialised, p.crew.capability_strategic))
            for crew, severity in zip(found["crew"].tolist(), found["severity"].tolist(), strict=True) if crew in OWN]
    return 1 - mean(np.array(fits))


@outcome(group="linkage", unit="share", direction=+1, en="Help of other streets", zh="跨街互助占比",
         formula_en="incidents to which another street sent goods or a crew / incidents that a crew put right",
         formula_zh="得到其他街道物资或队伍支援的事件数 ÷ 由队伍处置的事件数")
def cross_street_aid(view: RunView) -> float:
    """Return how often streets help each other (mech:G13)."""
    return _helped(view, LATERAL, STREET_LENT)


@outcome(group="linkage", unit="share", direction=+1, en="Help of neighbouring districts", zh="邻区支援占比",
         formula_en="incidents to which a neighbouring district sent goods or a crew / incidents that a crew put right",
         formula_zh="得到邻区物资或队伍支援的事件数 ÷ 由队伍处置的事件数")
def imported_aid(view: RunView) -> float:
    """Return how often districts help each other (mech:D01)."""
    return _helped(view, NEIGHBOUR, DISTRICT_LENT)


@outcome(group="linkage", unit="yuan", direction=-1, en="Loss at borders of districts", zh="区界事件平均损失",
         formula_en="mean loss of incidents that lie next to another district and that a crew put right",
         formula_zh="损失，对邻近他区且由队伍处置的事件取平均")
def border_loss(view: RunView) -> float:
    """Return what an incident at a border costs (mech:G15)."""
    found = view.records(INCIDENT, minute="started")
    at_border = view.model.emergency_field.borders.at_border(found["id"])
    return mean(found["loss"][at_border & (found["crew"] != NO_CREW)])


@outcome(group="linkage", unit="incidents", direction=0, en="Due for takeover by the city", zh="达到市级接管条件的事件数",
         formula_en="grave incidents for which one of the four triggers held",
         formula_zh="满足四项触发条件之一的重大事件数")
def escalations(view: RunView) -> float:
    """Return how often the city was to take over (mech:A06)."""
    return float(len(_escalations(view)["incident"]))


@outcome(group="linkage", unit="incidents", direction=0, en="… as several districts were affected", zh="其中因波及多区",
         formula_en="grave incidents for which trigger 1 held",
         formula_zh="满足触发条件1的重大事件数")
def escalations_spread(view: RunView) -> float:
    """Return how often an incident went beyond one district (mech:D06)."""
    return float(_escalations(view)["spread"].sum())


@outcome(group="linkage", unit="incidents", direction=0, en="… as it was beyond the district", zh="其中因超出区级能力",
         formula_en="grave incidents for which trigger 2 held",
         formula_zh="满足触发条件2的重大事件数")
def escalations_capacity(view: RunView) -> float:
    """Return how often need went beyond the district's capacity (mech:D07)."""
    return float(_escalations(view)["capacity"].sum())


@outcome(group="linkage", unit="incidents", direction=0, en="… as plans say so", zh="其中因预案规定",
         formula_en="grave incidents for which trigger 3 held",
         formula_zh="满足触发条件3的重大事件数")
def escalations_type(view: RunView) -> float:
    """Return how often plans gave an incident to the city (mech:D08)."""
    return float(_escalations(view)["type"].sum())


@outcome(group="linkage", unit="incidents", direction=0, en="… as the district asked", zh="其中因区级请求",
         formula_en="grave incidents for which trigger 4 held",
         formula_zh="满足触发条件4的重大事件数")
def escalations_request(view: RunView) -> float:
    """Return how often the district asked the city to take over (mech:D09)."""
    return float(_escalations(view)["request"].sum())


@outcome(group="linkage", unit="minutes", direction=-1, en="Until the city was in command", zh="市级接管用时",
         formula_en="mean minutes from the call for a crew to the city's being in command, where it came to that",
         formula_zh="从呼叫队伍到由市级指挥的分钟数，对实际由市级接管的事件取平均")
def time_to_takeover(view: RunView) -> float:
    """Return how soon the city took over (mech:A06)."""
    minutes = _escalations(view)["takeover"]
    return mean(minutes[np.isfinite(minutes)])


@outcome(group="linkage", unit="minutes", direction=-1, en="Hesitation before asking the city", zh="请求市级支援的迟疑",
         formula_en="mean minutes for which districts put off asking, where nothing but asking moved the city",
         formula_zh="区级推迟请求的分钟数，对只能靠请求才会由市级接管的事件取平均")
def request_delay(view: RunView) -> float:
    """Return how long fear of blame kept districts from asking (mech:D09)."""
    found = _escalations(view)
    return mean(found["request_delay"][~(found["spread"] | found["capacity"] | found["type"])])


@outcome(group="linkage", unit="share", direction=+1, en="Relieved by teams of the city", zh="市级队伍处置占比",
         formula_en="incidents that a team of the city put right / incidents that were the city's to take over",
         formula_zh="由市级队伍处置的事件数 ÷ 应由市级接管的事件数")
def city_relief(view: RunView) -> float:
    """Return how often the city's teams came where the district's were busy (mech:A06)."""
    return mean(_escalations(view)["relieved"])


def _helped(view: RunView, level: int, lender: int) -> float:
    """Return the share of incidents that got goods of a level or a crew of a lender."""
    draws, loans = view.records(SUPPLY, minute="asked_at"), view.records(LOAN, minute="sent")
    goods = draws["incident"][(draws["level"] == level) & (draws["filled"] > 0)]
    helped = np.union1d(goods, loans["incident"][loans["lender"] == lender])
    return mean(np.isin(_put_right(view), helped))


def _put_right(view: RunView) -> NDArray[np.int64]:
    """Return the incidents that a crew put right: what is still going on is not among them, whatever it has had."""
    found = view.records(INCIDENT, minute="started")
    return np.asarray(found["id"][found["crew"] != NO_CREW])


def _escalations(view: RunView) -> Records:
    return view.records(ESCALATION, minute="due")


def _joint(view: RunView) -> Records:
    found = view.records(COORDINATION, minute="asked")
    return found.where(found["departments"] > 1)
