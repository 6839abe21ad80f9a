"""Other people's tools over our studies, tested against the real packages."""

import numpy as np
import pytest

from coprod.laboratory import Study
from coprod.laboratory.adapters.mesa_batch import batch_run_arguments
from coprod.laboratory.adapters.salib import SalibModel
from coprod.laboratory.runner import Options
from tests.laboratory.test_analysis import ISHIGAMI, PLAUSIBLE

MIXED = 'a = { from = 0, to = 1 }\nb = [0.0, 0.5]\n[uncertainties]\nc = { from = 0, to = 1 }'


@pytest.mark.filterwarnings("ignore")
def test_the_ema_workbench_drives_a_study(study):
    ema = pytest.importorskip("ema_workbench")
    from coprod.laboratory.adapters.ema import ema_model

    design = '[design]\nkind = "latin_hypercube"\nsamples = 2'
    model = ema_model(study("LINEAR", design, levers=MIXED), replications=3)
    assert [type(lever).__name__ for lever in model.levers] == ["RealParameter", "CategoricalParameter"]
    assert model.outcomes["y"].kind == ema.ScalarOutcome.MINIMIZE
    with ema.SequentialEvaluator(model) as evaluator:
        experiments, outcomes = evaluator.perform_experiments(scenarios=3, policies=4)
    expected = 1 + 3 * experiments["a"].astype(float) - 2 * experiments["b"].astype(float) + np.mean([0, 1, 2])
    assert len(experiments) == 12 and np.allclose(outcomes["y"], expected)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_the_ema_workbench_drives_the_district_in_two_processes(tmp_path):
    ema = pytest.importorskip("ema_workbench")
    from coprod.laboratory.adapters.ema import ema_model

    path = tmp_path / "study.toml"
    path.write_text('question = "?"\ndays = 5\noutcomes = ["udi"]\nreplications = 1\n[levers]\n"approval.levels" = [1, 3]\n'
                    '[set]\n"town.streets" = 1\n"town.communities" = 1\n"town.residents_per_community" = 60\n')
    with ema.MultiprocessingEvaluator(ema_model(Study.read(path)), n_processes=2) as evaluator:
        _, outcomes = evaluator.perform_experiments(policies=6)
    assert outcomes["udi"].shape == (6,) and np.isfinite(outcomes["udi"]).all()


def test_salib_drives_a_study_from_its_own_interface(study, tmp_path):
    SALib = pytest.importorskip("SALib")  # noqa: N806
    design = '[design]\nkind = "latin_hypercube"\nsamples = 1'
    model = SalibModel(study("ISHIGAMI", design, levers=PLAUSIBLE, replications=1), tmp_path / "runs", Options(workers=1))
    assert model.problem["names"] == ["x1", "x2", "x3"] and model.problem["bounds"][0] == pytest.approx([-np.pi, np.pi])
    found = SALib.ProblemSpec(model.problem)
    found.sample_sobol(512, calc_second_order=False, seed=1).evaluate(model.evaluate)
    found.analyze_sobol(calc_second_order=False, seed=1)
    assert np.allclose(found.analysis["ST"], ISHIGAMI["total"], atol=0.12)


def test_salib_samples_a_logarithmic_scale_by_its_quantiles(study, tmp_path):
    design = '[design]\nkind = "latin_hypercube"\nsamples = 1'
    for name, kind, ends in (("x", "WHOLE", (1, 64)), ("a", "LINEAR", (0.001, 1))):
        one = study(kind, design, levers=f'{name} = {{ from = {ends[0]}, to = {ends[1]}, scale = "log" }}', replications=1)
        model = SalibModel(one, tmp_path / name, Options(workers=0))
        assert model.problem["bounds"] == [[0.0, 1.0]]
        middle = one.factors[0].at(0.5)
        expected = model.evaluate(np.array([[0.0], [0.5], [1.0]]))
        slope = 1 if kind == "WHOLE" else 3
        assert np.allclose(np.diff(expected), slope * np.diff([ends[0], middle, ends[1]])) and middle < 8, name


def test_the_ema_workbench_takes_levers_or_uncertainties_alone(study):
    ema = pytest.importorskip("ema_workbench")
    from coprod.laboratory.adapters.ema import ema_model

    design = '[design]\nkind = "latin_hypercube"\nsamples = 2'
    levers, uncertainties = "a = { from = 0, to = 1 }", "[uncertainties]\nc = { from = 0, to = 1 }"
    for text, asked in ((levers, {"policies": 5}), (f"{levers}\n{uncertainties}", {"scenarios": 5, "policies": 1})):
        model = ema_model(study("LINEAR", design, levers=text), replications=2)
        with ema.SequentialEvaluator(model) as evaluator:
            experiments, outcomes = evaluator.perform_experiments(**asked)
        expected = 1 + 3 * experiments["a"].astype(float) + np.mean([0, 1])
        assert len(experiments) == 5 and np.allclose(outcomes["y"], expected), asked
        assert experiments["a"].nunique() == asked["policies"]


@pytest.mark.filterwarnings("ignore")
def test_the_ema_workbench_samples_by_our_distributions(study):
    """Latin hypercubes of n strata have every quantile to within 1/n, whatever the seed: compared at the quartiles."""
    ema = pytest.importorskip("ema_workbench")
    import pickle

    from coprod.laboratory.adapters.ema import ema_model

    design = '[design]\nkind = "latin_hypercube"\nsamples = 2'
    kinds = {'{ dist = "triangular", low = 0, mode = 0.1, high = 1 }': "a", '{ dist = "beta", alpha = 2, beta = 8 }': "a",
             '{ dist = "lognormal", mean_log = -3, sd_log = 0.8 }': "a", '{ from = 0.001, to = 1, scale = "log" }': "a",
             '{ dist = "normal", mean = 10, sd = 2 }': "x", '{ from = 1, to = 64, scale = "log" }': "x"}
    wrong, size = [], 400
    for text, name in kinds.items():
        one = study("LINEAR" if name == "a" else "WHOLE", design, levers=f"{name} = {text}")
        factor, whole_model = one.factors[0], ema_model(one)
        (lever,) = whole_model.levers
        pickle.loads(pickle.dumps(lever))  # as when it goes to other processes
        with ema.SequentialEvaluator(whole_model) as evaluator:
            experiments, _ = evaluator.perform_experiments(policies=size)
        found = np.quantile(experiments[name].astype(float), [0.25, 0.5, 0.75])
        low, high = ([factor.at(u + shift) for u in (0.25, 0.5, 0.75)] for shift in (-2 / size, 2 / size))
        if not all(a <= value <= b for a, value, b in zip(low, found, high, strict=True)) or lever.upper_bound != factor.high:
            wrong.append((text, low, found, high, lever.upper_bound))
    assert not wrong, wrong


def test_mesa_batch_run_makes_the_points_of_a_study_with_its_seeds(tmp_path):
    import mesa

    from coprod import CoproductionModel

    path = tmp_path / "study.toml"
    path.write_text('question = "?"\ndays = 3\noutcomes = ["udi"]\nreplications = 2\n[levers]\n"points.reward" = [0, 5]\n'
                    '[set]\n"town.streets" = 1\n"town.communities" = 1\n"town.residents_per_community" = 60\n')
    study = Study.read(path)
    rows = mesa.batch_run(CoproductionModel, **batch_run_arguments(study), max_steps=3, display_progress=False)
    points = {(row["parameters"].value("points.reward"), row["rng"]) for row in rows}
    assert len(rows) == 4 and points == {(0, 0), (0, 1), (5, 0), (5, 1)}
    for row in rows:
        again = CoproductionModel(row["parameters"], rng=row["rng"])
        for _ in range(4):
            again.step()
        days = again.datacollector.get_model_vars_dataframe()
        reported = [row[name] for name in days.columns]
        assert any(np.array_equal(days.iloc[day], reported, equal_nan=True) for day in (2, 3))  # Mesa 3.3 goes on for a day
