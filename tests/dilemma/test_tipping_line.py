"""Where half of the seeds tip, on a logistic whose middle is known."""

import math

import numpy as np

from coprod.laboratory.dilemma.tipping_line import crossing, days_of_work, tipping_level


def test_the_line_runs_through_the_middle_of_a_logistic():
    levels = [4.0, 8.0, 12.0, 16.0, 20.0, 24.0, 28.0]
    seeds, held = 400, 0
    for number, middle in enumerate((9.0, 15.0, 22.5)):
        chance = 1 / (1 + np.exp(-(np.array(levels) - middle) / 2))
        uniform = np.random.default_rng(number).random(seeds)  # one number a seed: common random numbers
        tips = (uniform[None, :] < chance[:, None]).astype(float)
        found = tipping_level(levels, tips)
        slope = np.interp(middle, levels, np.gradient(chance, levels))
        assert abs(found.estimate - middle) < 4 * 0.5 / math.sqrt(seeds) / slope, middle
        held += found.low <= middle <= found.high
    assert held >= 2


def test_a_share_that_stays_on_one_side_crosses_nowhere():
    assert math.isnan(crossing([1.0, 2.0, 3.0], np.array([0.1, 0.2, 0.4])))
    assert math.isnan(tipping_level([1.0, 2.0], np.ones((2, 5))).estimate)
    assert crossing([8.0, 5.0], np.array([0.0, 1.0])) == 6.5  # a lever that is moved downwards


def test_days_of_work_are_those_of_the_last_month():
    backlog = np.zeros((3, 100))
    backlog[0, -30:] = 40.0
    backlog[1, :60] = 900.0  # long over
    backlog[2] = np.nan
    found = days_of_work(backlog, np.full((3, 100), 10.0))
    assert found[:2].tolist() == [4.0, 0.0] and math.isnan(found[2])
