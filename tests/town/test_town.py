"""The town as a whole: same seed, same town; any size works; every column keeps to its meaning."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.town import build_town
from tests.town.towns import SMALL, columns_of, default_town, same_columns, town, town_with

STARTS = {"motive": 1.0}
"""Columns that rules write later and that do not start at zero."""
LATER = {"motive", "habit", "points", "act_probability", "active", "was_active", "acts", "volunteer", "burnout", "skill"}

UNRELATED = [
    {"points.reward": 20.0}, {"resident.cost_help": 3.0}, {"resident.habit_weight": 0.0}, {"points.audit": 1.0},
]


def assert_same(one, other):
    for table in ("residents", "communities", "streets", "buildings"):
        assert same_columns(getattr(one, table), getattr(other, table)), table
    assert (one.ties != other.ties).nnz == 0
    assert np.array_equal(one.start, other.start)
    assert np.array_equal(one.group, other.group)


def assert_sound(built, total):
    """Assert what holds in every town whatever its parameters."""
    people, communities = built.residents, built.communities
    assert len(people) == communities.residents.sum() == built.start[-1] == total
    assert communities.residents.min() >= 1
    assert communities.households.sum() == people.household[-1] + 1
    for column in ("community", "household", "building"):
        steps = np.diff(getattr(people, column).astype(int))
        assert (steps >= 0).all()
        assert getattr(people, column)[0] == 0 or column == "building"
    assert (built.buildings.community[people.building] == people.community).all()
    assert built.buildings.residents.sum() == total
    assert (built.ties != built.ties.T).nnz == 0
    assert built.ties.diagonal().sum() == 0
    for table in (people, communities, built.streets, built.buildings):
        assert_within_meaning(table)


def assert_within_meaning(table):
    """Assert that no column leaves the range that its unit and codes allow."""
    for name, values in columns_of(table).items():
        column = table.spec[name]
        assert values.dtype == np.dtype(column.dtype), name
        assert len(values) == len(table), name
        if values.dtype == bool:
            continue
        assert np.isfinite(values).all(), name
        assert values.min() >= 0, name
        if column.codes:
            assert values.max() < len(column.codes), name
        if column.unit == "0-1":
            assert values.max() <= 1, name


def test_same_seed_same_town():
    one, other = (build_town(Parameters().replace(SMALL), Streams(7)) for _ in range(2))
    assert_same(one, other)


def test_another_seed_another_town():
    one, other = town(seed=1).residents, town(seed=2).residents
    for column in ("household", "age", "kind", "skilled", "app_reach", "vulnerable", "motivation", "trust",
                   "perceived_risk", "time_cost"):
        assert not np.array_equal(getattr(one, column), getattr(other, column)), column


@pytest.mark.parametrize("values", UNRELATED, ids=lambda values: next(iter(values)))
def test_parameters_of_other_subjects_move_nobody(values):
    assert_same(town(), town_with(values))


def test_ties_do_not_move_people_nor_people_ties():
    assert same_columns(town().residents, town_with({"town.network_kin": 5.0, "town.network_group_share": 0.0}).residents)
    assert (town().ties != town_with({"resident.skill_registered": 1.0, "town.elders_old": 0.1, "town.veteran_share": 0.0,
                                      "resident.motivation_mean": 3.0}).ties).nnz == 0


def test_every_column_of_the_default_town_is_filled_and_keeps_to_its_meaning():
    built = default_town()
    assert_sound(built, 60_000)
    for name, values in columns_of(built.residents).items():
        if name in LATER:
            assert (values == STARTS.get(name, 0)).all(), name
        else:
            assert len(np.unique(values)) > 1, name


@pytest.mark.parametrize("seed", range(5))
def test_the_smallest_town_works(seed):
    values = {"town.communities": 1, "town.streets": 1, "town.residents_per_community": 20}
    assert_sound(build_town(Parameters().replace(values), Streams(seed)), 20)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(data=st.data())
def test_any_town_is_sound(data):
    share = st.floats(0, 1)
    communities = data.draw(st.integers(1, 9), label="communities")
    streets = data.draw(st.integers(1, communities), label="streets")
    people = data.draw(st.integers(20, 150), label="people")
    old = data.draw(share, label="old")
    values = {
        "town.communities": communities, "town.streets": streets, "town.residents_per_community": people,
        "town.districts": data.draw(st.integers(1, streets), label="districts"),
        "town.size_spread": data.draw(share), "town.old_share": old, "town.fringe_share": (1 - old) * data.draw(share),
        "town.household_size": data.draw(st.floats(1, 6)), "town.children": data.draw(share),
        "town.storeys_new": data.draw(st.integers(1, 100)), "town.floor_new": data.draw(st.integers(1, 40)),
        "town.storeys_old": data.draw(st.integers(1, 3)), "town.floor_old": 1,
        "town.storeys_spread": data.draw(st.floats(0, 0.9)), "town.lifts_new": data.draw(st.floats(0, 20)),
        "town.elders_old": data.draw(share), "town.elders_new": data.draw(share),
        "town.network_household": data.draw(share), "town.network_neighbours": data.draw(st.floats(0, 50)),
        "town.network_nearby": data.draw(st.integers(1, 1000)), "town.network_group_share": data.draw(share),
        "town.network_group_size": data.draw(st.integers(2, 100)), "town.network_kin": data.draw(st.floats(0, 50)),
        "resident.motivation_mean": data.draw(st.floats(0, 10)), "resident.motivation_sd": data.draw(st.floats(0, 10)),
        "resident.trust_mean": data.draw(share), "resident.trust_spread": data.draw(st.floats(0, 0.5)),
        "resident.skill_share": data.draw(share), "resident.skill_registered": data.draw(share),
    }
    built = build_town(Parameters().replace(values), Streams(data.draw(st.integers(0, 2**31))))
    assert_sound(built, communities * people)
