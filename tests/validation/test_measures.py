"""Measures on runs that one can count by hand."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from coprod.fields.emergency.incident_record import BYSTANDER, INCIDENT, NOBODY, SKILLED, VOLUNTEER
from coprod.fields.emergency.loss import Losses
from coprod.kernel.calendar import MINUTES_PER_DAY
from coprod.kernel.incident import HAZARD
from coprod.kernel.records import Recorder
from coprod.kernel.working_days import after_working_days
from coprod.laboratory.validation.measures import MEASURES, part_of
from coprod.laboratory.validation.measures.work import working_days
from coprod.laboratory.validation.observed import WARM_UP, Observed
from coprod.parameters import Parameters
from coprod.parameters.codes import ARREST, FIRE, GAS, INCIDENT_TYPES, LIFT
from tests.emergencies.fields import incident

BEGIN = WARM_UP * MINUTES_PER_DAY


def seen(**given):
    """Return an observed year that has only what is given."""
    communities = SimpleNamespace(residents=np.array([4000, 6000]), elders=np.array([1000, 1000]), lifts=np.array([10, 30]))
    fields = dict.fromkeys(Observed.__dataclass_fields__) | {"communities": communities, "recorder": Recorder()} | given
    return Observed(**fields)


def with_incidents(*rows):
    """Return a year with incidents; what a row does not say is 0, and it begins in the observed year."""
    recorder = Recorder()
    for row in rows:
        recorder.append(INCIDENT, **(dict.fromkeys(INCIDENT.fields, 0) | {"started": BEGIN} | row))
    return seen(recorder=recorder)


def at(hour):
    return BEGIN + 60 * hour


def test_only_incidents_of_the_observed_year_and_of_the_type_count():
    run = with_incidents({"type": LIFT}, {"type": LIFT, "started": BEGIN - 1}, {"type": FIRE})
    assert MEASURES["entrapments_per_lift"](run) == (1, 40)
    assert MEASURES["incidents_a_year"](run, kind="dwelling_fire") == (1, 2)


def test_shares_of_night_power_hazards_and_bystanders():
    run = with_incidents(
        {"type": FIRE, "started": at(5.9), "loss_life_elders": 0.2}, {"type": FIRE, "started": at(6), "source": HAZARD},
        {"type": FIRE, "started": at(30), "loss_life_others": 0.3}, {"type": LIFT, "power_cut": True}, {"type": LIFT},
        {"type": ARREST, "first_responder": BYSTANDER, "survival": 0.1}, {"type": ARREST, "survival": 0.02})
    assert MEASURES["share_between"](run, kind="dwelling_fire", begin=0, end=6) == (1, 3)
    assert MEASURES["deaths_between"](run, kind="dwelling_fire", begin=0, end=6) == pytest.approx((0.2, 0.5))
    assert MEASURES["deaths_per_incident"](run, kind="dwelling_fire") == pytest.approx((0.5, 3))
    assert MEASURES["elder_deaths"](run, kind="dwelling_fire") == pytest.approx((0.2, 0.5))
    assert MEASURES["share_by_hazards"](run, kind="dwelling_fire") == (1, 3)
    assert MEASURES["entrapments_by_power_loss"](run) == (1, 2)
    assert MEASURES["cpr_by_bystanders"](run) == (1, 2)
    assert MEASURES["arrest_survival"](run) == pytest.approx((0.12, 2))


def test_elders_risk_is_per_head():
    """2,000 elders lose 0.3 lives, 8,000 others 0.4: 3 times as many per head."""
    part, whole = MEASURES["elder_risk"](with_incidents({"loss_life_elders": 0.3, "loss_life_others": 0.4}), kind="dwelling_fire")
    assert part / whole == pytest.approx(3)


def test_minutes_and_arrival_of_neighbours():
    run = with_incidents(
        {"type": LIFT, "reported": BEGIN + 2, "arrived": BEGIN + 12, "controlled": BEGIN + 15, "first_responder": NOBODY},
        {"type": FIRE, "reported": BEGIN + 4, "first_action": 6.5, "first_responder": SKILLED},
        {"type": FIRE, "reported": BEGIN + 4, "first_action": 7.5, "first_responder": VOLUNTEER})
    assert MEASURES["minutes_between"](run, kind="lift_entrapment", first="reported", second="arrived") == (10, 1)
    assert MEASURES["neighbours_arrive"](run) == (6, 2)


def test_rigidity_loss_of_types():
    run = with_incidents({"type": FIRE, "avoidable": 10, "avoidable_without_approval": 4, "levels": 1},
                         {"type": FIRE, "avoidable": 50, "avoidable_without_approval": 50}, {"type": ARREST, "loss": 100})
    assert MEASURES["rigidity_loss"](run, types=["dwelling_fire"]) == (6, 10), "what took no authorisation is left out"


def test_deaths_and_damage_in_the_year():
    run = with_incidents({"type": FIRE, "loss_life_elders": 0.2, "loss_life_others": 0.1, "loss_yuan": 7.0}, {"type": LIFT})
    assert MEASURES["deaths_a_year"](run, kind="dwelling_fire") == pytest.approx((0.3, 2))
    assert MEASURES["damage_a_year"](run, kind="dwelling_fire") == (7, 2)


def test_what_is_too_rare_to_count_is_reckoned():
    """Rates are exact; lethality agrees with chance drawn anew, within its error."""
    parameters, rng = Parameters(), np.random.default_rng(1)
    p, losses = parameters.incident, Losses(parameters.incident)
    run = replace(with_incidents({"type": FIRE, "source": HAZARD}, {"type": LIFT, "source": HAZARD}), parameters=parameters)
    hazards = parameters.hazard
    share = hazards.gas_accident / sum(getattr(hazards, name) for name in INCIDENT_TYPES)
    rate, whole = MEASURES["expected_a_year"](run, kind="gas_accident")
    assert whole == 2 and rate == pytest.approx(2 * p.gas_rate + 2 * share)
    lives = []
    for u in rng.random((4000, 5)):
        minutes = -p.gas_detect * np.log(u[1]) - p.report_other * np.log(u[2]) + parameters.crew.turnout + (
            parameters.crew.district_travel * (1 + parameters.crew.spread * (2 * u[3] - 1))
            + p.gas_action * (1 + parameters.crew.spread * (2 * u[4] - 1)))
        one = incident(GAS, severity=u[0], people=1, elders=0)
        lives.append(losses.of(one, minutes).lives * p.gas_people * (1 + (p.elder_harm - 1) * 0.2))
    deaths, _ = MEASURES["expected_deaths"](run, kind="gas_accident")
    assert deaths / rate == pytest.approx(np.mean(lives), abs=4 * np.std(lives) / 4000**0.5)
    none = parameters.replace({"incident.gas_rate": 0.0, "hazard.gas_accident": 0.0})
    assert MEASURES["expected_a_year"](replace(run, parameters=none), kind="gas_accident") == (0, 2)


def test_working_days_are_those_of_the_funds():
    """Counting working days undoes adding them, from whatever day of the week."""
    for start in range(14):
        for days in range(12):
            end = after_working_days(start, days)
            assert working_days(np.array([end])) - working_days(np.array([start])) == days


def test_the_most_active_hundredth():
    assert MEASURES["top_percent_share"](seen(acts=np.array([40, 10] + [1] * 198))) == (50, 248)


def test_decline_from_the_peak_and_lag_of_habit():
    active = np.concatenate([np.full(20, 0.04), np.full(40, 0.01)])
    habit = np.minimum(np.arange(400) / 100, 1.0)
    series = {"weekly_active": np.repeat(active, 7), "habit": habit}
    run = seen(daily_series=SimpleNamespace(series=series.__getitem__))
    assert np.divide(*MEASURES["late_to_peak"](run)) == pytest.approx(0.25)
    assert MEASURES["days_to_habit"](run) == 95


def test_outcomes_are_compared_second_with_first():
    few, many = (seen(outcomes={"golden_hit": hit}) for hit in (0.5, 0.4))
    assert MEASURES["outcome"](few, name="golden_hit") == 0.5
    assert MEASURES["outcome_change"](few, many, name="golden_hit") == pytest.approx(-0.1)
    assert np.divide(*MEASURES["outcome_ratio"](few, many, name="golden_hit")) == pytest.approx(0.8)


def test_surge_and_fading_are_those_of_the_live_rules():
    """note:B16: N(24 h) = 0.2 · N (1 − e^(−2)) with a ramp of 12 hours; what was learned fades by δ a year."""
    run = seen(parameters=Parameters().replace({"society.learning_decay": 0.5}), party_members=700, adults=10_000)
    assert np.divide(*MEASURES["party_members_in_a_day"](run)) == pytest.approx(0.2 * 0.07 * (1 - np.exp(-2)))
    assert MEASURES["preparedness_fading"](run) == pytest.approx(0.5)


def test_a_plain_number_is_a_part_of_one():
    assert part_of("volunteers_kept", [seen(kept=0.6)], {}) == (0.6, 1.0)
