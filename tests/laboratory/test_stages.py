"""Studies made in stages against theory: surrogates of known functions, patterns and profiles of known models."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from coprod.kernel.streams import Streams
from coprod.laboratory import Results, Study
from coprod.laboratory.analysis.cube import noise_of_means, noise_share
from coprod.laboratory.analysis.predictors import (
    _terms,
    candidate_degrees,
    gaussian_process,
    polynomial_chaos,
    without_a_fold,
)
from coprod.laboratory.analysis.surrogate import (
    AT_LEAST,
    Surrogate,
    fit_surrogate,
    screened,
    snapped,
    surrogate_indices,
)
from coprod.laboratory.describe import description
from coprod.laboratory.designs import Plan, unit_sample
from coprod.laboratory.progress import Progress
from coprod.laboratory.report import write_report
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.surrogate_section import _steps, surrogate_part, surrogate_sentence
from coprod.laboratory.runner import Options, sweep
from coprod.laboratory.staged_plans import Axis, SurrogatePlan
from coprod.laboratory.stages.patterns import cells_of
from coprod.laboratory.stages.surrogate import _is_answered, space_filling, steps_of, surrogate_units
from coprod.laboratory.verify import verify
from coprod.text.problems import InputProblems
from tests.laboratory.test_analysis import ISHIGAMI

A = np.array([0, 1, 4.5, 9, 99, 99, 99, 99, 99, 99])
"""Of Sobol's g-function: the smaller, the more an input matters (Saltelli & Sobol' 1995)."""
G_PARTS = 1 / (3 * (1 + A) ** 2)
G_TOTAL = G_PARTS * np.prod(1 + G_PARTS) / (1 + G_PARTS) / (np.prod(1 + G_PARTS) - 1)


def noise(n, replications, deviation):
    return deviation * Streams(3)("laboratory.test").normal(size=(n, replications))


def g_function(unit):
    return np.prod((abs(4 * unit - 2) + A) / (1 + A), axis=1)


def ishigami(unit):
    x = (2 * unit[:, :3] - 1) * math.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_total_indices_of_ten_inputs_with_noise_from_a_hundredth_of_the_runs():
    """A full design of 12 × 512 points with 8 replications is 49,152 runs; 245 points with 2 are 490."""
    unit = space_filling(245, 10, 0)
    values = g_function(unit)[:, None] + noise(245, 2, 0.1)
    fitted = fit_surrogate(unit, values, 0, [0] * 10)
    found = surrogate_indices(fitted, list("abcdefghij"))
    assert 245 * 2 <= 12 * 512 * 8 / 100
    assert abs(found["total"] - G_TOTAL).max() < 0.05
    assert fitted.is_trusted and 0.005 < fitted.noise < 0.05 and fitted.q2 < 1 - fitted.noise + 0.02


def test_indices_of_ishigami_with_an_idle_input_screened_out():
    plan = SurrogatePlan(120, 120, 6, 1.0)
    unit = surrogate_units(plan, 120, 4, 0)
    values = ishigami(unit)[:, None] + noise(len(unit), 2, 0.5) * np.array([1, 1])
    values[:, :] = ishigami(unit)[:, None]  # without noise an idle input has no effects at all
    fitted = fit_surrogate(unit, values, 6 * 5, [0] * 4)
    found = surrogate_indices(fitted, ["x1", "x2", "x3", "idle"])
    assert fitted.kept == (0, 1, 2) and fitted.is_trusted
    for index in ("first", "total"):
        assert np.allclose(found[index][:3], ISHIGAMI[index], atol=0.05)
    assert found["total"][3] == 0 and np.isnan(found["total_half"][3])


def test_too_few_points_and_too_much_noise_are_said_and_not_trusted():
    few = space_filling(30, 10, 0)
    fitted = fit_surrogate(few, g_function(few)[:, None] + noise(30, 2, 0.05), 0, [0] * 10)
    assert not fitted.is_trusted and fitted.explained < 0.9
    many = space_filling(100, 3, 0)
    luck = fit_surrogate(many, noise(100, 3, 1.0), 0, [0] * 3)
    assert not luck.is_trusted and luck.q2 < 0.2 and luck.noise > 0.8
    assert fit_surrogate(many, np.ones((100, 2)), 0, [0] * 3) is None
    assert fit_surrogate(many, np.where(np.arange(100)[:, None] < 95, np.nan, 1.0), 0, [0] * 3) is None


def test_noise_is_neither_taken_for_error_nor_error_for_noise():
    """Q² falls with the noise; what is explained of the rest does not."""
    unit = space_filling(120, 4, 0)
    found = [fit_surrogate(unit, ishigami(unit)[:, None] + noise(120, 4, deviation), 0, [0] * 4) for deviation in (0.0, 3.0)]
    assert found[0].q2 > found[1].q2 + 0.1 and abs(found[1].noise - 9 / 4 / found[1].observed.var()) < 0.06
    assert found[1].explained > found[1].q2 + 0.05


def friedman(unit):
    return 10 * np.sin(np.pi * unit[:, 0] * unit[:, 1]) + 20 * (unit[:, 2] - 0.5) ** 2 + 10 * unit[:, 3] + 5 * unit[:, 4]


def test_points_left_out_are_not_known_to_the_kernel_that_foretells_them():
    """Q² by cross-validation exceeds that at 4,000 new points, with the noise of a mean of two runs, by chance only."""
    new, k, too_much = Streams(1)("laboratory.test").random((4000, 6)), 6, []
    for seed in range(5):
        unit = space_filling(60, k, seed)
        runs = friedman(unit)[:, None] + 8 * Streams(seed)("laboratory.test").normal(size=(60, 2))
        fitted = fit_surrogate(unit, runs, 0, [0] * k)
        variance = friedman(new).var() + 8**2 / 2
        error = ((fitted.predictor(new) - friedman(new)) ** 2).mean() + 8**2 / 2
        too_much.append(fitted.q2 - (1 - error / variance))
        assert not fitted.is_trusted
    assert np.mean(too_much) < 3 * np.std(too_much, ddof=1) / math.sqrt(5)


def test_a_fold_of_many_points_takes_a_kernel_found_among_its_first():
    x = space_filling(260, 3, 0)
    found, few = without_a_fold("gaussian_process", x, ishigami(x)).model, gaussian_process(x[:200], ishigami(x[:200])).model
    assert np.array_equal(found.kernel_.theta, few.kernel_.theta) and len(found.X_train_) == 260


def surrogate_known(error, deviation, n, replications, draw):
    """A surrogate of a standard normal signal that errs by a deviation of `error`, seen under noise."""
    signal, wrong = draw.normal(size=n), error * draw.normal(size=n)
    runs = signal[:, None] + deviation * draw.normal(size=(n, replications))
    means = runs.mean(axis=1)
    foretold = signal + wrong
    q2 = 1 - ((means - foretold) ** 2).mean() / means.var()
    noise_at = noise_of_means(runs)
    return Surrogate("gaussian_process", (0,), q2, noise_share(runs), means, foretold, noise_at, lambda x: x, (), (0,))


def test_a_surrogate_at_the_bar_seldom_passes_it_however_noisy():
    """The lower end of a one-sided interval at 95 % lies above the truth in 5 % of studies."""
    draw, n = Streams(2)("laboratory.test"), 500
    for deviation, replications in ((0.0, 2), (0.5, 2), (1.5, 2), (1.5, 4)):
        found = [surrogate_known(math.sqrt(1 - AT_LEAST), deviation, 100, replications, draw) for _ in range(n)]
        above = np.mean([one.explained_at_least > AT_LEAST for one in found])
        assert above < 0.05 + 0.02 + 3 * math.sqrt(0.05 * 0.95 / n)  # 0.02: skewness, with 100 points
        assert np.mean([one.is_trusted for one in found]) <= above
    good = [surrogate_known(0.1, 0.3, 100, 2, draw) for _ in range(50)]
    assert all(one.is_trusted for one in good)


def test_points_are_added_until_surrogates_are_trusted_where_there_can_be_one():
    unit = space_filling(36, 3, 0)
    y = ishigami(unit)[:, None]
    few = np.where(np.arange(36)[:, None] < 10, y, np.nan)
    assert not _is_answered(few, unit, 0, [0] * 3, 0.95)  # too few points have a value; further ones may
    assert _is_answered(np.ones((36, 2)), unit, 0, [0] * 3, 0.95) and _is_answered(y * np.nan, unit, 0, [0] * 3, 0.95)
    luck = noise(36, 2, 1.0)
    assert fit_surrogate(unit, luck, 0, [0] * 3).explained >= 0 and not _is_answered(luck, unit, 0, [0] * 3, 0.0)
    assert _is_answered(unit[:, :1], unit, 0, [0] * 3, 0.95)


def test_terms_of_polynomial_chaos_are_orthonormal_and_find_a_polynomial():
    degrees = candidate_degrees(3, 60)
    assert degrees.max() >= 4 and (degrees.sum(axis=1) > 0).all() and len(np.unique(degrees, axis=0)) == len(degrees) <= 60
    terms = _terms(unit_sample(Plan("latin_hypercube", samples=40_000), 3), degrees[:12])
    assert np.allclose(terms.T @ terms / 40_000, np.eye(12), atol=0.05)
    x = space_filling(80, 3, 0)
    predictor = polynomial_chaos(x, 1 + 2 * x[:, 0] - 3 * x[:, 1] ** 2 * x[:, 2])
    new = space_filling(500, 3, 9)
    assert np.allclose(predictor(new), 1 + 2 * new[:, 0] - 3 * new[:, 1] ** 2 * new[:, 2], atol=0.02)


def test_a_longer_sample_begins_with_the_same_points_and_fills_space_evenly():
    assert (space_filling(64, 5, 1)[:20] == space_filling(20, 5, 1)).all()
    counts = np.histogram(space_filling(256, 5, 1)[:, 3], bins=16, range=(0, 1))[0]
    assert counts.min() >= 14 and counts.max() <= 18


def test_screening_keeps_what_matters_and_inputs_of_few_values_are_put_in_the_middle():
    unit = unit_sample(Plan("morris", samples=6), 3)
    assert screened(unit, 5 * unit[:, 0] + unit[:, 1], [0] * 3) == [0, 1]
    assert screened(unit[:4], unit[:4, 0], [0] * 3) == [0, 1, 2]
    assert snapped(np.array([[0.0, 0.3], [0.99, 0.7]]), [4, 0]).tolist() == [[0.125, 0.3], [0.875, 0.7]]


def test_screening_takes_effects_over_the_step_from_one_value_to_another():
    """y = 1000 a + 45 b with b = 0 or 1: 4.5 % of the largest effect, and 6.75 % were b's step taken for two thirds."""
    unit = unit_sample(Plan("morris", samples=6), 2)
    outputs = 1000 * unit[:, 0] + 45 * (unit[:, 1] >= 0.5)
    assert screened(unit, outputs, [0, 2]) == [0] and screened(unit, outputs, [0, 0]) == [0, 1]


SURROGATE = '[design]\nkind = "surrogate"\nsamples = 96\nfirst = 24\ntrajectories = 2\nq2 = {}\n'
ALL = "\n".join(f'x{i} = "plausible"' for i in (1, 2, 3))


class Notes(Progress):
    """Keeps what a sweep says, and counts the runs it makes."""

    def __init__(self):
        self.notes, self.made = [], 0

    def note(self, key, **values):
        self.notes.append(key)

    def advance(self, rows):
        self.made += len(rows)


def test_a_surrogate_study_grows_until_it_foretells_well_resumes_and_reports(study, run, tmp_path):
    asked = study("ISHIGAMI", SURROGATE.format(0.8), levers=ALL, replications=1)
    assert asked.n_points == 2 * 4 + 96
    results = run(asked)
    n = len(results.runs)
    assert 8 + 36 <= n < 8 + 96 and (results.study["design"]["kind"], results.study["design"]["n_points"]) == ("surrogate", n)
    said = Notes()
    again = sweep(asked, tmp_path / "out", Options(workers=0), said)
    assert list(again.runs["key"]) == list(results.runs["key"]) and set(said.notes) == {"sweep.stage"} and not said.made
    more = run(study("ISHIGAMI", SURROGATE.format(1), levers=ALL, replications=1))
    assert len(more.runs) == 104 and set(results.runs["key"]) < set(more.runs["key"])
    assert verify(asked, tmp_path / "out", 3) == (3, [])
    page = write_report(more, tmp_path / "r.html", "en").read_text(encoding="utf-8")
    assert "depends most on" in page and "Q² = " in page and "NOT TO BE TRUSTED" not in page
    poor = run(study("ISHIGAMI", SURROGATE.format(1).replace("96", "16").replace("24", "16"), levers=ALL, replications=1), "poor")
    page = write_report(poor, tmp_path / "p.html", "en").read_text(encoding="utf-8")
    assert "NOT TO BE TRUSTED" in page and "too little to trust" in page


def test_the_report_and_the_stages_see_the_same_steps(study):
    for spec in ('{ from = 1, to = 8 }', '{ from = 1, to = 8, scale = "log" }', '{ dist = "normal", mean = 5, sd = 1 }', "[1, 5]",
                 '{ dist = "uniform", low = 1, high = 8 }', '{ dist = "log_uniform", low = 1, high = 8 }'):
        asked = study("STORE", f"{SURROGATE.format(1)}[uncertainties]\nstore.staff = {spec}", levers="", replications=1)
        assert [_steps(one) for one in description(asked, 1)["factors"]] == [steps_of(one) for one in asked.factors], spec


def with_surrogate(results, language, fitted, indices):
    found = Findings(results, language)
    found.surrogates["y"] = fitted, indices
    return found


@pytest.mark.parametrize(("doubt", "en", "zh"), [
    ("noise", "noise makes up 100 % of the variance", "重复噪声占设计点均值方差的 100 %"),
    ("uncertain", "only 77 % or more, where 80 %", "下限仅为 77 %，未达所要求的 80 %"),
    ("error", "foretells only 0 %", "只能预测方差的 0 %")])
def test_the_report_says_why_a_surrogate_is_not_trusted(study, run, doubt, en, zh):
    small = SURROGATE.format(1).replace("96", "16").replace("24", "16")
    results = run(study("ISHIGAMI", small, levers=ALL, replications=2))
    indices = pd.DataFrame({"name": ["x1", "x2", "x3"], "first": 0.3, "first_half": 0.1, "total": 0.4, "total_half": 0.1})
    x = np.linspace(-1, 1, 20)
    wrong = np.where(np.arange(20) == 10, math.sqrt(0.08 * 20 * x.var()), 0)  # all error is at one point: how much is there?
    unknown, idle = x * math.nan, (0, 0, 0)
    fitted = Surrogate("polynomial_chaos", (0, 1, 2), 0.92, math.nan, x, x + wrong, unknown, lambda at: at[:, 0], (), idle)
    fitted = {"noise": replace(fitted, noise=0.998), "error": replace(fitted, q2=-0.2), "uncertain": fitted}[doubt]
    silent = with_surrogate(results, "en", replace(fitted, noise=1e-33), indices)  # of rounding
    assert "Replication noise makes up 0 % of" in surrogate_part(silent, silent.outcomes[0])
    for language, sentence in (("en", en), ("zh", zh)):
        found = with_surrogate(results, language, fitted, indices)
        assert fitted.doubt == doubt and sentence in surrogate_sentence(found, found.outcomes[0])
        part = surrogate_part(found, found.outcomes[0])
        assert "e+0" not in part and (found.translate("staged.quality_noise_unknown") in part) == (doubt != "noise")


PATTERNS = ('[design]\nkind = "pattern_space"\ngenerations = 20\npopulation = 20\n[design.patterns]\n'
            "y = {{ from = 0, to = 1, cells = {0} }}\nz = {{ from = 0, to = 1, cells = {0} }}\n")


def test_pattern_exploration_finds_what_a_random_sample_hardly_ever_does(run, tmp_path):
    """y = a^8, z = b^8: high values of both are rare, one in 700 for the last cell of five by five."""
    path = tmp_path / "rare.toml"
    path.write_text('question = "What is rare?"\nmodel = "tests.laboratory.models:RARE"\nreplications = 1\n'
                    'outcomes = ["y", "z"]\n' + PATTERNS.format(5) + '[levers]\na = "plausible"\nb = "plausible"\n')
    results = run(Study.read(path, allow_code=True))
    axes = [Axis("y", 0, 1, 5), Axis("z", 0, 1, 5)]
    assert len(results.runs) == 400
    found = set(cells_of(axes, {name: results.runs[[name]].to_numpy() for name in "yz"}))
    a = unit_sample(Plan("latin_hypercube", samples=400), 2) ** 8
    random = set(cells_of(axes, {"y": a[:, :1], "z": a[:, 1:]}))
    assert len(found) >= 24 > len(random) + 5 and (4, 4) in found
    page = write_report(results, tmp_path / "r.html", "zh").read_text(encoding="utf-8")
    assert f"达到 25 种模式中的 {len(found)} 种" in page


def test_points_beyond_the_cells_count_in_the_last_and_failures_in_none():
    axes = [Axis("y", 0, 10, 5)]
    assert cells_of(axes, {"y": np.array([[-3.0], [99.0], [9.9], [np.nan], [0.0]])}) == [(0,), (4,), (4,), None, (0,)]
    assert cells_of(axes, {"y": np.array([[1.0, np.nan], [1.0, 5.0]])}) == [(0,), (1,)]


PROFILE = ('[design]\nkind = "profile"\nfactor = "a"\nsteps = 6\ngenerations = 6\npopulation = 5\n'
           "targets = { y = { value = 0, tolerance = 0.05 } }\n")


def test_the_profile_of_a_valley_is_its_floor(study, run, tmp_path):
    """The smallest of (a − 0.3)² + b over b ≥ 0 is (a − 0.3)²: within 0.05 for a from 0.08 to 0.52."""
    pytest.importorskip("optuna")
    results = run(study("VALLEY", PROFILE, levers='a = "plausible"\nb = "plausible"', replications=1))
    assert len(results.runs) == 6 * 6 * 5
    floor = results.runs.groupby("a")["y"].min()
    assert np.allclose(floor.index, [0, 0.2, 0.4, 0.6, 0.8, 1]) and (floor >= (floor.index - 0.3) ** 2 - 1e-12).all()
    assert (floor < (floor.index - 0.3) ** 2 + 0.04).all()
    page = write_report(results, tmp_path / "r.html", "en").read_text(encoding="utf-8")
    assert "at 0.2, 0.4 the targets can be met" in page
    again = run(study("VALLEY", PROFILE, levers='a = "plausible"\nb = "plausible"', replications=1))
    assert list(again.runs["key"]) == list(results.runs["key"])


@pytest.mark.parametrize(("text", "keys"), [
    (SURROGATE.format(2), {"design.q2"}), (SURROGATE.format(0.9).replace("96", "4"), {"design.samples"}),
    ('[design]\nkind = "surrogate"\n', {"design.samples"}),
    (SURROGATE.format(0.9).replace("= 2\n", "= 1\n"), {"design.trajectories"}),
    (SURROGATE.format(0.9) + "generations = 3", {"design.generations"}),
    (PATTERNS.format(5).replace("z =", "w ="), {"design.patterns.w"}),
    (PATTERNS.format(5).replace("y = { from = 0, to = 1", "y = { from = 1, to = 0"), {"design.patterns.y.to"}),
    (PATTERNS.split("[design.patterns]")[0], {"design.patterns"}),
    (PROFILE.replace('"a"', '"c"'), {"design.factor"}), (PROFILE.replace("y =", "yy ="), {"design.targets.yy"}),
    (PROFILE.replace("0.05", "0"), {"design.targets.y.tolerance"}),
    (PROFILE.replace("generations = 6\n", ""), {"design.generations"}),
    ('until = { outcome = "y", half_width = 1 }\n' + SURROGATE.format(0.9), {"until"}),
])
def test_mistakes_are_named(study, text, keys):
    with pytest.raises(InputProblems) as error:
        study("VALLEY", text, levers='a = "plausible"\nb = "plausible"', replications=None if "until" in text else 1)
    assert {problem.key for problem in error.value.problems} - {"design.patterns.z"} == keys


def test_a_part_of_a_study_in_stages_is_refused_and_quick_is_short(study, run):
    asked = study("ISHIGAMI", SURROGATE.format(0.9), levers=ALL, replications=1)
    with pytest.raises(InputProblems, match="next stage"):
        run(asked, shard=(0, 2))
    quick = study("ISHIGAMI", SURROGATE.format(0.9), levers=ALL, replications=1, quick=True)
    assert quick.n_points == 2 * 4 + 24
    assert replace(quick, plan=replace(quick.plan, rows=((0.0, 0.0, 0.0),))).n_points == 1


def test_quick_samples_are_those_of_the_surrogate_and_refused_where_there_are_none(study):
    for samples, points in ((14, 14), (40, 40), (500, 96)):
        text = f"{SURROGATE.format(0.9)}[quick]\nsamples = {samples}\n"
        quick = study("ISHIGAMI", text, levers=ALL, replications=1, quick=True)
        assert (quick.n_points, quick.plan.staged.first) == (2 * 4 + points, min(16, points))
        assert study("ISHIGAMI", text, levers=ALL, replications=1).n_points == 2 * 4 + 96
    for design in (PROFILE, "", '[design]\nkind = "factorial"\n'):
        with pytest.raises(InputProblems) as error:
            study("VALLEY", design + "[quick]\nsamples = 3\n", levers="a = [0, 1]\nb = [0, 1]", replications=1)
        assert [(one.key, one.found) for one in error.value.problems] == [("quick.samples", 3)]


def test_sweeps_at_different_stages_of_one_study_share_its_folder(study, run, table, tmp_path):
    """A second sweep begins, from the first stage on, when the first has finished one of its stages; no run is made twice."""
    design = '[design]\nkind = "pattern_space"\ngenerations = 3\npopulation = 8\n[design.patterns]\n' \
        'y = { from = 0, to = 2, cells = 5 }'
    asked = study("VALLEY", design, levers='a = "plausible"\nb = "plausible"', replications=1)
    everything = len(run(asked, "alone").runs)

    class Visited(Notes):
        """Lets another sweep of the folder be made when a stage is finished."""

        def __init__(self, stage, folder):
            super().__init__()
            self.stage, self.folder, self.guest = stage, folder, Notes()

        def advance(self, rows):
            super().advance(rows)
            if self.notes.count("sweep.stage") == self.stage and not self.guest.notes:
                sweep(asked, self.folder, Options(workers=0), self.guest)

    for stage in (1, 2):
        host = Visited(stage, tmp_path / f"out{stage}")
        sweep(asked, host.folder, Options(workers=0, batch=1000), host)
        assert host.notes.count("sweep.stage") == host.guest.notes.count("sweep.stage") == 3
        assert host.made + host.guest.made == everything and host.guest.made > 0
        assert table(host.folder) == table("alone")


def test_a_failed_run_is_left_out_of_the_surrogate(study, run, tmp_path):
    results = run(study("SOMETIMES_ISHIGAMI", SURROGATE.format(0.99), levers=ALL, replications=1))
    assert isinstance(results, Results) and set(results.counts()) <= {"ok", "error"}
    assert "Q²" in write_report(results, tmp_path / "r.html", "zh").read_text(encoding="utf-8")
