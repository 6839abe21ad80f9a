"""Participation against theory: the numbers of note:B1 and note:B2, on the live rule."""

import numpy as np
import pytest
from scipy.special import expit

from coprod.agents.participation_utility import PATROL, REPORT
from coprod.fields.everyday.acts import weekly_habit_gain
from tests.residents.crowd import CROWDING, NEVER, chance_of_acting, crowd, participation

PRINTED = 5e-7
"""Half a unit of the sixth printed digit; the columns are single precision, good to 6e-8 here."""


def test_multinomial_logit():
    """V = (0, 0.5, -1) for idle, report and patrol (McFadden 1974)."""
    options = {"resident__cost_report": 0.5, "resident__cost_patrol": 2.0}
    town = crowd(motivation=1.0)
    rule = participation(town, **options)
    rule.begin_week(np.ones(1))
    acting = float(town.residents.act_probability[0])
    report, patrol = np.diff(rule.weights.shares[0, 0, 0, :2], prepend=0) * acting
    assert (1 - acting, report, patrol) == pytest.approx((0.331499, 0.546549, 0.121952), abs=PRINTED)
    assert -np.log(1 - acting) == pytest.approx(1.104131, abs=2e-6)


def test_odds_of_two_acts_do_not_depend_on_a_third():
    def odds(third):
        town = crowd(motivation=1.0)
        rule = participation(town, resident__cost_report=0.5, resident__cost_patrol=2.0, resident__cost_help=third)
        rule.begin_week(np.ones(1))
        report, patrol = np.diff(rule.weights.shares[0, 0, 0, :2], prepend=0)
        return report / patrol

    assert odds(NEVER) == pytest.approx(np.exp(1.5), rel=1e-9)
    assert odds(0.0) == pytest.approx(np.exp(1.5), rel=1e-9)


def test_little_noise_chooses_the_best_and_much_noise_any():
    costs = {"report": 0.2, "patrol": 0.3, "train": 0.4, "help": 0.5}
    acts = {f"resident__cost_{act}": cost for act, cost in costs.items()}
    assert chance_of_acting(0.5, resident__choice_noise=0.05, **acts) == pytest.approx(1, abs=0.01)
    assert chance_of_acting(0.0, resident__choice_noise=0.05, **acts) == pytest.approx(0, abs=0.03)
    assert chance_of_acting(0.0, resident__choice_noise=10, **acts) == pytest.approx(4 / 5, abs=0.02)


def test_choices_are_counted_as_theory_has_it():
    """Over many residents and days the acts fall within four binomial standard errors."""
    n, days = 50_000, 4
    town = crowd(n, motivation=1.0)
    rule = participation(town, resident__cost_report=0.5, resident__cost_patrol=2.0)
    rule.begin_week(np.ones(1))
    counts = sum(np.bincount(rule.day(day).act, minlength=5) for day in range(days))
    for act, p in ((REPORT, 0.546549), (PATROL, 0.121952)):
        assert abs(counts[act] - n * days * p) < 4 * np.sqrt(n * days * p * (1 - p))


@pytest.mark.parametrize(
    ("points", "share"),
    [(0, 0.119203), (1e-9, 0.075858), (3.243606, 0.119203), (10, 0.197596), (50, 0.474496)],
)
def test_small_rewards_crowd_out_and_large_ones_crowd_in(points, share):
    """note:B2: M = 2, c = 4, κ_c = 0.25; participation dips just above 0 and is back at p* = 3.243606."""
    acting = chance_of_acting(2.0, points__reward=points, resident__cost_report=4.0,
                              resident__crowding_categorical=0.25, **CROWDING)
    assert acting == pytest.approx(share, abs=PRINTED)


def test_crowding_and_points_are_switched_off_exactly():
    off = CROWDING | {"resident__cost_report": 4.0, "resident__crowding_categorical": 0.0, "resident__points_weight": 0.0}
    assert chance_of_acting(2.0, points__reward=10, **off) == chance_of_acting(2.0, points__reward=0, **off)


def test_points_are_worth_what_they_are_believed_to_be():
    """With M = 2, c = 4, p = 10 and P0 = 5 acting has the chance Λ(2 − 4 + ln(1 + 2 v))."""
    for credibility in (0.0, 0.3, 1.0):
        acting = chance_of_acting(2.0, credibility, points__reward=10, resident__cost_report=4.0,
                                  resident__crowding_categorical=0.0, points__audit=0.0, **CROWDING)
        assert acting == pytest.approx(expit(-2 + np.log1p(2 * credibility)), abs=PRINTED)


@pytest.mark.parametrize(
    ("days", "weekly", "daily"), [(66, 0.272200, 0.044375), (18, None, 0.153318), (254, None, 0.011725)]
)
def test_habit_gain(days, weekly, daily):
    """The gain per cue that completes 95 % of a habit in so many days (Lally et al. 2010)."""
    if weekly:
        assert weekly_habit_gain(days) == pytest.approx(weekly, abs=PRINTED)
    assert weekly_habit_gain(7 * days) == pytest.approx(daily, abs=PRINTED)


def test_habit_of_irregular_actors_has_the_mean_and_variance_of_theory():
    """A ~ Bernoulli(0.3) and δ = 0.044375: mean 0.3, variance δp(1-p)/(2-δ) = 0.0047651."""
    n, p = 20_000, 0.3
    town, rng = crowd(n), np.random.default_rng(5)
    rule = participation(town, resident__habit_days=462.0)
    town.residents.habit[:] = p
    for _ in range(150):
        town.residents.active[:] = rng.random(n) < p
        rule.begin_week(np.ones(1))
    habit = town.residents.habit
    variance = 0.0047651
    assert abs(habit.mean() - p) < 4 * np.sqrt(variance / n)
    assert abs(habit.var() - variance) < 4 * variance * np.sqrt(2 / n) * 1.1


class TestSocialNorm:
    """Mean field y = Λ(a + k y) of Brock and Durlauf (2001) on a complete graph.

    The share y of active neighbours enters as k (y - ½), so the motive that gives intercept a is a + k/2.
    """

    N = 1500

    def response(self, a, k, n=N):
        """Return the live response Λ(a + k y) as a function of the share active last week."""
        town = crowd(n, motivation=a + k / 2 + 4.0, complete=True)
        rule = participation(town, resident__norm_weight=float(k), resident__cost_report=4.0)

        def respond(share):
            town.residents.active[:] = np.arange(n) < round(share * n)
            rule.begin_week(np.ones(1))
            return float(town.residents.act_probability.mean())

        return respond

    @pytest.mark.parametrize(
        ("a", "k", "start", "fixed"),
        [(-1.5, 1, 0.5, 0.217047), (-2, 3, 0.5, 0.195846), (-3, 6, 0.01, 0.070720), (-3, 6, 0.99, 0.929280)],
    )
    def test_fixed_points(self, a, k, start, fixed):
        respond, share = self.response(a, k), start
        for _ in range(60):
            share = respond(share)
        assert share == pytest.approx(fixed, abs=1 / self.N)  # shares come in steps of 1/N

    def test_middle_fixed_point_is_unstable(self):
        respond = self.response(-3, 6)
        assert respond(0.5) == pytest.approx(0.5, abs=1 / self.N)
        assert respond(0.45) < 0.45 and respond(0.55) > 0.55

    def test_sweeping_up_and_down_jumps_at_the_two_folds(self):
        """For k = 6 the folds are a = -2.584907 on the way up and -3.415093 on the way down."""
        def settle(a, share):
            respond, before = self.response(a, 6, n=300), None
            while share != before:
                share, before = respond(share), share
            return share

        step = 0.02
        up = sweep(settle, np.arange(-3.0, -2.3, step), 0.01, lambda share: share > 0.5)
        down = sweep(settle, np.arange(-3.0, -3.7, -step), 0.99, lambda share: share < 0.5)
        assert up == pytest.approx(-2.584907, abs=1.5 * step)
        assert down == pytest.approx(-3.415093, abs=1.5 * step)

    def test_without_weight_neighbours_do_not_matter(self):
        respond = self.response(-1.0, 0)
        assert respond(0.0) == respond(1.0) == pytest.approx(expit(-1.0), abs=PRINTED)


def sweep(settle, values, share, has_jumped):
    """Return the first value at which the settled share has jumped."""
    for value in values:
        share = settle(value, share)
        if has_jumped(share):
            return value
    raise AssertionError("no jump")
