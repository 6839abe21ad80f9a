"""Staff follow a grown mandate late, in part, and only while there is money (mech:C01, mech:C05)."""

import numpy as np
import pytest

from coprod import CoproductionModel
from coprod.agents.decisions import RuleBook
from coprod.agents.staffing import Grown
from coprod.parameters import Parameters
from coprod.resources.budgets import Budgets
from coprod.resources.means import Means, followed
from tests.agents.rule_effects import SMALL, both_languages, interval

STREET_OF_DESK = np.array([0, 0, 1, 0, 1])
"""Three communities, then two street offices."""
RICH = {"street_budget": 1e8, "district_budget": 1e8}


POSTS = np.array([40.0, 40.0, 20.0, 30.0, 30.0])
"""Regular hours a day."""
IDLE = np.full(5, 0.5)


def means(rule="usual_share", **changes):
    p = Parameters().replace({f"mandate.{name}": value for name, value in (RICH | changes).items()})
    budgets = Budgets(p.mandate, np.array([2, 1]), np.array([0, 0]))
    grant = RuleBook(p, {"district.grant_staff": rule})["district.grant_staff"]
    return Means(p.mandate, p.staff, STREET_OF_DESK, POSTS, budgets, grant), p


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
        one.week(mandate, IDLE)
        assert one.hours == pytest.approx(0.4 * mandate / 7 * (1 - np.exp(-7 * week / 100)))
    assert one.yuan == pytest.approx(one.hours.sum() * 7 * p.staff.wage / (365 * p.staff.hours))
    assert (one.paid == one.hours).all()


def test_without_delay_means_come_at_once_and_without_a_share_never():
    mandate = np.full(5, 7.0)
    at_once, never = means(means_days=0.0, means_share=1.0)[0], means(means_share=0.0)[0]
    assert (at_once.week(mandate, IDLE) == 1.0).all() and (at_once.week(0 * mandate, IDLE) == 0.0).all()
    assert not never.week(mandate, IDLE).any() and never.yuan == 0.0


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
    paid = one.week(np.full(5, 7.0), IDLE)
    assert paid[[0, 1, 3]].sum() * 7 * hourly == pytest.approx(120.0) and paid[2] == paid[4]
    assert not one.week(np.full(5, 7.0), IDLE).any() and one.hours.all()


def test_whom_a_district_grants_staff():
    """Two districts: streets 0 and 1 lie in different ones. The fair share hands out as much as the usual share, by posts."""
    hours, load = np.array([7.0, 21.0, 14.0, 0.0, 7.0]), np.array([0.9, 1.2, 1.0, 2.0, 1.1])
    seen = Grown(np.arange(5), np.array([0, 0, 1, 0, 1]), hours, POSTS, load, 0.5)
    p = Parameters()
    by = {name: RuleBook(p, {"district.grant_staff": name})["district.grant_staff"] for name in
          ("usual_share", "fair_share", "where_overloaded")}
    granted = {name: rule(seen) for name, rule in by.items()}
    assert granted["usual_share"].tolist() == [0.5, 1.5, 1.0, 0.0, 0.5]
    assert granted["fair_share"] == pytest.approx(POSTS * [2 / 110, 2 / 110, 1.5 / 50, 2 / 110, 1.5 / 50])
    assert granted["where_overloaded"].tolist() == [0.0, 1.5, 0.0, 0.0, 0.5]
    assert all(both_languages(rule.explain(seen, row)) for rule in by.values() for row in range(5))
    nobody = Grown(np.arange(2), np.zeros(2, int), np.ones(2), np.zeros(2), np.ones(2), 0.5)
    assert not by["fair_share"](nobody).any(), "without posts there is nothing to divide by"


def test_no_rule_grants_staff_where_means_never_follow():
    for rule in ("usual_share", "fair_share", "where_overloaded"):
        assert not means(rule, means_share=0.0, means_days=0.0)[0].week(np.full(5, 7.0), np.full(5, 2.0)).any(), rule


def test_a_district_is_asked_what_it_would_grant():
    model = CoproductionModel(Parameters().replace(SMALL | {"town.districts": 2}), rng=1)
    model.mandate.hours[:] = 7.0
    first, second = (district.grant_staff() for district in model.districts)
    assert not set(first) & set(second) and set(first) | set(second) == set(range(model.desks.n))
    assert set(first.values()) == {model.parameters.mandate.means_share}
    assert both_languages(model.districts[1].explain("grant_staff"))


def test_the_rule_that_grants_staff_moves_what_it_should():
    """By posts, staff go where tasks are not; only where it is overloaded, fewer tasks get any."""
    rich = {"mandate.assign": 0.5, "mandate.access": 0.0, "mandate.task_hours": 4.0, "mandate.means_days": 0.0,
            "mandate.means_share": 1.0, "mandate.street_budget": 1e7}
    for rule, outcome in (("fair_share", "pyramid_mismatch"), ("where_overloaded", "means_gap")):
        low, _ = interval({"district.grant_staff": rule}, outcome, rich, days=28, seeds=3)
        assert low > 0, rule
