"""Hidden hazards for tests: equal communities without offices, and a day like any other."""

from types import SimpleNamespace

import numpy as np

from coprod.fields.everyday.hazards import HAZARD_RECORD, HiddenHazards
from coprod.fields.everyday.patrol import REPORTERS
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.town.places import ESTATES

USUAL = {"hazard.new_estates": 1.0, "hazard.gap_share": 0.0, "hazard.trigger": 0.002}
"""Estates at the stated rate, every place somebody's, triggering as note:B11 has it: the theory's assumptions."""

BY_GROUP = np.array([0.007, 0.002, 0.001, 0.006, 0.002, 0.0])
"""Discovery rates of the reporters, .018 a day together (note:B11); insiders keep silent."""

ALL_SEARCH = (BY_GROUP > 0).astype(float)
"""Rate 1 of everybody who searches."""


def hazards(communities, seed=1, residents=5000, **changes):
    """Return the hazards of equal communities with `changes` ("hazard__birth" for "hazard.birth")."""
    parameters = Parameters().replace({**USUAL, **{k.replace("__", "."): v for k, v in changes.items()}})
    table = SimpleNamespace(residents=np.full(communities, residents),
                            estate=np.full(communities, ESTATES.index("new")))
    hidden = HiddenHazards(parameters, Streams(seed), SimpleNamespace(communities=table), Recorder())
    hidden.recorder = hidden._recorder
    hidden.communities = communities
    return hidden


def live(hidden, days, rates=BY_GROUP, facility=0.4, mend=True, first=0):
    """Live some days: `rates` per group, or a function of the day; found hazards are mended by the evening."""
    condition, out = np.full(hidden.communities, facility), []
    for day in range(first, first + days):
        today = rates(day) if callable(rates) else rates
        out.append(hidden.day(day, condition, np.broadcast_to(today, (hidden.communities, len(REPORTERS)))))
        if mend:
            hidden.rectified(out[-1].found["id"], day)
    return out


def ended(hidden):
    """Return the records of hazards that were mended or triggered."""
    return hidden.recorder.columns(HAZARD_RECORD)
