"""``coprod compare``: paired differences, told with their interval and a verdict."""

import json

import pytest

from coprod.interfaces.cli.compare import _cells, verdict
from coprod.laboratory.statistics import PairedDifference, paired_difference
from coprod.outcomes.evaluate import OUTCOMES
from tests.cli.conftest import SMALL_TOWN

COMPARE = ("compare", "--replications", 3, "--days", 8, *SMALL_TOWN)


@pytest.fixture
def generous(tmp_path):
    path = tmp_path / "generous.toml"
    path.write_text('[scenario]\ntitle_en = "Generous"\ntitle_zh = "慷慨"\n[points]\nreward = 40.0\n')
    return path


def test_a_scenario_is_the_same_as_itself(coprod):
    compared = json.loads(coprod(*COMPARE, "baseline", "baseline", "--json").out)["comparisons"][0]["outcomes"]
    assert compared.keys() == {outcome.name for outcome in OUTCOMES}
    assert all(facts["mean"] in (0, None) and not facts["clear"] for facts in compared.values())


def test_json_gives_the_paired_difference_of_the_runs(coprod, generous):
    facts = json.loads(coprod(*COMPARE, "baseline", generous, "--json").out)
    issued = facts["comparisons"][0]["outcomes"]["points_issued"]
    runs = {arm: [json.loads(coprod("run", arm, "--seed", seed, "--days", 8, *SMALL_TOWN, "--json").out)["outcomes"]
                  ["points_issued"] for seed in facts["seeds"]] for arm in ("baseline", generous)}
    expected = paired_difference(runs["baseline"], runs[generous])
    assert (issued["mean"], issued["low"], issued["high"]) == (expected.mean, expected.low, expected.high)
    assert facts["seeds"] == [1, 2, 3]


@pytest.mark.parametrize(("language", "words"), [("en", ["Generous", "95 % interval", "the same"]),
                                                 ("zh", ["慷慨", "95%置信区间", "相同"])])
def test_the_table_speaks_both_languages(coprod, generous, language, words):
    answer = coprod(*COMPARE, "baseline", generous, "--lang", language, "--all")
    assert answer.status == 0
    assert all(word in answer.out for word in words)
    assert all(getattr(outcome, language) in answer.out for outcome in OUTCOMES)


def test_clear_differences_come_first_and_the_answer_is_a_sentence(coprod, generous):
    told = coprod(*COMPARE, "baseline", generous, "--lang", "en").out
    facts = json.loads(coprod(*COMPARE, "baseline", generous, "--json").out)["comparisons"][0]["outcomes"]
    clear = [outcome for outcome in OUTCOMES if facts[outcome.name]["clear"]]
    assert 0 < len(clear) < len(OUTCOMES)
    assert f"Generous against Baseline: clear differences in {len(clear)} of {len(OUTCOMES)} outcomes." in " ".join(told.split())
    rows = [line for line in told.splitlines() if line.startswith("  ") and line[2] != " "]
    assert len(rows) == len(clear) and all(any(outcome.en.split()[0] in row for row in rows) for outcome in clear)
    assert f"{len(OUTCOMES) - len(clear)} more outcomes" in told
    same = coprod(*COMPARE, "baseline", "baseline", "--lang", "en").out
    assert f"0 of {len(OUTCOMES)} outcomes" in same and "In no run does any outcome differ" in " ".join(same.split())


def test_a_policy_that_is_never_in_force_is_said_to_change_nothing(coprod):
    words = ("compare", *COMPARE[1:], "baseline", "--policy", 'set = {"points.reward" = 0}, from = 40')
    assert "or was never in force" in " ".join(coprod(*words, "--lang", "en").out.split())
    assert "或从未生效" in "".join(coprod(*words, "--lang", "zh").out.split())


def test_of_fewer_pairs_it_is_said_how_many_have_a_value():
    outcome = next(one for one in OUTCOMES if one.name == "loss")
    some = paired_difference([1.0, 2.0, float("nan")], [5.0, 6.5, 1.0])
    one = paired_difference([1.0, float("nan"), float("nan")], [5.0, 6.5, 1.0])
    assert str(_cells(outcome, some, 3, "en")[-1]).endswith("(2 pairs)")
    assert str(_cells(outcome, some, 3, "zh")[-1]).endswith("（2对）")
    assert str(_cells(outcome, some, 2, "en")[-1]) == "worse"
    assert [str(cell) for cell in _cells(outcome, one, 3, "en")[-2:]] == ["", "one pair: no interval"]


def test_processes_change_nothing(coprod, generous):
    words = ("compare", "--replications", 2, "--days", 4, *SMALL_TOWN, "baseline", generous, "--json")
    assert coprod(*words, "--processes", 2).out == coprod(*words).out


@pytest.mark.parametrize(("low", "high", "direction", "said"), [
    (1, 3, 1, "better"), (1, 3, -1, "worse"), (1, 3, 0, "higher"), (-3, -1, 0, "lower"), (-3, -1, -1, "better"),
    (-1, 3, 1, "unclear"), (0, 3, 1, "unclear"), (0, 0, 1, "same"), (2, 2, 1, "better"),
])
def test_what_may_be_said(low, high, direction, said):
    assert verdict(PairedDifference(0, 0, (low + high) / 2, low, high, n=5), direction) == said


def test_nothing_may_be_said_of_nothing():
    assert verdict(paired_difference([float("nan")], [1.0]), 1) == "undefined"
    assert verdict(paired_difference([0.0], [1.0]), 1) == "one_pair"
    assert verdict(paired_difference([1.0], [1.0]), 1) == "same"
