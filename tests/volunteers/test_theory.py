"""Volunteers against theory: Bass, retention, Poisson numbers, fibre bundles, bystanders, first responders."""

import numpy as np
import pytest

from coprod.agents.volunteers import (
    answer_probability,
    join_probability,
    leave_hazard,
    leave_probability,
)
from coprod.fields.long_term.drills import skill_after
from coprod.fields.long_term.volunteering import next_burnout, stationary_share, survivors
from coprod.kernel.calendar import MONTHS_PER_WEEK
from tests.theory.volunteers import bass_peak, nobody_helps, surviving_share
from tests.volunteers.people import EVERYBODY_FOR_EVER, answering, corps, people, weeks

RECRUIT, IMITATION = 0.002, 0.1


@pytest.mark.parametrize(("months", "joined"), [(12, 0.044957), (60, 0.898983)])
def test_bass_curve(months, joined):
    assert float(join_probability(0.0, RECRUIT, IMITATION, months)) == pytest.approx(joined, abs=5e-7)


def test_bass_peak_is_where_the_live_curve_rises_fastest():
    assert bass_peak(RECRUIT, IMITATION) == pytest.approx(38.353, abs=5e-4)
    months = np.arange(30, 50, 0.001)
    curve = np.array([float(join_probability(0.0, RECRUIT, IMITATION, t)) for t in months])
    assert months[np.argmax(np.diff(curve))] == pytest.approx(38.353, abs=0.01)


def test_bass_curve_can_be_walked_in_weeks():
    share = 0.0
    for _ in range(52):
        share += (1 - share) * float(join_probability(share, RECRUIT, IMITATION, 0.25))
    assert share == pytest.approx(float(join_probability(0.0, RECRUIT, IMITATION, 13)), rel=1e-9)


@pytest.mark.parametrize("n_weeks", [52, 261])
def test_live_recruitment_follows_bass(n_weeks):
    """The standard error comes from independent towns: imitation multiplies early chance."""
    shares = []
    for seed in range(12):
        town = people(4000)
        volunteers = corps(town, seed, **EVERYBODY_FOR_EVER)
        town.residents.volunteer[:] = False
        weeks(volunteers, n_weeks)
        shares.append(town.residents.volunteer.mean())
    theory = float(join_probability(0.0, RECRUIT, IMITATION, n_weeks * MONTHS_PER_WEEK))
    assert np.mean(shares) == pytest.approx(theory, abs=4 * np.std(shares, ddof=1) / len(shares) ** 0.5)


def test_annual_retention_and_its_hazard():
    assert leave_hazard(0.65) == pytest.approx(0.0358986, abs=5e-8)
    assert float(leave_probability(0.0, 0.65, 1.0, 12)) == pytest.approx(0.35)
    assert float(leave_probability(0.5, 0.65, 2.0, 12)) == pytest.approx(1 - 0.65 ** np.e)


def test_live_retention_after_a_year():
    town = people(20_000)
    volunteers = corps(town, volunteer__potential=1.0, volunteer__recruit=0.0, volunteer__imitation=0.0)
    town.residents.volunteer[:] = True
    weeks(volunteers, 365 // 7)
    share = 0.65 ** (364 / 365)
    assert town.residents.volunteer.mean() == pytest.approx(share, abs=4 * (share * (1 - share) / 20_000) ** 0.5)


def test_number_of_volunteers_is_poisson():
    """Constant recruitment λ = p (m − N) and exit rate h make an M/M/∞ queue: N ~ Poisson(λ/h)."""
    communities, size, hazard, recruit = 400, 500, 0.1, 0.001
    town = people(communities * size, communities=communities)
    volunteers = corps(town, volunteer__potential=1.0, volunteer__imitation=0.0, volunteer__recruit=recruit,
                       volunteer__retention=float(np.exp(-12 * hazard)))
    town.residents.volunteer[:] = False
    weeks(volunteers, 52 * 5)  # six relaxation times
    counts, mean = volunteers.registered, size * recruit / (hazard + recruit)
    assert counts.mean() == pytest.approx(mean, abs=4 * (mean / communities) ** 0.5)
    assert counts.var(ddof=1) / counts.mean() == pytest.approx(1, abs=4 * (2 / communities) ** 0.5)


@pytest.mark.parametrize("registered", [1.0, 0.2])
def test_skills_on_call_are_the_skilled_on_the_register(registered):
    town = people(2000, skilled=0.05, registered=registered)
    volunteers = corps(town, volunteer__potential=0.0, volunteer__skill_half_life=100_000.0, volunteer__practice=100.0)
    assert float(volunteers.skilled_on_call[0]) == pytest.approx(0.05 * registered, rel=1e-3)


@pytest.mark.parametrize(("load", "share"), [(0.16, 0.8), (0.22, 0.673205), (0.26, 0.0)])
def test_survivors_of_overload_in_the_formula(load, share):
    assert surviving_share(load) == pytest.approx(share, abs=5e-7)
    n = 100_000
    limits = (np.arange(n) + 0.5) / n
    assert survivors(limits, load * n).mean() == pytest.approx(share, abs=1e-3)


@pytest.mark.parametrize("load", [0.1, 0.16, 0.22, 0.3])
def test_live_overload_drops_volunteers_out_like_fibres(load):
    n, capacity = 20_000, 8.0
    town = people(n)
    volunteers = corps(town, **EVERYBODY_FOR_EVER, volunteer__capacity=capacity)
    week = volunteers.week(0, 0.0, load * n * capacity)
    share = surviving_share(load)
    slope = 1 - load / share**2 if share else 1  # how a chance excess of weak volunteers spreads
    standard_error = (share * (1 - share) / n) ** 0.5 / slope
    stayed = 1 - week.overloaded[0] / n
    assert stayed == pytest.approx(share, abs=4 * standard_error)


@pytest.mark.parametrize(("n", "nobody"), [(2, 0.0400), (5, 0.133748), (20, 0.183756)])
def test_volunteers_dilemma(n, nobody):
    assert nobody_helps(0.2, n) == pytest.approx(nobody, abs=5e-7)
    assert (1 - float(answer_probability(n, 1.0, 0.2))) ** n == pytest.approx(nobody, abs=5e-7)


@pytest.mark.parametrize("n", [2, 5, 20])
def test_nobody_comes_as_often_as_the_dilemma_says(n):
    communities = 4000
    town = people(30 * communities, communities=communities)
    volunteers = corps(town, **EVERYBODY_FOR_EVER, volunteer__call_size=n, volunteer__call_prob=1.0,
                       volunteer__helping_cost=0.2)
    nobody = (answering(volunteers, 1) == 0).mean()
    theory = nobody_helps(0.2, n)
    assert nobody == pytest.approx(theory, abs=4 * (theory * (1 - theory) / communities) ** 0.5)


def test_those_who_come_are_binomial():
    communities, called, chance = 3000, 30, 0.3
    town = people(40 * communities, communities=communities)
    volunteers = corps(town, **EVERYBODY_FOR_EVER, volunteer__call_size=called, volunteer__call_prob=chance)
    coming = answering(volunteers, 5)
    variance = called * chance * (1 - chance)
    assert coming.mean() == pytest.approx(called * chance, abs=4 * (variance / coming.size) ** 0.5)
    assert coming.var(ddof=1) == pytest.approx(variance, rel=4 * (2 / coming.size) ** 0.5)


def test_stationary_share_balances_joining_and_leaving():
    share = stationary_share(RECRUIT, IMITATION, 0.0358986)
    assert (RECRUIT + IMITATION * share) * (1 - share) == pytest.approx(0.0358986 * share)
    assert stationary_share(RECRUIT, 0.0, 0.036) == pytest.approx(RECRUIT / (RECRUIT + 0.036))
    assert stationary_share(0.0, 0.0, 0.036) == stationary_share(0.0, 0.03, 0.036) == 0.0
    assert stationary_share(0.0, 0.1, 0.036) == pytest.approx(1 - 0.36)


def test_burnout_settles_where_load_and_recovery_balance():
    burnout = np.zeros(1)
    for _ in range(100):
        burnout = next_burnout(burnout, 0.5, 7, 0.02, 0.04)
    assert burnout[0] == pytest.approx(0.25)
    in_one_go = next_burnout(np.array([0.3]), 0.5, 14, 0.02, 0.04)
    in_two = next_burnout(next_burnout(np.array([0.3]), 0.5, 7, 0.02, 0.04), 0.5, 7, 0.02, 0.04)
    assert in_one_go == pytest.approx(in_two)


def test_skill_halves_in_a_half_life_and_practice_restores_it():
    assert skill_after(np.array([0.8]), 180, 180, 0.0)[0] == pytest.approx(0.4)
    forever = skill_after(np.array([0.1]), 1e6, 180, 2.0)[0]
    fading = np.log(2) / 180 * 365
    assert forever == pytest.approx(2 / (2 + fading))
