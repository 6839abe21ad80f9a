"""Review meetings change plans, forecasts and sensors; without them nothing is learned (mech:W19, mech:O04)."""

import numpy as np
import pytest
import simpy

from coprod import Parameters, run
from coprod.fields.long_term.plans import Plans
from coprod.fields.long_term.reviews import Reviews
from coprod.parameters.codes import FIRE, WATERLOGGING

TOWN = {"town.streets": 2, "town.communities": 4, "town.residents_per_community": 500}
DECAY = Parameters().society.learning_decay


def reviews(**changes):
    env, parameters = simpy.Environment(), Parameters().replace({"approval.plan_novelty": 0.0} | changes)
    plans = Plans(parameters)
    return Reviews(env, parameters, plans), plans, env


def test_a_meeting_changes_plans_forecast_and_what_was_noticed_late():
    live, plans, env = reviews(**{"society.learning_review": 1.0})
    p, gap = Parameters().resilience, plans.off_template(0.0)
    live.call(0, WATERLOGGING, noticed_late=True)
    env.run(until=(p.review_days - 1) * 1440)
    assert plans.off_template(env.now) == gap and live.forecast_gain(5).tolist() == [1.0] and live.held == 0
    env.run()
    day = env.now / 1440
    assert live.held == 1 and plans.off_template(env.now) == pytest.approx((1 - p.review_plans) * gap)
    assert live.forecast_gain(day) == pytest.approx([1 + p.review_forecast * p.review_lesson])
    assert live.sensor_gain(WATERLOGGING, day) == pytest.approx(1 + p.review_detection * p.review_lesson)
    assert live.sensor_gain(FIRE, day) == 1
    assert live.forecast_gain(day + 365) - 1 == pytest.approx(p.review_forecast * p.review_lesson * np.exp(-DECAY))
    for _ in range(200):
        live.call(0, WATERLOGGING, noticed_late=False)
    env.run()
    assert live.forecast_gain(env.now / 1440) == pytest.approx([1 + p.review_forecast])


@pytest.mark.parametrize("off", [
    {"society.learning_review": 0.0},
    {"resilience.review_plans": 0.0, "resilience.review_forecast": 0.0, "resilience.review_detection": 0.0}])
def test_levers_at_zero_switch_reviews_off(off):
    live, plans, env = reviews(**off)
    live.call(0, WATERLOGGING, noticed_late=True)
    gap = plans.off_template(0.0)
    env.run()
    assert live.forecast_gain(20).tolist() == [1.0] and live.sensor_gain(WATERLOGGING, 20) == 1
    assert plans.off_template(env.now) == gap


def test_without_learning_adaptation_is_nothing_on_average():
    """No learning, and no history: a year in which nothing else changes either."""
    costs = dict.fromkeys(("resident.cost_report", "resident.cost_help", "resident.cost_patrol", "resident.cost_train"), 29.0)
    still = TOWN | costs | {
        "society.learning_review": 0.0, "approval.plan_novelty": 0.0, "staff.turnover": 0.0, "incident.fire_rate": 40.0,
        "incident.arrest_rate": 100.0, "incident.utility_rate": 40.0, "incident.disorder_rate": 40.0}
    found = [run(Parameters().replace(still), seed, 120).outcomes for seed in range(1, 7)]
    adapt, error = (np.array([one[name] for one in found]) for name in ("adapt", "adapt_se"))
    assert abs(adapt.mean()) < 4 * np.sqrt((error**2).sum()) / adapt.size
    assert (error > 0).all() and (error < 0.5).all()
