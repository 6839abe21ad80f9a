"""One policy against another: the answer in the state asked about, and what a unit of it costs."""

import numpy as np
import pytest

from coprod.kernel.streams import Streams
from coprod.laboratory import Study
from coprod.laboratory.analysis.alternatives import alternatives, pairs_needed
from coprod.laboratory.analysis.contrasts import contrast, price_per_unit
from coprod.laboratory.analysis.multiplicity import holm, paired_p
from coprod.laboratory.analysis.robustness import regret_intervals
from coprod.laboratory.analysis.warm_up import mser
from coprod.laboratory.report.answers import answer, comparisons
from coprod.laboratory.report.claims import holds_part
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.svg import Scale
from coprod.laboratory.statistics import Interval, pairing_gain, t_margin
from coprod.text.problems import InputProblems
from tests.failures import Failures


def test_chances_and_wins_by_hand():
    found = contrast([1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 3.0, 6.0], -1)  # less is better: A wins three pairs, one is a tie
    assert found.wins == pytest.approx(3.5 / 4) and found.difference.mean == pytest.approx(-1.25)
    assert 0.9 < found.chance < 1 and contrast([1.0, 2.0], [1.0, 2.0], 1).wins == 0.5
    assert contrast([1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 3.0, 6.0], 1).chance == pytest.approx(1 - found.chance)


def test_the_interval_of_a_price_covers_it_as_often_as_it_says():
    """Fieller's interval of a ratio of means covers the ratio in 95 % of samples (± four standard errors of that share)."""
    draws = Streams(1)("laboratory.test").normal(size=(4000, 2, 12))
    covered = []
    for cost, effect in draws:
        one = price_per_unit(6 + 2 * cost, 3 + 0.8 * effect + 0.5 * cost)
        covered.append(one.low <= 2 <= one.high)
    share = np.mean(covered)
    assert abs(share - 0.95) < 4 * np.sqrt(0.95 * 0.05 / len(covered))


def test_no_price_follows_from_an_effect_that_is_not_clear():
    assert price_per_unit([1.0, 2.0, 3.0], [-1.0, 1.0, 0.1]).low == -np.inf
    assert np.isnan(price_per_unit([1.0, 2.0], [0.0, 0.0]).estimate)


def test_contrasts_are_checked_and_find_their_points(tmp_path):
    text = """question = "q"
outcomes = ["loss", "cost_yuan"]
days = 2
replications = 2
[levers]
"approval.levels" = [1, 3]
"staff.count" = [5, 7]
[uncertainties]
"incident.branching" = [0.05, 0.3]
[[analysis.contrasts]]
a = { "staff.count" = 7 }
b = { "approval.levels" = 3 }
given = { "incident.branching" = 0.3 }
cost = "cost_yuan"
"""
    path = tmp_path / "grid.toml"
    path.write_text(text)
    study = Study.read(path)
    (a,), (b,) = study.contrast_points(study.analysis.contrasts[0])
    a, b = study.design.point(a), study.design.point(b)
    assert a == {"approval.levels": 1, "staff.count": 7, "incident.branching": 0.3}
    assert b == {"approval.levels": 3, "staff.count": 5, "incident.branching": 0.3}
    for wrong in (text.replace('"staff.count" = 7 }', '"staff.count" = 6 }'), text.replace("\na = {", "\nx = {"),
                  text.replace('cost = "cost_yuan"', 'cost = "money"'),
                  text.replace("given = {", 'given = { "staff.count" = 5,')):
        path.write_text(wrong)
        with pytest.raises(InputProblems):
            Study.read(path)


GRID = """a = [0, 1]
c = [0, 1]
[uncertainties]
b = [0, 0.5, 1]"""


def comparison(results):
    found = Findings(results, "en")
    return found, comparisons(found)[0]


def test_states_that_are_not_named_are_averaged_over_and_those_that_are_stay(study, run):
    """y = 1 + 3 a − 2 b + seed in tests.laboratory.models:LINEAR; A − B is 3 in every state."""
    text = '[analysis]\ncontrasts = [{ a = { a = 1 }, b = { c = 1 }%s }]'
    found, one = comparison(run(study("LINEAR", text % "", levers=GRID), "all"))
    assert len(one.points[0]) == 3 and one.values("y")[0].mean() == pytest.approx(1 + 3 - 2 * 0.5 + 2)
    assert "means over 3 states" in answer(one) and "+3" in answer(one)
    found, one = comparison(run(study("LINEAR", text % ", given = { b = 0.5 }", levers=GRID), "one"))
    assert len(one.points[0]) == 1 and found.design.iloc[one.points[0][0]].to_dict() == {"a": 1, "c": 0, "b": 0.5}


def test_a_contrast_says_yes_or_no_to_the_question(study, run):
    text = '[analysis]\ncontrasts = [{ a = { a = 1 }, b = { c = 1 }, names = { a = "more wardens" } }]'
    _, one = comparison(run(study("LINEAR", text, levers=GRID)))  # more y is worse
    assert answer(one, "Does it hold?").startswith("No. A (more wardens: a 1) does worse than B (c 1): Y +3")
    assert answer(one, "Which is better?").startswith("A (") and answer(one, "暴雨翻倍时是否更好？").startswith("No. ")


def test_holm_by_hand_and_in_a_family_of_nothing():
    assert holm([0.01, 0.04, np.nan, 0.03]) == pytest.approx([0.03, 0.06, np.nan, 0.06], nan_ok=True)
    draws = Streams(2)("laboratory.test").normal(size=(1000, 8, 2, 10))
    false = sum(bool((holm([paired_p(a, b) for a, b in family]) < 0.05).any()) for family in draws)
    assert false / 1000 < 0.05 + 4 * np.sqrt(0.05 * 0.95 / 1000)  # family-wise error; uncorrected it is 34 %
    assert np.isnan(paired_p([1.0], [2.0])) and paired_p([1.0, 2.0], [1.0, 2.0]) == 1


def test_alternatives_count_signs_and_what_is_clear():
    base = np.array([-0.1, 0.0, 0.1, 0.05])
    first = np.array([base + 2, base + 0.01, base - 3, base - 0.03])
    one = alternatives(first, np.zeros((4, 4)), 1.5)
    assert (one.n, one.holds, one.same_unclear, one.flipped, one.opposite_unclear) == (4, 1, 1, [2], 1)
    assert one.holds + one.same_unclear + len(one.flipped) + one.opposite_unclear == 4
    assert alternatives(first, first, 0.0).holds == 0


def test_pairs_needed_are_the_first_number_whose_interval_leaves_out_0():
    with Failures() as failures:
        for n, d, s in [(3, 1.0, 0.5), (8, 1.0, 1.0), (30, 0.3, 2.0), (10, -4.0, 0.1)]:
            with failures.case(f"n {n}, d {d}, s {s}"):
                margin = t_margin(s, n)
                needed = pairs_needed(Interval(d, d - margin, d + margin, n))
                assert t_margin(s, needed) < abs(d) and (needed == 2 or t_margin(s, needed - 1) >= abs(d))
    assert pairs_needed(Interval(0.0, -1.0, 1.0, 5)) is None and pairs_needed(Interval(1.0, np.nan, np.nan, 1)) is None


def test_so_many_pairs_as_are_needed_are_enough_every_second_time():
    """What the note for the referee says: about every second time with so many, about four times in five with twice as many."""
    margin = t_margin(1.0, 10)
    needed = pairs_needed(Interval(0.4, 0.4 - margin, 0.4 + margin, 10))
    for n, share in ((needed, 0.5), (2 * needed, 0.8)):
        samples = Streams(0)("laboratory.test", n).normal(0.4, 1.0, size=(4000, n))
        t = samples.mean(axis=1) / samples.std(axis=1, ddof=1)
        assert np.mean(t > t_margin(1.0, n)) == pytest.approx(share, abs=0.05)


def test_values_that_differ_by_rounding_are_the_same_everywhere():
    a, b = np.full(5, 0.1 + 0.2), np.full(5, 0.3)
    one = contrast(a, b, 1)
    assert (one.difference.mean, one.wins, one.chance, paired_p(a, b)) == (0, 0.5, 0.5, 1)
    assert not alternatives(a[None], b[None], 1.0).differences[0].estimate and pairing_gain(a, b) == 1
    assert Scale.over([0.3, 0.1 + 0.2], 0, 100).ticks()


def test_what_plays_no_part_makes_no_distinct_states(run, study):
    first = np.array([[1.0, 2.0, 3.5]] * 3 + [[1.0, 2.0, 4.0]])
    assert alternatives(first, np.zeros((4, 3)), 1.0).n_distinct == 2
    text = '[analysis]\ncontrasts = [{ a = { a = 1 }, b = { a = 0 } }]'
    for nature, idle in (("c", True), ("b", False)):  # c has no part in y
        levers = f"a = [0, 1]\n[uncertainties]\n{nature} = [0, 1]"
        part = holds_part(Findings(run(study("LINEAR", text, levers=levers), nature), "en"))
        assert ("2 of 2, 1 of them distinct" in part) == ("Not one run differs" in part) == idle


def test_intervals_of_regret_cover_it():
    """Where policies are equal regret is 0 and a bootstrap of the maximum would hardly ever say so."""
    cases = {"equal": np.zeros((3, 4)), "crossing": np.array([[0.0, 1, 0, 1], [1, 0, 1, 0], [0.5, 0.5, 0.5, 0.5]]),
             "apart": np.array([[0.0, 2.0], [5.0, 0.0]])}
    draws = Streams(3)("laboratory.test")
    with Failures() as failures:
        for name, means in cases.items():
            regret = (means - means.min(axis=0)).max(axis=1)
            for n in (5, 30):
                with failures.case(f"{name}, {n} replications"):
                    found = [regret_intervals(means[:, :, None] + noise, resamples_of_least=20)
                             for noise in draws.normal(size=(200, *means.shape, n))]
                    covered = np.mean([(one["max_regret_low"] <= regret) & (regret <= one["max_regret_high"]) for one in found])
                    assert covered > 0.95 - 4 * np.sqrt(0.95 * 0.05 / 200)
    assert found[0].loc[0, "least"] == 1 and found[0].loc[1, "max_regret_low"] > 4 and found[0].loc[0, "p90_regret_high"] < 3
    assert regret_intervals(np.ones((2, 2, 1))).isna().all(axis=None)


def test_mser_cuts_the_beginning_and_nothing_else():
    """A transient 10 exp(−t / 20) on white noise is gone after some 60 steps; noise alone needs no cut, a trend never settles."""
    noise = Streams(4)("laboratory.test").normal(size=(30, 400)).mean(axis=0)
    days = np.arange(400)
    cut = mser(10 * np.exp(-days / 20) + noise)
    assert cut.is_settled and 40 <= cut.start <= 140
    assert mser(noise).is_settled and mser(noise).start <= 100
    assert not mser(np.full(3, 1.0)).is_settled and not mser(np.concatenate([days[:300] * 1.0, np.full(100, 300.0)])).is_settled


@pytest.mark.filterwarnings("error")
def test_effects_that_cancel_out_have_no_price():
    price = price_per_unit([1.0, 2.0, 3.0, 4.0], [1.0, -1.0, 0.5, -0.5])
    assert np.isnan(price.estimate) and price.low == -np.inf and price.high == np.inf
