"""Slow stocks: shot noise, the norm of helping, trust and its return, mobilisation, education, learning (note:B16)."""

import numpy as np
import pytest

from coprod.fields.long_term.news import News
from coprod.fields.long_term.social_state import SocialState, norm_after
from coprod.kernel.formulas import shot_noise
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import FIRE
from coprod.town import build_town
from tests.emergencies.fields import incident

SMALL = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 300}
WEEK = 7 / 365


class Quiet:
    """An aftermath without rumour, as alarmed as it is told."""

    def __init__(self, emotion=0.0):
        self.emotion, self.rumour = np.full(2, emotion), np.zeros(2)


def stocks(**changes):
    parameters = Parameters().replace(SMALL | {name.replace("__", "."): value for name, value in changes.items()})
    return SocialState(parameters, Streams(1), build_town(parameters, Streams(1)))


def news(n=0, size=2.5, hit=True):
    reported = News(2, large_size=2.0)
    for _ in range(n):
        reported.add(incident(FIRE, community=0), size, hit=hit)
    return reported


def test_shot_noise_has_the_mean_and_variance_of_campbell():
    """λ 1, J .3, δ .35 a year: mean .857143, variance .128571."""
    jumps = np.random.default_rng(1).poisson(1 * WEEK, (3000, 2000)) * 0.3
    level, means, squares = np.full(2000, 0.857143), [], []
    for week in range(3000):
        level = shot_noise(level, jumps[week], 0.35 / 365, 7)
        if week % 500 == 499:  # six and a half relaxation times apart
            means.append(level.mean())
            squares.append(level.var())
    assert np.mean(means) == pytest.approx(0.3 / 0.35, abs=4 * np.sqrt(0.128571 / 12000))
    assert np.mean(squares) == pytest.approx(0.128571, abs=4 * 0.128571 * np.sqrt(2.4 / 12000))


def test_the_norm_of_helping_settles_at_two_thirds():
    assert norm_after(np.array([0.1]), 0.02, 0.01, days=10_000) == pytest.approx([0.666667], abs=5e-7)
    assert norm_after(np.array([0.3]), 0.02, 0.0, days=10_000) == pytest.approx([1.0])
    by_week = norm_after(norm_after(np.array([0.1]), 0.02, 0.01, 7), 0.02, 0.01, 7)
    assert by_week == pytest.approx(norm_after(np.array([0.1]), 0.02, 0.01, 14))


def test_the_norm_lives_on_acts_of_help_and_fades_where_nobody_helps():
    usual, settled = Parameters().society.tech_norm_acts, Parameters().society.tech_norm_usual
    for use, acts, after in ((1.0, usual, settled), (1.0, 0.0, 0.0), (1.0, 2 * usual, 0.8), (0.0, 0.0, settled)):
        live = stocks(society__tech_norm_use=use)
        for week in range(400):
            live.week(7 * week, news(), Quiet(), np.full(2, acts))
        assert live.norm == pytest.approx([after] * 2, abs=1e-5), (use, acts)


def test_relief_moves_the_trust_of_its_community_alone():
    for change in (0.05, -0.05):
        live, reported = stocks(), news()
        live.trust._leak_rate = 0
        reported.relief[0] = change
        live.week(0, reported, Quiet())
        assert live.trust.standing[0] == pytest.approx(change, rel=0.05) and live.trust.standing[1] == 0


def test_trust_rises_with_success_falls_with_failure_and_comes_back():
    live = stocks()
    live.trust._leak_rate = 0
    first = live.trust._people.trust.mean()
    live.week(0, news(40, hit=False), Quiet())
    low = live.trust._people.trust.mean()
    for week in range(1, 80):
        live.week(7 * week, news(), Quiet())
    assert low < first - 0.01 and live.trust._people.trust.mean() == pytest.approx(first, abs=1e-3)
    live.week(0, news(40, hit=True), Quiet())
    assert live.trust.standing[0] > 0 and live.trust.standing[1] == pytest.approx(0, abs=1e-12)


def test_leaks_cost_trust_and_users_at_the_stated_rate():
    live = stocks(society__tech_privacy_risk=20.0)
    leaks = sum(int(live.trust._leaks(7 * week).sum()) for week in range(1000))
    expected = 20 * 1000 * WEEK
    assert abs(leaks - expected) < 4 * np.sqrt(expected)
    users = live.trust._reach.mean()
    live.trust.leaked[:] = 0.2
    live.trust._write()
    assert live.trust._people.app_reach.mean() == pytest.approx(users * 0.8, abs=0.05)


def test_aid_brings_trust_back_sooner():
    levels = []
    for aid in (0.0, 1.0):
        live = stocks(society__trust_psych_aid=aid, society__tech_privacy_risk=0.0)
        live.week(0, news(40, hit=False), Quiet())
        live.week(7, news(), Quiet(0.5))
        levels.append(float(live.trust.standing[0]))
        assert (live.staff_hours[0] > 0) == (aid > 0)
    assert levels[1] > levels[0]


def test_mobilisation_halves_in_its_half_life_unless_institutions_keep_it():
    for institutionalise, kept in ((0.0, 0.5), (1.0, 1.0)):
        live = stocks(society__civic_institutionalise=institutionalise)
        live.week(0, news(1), Quiet())
        live.week(7, news(), Quiet())
        live.week(14, news(), Quiet())
        assert live.mobilised[0] == pytest.approx(0.5 * kept) and live.mobilised[1] == 0


def test_education_settles_where_teaching_and_forgetting_balance():
    live = stocks(society__civic_education=4.0)
    for week in range(300):
        live.week(7 * week, news(), Quiet())
    assert live.educated == pytest.approx([4 / 6] * 2)
    assert live.staff_hours.mean() == pytest.approx(30 * 4 * WEEK)


def test_reviews_teach_in_proportion_to_their_quality():
    taught = []
    for review in (0.0, 0.5, 1.0):
        live = stocks(society__learning_review=review)
        live.week(0, news(2), Quiet())
        taught.append(float(live.preparedness[0]))
    assert taught[0] == 0 and taught[2] == pytest.approx(2 * taught[1]) and taught[2] == pytest.approx(0.6, rel=0.01)


def test_perceived_risk_is_forgotten_without_incidents_and_called_up_by_them():
    live = stocks()
    first = live._people.perceived_risk.mean()
    for week in range(52):
        live.week(7 * week, news(), Quiet())
    assert live.memory == pytest.approx([np.exp(-0.5 * 364 / 365)] * 2)
    assert live._people.perceived_risk.mean() < first
    live.week(364, news(20), Quiet())
    assert live.memory[0] > 1 > live.memory[1]


def test_as_many_incidents_as_usual_keep_perceived_risk():
    live = stocks(resident__memory_usual=365 / 7 * 5000 / 300)
    for week in range(100):
        reported = news()
        reported.size[:] = live._usual * WEEK
        live.week(7 * week, reported, Quiet())
    assert live.memory == pytest.approx([1, 1], abs=1e-9)


def test_a_usual_town_leans_nowhere():
    live = stocks()
    assert live.utility_offset(Quiet()) == pytest.approx(np.zeros((2, 4)), abs=1e-12)
    closed = stocks(society__tech_openness=0.0).utility_offset(Quiet())
    assert (closed[:, 1] < 0).all() and (closed[:, 0] == 0).all()
