"""Lifelines to break: the services of some communities, and incidents that break them."""

from types import SimpleNamespace

from coprod.fields.emergency.lifelines import OUTAGE, Lifelines
from coprod.kernel.columns import Columns
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import UTILITY
from coprod.town.places import COMMITTEE_COLUMNS
from tests.emergencies.fields import dotted, incident

ONLY_POWER = {"infrastructure__utility_power": 1.0, "request__law_refusal": 0.0}
"""Every utility failure is one of power, and utilities answer at once."""


def lifelines(communities=1, seed=1, **changes):
    """Return the live lifelines of communities with 60 lifts and 400 vulnerable residents each."""
    table = Columns(COMMITTEE_COLUMNS, communities)
    table.residents[:], table.lifts[:], table.vulnerable[:] = 5000, 60, 400
    live = Lifelines(Parameters().replace(dotted(changes)), Streams(seed), SimpleNamespace(communities=table), Recorder())
    live.recorder = live._recorder
    return live


def strike(live, n, minutes_apart=1e6, kind=UTILITY):
    """Let n incidents break services, each alone; return what came of them and the records of outages."""
    struck = [live.strike(incident(kind, id=i, minute=720.0 + i * minutes_apart)) for i in range(n)]
    return struck, live.recorder.columns(OUTAGE)
