"""How far the three chains are in place, and reach as one: district, action and resource chain (mech:O09)."""

from __future__ import annotations

from coprod.outcomes import flows
from coprod.outcomes.groups.coproduction import formalism_ratio
from coprod.outcomes.groups.hazards import early_detection_share
from coprod.outcomes.groups.linkage import f_info, f_res
from coprod.outcomes.groups.signatures import delegated_share
from coprod.outcomes.groups.society import upgrade_lag
from coprod.outcomes.resilience import average, saturating, together
from coprod.outcomes.run_view import RunView, outcome, ratio

PROMPT = 30.0
"""Minutes from when a response level is due at which it counts half as in time."""


@outcome(group="chains", unit="0–1", direction=+1, en="District chain", zh="区层链",
         formula_en="mean of 1 − response lost between departments, failures whose utility came without putting off, response "
                    "levels in time, cases decided by the front line, and incidents that plans describe",
         formula_zh="1 − 部门之间耗去的响应时间占比、公用单位未推托的故障占比、应急响应及时性、"
                    "一线自行决定的占比与预案覆盖率的平均值")
def chain_district(view: RunView) -> float:
    """Return how far city, district and street acted as one chain (mech:O09)."""
    in_time = 1 - float(saturating(upgrade_lag(view), PROMPT))
    return average(1 - flows.response_lost(view), flows.utilities_answered(view), in_time, delegated_share(view),
                   flows.described(view))


@outcome(group="chains", unit="0–1", direction=+1, en="Action chain", zh="行动链",
         formula_en="mean of adults reached by a warning where shocks struck, hazards found within a week, and 1 − formalism",
         formula_zh="受灾社区成年人的预警触达率、一周内发现的隐患占比与 1 − 形式主义比率的平均值")
def chain_action(view: RunView) -> float:
    """Return how far warning, upkeep and appraisal led to action (mech:O09)."""
    return average(flows.warned_before(view), early_detection_share(view), 1 - formalism_ratio(view))


@outcome(group="chains", unit="0–1", direction=+1, en="Resource chain", zh="资源链",
         formula_en="mean of 1 − F_res, 1 − F_info, and incidents with people in danger in which the skilled or volunteers acted "
                    "before any crew",
         formula_zh="1 − F_res、1 − F_info 与有人涉险的事件中由有技能者或志愿者先期处置占比的平均值")
def chain_resource(view: RunView) -> float:
    """Return how far stores, data and people were reached where they were needed (mech:O09)."""
    return average(1 - f_res(view), 1 - f_info(view), ratio(*flows.skilled_first(view)))


@outcome(group="chains", unit="0–1", direction=+1, en="Whole-chain integration (WCI)", zh="全链条融通指数（WCI）",
         formula_en="(district chain × action chain × resource chain)^(1/3); 0 if any is missing",
         formula_zh="（区层链 × 行动链 × 资源链）^(1/3)；任一链为0则为0")
def wci(view: RunView) -> float:
    """Return how far the three chains go together (mech:O09)."""
    return together(chain_district(view), chain_action(view), chain_resource(view))
