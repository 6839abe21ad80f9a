"""Factors follow their distributions, and groups of factors are varied and judged together."""

import math

import numpy as np
import pytest

from coprod.laboratory.analysis.sensitivity import morris, sobol
from coprod.laboratory.designs import Plan, unit_sample
from coprod.laboratory.stages.surrogate import steps_of
from coprod.text.problems import InputProblems
from tests.laboratory.test_analysis import V1, V2, V13, outputs

HYPERCUBE = '[design]\nkind = "latin_hypercube"\nsamples = 2000'


def sampled(study, spec, model="LINEAR", name="a"):
    text = f"{HYPERCUBE}\n[uncertainties]\n{name} = {spec}"
    column = study(model, text, levers="", replications=1).design.columns[0]
    return np.array(column)


def test_samples_follow_the_distribution_that_was_asked_for(study):
    """A Latin hypercube of n points has every n-th quantile: the largest distance from the distribution is below 1 / n."""
    from scipy import stats

    laws = {
        '{ dist = "uniform", low = 0.2, high = 0.6 }': stats.uniform(0.2, 0.4),
        '{ dist = "log_uniform", low = 0.01, high = 1 }': stats.loguniform(0.01, 1),
        '{ dist = "triangular", low = 0.1, mode = 0.3, high = 0.9 }': stats.triang(0.25, 0.1, 0.8),
        '{ dist = "triangular", low = 0, mode = 0, high = 1 }': stats.triang(0, 0, 1),
        '{ dist = "normal", mean = 0.5, sd = 0.1 }': stats.norm(0.5, 0.1),
        '{ dist = "truncated_normal", mean = 0.2, sd = 0.5, low = 0, high = 1 }': stats.truncnorm(-0.4, 1.6, 0.2, 0.5),
        '{ dist = "lognormal", mean_log = -2, sd_log = 0.5 }': stats.lognorm(0.5, scale=math.exp(-2)),
        '{ dist = "beta", alpha = 2, beta = 5 }': stats.beta(2, 5),
        '{ dist = "beta", alpha = 0.5, beta = 3, low = 0.5, high = 0.7 }': stats.beta(0.5, 3, 0.5, 0.2),
    }
    wrong = {}
    for spec, law in laws.items():
        values = np.sort(sampled(study, spec))
        distance = abs(law.cdf(values) - (np.arange(2000) + 0.5) / 2000).max()
        if distance > 0.5 / 2000 + 1.5e-4:  # half a step, and the tails that are cut
            wrong[spec] = distance
        assert values.min() >= 0 and values.max() <= 1, spec
    assert not wrong


def test_whole_numbers_are_not_short_changed_at_the_ends(study):
    found = sampled(study, '{ dist = "beta", alpha = 1, beta = 1, low = 3, high = 7 }', "STORE", "store.staff")
    assert found.dtype.kind == "i" and np.bincount(found, minlength=8)[3:].tolist() == [400] * 5
    found = sampled(study, '{ dist = "normal", mean = 10, sd = 2 }', "STORE", "store.staff")
    assert abs(found.mean() - 10) < 0.01 and abs(found.std() - math.sqrt(4 + 1 / 12)) < 0.02  # Sheppard's correction


def test_whole_numbers_follow_a_logarithmic_scale_wherever_they_are_sampled(study):
    """Rounded from a log-uniform law over (0.5, 8.5), k has the share log((k + 1/2) / (k − 1/2)) / log 17."""
    shares = np.log((np.arange(1, 9) + 0.5) / (np.arange(1, 9) - 0.5)) / math.log(17)
    for spec in ('{ from = 1, to = 8, scale = "log" }', '{ dist = "log_uniform", low = 1, high = 8 }'):
        found = sampled(study, spec, "STORE", "store.staff")
        assert found.dtype.kind == "i"
        assert np.abs(np.bincount(found, minlength=9)[1:] / 2000 - shares).max() <= 1 / 2000, spec
        factor = study("STORE", f"{HYPERCUBE}\n[uncertainties]\nstore.staff = {spec}", levers="").factors[0]
        assert [factor.at(u) for u in (0.0, 1.0)] == [1, 8]
        assert steps_of(factor) == 0, "its values have no equal shares of the unit interval"
    crossed = study("STORE", levers='store.staff = { from = 1, to = 8, steps = 4, scale = "log" }')
    assert crossed.factors[0].levels == (1, 2, 4, 8)


def test_whole_numbers_have_whole_ends_and_logarithms_begin_above_0(study):
    for spec, key in (('{ dist = "uniform", low = 5.5, high = 8.5 }', {"low", "high"}),
                      ('{ dist = "beta", alpha = 2, beta = 2, low = 6.2, high = 7 }', {"low"}),
                      ('{ from = 5.5, to = 8 }', {"from"}), ('{ dist = "log_uniform", low = 0, high = 8 }', {"low"}),
                      ('{ from = 0, to = 8, scale = "log" }', {"scale"})):
        with pytest.raises(InputProblems) as error:
            sampled(study, spec, "STORE", "store.staff")
        assert {one.key for one in error.value.problems} == {f"uncertainties.store.staff.{end}" for end in key}, spec
    assert set(sampled(study, '{ dist = "triangular", low = 5, mode = 6.5, high = 8 }', "STORE", "store.staff")) == {5, 6, 7, 8}


def test_morris_designs_reach_the_ends_of_a_normal_and_stay_finite(study):
    text = '[design]\nkind = "morris"\ntrajectories = 4\n[uncertainties]\n' \
        'a = { dist = "normal", mean = 0.5, sd = 0.05 }\nb = "plausible"'
    column = np.array(study("LINEAR", text, levers="", replications=1).design.columns[0])
    assert np.isfinite(column).all() and 0.5 - 4 * 0.05 < column.min() < column.max() < 0.5 + 4 * 0.05


@pytest.mark.parametrize(("spec", "key", "words"), [
    ('{ dist = "gaussian", mean = 0, sd = 1 }', "a.dist", "normal"),
    ('{ dist = "triangular", low = 0.5, mode = 0.2, high = 1 }', "a.mode", "from 0.5 to 1"),
    ('{ dist = "triangular", low = 0.5, high = 1 }', "a.mode", "number"),
    ('{ dist = "triangular", low = 0.9, mode = 0.9, high = 0.1 }', "a.high", "above low"),
    ('{ dist = "triangular", low = -1, mode = 0.2, high = 1 }', "a.low", "0 to 1"),
    ('{ dist = "triangular", from = 0, mode = 0.2, to = 1 }', "a.from", "low, mode, high"),
    ('{ dist = "normal", mean = 0.5, sd = 0 }', "a.sd", "above 0"),
    ('{ dist = "normal", mean = 0.5, sd = 0.5 }', "a.dist", "31.7 % of this distribution"),
    ('{ dist = "lognormal", mean_log = 0, sd_log = 1 }', "a.dist", "50 % of this distribution"),
    ('{ dist = "truncated_normal", mean = 99, sd = 0.1 }', "a.mean", "no probability"),
    ('{ dist = "log_uniform" }', "a.low", "above 0"),
    ('{ dist = "beta", alpha = 2 }', "a.beta", "number"),
])
def test_one_clear_message_for_every_mistake(study, spec, key, words):
    with pytest.raises(InputProblems) as error:
        study("LINEAR", f"{HYPERCUBE}\n[uncertainties]\na = {spec}", levers="")
    (problem, *_) = error.value.problems
    assert problem.key == f"uncertainties.{key}" and words in str(problem)
    assert {one.key.removeprefix("uncertainties.") for one in error.value.problems} <= {key, "a.to"}


def test_a_distribution_needs_a_sampled_design(study):
    with pytest.raises(InputProblems, match="sampled design"):
        study("LINEAR", '[uncertainties]\na = { dist = "beta", alpha = 2, beta = 2 }', levers="")


GROUPED = '[design]\nkind = "{}"\n{}\n[groups]\nodd = ["x1", "x3"]\n'
THREE = "\n".join(f'x{i} = "plausible"' for i in (1, 2, 3))


def test_sobol_indices_of_a_group_are_those_of_its_factors_together(study, run):
    """In Ishigami's function x1 and x3 act together and x2 by itself: both groups have all their effect to themselves."""
    plan = study("ISHIGAMI", GROUPED.format("sobol", "samples = 1024"), levers=THREE, replications=1)
    assert plan.n_points == 4 * 1024 and plan.plan.groups == ("odd", "x2", "odd")
    results = run(plan)
    found = sobol(results.factors, outputs(results)[:, 0], groups=results.study["design"]["groups"]).indices
    assert list(found["name"]) == ["odd", "x2"]
    shares = np.array([V1 + V13, V2]) / (V1 + V2 + V13)
    for index in ("first", "total"):
        assert (abs(found[index] - shares) <= 2 * found[f"{index}_half"]).all()


def test_morris_effects_of_a_group_add_up():
    """In y = 3 a − 2 b, effects of the group of both are 3 ± 2 in size, by whether they step the same way."""
    groups = ("both", "both", "c")
    unit = unit_sample(Plan("morris", samples=40, groups=groups), 3)
    assert unit.shape == (40 * 3, 3)
    found = morris(["a", "b", "c"], unit, 3 * unit[:, 0] - 2 * unit[:, 1], groups).indices.set_index("name")
    assert 1 < found.mu_star["both"] < 5 and found.mu_star["c"] == 0 and np.isnan(found.sigma["both"])


@pytest.mark.parametrize(("groups", "key"), [
    ('odd = ["x1", "x4"]', "groups.odd"), ("odd = []", "groups.odd"), ('x1 = ["x2"]', "groups.x1"),
    ('odd = ["x1"]\neven = ["x1", "x2"]', "groups.even"), ('all = ["x1", "x2", "x3"]', "groups"), ("odd = 3", "groups.odd"),
])
def test_mistakes_in_groups_are_named(study, groups, key):
    with pytest.raises(InputProblems) as error:
        study("ISHIGAMI", f'[design]\nkind = "sobol"\nsamples = 8\n[groups]\n{groups}\n', levers=THREE)
    assert key in {problem.key for problem in error.value.problems}


def test_groups_need_a_design_that_knows_them(study):
    with pytest.raises(InputProblems, match="sobol, morris"):
        study("ISHIGAMI", f'{HYPERCUBE}\n[groups]\nodd = ["x1", "x3"]\n', levers=THREE)
