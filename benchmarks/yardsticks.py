"""What coprod's speed is held against: the same rules, or simpler ones, done the other ways there are.

Every function returns nanoseconds of processor time per resident-day, or None where an optional package is missing.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from benchmarks.plain_mesa import PlainTown
from benchmarks.tight_mesa import TightTown
from coprod import Parameters
from coprod.agents.participation_utility import N_REAL, weigh_acts
from coprod.agents.residents import RESIDENT_STATE
from coprod.fields.everyday.acts import Participation, weekly_habit_gain
from coprod.fields.everyday.points import PointsLedger
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.town import build_town
from coprod.town.population import N_TYPES, RIDER


def per_resident_day(day: Callable[[int], object], residents: int, days: int) -> float:
    """Return what a day costs per resident, in nanoseconds."""
    start = time.process_time()
    for number in range(days):
        day(number)
    return (time.process_time() - start) / (residents * days) * 1e9


def resident_rules(parameters: Parameters, days: int, *, with_points: bool = True) -> float:
    """Return the cost of coprod's own resident rules: participation, norm and habit, with or without the ledger."""
    streams = Streams(1)
    town = build_town(parameters, streams)
    rule, books = Participation(parameters, streams, town), PointsLedger(parameters, streams, town, Recorder())

    def step(day: int) -> None:
        if day % 7 == 0:
            rule.begin_week(books.credibility)
        acts = rule.day(day)
        if with_points:
            books.day(day, acts)

    return per_resident_day(step, len(town.residents), days)


def rules_as_objects(parameters: Parameters, days: int = 14) -> float:
    """Return the cost of the very same participation rules on one plain object per resident (the oracle of the tests)."""
    from tests.residents.oracle import SlowTown

    streams = Streams(1)
    town = build_town(parameters, streams)
    town.residents.declare(RESIDENT_STATE)
    slow, trust = SlowTown(parameters, streams, town), np.ones(len(town.communities))

    def step(day: int) -> None:
        if day % 7 == 0:
            slow.begin_week(trust)
        slow.day(day)

    return per_resident_day(step, len(town.residents), days)


def plain_mesa(residents: int, days: int = 5) -> float:
    """Return the cost of one simple participation rule in plain Mesa (``AgentSet.do``)."""
    town = PlainTown(residents)
    return per_resident_day(lambda _: town.step(), residents, days)


def tight_mesa(residents: int, days: int = 5, *, shuffled: bool = False) -> float:
    """Return the cost of that rule written as tightly as Mesa allows (``AgentSet.do``, or ``shuffle_do``)."""
    town = TightTown(residents, shuffled=shuffled)
    return per_resident_day(lambda _: town.step(), residents, days)


def agentpy(residents: int, days: int = 3) -> float | None:
    """Return the cost of the same simple rule in AgentPy."""
    try:
        from benchmarks.plain_agentpy import AgentpyTown
    except ImportError:
        return None
    town = AgentpyTown({"residents": residents, "seed": 1})
    town.sim_setup()
    return per_resident_day(lambda _: town.step(), residents, days)


def numpy_dense(residents: int, days: int = 30) -> float:
    """Return the cost of the same simple rule on NumPy columns, everybody every day."""
    rng = np.random.default_rng(1)
    motivation, trust = rng.gamma(2.8, 0.72, residents), rng.uniform(0.3, 0.9, residents)
    habit, points, active = np.zeros(residents), np.zeros(residents), np.zeros(residents, bool)
    neighbours = rng.integers(0, residents, (residents, 5))

    def step(_: int) -> None:
        norm = active[neighbours].mean(axis=1)
        utility = motivation + 3 * habit + 1.5 * (norm - 0.5) + trust + np.log1p(2 / 5) - 9
        active[:] = rng.random(residents) < 1 / (1 + np.exp(-utility))
        habit[:] += 0.044 * (active - habit)
        points[:] += 2 * active
        points[(points > 0) & (rng.random(residents) < 0.02)] = 0

    return per_resident_day(step, residents, days)


def fused_kernel(parameters: Parameters, days: int) -> float | None:
    """Return the cost of coprod's participation rules as one fused Numba kernel over everybody."""
    try:
        from benchmarks.fused import renew_a_week, step_day
    except ImportError:
        return None
    town = build_town(parameters, Streams(1))
    people, r = town.residents, parameters.resident
    people.declare(RESIDENT_STATE)
    worth = weigh_acts(r, parameters.points, np.ones(len(town.communities)))
    total, sham = np.exp(worth.log_real).astype(np.float32).ravel(), np.exp(worth.log_sham).astype(np.float32).ravel()
    left, shares = worth.left.ravel(), worth.shares.reshape(-1, N_REAL)
    place = (people.community.astype(np.int64) * 2 + (people.kind == RIDER)) * N_TYPES + people.motive_type
    own = np.float32([parameters.points.recognition, r.habit_weight, r.norm_weight, r.risk_weight, r.trust_weight,
                      r.burnout_weight, r.time_weight, weekly_habit_gain(r.habit_days), r.adult_age, r.choice_noise])

    def step(day: int) -> None:
        if day % 7 == 0:
            renew_a_week(people.motivation, people.motive, people.habit, people.perceived_risk, people.trust,
                         people.burnout, people.time_cost, people.age, people.active, people.was_active,
                         place, town.ties.indptr, town.ties.indices, left, total, sham, own, people.act_probability)
        step_day(people.act_probability, place, shares, sham, people.skill, people.app_reach, people.active, people.acts, day)

    step(0), step(1)  # compile before the clock starts
    return per_resident_day(step, len(people), days)
