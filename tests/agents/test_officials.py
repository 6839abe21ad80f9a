"""Officials under blame: their shipped rules, what others change, a rule of one's own, and the officials of one committee."""

import numpy as np
import pytest

from coprod import CoproductionModel, Parameters, run
from coprod.agents.decisions import DECISIONS
from coprod.agents.officials import BlameLogit, LossAverse, OfficialsWeek, RuleBound, hide_probability
from tests.agents.rule_effects import OFTEN, SMALL, both_languages, interval

WEEK = OfficialsWeek(np.linspace(0, 1, 11), 0.21, 0.18, 4.0, 0.75)
LONE = OFTEN | {"accountability.officials": 1, "accountability.secrecy": 1.0}
TOWN = {"town.residents_per_community": 1000}


@pytest.fixture(scope="module")
def model():
    model = CoproductionModel(Parameters().replace(SMALL | {"accountability.hiding_start": 0.4}), rng=1)
    for _ in range(8):
        model.step()
    return model


def test_officials_weigh_blame_by_a_logit_and_losses_two_and_a_quarter_times():
    """At x̄ = ½ peers cancel: log-odds are β(a_A − a_I), and β(λ a_A − a_I) for who fears losses."""
    log_odds = [float(np.log(p / (1 - p))) for p in (rule().decide(WEEK)[5] for rule in (BlameLogit, LossAverse))]
    assert log_odds == pytest.approx([4 * 0.03, 4 * (2.25 * 0.21 - 0.18)])
    assert BlameLogit().decide(WEEK) == pytest.approx(hide_probability(WEEK.colleagues, 4 * 0.03, 0.75))
    assert not RuleBound().decide(WEEK).any()


def test_without_blame_for_acting_loss_aversion_changes_nothing():
    safe = OfficialsWeek(WEEK.colleagues, 0.0, 0.18, 4.0, 0.75)
    assert np.array_equal(LossAverse().decide(safe), BlameLogit().decide(safe))


def test_who_fears_losses_hides_more_and_who_keeps_to_the_rules_nothing():
    low, _ = interval({"official.conceal": "loss_averse"}, "collusion_rate", TOWN)
    assert low > 0
    strict = {"official.conceal": "rule_bound", "official.defer": "rule_bound"}
    usual, strictly = (run(Parameters().replace(SMALL | TOWN), 1, 45, rules=rules).outcomes for rules in ({}, strict))
    assert usual["collusion_rate"] > 0 == strictly["collusion_rate"]


def test_who_asks_at_once_shortens_approval():
    _, high = interval({"official.defer": "rule_bound"}, "approval_sojourn", LONE, seeds=8)
    assert high < 0


def test_a_rule_of_ones_own_changes_what_is_hidden():
    class WithTheMany:
        """Hides as soon as a fifth of colleagues do (Granovetter 1978)."""

        def decide_one(self, seen):
            return float(seen.colleagues >= 0.2)

    parameters = Parameters().replace(SMALL | {"accountability.hiding_start": 0.4})
    one = run(parameters, 1, 30, rules={"official.conceal": WithTheMany}).model
    assert (one.emergency_field.accountability.hiding == 1).all()
    assert (one.emergency_field.accountability.hidden_probability == parameters.accountability.secrecy).all()
    assert "fifth of colleagues" in one.officials[0].explain("conceal").en


def test_the_officials_of_one_committee_decide_as_in_the_run(model):
    account, live = model.parameters.accountability, model.emergency_field.accountability
    chances = [(officials.conceal(), officials.defer()) for officials in model.officials]
    together = account.secrecy * np.array(chances) ** account.officials
    assert together[:, 0] == pytest.approx(live.hidden_probability, rel=1e-12)
    assert together[:, 1] == pytest.approx(live.deferred_chance, rel=1e-12)
    assert np.ptp(live.hidden_probability) > 0


def test_officials_see_their_own_street_and_say_why_in_both_languages(model):
    for officials in model.officials:
        street = model.town.communities.street
        mates = model.emergency_field.accountability.hiding[street == street[officials.row]]
        assert officials.colleagues == pytest.approx(mates.mean())
    for what in ("conceal", "defer"):
        for name in DECISIONS[f"official.{what}"].rules:
            other = CoproductionModel(Parameters().replace(SMALL), rng=1, rules={f"official.{what}": name})
            assert both_languages(other.officials[0].explain(what)), (what, name)
    assert not [d.name for d in DECISIONS.values() if d.name.startswith("official.") and d.absent]
