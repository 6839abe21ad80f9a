"""Returned cases join the end of the queue of their class, against a small simulator of its own and against theory."""

import heapq
from collections import deque

import numpy as np
import pytest

from tests.approvals.ladders import Town, case

SERVICE, RETURNED = 1.0, 0.35
URGENT, SLOW = 10.0, 90.0
RUNS, CASES = 20, 1200
BUSY = {"levels": 1, "service_time": SERVICE, "return_share": RETURNED, "entry_level": 1}


def simulate(seed, rates, n, overtakes=False):
    """Return the mean minutes that cases of each class take at one signer, with feedback; nothing of coprod is used.

    The signer takes the first of the most urgent class, and is not interrupted. A case that is returned joins the end of
    its class after the signer has taken the next; or before, if it `overtakes`.
    """
    rng = np.random.default_rng(seed)
    coming = [(t, k) for k, rate in enumerate(rates) for t in np.cumsum(rng.exponential(1 / rate, int(n * rate / sum(rates))))]
    heapq.heapify(coming)
    queues, taken, now, busy_until, at_desk = [deque() for _ in rates], [[] for _ in rates], 0.0, np.inf, None

    def take():
        for kind, queue in enumerate(queues):
            if queue:
                return (kind, queue.popleft()), now + rng.exponential(SERVICE)
        return None, np.inf

    while coming or at_desk:
        if at_desk is None or (coming and coming[0][0] < busy_until):
            now, kind = heapq.heappop(coming)
            queues[kind].append(now)
            if at_desk is None:
                at_desk, busy_until = take()
            continue
        now, (kind, began) = busy_until, at_desk
        comes_back = rng.random() < RETURNED
        if comes_back and overtakes:
            queues[kind].append(began)
        at_desk, busy_until = take()
        if comes_back and not overtakes:
            queues[kind].append(began)
            if at_desk is None:
                at_desk, busy_until = take()
        if not comes_back:
            taken[kind].append(now - began)
    return [np.mean(minutes) for minutes in taken]


def climbed(seed, rates, n):
    """Return the mean minutes that cases of each class take on the ladder."""
    rng, town = np.random.default_rng(10_000 + seed), Town(seed=seed, **BUSY)
    minutes = [[] for _ in rates]

    def ask(at, number, kind):
        yield town.env.timeout(at)
        yield from town.ladder.decide(case(number, urgency=(URGENT, SLOW)[kind]))
        minutes[kind].append(town.env.now - at)

    arrivals = sorted((t, k) for k, rate in enumerate(rates)
                      for t in np.cumsum(rng.exponential(1 / rate, int(n * rate / sum(rates)))))
    for number, (at, kind) in enumerate(arrivals):
        town.env.process(ask(at, number, kind))
    town.env.run()
    return [np.mean(kind) for kind in minutes]


def means(runs):
    runs = np.array(runs)
    return runs.mean(axis=0), runs.std(axis=0, ddof=1) / len(runs) ** 0.5


def test_a_returned_case_does_not_overtake_a_slower_one_that_waits():
    """At 78 % load the urgent wait clearly less if those who come back overtake; the ladder is not that queue."""
    rates = 0.25, 0.25
    ladder, error = means([climbed(seed, rates, CASES) for seed in range(RUNS)])
    states, error_states = means([simulate(seed, rates, CASES) for seed in range(RUNS)])
    overtaking, _ = means([simulate(seed, rates, CASES, overtakes=True) for seed in range(RUNS)])
    tolerance = 4 * np.hypot(error, error_states)
    assert np.all(np.abs(ladder - states) < tolerance), (ladder, states, tolerance)
    assert ladder[0] - overtaking[0] > tolerance[0], (ladder, overtaking, tolerance)


def test_one_class_with_returns_is_a_queue_of_geometric_services():
    """Jackson 1957: M/M/1 with feedback p holds as many as M/M/1 at the rate λ/(1−p), so W = 1/(μ(1−p) − λ)."""
    rate = 0.3
    ladder, error = means([climbed(seed, (rate,), CASES) for seed in range(RUNS)])
    assert ladder[0] == pytest.approx(1 / ((1 - RETURNED) / SERVICE - rate), abs=4 * error[0])
