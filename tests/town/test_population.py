"""People: every share is the parameter's within 4 standard errors; more of a share only adds people."""

import numpy as np
import pytest
from scipy import stats

from coprod.parameters import Parameters
from coprod.town import CHILD_AGE, ELDER_AGE
from coprod.town.places import ESTATES
from coprod.town.population import KINDS, adult_age, even, gamma_quantile
from tests.town.towns import SMALL, close_to, default_town, same_columns, town, town_with

P = Parameters()


def grouped(people):
    """Return who is a child, of working age, an elder."""
    child, elder = people.age < CHILD_AGE, people.age >= ELDER_AGE
    return child, ~child & ~elder, elder


def place_at_home(household):
    """Return 0 for the first of each household, 1 for the second, and so on."""
    return np.arange(household.size) - np.searchsorted(household, household)


def test_households_are_one_plus_a_poisson_number_of_others():
    built = default_town()
    sizes = np.bincount(built.residents.household)
    assert close_to(sizes, P.town.household_size)
    seen = np.bincount(np.minimum(sizes, 7), minlength=8)[1:]
    expected = stats.poisson(P.town.household_size - 1).pmf(range(7))
    expected[-1] = 1 - expected[:-1].sum()
    assert stats.chisquare(seen, expected * sizes.size).pvalue > 1e-4


def test_households_of_one_when_their_mean_is_one():
    assert (np.bincount(town(town__household_size=1.0).residents.household) == 1).all()


@pytest.mark.parametrize("code", range(len(ESTATES)))
def test_share_of_elders_is_that_of_the_estate(code):
    built = default_town()
    people = built.residents
    here = built.communities.estate[people.community] == code
    share = getattr(P.town, f"elders_{ESTATES[code]}")
    assert close_to(people.age[here] >= ELDER_AGE, share, cluster=people.household[here])


def test_elders_lie_in_the_calibrated_range():  # fact:C7
    for t in map(default_town, (1, 2)):
        share = t.communities.elders / t.communities.residents
        assert share.min() >= 0.15
        assert share.max() <= 0.45


def test_children_live_with_somebody_a_generation_older():
    people = default_town().residents
    child, _, elder = grouped(people)
    place = place_at_home(people.household)
    head = np.flatnonzero(place == 0)[people.household]
    assert (place[child] >= 2).all()
    assert (people.age[child].astype(int) + 20 <= np.maximum(people.age[head[child]], 20)).all()
    assert close_to(child[(place >= 2) & ~elder], P.town.children)


def test_couples_are_of_an_age():
    people = default_town().residents
    second = np.flatnonzero(place_at_home(people.household) == 1)
    assert abs(people.age[second].astype(int) - people.age[second - 1]).max() <= 3


def test_ages_of_adults_are_even_and_of_elders_fall_off_linearly():
    uniform = (np.arange(100_000) + 0.5) / 100_000
    age = adult_age(uniform, 0.25)
    elders = age[age >= ELDER_AGE]
    assert elders.size == 25_000
    assert np.mean(elders >= 70) == pytest.approx((25 / 35) ** 2, abs=1e-4)
    assert np.mean(age[age < ELDER_AGE] >= 39) == pytest.approx(0.5, abs=1e-4)
    assert (adult_age(uniform, 0.5) >= age).all()


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_all_or_no_elders(share):
    built = town(town__elders_old=share, town__elders_new=share, town__elders_fringe=share)
    assert ((built.residents.age >= ELDER_AGE) == bool(share)).all()


@pytest.mark.parametrize(("kind", "name", "working_only"), [
    ("veteran", "veteran_share", False), ("party_member", "party_share", False),
    ("health_worker", "health_share", True),
])
def test_kinds_have_their_shares_of_those_who_can_be(kind, name, working_only):
    people = default_town().residents
    child, working, _ = grouped(people)
    can_be = working if working_only else ~child
    assert close_to(people.kind[can_be] == KINDS.index(kind), getattr(P.town, name))
    assert not (people.kind[~can_be] == KINDS.index(kind)).any()


def test_riders_have_the_share_of_their_estate():
    built = default_town()
    people = built.residents
    _, working, _ = grouped(people)
    fringe = built.communities.estate[people.community] == ESTATES.index("fringe")
    rider = people.kind == KINDS.index("rider")
    assert close_to(rider[working & fringe], P.town.rider_share_fringe)
    assert close_to(rider[working & ~fringe], P.town.rider_share)
    assert not rider[~working].any()


def test_about_25_riders_and_five_percent_skilled():  # default scale; note:B4
    people = [default_town(seed).residents for seed in (1, 2, 3)]
    assert np.mean([5000 * (p.kind == 1).mean() for p in people]) == pytest.approx(25, abs=5)
    assert np.mean([p.skilled.mean() for p in people]) == pytest.approx(0.05, abs=0.005)


def test_skills_by_kind_and_register():
    people = default_town().residents
    child, _, _ = grouped(people)
    trained = np.isin(people.kind, [KINDS.index("veteran"), KINDS.index("health_worker")])
    assert close_to(people.skilled[trained], P.resident.skill_share_trained)
    assert close_to(people.skilled[~trained & ~child], P.resident.skill_share)
    assert close_to(people.registered[people.skilled], P.resident.skill_registered)
    assert not people.skilled[child].any()
    assert not people.registered[~people.skilled].any()


@pytest.mark.parametrize(("registered", "printed"), [(1.0, 0.785361), (0.2, 0.260300)])
def test_chance_of_a_callable_skill_among_thirty(registered, printed):  # note:B4: 1 − (1 − sι)^n
    share = 0.05
    people = town_with({"town.residents_per_community": 8000, "resident.skill_share": share,
                        "resident.skill_share_trained": share,
                        "resident.skill_registered": registered}).residents
    assert 1 - (1 - share * registered) ** 30 == pytest.approx(printed, abs=5e-7)
    callable_ = people.registered[people.age >= CHILD_AGE]
    thirties = callable_[: callable_.size // 30 * 30].reshape(-1, 30)
    assert close_to(thirties.any(axis=1), printed)


def test_reach_and_vulnerability_by_age():
    people = default_town().residents
    child, working, elder = grouped(people)
    assert close_to(people.app_reach[working], P.town.app_reach)
    assert close_to(people.app_reach[elder], P.town.app_reach_elders)
    assert not people.app_reach[child].any()
    assert close_to(people.vulnerable[elder], P.town.vulnerable_elders)
    assert close_to(people.vulnerable[~elder], P.town.vulnerable_others)


def test_motivation_is_gamma():  # note:B1
    mean, sd = P.resident.motivation_mean, P.resident.motivation_sd
    motivation = default_town().residents.motivation
    assert close_to(motivation, mean)
    assert close_to((motivation - mean) ** 2, sd**2)
    gamma = stats.gamma((mean / sd) ** 2, scale=sd**2 / mean)
    assert stats.kstest(motivation, gamma.cdf).pvalue > 1e-4


@pytest.mark.parametrize(("mean", "sd", "value"), [
    (2.0, 0.0, 2.0), (0.0, 1.2, 0.0), (0.0, 0.0, 0.0), (2.0, 1e-200, 2.0), (1e-200, 2.0, 0.0),
])
def test_motivation_without_spread_or_mean_is_the_same_for_all(mean, sd, value):
    assert (gamma_quantile(np.linspace(0.1, 0.9, 5), mean, sd) == value).all()


def test_character_has_its_means():
    people = default_town().residents
    _, working, _ = grouped(people)
    assert close_to(people.trust, P.resident.trust_mean)
    assert close_to(people.perceived_risk, P.resident.risk_mean)
    assert close_to(people.time_cost[working], P.resident.time_working)
    assert close_to(people.time_cost[~working], P.resident.time_others)


@pytest.mark.parametrize(("mean", "spread", "low", "high"), [(0.5, 0.3, 0.2, 0.8), (0.1, 0.3, 0, 0.2), (1, 0.5, 1, 1)])
def test_even_spread_keeps_the_mean_within_bounds(mean, spread, low, high):
    values = even(np.array([0, 0.5, 1]), mean, spread)
    assert values == pytest.approx([low, mean, high])


NESTING = [
    ("resident.skill_registered", 0.2, 0.6, "registered"), ("resident.skill_share", 0.04, 0.1, "skilled"),
    ("resident.skill_share_trained", 0.4, 0.9, "skilled"), ("town.app_reach", 0.5, 0.9, "app_reach"),
    ("town.app_reach_elders", 0.2, 0.7, "app_reach"), ("town.vulnerable_elders", 0.1, 0.4, "vulnerable"),
    ("town.vulnerable_others", 0.01, 0.05, "vulnerable"),
]


@pytest.mark.parametrize(("key", "less", "more", "column"), NESTING)
def test_more_of_a_share_adds_people_and_moves_nothing_else(key, less, more, column):
    one, other = town_with({key: less}).residents, town_with({key: more}).residents
    few, many = getattr(one, column), getattr(other, column)
    assert many[few].all()
    assert many.sum() > few.sum()
    assert same_columns(one, other, but=(column, "registered") if column == "skilled" else (column,))


@pytest.mark.parametrize(("key", "kind"), [
    ("town.rider_share", "rider"), ("town.rider_share_fringe", "rider"), ("town.veteran_share", "veteran"),
    ("town.party_share", "party_member"), ("town.health_share", "health_worker"),
])
def test_more_of_one_kind_takes_from_the_ordinary_only(key, kind):
    one, other = town_with({key: 0.01}).residents.kind, town_with({key: 0.2}).residents.kind
    changed = one != other
    assert changed.any()
    assert (one[changed] == KINDS.index("ordinary")).all()
    assert (other[changed] == KINDS.index(kind)).all()


def test_older_estates_make_nobody_younger_but_grandchildren():
    few = town(**{f"town__elders_{e}": 0.2 for e in ESTATES}).residents
    many = town(**{f"town__elders_{e}": 0.4 for e in ESTATES}).residents
    assert (many.age >= few.age).all()


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_shares_of_zero_and_one_are_exact(share):
    keys = [key for key, *_ in NESTING]
    people = town_with(dict.fromkeys(keys, share)).residents
    adult = people.age >= CHILD_AGE
    assert (people.vulnerable == bool(share)).all()
    for column in ("skilled", "registered", "app_reach"):
        assert (getattr(people, column)[adult] == bool(share)).all()


def test_small_towns_are_small():
    assert len(town().residents) == SMALL["town.communities"] * SMALL["town.residents_per_community"]
