"""Inquiries after incidents, the fear and the work that they leave, returned forms, and what is passed up."""

from __future__ import annotations

from coprod.linkage.approvals import SIGNATURE
from coprod.linkage.inquiries import INQUIRY
from coprod.linkage.passing_up import OWN_DECISION
from coprod.outcomes.run_view import RunView, mean, outcome, ratio


@outcome(group="linkage", unit="inquiries/year", direction=0, en="Inquiries", zh="事件调查数",
         formula_en="inquiries opened / years", formula_zh="启动的调查数 ÷ 年数")
def inquiries(view: RunView) -> float:
    """Return how often somebody is called to account for an incident (mech:P07, mech:G14)."""
    return ratio(len(view.records(INQUIRY, day="day")["day"]), view.years)


@outcome(group="linkage", unit="log odds", direction=-1, en="Fear of being held to account", zh="问责畏惧",
         formula_en="mean over committees and days of the log odds that inquiries add to the chance of being held to account, as "
                    "officials see it",
         formula_zh="调查使官员心目中被追究的对数几率升高的量，对各居委会、各日取平均", bounds=(0.0, float("inf")))
def fear_mean(view: RunView) -> float:
    """Return how frightened committees are in the mean (mech:P07)."""
    return float(view.daily("fear").mean())


@outcome(group="linkage", unit="staff-hours/year", direction=-1, en="Work of inquiries", zh="迎查工时",
         formula_en="staff-hours asked for by inquiries, inspections after them and their ledgers / years",
         formula_zh="配合调查、迎检及台账所需工时 ÷ 年数")
def inquiry_hours(view: RunView) -> float:
    """Return how much work inquiries make (mech:G07)."""
    return ratio(view.daily("inquiry_hours").sum(), view.years)


@outcome(group="linkage", unit="share", direction=-1, en="Rounds returned for revision", zh="退回修改的轮次占比",
         formula_en="last signatures that returned the case for revision / rounds of the ladder",
         formula_zh="末签退回修改的次数 ÷ 审批轮次数")
def returns(view: RunView) -> float:
    """Return how often signers send a case back (mech:P01)."""
    signed = view.records(SIGNATURE, minute="asked")
    rounds = len(set(zip(signed["incident"].tolist(), signed["round"].tolist(), strict=True)))
    return ratio(signed["returned"].sum(), rounds)


@outcome(group="linkage", unit="share", direction=-1, en="Passed up", zh="矛盾上交占比",
         formula_en="cases passed to the next level / cases that a committee or a street could decide itself",
         formula_zh="上交上一级的事项数 ÷ 居委会或街道可自行决定的事项数")
def passed_up_share(view: RunView) -> float:
    """Return how often an office passes up what it could decide (mech:P07, mech:A07)."""
    return mean(view.records(OWN_DECISION, minute="minute")["passed_up"])
