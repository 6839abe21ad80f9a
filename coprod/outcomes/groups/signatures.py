"""How long signatures took: approval in minutes, release of money in days, delegation and its price."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.fields.emergency.incident_record import INCIDENT
from coprod.fields.emergency.incidents import identity
from coprod.fields.everyday.rectification import RELEASE_RECORD
from coprod.kernel.calendar import MINUTES_PER_DAY
from coprod.kernel.incident import HAZARD
from coprod.linkage.accountability import COLLUSION, HAZARD_MATTER
from coprod.linkage.acts import ENTRY, MONEY
from coprod.linkage.approvals import SIGNATURE
from coprod.outcomes.run_view import Records, RunView, mean, outcome, ratio
from coprod.resources.funds import NEVER


@outcome(group="signatures", unit="minutes", direction=-1, en="Approval of an incident", zh="单起事件审批用时",
         formula_en="mean minutes between report and authorisation, over incidents that needed a signature",
         formula_zh="从上报到批准行动的分钟数，对需要签批的事件取平均")
def approval_sojourn(view: RunView) -> float:
    """Return how long incidents that needed authorisation waited for it (mech:P01)."""
    incidents = view.records(INCIDENT, minute="started")
    return mean(incidents["approval_minutes"][incidents["levels"] > 0])


@outcome(group="signatures", unit="minutes", direction=-1, en="One signature", zh="单个签批用时",
         formula_en="mean of minute signed − minute asked, over signatures",
         formula_zh="（签批时刻 − 请签时刻）对各次签批取平均")
def signature_wait(view: RunView) -> float:
    """Return how long one signature took (mech:P02)."""
    signed = view.records(SIGNATURE, minute="asked")
    return mean(signed["signed"] - signed["asked"])


@outcome(group="signatures", unit="minutes", direction=-1, en="Wait for money", zh="动用备用金等待用时",
         formula_en="mean minutes between report and authorisation, over incidents that needed reserve money",
         formula_zh="从上报到批准行动的分钟数，对需要动用备用金的事件取平均")
def fund_wait(view: RunView) -> float:
    """Return how long reserve money was waited for (mech:P03)."""
    incidents = view.records(INCIDENT, minute="started")
    return mean(incidents["approval_minutes"][asked(incidents, MONEY)])


@outcome(group="signatures", unit="minutes", direction=-1, en="Wait for a forcible entry", zh="破拆等待用时",
         formula_en="mean minutes between report and authorisation, over incidents in which a door had to be forced",
         formula_zh="从上报到批准行动的分钟数，对必须破门的事件取平均")
def entry_wait(view: RunView) -> float:
    """Return how long a forcible entry was waited for (mech:P03)."""
    incidents = view.records(INCIDENT, minute="started")
    return mean(incidents["approval_minutes"][asked(incidents, ENTRY)])


@outcome(group="signatures", unit="days", direction=-1, en="Release of repair money", zh="维修款拨付天数",
         formula_en="mean of day released − day asked, over repairs that cost public money",
         formula_zh="（拨付日 − 申请日）对使用公共经费的维修取平均")
def fund_delay(view: RunView) -> float:
    """Return how long repair money took (mech:P03, fact:C12)."""
    releases = view.records(RELEASE_RECORD, day="asked")
    return mean(releases["released"] - releases["asked"])


@outcome(group="signatures", unit="minutes", direction=-1, en="Delay despite local capacity", zh="有能力却待命",
         formula_en="mean minutes of approval in which the front line could have acted, over all incidents",
         formula_zh="审批期间一线本可行动的分钟数，对全部事件取平均")
def idle_while_waiting(view: RunView) -> float:
    """Return the minutes that the front line stood idle waiting for an order (mech:P05)."""
    return mean(view.records(INCIDENT, minute="started")["idle_minutes"])


@outcome(group="signatures", unit="share", direction=0, en="Decided at the front line", zh="一线自主决定占比",
         formula_en="incidents needing money or a door, decided without a signature / all such incidents",
         formula_zh="无需签批即作决定的事件数 ÷ 需要用钱或破门的事件数")
def delegated_share(view: RunView) -> float:
    """Return the share of cases that the front line may decide itself (mech:P12)."""
    incidents = view.records(INCIDENT, minute="started")
    decided = (incidents["delegated"] | (incidents["levels"] > 0)) & asked(incidents, MONEY | ENTRY)
    return ratio(np.count_nonzero(incidents["delegated"]), np.count_nonzero(decided))


@outcome(group="signatures", unit="share", direction=0, en="Bypass used", zh="应急旁路使用占比",
         formula_en="incidents that were acted on first and audited after / all incidents",
         formula_zh="先行动、后核查的事件数 ÷ 全部事件数")
def bypass_used(view: RunView) -> float:
    """Return how often the bypass was used (mech:P13)."""
    return mean(view.records(INCIDENT, minute="started")["bypassed"])


@outcome(group="signatures", unit="yuan", direction=-1, en="Misuse and waste", zh="滥用与浪费",
         formula_en="yuan lost to decisions that a signature would have caught",
         formula_zh="本可由签批把关拦下的决定所损失的金额")
def misuse(view: RunView) -> float:
    """Return the price of delegation (mech:P12)."""
    return float(view.records(INCIDENT, minute="started")["misuse_yuan"].sum())


@outcome(group="signatures", unit="share", direction=-1, en="Communities out of money", zh="经费用尽社区占比",
         formula_en="communities to whom public money was refused this year / communities",
         formula_zh="本年度公共经费申请被拒的社区数 ÷ 社区数")
def budget_exhausted(view: RunView) -> float:
    """Return the share of communities whose yearly money ran out (mech:C05)."""
    return mean(view.model.funds.exhausted_on != NEVER)


@outcome(group="signatures", unit="minutes", direction=-1, en="Hesitation", zh="犹豫用时",
         formula_en="mean minutes of hesitation, over incidents that needed authorisation",
         formula_zh="犹豫的分钟数，对需要批准的事件取平均")
def hesitation_time(view: RunView) -> float:
    """Return how long the front line hesitated where the rule of acting first is unclear (mech:P10)."""
    incidents = view.records(INCIDENT, minute="started")
    return mean(incidents["hesitation_minutes"][(incidents["levels"] > 0) | incidents["bypassed"]])


@outcome(group="signatures", unit="share", direction=-1, en="Outside the plans", zh="预案之外的事件占比",
         formula_en="incidents that no plan described / incidents",
         formula_zh="没有预案描述的事件数 ÷ 事件数")
def off_template_share(view: RunView) -> float:
    """Return how many incidents plans did not foresee (mech:P06, mech:P11)."""
    return mean(view.records(INCIDENT, minute="started")["off_template"])


@outcome(group="signatures", unit="share", direction=+1, en="Coverage of plans", zh="预案覆盖率",
         formula_en="mean over days and districts of the share of incidents that plans describe",
         formula_zh="预案所描述的事件占比，对各日、各区取平均")
def plan_coverage(view: RunView) -> float:
    """Return how much of what happens plans have foreseen (mech:D04)."""
    return mean(view.daily("plan_coverage"))


@outcome(group="signatures", unit="minutes", direction=-1, en="Approval outside the plans", zh="预案之外事件审批用时",
         formula_en="mean minutes of approval, over incidents that no plan described and that needed a signature",
         formula_zh="审批分钟数，对没有预案描述且需要签批的事件取平均")
def off_template_delay(view: RunView) -> float:
    """Return how long authorisation takes where no plan says what to do (mech:P06)."""
    incidents = view.records(INCIDENT, minute="started")
    return mean(incidents["approval_minutes"][incidents["off_template"] & (incidents["levels"] > 0)])


@outcome(group="signatures", unit="share", direction=-1, en="Lead agency changed", zh="跨界换主的事件占比",
         formula_en="incidents whose lead agency changed while authorisation was awaited / "
                    "incidents that needed authorisation",
         formula_zh="等待批准期间更换负责主体的事件数 ÷ 需要批准的事件数")
def owner_changes(view: RunView) -> float:
    """Return how often approval had to start again (mech:P08)."""
    incidents = view.records(INCIDENT, minute="started")
    return mean(incidents["owner_changes"][incidents["levels"] > 0] > 0)


@outcome(group="signatures", unit="share", direction=-1, en="Hidden or put off together", zh="集体隐瞒或拖延占比",
         formula_en="decisions that all officials concerned hid or put off / decisions on found hazards and on requests "
                    "for authorisation",
         formula_zh="相关官员一致隐瞒或拖延的决定数 ÷ 对已发现隐患和行动请示所作的决定数")
def collusion_rate(view: RunView) -> float:
    """Return how often officials hid or put off together what they should have decided (mech:P07, mech:G14, mech:T06)."""
    return ratio(view.daily("collusions").sum(), view.daily("joint_decisions").sum())


@outcome(group="signatures", unit="yuan", direction=-1, en="Loss through hiding", zh="隐瞒拖延造成的损失",
         formula_en="loss by hazards that were triggered while hidden + loss through decisions put off",
         formula_zh="隐瞒期间被触发的隐患造成的损失 + 拖延决定造成的损失")
def concealed_loss(view: RunView) -> float:
    """Return what it cost that officials hid hazards and put off decisions (mech:P07)."""
    incidents, collusions = view.records(INCIDENT, minute="started"), view.records(COLLUSION, day="day")
    put_off = float((incidents["loss"] - incidents["loss_without_deferral"]).sum())
    hidden = collusions.where(collusions["matter"] == HAZARD_MATTER)
    roots = [identity(int(hazard), HAZARD) for hazard in hidden["id"]]
    until = dict(zip(roots, hidden["until"].tolist(), strict=True))
    days = incidents["started"] / MINUTES_PER_DAY
    burst = [loss for root, day, loss in zip(incidents["id"].tolist(), days.tolist(), incidents["loss"].tolist(), strict=True)
             if day < until.get(root, 0.0)]
    return put_off + sum(burst)


def asked(incidents: Records, acts: int) -> NDArray[np.bool_]:
    """Return of which incidents one of these acts was asked for, shape (n,)."""
    return np.asarray((incidents["acts_asked"] & acts) > 0)
