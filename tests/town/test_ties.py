"""Ties: symmetric, within stated bands, layer by layer as theory says, nested, and gone at zero."""

import networkx as nx
import numpy as np
import pytest

from coprod.parameters import Parameters
from coprod.town import TIE_KINDS
from tests.town.towns import NO_TIES, close_to, default_town, town, town_with

P = Parameters().town


def layer(values):
    """Return a town with one layer of ties only."""
    return town_with(NO_TIES | values)


def clustering(built):
    """Return the mean local clustering: the share of a resident's acquaintances who know each other."""
    ties, degree = built.ties.astype(np.int32), built.degree.astype(float)
    triangles = (ties @ ties).multiply(ties).sum(axis=1)
    return np.divide(triangles, degree * (degree - 1), out=np.zeros(degree.size), where=degree > 1).mean()


def is_subset(few, many):
    return few.nnz == few.multiply(many).nnz


@pytest.mark.parametrize("seed", [1, 2])
def test_ties_are_symmetric_without_self_ties_and_unweighted(seed):
    built = default_town(seed)
    assert (built.ties != built.ties.T).nnz == 0
    assert built.ties.diagonal().sum() == 0
    assert built.ties.dtype == np.int8
    assert built.ties.indices.dtype == np.int32
    assert built.ties.has_canonical_format
    assert (built.ties.data == 1).all()
    assert (built.degree == built.ties.sum(axis=1)).all()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_degree_and_clustering_lie_within_the_stated_bands(seed):
    built = default_town(seed)
    assert 7.5 <= built.degree.mean() <= 9
    assert 0.15 <= clustering(built) <= 0.25


def test_household_layer_is_all_pairs_at_home():
    built = layer({"town.network_household": 1.0})
    sizes = np.bincount(built.residents.household)
    assert (built.degree == sizes[built.residents.household] - 1).all()
    others = Parameters().town.household_size - 1
    assert close_to(built.degree, others * (others + 2) / (others + 1), cluster=built.residents.household)


def test_household_layer_thins_by_pair():
    whole, half = layer({"town.network_household": 1.0}), layer({"town.network_household": 0.5})
    assert is_subset(half.ties, whole.ties)
    error = np.sqrt(0.25 / (whole.ties.nnz / 2))
    assert abs(half.ties.nnz / whole.ties.nnz - 0.5) <= 4 * error


def test_neighbour_layer_finds_people_of_the_same_building_outside_home():
    built = layer({"town.network_neighbours": 4.0})
    people, pairs = built.residents, built.ties.tocoo()
    assert (people.building[pairs.row] == people.building[pairs.col]).all()
    assert (people.household[pairs.row] != people.household[pairs.col]).all()


def test_mean_of_neighbours_is_the_one_asked_for_but_for_those_found_twice():
    """Each of k/2 = 2 searches finds one of `nearby` = w people, so w(1 − (1 − 1/w)²) different ones."""
    built = layer({"town.network_neighbours": 4.0, "town.old_share": 0.0, "town.fringe_share": 0.0})
    found = P.network_nearby * (1 - (1 - 1 / P.network_nearby) ** 2)
    assert close_to(built.degree, 2 * found, cluster=built.residents.building)


@pytest.mark.parametrize("mean", [0.6, 1.0, 3.0])
def test_mean_of_kin_is_the_one_asked_for(mean):
    built = layer({"town.network_kin": mean})
    assert abs(built.degree.mean() - mean) <= 4 * np.sqrt(mean / len(built.residents)) + 1 / len(built.residents) * 10
    people, pairs = built.residents, built.ties.tocoo()
    afar = people.community[pairs.row] != people.community[pairs.col]
    shares = built.communities.residents / len(people)
    assert close_to(afar, 1 - (shares**2).sum(), cluster=np.minimum(pairs.row, pairs.col))


def test_group_layer_is_all_pairs_of_each_group_in_its_community():
    built = layer({"town.network_group_share": 0.2})
    people, group, pairs = built.residents, built.group, built.ties.tocoo()
    assert (people.community[pairs.row] == people.community[pairs.col]).all()
    assert (group[pairs.row] == group[pairs.col]).all()
    sizes = np.bincount(group[group >= 0])
    assert (sizes == P.network_group_size).sum() >= sizes.size - len(built.communities)
    assert sizes.max() == P.network_group_size
    assert (built.degree == np.where(group >= 0, sizes[group] - 1, 0)).all()
    assert close_to(group >= 0, 0.2)


@pytest.mark.parametrize(("key", "kind"), [
    ("town.network_household", "household"), ("town.network_neighbours", "neighbour"),
    ("town.network_group_share", "group"), ("town.network_kin", "kin"),
])
def test_a_layer_set_to_zero_is_missing_and_the_others_stay(key, kind):
    full, without = town(), town_with({key: 0.0})
    alone = layer({key: Parameters().value(key)})
    assert is_subset(without.ties, full.ties)
    union = without.ties + alone.ties
    union.data[:] = 1
    assert (union != full.ties).nnz == 0
    assert alone.ties.nnz > 0


def test_no_layer_no_ties():
    built = layer({})
    assert built.ties.nnz == 0
    assert built.degree.max() == 0
    assert built.to_networkx().number_of_edges() == 0


@pytest.mark.parametrize(("key", "less", "more"), [
    ("town.network_neighbours", 1.0, 2.7), ("town.network_neighbours", 4.0, 6.0), ("town.network_kin", 0.5, 1.2),
    ("town.network_group_share", 0.1, 0.35), ("town.network_household", 0.3, 0.8),
])
def test_more_of_a_layer_only_adds_ties(key, less, more):
    few, many = town_with({key: less}), town_with({key: more})
    assert is_subset(few.ties, many.ties)
    assert many.ties.nnz > few.ties.nnz


def test_a_wider_neighbourhood_is_less_of_a_clique():
    narrow, wide = town_with({"town.network_nearby": 6}), town_with({"town.network_nearby": 40})
    assert clustering(narrow) > clustering(wide)


def test_networkx_graph_is_the_same_ties():
    built = town()
    graph = built.to_networkx()
    assert graph.number_of_nodes() == len(built.residents)
    assert (nx.to_scipy_sparse_array(graph, dtype=np.int8) != built.ties).nnz == 0
    assert graph.nodes[0]["community"] == 0


def test_ties_of_a_resident_name_their_kind():
    built = town()
    people, seen = built.residents, set()
    for row in range(0, 400, 7):
        known = built.ties_of(row)
        assert len(known) == built.degree[row]
        for other, kind in known:
            assert (kind == "household") == (people.household[other] == people.household[row])
            if kind == "group":
                assert built.group[other] == built.group[row] >= 0
            if kind == "neighbour":
                assert people.building[other] == people.building[row]
        seen |= {kind for _, kind in known}
    assert seen == set(TIE_KINDS)
