"""Desks against queueing theory (note:B6): printed digits for closed forms, 4 standard errors for live desks."""

import numpy as np
import pytest

from coprod.fields.everyday.desks import pressure_pace
from coprod.fields.everyday.directives import passes_needed
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import DIRECTIVE, DONE, REQUEST, SHED, SYMBOLIC, WORK
from coprod.laboratory.validation import facts
from tests.desks.offices import finished, live, offices, over_days, plain_desks, poisson_work, standard_error
from tests.theory.desks import pressure_roots, switching_load
from tests.theory.queues import erlang_c, fifo_wait, priority_waits, waiting_time


@pytest.mark.parametrize(("servers", "offered", "chance", "wait"), [
    (1, 0.8, 0.8, 4.0), (3, 2.4, 0.647191, 1.078652), (5, 4.5, 0.762493, 1.524986), (8, 6.4, 0.457645, 0.286028)])
def test_erlang(servers, offered, chance, wait):
    assert erlang_c(servers, offered) == pytest.approx(chance, abs=5e-7)
    assert waiting_time(servers, offered) == pytest.approx(wait, abs=5e-7)


def test_cobham():
    loads = (0.2, 0.5)
    waits = priority_waits(loads)
    assert waits == pytest.approx([0.875, 2.916667], abs=5e-7)
    assert fifo_wait(loads) == pytest.approx(2.333333, abs=5e-7)
    # the conservation law: urgency only redistributes waiting
    assert np.dot(loads, waits) == pytest.approx(1.633333, abs=5e-7)
    assert np.dot(loads, waits) == pytest.approx(sum(loads) * fifo_wait(loads))


def test_lines_in_random_order_load_the_desk_as_theory_says():
    load = switching_load(0.6, 1.0, 0.4, [1 / 8] * 8)
    assert load == pytest.approx(0.81)
    town = plain_desks(400, staff__switch_hours=0.4)
    days = poisson_work(town, 500, rate=0.6, lines=8)[100:]
    by_desk = over_days(days, "utilisation", town.n).mean(axis=0)
    assert by_desk.mean() == pytest.approx(load, abs=4 * standard_error(by_desk))
    switches, arrivals = (sum(getattr(day, name) for day in days) for name in ("switches", "arrivals"))
    assert switches / arrivals == pytest.approx(7 / 8, abs=4 * (7 / 64 / arrivals) ** 0.5)


def test_one_line_needs_no_switching():
    town = offices(directive__lines=1)
    days = live(town, 30)
    assert sum(day.switches for day in days) == 0
    assert sum(day.switch_hours.sum() for day in days) == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_little_holds_for_every_kind_of_work(seed):
    """Σ_days L = Σ_items W over the same items, exactly: every kind, the items still open included."""
    town, days, present = offices(seed=seed), 120, np.zeros(len(WORK))
    for day in range(days):
        town.desks.receive(town.requests.day(day).items)
        town.desks.receive(town.directives.day(day))
        town.desks.work_day(day, np.zeros(town.desks.n))
        lying = town.desks.open_items
        present += np.bincount(lying["work"][lying["arrived"] <= day], minlength=len(WORK))
    record, lying = finished(town), town.desks.open_items
    stay = np.bincount(record["work"], record["finished"] - record["arrived"], len(WORK))
    waiting = np.maximum(days - lying["arrived"], 0)  # referred on the last evening: with the street from tomorrow
    assert present == pytest.approx(stay + np.bincount(lying["work"], waiting, len(WORK)), abs=0)


@pytest.mark.parametrize("conflict", [0.05, 0.3])
def test_contradictory_directives_pass_one_over_one_minus_kappa_times(conflict):
    town = offices(directive__conflict=conflict, staff__count=50, directive__rate=1.0)
    live(town, 120)
    record = finished(town)
    passes = record["passes"][(record["work"] == DIRECTIVE) & (record["arrived"] < 60)]
    assert passes.mean() == pytest.approx(1 / (1 - conflict), abs=4 * standard_error(passes))


def test_passes_are_geometric():
    passes = passes_needed(Streams(1).uniform("test", np.arange(20_000)), 0.3)
    share = np.bincount(passes)[1:5] / passes.size
    theory = 0.7 * 0.3 ** np.arange(4)
    assert (abs(share - theory) < 4 * np.sqrt(theory * (1 - theory) / passes.size)).all()


def test_overloaded_backlog_grows_by_what_is_too_much():
    town = plain_desks(300)
    backlog = over_days(poisson_work(town, 150, rate=1.25), "backlog_hours", town.n)
    slope = (backlog[-1] - backlog[49]) / 100
    assert slope.mean() == pytest.approx(1.25 - 1.0, abs=4 * standard_error(slope))


@pytest.mark.parametrize(("load", "settles", "tips"), [(0.4, 0.87678, 15.1116), (0.7, 1.87247, 10.4867)])
def test_pressure_settles_below_the_tipping_point_and_runs_away_above(load, settles, tips):
    assert pressure_roots(load, 5.0) == pytest.approx((settles, tips), rel=5e-6)
    assert pressure_pace(np.array([settles, tips]), 5.0, 0.0, 1.0) == pytest.approx(load, abs=2e-5)
    below, above = (_under_pressure(load, tips + step)[0] for step in (-0.02, 0.02))
    assert below == pytest.approx(settles, abs=2e-3)
    assert above > tips + 1


def _under_pressure(load, start, days=400, **changes):
    """Return the morning's work of a desk, in days, that began with `start` days of work and gets `load` a day.

    Its day has 20 hours and its work comes in 20 items a day.
    """
    town = plain_desks(1, staff__hours=20.0, staff__pressure=1.0, staff__pressure_peak=5.0,
                       staff__pressure_floor=0.0, **changes)
    desk = np.zeros(20, dtype=int)
    town.desks.arrive(0, work=REQUEST, desk=desk, hours=np.full(20, start - load))
    for day in range(days):
        town.desks.arrive(day, work=REQUEST, desk=desk, hours=np.full(20, load), origin=np.arange(20))
        evening = town.desks.work_day(day, np.zeros(2))
    return evening.backlog_hours[0] / 20 + load, np.bincount(finished(town)["state"], minlength=4)


def test_a_desk_beyond_the_tipping_point_needs_shedding():
    lost, states = _under_pressure(0.7, 14.0)
    assert lost > 100
    assert states[SHED] == 0
    held, states = _under_pressure(0.7, 14.0, staff__overflow_days=12.0, staff__shed_rate=0.2)
    assert 12 < held < 12 + 0.7 / 0.2 + 1
    assert states[SHED] > 1000
    assert states[DONE] > 0 == states[SYMBOLIC]


def test_shedding_takes_the_stated_rate_in_the_mean():
    """What is dropped a day is ξ (n − n_max) in the mean although items are dropped whole."""
    town = plain_desks(2000, staff__shed_rate=0.2, staff__overflow_days=10.0)
    every = np.repeat(np.arange(town.n), 12)
    town.desks.arrive(0, work=REQUEST, desk=every, hours=np.ones(every.size), origin=np.arange(every.size))
    dropped = np.bincount(town.desks.work_day(0, np.zeros(town.n + 1)).finished["desk"], minlength=town.n)[: town.n]
    done, excess = 1, 11 - 10
    assert dropped.mean() - done == pytest.approx(0.2 * excess, abs=4 * standard_error(dropped))


def test_the_base_town_is_busy_but_stable():
    """note:B6: four fifths busy, the share of hours on paper within that of fact:C6, and no desk beyond the knee."""
    town = offices(communities=60, streets=15)
    days = live(town, 365)[60:]
    n = town.n
    assert 0.7 < over_days(days, "utilisation", n).mean() < 0.85
    assert (over_days(days, "backlog_hours", n)[-1] < 6 * 36).all()
    paper = over_days(days, "paperwork_hours", n).sum() / over_days(days, "capacity", n).sum()
    low, high = next(fact for fact in facts() if fact.id == "C6").checks[0].band
    assert low < paper < high
