"""What staff, firms and citizens produced together, and how much of what is on record existed only on paper."""

from __future__ import annotations

import numpy as np

from coprod.fields.everyday.property_upkeep import WATCH
from coprod.fields.long_term.drills import DRILL
from coprod.outcomes.groups.people import sham_share
from coprod.outcomes.groups.work import symbolic_share
from coprod.outcomes.run_view import RunView, mean, outcome, ratio


@outcome(group="coproduction", unit="hours/1,000 residents·day", direction=+1, en="Safety produced together", zh="合作产出",
         formula_en="[α R^ρ + (1 − α) C^ρ]^(1/ρ) of the hours of regular producers and of citizens, mean over weeks",
         formula_zh="常规生产者工时 R 与居民工时 C 的 [α R^ρ + (1 − α) C^ρ]^(1/ρ)，"
                    "对各周取平均")
def service_output(view: RunView) -> float:
    """Return what staff, firms and citizens produced together (mech:A21)."""
    return mean(view.daily("service_output"))


@outcome(group="coproduction", unit="share", direction=0, en="Citizens' share of it", zh="居民贡献占比",
         formula_en="{[Q(R, C) − Q(R, 0)] + Q(0, C)} / 2 Q(R, C), mean over communities and weeks",
         formula_zh="{[Q(R, C) − Q(R, 0)] + Q(0, C)} ÷ 2 Q(R, C)，对各社区、"
                    "各周取平均")
def coproduction_share(view: RunView) -> float:
    """Return citizens' Shapley share of what was produced together (CPS)."""
    return mean(view.daily("coproduction_share"))


@outcome(group="coproduction", unit="share", direction=-1, en="Night watches on paper only", zh="夜间值守形式化占比",
         formula_en="1 − nights watched in fact / nights on paper",
         formula_zh="1 − 实际值守夜数 ÷ 台账所记夜数")
def watch_formalism(view: RunView) -> float:
    """Return the share of recorded night watches that were not kept (mech:C11)."""
    watches = view.records(WATCH, day="day")
    return 1 - ratio(watches["real"].sum(), watches["recorded"].sum())


@outcome(group="coproduction", unit="share", direction=-1, en="Attendance at drills without learning", zh="演练形式化占比",
         formula_en="1 − people who learned / people on the attendance sheets",
         formula_zh="1 − 真正学会的人数 ÷ 签到表上的人数")
def drill_formalism(view: RunView) -> float:
    """Return the share of recorded attendance at drills that taught nothing (mech:W12)."""
    drills = view.records(DRILL, day="day")
    return 1 - ratio(drills["learned"].sum(), drills["recorded"].sum())


@outcome(group="coproduction", unit="hours/1,000 residents·year", direction=+1, en="Training that taught something",
         zh="有效培训时长",
         formula_en="hours of citizens at drills × people who learned / people on the sheets / residents / years × 1,000",
         formula_zh="居民参加演练的小时数 × 真正学会的人数 ÷ 签到人数 ÷ 居民数 ÷ 年数 × 1,000")
def training_hours(view: RunView) -> float:
    """Return the hours in which citizens really learned at drills (mech:A09)."""
    drills = view.records(DRILL, day="day")
    hours = drills["citizen_hours"] * drills["learned"] / np.maximum(drills["recorded"], 1)
    return float(hours.sum()) * 1000 / len(view.model.residents) / view.years


@outcome(group="coproduction", unit="share", direction=-1, en="Formalism", zh="形式主义比率",
         formula_en="mean over acts, watches, drills and ledgers, where there are any, of the share that existed only on paper",
         formula_zh="行动、值守、演练与台账（以实有者计）中流于形式部分的占比的平均值")
def formalism_ratio(view: RunView) -> float:
    """Return how much of what is on record did not happen: points, watches, drills and ledgers alike (FR)."""
    kinds = np.array([sham_share(view), watch_formalism(view), drill_formalism(view), symbolic_share(view)])
    return mean(kinds[np.isfinite(kinds)])
