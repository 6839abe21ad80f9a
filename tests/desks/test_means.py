"""Staff follow a grown mandate late, in part, and only while there is money (mech:C01, mech:C05)."""

import numpy as np
import pytest

from coprod.parameters import Parameters
from coprod.resources.budgets import Budgets
from coprod.resources.means import Means, followed

STREET_OF_DESK = np.array([0, 0, 1, 0, 1])
"""Three communities, then two street offices."""
RICH = {"street_budget": 1e8, "district_budget": 1e8}


def means(**changes):
    p = Parameters().replace({f"mandate.{name}": value for name, value in (RICH | changes).items()})
    return Means(p.mandate, p.staff, STREET_OF_DESK, Budgets(p.mandate, np.array([2, 1]), np.array([0, 0]))), p


def test_what_a_delay_never_makes_good_is_the_step_times_the_delay():
    """∫ (H − m) dt = H τ for a step H; with means that change once a week it is 7 H / (1 − e^(−7/τ)), half a week more."""
    due, hours, gap = np.array([3.0]), np.zeros(1), 0.0
    for _ in range(3000):
        gap += 7 * float((due - hours)[0])
        hours = followed(hours, due, 200.0)
    assert gap == pytest.approx(7 * 3.0 / (1 - np.exp(-7 / 200)), rel=1e-9)
    assert gap == pytest.approx(3.0 * (200 + 3.5), rel=1e-3)


def test_the_share_that_gets_means_follows_exponentially():
    one, p = means(means_share=0.4, means_days=100.0)
    mandate = np.array([7.0, 0.0, 14.0, 0.0, 7.0])
    for week in range(1, 40):
        one.week(mandate)
        assert one.hours == pytest.approx(0.4 * mandate / 7 * (1 - np.exp(-7 * week / 100)))
    assert one.yuan == pytest.approx(one.hours.sum() * 7 * p.staff.wage / (365 * p.staff.hours))
    assert (one.paid == one.hours).all()


def test_without_delay_means_come_at_once_and_without_a_share_never():
    mandate = np.full(5, 7.0)
    at_once, never = means(means_days=0.0, means_share=1.0)[0], means(means_share=0.0)[0]
    assert (at_once.week(mandate) == 1.0).all() and (at_once.week(0 * mandate) == 0.0).all()
    assert not never.week(mandate).any() and never.yuan == 0.0


def test_a_street_pays_first_then_its_district_and_nothing_is_paid_twice():
    p = Parameters().replace({"mandate.street_budget": 100.0, "mandate.district_budget": 50.0})
    one = Budgets(p.mandate, np.array([2, 1]), np.array([0, 0]))
    assert one.pay(np.array([150.0, 50.0])) == pytest.approx([150.0, 50.0]) and one.left[1][0] == 150.0
    assert one.pay(np.array([150.0, 150.0])) == pytest.approx([50 + 100 * 0.75, 50 + 100 * 0.75])
    assert one.pay(np.array([10.0, 10.0])) == pytest.approx([0.0, 0.0])
    for granted, left, spent in zip(one.granted, one.left, one.spent, strict=True):
        assert granted == pytest.approx(left + spent) and (left >= 0).all()
    one.begin_day(1)
    assert not one.left[0].any()
    one.begin_day(365)
    assert one.left[0].tolist() == [200.0, 100.0] and not one.spent[1].any()


def test_without_money_staff_are_not_kept():
    one, p = means(means_days=0.0, means_share=1.0, street_budget=60.0, district_budget=0.0)
    hourly = p.staff.wage / (365 * p.staff.hours)
    paid = one.week(np.full(5, 7.0))
    assert paid[[0, 1, 3]].sum() * 7 * hourly == pytest.approx(120.0) and paid[2] == paid[4]
    assert not one.week(np.full(5, 7.0)).any() and one.hours.all()
