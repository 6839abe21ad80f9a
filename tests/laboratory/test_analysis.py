"""Analyses against what theory says, through the same pipeline as any study."""

import math

import numpy as np
import pandas as pd
import pytest

from coprod.kernel.streams import Streams
from coprod.laboratory.analysis.attribution import attribute, coalitions, shapley_values
from coprod.laboratory.analysis.cube import matrix, noise_of_means, noise_share
from coprod.laboratory.analysis.differences import differences
from coprod.laboratory.analysis.discovery import discover
from coprod.laboratory.analysis.effects import (
    Factorial,
    interaction,
    level_effects,
    main_effect,
    super_additivity,
    variance_shares,
)
from coprod.laboratory.analysis.robustness import rank_stability, ranks, robustness
from coprod.laboratory.analysis.sensitivity import morris, sobol
from coprod.laboratory.analysis.tipping import falls_into_two_heaps, tipping
from coprod.laboratory.analysis.trade_off import frontier, frontier_probability
from coprod.laboratory.designs import Plan, latin_hypercube, unit_sample
from coprod.laboratory.sequential import look_ahead, stopping_point
from coprod.laboratory.statistics import half_widths, mean_interval, median_interval, pairing_gain

V1, V2, V13 = 0.5 * (1 + math.pi**4 / 50) ** 2, 49 / 8, 8 * math.pi**8 / 22500
ISHIGAMI = {"first": np.array([V1, V2, 0]) / (V1 + V2 + V13), "total": np.array([V1 + V13, V2, V13]) / (V1 + V2 + V13)}
PLAUSIBLE = "\n".join(f'x{i} = "plausible"' for i in (1, 2, 3))


def outputs(results):
    return matrix(results.runs, "y", results.study["design"]["n_points"])


def sobol_of(results):
    return sobol(results.factors, outputs(results)[:, 0])


def test_sobol_indices_of_ishigami_through_the_whole_pipeline(study, run):
    text = '[design]\nkind = "sobol"\nsamples = 1024'
    found = sobol_of(run(study("ISHIGAMI", text, levers=PLAUSIBLE, replications=1)))
    for index in ("first", "total"):
        assert (abs(found.indices[index] - ISHIGAMI[index]) <= 2 * found.indices[f"{index}_half"] + 1e-9).all()
    assert found.dropped == 0 and found.warning == "" and list(found.convergence.blocks.unique())[-2:] == [512, 1024]


def test_indices_converge_with_the_sample():
    x = (unit_sample(Plan("sobol", samples=8192), 3) * 2 - 1) * math.pi
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    many, few = sobol(["a", "b", "c"], y), sobol(["a", "b", "c"], y[: 5 * 64])
    assert many.is_converged and not few.is_converged
    assert np.allclose(many.indices.total, ISHIGAMI["total"], atol=0.03)


def test_failed_runs_drop_whole_blocks_with_a_warning_and_leave_the_indices(study, run):
    design = '[design]\nkind = "sobol"\nsamples = 1024'
    clean = sobol_of(run(study("ISHIGAMI", design, levers=PLAUSIBLE, replications=1), "clean")).indices
    results = run(study("SOMETIMES_ISHIGAMI", design, levers=PLAUSIBLE, replications=1), "failing")
    found = sobol_of(results)
    assert 10 < results.counts()["error"] < 200
    assert f"{found.dropped} of 1024 blocks" in found.warning and 0 < found.dropped < 200
    for index in ("first", "total"):
        assert (abs(found.indices[index] - clean[index]) <= clean[f"{index}_half"] + 1e-9).all()


def test_a_constant_has_no_indices():
    assert sobol(["a", "b"], np.ones(64)).indices[["first", "total"]].isna().all(axis=None)


def test_morris_of_a_linear_model_is_its_coefficients(study, run):
    levers = 'a = "plausible"\nb = "plausible"\nc = "plausible"'
    text = '[design]\nkind = "morris"\ntrajectories = 8'
    results = run(study("LINEAR", text, levers=levers, replications=1))
    unit = unit_sample(Plan("morris", samples=8), 3)
    found = morris(results.factors, unit, outputs(results)[:, 0]).indices
    assert np.allclose(found.mu_star, [3, 2, 0]) and np.allclose(found.mu, [3, -2, 0])
    assert np.allclose(found.sigma, 0, atol=1e-9)


def test_factorial_effects_of_a_linear_model_are_exact(study, run):
    results = run(study("LINEAR", levers="a = [0, 1]\nb = [0, 0.5, 1]", replications=4))
    factorial = Factorial.of(results.factors, [[0, 1], [0, 0.5, 1]], outputs(results))
    assert main_effect(factorial, 0).estimate == pytest.approx(3) and main_effect(factorial, 1).low == pytest.approx(-2)
    assert [effect.estimate for effect in level_effects(factorial, 1)] == pytest.approx([0, -1, -2])
    assert super_additivity(factorial).estimate == pytest.approx(0)
    shares = variance_shares(factorial).set_index("term").share
    assert shares["a"] == pytest.approx(2.25 / (2.25 + 4 / 6)) and shares.sum() == pytest.approx(1)


def test_interaction_and_super_additivity_of_a_product():
    a, b, r = np.meshgrid([0, 1], [0, 1], np.arange(5), indexing="ij")
    factorial = Factorial(("a", "b"), ((0, 1), (0, 1)), 2.0 * a + b + 4 * a * b + 0.01 * r * a, 0)
    assert interaction(factorial, 0, 1).estimate == pytest.approx(4)
    assert super_additivity(factorial).estimate == pytest.approx(4)
    assert main_effect(factorial, 0).estimate == pytest.approx(4 + 0.02)


def test_a_replication_with_a_failed_run_is_left_out_of_a_factorial():
    values = np.arange(8.0).reshape(4, 2)
    values[2, 1] = np.nan
    factorial = Factorial.of(["a", "b"], [[0, 1], [0, 1]], values)
    assert (factorial.n_replications, factorial.dropped) == (1, 1)


def test_shapley_of_the_glove_game_through_the_pipeline(study, run):
    results = run(study("GLOVES", levers="a = [0, 1]\nb = [0, 1]\nc = [0, 1]", replications=3))
    values = outputs(results)
    worth = {group: values[sum(4 >> "abc".index(name) for name in group)] for group in coalitions("abc")}
    found = attribute("abc", worth)
    assert [found.values[name].estimate for name in "abc"] == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert found.total.estimate == pytest.approx(1) and sum(found.shares().values()) == pytest.approx(1)


def test_shapley_of_an_additive_game_is_each_ones_own():
    worth = {group: np.array([sum({"a": 1.0, "b": 2.0, "c": -4.0}[name] for name in group)]) for group in coalitions("abc")}
    assert {name: float(value[0]) for name, value in shapley_values("abc", worth).items()} == pytest.approx(
        {"a": 1, "b": 2, "c": -4})


def test_discovery_finds_a_synthetic_box(study, run):
    levers = 'a = "plausible"\nb = "plausible"\nc = "plausible"'
    results = run(study("BOX", '[design]\nkind = "latin_hypercube"\nsamples = 1500', levers=levers, replications=1))
    best, trajectory = discover(results.runs[results.factors], results.runs.y.to_numpy() > 0.5)
    assert set(best.limits) == {"a", "b"} and best.coverage > 0.85 and best.density > 0.8
    assert best.limits["a"] == pytest.approx((0.2, 0.5), abs=0.05) and best.limits["b"][0] == pytest.approx(0.6, abs=0.05)
    assert min(best.stability[name] for name in "ab") >= 0.9
    assert trajectory[0].coverage == 1 and trajectory[0].limits == {}


def test_luck_makes_no_box():
    """Failures that no input explains: a box in at most about one of twenty data sets (note: replications of a point too)."""
    generator = np.random.default_rng(1)
    found = 0
    for _ in range(20):
        inputs = pd.DataFrame(generator.random((150, 4)), columns=list("abcd"))
        failed = generator.binomial(5, generator.beta(0.5, 1.5, 150)) / 5  # points differ, inputs have no part in it
        found += bool(discover(inputs, failed, resamples=0)[0].limits)
    assert found <= 4  # P(more than 4 of 20 at 5 %) = 0.3 %


def test_discovery_cuts_categories():
    kind = np.array(["urban", "rural", "old"] * 100)
    best, _ = discover(pd.DataFrame({"kind": kind, "x": np.arange(300.0)}), kind == "old")
    assert best.limits["kind"] == frozenset({"old"}) and best.density == best.coverage == 1


def test_robustness_by_hand():
    costs = np.array([[1.0, 9.0, 2.0], [4.0, 5.0, 4.5]])  # a gamble and a steady policy
    found = robustness(costs, threshold=5)
    assert list(found.worst) == [9, 5] and list(found["mean"]) == [4, 4.5] and list(found.max_regret) == [4, 3]
    assert list(found.satisficing) == [2 / 3, 1] and list(found.hurwicz) == [5, 4.5] and list(found.best) == [1, 4]
    order = ranks(found)
    assert list(order["mean"]) == [1, 2] and list(order.worst) == [2, 1] and list(order.satisficing) == [2, 1]
    assert rank_stability(order).loc["worst", "max_regret"] == 1 and rank_stability(order).loc["worst", "mean"] == -1


def test_the_frontier_leaves_out_what_is_beaten():
    costs = np.array([[1.0, 5.0], [2.0, 2.0], [3.0, 3.0], [5.0, 1.0], [np.nan, 0.0], [2.0, 2.0]])
    assert list(frontier(costs)) == [True, True, False, True, False, True]
    noisy = np.repeat(costs[:4, :, None], 10, axis=2)
    assert list(frontier_probability(noisy)) == [1, 1, 0, 1]


def test_up_and_down_sweeps_show_hysteresis_and_where_it_tips(study, run):
    results = run(study("HYSTERESIS", levers=f"start = [0, 1]\nx = {list(range(11))}", replications=12))
    up, down = outputs(results).reshape(2, 11, 12)
    found = tipping(range(11), up, down)
    assert [one.clear for one in found.hysteresis] == [3 < x <= 7 for x in range(11)]
    assert {name: place for name, (place, _, _) in found.jump.items()} == {"up": 8, "down": 4}
    assert found.is_bistable and all(sure == 1 for _, _, sure in found.jump.values())


@pytest.mark.parametrize("shape", ["normal", "uniform", "exponential", "lognormal"])
def test_one_heap_is_rarely_taken_for_two(shape):
    samples = getattr(Streams(1)("laboratory.test"), shape)(size=(400, 30))
    assert np.mean([falls_into_two_heaps(x) for x in samples]) < 0.05


def test_two_heaps_are_seen():
    x = Streams(2)("laboratory.test").normal(size=40) + np.repeat([0, 8], [28, 12])
    assert falls_into_two_heaps(x) and not falls_into_two_heaps(x[:28])


def test_paired_differences_and_the_gain_of_sharing_random_numbers(study, run):
    results = run(study("NOISY", levers="x = [0, 1]", replications=200))
    found = differences(outputs(results), 0).iloc[1]
    assert abs(found.difference - 1) < 4 * 0.1 * math.sqrt(2 / 200) and found.low < 1 < found.high
    assert found.gain == pytest.approx(math.sqrt(2.02) / math.sqrt(0.02), rel=0.25)
    assert abs(found["median"] - 1) < 0.06 and found.median_low < 1 < found.median_high


def test_intervals_cover_as_often_as_they_say():
    samples = Streams(3)("laboratory.test").normal(loc=2, size=(500, 30))
    for interval in (mean_interval, median_interval):
        hits = np.mean([(one := interval(x)).low <= 2 <= one.high for x in samples])
        assert abs(hits - 0.95) < 4 * math.sqrt(0.95 * 0.05 / 500)


def test_gain_of_unrelated_runs_is_one():
    a, b = Streams(4)("laboratory.test").normal(size=(2, 4000))
    assert pairing_gain(a, b) == pytest.approx(1, abs=0.06)


def test_half_widths_are_students():
    x = np.array([[1.0, 2.0, 3.0, 4.0, np.nan]])
    assert half_widths(x, 5)[0] == pytest.approx(3.182446 * math.sqrt(5 / 3) / 2, rel=1e-6)


def test_replication_stops_when_the_interval_is_and_stays_narrow():
    x = Streams(5)("laboratory.test").normal(size=(3, 400))
    n = stopping_point(x, 0.25, 5)
    assert (half_widths(x, n) <= 0.25).all() and n == stopping_point(x[:, : n + 40], 0.25, 5)
    expected = (1.96 / 0.25) ** 2
    assert 0.6 * expected < n < 2 * expected + look_ahead(n)
    assert stopping_point(x[:, :20], 0.25, 5) is None


def test_a_sweep_stops_at_the_same_replication_on_any_number_of_workers(study, run, table):
    until = 'until = { outcome = "y", half_width = 0.06, max = 100, difference = true }'
    counts = [len(run(study("NOISY", until, levers="x = [0, 1, 2]"), folder, workers=workers, batch=batch).runs)
              for folder, workers, batch in (("a", 1, 1), ("b", 2, 7))]
    assert counts[0] == counts[1] and 3 * 10 < counts[0] < 300
    assert table("a") == table("b")


def test_noise_is_told_from_points_with_two_runs_where_others_failed():
    """No replication is whole; σ² Σ 1/nᵢ and what the seeds add where others failed make up the noise of the means."""
    found, exact = [], []
    for seed in range(60):
        draw = Streams(seed)("laboratory.test")
        signal, seeds = 2 * draw.normal(size=(100, 1)), 2 * draw.normal(size=(1, 3))
        values = np.where(draw.random((100, 3)) < 0.3, np.nan, signal + seeds + 1.5 * draw.normal(size=(100, 3)))
        values, signal = values[~np.isnan(values).all(axis=1)], signal[~np.isnan(values).all(axis=1)]
        assert np.isnan(values).any(axis=0).all()
        found.append(noise_of_means(values).mean())
        exact.append((np.nanmean(values, axis=1) - signal[:, 0]).var(ddof=1))
        assert noise_share(values) == pytest.approx(found[-1] / np.nanmean(values, axis=1).var(ddof=1))
    difference = np.array(found) - exact
    assert abs(difference.mean()) < 3 * difference.std() / math.sqrt(60) and difference.mean() < 0.1 * np.mean(exact)
    assert np.isnan(noise_share(np.array([[1.0, np.nan], [np.nan, 2.0], [3.0, np.nan]])))


def test_noise_of_complete_points_is_the_mean_square_of_the_residual():
    values = Streams(0)("laboratory.test").normal(size=(40, 3)) + np.array([0, 5, -5])
    residual = values - values.mean(axis=1, keepdims=True) - values.mean(axis=0) + values.mean()
    assert noise_of_means(values).mean() == pytest.approx((residual**2).sum() / (39 * 2) / 3)


def test_noise_share():
    assert noise_share(np.array([[1.0, 1.0], [2.0, 2.0]])) == 0
    assert noise_share(np.array([[1.0, 5.0, 3.0], [1.5, 5.5, 3.5]])) == pytest.approx(0)  # a seed effect common to all points
    x = Streams(6)("laboratory.test").normal(size=(2000, 10))
    assert noise_share(x) == pytest.approx(1, abs=0.1)


def test_latin_hypercube_fills_every_slice_and_keeps_its_columns():
    sample = latin_hypercube(50, 3, 0)
    assert all(sorted((sample[:, j] * 50).astype(int)) == list(range(50)) for j in range(3))
    assert (sample == latin_hypercube(50, 4, 0)[:, :3]).all()
