"""What strikes the town: Poisson with season and hour, families of incidents, and nothing that policy moves (note:B11)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.fields.emergency.incidents import seasons
from coprod.kernel.arrivals import poisson_count
from coprod.kernel.incident import CHANCE, HAZARD, SCRIPT, SECONDARY
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import ARREST, FIRE, LIFT, PREFIXES, UTILITY
from coprod.parameters.events import ScriptedEvent
from tests.emergencies.fields import NEVER, OFTEN, SMALL, incidents, keywords, plain_state, struck, town
from tests.theory import clusters

YEAR = 365


def counts_by_year(kind, years, **changes):
    found = struck(years * YEAR, incident__branching=0.0, **changes)
    year = [int(i.minute // 1440) // YEAR for i in found if i.type == kind]
    return np.bincount(year, minlength=years), found


@pytest.mark.parametrize(("kind", "mean"), [(FIRE, 16), (UTILITY, 16), (LIFT, None)])
def test_counts_of_a_year_are_poisson(kind, mean):
    counts, _ = counts_by_year(kind, 120)
    expected = incidents().yearly[kind] if mean is None else mean  # 40 per 5,000 residents are 16 in this town
    n = counts.size
    assert abs(counts.mean() - expected) < 4 * np.sqrt(expected / n)
    assert abs(counts.var(ddof=1) / counts.mean() - 1) < 4 * np.sqrt(2 / (n - 1))


def test_seasons_and_hours_are_those_declared():
    _, found = counts_by_year(FIRE, 120)
    hour = np.array([i.minute % 1440 / 60 for i in found if i.type == FIRE])
    assert_share(hour < 6, 0.103)  # fact:C15
    assert_share((hour >= 10) & (hour < 20), 0.614)
    assert_share([i.is_night for i in found if i.type == ARREST], 0.18)
    winter = np.array([int(i.minute // 1440) % YEAR for i in found if i.type == ARREST])
    assert (winter < 59).sum() / 59 > (abs(winter - 196) < 30).sum() / 59


def assert_share(flags, expected):
    flags = np.asarray(flags)
    assert abs(flags.mean() - expected) < 4 * np.sqrt(expected * (1 - expected) / flags.size)


def test_seasons_leave_the_year_as_it_is():
    season = seasons(Parameters().incident)
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert days @ season / YEAR == pytest.approx(np.ones(len(PREFIXES)))
    assert seasons(Parameters().replace({"incident.winter_swing": 0.0}).incident)[:, FIRE] == pytest.approx(np.ones(12))


def test_no_policy_moves_what_strikes():
    base = struck(200)
    for lever in ({"approval__levels": 0}, {"crew__street_crews": 9}, {"resident__skill_registered": 1.0}, {"fund__cap": 0.0},
                  {"approval__bypass_quota": 5}):
        assert struck(200, **lever) == base


def test_a_higher_rate_adds_incidents_and_changes_none():
    base, more = struck(200), struck(200, incident__fire_rate=80.0)
    assert {i.id for i in base} < {i.id for i in more}
    by_id = {i.id: i for i in more}
    assert all(by_id[i.id] == i for i in base)


def test_ids_are_unique_whatever_the_source():
    event = {"type": "waterlogging", "day": 3, "hour": 23.5}
    parameters = Parameters.from_tree({"events": [event] * 5} | {"incident": {"branching": 0.5}}, where="test")
    source = type(incidents())(parameters.replace(SMALL | OFTEN), Streams(1), town())
    rows = np.zeros(50, dtype=plain_state().triggered.dtype)
    rows["id"], rows["severity"] = np.arange(50), 0.3
    found = [i for day in range(60) for i in source.of_day(day, rows if day == 3 else rows[:0])]
    ids = [i.id for i in found]
    assert len(set(ids)) == len(ids)
    assert {i.source for i in found} == {CHANCE, HAZARD, SCRIPT, SECONDARY}
    assert max(ids) < 2**53


def test_a_rate_of_zero_is_silence():
    assert struck(YEAR, **keywords(NEVER)) == []
    assert not any(i.type == FIRE for i in struck(YEAR, incident__fire_rate=0.0, incident__branching=0.0))


# families


def families(branching, years=60):
    found = struck(years * YEAR, incident__branching=branching)
    root = {}
    for i in found:  # parents come before their children
        root[i.id] = root.get(i.parent, i.id)
    _, sizes = np.unique(list(root.values()), return_counts=True)
    return sizes


def test_families_are_borel():
    branching = 0.4
    assert clusters.mean_size(branching) == pytest.approx(1.666667, abs=5e-7)
    assert clusters.fano(branching) == pytest.approx(2.777778, abs=5e-7)
    assert clusters.size_probability(1, branching) == pytest.approx(0.670320, abs=5e-7)
    sizes = families(branching)
    assert abs(sizes.mean() - clusters.mean_size(branching)) < 4 * sizes.std() / np.sqrt(sizes.size)
    for size in (1, 2, 3):
        assert_share(sizes == size, clusters.size_probability(size, branching))


def test_branching_spreads_counts_by_the_fano_factor():
    found = struck(60 * YEAR, incident__branching=0.4, incident__branching_delay=1.0,
                   incident__winter_swing=0.0)
    counts = np.bincount([int(i.minute // 1440) // YEAR for i in found], minlength=60)[:60]
    assert abs(counts.var(ddof=1) / counts.mean() / clusters.fano(0.4) - 1) < 4 * np.sqrt(2 / 59)


def test_without_branching_everybody_is_alone():
    assert (families(0.0, years=3) == 1).all()


def test_children_follow_their_parents():
    found = struck(YEAR, incident__branching=0.5)
    by_id = {i.id: i for i in found}
    children = [i for i in found if i.source == SECONDARY]
    assert children
    assert all(i.minute >= by_id[i.parent].minute and i.community == by_id[i.parent].community for i in children)


@given(uniform=st.floats(1e-9, 1 - 1e-9), low=st.floats(0, 5), high=st.floats(0, 5))
@settings(max_examples=100)
def test_poisson_count_grows_with_its_mean(uniform, low, high):
    low, high = sorted((low, high))
    assert poisson_count(uniform, low) <= poisson_count(uniform, high)
    assert poisson_count(uniform, 0.0) == 0


# whom it strikes, and what it needs


def test_arrests_strike_elders_as_often_as_their_risk_says():
    found = [i for i in struck(20 * YEAR) if i.type == ARREST]
    of_all, elders = town().residents.age >= 60, np.array([i.elders for i in found])
    share = of_all.mean()
    assert_share(elders, 6 * share / (6 * share + 1 - share))


def test_people_are_counted_from_the_residents_next_to_each_other():
    for i in struck(400):
        assert 0 <= i.elders <= i.people and 0 <= i.vulnerable <= i.people
        assert town().start[i.community] <= i.witness < town().start[i.community + 1]


def test_needs_have_their_declared_shares():
    found = struck(8 * YEAR, incident__branching=0.0, approval__plan_novelty=0.0)
    fires = [i for i in found if i.type == FIRE]
    assert_share([i.needs_entry for i in fires], 0.3)
    assert_share([i.asks_order for i in fires], 0.25)
    assert_share([i.off_template for i in found], 0.2)
    assert_share([i.amount > 0 for i in found if i.type == UTILITY], 0.4)
    assert_share([i.power_cut for i in found if i.type == LIFT], 0.26)  # fact:C14
    assert not any(i.asks_order for i in found if i.type in (ARREST, LIFT))


def test_sums_of_money_are_lognormal():
    amounts = np.array([i.amount for i in struck(12 * YEAR, incident__utility_money=1.0) if i.amount > 0])
    assert (amounts == np.rint(amounts)).all()
    assert_share(amounts <= 5000, 0.666764)  # note:B7: the delegated share


def test_expected_cases_match_what_strikes():
    alone = {"incident__branching": 0.0, "incident__waterlogging_rate": 0.0}  # floods come in storms: test_shocks
    source = incidents(**alone)
    years = 20
    found = struck(years * YEAR, **alone)
    cases = np.bincount([i.community for i in found if i.needs_entry or i.asks_order or i.amount], minlength=4)
    expected = source.cases_per_quarter() * 4 * years
    assert (abs(cases - expected) < 4 * np.sqrt(expected)).all()


def test_scripted_events_happen_as_written():
    event = ScriptedEvent(type="lift_entrapment", day=2, hour=23.5, community=1, severity=0.9, people=4, power_cut=True,
                          off_duty_level=2, off_duty_tries=3)
    tree = {"events": [event.model_dump()], "incident": {"branching": 0.0}}
    parameters = Parameters.from_tree(tree, where="test").replace(SMALL | NEVER)
    source = type(incidents())(parameters, Streams(9), town())
    assert source.of_day(1, plain_state().triggered) == []
    (found,) = source.of_day(2, plain_state().triggered)
    assert (found.type, found.minute, found.community, found.people) == (LIFT, 2 * 1440 + 23.5 * 60, 1, 4)
    assert (found.source, found.off_duty_level, found.off_duty_tries, found.power_cut) == (SCRIPT, 2, 3, True)
