"""Reserves: own channels, dual use, goods that are not needed, equipment by type of street, and what all of it costs."""

import numpy as np
import pytest

from coprod.parameters import Parameters
from coprod.parameters.codes import ITEMS
from coprod.resources.stores import mixed_needs
from coprod.resources.supplies import DISTRICT, RESUPPLY, STREET, SUPPLY
from coprod.town.street_types import CORE, FRINGE, INDUSTRIAL, incident_mix, street_types
from tests.reserves.stores import draw, reserves, supply

PRICES = np.array([4000.0, 80.0, 300.0, 150.0])
NEEDS = np.array([1.0, 4.0, 2.0, 20.0])
ALONE = {"reserve__household": 0.0, "reserve__agreement": 0.0, "reserve__expiry": 0.0}


def resupply(n=40, **changes):
    """Take a street's only pump every ten minutes; return the live reserves and the lags of its resupply, hours."""
    live = reserves((1,), **ALONE, reserve__street=float(n), reserve__district=2.0, reserve__city=2.0, **changes)
    for i in range(n):
        draw(live, incident=i, after=10.0 * i)
    live.env.run(30 * 1440)
    record = live._recorder.columns(RESUPPLY)
    assert record["units"].sum() == n
    return live, np.repeat((record["arrived"] - record["ordered"]) / 60, record["units"])


def test_own_channels_shorten_resupply_and_lose_nothing():
    lags = {share: resupply(reserve__self_raise=share) for share in (0.0, 0.5, 1.0)}
    means = [lag.mean() for _, lag in lags.values()]
    assert means == sorted(means, reverse=True) and means[2] < means[0]
    assert lags[1.0][1].max() == 4.0  # nobody waits for the district, which has two
    for live, _ in lags.values():
        b = live.balance("pump")
        assert b.start + b.bought == b.used + b.expired + b.in_store + b.in_transit


def test_own_channels_are_exact_in_the_long_run():
    live = reserves((1,), reserve__self_raise=0.3)
    store = live.stores[STREET][0][0]
    assert sum(store._raise(1) for _ in range(1000)) in (299, 300)
    assert store._raise(0) == store._raise(-5) == 0


def test_dual_use_saves_holding_and_takes_conversion():
    def cost(**changes):
        return reserves((2,), **ALONE, **changes).day(1).sum()

    assert cost(reserve__dual_use=0.5) == pytest.approx(0.65 * cost())
    assert cost(reserve__dual_use=0.5, reserve__dual_saving=0.0) == cost()
    usual, dual = (supply(reserves((1,), **ALONE, reserve__dual_use=share)).minutes for share in (0.0, 0.5))
    assert dual == usual + 10


def test_homes_are_never_converted_and_always_next_door():
    live = reserves((1,), reserve__household=1.0, reserve__dual_use=1.0, infrastructure__space_distance=5.0)
    assert supply(live, item="extinguisher").minutes == 2.0
    live = reserves((1,), **ALONE, infrastructure__space_distance=5.0)
    assert supply(live).minutes == 60.0


def test_holding_costs_are_in_proportion_to_the_scale_of_reserves():
    """mech:S04: the base stock grows with the scale, and so does what it costs to hold."""
    def of(level):
        return reserves((2,), **ALONE, reserve__level=level)

    assert of(10.0).day(1).sum() == pytest.approx(10 * of(1.0).day(1).sum())
    assert not of(0.0).day(1).any() and [store.base for store in of(2.0).stores[DISTRICT][0]] == [12, 48, 24, 240]


@pytest.mark.parametrize("favoured", ["even", *ITEMS])
@pytest.mark.parametrize("mismatch", [0.0, 0.4, 1.0])
def test_mis_stocked_goods_are_worth_as_much(favoured, mismatch):
    mixed = mixed_needs(NEEDS, PRICES, mismatch, favoured)
    assert mixed @ PRICES == pytest.approx(NEEDS @ PRICES) and (mixed >= 0).all()
    if mismatch == 0:
        assert (mixed == NEEDS).all()
    if mismatch == 1 and favoured != "even":
        assert np.flatnonzero(mixed).tolist() == [ITEMS.index(favoured)]


def test_streets_have_their_types_in_order():
    p = Parameters().replace({"town.street_fringe": 0.25, "town.street_industrial": 0.5}).town
    assert street_types(p, 4).tolist() == [CORE, INDUSTRIAL, INDUSTRIAL, FRINGE]
    assert (incident_mix(p, np.array([CORE])) == 1).all()
    assert incident_mix(p, np.array([FRINGE]))[0].tolist() == [1.5, 1.0, 0.5, 2.5, 1.0, 1.5, 1.5, 1.0]


def test_equipment_by_type_fits_and_is_worth_as_much():
    def of(**changes):
        return reserves((4, 4), reserve__street=3.0, **changes)

    assert of().kit_mismatch == 0
    uniform, fitted = (of(town__street_fringe=0.5, town__street_industrial=0.5, town__street_guide=guide) for guide in (0.0, 1.0))
    assert fitted.kit_mismatch < 0.02 < 0.1 < uniform.kit_mismatch
    values = [np.array([[store.base for store in place] for place in live.stores[STREET]]) @ PRICES
              for live in (uniform, fitted)]
    assert values[1] == pytest.approx(values[0], rel=0.03)


def test_conversion_stands_on_record():
    live = reserves((1,), **ALONE, reserve__dual_use=0.5)
    supply(live)
    assert live._recorder.columns(SUPPLY)["conversion"].tolist() == [10.0]
