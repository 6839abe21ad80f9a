"""Response levels and surge, prevention, teams, sensors, insurance, checklists.

Sources: mech:A14, mech:G16, mech:C12, mech:W05–mech:W23, mech:T01.
"""

import numpy as np
import pytest
import simpy

from coprod.fields.emergency.loss import Loss
from coprod.fields.emergency.sensors import Sensors
from coprod.fields.everyday.patrol import checklist_factor
from coprod.fields.everyday.prevention import Prevention, prevention_factor
from coprod.fields.long_term.recovery import INSURER_PAYS, REPAIR
from coprod.fields.long_term.staff_turnover import Teams, patrol_substance, settled_knowledge
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.response_levels import RESPONSE, Responses, level_due, surged
from coprod.parameters import Parameters
from coprod.parameters.codes import ARREST, FIRE
from tests.emergencies.fields import run, town


def replaced(**changes):
    return Parameters().replace({name.replace("__", "."): value for name, value in changes.items()})


def test_the_surge_ramps_up_as_stated():
    assert surged(100, 12, 12) == pytest.approx(63.2121, abs=5e-5)
    assert surged(100, 0, 12) == 0 and surged(100, 1e6, 12) == 100


@pytest.mark.parametrize(("load", "level"), [(0, 0), (5.9, 0), (6, 1), (12, 2), (24, 3), (48, 4), (1000, 4)])
def test_levels_are_due_at_doubling_thresholds(load, level):
    assert level_due(load, 6.0, 4) == level and level_due(load, 6.0, 0) == 0


def responses(**changes):
    env, recorder = simpy.Environment(), Recorder()
    parameters = replaced(**changes)
    people, district = town().residents, town().communities.district
    return env, Responses(env, parameters, Streams(1), people, district, recorder), recorder


def test_a_level_is_declared_late_calls_members_and_is_lifted():
    env, live, recorder = responses(warning__response_lag=0.0, warning__response_threshold=1.0)
    live.begin(0, 8.0)
    assert not live.need_not_ask(0)
    env.run(until=720)
    assert live.need_not_ask(0)
    assert live.hands(0) == pytest.approx(0.632121 * live.situations[0].pool, rel=1e-3)
    live.begin(1, 1.0)
    assert live.hands(1) == pytest.approx(live.situations[0].pool * 0.632121 / 2, rel=1e-3)
    live.end(0, 8.0)
    live.end(1, 1.0)
    assert live.hands(0) == 0 and not live.need_not_ask(0)
    (level,) = recorder.columns(RESPONSE)["level"]
    assert level == 4


def test_what_is_over_before_the_lag_is_never_declared():
    env, live, recorder = responses(warning__response_lag=1e4, warning__response_threshold=1.0)
    live.begin(0, 2.0)
    live.end(0, 2.0)
    env.run(until=1e6)
    assert live.situations[0].level == 0 and not recorder.kinds()


def test_the_surge_takes_guidance_and_no_pool_is_no_surge():
    wide = {"warning__response_threshold": 0.01, "warning__response_lag": 0.0, "warning__response_ramp": 0.01}
    without, days = run(60, **wide, warning__response_pool=0.0)
    with_surge, more = run(60, **wide, warning__response_pool=1.0)
    assert sum(day.staff_hours.sum() for day in more) > sum(day.staff_hours.sum() for day in days)
    assert (with_surge["controlled"] <= without["controlled"] + 1e-9).mean() > 0.9


def test_prevention_pays_less_and_less():
    assert prevention_factor(100_000, 100_000) == 0.5 and prevention_factor(0, 100_000) == 1.0
    live = Prevention(replaced(hazard__prevention_share=0.5, hazard__prevention_credit_bias=0.0), np.ones(2))
    assert live.day(0, np.array([0, -500])) == pytest.approx([1 / 1.75] * 2)
    assert live.costs.by_community("prevention").sum() == pytest.approx(2 * 75_000 / 365)


def test_reactive_money_flows_only_after_events():
    live = Prevention(replaced(hazard__prevention_share=0.5, hazard__prevention_reactive=1.0), np.ones(2))
    assert (live.day(100, np.array([50, -500])) < 1).tolist() == [True, False]
    assert live.costs.by_community("prevention")[1] == 0


def test_without_a_share_nothing_is_spent():
    live = Prevention(Parameters(), np.ones(2))
    assert (live.day(0, np.zeros(2)) == 1).all() and not live.costs.by_community("prevention").any() and live.share == 0


def test_knowledge_settles_where_learning_and_leaving_balance():
    """ρ/(ρ + θ): many desks, many weeks, the live rule."""
    parameters = replaced(staff__turnover=1.0)
    live = Teams(parameters, Streams(1), np.full(400, 20.0))
    seen = [(live.week(7 * week), live.knowledge.mean())[1] for week in range(200)]
    assert np.mean(seen[50:]) == pytest.approx(settled_knowledge(1.0, 2.0), abs=0.02)
    expected = 400 * 20 * 200 * 7 / 365
    assert abs(live.left - expected) < 4 * np.sqrt(expected)


def test_a_usual_team_gets_done_what_is_usual_and_pay_keeps_it():
    usual, paid = (Teams(replaced(staff__pay=pay), Streams(1), np.full(400, 20.0)) for pay in (1.0, 2.0))
    assert np.mean([usual.week(7 * week).mean() for week in range(60)]) == pytest.approx(1, abs=0.01)
    assert paid.turnover == usual.turnover / 2
    assert usual.extra_pay == 0 and paid.extra_pay == pytest.approx(8000 * 54_000 / 365)


def test_without_loss_turnover_harms_nothing_exactly():
    live = Teams(replaced(staff__novice_loss=0.0, staff__turnover=3.0), Streams(1), np.full(10, 6.0))
    assert all((live.week(7 * week) == 1).all() for week in range(20))


def test_factors_of_patrol_are_exactly_one_when_off():
    assert checklist_factor(0.0, 0.3, 0.8, 0.1) == 1 and patrol_substance(0.0, 0.5) == 1
    assert checklist_factor(1.0, 0.3, 0.8, 0.1) == pytest.approx(0.94 / 0.7 / 1.1)
    assert checklist_factor(1.0, 0.3, 0.0, 0.1) < 1, "a useless checklist only costs time"


def test_sensors_see_what_they_are_made_for_and_cry_for_nothing():
    live = Sensors(replaced(society__tech_sensors=1.0), Streams(1), np.full(4, 5000))
    assert live.vigilance(FIRE) == 4 and live.vigilance(ARREST) == 1
    hours = sum(live.day(day).sum() for day in range(1000))
    assert abs(hours / 0.5 - 1200) < 4 * np.sqrt(1200)
    assert not Sensors(Parameters(), Streams(1), np.full(4, 5000)).day(3).any()


def test_insurance_speeds_recovery_and_raises_damage_of_the_insured_alone():
    loss = Loss(100.0, 1.0, 2.0, 500.0)
    assert loss.with_damage(0.05) == Loss(105.0, 1.0, 2.0, 505.0)
    assert loss.without(0.5, 0.5) == Loss(50.0, 0.5, 1.0, 250.0)
    assert loss.without(1.0, 0.0) == Loss(0.0, 1.0, 2.0, 400.0)
    none, all_insured = run(40, kind=REPAIR)[0], run(40, kind=REPAIR, fund__insurance_takeup=1.0)[0]
    assert INSURER_PAYS not in none["payer"] and set(all_insured["payer"]) == {INSURER_PAYS}
    span = [one["work_hours"] / (1 - one["helped_share"]) for one in (none, all_insured)]  # were there no neighbours' help
    common = np.isin(none["incident"], all_insured["incident"]), np.isin(all_insured["incident"], none["incident"])
    ratio = span[1][common[1]] / span[0][common[0]]
    assert (ratio <= 1).all() and np.median(ratio) == pytest.approx(0.6)
