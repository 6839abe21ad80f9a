"""What agents decide when bad weather is foreseen: to warn, to declare, to place means beforehand, whom to call first.

Departments warn, districts declare a response level and place crews and goods, committees order the doors that callers
knock at; what residents make of it stands in :mod:`coprod.agents.residents_heed`, what follows in
:mod:`coprod.fields.emergency.warnings` (mech:W01, mech:W22, mech:S07, mech:T05).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.agents.decisions import Reason, decision
from coprod.kernel.arrays import Floats, Ints

LEVELS = 4
"""Levels of warning: 1 is blue, 2 yellow, 3 orange, 4 red."""

WARN = decision("department.warn", "level of warning of each community: 0 none, 1 blue, 2 yellow, 3 orange, 4 red",
                "各社区的预警等级：0不发布，1蓝，2黄，3橙，4红", "code", 0, LEVELS)
DECLARE = decision("district.declare", "response level that is due in a district: 0 none, 1 is IV, 4 is I",
                   "区级应启动的应急响应：0为无，1为四级，4为一级", "code", 0, LEVELS)
PREPOSITION = decision("district.preposition", "share of the crews and goods set aside for it that a district places beforehand",
                       "区级提前前置的备勤队伍与物资比例", low=0, high=1)
CALL_ORDER = decision("committee.call_order", "at which doors callers knock first: the lower, the sooner",
                      "先敲谁家的门（数值越小越先）")


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """What those see who may warn: arrays of shape (n,), one entry per community."""

    community: Ints
    sign: Floats
    """Strength of the sign, standard deviations of its noise."""
    probability: Floats
    """Chance that the weather strikes there, given the sign, by the skill and base rate that they reckon with."""
    threshold: float
    """Strength from which on a blue warning is due."""
    step: float
    """By how much stronger the sign must be for each further level."""
    ratio: float
    """What acting on a warning costs, relative to what it saves (``warning.cost_loss``)."""

    def __len__(self) -> int:
        """Return the number of communities."""
        return self.community.size


@WARN.rule("threshold", "by thresholds of the sign", "按征兆强度分级")
class ByThreshold:
    """Warns from a threshold on, one level higher with each step: signal detection (note:B14; src:green_swets1966)."""

    def decide(self, seen: Signals) -> Ints:
        """Return the level of every community."""
        steps = seen.threshold + seen.step * np.arange(LEVELS)
        return (np.asarray(seen.sign)[:, None] > steps).sum(axis=1)

    def explain(self, seen: Any) -> Reason:
        """Return how the sign of one community compares."""
        return Reason(f"The sign is {seen.sign:+.2f}; blue from {seen.threshold:.2f} on, {seen.step:.2f} more for each level.",
                      f"征兆强度{seen.sign:+.2f}；达到{seen.threshold:.2f}为蓝色，每增加{seen.step:.2f}升一级。")


@WARN.rule("cost_loss", "where the chance exceeds the cost-loss ratio", "概率高于成本损失比即发布")
class CostLoss:
    """Warns where p > C/L, the least expected expense of whoever heeds (src:murphy1977; src:richardson2000).

    Assumed: a level more each time that p has doubled.
    """

    def decide(self, seen: Signals) -> Ints:
        """Return the level of every community."""
        return (np.asarray(seen.probability)[:, None] > seen.ratio * 2.0 ** np.arange(LEVELS)).sum(axis=1)

    def explain(self, seen: Any) -> Reason:
        """Return how the chance of one community compares."""
        return Reason(f"It strikes with a chance of {seen.probability:.0%}; acting pays above {seen.ratio:.0%}.",
                      f"成灾概率{seen.probability:.0%}；高于{seen.ratio:.0%}时响应合算。")


# response levels


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What a district sees that may declare a response level."""

    load: float
    """Sizes of its open incidents, added up; a mean incident has size 1."""
    threshold: float
    """Load from which on level IV is due; each further level at twice as much (``warning.response_threshold``)."""
    levels: int
    """Response levels that there are."""
    warned: tuple[int, ...]
    """Level of warning now of each of its communities, 0 for none."""
    share: float
    """Share of communities warned that makes a response level due (``warning.declare_share``)."""


@DECLARE.rule("risk_and_load", "by warnings and by open incidents, the higher of both", "按预警与未结事件就高启动")
class RiskAndLoad:
    """The level at which enough communities are warned, or that open incidents call for, if higher (src:huang2026)."""

    def decide(self, seen: Outlook) -> int:
        """Return the level that is due."""
        return max(level_due(seen.load, seen.threshold, seen.levels), warned_level(seen.warned, seen.share, seen.levels))

    def explain(self, seen: Outlook) -> Reason:
        """Return what makes which level due."""
        by_load, by_warning = (level_due(seen.load, seen.threshold, seen.levels),
                               warned_level(seen.warned, seen.share, seen.levels))
        return Reason(f"Open incidents make level {by_load} of {seen.levels} due, warnings level {by_warning}; the higher holds.",
                      f"未结事件应启动第{by_load}级（共{seen.levels}级），预警应启动第{by_warning}级，就高执行。")


@DECLARE.rule("open_incidents", "by open incidents alone", "只按未结事件启动")
class OpenIncidents:
    """The level that open incidents call for: nothing happens before something has happened (assumed; mech:W22)."""

    def decide(self, seen: Outlook) -> int:
        """Return the level that is due."""
        return level_due(seen.load, seen.threshold, seen.levels)


def level_due(load: float, threshold: float, levels: int) -> int:
    """Return how many of the levels are due: level k (1 is IV, 4 is I) at k-fold doubled thresholds θ 2^(k−1)."""
    return sum(load >= threshold * 2**step for step in range(levels))


def warned_level(warned: tuple[int, ...], share: float, levels: int) -> int:
    """Return the highest level at which at least this share of communities are warned."""
    enough = share * len(warned)
    if enough > 0 and not any(warned):
        return 0
    due = (level for level in range(levels, 0, -1) if sum(one >= level for one in warned) >= enough)
    return next(due, 0)


# crews and goods placed beforehand


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a district sees that may place crews and goods beforehand."""

    level: int
    """Highest level of warning in the district."""
    from_level: int
    """Level from which plans place means beforehand (``warning.standby_level``)."""
    warned: int
    """Communities that are warned at that level or above."""
    communities: int
    """Communities of the district."""


@PREPOSITION.rule("as_planned", "all that is set aside, from a level of warning on", "达到预警等级即全部前置")
class AsPlanned:
    """All that the plan sets aside, from its level of warning on (src:huang2026)."""

    def decide(self, seen: Foreseen) -> float:
        """Return the share that is placed."""
        return float(seen.level >= seen.from_level)

    def explain(self, seen: Foreseen) -> Reason:
        """Return why means are placed or not."""
        return Reason(f"The warning is of level {seen.level}; means are placed from level {seen.from_level} on.",
                      f"预警为{seen.level}级；达到{seen.from_level}级即前置。")


@PREPOSITION.rule("nothing", "places nothing beforehand", "不前置")
class PlacesNothing:
    """Places nothing beforehand: means go where something has happened (assumed)."""

    def decide(self, seen: Foreseen) -> float:
        """Return the share that is placed."""
        return 0.0


@PREPOSITION.rule("in_proportion", "in proportion to the level of warning", "按预警等级比例前置")
class InProportion:
    """A quarter for each level of warning (assumed)."""

    def decide(self, seen: Foreseen) -> float:
        """Return the share that is placed."""
        return seen.level / LEVELS


# whom callers visit first


@dataclass(frozen=True, slots=True, eq=False)
class Doors:
    """Residents at whose doors callers are to knock, in the order of buildings: arrays of shape (n,)."""

    rows: NDArray[np.intp]
    """Numbers of these residents."""
    age: NDArray[np.integer]
    """Years."""
    vulnerable: NDArray[np.bool_]
    """Whether they need help."""
    exposed: NDArray[np.bool_]
    """Whether they live in lowland or a basement."""

    def __len__(self) -> int:
        """Return the number of doors."""
        return self.rows.size


@CALL_ORDER.rule("frailest_first", "those in lowland first, the frailest of them before all", "低洼处与行动不便者优先")
class FrailestFirst:
    """Lowland before higher ground, those who need help before others, the oldest first: 重点人群先叫应 (src:wu2025; assumed)."""

    def decide(self, seen: Doors) -> Floats:
        """Return the priority of every door."""
        return -(np.asarray(seen.exposed) * 2.0 + np.asarray(seen.vulnerable)) - np.asarray(seen.age) / 1000


@CALL_ORDER.rule("by_building", "one building after the other", "逐栋敲门")
class ByBuilding:
    """One building after the other, as callers walk (assumed)."""

    def decide(self, seen: Doors) -> Floats:
        """Return the priority of every door."""
        return np.arange(len(seen), dtype=float)
