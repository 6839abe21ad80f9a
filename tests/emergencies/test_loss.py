"""What delay costs: the formulas to their printed digits, and how they are added up (note:B8)."""

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.fields.emergency.loss import Losses, heat_release, logistic_spread
from coprod.parameters import Parameters
from coprod.parameters.codes import ARREST, FIRE, LIFT, PREFIXES, UTILITY, WATERLOGGING
from tests.emergencies.fields import incident

TYPES = range(len(PREFIXES))
minutes_ = st.floats(0, 2000)


def losses(**changes):
    return Losses(Parameters().replace({f"incident.{name}": value for name, value in changes.items()}).incident)


def test_logistic_spread():
    assert logistic_spread(10, 100, 1, 0.2) == pytest.approx(6.945316, abs=5e-7)
    assert logistic_spread(22.9756, 100, 1, 0.2) == pytest.approx(50, abs=1e-4)
    assert logistic_spread(0, 100, 1, 0.2) == 1


@pytest.mark.parametrize(("growth", "seconds"), [(0.0469, 150.0), (0.0117, 300.3)])
def test_t_squared_fire_reaches_a_megawatt(growth, seconds):
    assert heat_release(growth, seconds, 1e9) == pytest.approx(1055, rel=1e-3)
    assert heat_release(growth, 1e6, 5000) == 5000


@pytest.mark.parametrize(("minutes", "cpr", "expected"), [(5, 0.0, 0.145), (5, None, 0.063), (10, 0.0, 0.067),
                                                           (10, None, 0.022)])
def test_survival_is_what_the_danish_register_found(minutes, cpr, expected):
    assert losses().survival(minutes, cpr) == pytest.approx(expected, abs=0.0015)  # fact:C17, src:rajan_ohca


@given(minutes=st.floats(0.1, 60), early=st.floats(0, 1), late=st.floats(0, 1))
def test_early_cpr_saves_more(minutes, early, late):
    early, late = sorted((early, late))
    live = losses()
    assert live.survival(minutes, early * minutes) >= live.survival(minutes, late * minutes) >= live.survival(minutes)


def test_odds_of_late_cpr():
    live = losses()
    prompt, late = (live.survival(10, cpr) for cpr in (0.5, 4.5))
    assert late / (1 - late) / (prompt / (1 - prompt)) == pytest.approx(0.73, abs=0.12)  # fact:C17


@given(kind=st.sampled_from(TYPES), early=minutes_, late=minutes_, severity=st.floats(0, 1))
def test_loss_never_falls_with_delay(kind, early, late, severity):
    early, late = sorted((early, late))
    live, struck = losses(), incident(kind, severity=severity)
    assert live.of(struck, early).total <= live.of(struck, late).total


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != ARREST])
def test_nothing_is_lost_at_once_or_without_growth(kind):
    assert losses().of(incident(kind), 0.0).total == 0
    assert losses(growth=0.0).of(incident(kind), 500.0).total == 0
    assert losses(growth=2.0).of(incident(kind), 50.0).total >= losses().of(incident(kind), 50.0).total > -1


def test_arrests_are_counted_against_help_at_once():
    live, arrest = losses(), incident(ARREST, people=1)
    assert live.of(arrest, 0.0, cpr=0.0).total == 0
    assert live.of(arrest, 0.0).total == pytest.approx((0.31 - 0.18) * 5e6 * 0.2)
    assert live.of(arrest, 600.0).lives == pytest.approx(0.31)


def test_people_in_a_lift_come_to_harm_after_the_window():
    live = losses()
    assert live.of(incident(LIFT), 30.0).total == 0
    hour = live.of(incident(LIFT), 90.0)
    assert hour.yuan == pytest.approx(2 * 200)
    assert hour.others == pytest.approx(0.0005) and hour.elders == pytest.approx(0.0005 * Parameters().incident.elder_harm)


def test_elders_are_hit_harder_and_the_vulnerable_weigh_more():
    loss = losses().of(incident(FIRE, people=2, elders=1), 30.0)
    assert loss.elders / loss.others == pytest.approx(Parameters().incident.elder_harm)  # fact:C16
    heavier = losses().of(incident(FIRE, people=2, elders=1, vulnerable=2), 30.0)
    assert heavier.lives == loss.lives
    assert heavier.total - heavier.yuan == pytest.approx(1.5 * (loss.total - loss.yuan))
    even = losses(elder_harm=1.0, vulnerable_weight=1.0)
    assert even.of(incident(FIRE, people=2, elders=1, vulnerable=2), 30.0).total == pytest.approx(
        even.of(incident(FIRE, people=2, elders=0), 30.0).total)


def test_fires_at_night_are_deadlier_at_equal_delay():
    night, day = (losses().of(incident(FIRE, minute=hour * 60.0), 20.0) for hour in (3, 12))
    ratio = Parameters().incident.night_lethality
    assert ratio > 1 and night.lives == pytest.approx(ratio * day.lives) and night.yuan == day.yuan
    assert astuple(losses(night_lethality=1.0).of(incident(FIRE, minute=180.0), 20.0)) == astuple(day)


def test_sizes_have_mean_one_and_a_skew_that_can_be_switched_off():
    live, n = losses(), 1000
    sizes = [live.size(incident(UTILITY, severity=(k + 0.5) / n)) for k in range(n)]
    assert sum(sizes) / n == pytest.approx(1, abs=1e-5)
    assert losses(severity_skew=0.0).size(incident(WATERLOGGING, severity=0.01)) == 1
