"""Epidemics: how far they run by theory, what measures prevent, and what they take from everything else (note:B20)."""

import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import brentq
from scipy.stats import binom, wilcoxon

from coprod import CoproductionModel, Parameters, run
from coprod.agents.quarantine import ByIncidence, EpidemicHere, EveryCase, WithinMeans
from coprod.fields.long_term.contagion import Contagion, binomial_quantile, who_meets_whom
from coprod.fields.long_term.isolation import Hands, Isolation
from coprod.kernel.streams import Streams
from coprod.parameters.groups import Epidemic
from tests.agents.rule_effects import both_languages, interval
from tests.theory.signals import final_size

TOWN = {"town.communities": 4, "town.streets": 2, "town.residents_per_community": 1500}
STRUCK = TOWN | {"epidemic.begins": 10, "epidemic.reproduction": 2.5, "epidemic.susceptible": 0.4,
                 "epidemic.seeds": 20}


def outbreaks(communities, people, seeds, days=600, prevented=0.0, mixing=None, seed=1, **changes):
    """Return the contagion after it has run its course, in communities that are copies of each other if none meet."""
    epidemic = Epidemic(**({"susceptible": 1.0} | changes))
    contagion = Contagion(epidemic, np.full(communities, people), mixing, Streams(seed).uniform)
    for community in range(communities):
        contagion.enter(community, seeds)
    for day in range(days):
        contagion.step(day, prevented)
        if not contagion.under_way:
            break
    return contagion


def share_infected(contagion, people):
    return 1 - contagion.susceptible / people


def test_how_many_it_happens_to_is_the_quantile_of_a_binomial_distribution():
    people, chance, uniform = (grid.ravel() for grid in np.meshgrid(
        [1, 2, 7, 60, 1500, 12_000, 60_000], [1e-9, 1e-4, 0.01, 0.2, 0.5, 0.9, 1 - 1e-6, 1.0],
        np.concatenate([[2.0**-54, 1e-9, 1e-4], (np.arange(97) + 0.37) / 97, 1 - 10.0 ** -np.arange(4, 12)])))
    assert (binomial_quantile(uniform, people, chance) == binom.ppf(uniform, people, chance)).all()


@pytest.mark.parametrize(("r", "susceptible"), [(1.28, 0.5), (1.8, 1.0), (3.0, 0.3)])
def test_without_measures_an_epidemic_reaches_its_final_size(r, susceptible):
    people, seeds = 20_000, 200
    over = outbreaks(24, people, seeds, reproduction=r, susceptible=susceptible)
    at_risk = people * susceptible
    shares = 1 - over.susceptible / at_risk
    error = shares.std(ddof=1) / np.sqrt(shares.size)
    assert not over.under_way
    assert abs(shares.mean() - final_size(r, began=seeds / at_risk)) < 4 * error


def test_below_one_it_dies_out_and_above_one_by_chance_as_a_branching_process_does():
    """Extinction of one case: q = p e^(b(q−1)) / (1 − (1 − p) e^(b(q−1))), b = R p a day for geometric days of mean 1/p."""
    n, people = 600, 20_000
    assert (share_infected(outbreaks(n, people, 1, reproduction=0.8), people) < 0.05).all()
    for r, days in ((1.5, 2.5), (2.5, 4.0)):
        p = 1 / days
        q = brentq(lambda q, p=p, r=r: p * np.exp(r * p * (q - 1)) / (1 - (1 - p) * np.exp(r * p * (q - 1))) - q, 1e-9, 1 - 1e-9)
        died = share_infected(outbreaks(n, people, 1, reproduction=r, infectious_days=days), people) < 0.05
        assert abs(died.mean() - q) < 4 * np.sqrt(q * (1 - q) / n), (r, died.mean(), q)


def test_nobody_is_lost_and_zero_infects_nobody():
    people = 5000
    over = outbreaks(6, people, 10, reproduction=0.0)
    assert (over.susceptible == people - 10).all() and not over.under_way


def test_prevented_infections_lower_the_reproduction_number():
    people, seeds = 20_000, 200
    over = share_infected(outbreaks(24, people, seeds, reproduction=2.5, prevented=0.4), people)
    error = over.std(ddof=1) / np.sqrt(over.size)
    assert abs(over.mean() - final_size(2.5 * 0.6, began=seeds / people)) < 4 * error


def test_communities_that_meet_share_one_epidemic():
    """With rows that sum to 1 and communities alike the final size is that of one; seeds in one reach all."""
    n, people = 6, 20_000
    mixing = sparse.csr_array(np.full((n, n), 0.2 / (n - 1)) + np.eye(n) * (0.8 - 0.2 / (n - 1)))
    contagion = Contagion(Epidemic(susceptible=1.0, reproduction=2.0), np.full(n, people), mixing, Streams(4).uniform)
    contagion.enter(0, 400)
    for day in range(500):
        contagion.step(day)
    assert np.allclose(share_infected(contagion, people), final_size(2.0), atol=0.02)


def test_who_meets_whom_follows_ties():
    ties = sparse.csr_array(np.array([[0, 1, 1, 0], [1, 0, 0, 0], [1, 0, 0, 1], [0, 0, 1, 0]]))
    start = np.array([0, 2, 3, 4])
    assert np.allclose(who_meets_whom(ties, start, 0.4).toarray(), [[0.6, 0.4, 0], [0.2, 0.6, 0.2], [0, 0.4, 0.6]])
    assert who_meets_whom(ties, start, 0.0) is None
    alone = who_meets_whom(sparse.csr_array((4, 4)), start, 0.4).toarray()
    assert np.array_equal(alone, np.eye(3))


def hands(hours, volunteers, n=2, surged=0.0, yuan=1e9):
    return Hands(np.full(n, hours), np.zeros(n), lambda community: volunteers, lambda community: surged, np.full(n, yuan))


def prevented(parameters=None, days=20, **given):
    """Return what measures prevent in the end in communities of 5,000 where 20 fall ill a day."""
    isolation = Isolation(Parameters().replace(parameters or {}), np.full(2, 5000.0), EveryCase().decide)
    for day in range(days):
        isolation.goods(np.zeros(2, dtype=np.int64))
        isolation.day(day, np.full(2, 20), hands(**given))
    return float(isolation.prevented[0])


def test_measures_prevent_as_much_as_hands_goods_and_money_allow():
    effect = Epidemic().effect
    full = prevented(hours=1e6, volunteers=0)
    assert full == pytest.approx(effect)
    assert 0 < prevented(hours=40, volunteers=0) < prevented(hours=40, volunteers=10) < full
    assert prevented(hours=40, volunteers=0, surged=20) > prevented(hours=40, volunteers=0)
    assert prevented(hours=1e6, volunteers=0, yuan=100) < full
    assert prevented(hours=0, volunteers=0) == 0.0
    assert prevented({"epidemic.measures": 0.0}, hours=1e6, volunteers=99) == 0.0


def test_goods_that_do_not_come_let_people_leave_home():
    isolation = Isolation(Parameters(), np.full(1, 5000.0), EveryCase().decide)
    isolation.goods(np.array([10]))
    isolation.day(0, np.array([5]), hands(1e6, 0, n=1))
    short = float(isolation.prevented[0])
    isolation.supplied(0, 10)
    isolation.day(1, np.array([5]), hands(1e6, 0, n=1))
    assert short == pytest.approx(Epidemic().effect * (1 - Epidemic().unsupplied))
    assert float(isolation.prevented[0]) == pytest.approx(Epidemic().effect)


def test_committees_decide_how_strict():
    seen = EpidemicHere(3, np.arange(3), np.array([0.0, 1.0, 9.0]), np.array([1.0, 0.5, 0.02]), 2.0)
    assert ByIncidence().decide(seen).tolist() == [0.0, 0.5, 1.0]
    assert EveryCase().decide(seen).tolist() == [1.0, 1.0, 1.0]
    assert WithinMeans().decide(seen).tolist() == [0.0, 0.25, 0.1]
    model = CoproductionModel(Parameters().replace(STRUCK), rng=1)
    assert model.committees[0].quarantine() == 0.0
    for _ in range(20):
        model.step()
    strict = [committee.quarantine() for committee in model.committees]
    assert max(strict) > 0 and all(both_languages(committee.explain("quarantine")) for committee in model.committees)


def test_without_an_epidemic_nothing_differs():
    """No rate and no day named: what an epidemic would take and how it would spread leave every outcome as it is."""
    calm = Parameters().replace(TOWN | {"epidemic.rate": 0.0})
    plain = run(calm, 2, 40)
    other = run(calm.replace({"epidemic.reproduction": 3.0, "epidemic.kits": 2.0, "epidemic.effect": 0.9}), 2, 40)
    assert np.array_equal(list(plain.outcomes.values()), list(other.outcomes.values()), equal_nan=True)
    assert plain.outcomes["epidemic_cases"] == 0 and plain.model.emergency_field.epidemic.today is None


@pytest.fixture(scope="module")
def struck():
    return [run(Parameters().replace(STRUCK), seed, 120) for seed in (1, 2, 3)]


def test_an_epidemic_takes_weeks_and_leaves_its_accounts(struck):
    for one in struck:
        weeks, o = one.frames["epidemic"], one.outcomes
        assert weeks["day"].nunique() > 4 and o["epidemic_cases"] > 100
        assert weeks["cases"].sum() <= o["epidemic_cases"] and o["quarantine_hours"] > 0 and o["door_hours"] > 0
        field = one.model.emergency_field.epidemic
        assert field.deaths.sum() == o["epidemic_deaths"] and field.quarantine_hours.sum() == pytest.approx(o["quarantine_hours"])
        given = weeks[["staff_hours", "citizen_hours", "surge_hours"]].sum(axis=1)
        assert (given <= weeks["needed"] + 1e-6).all() and weeks["kits_given"].sum() <= weeks["kits_asked"].sum()
        assert one.model.costs.so_far("epidemic") > 0


def test_all_hands_lower_the_final_size_and_nobody_acting_raises_it(struck):
    """Paired over seeds: hands without limit, as it is, and nobody helping with few staff."""
    def cases(changes):
        return np.array([run(Parameters().replace(STRUCK | changes), seed, 120).outcomes["epidemic_cases"] for seed in (1, 2, 3)])

    usual = np.array([one.outcomes["epidemic_cases"] for one in struck])
    plenty = cases({"epidemic.trace_hours": 0.0, "epidemic.door_hours": 0.0, "epidemic.kits": 0.0, "epidemic.door_yuan": 0.0})
    nobody = dict.fromkeys(("resident.cost_report", "resident.cost_help", "resident.cost_patrol", "resident.cost_train"), 29.0)
    alone = cases(nobody | {"epidemic.staff_share": 0.05})
    assert (plenty < usual).all() and (usual < alone).all(), (plenty, usual, alone)


def test_it_takes_staff_and_stores_from_everything_else(struck):
    calm = [run(Parameters().replace(TOWN | {"epidemic.rate": 0.0}), seed, 120) for seed in (1, 2, 3)]
    for with_it, without in zip(struck, calm, strict=True):
        assert with_it.outcomes["utilisation"] > without.outcomes["utilisation"]
        assert with_it.outcomes["emotion_mean"] > without.outcomes["emotion_mean"]
        assert with_it.model.funds.spent.sum() > without.model.funds.spent.sum()


def test_the_loss_account_counts_its_dead_and_the_hours_at_home(struck):
    for one in struck:
        o, fields = one.outcomes, one.frames
        lives = fields["incident"].query("type != 'cardiac_arrest'")[["loss_life_elders", "loss_life_others"]].to_numpy().sum()
        assert o["deaths"] == pytest.approx(lives + o["epidemic_deaths"])
        assert o["deaths_elders"] <= o["deaths"] and o["service_hours_lost"] >= o["quarantine_hours"] > 0


FLOODS = {"incident.waterlogging_rate": 300.0, "incident.flood_first": 1, "incident.flood_last": 12, "staff.count": 4.0}
"""So much water that the delays of one type can be told apart."""


def delays(parameters, seed, days=60):
    """Return the minutes until floods were under control, by their ids, in the days of the epidemic."""
    found = run(parameters, seed, days).frames["incident"].query("type == 'waterlogging' and started > 15 * 1440")
    return dict(zip(found["id"], found["controlled"] - found["started"], strict=True))


def test_deleting_the_epidemic_changes_how_long_floods_take():
    """The same floods with it and without, each paired with itself, party members staying away, who would make up for it."""
    longer = differences(FLOODS | {"warning.response_surge_level": 5})
    assert longer.size > 60 and longer.mean() > 0 and wilcoxon(longer, alternative="greater").pvalue < 0.01


def differences(changes, seeds=(1, 2, 3, 4)):
    """Return by how much each flood takes longer with the epidemic than without."""
    found = []
    for seed in seeds:
        struck, calm = (delays(Parameters().replace(STRUCK | changes | without), seed)
                        for without in ({}, {"epidemic.begins": -1, "epidemic.rate": 0.0}))
        found += [struck[one] - calm[one] for one in struck.keys() & calm.keys()]
    return np.array(found)


def test_an_epidemic_that_nobody_acts_on_fears_or_is_taken_to_hospital_for_delays_nothing():
    """Without measures, ambulances and fear no link is left, to the last minute."""
    cut = {"epidemic.measures": 0.0, "epidemic.hospital_elders": 0.0, "epidemic.hospital_others": 0.0, "epidemic.fear": 0.0}
    with_it = delays(Parameters().replace(STRUCK | FLOODS | cut), 1, days=40)
    assert with_it == delays(Parameters().replace(TOWN | FLOODS | {"epidemic.rate": 0.0}), 1, days=40)


def test_what_arrives_is_the_same_whatever_policy_does():
    arrived = []
    for changes in ({}, {"epidemic.measures": 0.0, "staff.count": 2.0, "points.reward": 20.0}):
        model = CoproductionModel(Parameters().replace(STRUCK | changes), rng=3)
        for _ in range(11):
            model.step()
        contagion = model.emergency_field.epidemic._contagion
        arrived.append([contagion.susceptible.tolist(), contagion.exposed.tolist(), contagion.infectious.tolist()])
    assert arrived[0] == arrived[1] and max(arrived[0][1]) > 0


def test_isolating_every_case_lowers_how_many_fall_ill_where_committees_would_wait():
    _, high = interval({"committee.quarantine": "every_case"}, "epidemic_cases",
                       STRUCK | {"epidemic.full_incidence": 200.0, "epidemic.reproduction": 1.6}, days=70)
    assert high < 0
