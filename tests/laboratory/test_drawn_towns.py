"""The answers asked again in towns of which every assumed number is drawn."""

import re
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binomtest

from coprod.laboratory import Study
from coprod.laboratory.batches import Row
from coprod.laboratory.executors import open_engine
from coprod.parameters.model import declarations_by_key
from experiments import drawn_towns as drawn
from experiments.answers import Book
from experiments.judging import in_drawn_towns
from experiments.policy_page import PolicyPage
from experiments.sensitivity_page import sensitivity_page


@pytest.fixture(scope="module")
def towns():
    return drawn.towns(4)


def test_every_number_nobody_chooses_is_drawn_within_its_range(towns):
    known = declarations_by_key()
    assert set(towns[0]) == {key for key, one in known.items() if one.role == "uncertainty"}
    numbers = {key: one.plausible for key, one in known.items() if key in towns[0] and one.kind in ("float", "int")}
    outside = [(key, town[key]) for town in towns for key, (low, high) in numbers.items() if not low <= town[key] <= high]
    assert not outside and len({town["resident.choice_noise"] for town in towns}) == 4
    assert drawn.towns(4) == towns


def test_a_and_b_differ_by_the_policy_alone_and_towns_take_turns(towns):
    study = Study.read(drawn.HERE / "x05_delegation.toml")
    pairs = drawn.policies(study, study.analysis.contrasts[0], towns)
    for numbers, (a, b) in zip(towns, pairs, strict=True):
        assert {key for key in {*a, *b} if a.get(key) != b.get(key)} == {"approval.bypass_quota"}
        assert a["resident.choice_noise"] == numbers["resident.choice_noise"]
    rules = [a.get("rules.committee.bypass") for a, _ in pairs]
    assert rules[:2] == rules[2:] and rules[0] != rules[1]


def test_what_a_package_sets_is_not_drawn(towns):
    study = Study.read(drawn.HERE / "x18_three_chains.toml")
    a, b = drawn.policies(study, study.analysis.contrasts[0], towns)[0]
    assert a["society.tech_privacy_risk"] == 0.2 and b["society.tech_privacy_risk"] == towns[0]["society.tech_privacy_risk"]


def test_differences_are_those_of_the_runs(towns):
    """Of an outcome, and of it together with the complete cost; the policy that both contrasts share is run once."""
    study = Study.read(drawn.HERE / "x15_district_chain.toml", quick=True)
    with open_engine(0) as engine:
        met = drawn.meet(study, [0, 1], towns[:1], engine)
    found = drawn.found_in(study, [(0, "loss_avoidable"), (0, "net:loss_avoidable")], met)
    (a, b), (_, again) = met.pairs[0][0], met.pairs[1][0]
    assert found["runs"] == 3 and found["failed"] == 0 and b == again
    runs = [met.rows[number].outcomes for number in (a, b)]
    loss = [run["loss_avoidable"] for run in runs]
    whole = [run["loss_avoidable"] + sum(run[line] for line in study.simulator.costs.lines) for run in runs]
    for one, (first, second) in zip(found["found"], (loss, whole), strict=True):
        assert one["differences"] == [pytest.approx(first - second, rel=1e-5)]
    looked = drawn.load_and_patrol(met)
    assert looked["workload_a"][0] == round(runs[0]["workload"], 2) and looked.notna().all(axis=None)


def test_a_pair_that_failed_is_left_out():
    study = Study.read(drawn.HERE / "x05_delegation.toml", quick=True)
    rows = [Row(0, "ok", 1.0, {"rdl": 0.5}), Row(1, "error", 1.0), Row(2, "ok", 1.0, {"rdl": 0.25})]
    found = drawn.found_in(study, [(0, "rdl")], drawn.Met(rows, {0: [(0, 1), (0, 2)]}))
    assert found["failed"] == 1 and found["found"][0]["differences"] == [None, 0.25]


@pytest.mark.parametrize(("differences", "found", "within", "sign"), [
    ([*np.linspace(-1.1, -0.9, 9), None, 50.0], -2, None, "keeps"), ([*np.linspace(-1.1, -0.9, 9), None, 50.0], 2, None, "turns"),
    ([-1.0, 2.0, 0.5, -0.3, 0.2, 1.0], -2, None, "unclear"), (np.linspace(-1.1, -0.9, 9), 0, 2, "keeps"),
    (np.linspace(-1.1, -0.9, 9), 0, 0.5, "turns"), (np.linspace(-1.1, -0.9, 9), 0, 1, "unclear")])
def test_a_sign_is_kept_turned_or_not_clear(differences, found, within, sign):
    seen = in_drawn_towns({"difference": [found, found - 1, found + 1], "pairs": 8}, list(differences), within)
    assert seen.sign == sign and seen.median.n == sum(value is not None for value in differences)
    assert seen.same == sum(value is not None and value * found > 0 for value in differences)


def test_the_interval_of_a_median_leaves_out_zero_where_the_sign_test_does():
    rng = np.random.default_rng(1)
    for n in (12, 24):
        for below in range(n + 1):
            values = np.concatenate([-rng.random(below), rng.random(n - below)])
            seen = in_drawn_towns({"difference": [-1, -2, 0], "pairs": 8}, values.tolist())
            assert seen.same == below and seen.median.clear == (binomtest(below, n).pvalue <= 0.05), (n, below)


def test_the_page_counts_what_is_kept():
    name = "x05_delegation"
    found = [{"contrast": i, "outcome": "rdl", "differences": [sign * (1 + town / 10) for town in range(8)]}
             for i, sign in ((0, -1), (2, 1))]
    again = {name: {"model": "m", "towns": 8, "found": found}}
    made = {"model": "1", "days": 10, "trajectories": 4, "sample": 30, "numbers": 3, "failed": {"groups": 0, "numbers": 0}}
    book = replace(Book.open(drawn.HERE), drawn=again)
    page = sensitivity_page({"made": made, "outcomes": {"udi": {"groups": {}, "numbers": {}, "chance": 0}}}, book, "en")
    assert "Of 2 comparisons 1 keep their sign, 0 are not clear, 1 turn" in page and "| 8 of 8 | kept |" in page
    assert "| 0 of 8 | **turned** |" in page


def test_an_answer_is_no_surer_than_its_sign_in_drawn_towns():
    name, book = "x05_delegation", Book.open(drawn.HERE)
    sure = {}
    for label, differences in (("kept", [-1.0] * 8), ("not clear", [-1.0, 1.0] * 4), ("turned", [1.0] * 8)):
        found = [{"contrast": 0, "outcome": "rdl", "differences": differences}]
        page = str(PolicyPage(replace(book, drawn={name: {"found": found}}), "en"))
        part = page[page.index("### X5"):page.index("### X6")]
        assert label in part, label
        sure[label] = re.search(r"Confidence: \*\*(\w+)\*\*", part)[1]
    assert sure == {"kept": "high", "not clear": "moderate", "turned": "low"}
