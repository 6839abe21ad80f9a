"""The indices against the tests of policy-questions E0."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.outcomes.indices import (
    NEED_WEIGHTS,
    binding_gap,
    resource_responsibility_gap,
    rigidity_delay_loss,
    rigidity_delay_share,
    surplus_beside_shortage,
    unlimited_responsibility,
)

FIVE = st.lists(st.floats(0.01, 1e6), min_size=5, max_size=5)


@given(FIVE)
def test_gap_is_nothing_when_supply_meets_demand_and_whole_without_supply(demand):
    assert resource_responsibility_gap(demand, demand) == pytest.approx(0)
    assert resource_responsibility_gap(np.zeros(5), demand) == pytest.approx(1)


@pytest.mark.parametrize("need", range(5))
def test_halving_one_need_opens_half_its_weight(need):
    supply = np.ones(5)
    supply[need] = 0.5
    assert resource_responsibility_gap(supply, np.ones(5)) == pytest.approx(NEED_WEIGHTS[need] / 2)
    assert binding_gap(supply, np.ones(5)) == pytest.approx(0.5)


@given(FIVE, FIVE, st.floats(0.01, 100))
def test_gap_depends_on_ratios_alone_and_never_exceeds_the_binding_one(supply, demand, scale):
    gap = resource_responsibility_gap(supply, demand)
    assert resource_responsibility_gap(np.multiply(supply, scale), np.multiply(demand, scale)) == pytest.approx(gap)
    assert 0 <= gap <= binding_gap(supply, demand) + 1e-12


def test_staff_part_of_an_overloaded_desk_is_one_minus_one_over_rho():
    supply, demand = np.ones(5), np.array([1.25, 1, 1, 1, 1])
    assert resource_responsibility_gap(supply, demand) == pytest.approx(NEED_WEIGHTS[0] * (1 - 1 / 1.25))


def test_a_need_of_nothing_is_met():
    assert resource_responsibility_gap(np.zeros(5), np.zeros(5)) == pytest.approx(0)


def test_rigidity_is_the_share_of_loss_that_signatures_cause():
    assert rigidity_delay_loss([10, 10], [10, 5]) == 0.25
    assert rigidity_delay_loss([0, 0], [0, 0]) == 0
    assert rigidity_delay_share([1000, 10, 0], [1000, 5, 0]) == 0.25, "each counted alike, none where nothing was avoidable"
    assert rigidity_delay_share([0], [0]) == rigidity_delay_share([], []) == 0


def test_shortage_beside_surplus():
    assert surplus_beside_shortage([4, 2], [0, 0]) == 0
    assert surplus_beside_shortage([4, 2], [1, 9]) == pytest.approx(3 / 6)
    assert surplus_beside_shortage([0.0], [5.0]) == 0


def test_contradictions_interlock():
    assert unlimited_responsibility(0, 0, 0) == 0
    assert unlimited_responsibility(1, 0, 0) == 1
    assert unlimited_responsibility(0.5, 0.5, 0.5) == pytest.approx(0.875)
