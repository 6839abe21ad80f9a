"""Citizens' requests from the first call to the end, against theory: repeats, departments, kinds of power, trust."""

import numpy as np
import pytest

from coprod.agents.committee_accepts import Unowned, WhenFree
from coprod.fields.everyday.request_process import CLOSING, DEPARTMENT, LEFT, RequestProcess
from coprod.fields.everyday.request_traits import LEAST_PAUSE
from coprod.kernel.work_items import ENFORCE, POWERS, REPAIRS, SPEND
from coprod.linkage.powers import granted_kinds
from coprod.parameters import Parameters
from tests.desks.offices import offices, standard_error

QUICK = {"directive__lines": 1, "directive__rate": 0.0, "staff__count": 60, "staff__street_per_community": 60.0,
         "staff__pressure": 0.0}
"""Staff for whom no request has to wait."""


def closings(days=300, communities=12, **changes):
    """Let requests be dealt with to the end; return the records of their closings, and the offices."""
    town = offices(communities, **QUICK | changes)
    town.process = RequestProcess(town.parameters, town.requests._streams, np.full(communities, 5000), town.recorder)
    town.today = []
    nothing = np.zeros(town.desks.n)
    for day in range(days):
        town.requests.call_again(day, town.process.take_calls)
        brought = town.requests.day(day)
        town.desks.receive(brought.items)
        town.process.close(day, town.desks.work_day(day, nothing).finished, brought.left)
        town.today.append(brought)
    return town.recorder.columns(CLOSING), town


def test_repeat_calls_are_geometric():
    """Solved with chance s, else called about again with chance r: n calls have q^(n − 1) (1 − q), q = (1 − s) r."""
    solved, repeat = 0.6, 0.7
    closed, _ = closings(
        request__solved=solved, request__solved_unowned=solved, request__repeat=repeat, request__repeat_days=1.0)
    early = closed["called"] < 150  # all that began then have ended
    last = early & ~closed["again"]
    calls, again = closed["calls"][last], (1 - solved) * repeat
    assert calls.mean() == pytest.approx(1 / (1 - again), abs=4 * standard_error(calls))
    for n in (1, 2, 3):
        share = again ** (n - 1) * (1 - again)
        assert (calls == n).mean() == pytest.approx(share, abs=4 * (share * (1 - share) / calls.size) ** 0.5)
    ended = closed["solved"][last].mean()
    assert ended == pytest.approx(solved / (1 - again), abs=4 * (0.25 / calls.size) ** 0.5)


def test_who_calls_again_waits_some_days_and_the_clock_runs_on():
    closed, _ = closings(120, request__solved=0.5)
    one = {n: closed["closed"][closed["calls"] == n] for n in (1, 2)}
    first = dict(zip(closed["request"][closed["calls"] == 1].tolist(), one[1].tolist(), strict=True))
    second = closed["calls"] == 2
    waited = [when - first[key] for key, when in zip(closed["request"][second].tolist(), one[2].tolist(), strict=True)]
    assert len(waited) > 100 and min(waited) >= LEAST_PAUSE
    ids, days = closed["request"], closed["called"]
    called = dict(zip(ids[closed["calls"] == 1].tolist(), days[closed["calls"] == 1].tolist(), strict=True))
    assert all(called[key] == day for key, day in zip(ids[second].tolist(), days[second].tolist(), strict=True))


def test_zero_repeats_bring_no_call_and_leave_all_first_calls_as_they_are():
    some, with_repeats = closings(90)
    none, without = closings(90, request__repeat=0.0)
    assert not none["again"].any() and none["calls"].max() == 1 < some["calls"].max()
    assert not any(day.repeated.any() for day in without.today) and any(day.repeated.any() for day in with_repeats.today)
    one, other = (np.sort(records["request"][records["calls"] == 1]) for records in (some, none))
    assert np.array_equal(one, other)
    assert all(np.array_equal(a.made, b.made) for a, b in zip(with_repeats.today, without.today, strict=True))


def test_every_call_is_closed_once_or_still_open():
    closed, town = closings(200)
    assert np.unique(closed["request"] * 64 + closed["calls"]).size == closed["request"].size
    called = sum(int(day.made.sum() + day.repeated.sum()) for day in town.today)
    still_open = town.desks.open_items.size + town.process._at_departments.size
    assert called == closed["request"].size + still_open


@pytest.mark.parametrize("kind", [REPAIRS, ENFORCE, SPEND])
def test_departments_take_their_days_by_kind_of_power(kind):
    """Days are exponential, rounded up to whole ones: their mean is 1 / (1 − e^(−1/m))."""
    mean = 5.0
    names = ("days_repairs", "days_enforce", "days_spend")
    days = {f"request__{name}": mean if i + REPAIRS == kind else 0.0 for i, name in enumerate(names)}
    closed, _ = closings(200, request__street_power=0.0, request__meeting_days=0.0, **days)
    mine = (closed["by"] == DEPARTMENT) & (closed["power"] == kind) & (closed["calls"] == 1) & (closed["called"] < 130)
    took = (closed["closed"] - closed["called"] - 1)[mine]  # the street has it the day after the call
    assert took.size > 200
    assert took.mean() == pytest.approx(1 / (1 - np.exp(-1 / mean)), abs=4 * standard_error(took))
    others = (closed["by"] == DEPARTMENT) & (closed["power"] != kind) & (closed["calls"] == 1)
    assert ((closed["closed"] - closed["called"])[others] == 1).all()


def test_powers_are_granted_in_order():
    request = Parameters().request
    for granted in np.linspace(0, 1, 21):
        shares = granted_kinds(request, granted)
        assert shares.size == len(POWERS) and shares[0] == 1 and (np.diff(shares) <= 0).all()
        width = np.array([request.power_repairs, request.power_enforce, 1 - request.power_repairs - request.power_enforce])
        assert shares[1:] @ width == pytest.approx(granted)
    referred = {}
    for enforcement in (0.0, 0.3, 0.75, 1.0):
        closed, town = closings(40, staff__enforcement=enforcement)
        referred[enforcement] = sum(int(day.referred.sum()) for day in town.today)
        own = (closed["by"] == 0) & (closed["power"] > 0)
        kinds = np.flatnonzero(granted_kinds(request, enforcement)[1:]) + REPAIRS
        assert set(closed["power"][own].tolist()) == set(kinds.tolist()), enforcement
    assert referred[0.0] > referred[0.3] > referred[0.75] > referred[1.0] == 0


def test_streets_with_all_powers_send_nothing_on():
    closed, _ = closings(60, request__street_power=1.0)
    assert not (closed["by"] == DEPARTMENT).any()
    closed, _ = closings(60, request__street_power=1.0, staff__enforcement=1.0)
    assert not closed["by"].any()


def test_what_nobody_takes_on_is_closed_unsolved_and_comes_back():
    closed, town = closings(120, request__backstop=0.0)
    left = closed["how"] == LEFT
    assert left.any() and not closed["solved"][left].any()
    assert (closed["closed"] == closed["called"])[left & (closed["calls"] == 1)].all()
    assert closed["again"][left].mean() == pytest.approx(0.5, abs=4 * (0.25 / left.sum()) ** 0.5)
    assert sum(int(day.declined.sum()) for day in town.today) == left.sum()


def test_a_committee_that_is_busy_leaves_what_nobody_owns_until_the_third_call():
    calls, backlog = np.array([1, 2, 3, 1]), np.array([5.0, 5.0, 5.0, 1.0])
    seen = Unowned(0, np.zeros(4, dtype=int), np.ones(4), calls, backlog, np.full(4, 0.5))
    assert WhenFree().decide(seen).tolist() == [False, False, True, True]


def test_trust_follows_what_became_of_requests():
    closed, town = closings(50, request__due_days=3.0)
    p = town.parameters.request
    change = town.process.trust_change()
    in_time = closed["solved"] & (closed["closed"] - closed["called"] <= 3)
    unsolved, mended = (np.bincount(closed["community"][which], minlength=12) for which in (~closed["solved"], in_time))
    assert change == pytest.approx(p.trust_loss * p.listeners * (p.trust_mend * mended - unsolved) / 5000)
    assert not town.process.trust_change().any()
    _, none = closings(50, request__trust_loss=0.0)
    assert not none.process.trust_change().any()


def test_a_request_takes_as_long_as_a_single_server_queue_makes_it():
    """One member of staff without other work, one request in the mean a day of exponential hours at load 0.7.

    The wait in days of a server that works every day of one hour is that of M/M/1 sampled at the end of the day: it lies
    between that queue's wait ρ/(μ − λ) less a day and the same, in hours of work.
    """
    load = 0.7
    closed, _ = closings(
        3000, 30, staff__count=1, staff__basic_share=1.0, staff__hours=1.0, request__rate=load, request__hours=1.0,
        request__authority_share=0.0, request__meeting_days=0.0, request__repeat=0.0, staff__switch_hours=0.0,
        staff__shed_rate=0.0)
    took = (closed["closed"] - closed["called"])[(closed["called"] > 200) & (closed["called"] < 2800)]
    sojourn = 1 / (1 - load)
    assert sojourn - 1 < took.mean() + 0.5 < sojourn + 0.5
