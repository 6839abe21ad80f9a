"""Infrastructure 基础设施: what a community's services depend on (mech:F07, mech:T16; note:B12).

A small directed graph: an edge leads from what fails to what may fail with it, and its weight is how much the second
depends on the first. Lifts, medical equipment, roads and underground spaces are ends; power, pumps and telecom need each
other.
"""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from coprod.parameters.groups import Infrastructure

SERVICES = ("power", "lift", "pump", "telecom", "medical", "road", "metro")
"""What a community lives by; their codes in records are their places here."""
POWER, LIFT, PUMP, TELECOM, MEDICAL, ROAD, METRO = range(len(SERVICES))
ROUNDS, SETTLED = 10_000, 1e-12
"""Most rounds in which failures are followed from service to service, and the change below which they have settled."""


def dependencies(lifeline: Infrastructure) -> nx.DiGraph:
    """Return the graph of services: edge ``on → what`` with weight a, the dependence of `what` on `on`."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(SERVICES)))
    for what, name in enumerate(SERVICES):
        for on, other in enumerate(SERVICES):
            weight = getattr(lifeline, f"{name}_on_{other}", 0.0)
            if weight:
                graph.add_edge(on, what, weight=weight)
    return graph


def inoperability(graph: nx.DiGraph, struck: Mapping[int, float], coupling: float) -> dict[int, float]:
    """Return how far each service is out of action in the mean: q = min(1, κAq + c) (Haimes & Jiang 2001).

    Where nothing is out of action for good, that is q = (I − κA)⁻¹ c.

    Parameters
    ----------
    struck : service → c
        How far each is put out of action directly, 0 to 1.
    coupling : float
        κ: 0 leaves what is struck alone, 1 lets it spread along all dependencies.
    """
    nodes = list(graph)
    depends = nx.to_numpy_array(graph, nodelist=nodes).T  # row i: what i depends on
    direct = np.array([struck.get(node, 0.0) for node in nodes])
    suffered = _settled(coupling * depends, direct)
    return dict(zip(nodes, suffered.tolist(), strict=True))


def _settled(depends: NDArray[np.float64], direct: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the least solution of q = min(1, Aq + c), round by round where the linear one does not exist or exceeds 1."""
    try:
        linear = np.asarray(np.linalg.solve(np.eye(direct.size) - depends, direct), dtype=np.float64)
    except np.linalg.LinAlgError:  # services that feed each other without any loss
        linear = np.full(direct.size, np.inf)
    if linear.min() >= 0 and linear.max() <= 1:
        return linear
    suffered = direct
    for _ in range(ROUNDS):
        before, suffered = suffered, np.minimum(1.0, depends @ suffered + direct)
        if np.abs(suffered - before).max() < SETTLED:
            break
    return suffered
