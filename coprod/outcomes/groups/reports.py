"""What residents' reports were about, what they cost and what became of them; what the risk map knew."""

from __future__ import annotations

import numpy as np

from coprod.fields.everyday.hazards import HAZARD_RECORD, NOT_YET
from coprod.kernel.calendar import DAYS_PER_YEAR
from coprod.outcomes.run_view import RunView, mean, outcome, ratio


@outcome(group="hazards", unit="share", direction=+1, en="Reports about a hazard", zh="确有隐患的上报占比",
         formula_en="reports by residents that name a hazard / reports by residents, riders aside",
         formula_zh="居民上报中指明隐患的条数 ÷ 居民上报条数（骑手不计）")
def report_object_share(view: RunView) -> float:
    """Return how many reports were about a hazard at all (mech:A21)."""
    by_others = view.daily("effective_reports") - view.daily("effective_rider_reports")
    return ratio(view.daily("reports_naming").sum(), by_others.sum())


@outcome(group="hazards", unit="share", direction=0, en="Duplicate reports", zh="重复上报占比",
         formula_en="reports that name a hazard reported or found before / reports that name a hazard",
         formula_zh="所指隐患此前已被上报或发现的上报条数 ÷ 指明隐患的上报条数")
def duplicate_share(view: RunView) -> float:
    """Return how many reports about hazards brought nothing new (mech:D11)."""
    return ratio(view.daily("duplicate_reports").sum(), view.daily("reports_naming").sum())


@outcome(group="hazards", unit="staff-hours/5,000 residents·week", direction=-1,
         en="Work of taking in reports", zh="受理上报用时",
         formula_en="staff-hours that reports ask for / residents × 5,000 / weeks",
         formula_zh="受理上报所需工时 ÷ 居民数 × 5,000 ÷ 周数")
def intake_hours(view: RunView) -> float:
    """Return what reports cost the committees (mech:A07)."""
    return mean(view.daily("intake_hours")) * 7 / len(view.model.residents) * 5000


@outcome(group="hazards", unit="share", direction=+1, en="Reports followed up", zh="有回应的上报占比",
         formula_en="reports answered in time, those about a hazard by its being put right / reports answered or given up",
         formula_zh="按期得到回应的上报条数（涉及隐患的以按期整改为准）÷ 已到期或已回应的上报条数")
def answered_share(view: RunView) -> float:
    """Return how many of those who reported saw that it was of use (src:sjoberg2017)."""
    answered, unanswered = (view.daily(name) for name in ("reports_answered", "reports_unanswered"))
    return ratio(answered.sum(), answered.sum() + unanswered.sum())


@outcome(group="hazards", unit="0–1", direction=+1, en="Efficacy of reporting", zh="上报效能感",
         formula_en="share of reports followed up as residents remember it, mean over communities and days",
         formula_zh="居民记忆中上报得到回应的占比，对各社区、各日取平均")
def report_efficacy(view: RunView) -> float:
    """Return how much use residents believe reporting to be."""
    return mean(view.daily("report_efficacy"))


@outcome(group="hazards", unit="share", direction=+1, en="Hit rate of the risk map", zh="风险地图命中率",
         formula_en="hazards that arose in the fifth of their community's buildings with most hazards on the map / hazards that "
                    "arose; a fifth is chance",
         formula_zh="产生于本社区图上隐患最多的五分之一楼栋的隐患数 ÷ 产生的隐患数；等于五分之一即与随机无异")
def map_hit_rate(view: RunView) -> float:
    """Return how well the risk map tells where hazards will arise (mech:W05)."""
    return ratio(view.daily("mapped_hits").sum(), view.daily("mapped_births").sum())


@outcome(group="hazards", unit="share", direction=-1, en="Found where one was found before", zh="同一楼栋重复出现的隐患占比",
         formula_en="hazards found within a year after another in the same building / hazards found",
         formula_zh="同一楼栋一年内此前已发现过隐患的隐患数 ÷ 被发现的隐患数")
def recurring_share(view: RunView) -> float:
    """Return how much hazards gather in some buildings."""
    ended, known = view.records(HAZARD_RECORD), view.model.hazards.rows
    building, found = (np.concatenate([ended[name], known[name]]) for name in ("building", "found"))
    building, found = building[found != NOT_YET], found[found != NOT_YET]
    order = np.lexsort((found, building))
    building, found = building[order], found[order]
    again = (building[1:] == building[:-1]) & (np.diff(found) <= DAYS_PER_YEAR)
    return mean(np.append(False, again)[found >= view.since])
