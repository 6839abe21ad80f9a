"""Hazards lie in buildings: where, kept by which firm, and how dangerous until those who can act know."""

import numpy as np
import pytest

from coprod import CoproductionModel
from coprod.fields.everyday.hazard_places import HazardPlaces, firms_of_buildings
from coprod.fields.everyday.hazards import DECLARED, TYPES, UNTOLD
from coprod.fields.everyday.patrol import REPORTERS
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import CANCELLED, RECTIFICATION, REQUEST_RECORD
from coprod.parameters import Parameters
from coprod.parameters.codes import LIFT
from tests.hazards.estates import ALL_SEARCH, BY_GROUP, ended, hazards, live, town

ALIKE = {"hazard.storeys_effect": 0.0, "hazard.age_effect": 0.0, "hazard.building_spread": 0.0}


def uneven(communities=2, **columns):
    """Return communities of two buildings each, the second of them as `columns` say; the first has no lift either."""
    place = town(communities, buildings=2, lifts=0)
    for name, value in columns.items():
        getattr(place.buildings, name)[1::2] = value
    return place


def weights(place, **changes):
    given = Parameters().replace(ALIKE | {key.replace("__", "."): value for key, value in changes.items()})
    return HazardPlaces(given, Streams(1), place).weight


def test_weights_follow_residents_height_and_age_and_add_up():
    residents = np.array([2500, 500])
    assert weights(uneven(residents=500))[:2] == pytest.approx(residents / residents.sum())
    taller = np.array([18, 36]) / 27
    assert weights(uneven(storeys=36), hazard__storeys_effect=0.5)[:2] == pytest.approx(taller**0.5 / (taller**0.5).sum())
    older = np.exp([0.3 * -1, 0.3 * 1])
    assert weights(uneven(age=30), hazard__age_effect=0.3)[:2] == pytest.approx(older / older.sum())
    assert weights(uneven(storeys=36, age=30)) == pytest.approx(0.5)  # every effect switched off
    prone = weights(town(50), hazard__building_spread=1.0)
    assert prone.reshape(50, -1).sum(axis=1) == pytest.approx(1) and prone.std() * 40 == pytest.approx(1, abs=0.1)


def test_hazards_arise_where_the_weights_say_and_as_often_as_stated():
    hidden = hazards(100, place=uneven(100, residents=500), hazard__initial=0.0, hazard__trigger=0.0, **{
        key.replace(".", "__"): value for key, value in ALIKE.items()})
    days = live(hidden, 100, rates=0 * BY_GROUP)
    born, theory = sum(day.born.size for day in days), 100 * 100 * 0.4
    assert born == pytest.approx(theory, abs=4 * theory**0.5)
    assert (hidden.places.community[hidden.rows["building"]] == hidden.rows["community"]).all()
    share = np.mean(hidden.rows["building"] % 2)
    assert share == pytest.approx(1 / 6, abs=4 * (5 / 36 / born) ** 0.5)


def test_hazards_are_born_by_the_firm_that_keeps_the_building():
    """Of three firms one lets everything decay: its third of the community has e^(b ΔX) times as many hazards."""
    hidden = hazards(300, place=town(300, buildings=3), hazard__initial=0.0, hazard__trigger=0.0)
    condition = np.tile([0.0, 0.4, 0.4], 300)
    born = [hidden.day(day, condition, np.zeros((300, len(REPORTERS)))).born["building"] % 3 for day in range(60)]
    counts = np.bincount(np.concatenate(born), minlength=3)
    assert counts[0] / counts[1] == pytest.approx(np.exp(0.4), abs=0.15)
    share = hidden.places.weight.reshape(300, 3).sum(axis=0) / 300
    theory = 300 * 60 * 0.4 * share * np.exp([0.4, 0, 0])
    assert (abs(counts - theory) <= 4 * theory**0.5).all()


def test_each_firm_keeps_an_equal_part_of_the_households():
    community = np.repeat([0, 1], 6)
    firms = firms_of_buildings(community, np.array([0, 6, 12]), np.full(12, 10), 3)
    assert firms.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_hazards_of_lifts_lie_where_there_are_lifts():
    place = uneven(50)
    place.buildings.lifts[51::2] = 2
    rows = hazards(50, place=place).rows
    of_lifts = rows[rows["type"] == LIFT]
    assert of_lifts.size > 50 and (place.buildings.lifts[of_lifts["building"]] > 0).all()
    without = rows[rows["community"] < 25]
    assert without.size > 300 and not (without["type"] == LIFT).any()


def test_gas_accidents_by_hazards_are_as_rare_as_the_records_say():
    """Per 60,000 residents and year at most 0.5 (gas association: 0.02 to 0.03 reported, and what is never reported)."""
    h = Parameters().hazard
    weight = np.array([getattr(h, name) for name in TYPES])
    triggered = 12 * 365 * h.initial * h.trigger
    assert 0.01 < triggered * h.gas_accident / weight.sum() < 0.5


def test_danger_falls_when_those_who_can_act_know_and_not_before():
    hidden = hazards(2000, hazard__birth=0.0, hazard__trigger=0.01, hazard__declared_factor=0.3)
    found = hidden.day(0, np.full(2000, 0.4), np.broadcast_to(100 * ALL_SEARCH, (2000, len(REPORTERS)))).found
    assert (hidden.rows["cell"] // 2000 == UNTOLD).all()
    told = hidden.rows["id"][::2]
    hidden.declare(told)
    assert (hidden.rows["cell"][::2] // 2000 == DECLARED).all()
    live(hidden, 50, 0 * BY_GROUP, mend=False, first=1)
    burst = ended(hidden)["id"]
    burst = burst[np.isin(burst, found["id"])]
    for ids, rate in ((told, 0.003), (np.setdiff1d(found["id"], told), 0.01)):
        ids = ids[np.isin(ids, found["id"])]
        share, theory = np.isin(ids, burst).mean(), 1 - np.exp(-50 * rate)
        assert share == pytest.approx(theory, abs=4 * (theory * (1 - theory) / ids.size) ** 0.5)


def test_patrol_effort_is_moved_and_not_multiplied():
    """A building with e times the mean effort is searched e times as fast; effort 1 everywhere changes nothing."""
    only_patrol = np.zeros(len(REPORTERS))
    only_patrol[3] = 0.05
    quiet = {"hazard__birth": 0.0, "hazard__trigger": 0.0, "hazard__initial": 40.0}
    hidden, even, plain = (hazards(200, place=town(200, buildings=2), **quiet) for _ in range(3))
    hidden.direct_patrols(np.tile([1.5, 0.5], 200))
    even.direct_patrols(np.ones(400))
    there = np.bincount(hidden.rows["building"] % 2)
    for one in (hidden, even, plain):
        live(one, 10, only_patrol)
    left = np.bincount(hidden.rows["building"] % 2) / there
    theory = np.exp(-0.5 * np.array([1.5, 0.5]))
    assert (abs(left - theory) <= 4 * np.sqrt(theory * (1 - theory) / there)).all()
    assert np.array_equal(even.rows, plain.rows)


def test_hazards_gone_take_their_orders_with_them():
    """What is triggered while it waits to be put right leaves the desk and the list of what waits for money."""
    small = {"town.streets": 1, "town.communities": 2, "hazard.trigger": 0.02, "hazard.birth": 5.0,
             "hazard.declared_factor": 1.0, "hazard.rectify_hours": 100.0, "hazard.paid_share": 0.5, "fund.cap": 0.0}
    model = CoproductionModel(Parameters().replace(small), rng=1)
    for _ in range(30):
        model.step()
    waiting = model.desks.open_items
    orders = waiting["origin"][waiting["work"] == RECTIFICATION]
    unpaid = np.concatenate([rows["id"] for rows in model.rectification._unpaid])
    assert orders.size and unpaid.size > 5
    there = np.concatenate([model.hazards.rows["id"], model.hazard_day.triggered["id"]])
    assert np.isin(orders, there).all() and np.isin(unpaid, there).all()
    record = model.recorder.columns(REQUEST_RECORD)
    cancelled = record["origin"][record["state"] == CANCELLED]
    assert cancelled.size and not np.isin(cancelled, model.hazards.rows["id"]).any()
