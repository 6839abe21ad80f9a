"""Three submodels written anew from docs/ODD.md alone, as plain functions, agree with the program.

Nothing below imports a formula of coprod: each function cites the sentence of the ODD that it was written from.
"""

import math
import re

import networkx as nx
import numpy as np
import pytest

from coprod import CoproductionModel, Parameters
from coprod.agents.residents import ACT
from coprod.fields.everyday.coproduction import care_factor, service_output
from coprod.interfaces.docs import FOLDER
from coprod.parameters import declarations
from coprod.town.infrastructure import SERVICES, dependencies, inoperability

TEXT = (FOLDER / "ODD.md").read_text(encoding="utf-8")


# note:B0. "Hours of regular producers R and of citizens C give Q = [α R^ρ + (1 − α) C^ρ]^(1/ρ)"; "Where ρ = 0,
# Q = R^α C^(1 − α); where R or C is 0 and ρ ≤ 0, Q = 0"; "births of hazards are multiplied by 1 + e (1 − q)/(1 + q)".
def output(regular, citizen, alpha, rho):
    if rho <= 0 and min(regular, citizen) == 0:
        return 0.0
    if rho == 0:
        return regular**alpha * citizen ** (1 - alpha)
    return (alpha * regular**rho + (1 - alpha) * citizen**rho) ** (1 / rho)


def births(relative, effect):
    return 1 + effect * (1 - relative) / (1 + relative)


# "In full, note:B1 to note:B3".
def chance_and_real_share(p, v, kind, rider, own):
    """Return the daily chance of acting and the share of those acts that are real."""
    r, points = p.resident, p.points
    paid, price = points.reward, points.price
    individual = points.exchange == "individual"
    w = {"intrinsic": r.points_intrinsic, "mixed": r.points_mixed, "passive": r.points_passive}[kind]
    w *= 1.0 if individual else points.collective_value
    extra = points.audit * points.report_reward + (points.rider_reward if rider else 0.0)
    penalty = 0.0 if points.rider_waiver or not rider else r.rider_penalty
    acts = {"report": (paid + extra, r.cost_report + penalty), "patrol": (paid, r.cost_patrol), "train": (paid, r.cost_train),
            "help": (paid, r.cost_help)}
    u = {k: r.points_weight * w * math.log(1 + price * pk * v / r.points_scale) - c + own["community"][k]
         for k, (pk, c) in acts.items()}
    part = {"intrinsic": 1.0, "mixed": 0.5, "passive": 0.0}[kind]
    offended = part * r.signal_loss * math.exp(-price * paid * v / r.signal_scale)
    left = 1 - offended if paid > 0 and individual else 1.0
    o = (own["motivation"] * own["motive"] * left + points.recognition + r.habit_weight * own["habit"]
         + r.norm_weight * (own["norm"] - 0.5) + r.risk_weight * own["risk"] + r.trust_weight * own["trust"]
         - r.burnout_weight * own["burnout"] - r.time_weight * own["time"])
    real = math.exp(o / r.choice_noise) * sum(math.exp(one / r.choice_noise) for one in u.values())
    sham = 0.0
    if paid > 0 and points.sham:
        margin = points.effort_real - points.effort_sham - points.audit * (paid + points.fine)
        worth = r.points_weight * w * math.log(1 + price * paid * v / r.points_scale) - r.cost_report + margin
        sham = math.exp(worth / r.choice_noise)
    return (real + sham) / (1 + real + sham), real / (real + sham)


# note:B12. "q = (I − κA)⁻¹ c, c_i being how far service i is struck directly and A_ij the share of i that hangs on j ...
# Where that leaves [0, 1], q is the limit of q ← min(1, κAq + c) from q = c."
def out_of_action(p, struck, kappa):
    names = list(SERVICES)
    hangs = [[getattr(p.infrastructure, f"{i}_on_{j}", 0.0) for j in names] for i in names]
    q = list(struck)
    for _ in range(5000):
        q = [min(1.0, kappa * sum(a * x for a, x in zip(row, q, strict=True)) + c) for row, c in zip(hangs, struck, strict=True)]
    return q


def test_coproduction():
    p = Parameters().staff
    for rho in (p.coproduction_substitution, -3.0, 0.0, 0.4, 1.0):
        for regular, citizen in ((3.0, 1.2), (0.1, 9.0), (4.0, 0.0), (0.0, 2.0), (1.0, 1.0)):
            ours = output(regular, citizen, p.coproduction_regular_share, rho)
            theirs = service_output([regular], [citizen], p.coproduction_regular_share, rho)[0]
            assert theirs == pytest.approx(ours, rel=1e-9, abs=1e-12), (rho, regular, citizen)
    for relative in (0.0, 0.5, 1.0, 3.0):
        assert care_factor(np.array(relative), 0.7) == pytest.approx(births(relative, 0.7), rel=1e-12)


SCHEMES = (
    {}, {"points.reward": 0.0}, {"points.reward": 12.0, "points.audit": 0.3, "points.rider_reward": 6.0},
    {"points.exchange": "collective", "points.recognition": 0.5}, {"points.rider_waiver": True})


@pytest.mark.parametrize("values", SCHEMES)
def test_participation(values):
    """In a running town, a month after it began: every resident's chance, and how likely the act is a real one."""
    class Spy:
        def __init__(self, parameters):
            self.rule = ACT.rules[ACT.default](parameters)

        def decide(self, seen):
            chance = self.rule.decide(seen)
            if "model" in town:
                model = town["model"]
                heard.append((seen, np.array(chance), model.points_ledger.credibility.copy(), model.act_offset.copy()))
            return chance

        def explain(self, seen):
            return self.rule.explain(seen)

    heard, town = [], {}
    small = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 300, "town.rider_share": 0.2}
    p = Parameters().replace(small | values)
    town["model"] = CoproductionModel(p, rng=3, rules={"resident.act": Spy})
    for _ in range(29):
        town["model"].step()
    seen, chance, credibility, offsets = heard[-1]  # what they saw on the fifth Monday, and chose
    kinds = ("intrinsic", "mixed", "passive")
    checked = 0
    for i in np.flatnonzero(seen.adult)[::7]:
        own = {"motivation": seen.motivation[i], "motive": seen.motive[i], "habit": seen.habit[i], "norm": seen.norm[i],
               "risk": seen.perceived_risk[i], "trust": seen.trust[i], "burnout": seen.burnout[i], "time": seen.time_cost[i],
               "community": dict(zip(("report", "patrol", "train", "help"), offsets[seen.community[i]], strict=True))}
        ours, _ = chance_and_real_share(p, credibility[seen.community[i]], kinds[seen.motive_type[i]], bool(seen.rider[i]), own)
        assert chance[i] == pytest.approx(ours, rel=2e-4)  # the program reckons odds in single precision
        checked += 1
    assert checked > 40


def test_cascades():
    p = Parameters()
    graph = dependencies(p.infrastructure)
    assert isinstance(graph, nx.DiGraph)
    for kappa in (0.0, 0.6, 1.0):
        for first in range(len(SERVICES)):
            struck = [0.0] * len(SERVICES)
            struck[first] = 0.8
            theirs = inoperability(graph, dict(enumerate(struck)), kappa)
            assert [theirs[i] for i in range(len(SERVICES))] == pytest.approx(out_of_action(p, struck, kappa), abs=1e-6)


def test_the_equations_above_are_those_of_the_page():
    for quoted in ("Q = [α R^ρ + (1 − α) C^ρ]^(1/ρ)", "1 + e (1 − q)/(1 + q)", "u_k = β w ln(1 + π p_k v/P0) − c_k",
                   "(O + S)/(1 + O + S)", "q ← min(1, κAq + c)"):
        assert quoted in TEXT, quoted


def test_every_named_coefficient_is_a_parameter():
    keys = {declaration.key for declaration in declarations()}
    table = re.search(r"### Named coefficients\n(.*?)\n\*\*In full", TEXT, re.S)[1]
    named = re.findall(r"`(\w+\.\w+)`", table)
    assert len(named) > 20 and set(named) <= keys
