"""Information 信息: who knows of which hazard, and who tells whom (mech:G03, mech:G11, mech:G12, mech:S10, mech:D11).

A hazard that a resident or grid worker finds is known to the committee. What volunteers, riders, firms or
whistle-blowers find is known to the department they talk to, and reaches the committee along the graph of who shares
data with whom: at once if there is a link, later with every station in between, on paper if there is no way.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from coprod.agents.decisions import RuleBook
from coprod.agents.departments import DEPARTMENTS
from coprod.agents.districts import Notices
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import stack
from coprod.kernel.working_days import after_working_days
from coprod.parameters import Parameters

if TYPE_CHECKING:
    from coprod.town import Town

OWN = -1
"""Holder of what the committee learns itself."""
HOLDERS = (OWN, DEPARTMENTS.index("civil_affairs"), DEPARTMENTS.index("urban_management"), OWN,
           DEPARTMENTS.index("housing"), DEPARTMENTS.index("emergency"))
"""Whom each group of reporters tells, in the order of REPORTERS."""
_HOLDERS = np.array(HOLDERS)
DISTRICT = len(DEPARTMENTS)
FIRST_STREET = DISTRICT + 1
"""Numbers of the actors in the graph of a district: departments, the district itself, its streets."""
_ACTORS = 1 << 16  # space of the addresses of actors

NOTICE = RecordKind("notice", "hazards that the committee was told of", "告知居委会的隐患", {
    "hazard": Field("i8", "", "hazard", "隐患"),
    "community": Field("i4", "", "community", "社区"),
    "holder": Field("i1", "", "department that knew of it, -1 the committee itself", "掌握信息的部门，-1表示居委会自身"),
    "found": Field("i4", "day", "day it was found", "发现日"),
    "told": Field("i4", "day", "day the committee knew", "居委会获知日"),
    "withheld": Field("?", "", "kept back by a rival", "是否被截留"),
})


class Information:
    """What is known where.

    Attributes
    ----------
    graphs : list of networkx.Graph
        Who shares data with whom in each district, edges with ``distance`` 1 or more.
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, recorder: Recorder,
                 rules: RuleBook | None = None) -> None:
        self._data, self._city = parameters.department, parameters.city
        self._shares = (rules or RuleBook(parameters))["district.share"]
        self._withholding = parameters.directive.target_competition * parameters.department.data_withhold
        self._lines = min(parameters.directive.lines, len(DEPARTMENTS))
        self._streams, self._recorder = streams, recorder
        self._street_of = town.communities.street
        district_of = town.streets.district
        self.graphs = [self._graph(district, np.flatnonzero(district_of == district).tolist())
                       for district in range(parameters.town.districts)]
        self._days = self._forwarding_days(district_of)
        self._later: dict[int, list[Rows]] = {}

    @property
    def on_the_way(self) -> Ints:
        """Hazards that somebody has reported and the committee has not been told of, triggered ones included."""
        ids = [rows["id"] for blocks in self._later.values() for rows in blocks]
        return np.concatenate(ids) if ids else np.zeros(0, dtype=np.int64)

    @property
    def fragmentation(self) -> float:
        """F_info: 1 − weighted global efficiency, mean over districts."""
        return 1 - float(np.mean([global_efficiency(graph) for graph in self.graphs]))

    def deliver(self, day: int, found: Rows) -> Rows:
        """Return the hazards that committees learn of today: of those found today, and of those found earlier."""
        if found.size:
            found = self._pass_on(day, found)
        arrived = self._later.pop(day, [])
        return stack([*arrived, found]) if arrived else found

    def _pass_on(self, day: int, found: Rows) -> Rows:
        """Send reports on their way; return those that are there already."""
        holder = _HOLDERS.take(found["reporter"])
        street = self._street_of[found["community"]]
        held = holder != OWN
        withheld = held & ~self._shares(self.notices(found, holder))
        days = np.where(held, self._days[holder % self._lines, street], 0.0) + self._data.data_withheld_days * withheld
        due_days = after_working_days(day, np.ceil(days).astype(np.int64))
        self._recorder.append(NOTICE, hazard=found["id"], community=found["community"], holder=holder,
                              found=day, told=due_days, withheld=withheld)
        later = due_days > day
        for due in sorted(set(due_days[later].tolist())):
            self._later.setdefault(due, []).append(found.compress(due_days == due))
        return found.compress(~later) if later.any() else found

    def notices(self, found: Rows, holder: Ints) -> Notices:
        """Return hazards as those see them who know of them first."""
        return Notices(found["id"], found["community"], found["severity"], holder, self._withholding,
                       self._streams.uniform(Purpose.INFORMATION_WITHHOLD, found["id"]))

    def notice(self, hazard: int) -> Notices:
        """Return one hazard of mean severity that a department knows of, as it would be seen."""
        ids = np.array([hazard])
        return Notices(ids, np.zeros_like(ids), np.array([0.5]), np.zeros_like(ids), self._withholding,
                       self._streams.uniform(Purpose.INFORMATION_WITHHOLD, ids))

    def _graph(self, district: int, streets: list[int]) -> nx.Graph:
        """Return who shares data with whom: by a direct link, or by the city's platform where both have access."""
        actors = [*range(self._lines), DISTRICT, *(FIRST_STREET + street for street in streets)]
        graph = nx.Graph()
        graph.add_nodes_from(actors)
        store = {actor: int(self._streams.uniform_scalar(Purpose.INFORMATION_STORE, actor, district) * self._data.data_stores)
                 for actor in actors}
        on_platform = {actor for actor in actors if self._has_access(actor)}
        for pair in combinations(actors, 2):
            if self._share(district, *pair, same_store=store[pair[0]] == store[pair[1]]):
                graph.add_edge(*pair, distance=1.0)
            elif on_platform.issuperset(pair):
                graph.add_edge(*pair, distance=1 / self._city.platform_quality)
        return graph

    def _share(self, district: int, one: int, other: int, *, same_store: bool) -> bool:
        """Tell whether two actors share data: they must want to, and be on one platform or follow one standard."""
        address = one * _ACTORS + other
        if self._streams.uniform_scalar(Purpose.INFORMATION_SHARE, address, district) >= self._data.data_share:
            return False
        return same_store or self._streams.uniform_scalar(Purpose.INFORMATION_STANDARD, address,
                                                          district) < self._data.data_standard

    def _has_access(self, actor: int) -> bool:
        if not self._city.platform:
            return False
        return actor < FIRST_STREET or self._streams.uniform_scalar(Purpose.INFORMATION_ACCESS, actor) < self._city.access

    def _forwarding_days(self, district_of: Ints) -> Floats:
        """Return the working days from a department's knowing to a street's knowing, shape (departments, S)."""
        days = np.full((self._lines, district_of.size), self._data.data_paper_days)
        for graph in self.graphs:
            for department in range(self._lines):
                reached = nx.single_source_dijkstra_path_length(graph, department, weight="distance")
                for actor, distance in reached.items():
                    if actor >= FIRST_STREET:
                        by_hand = (distance - 1) * self._data.data_forward_days
                        days[department, actor - FIRST_STREET] = min(by_hand, self._data.data_paper_days)
        return days


def global_efficiency(graph: nx.Graph) -> float:
    """Return the mean over pairs of 1 / distance: 1 if all share with all, 0 if nobody does.

    Notes
    -----
    Source: Latora & Marchiori 2001, Physical Review Letters 87:198701.
    """
    n = graph.number_of_nodes()
    if n < 2:
        return 1.0
    lengths = nx.all_pairs_dijkstra_path_length(graph, weight="distance")
    total = sum(1 / distance for _, reached in lengths for distance in reached.values() if distance > 0)
    return total / (n * (n - 1))
