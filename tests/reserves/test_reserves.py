"""Reserves as a whole: conservation, order of levels, switches, costs, records."""

import numpy as np
import pytest
import simpy
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.parameters.codes import ITEMS
from coprod.resources.supplies import AGREEMENT, CITY, DISTRICT, HOUSEHOLD, LATERAL, NOWHERE, STREET, SUPPLY
from tests.reserves.stores import ONLY_STREET, draw, reserves, supply

NOBODY = {f"reserve__{level}": 0.0 for level in ("household", "street", "agreement", "district", "city")}

requests = st.lists(st.tuples(
    st.floats(0, 5000), st.integers(0, 4), st.sampled_from(ITEMS), st.integers(0, 60)), max_size=25)


@settings(max_examples=60, deadline=None)
@given(requests=requests, looks=st.lists(st.floats(0.1, 6000), min_size=1, max_size=6), pooling=st.booleans(),
       cover=st.tuples(*[st.floats(0, 2)] * 4), household=st.floats(0, 1), reliability=st.floats(0, 1),
       lead=st.floats(0, 48), expiry=st.floats(0, 10))
def test_stocks_are_conserved_at_any_minute(requests, looks, pooling, cover, household, reliability, lead, expiry):
    names = ("street", "agreement", "district", "city")
    live = reserves((2, 3), (0, 1), reserve__pooling=pooling, reserve__household=household, reserve__expiry=expiry,
                    reserve__reliability=reliability, reserve__lead_street=lead, reserve__lead_city=lead,
                    **{f"reserve__{name}": days for name, days in zip(names, cover, strict=True)})
    waits = [draw(live, incident=i, community=c, item=item, amount=amount, after=at)
             for i, (at, c, item, amount) in enumerate(requests)]
    for look in sorted(set(looks)):
        live.env.run(look)
        live.day(0)
        for item in ITEMS:
            b = live.balance(item)
            assert b.start + b.bought == b.used + b.expired + b.in_store + b.in_transit
            assert min(b.bought, b.used, b.expired, b.in_store, b.in_transit) >= 0
    live.env.run()
    for (_, _, _, amount), wait in zip(requests, waits, strict=True):
        assert wait.value.filled + wait.value.short == amount and wait.value.filled >= 0
    places = [place for level in (*live.stores.values(), live.homes) for place in level]
    assert all(store.stock == store.base for place in places for store in place)  # once all is quiet
    filled = live._recorder.columns(SUPPLY)["filled"].sum()
    assert filled == sum(wait.value.filled for wait in waits) == sum(live.balance(item).used for item in ITEMS)


def test_stores_never_hold_more_than_their_base_stock():
    live = reserves((2, 2), reserve__expiry=0.0)
    for incident in range(30):
        draw(live, incident, incident % 4, "relief_kit", 15, after=20.0 * incident)
    for minute in range(1, 1500, 7):
        live.env.run(minute)
        stores = [store for places in live.stores.values() for place in places for store in place]
        assert all(0 <= store.stock <= store.base for store in stores)


def test_the_nearest_level_with_stock_gives_first():
    live = reserves((4,), reserve__household=1.0, reserve__household_reach=3, reserve__reliability=1.0)
    r = live.reserve
    got = supply(live, item="relief_kit", amount=1000)
    record = live._recorder.columns(SUPPLY)
    assert record["level"].tolist() == [HOUSEHOLD, STREET, AGREEMENT, DISTRICT, CITY]
    assert record["filled"].tolist() == [3, 80, 80, 240, 560] and record["short"].tolist()[-1] == 1000 - 963
    assert record["asked"].tolist() == [1000, 997, 917, 837, 597]
    assert (got.filled, got.short, got.level) == (963, 37, CITY)
    assert (got.minutes, got.first_minutes) == (r.travel_city, r.travel_household)
    assert live.env.now == r.travel_city


@pytest.mark.parametrize(("amount", "level", "travel"), [
    (2, STREET, "street"), (6, AGREEMENT, "agreement"), (15, DISTRICT, "district"), (30, CITY, "city")])
def test_minutes_are_those_of_the_farthest_level_needed(amount, level, travel):
    live = reserves((4,), reserve__reliability=1.0)
    got = supply(live, amount=amount)
    assert (got.level, got.minutes, got.filled) == (level, getattr(live.reserve, f"travel_{travel}"), amount)


@pytest.mark.parametrize(("lever", "level"), [
    ("household", HOUSEHOLD), ("street", STREET), ("agreement", AGREEMENT), ("district", DISTRICT), ("city", CITY)])
def test_a_level_without_reserves_is_never_asked(lever, level):
    live = reserves((4,), **{f"reserve__{lever}": 0.0}, reserve__reliability=1.0)
    supply(live, item="extinguisher", amount=1000)
    assert level not in live._recorder.columns(SUPPLY)["level"]


def test_where_nobody_keeps_anything_all_is_short_at_once():
    live = reserves(**NOBODY)
    got = supply(live, item="medical_kit", amount=3)
    assert (got.filled, got.short, got.level, got.minutes) == (0, 3, NOWHERE, 0.0)
    assert not live.day(1).any()


def test_an_agreement_that_is_never_kept_gives_nothing():
    live = reserves((4,), **ONLY_STREET | {"reserve__agreement": 1.0}, reserve__reliability=0.0)
    for incident in range(50):
        draw(live, incident, amount=9)
    live.env.run(1000)
    record = live._recorder.columns(SUPPLY)
    assert not record["filled"][record["level"] == AGREEMENT].any()


def test_agreements_are_kept_as_often_as_told():
    plenty = {"reserve__agreement": 365.0, "reserve__need_pump": 100.0, "reserve__reliability": 0.8}
    live = reserves((1,), **NOBODY | plenty)
    for incident in range(4000):
        draw(live, incident)
    live.env.run(100)
    filled = live._recorder.columns(SUPPLY)["filled"]
    assert filled.mean() == pytest.approx(0.8, abs=4 * (0.16 / 4000) ** 0.5)


def test_kits_of_neighbours_come_as_often_as_households_have_them():
    quarter = {"reserve__household": 0.25, "reserve__household_reach": 4, "reserve__lead_household": 0.0}
    live = reserves((1,), **NOBODY | quarter)
    for incident in range(4000):
        draw(live, incident, item="extinguisher", amount=4, after=60.0 * incident)
    live.env.run()
    filled = live._recorder.columns(SUPPLY)["filled"]
    assert filled.mean() == pytest.approx(1, abs=4 * (0.75 / 4000) ** 0.5)
    assert (filled > 0).mean() == pytest.approx(1 - 0.75**4, abs=4 * (0.3164 * 0.6836 / 4000) ** 0.5)


def supplies(seed, **changes):
    """Return the units filled, request by request, of the same busy days."""
    live, random = reserves((4, 4, 4), seed=seed, **changes), np.random.default_rng(seed)
    places, amounts, times = random.integers(12, size=60), random.integers(1, 12, 60), random.uniform(0, 3000, 60)
    waits = [draw(live, i, int(places[i]), ITEMS[i % 4], int(amounts[i]), float(times[i])) for i in range(60)]
    live.env.run()
    return np.array([wait.value.filled for wait in waits])


@pytest.mark.parametrize(("lever", "low", "high"), [
    ("household", 0.1, 0.6), ("street", 0.0, 2.0), ("agreement", 0.0, 2.0), ("district", 0.0, 3.0), ("city", 0.0, 1.0),
    ("reliability", 0.2, 1.0), ("pooling", False, True), ("lead_street", 24.0, 0.5), ("lead_city", 240.0, 12.0)])
def test_more_is_filled(lever, low, high):
    scarce = {"reserve__street": 0.5, "reserve__district": 0.0, "reserve__city": 0.0, "reserve__agreement": 0.3}
    few, many = (supplies(1, **scarce | {f"reserve__{lever}": value}) for value in (low, high))
    assert few.sum() < many.sum()


def test_pooled_streets_help_each_other_out():
    alone, together = (reserves((4, 4), **ONLY_STREET, reserve__pooling=pooled) for pooled in (False, True))
    assert supply(alone, amount=6).short == 2
    got = supply(together, amount=6)
    assert (got.short, got.level, got.minutes) == (0, LATERAL, together.reserve.travel_lateral)
    apart = reserves((4, 4), (0, 1), **ONLY_STREET, reserve__pooling=True)
    assert supply(apart, amount=6).short == 2  # streets of different districts do not pool


def test_the_fullest_of_the_pooled_streets_helps_first():
    live = reserves((1, 2, 4, 3), **ONLY_STREET, reserve__pooling=True)
    assert supply(live, amount=5).short == 0
    assert [place[0].stock for place in live.stores[STREET]] == [0, 2, 0, 3]


def test_holding_costs_and_use_are_paid_once():
    live = reserves((2, 2), reserve__expiry=0.0, reserve__household=1.0)
    r = live.reserve
    value = sum(getattr(r, f"need_{item}") * getattr(r, f"price_{item}") for item in ITEMS)
    held = 4 * value * (r.holding_cost * (r.street + r.district + r.city) + r.agreement_cost * r.agreement)
    assert live.day(1).sum() == pytest.approx(held / 365)
    supply(live, community=3, item="relief_kit", amount=10, incident=5)
    supply(live, community=3, item="pump", amount=1, incident=6)
    public = 10 - r.household_reach
    extra = live.day(2) - held / 365 / 4
    assert extra.tolist() == pytest.approx([0, 0, 0, public * r.price_relief_kit + r.pump_wear * r.price_pump])
    assert live.day(3).sum() == pytest.approx(held / 365)


def test_stocks_expire_as_fast_as_told():
    at_once = {f"reserve__lead_{level}": 0.0 for level in ("street", "district", "city")}
    live = reserves((20,) * 5, **at_once, reserve__expiry=0.6)
    for day in (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334):
        live.env.run(day * 1440 + 1)
        live.day(day)
    places = [place for level in (STREET, DISTRICT, CITY) for place in live.stores[level]]
    on_shelves = sum(store.base for place in places for store in place)
    expired = sum(live.balance(item).expired for item in ITEMS)
    assert expired / on_shelves == pytest.approx(12 * (1 - np.exp(-0.05)), rel=0.01)
    quiet = reserves(reserve__expiry=0.0)
    quiet.day(0)
    assert not any(quiet.balance(item).expired for item in ITEMS)


def test_an_interrupted_request_loses_nothing():
    live = reserves()
    request = draw(live, amount=5)
    live.env.run(1)
    request.interrupt()
    with pytest.raises(simpy.Interrupt):
        live.env.run(10_000)
    b = live.balance("pump")
    assert b.start + b.bought == b.used + b.in_store + b.in_transit and b.used == 5


def test_same_seed_same_supplies():
    assert (supplies(4) == supplies(4)).all()
