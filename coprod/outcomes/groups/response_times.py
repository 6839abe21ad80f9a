"""What delay cost in the golden window: hits, losses, and to whom."""

from __future__ import annotations

import numpy as np

from coprod.fields.emergency.incident_record import (
    BY_CITIZENS,
    BYSTANDER,
    CITIZENS,
    INCIDENT,
    SKILLED,
    STAFF,
    VOLUNTEER,
)
from coprod.kernel.columns import is_one_of
from coprod.outcomes.groups.recovery import recovered_at
from coprod.outcomes.run_view import Records, RunView, mean, outcome, ratio
from coprod.parameters.codes import ARREST, FIRE, GAS, LIFT, WATERLOGGING
from coprod.resources.crews import CITY, DISTRICT, NO_CREW, STREET


@outcome(group="response_times", unit="incidents", direction=0, en="Incidents", zh="突发事件",
         formula_en="incidents that were closed",
         formula_zh="已结束的事件数")
def incidents(view: RunView) -> float:
    """Return the number of incidents."""
    return float(_incidents(view)["id"].size)


@outcome(group="response_times", unit="minutes", direction=-1, en="From beginning to control", zh="从发生到控制",
         formula_en="median minutes from the beginning of an incident to its control",
         formula_zh="从事件发生到得到控制的分钟数的中位数")
def control_minutes(view: RunView) -> float:
    """Return the median time to control."""
    found = _incidents(view)
    return float(np.median(found["controlled"] - found["started"])) if found["id"].size else float("nan")


@outcome(group="response_times", unit="share", direction=+1, en="Within the golden window", zh="黄金时间内处置占比",
         formula_en="incidents under control (or CPR begun) within their window / incidents",
         formula_zh="在黄金时间内得到控制（或开始心肺复苏）的事件数 ÷ 事件数")
def golden_hit(view: RunView) -> float:
    """Return how often the golden window was met (mech:P04)."""
    return mean(_incidents(view)["hit"])


@outcome(group="response_times", unit="share", direction=-1, en="Windows missed through procedure", zh="因程序错失黄金时间占比",
         formula_en="incidents that missed their window and would have met it without the approval minutes / incidents",
         formula_zh="错过黄金时间、但若扣除审批分钟数便不会错过的事件数 ÷ 事件数")
def procedure_misses(view: RunView) -> float:
    """Return the share of golden windows that signatures alone cost (GWM)."""
    found = _incidents(view)
    return mean(found["hit_without_approval"] & ~found["hit"])


@outcome(group="response_times", unit="minutes", direction=-1, en="First action by anybody", zh="首次处置用时",
         formula_en="median minutes from the beginning of an incident to the first action of anybody",
         formula_zh="从事件发生到任何人首次处置的分钟数的中位数")
def first_action(view: RunView) -> float:
    """Return how soon anybody did anything (mech:D14)."""
    found = _incidents(view)
    return float(np.median(found["first_action"])) if found["id"].size else float("nan")


@outcome(group="response_times", unit="share", direction=+1, en="Citizens acted first", zh="居民先期处置占比",
         formula_en="incidents in which a by-stander, skilled neighbour or volunteer acted before any crew / incidents",
         formula_zh="旁观者、有技能的邻居或志愿者先于任何队伍处置的事件数 ÷ 事件数")
def citizens_first(view: RunView) -> float:
    """Return how often citizens acted before any crew (mech:T10, mech:T19)."""
    return mean(is_one_of(_incidents(view)["first_responder"], CITIZENS))


@outcome(group="response_times", unit="share", direction=+1, en="Noticed by citizens", zh="居民替他人发现占比",
         formula_en="incidents that somebody noticed who was not struck: at home with those struck, within call, or visiting "
                    "/ incidents",
         formula_zh="由未受困者（同住家人、近邻或外来者）最先发现的事件数 ÷ 事件数")
def citizens_noticed(view: RunView) -> float:
    """Return how often residents noticed for others (mech:A01)."""
    return mean(is_one_of(_incidents(view)["noticed_by"], BY_CITIZENS))


@outcome(group="response_times", unit="people/incident", direction=+1, en="Residents who acted", zh="出手居民数",
         formula_en="residents and volunteers who called, carried messages, helped or came / incidents",
         formula_zh="呼救、传信、相助或到场的居民与志愿者人数 ÷ 事件数")
def residents_acted(view: RunView) -> float:
    """Return how many residents acted in an incident (mech:F02)."""
    return mean(_incidents(view)["residents_acted"])


@outcome(group="response_times", unit="share", direction=+1, en="Brought out by neighbours", zh="由邻里协助脱险占比",
         formula_en="mean share of harm to people spared because residents and volunteers brought them out in time, over fires, "
                    "gas accidents and floods",
         formula_zh="因居民与志愿者及时协助撤离而免受的人身伤害比例，对火灾、燃气事故与内涝取平均")
def brought_out(view: RunView) -> float:
    """Return how far neighbours rescued people before crews did (fact:C32)."""
    found = _incidents(view)
    return mean(found["brought_out"][is_one_of(found["type"], (FIRE, GAS, WATERLOGGING))])


@outcome(group="response_times", unit="share", direction=-1, en="Wrong help sent first", zh="先派错力量占比",
         formula_en="incidents to which the wrong kind of help was sent first / incidents that neighbours did not end",
         formula_zh="先派出错误力量的事件数 ÷ 未由邻里平息的事件数")
def misdirected(view: RunView) -> float:
    """Return how often gaps in what callers told sent the wrong help (mech:G03)."""
    found = _incidents(view)
    return mean(found["wrong_help"][found["crew"] != NO_CREW])


@outcome(group="response_times", unit="share", direction=+1, en="Community staff acted first", zh="社区人员先期处置占比",
         formula_en="incidents in which trained staff of the committee acted before anybody else / incidents",
         formula_zh="受过培训的社区人员最先处置的事件数 ÷ 事件数")
def staff_first(view: RunView) -> float:
    """Return how often the committee itself was the first to respond (mech:D14)."""
    return mean(_incidents(view)["first_responder"] == STAFF)


@outcome(group="response_times", unit="share", direction=+1, en="Skilled neighbour acted first", zh="有技能邻居先期处置占比",
         formula_en="incidents in which a registered skilled neighbour acted first / incidents",
         formula_zh="名单上有技能的邻居最先处置的事件数 ÷ 事件数")
def skilled_first_response(view: RunView) -> float:
    """Return how often the register of skills was put to use (mech:A12, mech:S12)."""
    return mean(_incidents(view)["first_responder"] == SKILLED)


@outcome(group="response_times", unit="share", direction=+1, en="Calls that were matched", zh="求助匹配到人占比",
         formula_en="incidents that a skilled neighbour or volunteer was first to answer / incidents without a by-stander "
                    "in action",
         formula_zh="有技能的邻居或志愿者最先响应的事件数 ÷ 没有旁观者出手的事件数")
def match_rate(view: RunView) -> float:
    """Return how often a call for help found somebody near who came (mech:A09, mech:S12)."""
    first = _incidents(view)["first_responder"]
    return mean(is_one_of(first[first != BYSTANDER], (SKILLED, VOLUNTEER)))


@outcome(group="response_times", unit="probability", direction=+1, en="Survival of cardiac arrest", zh="心脏骤停生存率",
         formula_en="mean chance of survival, over cardiac arrests",
         formula_zh="生存概率，对心脏骤停事件取平均")
def arrest_survival(view: RunView) -> float:
    """Return the mean chance to survive a cardiac arrest (fact:C17)."""
    found = _incidents(view)
    return mean(found["survival"][found["type"] == ARREST])


@outcome(group="response_times", unit="share", direction=+1, en="CPR by a by-stander", zh="旁观者心肺复苏占比",
         formula_en="cardiac arrests with CPR before the ambulance / cardiac arrests",
         formula_zh="救护车到达之前已有人做心肺复苏的心脏骤停数 ÷ 心脏骤停数")
def bystander_cpr(view: RunView) -> float:
    """Return how often somebody began CPR (fact:C17)."""
    found = _incidents(view)
    first = found["first_responder"][found["type"] == ARREST]
    return mean((first == BYSTANDER) | (first == SKILLED))


@outcome(group="response_times", unit="minutes", direction=-1, en="Wait for a district team", zh="等待区级队伍用时",
         formula_en="mean minutes in which no team was free, over incidents that needed a district team",
         formula_zh="没有空闲队伍的分钟数，对需要区级队伍的事件取平均")
def team_wait(view: RunView) -> float:
    """Return how scarce district teams were (mech:A17)."""
    found = _incidents(view)
    return mean(found["crew_wait"][is_one_of(found["crew"], (DISTRICT, CITY))])


@outcome(group="response_times", unit="minutes", direction=-1, en="Wait weighted by gravity", zh="按严重程度加权的等待时间",
         formula_en="Σ size × minutes from the call for a crew to its arrival, turnout aside / Σ size",
         formula_zh="Σ 事件规模 × 从呼叫队伍到队伍到达的分钟数（不计出动准备）÷ Σ 事件规模")
def weighted_wait(view: RunView) -> float:
    """Return how long what is grave waits for a crew (mech:D02)."""
    found = _incidents(view)
    found = found.where(found["crew"] != NO_CREW)
    skew = view.model.parameters.incident.severity_skew
    size, minutes = found["severity"] ** skew, found["crew_wait"] + found["arrived"] - found["dispatched"]
    return ratio((size * minutes).sum(), size.sum())


@outcome(group="response_times", unit="share", direction=+1, en="Supplies at hand in time", zh="物资及时到位率",
         formula_en="1 − mean share of supplies that were lacking or late, over incidents that a crew put right",
         formula_zh="1 − 缺少或迟到的物资占比，对由队伍处置的事件取平均")
def supply_rate(view: RunView) -> float:
    """Return how far reserves met the need of incidents when it arose (mech:S05, mech:S06)."""
    found = _incidents(view)
    return 1 - mean(found["supply_short"][found["crew"] != NO_CREW])


@outcome(group="response_times", unit="yuan", direction=-1, en="Loss", zh="总损失",
         formula_en="damage and statistical lives lost in yuan, harm to vulnerable people weighted",
         formula_zh="财产损失与折算成元的统计生命损失之和，对脆弱人群的伤害加权")
def loss(view: RunView) -> float:
    """Return the loss of all incidents."""
    return float(_incidents(view)["loss"].sum())


@outcome(
    group="response_times",
    unit="yuan",
    direction=-1,
    en="Damage",
    zh="财产损失",
    formula_en="damage to property and distress",
    formula_zh="财产损失与生活困扰",
)
def loss_damage(view: RunView) -> float:
    """Return the part of the loss that is not harm to people."""
    return float(_incidents(view)["loss_yuan"].sum())


@outcome(group="response_times", unit="lives", direction=-1, en="Statistical lives lost", zh="统计生命损失",
         formula_en="sum over incidents of people in danger × chance of death",
         formula_zh="Σ 处于危险中的人数 × 死亡概率，对各事件求和")
def loss_lives(view: RunView) -> float:
    """Return the statistical lives lost."""
    found = _incidents(view)
    return float((found["loss_life_elders"] + found["loss_life_others"]).sum())


@outcome(group="response_times", unit="ratio", direction=-1, en="Elders' loss relative to others'", zh="老年人损失比",
         formula_en="(lives lost of residents of 60 and older / their number) ÷ (the same of others)",
         formula_zh="（60岁及以上居民的生命损失 ÷ 其人数）÷（其他居民的同一比值）")
def loss_ratio(view: RunView) -> float:
    """Return how much harder elders are hit, per head (mech:A18, fact:C16)."""
    found, communities = _incidents(view), view.model.town.communities
    elders = int(communities.elders.sum())
    others = int(communities.residents.sum()) - elders
    return ratio(ratio(found["loss_life_elders"].sum(), elders), ratio(found["loss_life_others"].sum(), others))


@outcome(group="response_times", unit="minutes", direction=-1, en="From beginning to discovery", zh="从发生到发现",
         formula_en="mean minutes from the beginning of an incident to when somebody noticed",
         formula_zh="从事件发生到有人察觉的分钟数的平均值")
def detect_delay(view: RunView) -> float:
    """Return how long incidents went unnoticed (mech:T01)."""
    found = _incidents(view)
    return mean(found["detected"] - found["started"])


@outcome(group="response_times", unit="hours", direction=-1, en="From control to normal life", zh="恢复正常用时",
         formula_en="mean hours between control of an incident and normal life",
         formula_zh="从事件得到控制到生活恢复正常的小时数的平均值")
def recovery_time(view: RunView) -> float:
    """Return how long recovery took (mech:W21)."""
    found = _incidents(view)
    return mean(recovered_at(view, found) - found["controlled"]) / 60


@outcome(group="response_times", unit="share", direction=+1, en="Contained before any crew came", zh="队伍到场前已控制占比",
         formula_en="incidents that neighbours ended / incidents that they may end",
         formula_zh="由邻里平息的事件数 ÷ 邻里有可能平息的事件数")
def contained_small(view: RunView) -> float:
    """Return how often first responders ended an incident while it was small (mech:S08)."""
    found = _incidents(view)
    return mean(found["crew"][~is_one_of(found["type"], (ARREST, LIFT))] == NO_CREW)


@outcome(group="response_times", unit="minutes", direction=-1, en="Until a street crew leaves", zh="街道队伍集结出动用时",
         formula_en="mean minutes from authorisation to a street crew's leaving, the wait for a free crew aside",
         formula_zh="从批准行动到街道队伍出发的分钟数的平均值，不计等待空闲队伍的时间")
def assembly_delay(view: RunView) -> float:
    """Return how long it takes to get a team together (mech:C14)."""
    found = _incidents(view)
    ours = found.where(found["crew"] == STREET)
    return mean(ours["dispatched"] - ours["approved"] - ours["crew_wait"])


@outcome(group="response_times", unit="minutes", direction=-1, en="Travel of street crews", zh="街道队伍路程用时",
         formula_en="mean minutes from leaving to arrival, over incidents with a street crew",
         formula_zh="从出发到到达的分钟数，对由街道队伍处置的事件取平均")
def travel_time(view: RunView) -> float:
    """Return how long street crews were on the road (mech:S07)."""
    found = _incidents(view)
    ours = found.where(found["crew"] == STREET)
    return mean(ours["arrived"] - ours["dispatched"])


@outcome(group="response_times", unit="ratio", direction=-1, en="Joint loss relative to the sum", zh="复合损失倍数",
         formula_en="Σ loss / Σ loss had other incidents in the same community not hindered",
         formula_zh="Σ 损失 ÷ Σ 同一社区其他事件未造成妨碍时的损失")
def joint_loss_ratio(view: RunView) -> float:
    """Return how much worse incidents were for coming together (mech:P09)."""
    found = _incidents(view)
    return ratio(found["loss"].sum(), found["loss_alone"].sum())


def _incidents(view: RunView) -> Records:
    return view.records(INCIDENT, minute="started")
