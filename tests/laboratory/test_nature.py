"""What nobody chooses: states of the world never compete with policies, and sets of parameters are such states."""

import hashlib
import json
import re

import numpy as np
import pandas as pd
import pytest

from coprod.kernel.streams import Streams
from coprod.laboratory.analysis.alternatives import alternatives
from coprod.laboratory.analysis.policies import Policies
from coprod.laboratory.analysis.warm_up import drift, mser
from coprod.laboratory.parquet import Duck
from coprod.laboratory.report import write_report
from coprod.laboratory.report.claims import claims
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.policy_section import robustness_part
from coprod.text.problems import InputProblems

SETS = "name,b,c\ncalm,0.0,0.1\nstorms,0.5,0.2\nfloods,1.0,0.3\n"


def test_points_fold_into_policies_and_states():
    design = pd.DataFrame({"lever": [0, 0, 1, 1], "state": ["x", "y", "x", "y"]})
    folded = Policies.of(design, ["lever"], ["state"], 3)
    assert folded.grid.tolist() == [[0, 1], [2, 3]] and (folded.reference, folded.state) == (1, 1) and folded.is_crossed
    values = np.array([[1.0, 2], [3, 4], [5, np.nan], [7, 8]])
    assert folded.over_states(values) == pytest.approx(np.array([[2, 3], [6, np.nan]]), nan_ok=True)
    part = Policies.of(design.iloc[:3], ["lever"], ["state"], 2)  # policy 1 never met state y: only state x is compared
    assert part.grid.tolist() == [[0], [2]] and not part.is_crossed and part.n_states == 1


def test_nature_is_not_among_the_policies(study, run):
    """Less is better and a raises y by 3, b lowers it by 2: were b a policy it would be the best; it is a state."""
    results = run(study("LINEAR", '[analysis]\nrobustness = "y"\n[uncertainties]\nb = [0, 0.5, 1]', levers="a = [0, 0.5, 1]"))
    found = Findings(results, "en")
    assert found.policies.n_policies == 3 and found.policies.n_states == 3
    assert len(re.findall(r"<tr><td>a \S+</td>", robustness_part(found))) == 3
    assert "not corrected for each other" in robustness_part(found)
    rows = found.policy_differences("y")
    assert rows["difference"].tolist() == pytest.approx([0, 1.5, 3]) and rows["reference_mean"][0] == pytest.approx(1 - 1 + 2)
    assert [claim.everywhere.holds for claim in claims(found)] == [3]


def test_an_ensemble_is_a_state_of_the_world_with_its_hash(study, run, tmp_path):
    (tmp_path / "sets.csv").write_text(SETS)
    given = study("LINEAR", '[nature]\nensemble = "sets.csv"\nlabel = "Fitted set"', levers="a = [0, 1]", replications=3)
    assert given.n_points == 6 and given.values(1) == {"b": 0.5, "c": 0.2} and given.values(5) == {"a": 1.0, "b": 1.0, "c": 0.3}
    results = run(given)
    sha = hashlib.sha256(SETS.encode()).hexdigest()
    assert results.study["ensemble"] == {"file": "sets.csv", "sha256": sha, "sets": 3}
    assert json.loads((results.folder / "provenance.json").read_text())["sessions"][-1]["ensemble"]["sha256"] == sha
    assert results.study["factors"][1]["role"] == "uncertainty"
    assert sorted(set(results.runs["ensemble"])) == ["calm", "floods", "storms"]
    text = write_report(results, tmp_path / "page.html", "en").read_text()
    assert "Fitted set (3)" in text and "3 of 3" in text
    keys = set(results.runs["key"])
    (tmp_path / "sets.csv").write_text(SETS.replace("1.0,0.3", "0.9,0.3"))  # another set: its runs alone are new
    again = run(study("LINEAR", '[nature]\nensemble = "sets.csv"', levers="a = [0, 1]", replications=3))
    assert len(keys & set(again.runs["key"])) == 12 and len(again.runs) == 18


def test_a_parquet_of_sets_is_the_same_as_a_csv(study, tmp_path):
    (tmp_path / "sets.csv").write_text(SETS)
    sets = pd.read_csv(tmp_path / "sets.csv")
    with Duck() as duck:
        duck.write("SELECT * FROM table_of_rows", tmp_path / "sets.parquet", {key: sets[key].to_numpy() for key in sets})
    one, other = (study("LINEAR", f'[nature]\nensemble = "sets.{kind}"', levers="a = [0, 1]") for kind in ("csv", "parquet"))
    assert one.digests() == other.digests()


@pytest.mark.parametrize(("sets", "said"), [
    (SETS.replace("floods,1.0", "floods,7"), "sets.csv:4"), (SETS.replace(",b,", ",bb,"), "bb"),
    (SETS.replace("floods", "calm"), "calm"), ("name,b\ncalm,1\n", "2 to"), (SETS.replace(",b,", ",a,"), "a"),
    (SETS.replace(",0.1", ""), "sets.csv:2"), (None, "sets.csv")])
def test_mistakes_in_sets_are_told_with_their_line(study, tmp_path, sets, said):
    if sets is not None:
        (tmp_path / "sets.csv").write_text(sets)
    with pytest.raises(InputProblems, match=said):
        study("LINEAR", '[nature]\nensemble = "sets.csv"', levers="a = [0, 1]")


def test_a_set_without_a_name_is_called_by_its_number(study, tmp_path):
    (tmp_path / "sets.csv").write_text(SETS.replace("storms", ""))
    given = study("LINEAR", '[nature]\nensemble = "sets.csv"', levers="a = [0, 1]")
    assert given.factors[-1].levels == ("calm", "2", "floods")


@pytest.mark.parametrize(("text", "said"), [
    ("[nature]\nensemble = 3", "nature.ensemble = 3"), ("[analysis]\ntipping = 3", "analysis.tipping = 3"),
    ("[analysis]\ndiscovery = 3", "analysis.discovery = 3"), ("[analysis]\nthreshold = 3", "threshold = 3: .*needs robustness")])
def test_one_mistake_is_told_once(study, text, said):
    with pytest.raises(InputProblems, match=said) as found:
        study("LINEAR", text, levers="a = [0, 1]")
    assert len(found.value.problems) == 1


def test_what_until_asked_for_is_said_as_it_is_worked_out(study, run, tmp_path):
    for difference, said in (("true", "intervals of the paired difference in Y from the reference"), ("false", "intervals of Y")):
        until = f'until = {{ outcome = "y", half_width = 0.3, min = 3, max = 6, difference = {difference} }}'
        page = write_report(run(study("NOISY", until, levers="x = [1, 2]"), difference), tmp_path / "page.html", "en")
        assert said in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "robustness", "shapley"), [("en", "it takes both", "two levels each"),
                                                                 ("zh", "二者缺一不可", "各有两个水平")])
def test_what_a_design_cannot_answer_is_said(study, run, tmp_path, language, robustness, shapley):
    results = run(study("LINEAR", '[analysis]\nrobustness = "y"\nshapley = "y"', levers="a = [0, 0.5, 1]"))
    page = write_report(results, tmp_path / "page.html", language).read_text(encoding="utf-8")
    assert robustness in page and shapley in page


def test_a_package_may_be_nature(study, run):
    text = '[packages.weather]\nrole = "uncertainty"\nb = 1\n'
    results = run(study("LINEAR", text, levers="a = [0, 1]"))
    assert Findings(results, "en").compared == (["a"], ["weather"])


def test_every_report_has_its_page_for_the_referee(study, run, tmp_path):
    text = '[series]\ncolumns = ["level"]\n'
    kept = write_report(run(study("SERIES", text, levers="x = [1, 2]"), "kept"), tmp_path / "kept.html", "en").read_text()
    assert "Referee" in kept and "at 2 of 2 points the series has a trend" in kept  # level = x + day
    failing = run(study("SOMETIMES", levers="x = [0, 3]", replications=9), "none")
    page = write_report(failing, tmp_path / "p.html", "en").read_text()
    assert "keeps no daily series" in page and "1 of 18 runs failed" in page and "8 replications in which every point" in page
    assert "No alternative was run" in page


def test_states_that_lack_the_same_runs_are_not_distinct():
    calm, storm = [1.0, np.nan, 3.0], [1.0, np.nan, 4.0]
    for first, distinct in (([calm, calm, calm], 1), ([calm, calm, storm], 2), ([calm, [1.0, 2.0, 3.0], storm], 3)):
        assert alternatives(np.array(first), np.array([[0.0, -0.0, 1.0]] * 3), 1.0).n_distinct == distinct


def test_a_series_that_creeps_on_is_not_settled(study, run, tmp_path):
    """Over ten days the second half is higher by five days of x; MSER-5 would leave out nothing."""
    noise = Streams(0)("laboratory.test", 0).normal(size=(6, 40))
    slow = drift(noise + np.arange(40) / 10)
    by_hand = (noise[:, 20:] - noise[:, :20]).mean(axis=1) + 2
    assert slow.estimate == pytest.approx(by_hand.mean()) and slow.clear and slow.n == 6 and not drift(noise).clear
    assert mser([np.nan] * 5 + [50.0, 20, 9] + [1, 2, 1, 2] * 5).start == 8 and mser([1, 2] * 20).start == 0
    said = {}
    for x in (0, 0.1):
        results = run(study("CREEPING", '[series]\ncolumns = ["level"]', levers=f"x = [{x}]", replications=2), f"x{x}")
        said[x] = [write_report(results, tmp_path / "page.html", one).read_text(encoding="utf-8") for one in ("en", "zh")]
    assert "long enough, but the series goes on changing" in said[0.1][0] and "+0.5" in said[0.1][0]
    assert ">long enough<" in said[0][0] and "Level (hours)" in said[0][0]
    assert "序列此后仍在变化" in said[0.1][1] and ">足够<" in said[0][1] and "水平（小时）" in said[0][1]
