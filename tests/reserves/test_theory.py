"""Stores against inventory theory: Palm, Erlang, Eppen and the newsvendor, played by the live stores."""

import numpy as np
import pytest

from coprod.kernel.stock import base_stock
from coprod.resources.supplies import DISTRICT, STREET, SUPPLY
from tests.reserves.stores import ONLY_STREET, draw_at_random, reserves, standard_error
from tests.theory.inventory import fill_when_waiting, lost_share, newsvendor_stock, safety_stock


def test_closed_forms_to_printed_digits():
    assert fill_when_waiting(8, 6) == pytest.approx(0.743980, abs=5e-7)
    lost = [lost_share(stock, offered) for stock, offered in ((8, 6), (5, 3), (10, 7))]
    assert lost == pytest.approx([0.121876, 0.110054, 0.078741], abs=5e-7)
    assert safety_stock(6, 1.645, 4, pooled=False) == pytest.approx(16.1176, abs=5e-5)
    assert safety_stock(6, 1.645, 4, pooled=True) == pytest.approx(8.0588, abs=5e-5)
    assert newsvendor_stock(6, 0.8) == 8


@pytest.mark.parametrize(("stock", "offered"), [(8, 6), (5, 3), (10, 7)])
def test_live_store_loses_what_erlang_says(stock, offered):
    """Requests that find the street's store empty go away: lead time is the service time of Erlang's loss system."""
    live = reserves(**ONLY_STREET, reserve__street=float(stock), reserve__lead_street=1.0)
    short, _ = draw_at_random(live, 8000, offered / 60)
    assert short.mean() == pytest.approx(lost_share(stock, offered), abs=4 * standard_error(short))


def test_live_district_fills_street_orders_as_palm_says():
    """A street's orders wait when the district is out: the share filled from the shelf is P(N < S)."""
    live = reserves(**ONLY_STREET | {"reserve__lead_district": 6.0}, reserve__street=300.0)
    live.stores[DISTRICT][0][0].stock = 8  # its base stock, whatever the street's
    _, had_some = draw_at_random(live, 12_000, 1 / 60, watched=live.stores[DISTRICT][0][0])
    assert had_some.mean() == pytest.approx(fill_when_waiting(8, 6), abs=4 * standard_error(had_some))


def one_day_each(stock, demand, **changes):
    """Draw the demand of shape (days, streets) from streets with that stock, and return what they gave each day."""
    n_days, n_streets = demand.shape
    live = reserves((1,) * n_streets, **ONLY_STREET, reserve__street=float(stock), reserve__lead_street=1.0, **changes)
    used = np.zeros(n_days)
    for day, needs in enumerate(demand.tolist()):
        for street, need in enumerate(needs):
            live.env.process(live.draw(day * n_streets + street, street, "pump", need))
        live.env.run(day * 1440 + 30)  # what was given away is on its way back to the shelves
        used[day] = sum(place[0].in_transit for place in live.stores[STREET])
        live.env.run((day + 1) * 1440)
    return live, used


def test_pooling_gives_the_same_service_with_half_the_safety_stock():
    """Four streets with Poisson(6) demand: 10 = 6 + 4 each alone, 8 = 6 + 2 each pooled."""
    demand = np.random.default_rng(2).poisson(6, (1500, 4))
    served = {}
    for pooled, stock in ((False, 10), (True, 8)):
        live, _ = one_day_each(stock, demand, reserve__pooling=pooled)
        record = live._recorder.columns(SUPPLY)
        missing = np.zeros(demand.size, dtype=int)
        missing[record["incident"]] = record["short"]  # the last level's word counts
        missing = missing.reshape(demand.shape)
        served[pooled] = 1 - np.mean(missing.any(axis=1) if pooled else missing > 0)
    alone, together = fill_when_waiting(11, 6), fill_when_waiting(33, 24)
    assert served[False] == pytest.approx(alone, abs=4 * (alone * (1 - alone) / 6000) ** 0.5)
    assert served[True] == pytest.approx(together, abs=4 * (together * (1 - together) / 1500) ** 0.5)
    assert alone == pytest.approx(together, abs=0.01)


def test_cost_is_u_shaped_in_the_reserve_and_least_at_the_newsvendor_stock():
    """mech:S04: with units left over costing 1 and units missing 4, eight units are best for Poisson(6) demand."""
    demand = np.random.default_rng(3).poisson(6, (1500, 1))
    cost = {}
    for stock in (2, 5, 7, 8, 9, 11, 15):
        live, used = one_day_each(stock, demand)
        missing = demand.sum() - live.balance("pump").used
        cost[stock] = ((stock - used).sum() + 4 * missing) / demand.size
    assert min(cost, key=cost.get) == newsvendor_stock(6, 4 / 5) == 8
    ordered = list(cost.values())
    assert np.sign(np.diff(ordered)).tolist() == [-1, -1, -1, 1, 1, 1]


def test_base_stock_covers_days_of_need():
    assert [base_stock(cover, 2.0, 4) for cover in (0, 0.06, 0.07, 1, 3)] == [0, 0, 1, 8, 24]
