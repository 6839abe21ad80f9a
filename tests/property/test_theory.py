"""Property firms against theory: effort, condition, watches, the inspection game."""

import numpy as np
import pytest

from coprod.agents.property_firms import best_effort, watch_share
from coprod.fields.everyday.property_upkeep import steady_condition
from coprod.kernel.calendar import DAYS_PER_MONTH
from tests.property.firms import ALIKE, EVERY_NIGHT_ALIKE, days, firms, violations
from tests.theory.inspection import mixed_equilibrium, purified_inspection

GAME = {"property_firm__watch_wage": 4.0, "property_firm__fine": 10.0, "property_firm__inspection_cost": 1.0,
        "property_firm__inspection_benefit": 5.0, "property_firm__inspect_prob": 0.0, "property_firm__inspector": "strategic",
        **EVERY_NIGHT_ALIKE}


@pytest.mark.parametrize("gain", [1.0, 200.0, 299.6, 700.0])
def test_effort_maximises_profit(gain):
    effort = np.linspace(0, 1, 100_001)
    best = effort[np.argmax(gain * effort - 749 * effort**2 / 2)]
    assert float(best_effort(gain, 749.0)) == pytest.approx(best, abs=1e-5)


@pytest.mark.parametrize(("gain", "fear"), [(100.0, 0.0), (100.0, 100.0), (100.0, 500.0), (400.0, 500.0)])
def test_effort_under_the_fear_of_replacement_maximises_profit_too(gain, fear):
    effort = np.linspace(0, 1, 100_001)
    best = effort[np.argmax(gain * effort + fear * np.minimum(effort, 0.3) - 749 * effort**2 / 2)]
    assert float(best_effort(gain, 749.0, fear, 0.3)) == pytest.approx(best, abs=1e-5)


def test_effort_has_corners():
    assert best_effort([-50.0, 0.0, 749.0, 5000.0], 749.0).tolist() == [0.0, 0.0, 1.0, 1.0]


def test_effort_at_the_defaults_is_as_calibrated():
    live = firms(**ALIKE)
    assert live.table.effort == pytest.approx(0.4, abs=1e-6)
    assert live.facility == pytest.approx(0.4, abs=1e-6)


@pytest.mark.parametrize(("upkeep", "decay"), [(0.02, 0.02), (0.01, 0.02), (0.02, 0.05)])
def test_live_condition_and_fees_settle_together(upkeep, decay):
    """The spiral e = (pF + φ(c0 + γX))/k with X = me/d has the fixed point e = (pF + φ c0)/(k − φγ m/d)."""
    live = firms(**ALIKE, property_firm__upkeep=upkeep, property_firm__decay=decay, property_firm__collection_gain=0.25)
    live.table.condition[:] = 0.9
    days(live, 3 * 365)
    effort = (0.1 * 2000 + 120 * 0.75) / (749 - 120 * 0.25 * upkeep / decay)
    assert live.table.effort == pytest.approx(effort, rel=1e-4)
    assert live.table.condition == pytest.approx(upkeep * effort / decay, rel=1e-3)
    assert steady_condition(live.table.effort, upkeep, decay) == pytest.approx(live.table.condition, rel=1e-3)


@pytest.mark.parametrize("audit", [0.03, 0.08, 0.12])
def test_share_of_real_watches_moves_with_the_lever(audit):
    live = firms(1000, **EVERY_NIGHT_ALIKE, property_firm__audit_rate=audit, property_firm__inspect_prob=0.0)
    share = (audit * 2000 / 150 - 0.2) / 1.6
    assert live.night_watch.mean() == pytest.approx(share, abs=4 * (share * (1 - share) / 3000) ** 0.5)


@pytest.mark.parametrize(("changes", "share"), [
    ({"watch_wage": 0.0}, 1.0),
    ({"watch_wage": 0.0, "audit_rate": 0.0, "inspect_prob": 0.0}, 1.0),
    ({"audit_rate": 1.0}, 1.0),
    ({"audit_rate": 0.0, "inspect_prob": 0.0}, 0.0),
    ({"fine": 0.0}, 0.0),
    ({"watch_spread": 0.0, "audit_rate": 0.075, "inspect_prob": 0.0}, 1.0),
    ({"watch_spread": 0.0, "audit_rate": 0.0749, "inspect_prob": 0.0}, 0.0),
])
def test_watches_are_all_real_or_none_at_the_ends(changes, share):
    live = firms(100, **EVERY_NIGHT_ALIKE, **{f"property_firm__{key}": value for key, value in changes.items()})
    days(live, 32)
    assert (live.night_watch == share).all()


def test_a_watch_is_real_on_nights_when_the_expected_fine_reaches_its_cost():
    assert watch_share(0.1, 2000.0, np.array([199.0, 200.0, 201.0]), 0.0).tolist() == [1, 1, 0]
    costs = 250 * (1 + 0.5 * (2 * (np.arange(100_000) + 0.5) / 100_000 - 1))
    assert float(watch_share(0.1, 2000.0, 250.0, 0.5)) == pytest.approx((costs <= 200).mean(), abs=1e-4)


def test_watches_are_real_on_as_many_nights_as_firms_mean_them_to_be():
    """Of n nights a binomial number is real, and firms spread over all shares between none and all."""
    live = firms(300)
    share = live.table.watch.astype(float)
    real = np.array([day.night_watch for day in days(live, 31)]).mean(axis=0)
    meant = share.reshape(300, 3).mean(axis=1)
    error = (share * (1 - share)).reshape(300, 3).sum(axis=1) / 9 / 31
    assert real.mean() == pytest.approx(meant.mean(), abs=4 * error.sum() ** 0.5 / 300)
    assert np.histogram(share, np.linspace(0, 1, 6))[0].min() > 40


def test_a_firm_that_is_less_afraid_keeps_fewer_watches():
    live, known = firms(300), firms(300, property_firm__belief_spread=0.0)
    bold, afraid = live.table.belief < 0.9, live.table.belief > 1.1
    assert (live.table.watch[bold] <= known.table.watch[bold]).all()
    assert (live.table.watch[afraid] >= known.table.watch[afraid]).all()
    assert (live.table.watch != known.table.watch).mean() > 0.3


def test_a_night_is_found_out_by_audit_or_inspection():
    live = firms(property_firm__audit_rate=0.05, property_firm__inspect_prob=0.3)
    assert live.discovery_probability.max() == pytest.approx(1 - 0.95 * (1 - 0.3 / DAYS_PER_MONTH))


def test_mixed_equilibrium_of_the_inspection_game():
    assert mixed_equilibrium(4, 10, 1, 5) == (0.4, 0.2)
    assert purified_inspection(4, 10, 0.0, 0.2) == 0.4


def test_live_inspection_game_comes_to_its_mixed_equilibrium():
    """Firms that differ ever so little play as one firm that mixes (Harsanyi's purification)."""
    live = firms(200, **GAME, property_firm__watch_spread=0.02, property_firm__inspector_speed=0.005)
    days(live, 10 * 365)
    violated, inspected = violations(live, 365, 10 * 365)
    assert violated == pytest.approx(0.2, abs=0.01)
    assert inspected == pytest.approx(0.4, rel=0.02)


def test_dearer_fines_change_inspections_and_not_violations():
    """Tsebelis' paradox: a strategic inspector answers a higher fine with fewer inspections."""
    seen = {}
    for fine in (10.0, 20.0):
        live = firms(200, **GAME | {"property_firm__fine": fine}, property_firm__watch_spread=0.2,
                     property_firm__inspector_speed=0.05)
        days(live, 3 * 365)
        seen[fine] = violations(live, 365, 3 * 365)
        assert seen[fine][1] == pytest.approx(purified_inspection(4, fine, 0.2, 0.2), rel=0.03)
    assert seen[10.0][0] == pytest.approx(seen[20.0][0], abs=0.01)
    assert seen[20.0][1] == pytest.approx(seen[10.0][1] / 2, rel=0.02)


def test_with_an_exogenous_inspector_deterrence_works():
    """Becker: more inspections or dearer fines, fewer violations."""
    base = firms(200).night_watch.mean()
    assert firms(200, property_firm__audit_rate=0.08).night_watch.mean() > base + 0.1
    assert firms(200, property_firm__fine=3000.0).night_watch.mean() > base + 0.1


def test_audits_and_inspections_are_as_many_as_told():
    live = firms(100, property_firm__audit_hours=1.0, property_firm__inspection_hours=0.0)
    hours = sum(day.staff_hours.sum() for day in days(live, 365))
    expected = 300 * 365 * 0.05
    assert hours == pytest.approx(expected, abs=4 * (expected * 0.95) ** 0.5)
    always = firms(5, property_firm__audit_rate=0.0, property_firm__inspect_prob=1.0, property_firm__inspection_hours=3.0)
    months = np.array([day.staff_hours for day in days(always, 59)])
    assert (months[:31].sum(axis=0) == 9).all() and (months[31:].sum(axis=0) == 9).all()
