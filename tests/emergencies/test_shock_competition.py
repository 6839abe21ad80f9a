"""What a shock brings competes with everything else for staff, crews, stores and money: without it others wait less.

Warnings are off: they send crews ahead, which shortens the way to other incidents too.
"""

import numpy as np
import pytest

from coprod import Parameters, run
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.kernel.incident import CHANCE, SCRIPT
from coprod.parameters.codes import INCIDENT_TYPES, WATERLOGGING
from coprod.parameters.events import ScriptedEvent, ScriptedShock

SEEDS = range(1, 4)
UNWARNED = Parameters().replace({"warning.issued": False})


def delays(parameters, seed, days, source):
    """Return minutes until control of incidents of a source, by id; floods left out."""
    table = run(parameters, seed=seed, days=days).model.recorder.columns(INCIDENT)
    own = (table["source"] == source) & (table["type"] != WATERLOGGING)
    return dict(zip(table["id"][own].tolist(), (table["controlled"] - table["started"])[own].tolist(), strict=True))


def longer_with(shocked, calm, days, source=CHANCE):
    """Return by how many minutes each of the same incidents took longer in the first world, over seeds."""
    found = []
    for seed in SEEDS:
        here, there = delays(shocked, seed, days, source), delays(calm, seed, days, source)
        found += [here[id_] - there[id_] for id_ in here.keys() & there.keys()]
    return np.array(found)


def test_storms_of_the_default_town_move_the_delay_of_other_incidents():
    """Both ways: crews and signers are busy, but residents who were flooded also watch out.

    The flood season is moved to the first two months, so that short runs see all storms of a year.
    """
    wet = UNWARNED.replace({"incident.flood_first": 1, "incident.flood_last": 2})
    longer = longer_with(wet, wet.replace({"shock.storm_rate": 0.0}), 60)
    assert np.count_nonzero(np.abs(longer) > 0.01) >= 3


def test_disorder_and_failures_during_a_storm_wait_longer():
    """Twelve scripted events of the night of a storm as comes once in eleven years, and of the same night without it."""
    kinds = ("public_order", "utility_failure")
    others = tuple(ScriptedEvent(type=kinds[place % 2], day=3, hour=13.0 + place / 2, community=place, people=2)
                   for place in range(12))
    calm = UNWARNED.model_copy(update={"events": others})
    storm = ScriptedShock(kind="storm", day=3, hour=12.0, intensity=3.0, hours=6.0)
    longer = longer_with(calm.model_copy(update={"shocks": (storm,)}), calm, 6, source=SCRIPT)
    assert longer.size == 12 * len(SEEDS) and longer.mean() > 2 * longer.std(ddof=1) / np.sqrt(longer.size) > 0
    print("minutes longer during a storm", longer.mean(), "±", 2 * longer.std(ddof=1) / np.sqrt(longer.size))


@pytest.mark.parametrize(("kind", "intensity"), [("heat", 20.0), ("cold", 20.0), ("earthquake", 3.0)])
def test_hearts_that_stop_on_an_extreme_day_wait_longer_for_the_ambulance(kind, intensity):
    """Twelve scripted arrests on the day of a very hard shock, and on the same day without it."""
    hearts = tuple(ScriptedEvent(type="cardiac_arrest", day=3, hour=6 + place, community=place) for place in range(12))
    shock = ScriptedShock(kind=kind, day=3, hour=5.0, intensity=intensity, hours=12.0)
    calm = UNWARNED.model_copy(update={"events": hearts})
    longer = longer_with(calm.model_copy(update={"shocks": (shock,)}), calm, 5, source=SCRIPT)
    assert longer.size > 12
    assert np.count_nonzero(longer > 1e-9) > 0 and longer.mean() > 0


def test_a_district_wide_storm_strikes_all_communities_in_one_night():
    found = run(Parameters.load("district_storm"), seed=1, days=203)
    (shock,) = (row for row in found.shocks.itertuples() if row.id >= 1 << 40)
    incidents = found.incidents[found.incidents.shock == shock.id]
    assert shock.day == 200 and shock.communities == 12 and shock.floods > 30
    assert incidents.community.nunique() == 12
    assert {"waterlogging", "utility_failure", "injury"} <= set(incidents.type) <= set(INCIDENT_TYPES)
