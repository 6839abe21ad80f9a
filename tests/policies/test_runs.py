"""Runs with policies in time against the runs that they must equal, to the last bit."""

import numpy as np
import pytest

from coprod import Parameters, run
from coprod.laboratory.timeline import moments
from tests.policies.test_renewal import CHANGEABLE, other_value

DAYS = 24
SMALL = {"town.districts": 2, "town.streets": 2, "town.communities": 3, "town.residents_per_community": 80,
         "incident.fire_rate": 300.0, "incident.disorder_rate": 300.0, "incident.branching": 0.1}
"""A small town in which much happens."""
SOME = {"staff.count": 9.0, "points.reward": 20.0, "patrol.rate": 0.5, "crew.street_crews": 1,
        "directive.rate": 2.0}
"""Levers that move something within these days; what is decided once a month, as by property firms, does not."""


def facts(found):
    """Return everything that a run says, so that equal runs have equal facts."""
    daily = found.daily.drop(columns="policies_in_force")
    frames = {name: frame.to_csv() for name, frame in found.frames.items() if name != "policy_change"}
    return {name: repr(value) for name, value in found.outcomes.items()} | {"daily": daily.to_csv(), **frames}


def with_policy(key, value, **entries):
    return run(Parameters().replace({**SMALL, "policy": [{"set": {key: value}, **entries}]}), 1, DAYS)


@pytest.fixture(scope="module")
def without():
    return facts(run(Parameters().replace(SMALL), 1, DAYS))


def mistakes(levers, without):
    """Return the levers whose policies are not what they must be, and those that change anything in the middle of a run."""
    wrong, moving = [], set()
    for key, value in levers.items():
        always = facts(run(Parameters().replace({**SMALL, key: value}), 1, DAYS))
        late, never = with_policy(key, value, **{"from": DAYS}), with_policy(key, value, compliance=0.0)
        wrong += [(key, "from day 0")] if facts(with_policy(key, value)) != always else []
        wrong += [(key, "after the last day")] if facts(late) != without else []
        wrong += [(key, "obeyed by nobody")] if facts(never) != without else []
        if always != without and facts(with_policy(key, value, **{"from": DAYS // 2})) not in (always, without):
            moving.add(key)
    return wrong, moving


def test_from_the_first_day_after_the_last_and_in_the_middle(without):
    some = {key: SOME[key] for key in ("staff.count", "points.reward", "directive.rate")}
    wrong, moving = mistakes(some, without)
    assert not wrong and moving == set(some)


@pytest.mark.slow
def test_every_changeable_lever_from_the_first_day_and_after_the_last(without):
    """Most of those that move anything at all in this town also do so from the middle of the run on."""
    levers = {}
    for declared in CHANGEABLE:
        value = other_value(declared, Parameters().value(declared.key))
        if declared.key not in ("approval.mode", "approval.quorum"):
            levers[declared.key] = value
    wrong, moving = mistakes(levers | SOME, without)
    assert not wrong, wrong
    assert moving >= set(SOME), set(SOME) - moving


def test_a_policy_that_ends_leaves_the_levers_as_they_were():
    model = with_policy("staff.count", 9.0, **{"from": 7, "until": 14}).model
    capacity = model.daily_series.series("capacity_hours")
    assert np.all(capacity[7:14] > capacity[:7].max()) and model.parameters.staff.count == Parameters().staff.count
    assert model.desks.staff.sum() < 9 * 3 and model.costs.today("wages") == pytest.approx(model.teams.wages)
    assert model.daily_series.series("policies_in_force").tolist() == [0.0] * 7 + [1.0] * 7 + [0.0] * (DAYS - 14)
    said = [(one.minute, one.text("en")) for one in moments(model, 0, 1e9) if one.key.startswith("policy")]
    assert said == [(7 * 1440, "Policy 0 begins"), (7 * 1440, "Policy 0 has reached full strength"), (14 * 1440, "Policy 0 ends"),
                    (14 * 1440, "Nothing of policy 0 is in force any more")]


def test_a_condition_looks_at_yesterday_and_acts_today():
    """Staff come on the morning after the backlog was too long."""
    found = with_policy("staff.count", 9.0, when="backlog_hours > threshold", threshold=20.0, hold=3, name="relief").model
    backlog, share = (found.daily_series.series(name) for name in ("backlog_hours", "policies_in_force"))
    first = int(np.argmax(backlog > 20)) + 1
    assert 0 < first < DAYS and not share[:first].any() and share[first:first + 3].all()


def test_policies_are_carried_out_in_part_where_all_policies_are():
    half = {**SMALL, "directive.policy_implementation": 0.5}
    policy = {"policy": [{"set": {"patrol.rate": 0.6}, "from": 3}]}
    model = run(Parameters().replace(half | policy), 1, 5).model
    now = Parameters().patrol.rate
    assert model.parameters.patrol.rate == pytest.approx(now + 0.5 * (0.6 - now))


def test_a_policy_never_changes_the_parameters_of_others():
    before = Parameters().canonical()
    with_policy("points.reward", 20.0, **{"from": 3})
    assert Parameters().canonical() == before
