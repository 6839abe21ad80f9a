"""How far the three chains are in place, and reach as one: district, action and resource chain (mech:O09)."""

from __future__ import annotations

from coprod.outcomes.groups.coproduction import formalism_ratio
from coprod.outcomes.groups.hazards import early_detection_share
from coprod.outcomes.groups.linkage import f_info, f_res
from coprod.outcomes.groups.people import skill_coverage
from coprod.outcomes.groups.resilience import COVERED
from coprod.outcomes.groups.signatures import delegated_share
from coprod.outcomes.groups.society import reach_all, upgrade_lag, warning_hits
from coprod.outcomes.resilience import average, saturating, together
from coprod.outcomes.run_view import RunView, outcome

PROMPT = 30.0
"""Minutes from when a response level is due at which it counts half as in time."""


@outcome(group="chains", unit="0–1", direction=+1, en="District chain", zh="区层链",
         formula_en="mean of linkage centre, utilities' duty to answer, response levels in time, cases delegated, and reviews",
         formula_zh="联动中心、公用单位的应急联动法定义务、应急响应及时性、下放决定占比与复盘的平均值")
def chain_district(view: RunView) -> float:
    """Return how far city, district and street act as one chain (mech:O09)."""
    p = view.model.parameters
    in_time = 1 - float(saturating(upgrade_lag(view), PROMPT))
    return average(float(p.district.hub), p.request.law_linkage_duty, in_time, delegated_share(view), p.society.learning_review)


@outcome(group="chains", unit="0–1", direction=+1, en="Action chain", zh="行动链",
         formula_en="mean of warning hits × reach, hazards found within a week, and 1 − formalism",
         formula_zh="预警命中率 × 触达率、一周内发现的隐患占比与 1 − 形式主义比率的平均值")
def chain_action(view: RunView) -> float:
    """Return how far warning, upkeep and appraisal lead to action (mech:O09)."""
    warned = warning_hits(view) * reach_all(view) if view.model.parameters.warning.issued else 0.0
    return average(warned, early_detection_share(view), 1 - formalism_ratio(view))


@outcome(group="chains", unit="0–1", direction=+1, en="Resource chain", zh="资源链",
         formula_en="mean of 1 − F_res, 1 − F_info, and skills that can be called upon",
         formula_zh="1 − F_res、1 − F_info 与可调度技能占比的平均值")
def chain_resource(view: RunView) -> float:
    """Return how far stores, data and people can be reached where they are needed (mech:O09)."""
    skills = float(saturating(skill_coverage(view), COVERED))
    return average(1 - f_res(view), 1 - f_info(view), skills)


@outcome(group="chains", unit="0–1", direction=+1, en="Whole-chain integration (WCI)", zh="全链条融通指数（WCI）",
         formula_en="(district chain × action chain × resource chain)^(1/3); 0 if any is missing",
         formula_zh="（区层链 × 行动链 × 资源链）^(1/3)；任一链为0则为0")
def wci(view: RunView) -> float:
    """Return how far the three chains go together (mech:O09)."""
    return together(chain_district(view), chain_action(view), chain_resource(view))
