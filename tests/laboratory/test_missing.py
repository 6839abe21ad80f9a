"""Runs that failed or had nothing to measure: counted and named in every part of a report, and never taken for sameness."""

import html
import re

import numpy as np
import pandas as pd
import pytest

from coprod.laboratory import Results, Study
from coprod.laboratory.analysis.cube import shared_means
from coprod.laboratory.analysis.discovery import discover
from coprod.laboratory.report import write_report
from coprod.laboratory.report.findings import Findings
from tests.failures import Failures
from tests.laboratory.conftest import study_text

SAMPLED = '[design]\nkind = "{kind}"\n{size}\n[analysis]\ndiscovery = {{ outcome = "y", above = 0.5 }}'


@pytest.fixture
def said(run, tmp_path):
    """Make a study and return the words of its report, by section."""

    def make(model, text="", language="en", replications=4, levers="", outcomes='["y"]'):
        path = tmp_path / "study.toml"
        path.write_text(study_text(model, text, levers=levers, replications=replications).replace('["y"]', outcomes, 1))
        results = run(Study.read(path, allow_code=True), f"out{len(list(tmp_path.iterdir()))}")
        page = write_report(results, tmp_path / "page.html", language).read_text(encoding="utf-8")
        parts = re.sub("<svg.*?</svg>", "", page, flags=re.DOTALL).split("<h2>")
        plain = [" ".join(html.unescape(re.sub("<[^>]+>", " ", part)).split()) for part in parts]
        return {"answer": plain[0], **{part[:8]: part for part in plain[1:]}}

    return make


def test_points_whose_runs_failed_are_not_called_the_same(said):
    parts = said("TROUBLE", levers="x = [0, 6, 9, 10]")
    found = parts["What was"]
    assert "8 of 16 runs failed (50 %)" in parts["answer"] and "the same at every" not in parts["answer"]
    assert "no other point has a value to compare with it" in parts["answer"]
    assert "Of 16 runs 8 failed and 4 had nothing to measure for “Y”" in found
    assert "at 3 of 4 points: x 6; x 9; x 10" in found
    assert "x 6 all runs failed" in found and "x 10 n/a (no such events)" in found


def test_nothing_is_compared_with_a_reference_that_has_no_value(said):
    assert "Y has no value at the reference" in said("TROUBLE", levers="x = [10, 0]")["answer"]
    assert "Y has no value in any run" in said("TROUBLE", levers="x = [6, 9]")["answer"]
    for language, words in (("en", "no mean over states to compare with"), ("zh", "没有各情形的平均可供比较")):
        told = said("HOLES", "[uncertainties]\nkind = [0, 1, 2]", language, levers="x = [3, 0]")["answer"]
        assert words in told and "no other point has" not in told and "均无可与之比较" not in told
    assert "y在任何一次运行中都没有数值" in said("TROUBLE", language="zh", levers="x = [6, 9]")["answer"]


def test_runs_that_are_the_same_at_every_point_are_still_called_so(said):
    assert "the same at every other point" in said("TROUBLE", levers="x = [0, 7, 8]")["answer"]


def test_sensitivity_and_discovery_name_what_they_leave_out(said):
    sobol = said("TROUBLE", SAMPLED.format(kind="sobol", size="samples = 8"), levers="x = { from = 5, to = 9 }", replications=2)
    assert "of 8 blocks" in sobol["answer"] and "have a value at every point" in sobol["answer"]
    assert "failed. They are left out" in sobol["What was"] and "blocks contain a point without a value" in sobol["What was"]
    fails = said("TROUBLE", SAMPLED.format(kind="latin_hypercube", size="samples = 12"), levers="x = { from = 5, to = 10 }",
                 replications=2)
    for section in ("What was", "Where it"):
        assert "Of 24 runs 12 failed and 4 had nothing to measure" in fails[section]
    assert "100 % of 8 runs do" in fails["Where it"]


def test_the_frontier_and_robustness_name_what_they_leave_out(said):
    analysis = '[analysis]\nrobustness = "y"\ntrade_off = ["y", "z"]'
    levers = 'x = [0, 3]\n[uncertainties]\nkind = [0, 1, 2]'
    choosing = said("HOLES", analysis, levers=levers, replications=2, outcomes='["y", "z"]')["Choosing"]
    assert choosing.count("Of 12 runs 2 failed. They are left out") == 3
    assert "No run has a value of “Y” at 1 of 6 points: x 3 · kind 2" in choosing
    assert "1 of 3 states of the world are left out" in choosing and "2 policies in 2 states" in choosing


@pytest.mark.parametrize(("language", "frontier", "clear"), [
    ("en", "2 of 2 policies are beaten by no other on every count. 1 more have no mean", "1 of 1 other policies differ clearly"),
    ("zh", "2 项政策中，有 2 项不被其他任何一项全面超过。另有 1 项因缺少", "其余1种政策中有 1 种")])
def test_what_has_no_mean_over_states_is_not_said_to_be_beaten(said, language, frontier, clear):
    text = '[analysis]\ntrade_off = ["y", "z"]\n[uncertainties]\nkind = [0, 2]'
    page = " ".join(said("HOLES", text, language, levers="x = [1, 3, 0]", outcomes='["y", "z"]').values())
    assert frontier in page and clear in page


def test_means_are_of_what_all_share_if_there_is_any():
    nan = np.nan
    for values, means, n in (
            ([[1, 2], [3, nan]], [1, 3], 1), ([[1, nan], [nan, 3]], [1, 3], 0), ([[nan] * 2, [1, 2]], [nan, 1.5], 2)):
        shared = shared_means(np.array(values, dtype=float))
        assert shared.means == pytest.approx(np.array(means, dtype=float), nan_ok=True) and shared.replications == n


def test_a_run_that_is_missing_somewhere_is_missed_by_none_of_those_compared(said):
    """b lowers y by 1 in every pair; over all its runs it seems to raise it by 9, as it lacks the run under seed 3."""
    text = '[analysis]\nrobustness = "y"\ntrade_off = ["y", "z"]\nshapley = "z"\n' \
           'tipping = { lever = "x", outcome = "z", direction = "b" }\n[uncertainties]\nc = [0, 1]'
    english, chinese = (said("UNLUCKY", text, language, levers="b = [0, 1]\nx = [0, 1, 2, 3]", outcomes='["y", "z"]')
                        for language in ("en", "zh"))
    choosing, tipping = english["Choosing"], english["Tipping "]
    assert choosing.count("means over the 3 of 4 replications in which all have a value") == 2
    assert "2 of 8 policies are beaten by no other" in choosing and "b 1 · x 0 104 10 100 %" in choosing
    assert "b 0 · x 0 105 (5) 110 (5) 100 (5) 105 (5) 1 [1 … 1]" in choosing and "9 [" not in choosing
    for end, jump in enumerate(("from 2 to 3", "from 1 to 2")):
        assert f"{end}: the largest step of the median is {jump}, 100 % of its whole range" in tipping
    assert "Means over 2 states of the world" in tipping and "mean over the 8 combinations" in english["Who cont"]
    page = " ".join(chinese.values())
    assert page.count("（4 次中的 3 次）") == 2 and "其余各因素 8 种组合的平均" in page


def test_what_means_are_over_is_said_by_what_is_varied(said):
    """The way up and down is a state of the world: at one policy, and as a mean over two that are as many as its directions."""
    text = '[analysis]\ntipping = { lever = "x", outcome = "z", direction = "b" }\n[uncertainties]\nx = [0, 1, 2, 3]\nb = [0, 1]'
    for levers, over in (("c = [0]", ""), ("c = [0, 1]", "mean over the 2 combinations of what else is varied")):
        tipping = said("UNLUCKY", text, "en", levers=levers, outcomes='["y", "z"]')["Tipping "]
        assert "Means over" not in tipping and (over in tipping if over else "combinations" not in tipping), levers


LETTERS = 'a = "plausible"\nb = "plausible"\nc = "plausible"'
BROKEN = {
    "factorial": ("", "a = [0, 0.5, 1]\nb = [0, 1]"),
    "packages": ('[packages.p]\na = 1\n[packages.q]\nb = 1\n[analysis]\nshapley = "y"\n', ""),
    "sobol": ('[design]\nkind = "sobol"\nsamples = 8', LETTERS),
    "morris": ('[design]\nkind = "morris"\ntrajectories = 4', LETTERS),
    "latin_hypercube": ('[design]\nkind = "latin_hypercube"\nsamples = 40\n[analysis]\n'
                        'discovery = { outcome = "y", above = 3 }\ntrade_off = ["y", "z"]', LETTERS),
    "tipping": ('[analysis]\ntipping = { lever = "x", outcome = "y", direction = "b" }', "x = [0, 2, 4, 6]\nb = [0, 1]"),
    "robustness": ('[analysis]\nrobustness = "y"\ntrade_off = ["y", "z"]\n[uncertainties]\nx = [1, 2, 3]', "a = [0, 0.5, 1]"),
    "contrasts": ('[analysis]\ncontrasts = [{ a = { a = 1 }, b = { c = 1 }, cost = "z" }]', "a = [0, 1]\nc = [0, 1]"),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("design", BROKEN)
def test_every_analysis_survives_points_of_which_all_runs_failed_and_names_them(said, design):
    text, levers = BROKEN[design]
    for language, failed in (("en", "failed"), ("zh", "失败")):
        parts = said("BRITTLE", text, language, replications=3, levers=levers, outcomes='["y", "z"]')
        page = " ".join(parts.values())
        assert page.count(failed) > 2 and not re.search(r"\bnan\b", page, re.IGNORECASE), page


def test_a_contrast_names_what_is_missing_at_its_two_points(said):
    asked = '[analysis]\ncontrasts = [{ a = { x = 3 }, b = { x = 0 } }]'
    answer = said("SOMETIMES", asked, levers="x = [0, 1, 3]", replications=9)["The answ"]
    assert "Of 18 runs 1 failed. They are left out" in answer


def test_the_report_and_the_table_count_the_runs_of_points_that_share_settings_alike(said, study, run):
    text = SAMPLED.format(kind="latin_hypercube", size="samples = 12")
    parts = said("TROUBLE", text, levers="x = { from = 5, to = 8 }", replications=2)
    failed = int(re.search(r"([\d,]+) of 24 runs failed", parts["answer"]).group(1))
    assert f"{24 - failed} runs are fine, {failed} failed, 24 were planned" in parts["How sure"]


def test_only_replications_that_are_finished_at_every_point_are_compared(study, run, tmp_path):
    question = study("NOISY", levers="x = [0, 1, 2]", replications=6)
    whole = run(question, "whole", batch=2)
    results = run(question, shard=(0, 2))  # every second run: no replication is complete
    assert len(results.runs) == 9 and results.complete_runs.empty
    text = write_report(results, tmp_path / "page.html", "en").read_text(encoding="utf-8")
    assert "No replication is finished at every point yet" in text and "the 0 replications" in text
    dropped = sorted(tmp_path.glob("whole/shards/*.parquet"))
    assert len(dropped) > 2
    dropped[-1].unlink()
    partly = Results.load(tmp_path / "whole")
    lost = set(whole.runs.replication) - set(partly.complete_runs.replication)
    assert lost and len(partly.runs) > len(partly.complete_runs) == 3 * (6 - len(lost))
    found = Findings(partly, "en").differences("y")
    assert set(found.n) == {6 - len(lost)}


def test_points_of_the_same_inputs_are_one_piece_of_evidence():
    """Six hundred points that are forty, of which a few failed by chance: their copies are no further evidence."""
    generator = np.random.default_rng(3)
    found = 0
    for _ in range(10):
        x, failed = generator.permutation(40), generator.random(40) < 0.3
        inputs = pd.DataFrame({"x": np.repeat(x, 15), "z": np.repeat(generator.permutation(40), 15)})
        found += bool(discover(inputs, np.repeat(failed, 15), resamples=0)[0].limits)
    assert found <= 3  # P(more than 3 of 10 at 5 %) = 0.1 %


def test_designs_of_which_nothing_is_left_have_a_report(said):
    patterns = "generations = 2\npopulation = 4\n[design.patterns]\ny = { from = 0, to = 2, cells = 4 }"
    with Failures() as failures:
        for kind, size in {"morris": "trajectories = 4", "sobol": "samples = 8", "pattern_space": patterns}.items():
            for low, high in ((5, 6), (10, 11)):  # all failed; some had nothing to measure
                with failures.case(f"{kind}, x from {low}"):
                    levers = f"x = {{ from = {low}, to = {high} }}"
                    assert said("TROUBLE", f'[design]\nkind = "{kind}"\n{size}', levers=levers, replications=2)["answer"]
