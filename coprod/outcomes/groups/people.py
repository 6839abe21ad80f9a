"""Who took part: participation, volunteers, who does the acts."""

from __future__ import annotations

import numpy as np

from coprod.kernel.calendar import DAYS_PER_WEEK
from coprod.outcomes.run_view import RunView, mean, outcome, ratio

PER = 1000
"""Participation is told per so many residents and week."""


@outcome(group="people", unit="share", direction=+1, en="Residents active in a week", zh="每周参与居民占比",
         formula_en="mean over weeks of the share of residents with at least one recorded act",
         formula_zh="每周至少有一次行动记录的居民占比，对各周取平均")
def participation_rate(view: RunView) -> float:
    """Return the mean weekly share of residents who acted, read on Sundays whenever the warm-up ends."""
    first_sunday = -(view.since + 1) % DAYS_PER_WEEK
    return mean(view.daily("weekly_active")[first_sunday::DAYS_PER_WEEK])


@outcome(group="people", unit="acts/1,000 residents·week", direction=0, en="Nominal participation", zh="名义参与",
         formula_en="recorded acts / residents / weeks × 1,000",
         formula_zh="有记录的行动数 ÷ 居民数 ÷ 周数 × 1,000")
def participation_nominal(view: RunView) -> float:
    """Return recorded acts, sham ones included."""
    return _weekly(view, "acts")


@outcome(group="people", unit="acts/1,000 residents·week", direction=+1, en="Effective participation", zh="有效参与",
         formula_en="acts that were real and within the actor's ability / residents / weeks × 1,000",
         formula_zh="真实且力所能及的行动数 ÷ 居民数 ÷ 周数 × 1,000")
def participation_effective(view: RunView) -> float:
    """Return acts that had effect."""
    return _weekly(view, "effective_acts")


@outcome(group="people", unit="share", direction=+1, en="Effective share of acts", zh="有效行动占比",
         formula_en="acts that had effect / recorded acts",
         formula_zh="有效行动数 ÷ 有记录的行动数")
def effective_share(view: RunView) -> float:
    """Return how much of what is recorded is both willing and able (mech:T08)."""
    return ratio(view.daily("effective_acts").sum(), view.daily("acts").sum())


@outcome(group="people", unit="share", direction=-1, en="Sham share of acts", zh="虚假行动占比",
         formula_en="sham acts / recorded acts",
         formula_zh="虚假行动数 ÷ 有记录的行动数")
def sham_share(view: RunView) -> float:
    """Return the share of recorded acts that were not done."""
    return ratio(view.daily("sham_acts").sum(), view.daily("acts").sum())


@outcome(group="people", unit="share", direction=0, en="Acts by the most active 1 %", zh="最活跃1%居民的行动占比",
         formula_en="acts of the top hundredth of residents / all acts",
         formula_zh="最活跃的百分之一居民的行动数 ÷ 全部行动数")
def top_percent_share(view: RunView) -> float:
    """Return how unequal participation is (fact:C11)."""
    acts = np.sort(view.model.town.residents.acts)[::-1]
    return ratio(acts[: max(1, acts.size // 100)].sum(), acts.sum())


@outcome(group="people", unit="0–1", direction=+1, en="Habit", zh="习惯",
         formula_en="mean habit of residents at the end",
         formula_zh="期末居民习惯的平均值")
def habit_mean(view: RunView) -> float:
    """Return the habit that will outlive the incentives."""
    return float(view.daily("habit")[-1])


@outcome(group="people", unit="share", direction=+1, en="Registered volunteers", zh="注册志愿者占比",
         formula_en="mean registered volunteers / residents",
         formula_zh="注册志愿者平均人数 ÷ 居民数")
def volunteer_share(view: RunView) -> float:
    """Return the share of residents who are registered volunteers (fact:C8)."""
    return mean(view.daily("volunteers")) / len(view.model.residents)


@outcome(group="people", unit="0–1", direction=+1, en="Emergency skill of volunteers", zh="志愿者应急技能水平",
         formula_en="mean skill level of registered volunteers at the end",
         formula_zh="期末注册志愿者技能水平的平均值")
def skill_mean(view: RunView) -> float:
    """Return what drills and practice have left of the volunteers' skills (mech:W11)."""
    people = view.model.town.residents
    return mean(people.skill[people.volunteer])


@outcome(group="people", unit="share", direction=+1, en="Skilled residents on call", zh="可调度技能居民占比",
         formula_en="mean share of residents with a skill on the register, weighted by its level and their freshness",
         formula_zh="技能已列入名单的居民占比，按技能水平与名单信息的新鲜程度加权，对时间取平均")
def skill_coverage(view: RunView) -> float:
    """Return how many skilled residents the register can call upon (mech:A12, mech:S12)."""
    return mean(view.daily("skilled_on_call"))


def _weekly(view: RunView, series: str) -> float:
    weeks = view.days / DAYS_PER_WEEK
    return ratio(view.daily(series).sum() * PER, len(view.model.residents) * weeks)
