"""The columns and the plain per-object rules agree bit for bit."""

import numpy as np
import pytest

from coprod.fields.everyday.acts import Participation
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.town import build_town
from tests.residents.oracle import SlowTown

SMALL = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 150}
LIVELY = {"resident.cost_report": 4.0, "resident.cost_help": 4.5, "resident.cost_patrol": 5.0, "resident.cost_train": 5.0}
WRITTEN = ("habit", "motive", "act_probability", "active", "was_active", "acts", "skill")


@pytest.mark.parametrize(
    "changes", [{}, {"points.reward": 0.0}, {"points.rider_reward": 5.0, "points.rider_waiver": True},
                {"resident.choice_noise": 0.7, "points.recognition": 0.5, "points.audit": 0.0},
                {"rules.resident.act": "crowding"}, {"points.exchange": "collective", "points.price": 0.5}],
)
def test_columns_equal_objects_bit_for_bit(changes):
    parameters = Parameters().replace(SMALL | LIVELY | changes)
    streams = Streams(3)
    town = build_town(parameters, streams)
    fast = Participation(parameters, streams, town)  # declares the columns
    slow = SlowTown(parameters, streams, town)
    for day in range(28):
        if day % 7 == 0:
            credibility = np.array([1.0, 0.6]) / (1 + day / 28)
            slow.begin_week(credibility)
            fast.begin_week(credibility)
        acts = fast.day(day)
        assert list(zip(acts.rows, acts.act, acts.effective, strict=True)) == slow.day(day)
    assert sum(person.acts for person in slow.people) > 500
    for name in WRITTEN:
        assert np.array([getattr(person, name) for person in slow.people]).tobytes() == getattr(town.residents, name).tobytes()
