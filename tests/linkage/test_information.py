"""Who knows what: the graph against Latora and Marchiori, reports against conservation (E0 (2))."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.fields.everyday.hazards import HAZARD
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.information import NOTICE, Information, global_efficiency
from coprod.parameters import Parameters
from coprod.town import build_town

TOWN = {"town.communities": 6, "town.streets": 3, "town.residents_per_community": 60}
FULL = {"department.data_share": 1.0, "department.data_stores": 1, "directive.target_competition": 0.0}
NOTHING = np.zeros(0, HAZARD)


def information(seed=1, **settings):
    parameters = Parameters().replace(TOWN | {name.replace("__", "."): value for name, value in settings.items()})
    recorder = Recorder()
    return Information(parameters, Streams(seed), build_town(parameters, Streams(seed)), recorder), recorder


def full(**settings):
    return information(**{name.replace(".", "__"): value for name, value in FULL.items()} | settings)


def found(n):
    """Return hazards found by all groups of reporters in turn."""
    rows = np.zeros(n, HAZARD)
    rows["id"], rows["community"], rows["reporter"] = np.arange(n), np.arange(n) % 6, np.arange(n) % 6
    return rows


@pytest.mark.parametrize(("graph", "expected"), [
    (nx.complete_graph(7), 0.0), (nx.empty_graph(7), 1.0),
    (nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(5)), 1 - 20 / 45),
])
def test_fragmentation_of_known_graphs(graph, expected):
    nx.set_edge_attributes(graph, 1.0, "distance")
    assert 1 - global_efficiency(graph) == pytest.approx(expected, abs=1e-12)


def test_a_path_of_three_is_five_sixths_efficient():
    graph = nx.path_graph(3)
    nx.set_edge_attributes(graph, 1.0, "distance")
    assert global_efficiency(graph) == pytest.approx((1 + 1 + 1 / 2) / 3)


def test_full_sharing_is_whole_and_none_is_in_fragments():
    assert full()[0].fragmentation == 0
    assert information(department__data_share=0.0)[0].fragmentation == 1


@given(st.floats(0, 0.9), st.integers(1, 8))
def test_more_sharing_and_a_standard_never_fragment(share, stores):
    few = information(department__data_share=share, department__data_stores=stores)[0].fragmentation
    more = information(department__data_share=share + 0.1, department__data_stores=stores)[0].fragmentation
    standard = information(department__data_share=share, department__data_stores=stores,
                           department__data_standard=1.0)[0].fragmentation
    assert more <= few + 1e-12 and standard <= few + 1e-12


def test_a_platform_that_all_may_use_leaves_what_it_does_not_show():
    live, _ = information(department__data_share=0.0, city__platform=True, city__access=1.0, city__platform_quality=0.8)
    assert live.fragmentation == pytest.approx(0.2)
    without, _ = information(department__data_share=0.0, city__platform=True, city__access=0.0)
    assert without.fragmentation > live.fragmentation


def test_everybody_hears_at_once_where_all_is_shared():
    live, _ = full()
    rows = found(60)
    assert live.deliver(3, rows) is rows and live.on_the_way.size == 0


def test_every_report_arrives_once_and_when_the_record_says():
    live, recorder = information(department__data_share=0.2, department__data_stores=4, directive__target_competition=1.0)
    arrived = {}
    for day in range(90):
        for id_ in live.deliver(day, found(60) if day == 0 else NOTHING)["id"].tolist():
            assert id_ not in arrived
            arrived[id_] = day
    notices = recorder.columns(NOTICE)
    assert arrived == dict(zip(notices["hazard"].tolist(), notices["told"].tolist(), strict=True))
    assert live.on_the_way.size == 0 and max(arrived.values()) > 0


def test_what_the_committee_finds_itself_it_knows():
    live, _ = information(department__data_share=0.0, directive__target_competition=1.0)
    own = live.deliver(0, found(60))["reporter"]
    assert set(own.tolist()) == {0, 3}


def test_rivals_withhold_the_share_they_are_said_to():
    live, recorder = full(directive__target_competition=0.6, department__data_withhold=0.5)
    n = 12_000
    live.deliver(0, found(n))
    notices = recorder.columns(NOTICE)
    held = notices["holder"] >= 0
    assert notices["withheld"][held].mean() == pytest.approx(0.3, abs=4 * (0.3 * 0.7 / held.sum()) ** 0.5)
    assert not notices["withheld"][~held].any()
