"""Stores 物资库: which store keeps how much of what, and what keeping it costs (note:B10).

Stores of streets, districts and the city, contracts with shops, and what households keep; :mod:`coprod.resources.reserves`
gives out of them and fills them up.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import simpy
from numpy.typing import NDArray

from coprod.districts.places_of import stock_of_stores
from coprod.kernel.arrays import Floats
from coprod.kernel.calendar import DAYS_PER_YEAR, MINUTES_PER_HOUR
from coprod.kernel.records import Recorder
from coprod.kernel.stock import MOST_UNITS, Stock, base_stock
from coprod.parameters import Parameters
from coprod.parameters.codes import HOUSEHOLD_ITEMS, INCIDENT_TYPES, ITEMS
from coprod.parameters.relative import ratio
from coprod.resources.supplies import AGREEMENT, CITY, DISTRICT, RESUPPLY, STREET
from coprod.town.street_types import incident_mix, types_of_streets

CALLED_FOR_BY = [INCIDENT_TYPES.index(kind) for kind in
                 ("waterlogging", "dwelling_fire", "public_order", "utility_failure")]
"""The type of incident that calls for each item."""

Places = list[list[Stock]]
"""Stores of a level: place → item."""


class Stores:
    """What every store keeps; sets the stores up.

    Parameters
    ----------
    street_of : shape (C,)
        Street of each community.
    district_of : shape (S,)
        District of each street.

    Attributes
    ----------
    prices : shape (items,)
        Yuan a unit of each item.
    saved : float
        Share of holding and expiry that goods in normal use save, 0 to 1 (mech:S13).
    """

    def __init__(self, env: simpy.Environment, parameters: Parameters, street_of: NDArray[np.integer],
                 district_of: NDArray[np.integer], recorder: Recorder) -> None:
        self._env, self._recorder = env, recorder
        self._reserve = parameters.reserve
        self._street_of, self._district_of = street_of, district_of
        self.prices = np.array([getattr(self._reserve, f"price_{item}") for item in ITEMS])
        self.saved = self._reserve.dual_saving * self._reserve.dual_use
        self._needs = np.array([getattr(self._reserve, f"need_{item}") for item in ITEMS])
        self._local = self._local_needs(parameters)
        self._given = stock_of_stores(parameters.district_data) if parameters.district_data else {}
        self._guide = parameters.town.street_guide

    def public(self) -> dict[int, Places]:
        """Return the public stores and the contracts: level → place → item."""
        r, communities = self._reserve, np.bincount(self._street_of, minlength=self._district_of.size)
        per_district = np.bincount(self._district_of, communities).astype(np.int64)
        city = [[self._store("city", 0, i, int(communities.sum())) for i in range(len(ITEMS))]]
        districts = [[self._store("district", place, i, n, city[0][i]) for i in range(len(ITEMS))]
                     for place, n in enumerate(per_district.tolist())]
        streets = [[self._street_store(street, i, int(n), districts[self._district_of[street]][i])
                    for i in range(len(ITEMS))] for street, n in enumerate(communities)]
        shops = [[Stock(self._env, base_stock(r.agreement, need, n), r.lead_city * MINUTES_PER_HOUR)
                  for need in self._needs.tolist()] for n in communities.tolist()]
        return {STREET: streets, AGREEMENT: shops, DISTRICT: districts, CITY: city}

    def _base(self, level: str, place: int, item: int, need: float, n_communities: int) -> int:
        """Return what a store keeps: what the tables of a district say, which policy changes in proportion, or by its cover."""
        r, units = self._reserve, self._given.get((level, place, ITEMS[item]))
        if units is None:
            return base_stock(getattr(r, level) * r.level, need, n_communities)
        return base_stock(ratio(r, level) * ratio(r, "level"), units, 1)

    def _store(self, level: str, place: int, item: int, n_communities: int, supplier: Stock | None = None) -> Stock:
        need = mixed_needs(self._needs, self.prices, self._reserve.mismatch, self._reserve.favoured)[item]
        lead: float = getattr(self._reserve, f"lead_{level}")
        return Stock(self._env, self._base(level, place, item, need, n_communities), lead * MINUTES_PER_HOUR, supplier)

    def _street_store(self, street: int, item: int, n_communities: int, district: Stock) -> Stock:
        """Return the store of a street: one size fits all, or after what strikes there (mech:F08)."""
        r = self._reserve
        need = float((1 - self._guide) * self._needs[item] + self._guide * self._local[street, item])
        if r.mismatch:
            need += r.mismatch * float(mixed_needs(self._needs, self.prices, 1.0, r.favoured)[item] - need)

        def on_delivery(units: int, ordered: float) -> None:
            self._recorder.append(RESUPPLY, street=street, item=item, units=units, ordered=ordered, arrived=self._env.now)

        return Stock(self._env, self._base("street", street, item, need, n_communities), r.lead_street * MINUTES_PER_HOUR,
                     district, raised=r.self_raise, own_lead=r.lead_own * MINUTES_PER_HOUR, on_delivery=on_delivery)

    def _local_needs(self, parameters: Parameters) -> Floats:
        """Return what each street needs after what strikes there, worth as much as the need of all, shape (S, items)."""
        mix = incident_mix(parameters.town, types_of_streets(parameters, self._district_of.size))
        local = self._needs * mix[:, CALLED_FOR_BY]
        worth = np.maximum(local @ self.prices, 1e-12)
        return np.asarray(local * (self._needs @ self.prices / worth)[:, None])

    def mismatch(self, streets: Places) -> float:
        """Return how far the value of street stores lies in other goods than what strikes there calls for, 0 to 1 (mech:F08)."""
        kept = np.array([[store.base for store in place] for place in streets]) * self.prices
        called_for = self._local * self.prices
        shares = [value / np.maximum(value.sum(axis=1, keepdims=True), 1e-12) for value in (kept, called_for)]
        return float(np.abs(shares[0] - shares[1]).sum(axis=1).mean() / 2)

    def homes(self, households: NDArray[np.integer]) -> Places:
        """Return what the households of each community keep, item by item."""
        r = self._reserve
        lead = r.lead_household * MINUTES_PER_HOUR
        return [[Stock(self._env, round(r.household * n) if item in HOUSEHOLD_ITEMS else 0, lead) for item in ITEMS]
                for n in households.tolist()]

    def daily_cost(self, stores: Mapping[int, Places]) -> Floats:
        """Return the daily cost of keeping the base stocks, shared evenly by the communities they serve, (C,)."""
        r, district_of = self._reserve, self._district_of[self._street_of]
        cost = np.zeros(self._street_of.size)
        whole_city = np.zeros_like(district_of)
        for level, place_of in ((STREET, self._street_of), (AGREEMENT, self._street_of),
                                (DISTRICT, district_of), (CITY, whole_city)):
            rate = r.agreement_cost if level == AGREEMENT else r.holding_cost * (1 - self.saved)
            value = np.array([[store.base for store in place] for place in stores[level]]) @ self.prices
            shared_by = np.maximum(np.bincount(place_of, minlength=value.size), 1)
            cost += rate / DAYS_PER_YEAR * (value / shared_by)[place_of]
        return cost


def mixed_needs(needs: Floats, prices: Floats, mismatch: float, favoured: str = "even") -> Floats:
    """Return what is stocked of each item if a share of the money is spent on favoured items, need or no need (mech:S14).

    (1 − m) n_i + m V w_i / p_i with V = Σ p n and weights w that add up to 1: the stock is worth V whatever m. What is
    free takes no money and is stocked as needed; if all that is favoured is free, no money goes astray.
    """
    weights = np.array([favoured in ("even", item) for item in ITEMS], dtype=float) * (prices > 0)
    if not mismatch or not weights.any():
        return np.array(needs, dtype=float)
    with np.errstate(over="ignore"):  # next to nothing buys more than the most that a store keeps
        bought = np.divide(mismatch * (needs @ prices) * weights / weights.sum(), prices, out=np.zeros_like(prices),
                           where=prices > 0)
    return np.asarray(np.where(prices > 0, np.minimum((1 - mismatch) * needs + bought, MOST_UNITS), needs))
