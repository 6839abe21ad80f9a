"""What a dry run foretells: which runs there are, whose interval it is, and what it cannot tell."""

import numpy as np
import pytest

from coprod.interfaces.cli.sweep import _promise
from coprod.laboratory import Study, pilot
from coprod.laboratory.pilot import estimate
from tests.laboratory.conftest import study_text
from tests.laboratory.models import noisy

T_19 = 2.093024054408263
"""Student's t with 19 degrees of freedom, two-sided 95 %."""
CONTRAST = """[[analysis.contrasts]]
a = { x = 5 }
b = { x = 2 }
"""


@pytest.fixture(autouse=True)
def time_enough(monkeypatch):
    monkeypatch.setattr(pilot, "_SECONDS", 600)


@pytest.fixture
def said(tmp_path, capsys):
    """Return what the command prints about a study whose folder does not exist."""

    def say(study, language="en", folder="nowhere"):
        _promise(study, tmp_path / folder, 1, language)
        return capsys.readouterr().out

    return say


def differences(a, b):
    """Return A − B in the ten pairs that a pilot makes, by the model itself."""
    return np.array([noisy({"x": a}, seed, 10, 0)["y"] - noisy({"x": b}, seed, 10, 0)["y"] for seed in range(10)])


def test_points_that_are_the_same_share_runs_and_nothing_is_finished_without_a_folder(study, run, said, tmp_path):
    asked = study("WHOLE", '[design]\nkind = "latin_hypercube"\nsamples = 8', levers='x = { from = 0, to = 3 }', replications=3)
    different = len({value["x"] for value in map(asked.design.point, range(8))})
    assert different == 4
    found = estimate(asked, tmp_path / "nowhere", 1)
    assert (found.finished, found.missing, found.shared) == (0, 3 * different, 8 - different)
    out = said(asked)
    assert "24 runs; 0 are finished, 12 are to be made" in out
    assert "4 of the points are the same" in out and "12 runs are different ones" in out
    run(asked, "done")
    assert "12 are finished, 0 are to be made" in said(asked, folder="done")
    assert "4 个设计点对模型而言与另一设计点相同" in said(asked, "zh")


def test_points_that_all_differ_share_nothing(study, said):
    assert "share" not in said(study("LINEAR", levers="a = [0, 1]"))


def test_the_interval_is_that_of_the_first_contrast(study, said, tmp_path):
    asked = study("NOISY", CONTRAST, levers="x = [0, 2, 5, 9]", replications=20)
    found = estimate(asked, tmp_path / "nowhere", 1).forecast
    wanted = differences(5.0, 2.0)
    assert asked.first_seed == 0 and (found.replications, found.valued, found.states) == (10, 10, 1)
    assert np.isclose(found.mean_difference, wanted.mean())
    assert np.isclose(found.half_width, T_19 * wanted.std(ddof=1) / np.sqrt(20))
    assert "the first contrast, A (x = 5) less B (x = 2)" in said(asked)
    assert "第一项两两比较 A（x = 5）减 B（x = 2）" in said(asked, "zh")


def test_without_a_contrast_it_is_said_which_points_are_compared(study, said, tmp_path):
    asked = study("NOISY", levers="x = [0, 2, 5]", replications=20)
    assert np.isclose(estimate(asked, tmp_path / "nowhere", 1).forecast.mean_difference, differences(5.0, 0.0).mean())
    assert "x = 5 less x = 0, the reference" in said(asked)
    assert "x = 5减x = 0（基准）" in said(asked, "zh")


def test_without_a_contrast_policies_are_compared_and_not_states_of_the_world(study, said, tmp_path):
    """In y = 1 + 3a − 2b + seed two policies differ by 3 in every state b, two states by −2."""
    asked = study("LINEAR", levers="a = [0, 1]\n[uncertainties]\nb = [0, 1]")
    forecast = estimate(asked, tmp_path / "nowhere", 1).forecast
    assert (forecast.states, forecast.mean_difference, forecast.half_width) == (2, 3, 0)
    assert "a = 1 less a = 0, the reference" in said(asked)


def test_points_of_a_design_without_levers_are_compared_with_the_reference(study, said):
    asked = study("LINEAR", levers="[uncertainties]\nb = [0, 1]")
    assert "point 1 (b = 1) less point 0 (b = 0), the reference" in said(asked)


def test_of_stages_it_is_said_how_many_runs_there_can_be_at_most(study, run, said, tmp_path):
    text = '[design]\nkind = "profile"\nfactor = "a"\nsteps = 3\ngenerations = 2\npopulation = 2\n' + \
        'targets = { y = { value = 2, tolerance = 1 } }'
    asked = study("LINEAR", text, levers="a = { from = 0, to = 1 }\nb = { from = 0, to = 1 }", replications=1)
    assert "At most 12 points" in said(asked) and "0 runs are stored, at most 12 are to be made" in said(asked)
    assert estimate(asked, tmp_path / "nowhere", 1).forecast is None
    made = len(run(asked, "done").runs)
    assert 0 < made <= 12 and f"{made} runs are stored, at most {12 - made} are to be made" in said(asked, folder="done")


def test_a_last_point_that_is_the_reference_again_is_not_compared_with_it(tmp_path):
    (tmp_path / "points.csv").write_text("x\n0\n5\n0\n", encoding="utf-8")
    text = study_text("NOISY", '[design]\nkind = "table"\nfile = "points.csv"').partition("\n[levers]")[0]
    (tmp_path / "study.toml").write_text(text, encoding="utf-8")
    compared = estimate(Study.read(tmp_path / "study.toml", allow_code=True), tmp_path / "nowhere", 1).forecast.compared
    assert (compared.a, compared.b) == ((1,), (0,))


def test_a_contrast_is_a_mean_over_states_of_the_world(study, said, tmp_path, monkeypatch):
    """In y = 1 + 3a − 2b + seed the difference of a = 1 and a = 0 is 3 in every state b."""
    text = "[[analysis.contrasts]]\na = { a = 1 }\nb = { a = 0 }\n"
    asked = study("LINEAR", text, levers="a = [0, 1]\n[uncertainties]\nb = [0, 0.5, 1]")
    found = estimate(asked, tmp_path / "nowhere", 1)
    assert (found.forecast.states, found.forecast.mean_difference, found.forecast.half_width) == (3, 3, 0)
    assert found.pilot_runs == 5 * 3 * 2 and "states of the world" not in said(asked)
    monkeypatch.setattr(pilot, "_SECONDS", -1)  # no time at all: one state, one replication
    found = estimate(asked, tmp_path / "nowhere", 1)
    assert (found.forecast.states, found.pilot_runs, found.forecast.half_width) == (1, 2, None)


def test_where_the_outcome_is_missing_this_is_said(study, said):
    asked = study("TROUBLE", levers="x = [0, 6]", replications=4)
    out = said(asked)
    assert "y has a value in both runs of 0 of 4 pairs of the pilot" in out and "no interval can be foretold" in out
    assert "无法预估置信区间" in said(asked, "zh")
