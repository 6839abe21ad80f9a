"""What was hidden: facilities, night watches, hazards and who found them."""

from __future__ import annotations

import numpy as np

from coprod.fields.everyday.hazards import HAZARD_RECORD, NOT_YET
from coprod.fields.everyday.patrol import GRID_WORKERS
from coprod.kernel.calendar import DAYS_PER_WEEK
from coprod.linkage.powers import POWER, REFERRAL, SKILL
from coprod.outcomes.run_view import Records, RunView, mean, outcome, ratio


@outcome(group="hazards", unit="0–1", direction=+1, en="Facility condition", zh="设施状况",
         formula_en="mean over communities and days of the condition of facilities",
         formula_zh="设施状况对各社区、各日取平均")
def facility_condition(view: RunView) -> float:
    """Return how well property firms keep up their buildings."""
    return mean(view.daily("facility"))


@outcome(group="hazards", unit="share", direction=+1, en="Night watches that are real", zh="真实夜间值守占比",
         formula_en="nights with a real watch / nights, over property firms",
         formula_zh="真实值守的夜晚数 ÷ 全部夜晚数，对各物业企业合计")
def duty_real_share(view: RunView) -> float:
    """Return the share of night watches that are kept in fact (mech:C11)."""
    return mean(view.daily("real_watch"))


@outcome(group="hazards", unit="firms", direction=0, en="Property firms replaced", zh="更换物业次数",
         formula_en="property firms that owners have replaced since the start",
         formula_zh="自开始以来被业主更换的物业企业数")
def firm_switches(view: RunView) -> float:
    """Return how often owners took another firm (mech:A08)."""
    return float(view.model.property_firms.table.switches.sum())


@outcome(group="hazards", unit="hazards/5,000 residents", direction=-1, en="Hidden hazards", zh="未被发现的隐患",
         formula_en="mean number of hazards that nobody knows of, per 5,000 residents",
         formula_zh="无人知晓的隐患的平均数，折合每5,000名居民")
def hazards_latent(view: RunView) -> float:
    """Return the stock of hidden hazards (mech:W08)."""
    return mean(view.daily("hidden_hazards")) / len(view.model.residents) * 5000


@outcome(group="hazards", unit="share", direction=-1, en="Hazards that turned into incidents", zh="隐患引爆占比",
         formula_en="hazards triggered / hazards that were triggered or put right",
         formula_zh="被触发的隐患数 ÷（被触发与已整改的隐患数之和）")
def exploding_share(view: RunView) -> float:
    """Return the share of hazards that ended in an incident."""
    ended = _ended(view)
    return ratio(np.count_nonzero(ended["triggered"] != NOT_YET), ended["triggered"].size)


@outcome(group="hazards", unit="days", direction=-1, en="From birth to discovery", zh="隐患发现用时",
         formula_en="mean of day found − day born, over hazards that were found",
         formula_zh="（发现日 − 产生日）对被发现的隐患取平均")
def discovery_days(view: RunView) -> float:
    """Return how long hazards stayed hidden that were found at last."""
    ended = _ended(view)
    found = ended.where(ended["found"] != NOT_YET)
    return mean(found["found"] - np.floor(found["born"]))


@outcome(group="hazards", unit="share", direction=+1, en="Hazards found within a week", zh="一周内发现的隐患占比",
         formula_en="hazards found within a week of their birth / hazards born, those of the last week aside",
         formula_zh="产生后一周内被发现的隐患数 ÷ 产生的隐患数，最后一周产生的不计")
def early_detection_share(view: RunView) -> float:
    """Return the share of new hazards that somebody reported early (mech:A11)."""
    ended, known = view.records(HAZARD_RECORD), view.model.hazards.rows
    born, found = (np.concatenate([ended[name], known[name]]) for name in ("born", "found"))
    seen = (born > view.since) & (born <= view.model.day - DAYS_PER_WEEK)
    return mean((found[seen] != NOT_YET) & (found[seen] - np.floor(born[seen]) < DAYS_PER_WEEK))


@outcome(group="hazards", unit="days", direction=-1, en="From discovery to repair", zh="隐患整改用时",
         formula_en="mean of day put right − day found, over hazards put right",
         formula_zh="（整改完成日 − 发现日）对已整改的隐患取平均")
def rectify_time(view: RunView) -> float:
    """Return how long known hazards waited for desk, authority and money (mech:C07)."""
    ended = _ended(view)
    right = ended["rectified"] != NOT_YET
    return mean(ended["rectified"][right] - ended["found"][right])


@outcome(group="hazards", unit="hazards/hour", direction=+1, en="Hazards found per hour of patrol", zh="每工时巡查发现隐患",
         formula_en="hazards that grid workers found / hours that they patrolled or inspected as directives asked",
         formula_zh="网格员发现的隐患数 ÷ 其巡查与按指令排查的工时")
def found_per_hour(view: RunView) -> float:
    """Return what an hour of patrol finds (mech:W05, mech:W07)."""
    found = view.records(HAZARD_RECORD, day="found")
    by_patrol = np.count_nonzero(found["reporter"] == GRID_WORKERS)
    return ratio(by_patrol, view.daily("patrol_hours").sum() + view.daily("inspection_hours").sum())


@outcome(group="hazards", unit="per day", direction=+1, en="Detection by patrol", zh="巡查日发现概率",
         formula_en="hazards that grid workers found / hazards that were there to be found, summed over days",
         formula_zh="网格员发现的隐患数 ÷ 各日可供发现的隐患数之和")
def detection_prob(view: RunView) -> float:
    """Return the chance that a day's patrol finds a given hidden hazard (mech:A19)."""
    hidden, found = view.daily("hidden_hazards"), view.daily("hazards_found")
    return ratio(view.daily("found_by_patrol").sum(), (hidden + found).sum())


def _ended(view: RunView) -> Records:
    ended = view.records(HAZARD_RECORD)
    day = np.maximum(ended["triggered"], ended["rectified"])
    return ended.where(day >= view.since)


@outcome(group="hazards", unit="share", direction=-1, en="Hazards beyond the committee's skill", zh="专业力量不足的隐患占比",
         formula_en="hazards that waited for somebody with professional skill / hazards found",
         formula_zh="等待专业人员的隐患数 ÷ 被发现的隐患数")
def skill_mismatch(view: RunView) -> float:
    """Return how often committees lacked the skill to judge what was found (mech:C06)."""
    ended, known, referrals = view.records(HAZARD_RECORD), view.model.hazards.rows, view.records(REFERRAL)
    found = np.concatenate([hazards["id"][hazards["found"] >= view.since] for hazards in (ended, known)])
    waited = np.isin(found, referrals["hazard"][referrals["reason"] == SKILL])
    return ratio(np.count_nonzero(waited), view.daily("hazards_found").sum())


@outcome(group="hazards", unit="working days", direction=-1, en="Wait for a department", zh="等待执法部门用时",
         formula_en="mean working days until a department with power to enforce has acted, over hazards that needed one",
         formula_zh="有执法权的部门采取行动之前的工作日数，对需要执法的隐患取平均")
def power_wait(view: RunView) -> float:
    """Return how long a report waits for somebody who may enforce (mech:C07)."""
    referrals = view.records(REFERRAL, day="asked")
    return mean(referrals["days"][referrals["reason"] == POWER])


@outcome(group="hazards", unit="share", direction=-1, en="Reported more than once", zh="重复上报的隐患占比",
         formula_en="hazards that a department refused at least once / hazards that needed one",
         formula_zh="至少被部门退回一次的隐患数 ÷ 需要部门处理的隐患数")
def repeat_hazards(view: RunView) -> float:
    """Return how often a report came back (mech:C07)."""
    referrals = view.records(REFERRAL, day="asked")
    return mean(referrals["calls"][referrals["reason"] == POWER] > 1)
