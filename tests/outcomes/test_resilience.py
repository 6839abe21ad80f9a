"""Resist, absorb, recover, adapt against note:B17, and what incidents of a run made of performance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod import Parameters, run
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.outcomes.baseline_performance import performance, shocks
from coprod.outcomes.groups.recovery import recovered_at
from coprod.outcomes.resilience import (
    absorbed,
    adapted,
    average,
    outage,
    recovered,
    resilience_loss,
    resisted,
    saturating,
    time_to_recover,
    together,
)
from coprod.outcomes.run_view import RunView

UNIT = st.floats(0.001, 1)
TOWN = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 600, "incident.utility_rate": 200.0,
        "incident.waterlogging_rate": 200.0, "incident.flood_first": 1, "incident.flood_last": 12}


def test_lost_performance_of_linear_and_exponential_recovery():
    assert resilience_loss([0, 0, 10], [1, 0.6, 1]) == pytest.approx(2)  # D T / 2 with D = .4, T = 10
    fine = np.linspace(0, 200, 200_001)
    assert resilience_loss(fine, 1 - 0.4 * np.exp(-0.2 * fine)) == pytest.approx(2, abs=1e-6)  # D / k with k = .2
    assert resilience_loss([0, 10], [1, 1]) == 0


def test_nothing_that_happens_is_perfect():
    assert resisted(0, 0) == resisted(0, 12) == 1
    assert absorbed(0.9, 0.0) == 1
    assert recovered(time_to_recover(0.9, 0.0, 0.0, 0.0), 24.0) == 1


def test_the_way_back():
    """Straight up from a drop of .4: 95 % of 1 is back when .05 of the drop is left."""
    assert time_to_recover(1.0, 0.4, 0.0, 10.0) == pytest.approx(10 * (1 - 0.05 / 0.4))
    assert time_to_recover(1.0, 0.4, 3.0, 10.0) == pytest.approx(3 + 8.75)
    assert time_to_recover(1.0, 0.05, 3.0, 10.0) == 0
    assert recovered(48.0, 24.0) == 0 and recovered(6.0, 24.0) == 0.75


@given(UNIT, UNIT, st.floats(0, 100), st.floats(0, 100), st.floats(0.001, 10))
def test_bounds_and_monotone(usual, depth, held, healing, more):
    assert 0 <= absorbed(usual, depth + more) <= absorbed(usual, depth) <= 1
    t95 = time_to_recover(usual, depth, held, healing)
    assert 0 <= t95 <= held + healing + 1e-9
    assert time_to_recover(usual, depth, held + more, healing) >= t95
    assert time_to_recover(usual, depth, held, healing + more) >= t95
    assert 0 <= recovered(t95 + more, 24.0) <= recovered(t95, 24.0) <= 1
    assert 0 <= saturating(depth, 1.0) < saturating(depth + more, 1.0) < 1
    assert 0 <= outage(held, 30.0) <= outage(held + more, 30.0) <= 1


def test_half_is_out_after_a_window():
    assert outage([0.0, 30.0, 60.0], 30.0) == pytest.approx([0, 0.5, 0.75])


def histories(factor, n=400, runs=60):
    """Return (adapt, its standard error) of runs in which the second half takes `factor` times as long."""
    rng = np.random.default_rng(5)
    for _ in range(runs):
        day = rng.integers(0, 100, n)
        kind, size, late = rng.integers(0, 4, n), rng.random(n), day >= 50
        shared = rng.normal(0, 0.5, 100)[day]  # what incidents of one day have in common
        minutes = np.exp(kind + 0.5 * size + shared + rng.normal(0, 0.5, n)) * np.where(late, factor, 1.0)
        yield adapted(minutes, size, kind, late, day)


def test_adaptation_is_signed_and_its_error_is_as_stated():
    for factor in (1.0, 0.7, 1.3):
        found, error = np.array(list(histories(factor))).T
        assert abs(found.mean() - (1 - factor)) < 4 * found.std() / np.sqrt(found.size)
        assert error.mean() == pytest.approx(found.std(), rel=0.3)  # an independent-incidents error would be half of it


def test_adaptation_that_cannot_be_told_is_no_number():
    assert np.isnan(adapted([], [], [], [], [])).all()
    assert np.isnan(adapted([5.0] * 4, [1.0] * 4, [0] * 4, [True] * 4, range(4))).all()
    assert np.isnan(adapted([5.0, 6, 7, 8], [1.0] * 4, [0, 0, 1, 1], [True, True, False, False], range(4))).all()
    exact = adapted([4.0, 4, 2, 2], [1.0] * 4, [0] * 4, [False, False, True, True], range(4))
    assert exact == pytest.approx((0.5, 0.0))


def test_a_missing_link_leaves_nothing():
    assert together(0.5, 0.5, 0.5) == pytest.approx(0.5)
    assert together(1.0, 0.25) == pytest.approx(0.5)
    assert together(0.9, 0.0, 0.9) == 0
    assert average(0.2, float("nan"), 0.4) == pytest.approx(0.3) and average(float("nan")) == 0


@pytest.fixture(scope="module")
def lived():
    return run(Parameters().replace(TOWN), seed=2, days=60)


def test_performance_is_between_nothing_and_all_and_shocks_take_from_it(lived):
    everyday, found = (
        lived.model.baseline_performance,
        shocks(lived.model.baseline_performance, lived.model.recorder.columns(INCIDENT)),
    )
    levels = performance(everyday, found)
    assert levels.shape == (60, 2) and (levels >= 0).all() and (levels <= 1).all()
    undisturbed = everyday.levels()
    assert (undisturbed - levels).sum() == pytest.approx(found.area.sum(), rel=1e-6)
    assert found.community.size == lived.outcomes["incidents"] > 10


def test_outcomes_follow_from_the_shocks(lived):
    incidents = lived.model.recorder.columns(INCIDENT)
    found = shocks(lived.model.baseline_performance, incidents, recovered_at(RunView(lived.model), incidents))
    worst = [1 - (found.depth / found.usual)[found.community == c].max() for c in (0, 1)]
    assert lived.outcomes["absorb"] == pytest.approx(np.mean(worst))
    levels = performance(lived.model.baseline_performance, found).mean(axis=1)
    assert lived.outcomes["resilience_loss"] == pytest.approx(np.trapezoid(1 - levels))
    between, within = lived.outcomes["delay_between"], lived.outcomes["delay_within"]
    assert between + within == pytest.approx(lived.outcomes["delay_theil"])


def test_scores_stay_in_bounds_and_a_missing_layer_leaves_nothing(lived):
    scores = ("resist absorb recover performance layer_institution layer_technology layer_subject coupling_score "
              "dim_institutional dim_spatial dim_organisational dim_social dim_technological five_dim inst_score").split()
    assert all(0 <= lived.outcomes[name] <= 1 for name in scores)
    without = run(Parameters().replace(TOWN | {"town.app_reach": 0.0, "town.app_reach_elders": 0.0}), seed=2, days=30)
    assert without.outcomes["app_use"] == without.outcomes["layer_technology"] == without.outcomes["coupling_score"] == 0
