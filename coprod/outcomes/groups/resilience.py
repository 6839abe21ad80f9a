"""How resilient the town was: four capacities, five dimensions, three layers, and one plan with three systems."""

from __future__ import annotations

from math import inf

import numpy as np

from coprod.fields.emergency.incident_record import INCIDENT
from coprod.fields.everyday.hazards import HAZARD_RECORD, NOT_YET
from coprod.kernel.calendar import MINUTES_PER_DAY
from coprod.kernel.columns import is_one_of
from coprod.kernel.incident import HAZARD, SECONDARY
from coprod.outcomes import baseline_performance as performances
from coprod.outcomes import flows
from coprod.outcomes import resilience as formulas
from coprod.outcomes.baseline_performance import Shocks
from coprod.outcomes.groups.dilemma import fragmentation, rdl, rrg
from coprod.outcomes.groups.hazards import facility_condition
from coprod.outcomes.groups.recovery import recovered_at
from coprod.outcomes.groups.response_times import supply_rate
from coprod.outcomes.groups.society import app_use, reach_elderly, trust_mean, warning_hits
from coprod.outcomes.groups.work import team_knowledge
from coprod.outcomes.resilience import average, together
from coprod.outcomes.run_view import Records, RunView, mean, outcome, ratio

LEAST_MINUTES = 0.1
"""Minutes to control below which sooner makes no difference."""
PROMPT = 15.0
"""Minutes of approval at which command counts half as prompt."""


@outcome(group="resilience", unit="0–1", direction=+1, en="Resist", zh="抵御能力",
         formula_en="1 − (incidents that hazards or other incidents set off) / (hazards that ended + incidents)",
         formula_zh="1 −（由隐患或其他事件引发的事件数）÷（已了结的隐患数 + 事件数）")
def resist(view: RunView) -> float:
    """Return how rarely a risk turned into an incident (mech:O01)."""
    ended, found = view.records(HAZARD_RECORD), _incidents(view)
    right = np.count_nonzero(ended["rectified"][ended["rectified"] != NOT_YET] >= view.since)
    turned = np.count_nonzero((found["source"] == HAZARD) | (found["source"] == SECONDARY))
    return formulas.resisted(float(turned), float(right + found["id"].size))


@outcome(group="resilience", unit="0–1", direction=+1, en="Absorb", zh="吸收能力",
         formula_en="mean over communities of 1 − deepest drop of performance / usual performance",
         formula_zh="1 − 功能水平最大跌幅 ÷ 平常功能水平，对各社区取平均")
def absorb(view: RunView) -> float:
    """Return how little of its performance a community lost in its worst incident (mech:O02)."""
    found = _shocks(view)
    return _worst(view, found, formulas.absorbed(found.usual, found.depth))


@outcome(group="resilience", unit="0–1", direction=+1, en="Recover", zh="恢复能力",
         formula_en="mean over communities of 1 − min(1, slowest time to 95 % of the usual performance / reference)",
         formula_zh="1 − min（1，恢复到平常功能水平95%的最长用时 ÷ 参照时长），对各社区取平均")
def recover(view: RunView) -> float:
    """Return how soon a community was back after its slowest recovery (mech:O03)."""
    found = _shocks(view)
    t95 = formulas.time_to_recover(found.usual, found.depth, found.held, found.healing)
    reference = view.model.baseline_performance.resilience.reference_hours
    return _worst(view, found, formulas.recovered(t95, reference))


@outcome(group="resilience", unit="share", direction=+1, en="Adapt", zh="适应能力", bounds=(-inf, 1.0),
         formula_en="1 − e^b: share by which incidents of the second half of the run were sooner under control than those of the "
                    "first, type, size and number of incidents that day being equal; negative if they took longer",
         formula_zh="1 − e^b：类型、规模与当日事件数相同时，后半期事件的控制用时比前半期缩短的比例；变慢则为负")
def adapt(view: RunView) -> float:
    """Return by how much sooner incidents were under control in the second half of the run (mech:O04)."""
    return _adaptation(view)[0]


@outcome(group="resilience", unit="share", direction=0, en="… its standard error", zh="适应能力的标准误", bounds=(0.0, inf),
         formula_en="standard error of Adapt, robust against incidents of one day depending on each other; twice it either side "
                    "is an interval of about 95 %",
         formula_zh="适应能力的标准误，允许同日事件相关；上下各两倍约为95%区间")
def adapt_se(view: RunView) -> float:
    """Return how uncertain Adapt is in this one run (mech:O04)."""
    return _adaptation(view)[1]


@outcome(group="resilience", unit="0–1", direction=+1, en="Performance", zh="功能水平",
         formula_en="mean over communities and days of safety, lifelines, service and participation, weighted",
         formula_zh="安全、生命线、服务与参与的加权值，对各社区、各日取平均")
def performance(view: RunView) -> float:
    """Return how well communities did, bad days and good ones."""
    return mean(_performance(view))


@outcome(group="resilience", unit="days", direction=-1, en="Performance lost", zh="功能损失",
         formula_en="∫ (1 − performance) dt, mean over communities",
         formula_zh="∫（1 − 功能水平）dt，对各社区取平均")
def resilience_loss(view: RunView) -> float:
    """Return the area above the curve of performance (R)."""
    levels = _performance(view).mean(axis=1)
    return formulas.resilience_loss(np.arange(levels.size), levels) if levels.size else 0.0


@outcome(group="resilience", unit="0–1", direction=+1, en="Layer: institution", zh="制度层得分",
         formula_en="mean of 1 − RRG, 1 − FI and 1 − RDL",
         formula_zh="1 − RRG、1 − FI 与 1 − RDL 的平均值")
def layer_institution(view: RunView) -> float:
    """Return how well institutions carry (mech:O05)."""
    return average(1 - rrg(view), 1 - fragmentation(view), 1 - rdl(view))


@outcome(group="resilience", unit="0–1", direction=+1, en="Layer: technology", zh="技术层得分",
         formula_en="app use × mean of reports that were real and received, and of adults reached by a warning where shocks "
                    "struck",
         formula_zh="应用使用率 ×（属实送达的上报占比与受灾社区成年人预警触达率的平均值）")
def layer_technology(view: RunView) -> float:
    """Return how well technology carried: nothing where nobody used it (mech:O05)."""
    return app_use(view) * average(flows.reports_received(view), flows.warned_before(view))


@outcome(group="resilience", unit="0–1", direction=+1, en="Layer: subjects", zh="主体层得分",
         formula_en="mean of trust, incidents in which the skilled or volunteers acted before any crew, and incidents in which "
                    "residents joined",
         formula_zh="公信力、有技能者或志愿者先期处置占比与有居民参与的事件占比的平均值")
def layer_subject(view: RunView) -> float:
    """Return how well people carried (mech:O05)."""
    return average(trust_mean(view), ratio(*flows.skilled_first(view)), flows.citizens_joined(view))


@outcome(group="resilience", unit="0–1", direction=+1, en="Coupling of the three layers", zh="“制度—技术—主体”耦合度",
         formula_en="geometric mean of the three layers; 0 if any is 0",
         formula_zh="三层得分的几何平均值；任一层为0则为0")
def coupling_score(view: RunView) -> float:
    """Return how well institution, technology and subjects go together (mech:O05)."""
    return together(layer_institution(view), layer_technology(view), layer_subject(view))


@outcome(group="resilience", unit="0–1", direction=+1, en="Institutional resilience", zh="制度韧性",
         formula_en="mean of plan coverage, 1 − RDL, and 1 − hesitation / minutes of approval",
         formula_zh="预案覆盖率、1 − RDL 与 1 − 犹豫用时 ÷ 审批用时的平均值")
def dim_institutional(view: RunView) -> float:
    """Return the institutional dimension (mech:O06)."""
    return average(flows.described(view), 1 - rdl(view), flows.unhesitant(view))


@outcome(group="resilience", unit="0–1", direction=+1, en="Spatial resilience", zh="空间韧性",
         formula_en="mean of facility condition, lifelines that held in incidents, open ways, and shelter found by those "
                    "who had to leave",
         formula_zh="设施状况、事件中保持运行的生命线占比、通道畅通程度与须转移者得到安置占比的平均值")
def dim_spatial(view: RunView) -> float:
    """Return the spatial dimension (mech:O06)."""
    found = _incidents(view)
    lifelines = found.where(is_one_of(found["type"], performances.LIFELINES))
    down = formulas.outage(lifelines["controlled"] - lifelines["started"], lifelines["window"])
    return average(facility_condition(view), 1 - mean(down), flows.open_ways(view), flows.sheltered(view))


@outcome(group="resilience", unit="0–1", direction=+1, en="Organisational resilience", zh="组织韧性",
         formula_en="mean of prompt command, supplies in time, and local knowledge of staff",
         formula_zh="指挥及时性、物资及时到位率与工作人员对本地的熟悉程度的平均值")
def dim_organisational(view: RunView) -> float:
    """Return the organisational dimension (mech:O06)."""
    prompt = 1 - float(formulas.saturating(_approval(view), PROMPT))
    return average(prompt, supply_rate(view), team_knowledge(view))


@outcome(group="resilience", unit="0–1", direction=+1, en="Social resilience", zh="社会韧性",
         formula_en="mean of the norm of helping, incidents in which the skilled or volunteers acted before any crew, and elders "
                    "reached by warnings",
         formula_zh="互助规范、有技能者或志愿者先期处置占比与老年人预警触达率的平均值")
def dim_social(view: RunView) -> float:
    """Return the social dimension (mech:O06)."""
    return average(mean(view.daily("help_norm")), ratio(*flows.skilled_first(view)), reach_elderly(view))


@outcome(group="resilience", unit="0–1", direction=+1, en="Technological resilience", zh="技术韧性",
         formula_en="mean of incidents that sensors noticed first, warning hits and app use",
         formula_zh="由传感器首先发现的事件占比、预警命中率与应用使用率的平均值")
def dim_technological(view: RunView) -> float:
    """Return the technological dimension (mech:O06)."""
    return average(flows.sensors_first(view), warning_hits(view), app_use(view))


@outcome(group="resilience", unit="0–1", direction=+1, en="Five dimensions together", zh="五维韧性均值",
         formula_en="mean of the five dimensions",
         formula_zh="五个维度的平均值")
def five_dim(view: RunView) -> float:
    """Return the mean of the five dimensions (mech:O06)."""
    return average(dim_institutional(view), dim_spatial(view), dim_organisational(view),
                   dim_social(view), dim_technological(view))


@outcome(group="resilience", unit="0–1", direction=+1, en="One plan, three systems", zh="一案三制得分",
         formula_en="geometric mean of plan (coverage), organisation (staff who know their place), mechanism (1 − RDL) and law "
                    "(1 − hesitation / minutes of approval)",
         formula_zh="预案（覆盖率）、体制（熟悉本地的工作人员占比）、机制（1 − RDL）与法制（1 − 犹豫用时 ÷ 审批用时）"
                    "的几何平均值")
def inst_score(view: RunView) -> float:
    """Return how complete plan, organisation, mechanism and law are (mech:O08)."""
    plan = flows.described(view)
    return together(plan if np.isfinite(plan) else 1.0, team_knowledge(view), 1 - rdl(view), flows.unhesitant(view))


def _adaptation(view: RunView) -> tuple[float, float]:
    found = _incidents(view)
    late = found["started"] >= (view.since + view.days / 2) * MINUTES_PER_DAY
    minutes = np.maximum(found["controlled"] - found["started"], LEAST_MINUTES)
    size = found["severity"] * found["scale"]
    return formulas.adapted(minutes, np.log1p(size), found["type"], late, found["started"] // MINUTES_PER_DAY)


def _incidents(view: RunView) -> Records:
    return view.records(INCIDENT, minute="started")


def _shocks(view: RunView) -> Shocks:
    found = _incidents(view)
    return performances.shocks(view.model.baseline_performance, found, recovered_at(view, found))


def _performance(view: RunView) -> np.ndarray:
    return performances.performance(view.model.baseline_performance, _shocks(view), view.since)


def _worst(view: RunView, found: Shocks, scores: np.ndarray) -> float:
    """Return the mean over communities of their lowest score; 1 for those without an incident."""
    worst = np.ones(len(view.model.town.communities))
    np.minimum.at(worst, found.community, scores)
    return mean(worst)


def _approval(view: RunView) -> float:
    """Return the mean minutes of approval over all incidents; 0 if there were none."""
    minutes = _incidents(view)["approval_minutes"]
    return mean(minutes) if minutes.size else 0.0
