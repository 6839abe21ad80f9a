"""Policies in time on the command line: added to a run, compared with and without, refused in one message."""

import json

import pytest

from tests.cli.conftest import SMALL_TOWN

POLICY = 'set = {"points.reward" = 30}, from = 3, name = "pilot"'


def test_a_run_with_a_policy_can_be_made_again_from_its_folder(coprod, tmp_path):
    first = coprod("run", "baseline", "--days", 9, *SMALL_TOWN, "--policy", POLICY, "--out", tmp_path / "out", "--json")
    again = coprod("run", tmp_path / "out" / "parameters.toml", "--days", 9, "--json")
    without = coprod("run", "baseline", "--days", 9, *SMALL_TOWN, "--json")
    outcomes = [json.loads(one.out)["outcomes"] for one in (first, again, without)]
    assert outcomes[0] == outcomes[1] != outcomes[2]
    later = coprod("run", tmp_path / "out" / "parameters.toml", "--days", 9, "--set", "policy.pilot.from=9", "--json")
    assert json.loads(later.out)["outcomes"] == outcomes[2]


def test_compare_with_and_without(coprod):
    compare = ("compare", "baseline", "--replications", 2, "--days", 9, *SMALL_TOWN, "--policy")
    facts = json.loads(coprod(*compare, POLICY, "--json").out)["comparisons"][0]["outcomes"]
    assert facts["points_issued"]["mean"] > 0
    assert "with the policy" in coprod(*compare, POLICY).out
    assert coprod("compare", "baseline", "rigid", "--policy", POLICY).status == 2


def test_an_entry_of_the_policy_can_be_set_where_the_other_arm_has_no_such_policy(coprod):
    compare = ("compare", "baseline", "--replications", 2, "--days", 9, *SMALL_TOWN, "--policy", POLICY, "--json")
    early, late = (json.loads(coprod(*compare, "--set", f"policy.pilot.from={day}").out)["comparisons"][0]["outcomes"]
                   for day in (3, 9))
    assert early["points_issued"]["mean"] > 0 == late["points_issued"]["mean"]


def test_it_is_said_which_scenario_has_no_such_policy(coprod, tmp_path):
    path = tmp_path / "pilot.toml"
    path.write_text('[[policy]]\nname = "pilot"\nset = { "points.reward" = 4 }\n')
    refused = coprod("compare", "baseline", path, "--set", "policy.pilot.from=10", "--lang", "en")
    assert refused.status == 2 and "--set (baseline): policy.pilot.from: there is no policy pilot" in refused.err


@pytest.mark.parametrize(("policy", "told"), [
    ("set = ", "--policy"), ("from = 3", "policy[0].set: a policy needs it"),
    ('set = {"points.rewrad" = 1}', "there is no such parameter"),
    ('set = {"points.reward" = 1}, when = "backlog > 5"', "there is no daily series backlog"),
])
def test_a_mistake_is_one_message_and_status_2(coprod, tmp_path, policy, told):
    answer = coprod("run", "baseline", "--policy", policy, "--out", tmp_path / "out")
    assert answer.status == 2 and told in answer.err and answer.err.count("\n  - ") == 1 and not (tmp_path / "out").exists()
