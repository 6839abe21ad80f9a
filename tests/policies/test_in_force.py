"""The course of policies: dates, ramps, conditions with their hold, parts, and one after the other."""

import itertools

import numpy as np
import pytest

from coprod import Parameters
from coprod.kernel.streams import Streams
from coprod.parameters.in_force import Course, PoliciesInForce
from coprod.parameters.policy import Policy


def course(days, series=None, **entries):
    """Return the strength of a policy on every day; `series` gives x day by day."""
    one = Course(Policy.model_validate({"set": {"points.reward": 1.0}, **entries}))
    found = []
    for day in range(days):
        one.day(day, (lambda name, day=day: series[day - 1]) if day and series is not None else None)
        found.append(one.strength)
    return found


def test_dates_ramp_and_fade():
    assert course(6) == [1] * 6
    assert course(6, **{"from": 2, "until": 4}) == [0, 0, 1, 1, 0, 0]
    assert course(6, **{"from": 3, "until": 3}) == [0] * 6
    assert course(8, **{"from": 1, "until": 6, "ramp": 4}) == [0, 0.25, 0.5, 0.75, 1, 1, 0, 0]
    assert course(8, **{"from": 0, "until": 3, "fade": 4}) == [1, 1, 1, 0.75, 0.5, 0.25, 0, 0]
    ramp = course(31, ramp=30)
    assert ramp[29] == 1 == ramp[30] and np.allclose(np.diff(ramp[:30]), 1 / 30)


def test_conditions_look_at_yesterday_and_hold():
    x = [0, 9, 9, 0, 9, 9, 9, 0, 0, 0]
    assert course(10, x, when="x > 5") == [0, 0, 1, 1, 0, 1, 1, 1, 0, 0], "on the day after x was above 5"
    assert course(10, x, when="x > 5", for_days=2) == [0, 0, 0, 1, 0, 0, 1, 1, 0, 0]
    assert course(10, x, when="x > 5", hold=4) == [0, 0, 1, 1, 1, 1, 1, 1, 0, 0], "at least 4 days, and as long as x is above 5"
    assert course(10, x, when="x > 5", hold=3, until=4) == [0, 0, 1, 1, 0, 0, 0, 0, 0, 0], "until goes before hold"
    assert course(10, x, when="x > 5", **{"from": 4}) == [0, 0, 0, 0, 0, 1, 1, 1, 0, 0]
    falling = [9, 6, 4, 4, 2, 6, 4, 9, 9, 9]
    assert course(10, falling, when="x > threshold", end_when="x < 3", threshold=5.0) == [0, 1, 1, 1, 1, 0, 1, 1, 1, 1], \
        "between the two thresholds it stays as it is"


def in_force(*policies, seed=0):
    return PoliciesInForce(Parameters().replace({"policy": list(policies)}), Streams(seed))


def test_policies_change_what_those_before_them_left():
    both = in_force({"set": {"points.reward": 10.0, "points.audit": 0.5}},
                    {"set": {"points.reward": 20.0}, "from": 1, "until": 3, "compliance": 0.5})
    values = [both.day(day, None) for day in range(4)]
    assert [one and (one.points.reward, one.points.audit) for one in values] == [(10.0, 0.5), (15.0, 0.5), None, (10.0, 0.5)]
    assert values[0].policies == ()


def test_a_share_of_the_way_for_numbers_and_a_share_of_the_days_for_all_else():
    days, share = 2000, 0.3
    one = in_force({"name": "pilot", "set": {"points.reward": 15.0, "approval.levels": 1, "warning.issued": False},
                    "compliance": share})
    found, last = [], None
    for day in range(days):
        last = one.day(day, None) or last
        assert last.points.reward == pytest.approx(5 + share * 10)
        assert (last.approval.levels == 1) is (last.warning.issued is False)
        found.append(last.approval.levels == 1)
    assert abs(np.mean(found) - share) < 4 * np.sqrt(share * (1 - share) / days)


def test_who_obeys_in_part_obeys_when_more_do():
    """The same days at every level of compliance, and others for another policy."""
    def obeyed(share, name="pilot"):
        one = in_force({"name": name, "set": {"approval.levels": 1}, "compliance": share}, seed=3)
        levels, last = [], None
        for day in range(300):
            last = one.day(day, None) or last
            levels.append(last.approval.levels == 1)
        return np.array(levels)

    shares = [obeyed(share) for share in (0.0, 0.2, 0.5, 0.9, 1.0)]
    assert not shares[0].any() and shares[-1].all()
    for less, more in itertools.pairwise(shares):
        assert not (less & ~more).any()
    assert (obeyed(0.5) != obeyed(0.5, "another")).any()
