"""Sharing out the loss among the contradictions, and taking single incidents apart."""

import json
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod import Parameters, run
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.laboratory.analysis.attribution import attribute, coalitions, shapley_values
from coprod.laboratory.contradictions import contradictions, relaxed
from coprod.outcomes.counterfactual import alone, bare_handed, diagnose, loss_by, worst
from coprod.parameters import scenario_names
from coprod.parameters.codes import ARREST
from coprod.parameters.model import declarations_by_key
from tests.cli.conftest import SMALL_TOWN, coprod  # noqa: F401

NAMES = [one.name for one in contradictions()]
SMALL = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 80}


def test_three_contradictions_in_the_order_of_the_theory_and_in_both_languages():
    assert NAMES == ["resources", "fragmentation", "procedure"]
    for one in contradictions():
        assert re.search("[\u4e00-\u9fff]", one.title_zh) and re.search("[\u4e00-\u9fff]", one.relaxed_zh)
        assert not re.search("[\u4e00-\u9fff]", one.title_en + one.relaxed_en + one.short_en)
        assert set(one.settings) <= set(declarations_by_key())


@pytest.mark.parametrize("name", [name for name in scenario_names() if name != "megacity"])
def test_every_combination_can_be_lived_in_every_scenario(name):
    parameters = Parameters.load(name)
    for group in coalitions(NAMES):
        town = relaxed(parameters, group)
        assert (town == parameters) == (not group)
        assert relaxed(town, group) == town, "relaxing twice changes nothing"


def test_relaxing_goes_towards_the_better_only():
    rich = Parameters().replace({"staff.count": 100, "approval.levels": 0, "approval.ask_share": 0.0})
    town = relaxed(rich, NAMES)
    assert town.staff.count == 100 and town.approval.levels == 0
    assert relaxed(Parameters(), NAMES).staff.count == 20


def test_shapley_shares_of_a_known_game():
    """Gloves: one left, two right; a pair is worth 1. The left one gets 2/3, each right one 1/6."""
    players = ["left", "right", "other"]
    worth = {group: np.array([float("left" in group and len(group) > 1)]) for group in coalitions(players)}
    assert {name: value[0] for name, value in shapley_values(players, worth).items()} == pytest.approx(
        {"left": 2 / 3, "right": 1 / 6, "other": 1 / 6})


@given(st.lists(st.floats(-1e6, 1e6), min_size=7, max_size=7), st.integers(2, 4))
def test_shares_add_up_whatever_the_game(worths, replications):
    games = [np.arange(1.0, replications + 1) * value for value in [0.0, *worths]]
    worth = dict(zip(coalitions(NAMES), games, strict=True))
    values = shapley_values(NAMES, worth)
    assert sum(values.values()) == pytest.approx(worth[frozenset(NAMES)], rel=1e-9, abs=1e-6)
    found = attribute(NAMES, worth)
    assert sum(value.estimate for value in found.values.values()) == pytest.approx(found.total.estimate, abs=1e-3)


def test_json_of_the_command(coprod):  # noqa: F811
    words = ("attribute", "--replications", 2, "--days", 40, "--worst", 2, *SMALL_TOWN,
             "--set", "incident.utility_rate=800", "--set", "incident.waterlogging_rate=800")
    reported = json.loads(coprod(*words, "--json").out)
    assert reported["scenario"] == "baseline" and reported["seeds"] == [1, 2] and len(reported["combinations"]) == 8
    saved = sum(one["estimate"] for one in reported["contradictions"])
    assert saved == pytest.approx(reported["saved"]["estimate"], rel=1e-9)
    as_it_is, all_relaxed = reported["combinations"][0], reported["combinations"][-1]
    assert as_it_is["estimate"] - all_relaxed["estimate"] == pytest.approx(reported["saved"]["estimate"])
    assert sum(one["share_of_saved"] for one in reported["contradictions"]) == pytest.approx(1)
    assert reported["incidents"] and all(cause["kind"] for one in reported["incidents"] for cause in one["causes"])


@pytest.mark.parametrize(("language", "words"), [("en", ["Shapley shares", "Rigid procedure"]),
                                                 ("zh", ["沙普利", "程序刚性—随机性"])])
def test_the_table_speaks_both_languages(coprod, language, words):  # noqa: F811
    answer = coprod("attribute", "--replications", 2, "--days", 6, *SMALL_TOWN, "--lang", language,
                    "--set", "incident.utility_rate=800")
    assert answer.status == 0 and all(word in answer.out for word in words)


def test_minutes_that_one_signature_alone_was_waited_for():
    asked, signed = np.array([0.0, 4.0, 9.0]), np.array([4.0, 9.0, 10.0])
    assert alone(asked, signed) == pytest.approx([4, 5, 1]), "one after the other"
    assert alone(np.zeros(3), np.array([4.0, 9.0, 10.0])) == pytest.approx([0, 0, 1]), "all at once"
    assert alone(np.array([]), np.array([])).size == 0


@given(st.floats(1, 100), st.floats(0, 1), st.floats(0, 5))
def test_minutes_without_supplies(work, short, slower):
    action = work * (1 + slower * short)
    assert action - bare_handed(action, short, slower) == pytest.approx(work)


@pytest.fixture(scope="module")
def lived():
    often = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 500, "incident.fire_rate": 300.0,
             "incident.utility_rate": 300.0, "incident.waterlogging_rate": 300.0, "incident.flood_first": 1,
             "incident.arrest_rate": 300.0, "fund.cap": 2000.0, "reserve.street": 0.0}
    return run(Parameters().replace(often), seed=5, days=90)


def test_without_its_signatures_an_incident_loses_what_the_record_says(lived):
    """The model reckoned the loss without approval minutes when it closed the incident; so does the counterfactual."""
    table = lived.model.recorder.columns(INCIDENT)
    plain = np.flatnonzero((table["type"] != ARREST) & (table["avoidable"] > 0) & (table["approval_delay"] > 0))
    assert plain.size > 20
    for row in plain.tolist():
        record = {name: table[name][row].item() for name in table}
        saved = loss_by(lived.model, record, record["approval_delay"])
        assert saved == pytest.approx(record["avoidable"] - record["avoidable_without_approval"], rel=1e-6, abs=1e-3)


def test_signatures_take_no_longer_than_the_approval(lived):
    table = lived.model.recorder.columns(INCIDENT)
    reported = [diagnose(lived.model, {name: table[name][row].item() for name in table})
            for row in np.flatnonzero(table["levels"] > 0).tolist()]
    kinds = {cause.kind for one in reported for cause in one.causes}
    assert {"signature", "approval", "item", "handoff"} <= kinds
    for one in reported:
        signatures = sum(cause.minutes for cause in one.causes if cause.kind == "signature")
        assert signatures <= one.record["approval_minutes"] + 1e-6
        assert all(-1e-6 <= cause.loss <= one.record["avoidable"] + 1e-6 for cause in one.causes)


def test_the_worst_come_first(lived):
    found = worst(lived.model, 6)
    losses = [one.record["avoidable"] for one in found]
    assert losses == sorted(losses, reverse=True) and len(losses) == 6
    assert losses[0] == lived.model.recorder.columns(INCIDENT)["avoidable"].max()


def test_a_policy_in_time_does_not_tighten_again_what_is_relaxed():
    said = Parameters().replace({**SMALL, "approval.levels": 3, "staff.count": 30})
    in_time = Parameters().replace({**SMALL, "approval.levels": 0, "staff.count": 30, "policy": [
        {"name": "strict", "set": {"approval.levels": 3}}, {"set": {"staff.count": 30, "approval.ask_share": 0.0}, "from": 5}]})
    procedure = contradictions()[2]
    assert procedure.changes(said)["approval.levels"] == 0
    assert procedure.changes(in_time) == {
        key if key != "approval.levels" else "policy.strict.set.approval.levels": value
        for key, value in procedure.changes(said).items()}
    for group in coalitions(NAMES):
        town = relaxed(in_time, group)
        assert relaxed(town, group) == town
        assert run(town, seed=3, days=20).outcomes["loss"] == run(relaxed(said.replace({"policy": [
            {"set": {"staff.count": 30, "approval.ask_share": 0.0}, "from": 5}]}), group), seed=3, days=20).outcomes["loss"]
