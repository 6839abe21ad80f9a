"""The answers asked again in towns of which every assumed number is drawn."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binomtest

from coprod.laboratory import Study
from coprod.laboratory.batches import Order, Row
from coprod.laboratory.executors import open_engine
from coprod.parameters.model import declarations_by_key
from experiments import drawn_towns as drawn
from experiments.answers import Book, Reference
from experiments.judging import in_towns, kept_sign
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
    pairs = drawn._policies(study, study.analysis.contrasts[0], towns)
    for number, ((town, a), (other, b)) in enumerate(pairs):
        assert town == other == number and a["approval.bypass_quota"] == 3
        assert {key for key in {*a, *b} if a.get(key) != b.get(key)} == {"approval.bypass_quota"}
        assert a["resident.choice_noise"] == towns[number]["resident.choice_noise"]
    rules = [a.get("rules.committee.bypass") for (_, a), _ in pairs]
    assert rules[:2] == rules[2:] and rules[0] != rules[1]


def test_what_a_package_sets_is_not_drawn(towns):
    study = Study.read(drawn.HERE / "x18_three_chains.toml")
    (_, a), (_, b) = drawn._policies(study, study.analysis.contrasts[0], towns)[0]
    assert a["society.tech_privacy_risk"] == 0.2 and b["society.tech_privacy_risk"] == towns[0]["society.tech_privacy_risk"]


def test_differences_are_those_of_the_runs(towns):
    study = Study.read(drawn.HERE / "x15_district_chain.toml", quick=True)
    data = Book.open(drawn.HERE).measured["x15_district_chain"]
    outcomes = ("net:loss_avoidable", "loss_avoidable")
    with open_engine(0) as engine:
        found = drawn.asked_in(study, [Reference(0, one) for one in outcomes], data, towns[:1], engine)
    assert found["runs"] == 2 and found["failed"] == 0
    row = Row(0, "ok", 1.0, {"loss_avoidable": 5.0, **dict.fromkeys(study.simulator.costs.lines, 2.0)})
    lines = len(study.simulator.costs.lines)
    assert drawn._value(study, "net:loss_avoidable", row) == 5 + 2 * lines
    (_, a), (_, b) = drawn._policies(study, study.analysis.contrasts[0], towns[:1])[0]
    first, second = drawn._made(study, [Order(i, drawn.FIRST_RUN_SEED, values) for i, values in enumerate((a, b))], engine)
    for one, difference in zip(outcomes, found["found"], strict=True):
        expected = drawn._value(study, one, first) - drawn._value(study, one, second)
        assert math.isclose(difference["differences"][0], expected, rel_tol=1e-5), one


def test_a_sign_is_kept_turned_or_not_clear():
    found = {"difference": [-2, -3, -1], "pairs": 8}
    clear, unclear = [*np.linspace(-1.1, -0.9, 9), None, 50.0], [-1.0, 2.0, 0.5, -0.3, 0.2, 1.0]
    median, same = in_towns(clear, -2)
    assert (median.n, same) == (10, 9) and kept_sign(found, median) == "keeps"
    assert kept_sign({**found, "difference": [2, 1, 3]}, median) == "turns"
    assert kept_sign(found, in_towns(unclear, -2)[0]) == "unclear" and in_towns(unclear, -2)[1] == 2
    assert [kept_sign(found, median, within) for within in (2, 0.5)] == ["keeps", "turns"]


def test_the_interval_of_a_median_leaves_out_zero_where_the_sign_test_does():
    rng = np.random.default_rng(1)
    for n in (12, 24):
        for below in range(n + 1):
            values = np.concatenate([-rng.random(below), rng.random(n - below)])
            seen, same = in_towns(values.tolist(), -1)
            assert same == below and seen.clear == (binomtest(below, n).pvalue <= 0.05), (n, below)


def test_the_page_counts_what_is_kept():
    name = "x05_delegation"
    found = [{"contrast": i, "outcome": "rdl", "differences": [sign * (1 + town / 10) for town in range(8)]}
             for i, sign in ((0, -1), (2, 1))]
    again = {name: {"model": "m", "towns": 8, "found": found}}
    made = {"model": "1", "days": 10, "trajectories": 4, "sample": 30, "numbers": 3, "failed": {"groups": 0, "numbers": 0}}
    book = replace(Book.open(drawn.HERE), drawn=again)
    page = sensitivity_page({"made": made, "outcomes": {"udi": {"groups": {}, "numbers": {}, "chance": 0}}}, book, "en")
    assert "Of 2 comparisons 1 keep their sign, 0 are not clear, 1 turn" in page and "| 8 of 8 | kept |" in page
    assert "| 0 of 8 | **turned** |" in page and "as its runs are long" not in page


def test_an_answer_is_no_surer_than_its_sign_in_drawn_towns():
    name, book = "x05_delegation", Book.open(drawn.HERE)
    sure = {}
    for label, differences in (("kept", [-1.0] * 8), ("not clear", [-1.0, 1.0] * 4), ("turned", [1.0] * 8)):
        found = [{"contrast": 0, "outcome": "rdl", "differences": differences}]
        page = str(PolicyPage(replace(book, drawn={name: {"found": found}}), "en"))
        part = page[page.index("### X5"):page.index("### X6")]
        assert label in part, label
        sure[label] = re.search(r"Confidence: \*\*(\w+)\*\*", part)[1]
    alone = str(PolicyPage(replace(book, drawn={}), "en"))
    part = alone[alone.index("### X5"):alone.index("### X6")]
    assert sure == {"kept": "high", "not clear": "moderate", "turned": "low"} and "drawn towns" not in part
