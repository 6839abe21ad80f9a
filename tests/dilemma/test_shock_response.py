"""The gain of a loop and the days to recover, on systems whose answers are known."""

import math

import numpy as np

from coprod.laboratory.dilemma.shock_response import NEVER, gain, gain_by_seed, recovery, recovery_days, whole_response

DAYS, SEEDS, BEGIN, WAVE = 400, 12, 50, 14


def linear(g, decay=0.2, shock=1.0, noise=1.0):
    """A stock that loses `decay` of itself a day and gets the share g of that loss back; the noise is that of the seed."""
    x = np.zeros((SEEDS, DAYS))
    rng = np.random.default_rng(7)
    drawn = noise * rng.normal(size=(SEEDS, DAYS)) + 5
    for day in range(1, DAYS):
        wave = shock if BEGIN <= day < BEGIN + WAVE else 0.0
        x[:, day] = x[:, day - 1] * (1 - decay) + g * decay * x[:, day - 1] + drawn[:, day] + wave
    return x


def test_the_gain_of_a_linear_loop_is_one_over_one_minus_g():
    bad = []
    for g in (-1.0, 0.0, 0.3, 0.5, 0.8):
        on = whole_response(linear(g), linear(g, shock=0.0))
        off = whole_response(linear(0.0), linear(0.0, shock=0.0))
        found = gain(on, off)
        if not math.isclose(found.estimate, 1 / (1 - g), rel_tol=1e-3):
            bad.append((g, found))
    assert not bad


def test_the_interval_of_a_gain_holds_it_at_its_rate():
    rng = np.random.default_rng(3)
    held = 0
    for _ in range(400):
        off = rng.normal(10, 1, SEEDS)
        on = 2 * off + rng.normal(0, 2, SEEDS)
        found = gain(on, off)
        held += found.low <= 2 <= found.high
    assert abs(held / 400 - 0.95) < 4 * math.sqrt(0.95 * 0.05 / 400)


def test_no_gain_is_stated_where_nothing_responds():
    rng = np.random.default_rng(5)
    assert math.isnan(gain(rng.normal(10, 1, SEEDS), rng.normal(0, 1, SEEDS)).estimate)
    assert math.isnan(gain(np.ones(SEEDS), np.zeros(SEEDS)).estimate)


def test_the_median_seed_is_not_that_of_the_one_that_tips():
    without = np.array([10.0, 12.0, 9.0, 11.0, 0.0])
    on = 2 * without
    on[0] = 5000.0  # it tips
    found = gain_by_seed(on, without)
    assert found.estimate == 2 and found.n == 4
    assert gain(on[:4], without[:4]).estimate > 100


def test_an_exponential_decay_is_back_after_tau_log_one_over_band():
    for tau in (5.0, 20.0, 60.0):
        day = np.arange(DAYS)
        deviation = np.where(day >= BEGIN, np.exp(-np.maximum(day - BEGIN, 0) / tau), 0.0)
        days = recovery_days(np.stack([10 + deviation, 10 + 3 * deviation]), np.full((2, DAYS), 10.0), BEGIN, 0.1)
        assert (np.abs(days - tau * math.log(10)) <= 1).all(), tau


def test_a_crossing_is_no_recovery_and_a_new_level_is_never_one():
    twin = np.zeros((3, DAYS))
    swings, stays, back = np.ones(DAYS), np.ones(DAYS), np.ones(DAYS)
    swings[100:103] = 0.0  # touches the band for three days
    swings[200:] = 0.0
    back[BEGIN + 30:] = 0.0
    days = recovery_days(np.stack([swings, stays, back]), twin, BEGIN, 0.1)
    assert days.tolist() == [200 - BEGIN, NEVER, 30]


def test_quartiles_count_those_that_never_recover():
    found = recovery(np.array([10.0, 20.0, 30.0, NEVER, NEVER, np.nan]))
    assert (found.median, found.low, found.high, found.never, found.n) == (30.0, 20.0, NEVER, 0.4, 5)
    assert math.isnan(recovery(np.array([np.nan])).median)
