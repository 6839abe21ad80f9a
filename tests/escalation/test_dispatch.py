"""Allocation against theory: min-cost flow, the cμ rule, capacity, and the bias of an algorithm (note:B18)."""

from itertools import permutations

import networkx as nx
import numpy as np
import pytest
import simpy
from hypothesis import given
from hypothesis import strategies as st

from coprod.agents.allocation import gain
from coprod.agents.decisions import RuleBook
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.linkage.dispatch import DISPATCH, Pool, Priority, allocate, weight_of
from coprod.parameters import Parameters
from tests.emergencies.fields import field, plain_state

RULES = ("fifo", "nearest", "severity", "optimal")
CLASSES = {1.0: 4.0, 2.0: 1.0, 6.0: 8.0}
"""Mean minutes of work by gravity: c μ is .25, 2 and .75."""
SCALE = 10**6
BOUND = {name: RuleBook(Parameters(), {"district.allocate": name})["district.allocate"] for name in RULES}


def calls(rng, n):
    return [Priority(30.0, float(weight), float(work)) for weight, work in rng.uniform(1, 9, (n, 2))]


@pytest.mark.parametrize("seed", range(20))
def test_the_optimal_allocation_is_the_min_cost_flow(seed):
    rng = np.random.default_rng(seed)
    n, m = rng.integers(1, 6, 2)
    waiting, ways = calls(rng, n), rng.uniform(1, 40, (n, m))
    value = gain(np.array([call.weight for call in waiting]), np.array([call.work for call in waiting]), ways)
    graph, flow = nx.DiGraph(), int(min(n, m))
    graph.add_node("source", demand=-flow)
    graph.add_node("sink", demand=flow)
    graph.add_edges_from((("source", ("call", i)) for i in range(n)), capacity=1, weight=0)
    graph.add_edges_from(((("crew", j), "sink") for j in range(m)), capacity=1, weight=0)
    for i in range(n):
        for j in range(m):
            graph.add_edge(("call", i), ("crew", j), capacity=1, weight=-round(SCALE * value[i, j]))
    pairs = allocate(BOUND["optimal"], waiting, ways)
    assert sum(round(SCALE * value[pair]) for pair in pairs) == -nx.min_cost_flow_cost(graph)


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 10**6), st.sampled_from(RULES))
def test_every_rule_sends_as_many_crews_as_it_can_and_none_twice(n, m, seed, rule):
    rng = np.random.default_rng(seed)
    pairs = allocate(BOUND[rule], calls(rng, n), rng.uniform(1, 40, (n, m)))
    assert len(pairs) == min(n, m) == len({call for call, _ in pairs}) == len({crew for _, crew in pairs})


def test_each_rule_has_its_own_first():
    waiting = [Priority(30, 1.0, 5.0), Priority(30, 9.0, 90.0), Priority(30, 4.0, 2.0)]
    one_crew = np.array([[9.0], [8.0], [10.0]])
    assert [allocate(BOUND[rule], waiting, one_crew)[0][0] for rule in RULES] == [0, 1, 1, 2]
    two_crews = np.array([[5.0, 6.0], [1.0, 20.0]])
    assert allocate(BOUND["fifo"], waiting[:2], two_crews) == [(0, 0), (1, 1)]
    assert allocate(BOUND["nearest"], waiting[:2], two_crews) == [(1, 0), (0, 1)]


def weighted_wait(order, jobs):
    """Return Σ c × minutes waited of calls (time, gravity, work) that one crew serves; `order` maps gravity to rank."""
    env, waits = simpy.Environment(), []
    pool = Pool(env, [1], BOUND["severity"])

    def one(at, gravity, work):
        yield env.timeout(at)
        with pool.ask(Priority(30.0, order(gravity), work), [0.0]) as claim:
            yield claim
            waits.append(gravity * (env.now - at))
            yield env.timeout(work)

    for job in jobs:
        env.process(one(*job))
    env.run()
    return sum(waits) / len(jobs)


def jobs(seed, n=2000, load=0.85):
    rng = np.random.default_rng(seed)
    gravity = rng.choice(list(CLASSES), n)
    mean = np.mean(list(CLASSES.values()))
    at = np.cumsum(rng.exponential(mean / load, n))
    work = rng.exponential([CLASSES[one] for one in gravity.tolist()])
    return list(zip(at.tolist(), gravity.tolist(), work.tolist(), strict=True))


def test_c_mu_priority_costs_less_than_any_other_non_preemptive_order():
    """M/G/1 with linear waiting costs: c μ priority costs no more than FIFO or any other order of the classes."""
    samples = [jobs(seed) for seed in range(6)]
    cost = {order: np.array([weighted_wait(lambda gravity, order=order: float(order.index(gravity)), one)
                             for one in samples]) for order in permutations(CLASSES)}
    c_mu = tuple(sorted(CLASSES, key=lambda gravity: gravity / CLASSES[gravity]))
    fifo = np.array([weighted_wait(lambda gravity: 0.0, one) for one in samples])
    for other in (fifo, *(cost[order] for order in cost if order != c_mu)):
        assert cost[c_mu].mean() < other.mean()
    assert (cost[c_mu] < fifo).all()


def test_the_optimal_rule_of_one_crew_is_c_mu():
    rng = np.random.default_rng(5)
    for _ in range(50):
        waiting = calls(rng, 5)
        ((first, _),) = allocate(BOUND["optimal"], waiting, np.zeros((5, 1)))
        assert first == np.argmax([call.weight / call.work for call in waiting])


@given(st.lists(st.integers(0, 3), min_size=1, max_size=4), st.integers(0, 10**6), st.sampled_from(RULES),
       st.sampled_from([0.0, 3.0]))
def test_capacity_is_never_exceeded_and_everybody_is_served(crews, seed, rule, batch):
    crews[0] += 1
    rng, env = np.random.default_rng(seed), simpy.Environment()
    pool, busy, served = Pool(env, crews, BOUND[rule], batch), [0] * len(crews), []

    def one(at, call):
        yield env.timeout(at)
        with pool.ask(call, rng.uniform(1, 20, len(crews)).tolist()) as claim:
            yield claim
            busy[claim.place] += 1
            assert busy[claim.place] <= crews[claim.place]
            yield env.timeout(claim.way + call.work)
            busy[claim.place] -= 1
        served.append(call)

    for call in calls(rng, 12):
        env.process(one(rng.uniform(0, 30), call))
    env.run()
    assert len(served) == 12 and pool.free == crews and not any(busy)


def test_calls_that_are_withdrawn_take_no_crew():
    env = simpy.Environment()
    pool = Pool(env, [1], BOUND["fifo"])
    with pool.ask(Priority(1.0), [0.0]), pool.ask(Priority(1.0), [0.0]) as second:
        assert second.place is None and not pool.is_free
    assert pool.free == [1] and pool.is_free


def test_an_algorithm_takes_what_it_does_not_see_for_less_unless_somebody_reads_it():
    allocation = Parameters().replace({"district.allocation_bias": 0.4}).district
    assert [weight_of(allocation, 2.0, *who) for who in ((True, False), (False, False), (False, True))] == [
        2.0, pytest.approx(1.2), 2.0]


def test_a_pool_waits_no_longer_than_streets_on_their_own():
    """Equal loads on two streets with one crew each: together nobody stands idle while another's call waits."""
    waits = []
    for rule in ("local", "fifo"):
        live, recorder = field(crew__street_crews=1, crew__street_travel=60.0, crew__next_street=1.0,
                               district__allocation_rule=rule, incident__utility_rate=800.0, incident__disorder_rate=800.0)
        for day in range(60):
            live.run_day(day, plain_state())
        waits.append(recorder.columns(INCIDENT)["crew_wait"].mean())
    assert waits[1] < waits[0]
    assert len(recorder.columns(DISPATCH)["incident"])
