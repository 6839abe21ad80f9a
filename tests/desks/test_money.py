"""Public money: the yearly cap, and working days until it is released."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import lognorm

from coprod.fields.everyday.hazards import HAZARD
from coprod.fields.everyday.rectification import RELEASE_RECORD, Rectification
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import RECTIFICATION
from coprod.kernel.working_days import after_working_days
from coprod.parameters import Parameters
from coprod.resources.funds import Funds, levels_passed, release_days
from tests.desks.offices import offices, standard_error


def funds(n=3, cap=1000.0):
    return Funds(Parameters().replace({"fund.cap": cap}), np.ones(n))


def test_bills_are_paid_in_full_first_come_first_served():
    money = funds()
    community, bills = np.array([0, 1, 0, 0, 2]), np.array([600.0, 1000.0, 300.0, 200.0, 1001.0])
    assert money.pay(5, community, bills).tolist() == [True, True, True, False, False]
    assert money.left.tolist() == [100, 0, 1000]
    assert money.exhausted_on.tolist() == [5, -1, 5]


def test_emergencies_draw_what_is_left():
    money = funds()
    assert money.draw(9, np.array([400.7, 1500.0, 0.0])).tolist() == [400, 1000, 0]
    assert money.exhausted_on.tolist() == [-1, 9, -1]
    money.begin_day(364)
    assert money.left.tolist() == [600, 0, 1000]
    money.begin_day(365)
    assert money.left.tolist() == [1000] * 3
    assert money.exhausted_on.tolist() == [-1] * 3


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.floats(0, 2000)), max_size=30), st.floats(0, 5000))
def test_money_is_conserved(bills, cap):
    money = funds(cap=cap)
    for day, (community, yuan) in enumerate(bills):
        if day % 3:
            money.pay(day, np.array([community]), np.array([np.floor(yuan)]))
        else:
            money.draw(day, np.full(3, yuan))
        assert np.array_equal(money.granted, money.left + money.spent)
        assert (money.left >= 0).all()


@given(st.integers(0, 800), st.integers(0, 60))
def test_working_days_skip_weekends(day, n):
    monday = np.datetime64("1970-01-05")
    expected = (np.busday_offset(monday + day, n, roll="preceding") - monday).astype(int) if n else day
    assert after_working_days(day, n) == expected


def test_levels_are_passed_by_amount():
    assert levels_passed([0, 2000, 2001, 20_000, 500_000], [2000.0, 20_000.0, 100_000.0]).tolist() == [0, 0, 1, 1, 3]
    assert levels_passed([1e9], []).tolist() == [0]


def test_delegated_share_is_the_distribution_function_of_amounts():
    """note:B7: with amounts LogN(8, 1.2) and θ = 5,000 the committee decides .666764 itself."""
    theory = lognorm(1.2, scale=np.exp(8)).cdf(5000)
    assert theory == pytest.approx(0.666764, abs=5e-7)
    from tests.hazards.estates import hazards

    amounts = hazards(500, hazard__paid_share=1.0).rows["amount"]
    share = (levels_passed(amounts, [5000.0]) == 0).mean()
    assert share == pytest.approx(theory, abs=4 * (theory * (1 - theory) / amounts.size) ** 0.5)


@pytest.mark.parametrize("mean", [0.5, 2.0])
def test_a_level_takes_exponential_time_until_a_morning(mean):
    uniform = Streams(1).uniform("test", np.arange(20_000))[:, None]
    days = release_days(uniform, np.ones(20_000, dtype=int), mean, 0)
    assert days.mean() == pytest.approx(1 / (1 - np.exp(-1 / mean)), abs=4 * standard_error(days))
    assert (release_days(uniform, np.zeros(20_000, dtype=int), mean, 15) == 0).all()


def found(amounts, unowned=False):
    rows = np.zeros(len(amounts), HAZARD)
    rows["id"], rows["amount"], rows["hours"], rows["unowned"] = np.arange(len(amounts)), amounts, 1.0, unowned
    return rows


def rectification(**changes):
    town = offices(communities=1, streets=1, **changes)
    town.funds = Funds(town.parameters, np.ones(1))
    town.rectification = Rectification(
        town.parameters, Streams(1), town.funds, town.desks, np.array([2000.0, 20_000.0]), town.recorder)
    return town


def ready(town):
    items = town.desks.open_items
    return dict(zip(items["origin"].tolist(), items["ready"].tolist(), strict=True))


def test_free_and_small_repairs_begin_at_once_and_large_ones_wait_for_their_release():
    town = rectification()
    town.rectification.order(1, found([0.0, 1500.0, 2500.0, 60_000.0]))
    days = ready(town)
    assert days[0] == days[1] == 1
    assert days[2] > 1
    assert days[3] > 1
    assert set(town.desks.open_items["work"]) == {RECTIFICATION}
    record = town.recorder.columns(RELEASE_RECORD)
    assert record["levels"].tolist() == [0, 1, 2]
    assert record["released"].tolist() == [days[1], days[2], days[3]]


def test_without_the_fast_route_owners_vote_for_weeks():
    fast, slow = rectification(), rectification(fund__fast_route=False)
    for town in (fast, slow):
        town.rectification.order(0, found([1500.0, 2500.0]))
    assert ready(slow)[0] == ready(fast)[0] == 0
    assert ready(slow)[1] >= ready(fast)[1] + 15


def test_without_money_repairs_wait_for_the_new_year():
    town = rectification(fund__cap=3000.0)
    town.rectification.order(10, found([2900.0, 500.0]))
    assert town.rectification.unpaid_yuan == 500.0
    assert town.funds.exhausted_on[0] == 10
    town.funds.begin_day(365)
    town.rectification.order(365, found([]))
    assert town.rectification.unpaid_yuan == 0
    assert ready(town)[1] == 365
    assert town.recorder.columns(RELEASE_RECORD)["granted"].tolist() == [10, 365]


def test_what_is_nobodys_waits_for_an_owner():
    town = rectification(hazard__assign_days=20)
    town.rectification.order(0, found([0.0], unowned=True))
    assert ready(town)[0] == 28  # twenty working days are four weeks
