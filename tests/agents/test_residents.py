"""What residents decide: the chance of acting, by the rule that comes with the model, another one and a user's own."""

import numpy as np
import pytest
from scipy.special import expit

from coprod import CoproductionModel, Parameters, run
from coprod.agents.decisions import RuleBook, RuleFailure
from coprod.agents.participation_utility import SHAM
from coprod.agents.residents import ThresholdAct
from coprod.fields.everyday.acts import Participation
from coprod.kernel.streams import Streams
from tests.residents.crowd import PLAIN, crowd

SMALL = Parameters().replace({"town.streets": 1, "town.communities": 2, "town.residents_per_community": 600})


class Enthusiast:
    """Acts every day if the motive is strong."""

    def decide_one(self, resident):
        return 1.0 if resident.motivation * resident.motive > 2 else 0.0


class Never:
    def decide(self, seen):
        return np.zeros(len(seen))


class Doubtful:
    def decide_one(self, resident):
        return -1.0 if resident.trust > 0 else 0.0


def week_of(town, rule, **changes):
    """Return the live participation of a crowd whose residents decide by `rule`, its first week begun."""
    parameters = Parameters().replace(PLAIN | {key.replace("__", "."): value for key, value in changes.items()})
    participation = Participation(parameters, Streams(1), town, RuleBook(parameters, {"resident.act": rule}))
    participation.begin_week(np.ones(len(town.communities)))
    return participation


def test_the_threshold_is_what_is_lacking_and_falls_with_the_motive():
    """With one act in reach at cost 10, motive m and no other term the threshold is (10 − 3 − m) / 10."""
    town = crowd(3)
    town.residents.motivation[:] = [8.0, 4.0, 0.0]
    participation = week_of(town, "threshold", resident__cost_report=10.0)
    seen = [participation.seen_by(row) for row in range(3)]
    rule = ThresholdAct(Parameters().replace(PLAIN | {"resident.cost_report": 10.0}))
    assert [float(rule.threshold(one)[0]) for one in seen] == pytest.approx([0.0, 0.3, 0.7], abs=1e-6)
    assert town.residents.act_probability.tolist() == pytest.approx([rule.DAILY, 0, 0])


def test_the_share_of_neighbours_sets_off_a_cascade():
    """Granovetter's own example: thresholds 0, 1/99, 2/99 … bring everybody out, one gap and nobody follows."""
    n = 100
    for gap, expected in ((False, n), (True, 1)):
        town = crowd(n, complete=True)
        needed = np.arange(n) / (n - 1) - 1e-4
        needed[1] += 0.02 * gap
        town.residents.motivation[:] = 7 - 10 * needed
        participation = week_of(town, "threshold", resident__cost_report=10.0)
        for _ in range(n):
            town.residents.active[:] = town.residents.act_probability > 0
            participation.begin_week(np.ones(1))
        assert (town.residents.act_probability > 0).sum() == expected


def test_real_and_sham_acts_are_a_logit_whatever_makes_people_act():
    """A sham act is worth 2 − 0.5·(2 + 2) more than a report of motive m: the share of shams is Λ(0 − m)."""
    for motive, points in ((0.0, 0.5), (1.0, 0.5), (300.0, 0.0)):
        town = crowd(20_000, motivation=motive)
        participation = week_of(town, Enthusiast() if motive > 2 else "threshold", points__reward=2.0, points__sham=True,
                                points__audit=points, resident__cost_report=2.0)
        acts = participation.day(0)
        margin = 2.0 - 4.0 * points - motive
        share = expit(margin)
        assert acts.rows.size > 1000
        error = 4 * np.sqrt(share * (1 - share) / acts.rows.size)
        assert (acts.act == SHAM).mean() == pytest.approx(share, abs=error + 1e-9), motive


def test_thresholds_make_points_matter_otherwise_than_the_logit_does():
    """Twenty points bring fewer residents out where they act only with their neighbours."""
    differences = []
    schemes = [SMALL.replace({"points.reward": points, "points.budget": 1e5}) for points in (0.0, 20.0)]
    for seed in range(1, 6):
        default, other = (
            -np.subtract(*(run(scheme, seed=seed, days=56, rules=rules).outcomes["participation_rate"] for scheme in schemes))
            for rules in (None, {"resident.act": "threshold"}))
        differences.append(other - default)
    error = np.std(differences, ddof=1) / len(differences) ** 0.5
    assert np.mean(differences) + 2.776 * error < 0, differences


def test_residents_say_what_the_run_did_and_why():
    for rule in ("logit", "threshold", Enthusiast()):
        model = CoproductionModel(SMALL, rng=3, rules={"resident.act": rule})
        for _ in range(10):
            model.step()
        for row in range(0, len(model.residents), 7):
            resident = model.residents[row]
            assert resident.decide() == resident.act_probability, (rule, row)
    adults = [resident for resident in model.residents if resident.age >= SMALL.resident.adult_age]
    assert {resident.act_probability for resident in adults} == {0.0, 1.0}
    assert not any(r.act_probability for r in model.residents if r.age < SMALL.resident.adult_age)


def test_reasons_list_the_largest_term_first_in_both_languages():
    model = CoproductionModel(SMALL, rng=3)
    model.step()
    adult = next(r for r in model.residents if r.age >= SMALL.resident.adult_age)
    why = adult.explain()
    assert why.en.index("cost and pay of the acts") < why.en.index("own motive") and f"{adult.act_probability:.2%}" in why.en
    assert why.zh.index("行动的成本与回报") < why.zh.index("内在动机") and f"{adult.act_probability:.2%}" in why.zh
    child = next(r for r in model.residents if r.age < SMALL.resident.adult_age)
    assert "young" in child.explain().en and child.decide() == 0


def test_nobody_acts_by_a_rule_that_says_never():
    assert run(SMALL, days=14, rules={"resident.act": Never}).outcomes["participation_rate"] == 0


def test_a_wrong_answer_names_the_resident():
    model = CoproductionModel(SMALL, rng=1, rules={"resident.act": Doubtful})
    with pytest.raises(RuleFailure, match="resident 0, day 0: returned -1"):
        model.step()
    with pytest.raises(RuleFailure, match="resident 17, day 0: returned -1"):
        model.residents[17].decide()
