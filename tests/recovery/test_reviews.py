"""Review meetings change plans, forecasts and sensors; without them nothing is learned (mech:W19, mech:O04)."""

from dataclasses import replace

import numpy as np
import pytest
import simpy

from coprod import Parameters
from coprod.fields.emergency.forecast import Forecasts
from coprod.fields.long_term.plans import Plans
from coprod.fields.long_term.reviews import Reviews
from coprod.kernel.streams import Streams
from coprod.outcomes.resilience import adapted
from coprod.parameters.codes import FIRE, WATERLOGGING
from tests.emergencies.fields import PLENTY, field, keywords, plain_state, run

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


def test_what_forecasters_learned_raises_the_signs_of_what_comes_and_nothing_else():
    live = Forecasts(Parameters(), Streams(1), np.array([0, 0, 1]))
    quiet, storm = live.nothing(5), replace(live.nothing(5), strength=np.ones(3))
    of = np.arange(3)
    before = [live.signals(threat, of).sign for threat in (quiet, storm)]
    live.gain = np.array([1.2, 1.0])
    after = [live.signals(threat, of).sign for threat in (quiet, storm)]
    assert np.array_equal(after[0], before[0])
    assert after[1] - before[1] == pytest.approx([0.2 * live.skill, 0.2 * live.skill, 0.0])


def test_a_run_hands_what_was_learned_to_the_forecasters():
    for quality, learned in ((0.0, False), (1.0, True)):
        live, _ = field(society__learning_review=quality, resilience__review_days=1.0)
        for day in range(250):
            live.run_day(day, plain_state())
        gain = live.warnings.forecasts.gain
        assert (gain is not None and (gain > 1).any()) == learned == bool(live.reviews.held)


def test_without_learning_adaptation_is_nothing_on_average():
    """The same everyday state all year, and plans that nothing overtakes: later incidents are neither slower nor faster."""
    still = keywords(PLENTY) | {"society__learning_review": 0.0, "approval__plan_novelty": 0.0}
    found = []
    for seed in range(1, 7):
        records, _ = run(365, seed=seed, **still)
        minutes, day = records["controlled"] - records["started"], records["started"] // 1440
        size = np.log1p(records["severity"] * records["scale"])
        found.append(adapted(minutes, size, records["type"], day >= 182, day))
    adapt, error = np.array(found).T
    assert (error > 0).all() and error.mean() == pytest.approx(adapt.std(ddof=1), rel=0.7)
    assert abs(adapt.mean()) < 4 * np.sqrt((error**2).sum()) / adapt.size
