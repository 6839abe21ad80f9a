"""Cascades against theory (note:B12): inoperability, backup, percolation, interdependent networks, Watts' condition."""

import networkx as nx
import numpy as np
import pytest

from coprod.fields.emergency.lifelines import spread
from coprod.kernel.formulas import refusals
from coprod.kernel.streams import Streams
from coprod.parameters.groups import Infrastructure
from coprod.town.infrastructure import LIFT, POWER, PUMP, TELECOM, dependencies, inoperability
from tests.theory.cascades import cascades_globally, giant_share, mutual_giant_share, mutual_threshold


@pytest.mark.parametrize(("coupling", "suffered"), [
    (1.0, (0.5, 0.4, 0.398936, 0.329787)), (0.5, (0.5, 0.2, 0.171320, 0.142132)), (0.0, (0.5, 0.0, 0.0, 0.0))])
def test_inoperability_to_printed_digits(coupling, suffered):
    """The town's own graph: half of the power gone, q = (I − κA)⁻¹ c."""
    q = inoperability(dependencies(Infrastructure()), {POWER: 0.5}, coupling)
    assert [q[service] for service in (POWER, LIFT, PUMP, TELECOM)] == pytest.approx(suffered, abs=5e-7)


def test_closed_forms_to_printed_digits():
    assert [giant_share(c) for c in (0.9, 1.0, 1.5, 2.0)] == pytest.approx([0, 0, 0.582812, 0.796812], abs=5e-7)
    survive = [mutual_giant_share(4, kept) for kept in (0.70, 0.65, 0.62, 0.61)]
    assert survive == pytest.approx([0.557616, 0.459778, 0.368870, 0], abs=5e-7)
    assert mutual_threshold(1) == pytest.approx(2.455407, abs=5e-6)


def test_watts_condition_on_regular_graphs():
    """If each of three neighbours can be tipped by one, z (z − 1) = 6 > 3; if only a third of them can, 2 < 3."""
    thirds = [0, 0, 0, 1]
    assert cascades_globally(thirds, [0, 0, 0, 1]) and not cascades_globally(thirds, [0, 0, 0, 1 / 3])


@pytest.mark.parametrize("backup", [0.0, 0.5, 3.0, 6.0])
def test_each_step_of_a_cascade_has_the_chance_of_theory(backup):
    """κ a e^(−b/D̄) at the first step, and the same again at the second: exponential outages have no memory."""
    n, mean, chain, uniform = 20_000, 3.0, nx.DiGraph(), Streams(1)
    chain.add_edge(0, 1, weight=0.8)
    chain.add_edge(1, 2, weight=0.6)
    hours = -mean * np.log(uniform.uniform("test hours", np.arange(n)))
    sizes = np.array([
        len(spread(chain, 0, 0.0, h, 0.5, backup, lambda on, what, i=i: uniform.uniform_scalar(f"test {on} {what}", i)))
        for i, h in enumerate(hours)])
    step = 0.5 * np.exp(-backup / mean)
    for share, expected in (((sizes > 1).mean(), 0.8 * step), ((sizes > 2).mean(), 0.8 * 0.6 * step**2)):
        assert share == pytest.approx(expected, abs=4 * (expected * (1 - expected) / n) ** 0.5 + 1e-12)


@pytest.mark.parametrize("degree", [0.8, 1.5, 2.0])
def test_live_cascades_percolate(degree):
    """On many services that depend on each other at random, a failure reaches a share S of all with chance S, else few."""
    n, starts, uniform = 3000, 150, Streams(2)
    graph = nx.DiGraph(nx.gnp_random_graph(n, 4 / n, seed=3, directed=False))
    nx.set_edge_attributes(graph, 1.0, "weight")

    def kept(on, what):  # the random numbers of a pair is the same both ways: bond percolation
        return uniform.uniform_scalar("test pair", min(on, what) * n + max(on, what))

    reached = np.array([len(spread(graph, start, 0.0, 1.0, degree / 4, 0.0, kept)) for start in range(starts)]) / n
    large, share = reached > 0.1, giant_share(degree)
    assert large.mean() == pytest.approx(share, abs=4 * (share * (1 - share) / starts) ** 0.5 + 0.02)
    if share:
        assert reached[large].mean() == pytest.approx(share, abs=0.05)


def test_unanswered_calls_are_geometric_and_grow_with_refusal():
    uniform = Streams(1).uniform("test", np.arange(20_000))
    calls = {r: refusals(uniform, r) for r in (0.0, 0.3, 0.6)}
    assert not calls[0.0].any() and (calls[0.6] >= calls[0.3]).all()
    for r in (0.3, 0.6):
        error = (r / (1 - r) ** 2 / uniform.size) ** 0.5
        assert calls[r].mean() == pytest.approx(r / (1 - r), abs=4 * error)
