"""Hours that are lent are borrowed: none are made, some are lost (mech:C04, mech:C08)."""

import numpy as np
import pytest

from coprod.agents.decisions import RuleBook
from coprod.kernel.ended import Ended
from coprod.model import CoproductionModel
from coprod.parameters import Parameters
from coprod.resources.staff_lending import StaffLending

STREET_OF, DISTRICT_OF = np.array([0, 0, 0, 1, 1, 2]), np.array([0, 0, 1])
HOURS = np.array([36.0, 30.0, 42.0, 36.0, 36.0, 36.0, 36.0, 24.0, 12.0])
BY_LOAD = {"street_office.staff": "by_load", "district.move_staff": "by_load"}


def lending(rules=None, **changes):
    p = Parameters().replace({f"mandate.{name}": value for name, value in changes.items()})
    return StaffLending(p, HOURS, STREET_OF, DISTRICT_OF, RuleBook(p, rules))


def over(community):
    return Ended(1, 0, community, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0, 10, 0, hit=True, waited=0.0)


def test_hours_are_conserved_within_street_and_district_and_some_are_lost():
    dice = np.random.default_rng(1)
    for _ in range(50):
        one = lending(BY_LOAD, mobile_share=0.2, move_loss=0.3)
        load, behind = dice.uniform(0.3, 1.8, 9), dice.uniform(0, 6, 9)
        gained = one.week(load, behind)
        assert one.lent.sum() == pytest.approx(0.0, abs=1e-9)
        by_district = np.bincount(np.concatenate([DISTRICT_OF[STREET_OF], DISTRICT_OF]), one.lent)
        assert by_district == pytest.approx(0.0, abs=1e-9)
        assert (one.lent >= -0.2 * HOURS - 1e-9).all()
        assert gained.sum() == pytest.approx(-0.3 * one.moved) and one.moved == pytest.approx(-one.lent[one.lent < 0].sum())


def test_staff_at_their_posts_stay_there_unless_a_committee_asks():
    one = lending()
    assert not one.week(np.full(9, 0.9), np.full(9, 5.0)).any()
    load = np.array([1.2, 0.9, 0.9, 0.9, 0.9, 0.9, 0.95, 0.5, 1.5])
    gained = one.week(load, np.full(9, 3.0))
    sent = 0.05 * 36.0  # what the office has to spare, less than its movable tenth
    assert one.lent[[0, 6]] == pytest.approx([sent, -sent]) and not np.delete(one.lent, [0, 6]).any()
    assert gained[0] == pytest.approx(0.8 * sent)


def test_an_office_sends_no_more_than_it_may_move_shared_by_posts():
    load = np.array([1.2, 1.2, 0.9, 0.9, 0.9, 0.9, 0.1, 0.5, 0.5])
    one = lending()
    one.week(load, np.full(9, 3.0))
    assert one.lent[:2] == pytest.approx([3.6 * 36 / 66, 3.6 * 30 / 66]) and one.lent[6] == pytest.approx(-3.6)


@pytest.mark.parametrize("rules, changes", [({"committee.ask_for_help": "never"}, {}), (BY_LOAD, {"mobile_share": 0.0})])
def test_nobody_is_moved_where_nobody_asks_or_nobody_can_be(rules, changes):
    one = lending(rules, **changes)
    gained = one.week(np.array([1.9] * 5 + [0.1] * 4), np.full(9, 9.0))
    assert not gained.any() and one.moved == 0.0


def test_staff_go_where_incidents_were():
    one = lending({"street_office.staff": "after_incidents"}, mobile_share=0.1)
    one.note([over(1)] * 3)
    one.week(np.full(9, 0.9), np.zeros(9))
    pool = 0.1 * HOURS[:3]
    weight = pool * [1, 4, 1]
    assert one.lent[:3] == pytest.approx(pool.sum() * weight / weight.sum() - pool) and not one.lent[3:].any()


def test_moved_hours_reach_the_desks():
    town = {"town.communities": 4, "town.streets": 2, "town.residents_per_community": 1000, "staff.turnover": 0.0,
            "staff.turnover_usual": 0.0, "mandate.mobile_share": 0.3, "mandate.means_share": 0.0}
    model = CoproductionModel(Parameters().replace(town), rng=3, rules=BY_LOAD)
    for _ in range(15):
        model.step()
    desks, lending_ = model.desks, model.staff_lending
    net = np.where(lending_.lent > 0, 0.8 * lending_.lent, lending_.lent)
    assert lending_.moved > 0.1
    assert desks.capacity == pytest.approx(desks.staff * 6.0 + net, abs=1e-3)
    assert desks.hours_at_hand == pytest.approx(desks.staff * 6.0 + net)
