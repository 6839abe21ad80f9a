"""Elementary effects are per step really made: of a linear function they are its coefficients times the spans, for any factor."""

import re

import numpy as np
import pandas as pd
import pytest

from coprod.laboratory.analysis.elementary import steps_made
from coprod.laboratory.analysis.sensitivity import morris, sobol
from coprod.laboratory.designs import Plan, make_design, unit_sample
from coprod.laboratory.distributions import Distribution
from coprod.laboratory.factors import Levels, Package, Range
from coprod.laboratory.report import write_report
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.sampled_section import _with_half, pairs_table, sensitivity
from coprod.text.numbers import amount


def described(factor):
    """Return what a study keeps of a factor and the analysis reads."""
    law = {"distribution": {"dist": factor.distribution.name}} if getattr(factor, "distribution", None) else {}
    return {"name": factor.name, "levels": list(factor.levels), "log": getattr(factor, "log", False),
            "range": [factor.low, factor.high] if isinstance(factor, Range) else None, **law}


def effects(factors, function, *, levels=4, groups=(), trajectories=12):
    """Return the indices of a function of the points of a Morris design."""
    plan = Plan("morris", samples=trajectories, levels=levels, groups=groups)
    made = make_design(plan, factors)
    table = pd.DataFrame({factor.name: column for factor, column in zip(factors, made.columns, strict=True)})
    outputs = np.array([function(row) for row in table.to_dict("records")], dtype=float)
    steps = steps_made(table, [described(factor) for factor in factors])
    return morris(list(table), unit_sample(plan, len(factors)), outputs, groups, steps)


NUMBERS = {
    "two levels": (Levels("x", "lever", (0, 1)), 1), "three": (Levels("x", "lever", (0, 1, 2)), 2),
    "uneven": (Levels("x", "lever", (5, 0.5, 1, 2)), 4.5), "truth": (Levels("x", "lever", (True, False)), 1),
    "range": (Range("x", "lever", 0, 2), 2), "whole": (Range("x", "lever", 0, 10, whole=True), 10),
    "two whole": (Range("x", "lever", 0, 1, whole=True), 1),
    "triangular": (Range("x", "lever", 0, 4, distribution=Distribution("triangular", (1,), 0, 4)), 4),
    "normal": (Range("x", "lever", -2, 6, distribution=Distribution("normal", (1, 1), -2, 6)), 8)}


@pytest.mark.parametrize("levels", [4, 6])
@pytest.mark.parametrize("kind", NUMBERS)
def test_of_a_linear_function_they_are_coefficient_times_span(kind, levels):
    factor, span = NUMBERS[kind]
    found = effects([factor, Range("b", "lever", 0, 2)], lambda row: 1 + 3 * row["x"] - 2 * row["b"], levels=levels).indices
    assert np.allclose(found["mu_star"], [3 * span, 4]) and np.allclose(found["mu"], [3 * span, -4])
    assert np.allclose(found["sigma"], 0, atol=1e-9) and np.allclose(found["mu_star_half"], 0, atol=1e-9)


def test_logarithmic_scales_are_linear_in_the_logarithm():
    for factor in (Range("x", "lever", 1, 1000, log=True), Range("x", "lever", 1, 1000, whole=True, log=True),
                   Range("x", "lever", 1, 1000, distribution=Distribution("lognormal", (3, 1), 1, 1000))):
        found = effects([factor, Range("b", "lever", 0, 1)], lambda row: 2 * np.log10(row["x"]) + row["b"]).indices
        assert np.allclose(found["mu_star"], [6, 1]) and np.allclose(found["sigma"], 0, atol=1e-9), factor


@pytest.mark.parametrize("factor", [Levels("x", "lever", ("low", "middle", "high")),
                                    Package("x", "lever", {"low": {}, "middle": {"p": 1}, "high": {"p": 2}})])
def test_any_two_words_are_one_step_apart(factor):
    """Of the three pairs a Morris design compares the first with the last and the middle with the last."""
    worth = {"low": 0.0, "middle": 5.0, "high": 8.0}
    found = effects([factor, Range("b", "lever", 0, 1)], lambda row: worth[row["x"]] + row["b"], trajectories=60)
    effect = found.indices.set_index("name").loc["x"]
    assert 3 < effect["mu_star"] < 8 and effect["mu_star"] == pytest.approx(effect["mu"])
    assert abs(effect["mu_star"] - 5.5) <= effect["mu_star_half"]  # (8 + 3) / 2: both steps are made equally often


def test_a_step_that_changes_nothing_is_left_out():
    """Rounded from a log-uniform law over (0.5, 2.5), u = 0 and u = 2/3 are both 1: half the steps stay there."""
    found = effects([Range("x", "lever", 1, 2, whole=True, log=True), Range("b", "lever", 0, 1)],
                    lambda row: 3 * row["x"] + row["b"], trajectories=20)
    assert np.allclose(found.indices["mu_star"], [3, 1]) and 0 < found.unmoved < 20


def test_those_on_the_unit_cube_are_salibs():
    from SALib.analyze import morris as salib

    unit = unit_sample(Plan("morris", samples=30), 3)
    outputs = unit[:, 0] * unit[:, 1] + 2 * unit[:, 2] ** 2 - unit[:, 1]
    found, problem = morris(list("abc"), unit, outputs).indices, {"num_vars": 3, "names": list("abc"), "bounds": [[0, 1]] * 3}
    theirs = salib.analyze(problem, unit, outputs, num_levels=4, seed=1)
    for name in ("mu_star", "mu", "sigma"):
        assert np.allclose(found[name], theirs[name].astype(float))
    assert np.allclose(found["mu_star_half"], theirs["mu_star_conf"].astype(float), rtol=0.25, atol=1e-9)


def test_effects_of_a_group_are_per_mean_step_of_its_members():
    """Of 3 x + 3 b, x of two levels steps by 1 and b by 2/3: their effect is 6 if they step alike, else 3 (1 − 2/3) / (5/6)."""
    factors, groups = [Levels("x", "lever", (0, 1)), Range("b", "lever", 0, 1), Range("c", "lever", 0, 1)], ("g", "g", "c")
    found = effects(factors, lambda row: 3 * row["x"] + 3 * row["b"] + 2 * row["c"], groups=groups, trajectories=40).indices
    steps = np.diff(unit_sample(Plan("morris", samples=40, groups=groups), 3), axis=0)[np.arange(119) % 3 != 2]
    together = steps[np.abs(steps[:, 0]) > 0.1]
    alike = together[:, 0] * together[:, 1] > 0
    assert len(alike) == 40 and 0 < alike.sum() < 40
    assert np.allclose(found["mu_star"], [np.where(alike, 6, 1 / (5 / 6)).mean(), 2])


def test_the_report_says_effects_in_the_unit_of_the_outcome(study, run, tmp_path):
    text = '[design]\nkind = "morris"\ntrajectories = 8'
    results = run(study("LINEAR", text, levers='a = [0, 1]\nb = "plausible"\nc = [0, 1]', replications=1))
    found = sensitivity(Findings(results, "en"), "y").indices
    assert np.allclose(found["mu_star"], [3, 2, 0]) and np.allclose(found["mu"], [3, -2, 0])
    said = {lang: write_report(results, tmp_path / f"{lang}.html", lang).read_text(encoding="utf-8") for lang in ("en", "zh")}
    answer = {lang: re.search(r'class="answer">(.*?)</p>', text).group(1) for lang, text in said.items()}
    assert "changes by 3 units (± 0 units)" in answer["en"] and "3 件（± 0 件）" in answer["zh"]
    assert amount(0.3, "share", "en") == "30 pp" and amount(-0.3, "share", "zh") == "30 pp" and amount(2.5, "", "en") == "2.50"
    assert "the step that was really made" in said["en"] and "实际步长" in said["zh"]


def test_interactions_of_ishigamis_function(study, run, tmp_path):
    """x1 and x3 act together, S₁₃ = 0.2437; no other pair does, and with x2 alone all adds to 1."""
    levers = "\n".join(f'x{i} = "plausible"' for i in (1, 2, 3))
    text = '[design]\nkind = "sobol"\nsamples = 1024\nsecond_order = true'
    results = run(study("ISHIGAMI", text, levers=levers, replications=1))
    found = sensitivity(Findings(results, "en"), "y")
    pairs = found.pairs
    assert list(pairs.loc[0, ["first", "second"]]) == ["x1", "x3"] and len(pairs) == 3
    assert (abs(pairs["index"] - [0.2437, 0, 0]) <= 1.5 * pairs["half"]).all() and (pairs["half"] < 0.15).all()
    for language, words in (("en", "Indices of second order"), ("zh", "二阶指数")):
        page = write_report(results, tmp_path / f"{language}.html", language).read_text(encoding="utf-8")
        assert words in page and "x1 × x3" in page and f"{pairs['index'][0]:.3f} ± {pairs['half'][0]:.3f}" in page


def test_without_being_asked_for_there_are_none():
    unit = unit_sample(Plan("sobol", samples=64), 2)
    assert sobol(["a", "b"], unit[:, 0] * unit[:, 1]).pairs.empty
    unit = unit_sample(Plan("sobol", samples=1024, second_order=True), 2)
    found = sobol(["a", "b"], (unit[:, 0] - 0.5) * (unit[:, 1] - 0.5), second_order=True)
    assert abs(found.pairs["index"][0] - 1) <= found.pairs["half"][0] + 0.05  # a pure interaction


def test_pairs_of_groups_and_of_hardly_any_blocks(study, run):
    """x1 and x3 in one group do all that they do together inside it: nothing is left between the groups."""
    levers = "\n".join(f'x{i} = "plausible"' for i in (1, 2, 3))
    text = '[design]\nkind = "sobol"\nsamples = {}\nsecond_order = true\n[groups]\nodd = ["x1", "x3"]\n'
    found = sensitivity(Findings(run(study("ISHIGAMI", text.format(512), levers=levers, replications=1)), "en"), "y").pairs
    assert list(found.loc[0, ["first", "second"]]) == ["odd", "x2"] and len(found) == 1
    assert abs(found["index"][0]) <= 1.5 * found["half"][0]
    few = Findings(run(study("ISHIGAMI", text.format(2), levers=levers, replications=1), "few"), "en")
    assert "nan" not in pairs_table(few, sensitivity(few, "y")) and _with_half(-0.1234, np.nan) == "−0.123 ± –"


@pytest.mark.filterwarnings("error")
def test_a_handful_of_blocks_warns_of_nothing():
    unit = unit_sample(Plan("sobol", samples=3), 3)
    assert len(unit) == 15 and np.isfinite(sobol(list("abc"), unit.sum(axis=1)).indices["first"]).all()
    unit = unit_sample(Plan("morris", samples=1), 3)
    found = morris(list("abc"), unit, unit.sum(axis=1)).indices
    assert np.allclose(found["mu_star"], 1) and found["sigma"].isna().all() and found["mu_star_half"].isna().all()
