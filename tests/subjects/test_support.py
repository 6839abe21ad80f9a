"""Who stands by communities: social organisations and experts, against what their rules must come to (mech:A09, mech:A19)."""

import numpy as np
import pytest

from coprod.agents.social_organisations import Organisations, hub_reach, made_up, substance
from coprod.fields.everyday.patrol import GRID_WORKERS, REPORTERS, Patrol
from coprod.parameters import Parameters
from coprod.resources.standing_costs import StandingCosts


def replaced(**changes):
    return Parameters().replace({name.replace("__", "."): value for name, value in changes.items()})


def test_substance_falls_to_what_autonomy_keeps():
    assert substance(0, 0.3, 0.5) == 1
    assert substance(2, 0.0, 0.5) == pytest.approx(np.exp(-1))
    assert substance(1e6, 0.3, 0.5) == pytest.approx(0.3)
    assert substance(50, 1.0, 5.0) == 1


def test_substance_solves_its_equation():
    years, step = 1.7, 1e-6
    slope = (substance(years + step, 0.3, 0.8) - substance(years - step, 0.3, 0.8)) / (2 * step)
    assert slope == pytest.approx(-0.8 * (substance(years, 0.3, 0.8) - 0.3), rel=1e-6)


def test_half_of_all_is_reached_at_the_half_density():
    assert hub_reach(4.0, 4.0) == 0.5 and hub_reach(0.0, 4.0) == 0 and hub_reach(1e9, 4.0) == pytest.approx(1)


def test_help_makes_up_for_part_of_what_is_lacking():
    assert made_up(0.3, 0.0) == 0.3 and made_up(0.3, 1.0) == 1.0 and made_up(0.4, 0.5) == pytest.approx(0.7)


def test_without_organisations_nothing_is_touched():
    none = Organisations(Parameters(), 60_000)
    assert none.recruitment(100) == 1.0 and none.matched(0.3, 100) == 0.3 and none.drill_quality(0.4, 100) == 0.4
    assert none.yearly_yuan == 0


def test_organisations_pass_on_what_one_volunteer_does_not_take():
    live = Organisations(replaced(volunteer__ngo_density=4.0, volunteer__ngo_autonomy=1.0, volunteer__ngo_match_gain=0.5), 10_000)
    assert live.matched(0.3, 100) == pytest.approx(0.3 + 0.7 * 0.5 * 0.5)  # half the gain, at the half density


def test_organisations_that_depend_are_paid_for_ritual():
    live = Organisations(replaced(volunteer__ngo_density=4.0, volunteer__ngo_autonomy=0.0, volunteer__ngo_drift=50.0), 10_000)
    assert live.strength(0) == 0.5 and live.strength(3650) == pytest.approx(0, abs=1e-12)
    assert live.yearly_yuan == 4 * Parameters().volunteer.ngo_cost


def discovery(parameters, hours=3.0):
    patrol = Patrol(parameters, np.array([5000]), 2)
    none = np.zeros(1, dtype=int)
    return patrol.discovery(np.array([hours]), none, none, np.zeros(1))


def test_experts_sharpen_patrols_alone():
    usual, with_experts = discovery(Parameters()), discovery(replaced(request__expert_support=0.5, request__expert_gain=0.6))
    assert with_experts[0, GRID_WORKERS] == pytest.approx(1.3 * usual[0, GRID_WORKERS])
    others = np.arange(len(REPORTERS)) != GRID_WORKERS
    assert (with_experts[:, others] == usual[:, others]).all()


def test_support_is_paid_for():
    none = Organisations(Parameters(), 1)
    usual = StandingCosts(Parameters(), np.array([4]), none).yuan
    assert StandingCosts(replaced(request__expert_support=1.0), np.array([4]),
                         none).yuan - usual == Parameters().request.expert_cost
    some = Organisations(replaced(volunteer__ngo_density=1.0), 10_000)
    assert StandingCosts(Parameters(), np.array([4]), some).yuan - usual == pytest.approx(Parameters().volunteer.ngo_cost / 365)
