"""The synthesis of a town from its parameters: places first, then people, then the ties between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from coprod.kernel.columns import Columns
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.town import places, population, ties
from coprod.town.building_ages import give_building_ages

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, eq=False)
class Town:
    """Everybody and everything that stands still: n residents, C communities, S streets.

    Attributes
    ----------
    residents : Columns
        One row per resident, in order of community, building and household.
    start : shape (C + 1,)
        Residents of community c are the rows ``start[c]:start[c + 1]``.
    communities, streets, buildings : Columns
    ties : shape (n, n)
        Who knows whom: symmetric, 0 or 1, empty diagonal.
    degree : shape (n,)
        Number of ties of each resident.
    group : shape (n,)
        Community group of each resident, -1 for none.
    """

    residents: Columns
    start: NDArray[np.int64]
    communities: Columns
    streets: Columns
    buildings: Columns
    ties: sparse.csr_array
    degree: NDArray[np.int32]
    group: NDArray[np.int32]

    def nbytes(self) -> int:
        """Return the bytes that all columns and ties occupy."""
        tables = (self.residents, self.communities, self.streets, self.buildings)
        arrays = (self.start, self.ties.data, self.ties.indices, self.ties.indptr, self.degree, self.group)
        return sum(table.nbytes() for table in tables) + sum(array.nbytes for array in arrays)

    def ties_of(self, row: int) -> list[tuple[int, str]]:
        """Return the rows of those whom a resident knows, each with the kind of tie (:data:`TIE_KINDS`)."""
        others = self.ties.indices[self.ties.indptr[row] : self.ties.indptr[row + 1]]
        return list(zip(others.tolist(), ties.kinds_of_ties(self.residents, self.group, row, others), strict=True))

    def to_networkx(self) -> nx.Graph:
        """Return the ties as an undirected graph; nodes are rows and carry the number of their community."""
        import networkx as nx

        graph = nx.Graph()
        graph.add_nodes_from((row, {"community": c}) for row, c in enumerate(self.residents.community.tolist()))
        above = sparse.triu(self.ties, format="coo")
        graph.add_edges_from(zip(above.row.tolist(), above.col.tolist(), strict=True))
        return graph


def build_town(parameters: Parameters, streams: Streams) -> Town:
    """Return the town that the parameters describe: the same for the same seed, row by row.

    Parameters
    ----------
    parameters : Parameters
        Read: the group ``town``, skills and characters in ``resident``, and the tables of a district, whose margins are met
        exactly.
    streams : Streams
        All draws lie under purposes that begin with ``town.``.
    """
    data = parameters.district_data
    communities = places.lay_out_communities(parameters.town, streams, data)
    start = np.concatenate([[0], np.cumsum(communities.residents, dtype=np.int64)])
    residents = Columns(population.PERSON_COLUMNS, int(start[-1]))
    residents.community[:] = np.repeat(np.arange(len(communities)), communities.residents)
    population.form_households(residents, start, parameters.town, streams, data)
    communities.households[:] = np.diff(residents.household[start[1:] - 1], prepend=-1)
    buildings = places.put_up_buildings(parameters.town, streams, communities, data)
    give_building_ages(buildings, communities.estate[buildings.community], parameters.town, streams)
    _move_in(residents, buildings)
    _populate(residents, communities.estate[residents.community], parameters, streams)
    _count(communities, residents, buildings)
    group = ties.join_groups(residents, parameters.town, streams)
    known = ties.tie_together(residents, group, parameters.town, streams)
    streets = places.lay_out_streets(parameters.town, communities, data)
    degree = np.diff(known.indptr).astype(np.int32)
    return Town(residents, start, communities, streets, buildings, known, degree, group)


def _move_in(residents: Columns, buildings: Columns) -> None:
    """Let the households fill the buildings in order."""
    home = np.repeat(np.arange(len(buildings), dtype=np.int32), buildings.households)
    residents.building[:] = home[residents.household]
    buildings.residents[:] = np.bincount(residents.building, minlength=len(buildings))


def _populate(residents: Columns, estate: NDArray[np.uint8], parameters: Parameters, streams: Streams) -> None:
    data = parameters.district_data
    population.give_ages(residents, estate, parameters.town, streams, data)
    population.give_kinds(residents, estate, parameters.town, streams)
    population.give_skills(residents, parameters.resident, streams)
    population.give_needs(residents, parameters.town, streams, data)
    population.give_character(residents, parameters, streams)


def _count(communities: Columns, residents: Columns, buildings: Columns) -> None:
    """Count in every community who needs more help, and its lifts."""
    n = len(communities)
    elder = residents.age >= population.ELDER_AGE
    communities.elders[:] = np.bincount(residents.community[elder], minlength=n)
    communities.vulnerable[:] = np.bincount(residents.community[residents.vulnerable], minlength=n)
    communities.lifts[:] = np.bincount(buildings.community, buildings.lifts, minlength=n)
