"""Mandate and means: standing tasks, the staff who follow them, what incidents leave to do, and hours that are lent."""

from __future__ import annotations

from math import inf

from coprod.kernel.calendar import DAYS_PER_WEEK
from coprod.outcomes.run_view import RunView, mean, outcome, ratio


@outcome(group="work", unit="hours/committee·week", direction=-1, en="Standing tasks", zh="无主常设任务工时",
         formula_en="mean over days of the staff-hours a week that standing tasks take on all desks / committees",
         formula_zh="全部常设任务每周工时 ÷ 社区数，对各日取平均")
def mandate_hours(view: RunView) -> float:
    """Return the hours a week of tasks that no department owns (mech:C03)."""
    return mean(view.daily("mandate_hours")) / len(view.model.town.communities)


@outcome(group="work", unit="hours/committee·week", direction=-1, en="Growth of standing tasks in a year", zh="常设任务年增工时",
         formula_en="(hours a week of standing tasks on the last day − on the first) / committees / years", bounds=(-inf, inf),
         formula_zh="（末日常设任务每周工时 − 首日）÷ 社区数 ÷ 年数")
def mandate_growth(view: RunView) -> float:
    """Return how fast duties grow that nobody owns (mech:C03)."""
    hours = view.daily("mandate_hours")
    return float(hours[-1] - hours[0]) / len(view.model.town.communities) / view.years


@outcome(group="work", unit="share", direction=0, en="Standing tasks refused", zh="常设任务拒接率",
         formula_en="standing tasks that committees refused / standing tasks handed down to them",
         formula_zh="社区拒接的常设任务数 ÷ 交办社区的常设任务数")
def refused_share(view: RunView) -> float:
    """Return how much of what is handed down the access rule keeps off (mech:C02)."""
    return ratio(view.daily("mandate_refused").sum(), view.daily("mandate_handed").sum())


@outcome(group="work", unit="share", direction=-1, en="Standing tasks without means", zh="常设任务人手缺口",
         formula_en="1 − staff-hours granted for standing tasks / staff-hours that they take, over all desks and days",
         formula_zh="1 − 为常设任务增配的工时 ÷ 常设任务所需工时，对全部社区与街道、各日合计")
def means_gap(view: RunView) -> float:
    """Return what part of a grown mandate has no staff of its own (mech:C01)."""
    asked = view.daily("mandate_hours").sum() / DAYS_PER_WEEK
    return max(0.0, 1 - ratio(view.daily("means_hours").sum(), asked)) if asked else float("nan")


@outcome(group="work", unit="staff-hours", direction=-1, en="Work that incidents leave", zh="事后善后工时",
         formula_en="staff-hours of reports, claims, petitions and visits that came in after incidents",
         formula_zh="事后报告、理赔、信访与走访的工时合计")
def aftermath_hours(view: RunView) -> float:
    """Return the staff time that incidents cost after they are over (mech:C01)."""
    return float(view.daily("aftermath_hours").sum())


@outcome(group="work", unit="staff-hours", direction=0, en="Staff-hours lent", zh="借调工时",
         formula_en="staff-hours worked at another desk than the own, over all days", formula_zh="在本岗之外工作的工时合计")
def staff_lent_hours(view: RunView) -> float:
    """Return how much staff were moved."""
    return float(view.daily("lent_hours").sum())
