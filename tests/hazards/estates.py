"""Hidden hazards for tests: equal communities without offices, and a day like any other."""

from types import SimpleNamespace

import numpy as np

from coprod.fields.everyday.hazards import HAZARD_RECORD, HiddenHazards
from coprod.fields.everyday.patrol import REPORTERS
from coprod.kernel.columns import Columns
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.town.places import BUILDING_COLUMNS, COMMITTEE_COLUMNS, ESTATES

USUAL = {"hazard.new_estates": 1.0, "hazard.gap_share": 0.0, "hazard.trigger": 0.002}
"""Estates at the stated rate, every place somebody's, triggering as note:B11 has it: the theory's assumptions."""

BY_GROUP = np.array([0.007, 0.002, 0.001, 0.006, 0.002, 0.0])
"""Discovery rates of the reporters, .018 a day together (note:B11); insiders keep silent."""

ALL_SEARCH = (BY_GROUP > 0).astype(float)
"""Rate 1 of everybody who searches."""


def town(communities, residents=5000, buildings=40, storeys=18, lifts=2):
    """Return equal communities of so many buildings each; `residents` of a community, the others of a building or each."""
    n = communities * buildings
    table = Columns(COMMITTEE_COLUMNS, communities)
    table.residents[:], table.estate[:] = residents, ESTATES.index("new")
    houses = Columns(BUILDING_COLUMNS, n)
    houses.community[:] = np.repeat(np.arange(communities), buildings)
    houses.residents[:] = houses.households[:] = residents // buildings
    houses.storeys[:], houses.lifts[:], houses.age[:] = storeys, lifts, 10
    return SimpleNamespace(communities=table, buildings=houses)


def hazards(communities, seed=1, residents=5000, place=None, **changes):
    """Return the hazards of equal communities with `changes` ("hazard__birth" for "hazard.birth")."""
    parameters = Parameters().replace({**USUAL, **{k.replace("__", "."): v for k, v in changes.items()}})
    hidden = HiddenHazards(parameters, Streams(seed), place or town(communities, residents), Recorder())
    hidden.recorder = hidden._recorder
    hidden.communities = communities
    return hidden


def live(hidden, days, rates=BY_GROUP, facility=0.4, mend=True, first=0):
    """Live some days: `rates` per group, or a function of the day; found hazards are known at once, mended by the evening."""
    condition, out = np.full(hidden.communities, facility), []
    for day in range(first, first + days):
        today = rates(day) if callable(rates) else rates
        out.append(hidden.day(day, condition, np.broadcast_to(today, (hidden.communities, len(REPORTERS)))))
        hidden.declare(out[-1].found["id"])
        if mend:
            hidden.rectified(out[-1].found["id"], day)
    return out


def ended(hidden):
    """Return the records of hazards that were mended or triggered."""
    return hidden.recorder.columns(HAZARD_RECORD)
