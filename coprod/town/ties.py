"""Social ties 关系网络 (mech:F04): four layers, symmetric, nobody tied to themselves, kept as one sparse matrix.

1. *household*: everybody at home knows everybody;
2. *neighbour*: some of the people next door in the same building;
3. *group*: community groups whose members all know each other;
4. *kin*: relatives and friends anywhere in town, the long ties.

A tie has no weight: whoever meets in two layers is tied once. A layer set to zero is missing exactly, and more of
a layer adds ties and takes none away. With the default parameters the mean degree of a town lies
between 7.5 and 9 and its mean local clustering between 0.15 and 0.25 (a random graph of that size and degree: below
0.001); docs/town.md derives both.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from coprod.kernel.columns import Columns
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters.groups import Town
from coprod.town.population import first_rows

TIE_KINDS = ("household", "group", "neighbour", "kin")
"""Kinds of tie, the nearest first."""
NO_GROUP = -1

Rows = NDArray[np.int32]
Pairs = tuple[Rows, Rows]


def tie_together(residents: Columns, group: Rows, network: Town, streams: Streams) -> sparse.csr_array:
    """Return all ties as a symmetric matrix of 0 and 1, shape (n, n), int8, without diagonal."""
    layers = [
        *household_pairs(residents.household, network, streams),
        *group_pairs(group),
        *neighbour_pairs(residents, network, streams),
        *kin_pairs(len(residents), network, streams),
    ]
    return symmetric(len(residents), layers)


def symmetric(n: int, layers: list[Pairs]) -> sparse.csr_array:
    """Return the symmetric 0/1 matrix of pairs of rows; repeated pairs count once."""
    one = np.concatenate([np.minimum(a, b) for a, b in layers] or [np.empty(0, np.int32)])
    other = np.concatenate([np.maximum(a, b) for a, b in layers] or [np.empty(0, np.int32)])
    above = sparse.coo_array((np.ones(one.size, np.int8), (one, other)), shape=(n, n)).tocsr()
    above.data[:] = 1
    ties = sparse.csr_array(above + above.T)
    ties.sort_indices()
    return ties


def household_pairs(household: Rows, network: Town, streams: Streams) -> Iterator[Pairs]:
    """Yield the pairs within households, thinned by one fixed mark per pair."""
    if network.network_household == 0:
        return
    for gap, row in _pairs_within(household):
        if network.network_household < 1:
            row = row[streams.uniform(Purpose.TOWN_TIE_HOUSEHOLD, row, gap) < network.network_household]
        yield row, row + np.int32(gap)


def join_groups(residents: Columns, network: Town, streams: Streams) -> Rows:
    """Return the community group of each resident, shape (n,), −1 for none.

    The first ``network_group_share`` of a random order of each community join, and groups fill up one after the
    other, so that more members extend the last group and found new ones.
    """
    uniform = streams(Purpose.TOWN_GROUP).random(len(residents))
    member = np.flatnonzero(uniform < network.network_group_share)
    member = member[np.argsort(residents.community[member] + uniform[member], kind="stable")]
    community = residents.community[member]
    rank = np.arange(member.size) - np.searchsorted(community, community)
    group = np.full(len(residents), NO_GROUP, dtype=np.int32)
    group[member] = np.cumsum(rank % network.network_group_size == 0) - 1
    return group


def group_pairs(group: Rows) -> Iterator[Pairs]:
    """Yield the pairs within community groups."""
    member = np.flatnonzero(group != NO_GROUP).astype(np.int32)
    member = member[np.argsort(group[member], kind="stable")]
    for gap, place in _pairs_within(group[member]):
        yield member[place], member[place + gap]


def neighbour_pairs(residents: Columns, network: Town, streams: Streams) -> Iterator[Pairs]:
    """Yield pairs of neighbours: each seeks half the mean number among the next people of the building.

    The search starts behind the own household, goes round the building, and stops before it comes home.
    """
    first = first_rows(residents.building).astype(np.int32)
    ground, size = first[residents.building], np.diff(first)[residents.building]
    home = first_rows(residents.household).astype(np.int32)
    next_household, at_home = home[residents.household + 1] - ground, np.diff(home)[residents.household]
    within_reach = np.minimum(network.network_nearby, size - at_home)
    for row, uniform in _seekers(len(residents), network.network_neighbours, Purpose.TOWN_TIE_NEIGHBOUR, streams):
        row, uniform = row[within_reach[row] > 0], uniform[within_reach[row] > 0]
        step = (uniform * within_reach[row]).astype(np.int32)
        yield row, ground[row] + (next_household[row] + step) % size[row]


def kin_pairs(n: int, network: Town, streams: Streams) -> Iterator[Pairs]:
    """Yield long ties: each seeks half the mean number among everybody else in town."""
    for row, uniform in _seekers(n, network.network_kin, Purpose.TOWN_TIE_KIN, streams):
        yield row, ((row + 1 + (uniform * (n - 1)).astype(np.int64)) % n).astype(np.int32)


def kinds_of_ties(residents: Columns, group: Rows, row: int, others: Rows) -> list[str]:
    """Return the kind of each tie of `row`, told from what the two share, the nearest first."""
    shared = [
        residents.household[others] == residents.household[row],
        (group[others] == group[row]) & (group[row] != NO_GROUP),
        residents.building[others] == residents.building[row],
    ]
    return [TIE_KINDS[code] for code in np.select(shared, [0, 1, 2], 3)]


def degrees(ties: sparse.csr_array, rows: NDArray[np.integer]) -> NDArray[np.intp]:
    """Return how many ties each of `rows` has."""
    return np.asarray(ties.indptr[rows + 1] - ties.indptr[rows], dtype=np.intp)


def neighbours(ties: sparse.csr_array, rows: NDArray[np.integer]) -> NDArray[np.intp]:
    """Return those tied to `rows`, the ties of one after the other's."""
    first = ties.indptr[rows]
    degree = ties.indptr[rows + 1] - first
    upto = degree.cumsum()
    offset = (first - upto + degree).repeat(degree)
    return np.asarray(ties.indices[np.arange(offset.size) + offset], dtype=np.intp)


def _seekers(n: int, mean: float, purpose: Purpose, streams: Streams) -> Iterator[tuple[Rows, NDArray[np.float64]]]:
    """Yield who seeks a tie and with what random number, so that the mean degree from seeking and being sought is `mean`.

    Each has mean/2 searches; the last is a fraction, made by those whose fixed mark lies below it.
    """
    searches = mean / 2
    for turn in range(int(np.ceil(searches))):
        generator = streams(purpose, turn)
        uniform, mark = generator.random(n), generator.random(n)
        row = np.flatnonzero(mark < searches - turn).astype(np.int32)
        yield row, uniform[row]


def _pairs_within(label: Rows) -> Iterator[tuple[int, Rows]]:
    """Yield (gap, places) so that all pairs (place, place + gap) of equal label come once; labels lie in order."""
    place = np.arange(len(label), dtype=np.int32)
    for gap in count(1):
        place = place[: np.searchsorted(place, len(label) - gap)]
        place = place[label[place] == label[place + gap]]
        if not place.size:
            return
        yield gap, place
