"""What any sample tells about its inputs, against theory: given-data indices, feature scores, several boxes."""

import numpy as np
import pandas as pd
import pytest

from coprod.laboratory.analysis.covering import cover
from coprod.laboratory.analysis.discovery import discover
from coprod.laboratory.analysis.feature_scores import feature_scores
from coprod.laboratory.analysis.given_data import METHODS, given_data, ordered_codes
from coprod.laboratory.designs import latin_hypercube
from coprod.text.problems import InputProblems
from tests.laboratory.test_analysis import ISHIGAMI

NAMES = ["x1", "x2", "x3"]


def ishigami(n):
    sample = latin_hypercube(n, 4, seed=1)
    x = (2 * sample - 1) * np.pi
    return sample, np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_rbd_fast_gives_first_order_indices():
    sample, y = ishigami(1500)
    found = given_data("rbd_fast", [*NAMES, "idle"], sample, y)
    assert np.allclose(found["index"][:3], ISHIGAMI["first"], atol=0.04) and abs(found["index"][3]) < 0.03
    assert (found["index"] > found["chance"]).tolist() == [True, True, False, False]


def test_delta_of_a_sum_of_normals_is_what_the_integral_says():
    """Of y = a + 2 b, Borgonovo's δ is the mean area between the densities of y with and without knowledge of an input."""
    from scipy import stats

    sample = latin_hypercube(200, 3, seed=2)
    z = stats.norm.ppf(sample)
    found = given_data("delta", ["a", "b", "idle"], sample, z[:, 0] + 2 * z[:, 1])
    grid, total = np.linspace(-12, 12, 1201), stats.norm(0, np.sqrt(5))
    for index, half, weight in zip(found["index"][:2], found["half"][:2], (1, 2), strict=True):
        known = stats.norm.ppf((np.arange(100) + 0.5) / 100)
        areas = [np.trapezoid(abs(total.pdf(grid) - stats.norm(weight * one, np.sqrt(5 - weight**2)).pdf(grid)), grid) / 2
                 for one in known]
        assert abs(index - np.mean(areas)) < half + 0.06
    assert found["index"][2] < found["chance"][2] + 0.05 < 0.25 < found["index"][1]


def test_pawn_knows_what_matters_from_what_does_not():
    """Given a, y = a + noise has a distribution of its own: the largest distance between the two lies in theory above 1/4."""
    sample, y = ishigami(600)
    found = given_data("pawn", [*NAMES, "idle"], sample, y).set_index("name")
    assert found["index"]["x2"] > found["index"]["x1"] > found["index"]["x3"] > found["index"]["idle"]
    assert found["index"]["idle"] < found["chance"]["idle"] * 1.2 and found["index"]["x1"] > 1.5 * found["chance"]["x1"]


def test_pawn_is_the_same_whichever_way_round_levels_are_numbered():
    generator = np.random.default_rng(1)
    b = (generator.random(300) < 0.2) * 1.0
    y = 3 * b + generator.normal(size=300)
    one, other = (given_data("pawn", ["b"], codes[:, None], y).iloc[0] for codes in (b, 1 - b))
    assert abs(one["index"] - other["index"]) < 0.1 and min(one["index"], other["index"]) > one["chance"]


def test_peeling_goes_on_where_no_single_peel_gains():
    """Failures in two corners, each explained by two inputs only together: a box of one corner holds nothing else."""
    x = pd.DataFrame(latin_hypercube(400, 4, seed=4), columns=list("abcd"))
    best, trajectory = discover(x, (((x.a < 0.3) & (x.b < 0.3)) | ((x.a > 0.7) & (x.c > 0.7))).to_numpy(), resamples=0)
    assert trajectory[-1].mass < 0.08 and best.density > 0.95 and set(best.limits) in ({"a", "b"}, {"a", "c"})


def test_nothing_is_made_up_from_too_little_and_the_global_generator_is_left_alone():
    np.random.seed(5)
    before = np.random.get_state()[1].copy()
    for method in METHODS:
        assert given_data(method, ["a"], np.zeros((30, 1)), np.ones(30))["index"].isna().all()
        half_failed = np.where(np.arange(30) < 15, np.nan, np.arange(30.0))
        assert given_data(method, ["a"], np.arange(30.0)[:, None], half_failed)["index"].isna().all()
        given_data(method, ["a_raw"], np.arange(40.0)[:, None], np.arange(40.0) ** 2)
    assert (np.random.get_state()[1] == before).all()


def test_feature_scores_of_a_linear_model_go_with_squared_coefficients():
    sample = latin_hypercube(300, 3, seed=0)
    found = feature_scores(["a", "b", "idle"], sample, 3 * sample[:, 0] - sample[:, 1])
    scores = found.scores.set_index("name")["score"]
    assert scores["a"] > 0.75 and 0.05 < scores["b"] < 0.2 and scores["idle"] < 0.06 and found.foretold > 0.9
    assert abs(scores.sum() + found.scores["chance"][0] - 1) < 1e-9


def test_feature_scores_say_when_there_is_nothing_to_foretell():
    sample = latin_hypercube(200, 3, seed=0)
    found = feature_scores(["a", "b", "c"], sample, np.random.default_rng(1).normal(size=200))
    assert found.foretold < 0.1 and (found.scores["score"] < found.scores["chance"][0] + found.scores["half"] + 0.05).all()
    assert feature_scores(["a"], sample[:, :1], np.ones(200)) is None


def test_feature_scores_see_categories_and_interactions():
    sample = latin_hypercube(400, 3, seed=3)
    kind = np.where(sample[:, 2] < 0.5, "serial", "parallel")
    y = np.where(kind == "serial", 1.0, -1.0) * (sample[:, 0] - 0.5)  # neither has a main effect
    found = feature_scores(["a", "idle", "kind"], np.column_stack([sample[:, :2], ordered_codes(kind)]), y).scores
    assert found["score"][0] > 2 * found["score"][1] and found["score"][2] > 1.5 * found["score"][1]


def two_causes(n=600):
    """Fail where a is below 0.25, and where b and c are both above 0.6: two parts of the space, each a cause of its own."""
    inputs = pd.DataFrame(latin_hypercube(n, 3, seed=4), columns=list("abc"))
    first, second = inputs.a < 0.25, (inputs.b > 0.6) & (inputs.c > 0.6) & (inputs.a >= 0.25)
    return inputs, (first | second).to_numpy(dtype=float), float(first.sum() / (first | second).sum())


def test_covering_finds_both_causes_where_one_box_cannot():
    inputs, failed, share = two_causes()
    one, _ = discover(inputs, failed)
    covers = cover(inputs, failed, 5)
    assert one.coverage < share + 0.05 and len(covers) == 2
    first, second = covers
    assert set(first.box.limits) == {"a"} and abs(first.box.limits["a"][1] - 0.25) < 0.07  # at least 80 % of it fail
    assert set(second.box.limits) == {"b", "c"} and all(abs(limits[0] - 0.6) < 0.08 for limits in second.box.limits.values())
    assert abs(first.box.coverage - share) < 0.05 and second.so_far > 0.93
    assert second.so_far == pytest.approx(first.box.coverage + second.box.coverage)


def test_the_trade_off_curve_runs_from_everything_to_the_densest_box():
    inputs, failed, _ = two_causes()
    for one, left in zip(cover(inputs, failed, 2), (1.0, None), strict=True):
        coverages = [box.coverage for box in one.trajectory]
        densities = [box.density for box in one.trajectory]
        assert coverages == sorted(coverages, reverse=True) and densities == sorted(densities)
        assert left is None or (coverages[0] == pytest.approx(left) and densities[0] == pytest.approx(failed.mean()))


def test_luck_makes_no_further_box():
    inputs, failed, _ = two_causes()
    luck = np.random.default_rng(0).permutation(failed)
    assert cover(inputs, luck, 5) == []


def test_given_data_needs_a_sample(study):
    with pytest.raises(InputProblems, match="latin_hypercube, table"):
        study("LINEAR", '[analysis]\ngiven_data = ["delta"]', levers="a = [0, 1]")
    with pytest.raises(InputProblems, match="rbd_fast"):
        study("LINEAR", '[design]\nkind = "latin_hypercube"\nsamples = 30\n[analysis]\ngiven_data = ["rbd"]',
              levers='a = "plausible"')
