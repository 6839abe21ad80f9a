"""Desks for tests: a town's offices with their streams and records, and streams of plain work."""

from types import SimpleNamespace

import numpy as np

from coprod.agents.decisions import RuleBook
from coprod.fields.everyday.desks import Desks
from coprod.fields.everyday.directives import Directives
from coprod.fields.everyday.patrol import Patrol
from coprod.fields.everyday.requests import Requests
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import REQUEST, REQUEST_RECORD
from coprod.parameters import Parameters

PLAIN = {"staff.pressure": 0.0, "staff.shed_rate": 0.0, "staff.switch_hours": 0.0}
"""Desks without pressure, shedding and switching: plain queues."""


def offices(communities=12, streets=3, seed=1, rules=None, **changes):
    """Return the offices of a town with `changes` ("staff__count" for "staff.count") that decide by `rules`."""
    parameters = Parameters().replace({key.replace("__", "."): value for key, value in changes.items()})
    streams, recorder, size = Streams(seed), Recorder(), np.ones(communities)
    street_of = np.arange(communities) * streets // communities
    desks = Desks(parameters, streams, communities, street_of, recorder, rules=RuleBook(parameters, rules))
    return SimpleNamespace(
        parameters=parameters, recorder=recorder, desks=desks, n=communities,
        requests=Requests(parameters, streams, size),
        directives=Directives(parameters, streams, np.zeros(desks.n, dtype=int), recorder),
        patrol=Patrol(parameters, np.full(communities, 5000), desks.n))


def live(town, days, emergency=0.0):
    """Let the offices work through their own requests and directives; return the days."""
    hours = np.full(town.desks.n, emergency)
    out = []
    for day in range(days):
        town.desks.receive(town.requests.day(day).items)
        town.desks.receive(town.directives.day(day))
        out.append(town.desks.work_day(day, hours, town.patrol.ordered(day)))
    return out


def plain_desks(n, seed=1, **changes):
    """Return `n` independent desks of one person with one hour a day, under one street office."""
    changes = {key.replace("__", "."): value for key, value in changes.items()}
    parameters = Parameters().replace({"staff.count": 1, "staff.hours": 1.0, **PLAIN, **changes})
    recorder = Recorder()
    desks = Desks(parameters, Streams(seed), n, np.zeros(n, dtype=int), recorder)
    return SimpleNamespace(desks=desks, recorder=recorder, n=n)


def poisson_work(town, days, rate, lines=8, work=REQUEST, seed=3):
    """Feed every desk Poisson items of exponential hours with mean 1, lines in random order; return the days."""
    out = []
    for day in range(days):
        dice = Streams(seed)("test work", day)
        desk = np.repeat(np.arange(town.n), dice.poisson(rate, town.n))
        town.desks.arrive(day, work=work, desk=desk, hours=dice.exponential(1.0, desk.size),
                          line=dice.integers(0, lines, desk.size), origin=np.arange(desk.size))
        out.append(town.desks.work_day(day, np.zeros(town.desks.n)))
    return out


def finished(town):
    """Return the records of all items that left their desk."""
    return town.recorder.columns(REQUEST_RECORD)


def over_days(days, name, n=None):
    """Return one field of all days, shape (days, n)."""
    return np.array([getattr(day, name)[:n] for day in days])


def standard_error(sample):
    """Return the standard error of the mean of independent values."""
    return np.std(sample, ddof=1) / np.sqrt(len(sample))
