"""Reserves 物资储备: who keeps what, how soon it comes, and how the stores fill up again (note:B10).

An incident is served by the nearest level that has the goods: households nearby, the street's
store, other streets where stores are pooled, shops under contract, the district, the city. Every
store orders anew what it gives away (base stock), street from district, district from city, city
from makers, and waits its lead time for it.

At any minute, for every item: start + bought + taken in = used + expired + sent + in store + in transit.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import numpy as np
import simpy
from numpy.typing import NDArray

from coprod.kernel.arrays import Floats
from coprod.kernel.calendar import DAYS_PER_MONTH, DAYS_PER_YEAR, starts_month
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Recorder
from coprod.kernel.stock import Stock
from coprod.kernel.streams import Streams
from coprod.linkage.borders import Borders, neighbours
from coprod.linkage.mutual_aid import DISTRICT_LENT, STREET_LENT, Aid
from coprod.parameters import Parameters
from coprod.parameters.codes import ITEMS
from coprod.resources.stores import Stores
from coprod.resources.supplies import (
    AGREEMENT,
    CITY,
    DISTRICT,
    HOUSEHOLD,
    LATERAL,
    LENT,
    LEVELS,
    NEIGHBOUR,
    NOWHERE,
    PUBLIC,
    STREET,
    SUPPLY,
    Balance,
    Supply,
)

TRIES = 10
"""Lead times for which a district waits for goods that it has lent a street."""
NEIGHBOURS = 1000
"""Most households that can be within reach: spaces their addresses of chance."""

Offers = list[tuple[Stock, int]]
"""Stores with the most that each may give, or with what it gave."""


class Reserves:
    """All stores of the town.

    Parameters
    ----------
    street_of : shape (C,)
        Street of each community.
    district_of : shape (S,)
        District of each street.
    households : shape (C,)
        Households in each community.
    """

    def __init__(self, env: simpy.Environment, parameters: Parameters, streams: Streams, street_of: NDArray[np.integer],
                 district_of: NDArray[np.integer], households: NDArray[np.integer], recorder: Recorder,
                 aid: Aid | None = None) -> None:
        self.reserve = parameters.reserve
        self.env, self._streams, self._recorder = env, streams, recorder
        self._street_of = np.asarray(street_of, dtype=np.intp)
        self._district_of = np.asarray(district_of, dtype=np.intp)
        self._kept = Stores(env, parameters, self._street_of, self._district_of, recorder)
        self._prices, self._saved = self._kept.prices, self._kept.saved
        self._wear = self._prices * [self.reserve.pump_wear, 1, 1, 1]  # pumps come back
        self._distance = parameters.infrastructure.space_distance
        self._conversion = self.reserve.conversion * self.reserve.dual_use
        districts = self._district_of[self._street_of].tolist()
        self._aid = aid or Aid(parameters, streams, Borders(streams, districts, int(self._district_of.max()) + 1, 0.0))
        self.stores = self._kept.public()
        self.homes = self._kept.homes(np.asarray(households))
        self._start = [sum(store.stock for store in self._all(item)) for item in range(len(ITEMS))]
        self._used, self._under_way, self._missed, self._sent, self._taken_in = ([0] * len(ITEMS) for _ in range(5))
        self._daily_cost = self._kept.daily_cost(self.stores)
        self._spent = np.zeros(self._street_of.size)

    def draw(self, incident: int, community: int, item: str, amount: int) -> Generator[simpy.Event, Any, Supply]:
        """Bring `amount` units of `item` to an incident: ``supply = yield from reserves.draw(...)`` in a SimPy process.

        Ends when the last unit that could be found has arrived. Nobody waits for stores to fill up
        again: what no level has is short.
        """
        number = ITEMS.index(item)
        shipments = self._collect(incident, community, number, amount)
        filled = sum(units for _, _, units in shipments)
        self._missed[number] += amount - filled
        travels = [travel for _, travel, _ in shipments] or [0.0]
        self._under_way[number] += filled
        try:
            yield self.env.timeout(max(travels))
        finally:  # also if whoever waits is interrupted: what left the store is gone
            self._under_way[number] -= filled
            self._used[number] += filled
        level = max((level for level, _, _ in shipments), default=NOWHERE)
        return Supply(max(travels), level, filled, amount - filled, min(travels))

    def hoard(self, community: int, units: int) -> tuple[int, int]:
        """Let households buy relief kits in panic from the shops under contract; return units bought and short (mech:T12)."""
        number = ITEMS.index("relief_kit")
        shop = self.stores[AGREEMENT][int(self._street_of[community])][number]
        bought = shop.take(units)
        shop.order(bought)
        self._used[number] += bought
        return bought, units - bought

    def raise_target(self, community: int, item: str, units: int) -> None:
        """Let the store of a street keep so many units more from now on: ordered, paid for and held at a cost (mech:D04)."""
        number, street = ITEMS.index(item), int(self._street_of[community])
        store = self.stores[STREET][street][number]
        store.base += units
        store.order(units)
        price, served = float(self._prices[number]), self._street_of == street
        self._spent[community] += units * price
        held = units * price * self.reserve.holding_cost * (1 - self._saved) / DAYS_PER_YEAR
        self._daily_cost = self._daily_cost + served * held / np.count_nonzero(served)

    def day(self, day: int) -> Floats:
        """Let stocks expire (on the first of a month) and return what reserves cost since yesterday, (C,) yuan.

        That is the holding of stocks, shared by those they serve, and the replacement of what
        was used or expired; what households buy is not public money.
        """
        if starts_month(day) and self.reserve.expiry > 0:
            self._expire(day)
        cost = self._spent + self._daily_cost
        self._spent[:] = 0
        return cost

    def missed(self) -> tuple[int, ...]:
        """Return the units by item that incidents asked for since this was last asked, and that no level had."""
        missed, self._missed = self._missed, [0] * len(ITEMS)
        return tuple(missed)

    def bring_forward(self, street: int, item: str, units: int, minutes: float) -> Generator[simpy.Event, Any, int]:
        """Move units from the district's store to a street's before anything has happened; return how many there were.

        Neither store orders anew for that: the goods are lent until :meth:`bring_back`.
        """
        number, district = ITEMS.index(item), int(self._district_of[street])
        return (yield from self._carry(self.stores[DISTRICT][district][number], self.stores[STREET][street][number], number,
                                       units, minutes))

    def bring_back(self, street: int, item: str, units: int, minutes: float) -> Generator[simpy.Event, Any, int]:
        """Move what :meth:`bring_forward` lent back to the district; return how many units came back.

        What has been used is given back when the street, which orders anew what it uses, has it again. After
        :data:`TRIES` lead times the district buys the rest itself.
        """
        number, district = ITEMS.index(item), int(self._district_of[street])
        store, home = self.stores[STREET][street][number], self.stores[DISTRICT][district][number]
        owed = units
        for _ in range(TRIES):
            owed -= yield from self._carry(store, home, number, owed, minutes)
            if not owed:
                return units
            yield self.env.timeout(store.lead)
        home.order(owed)
        self._spent += owed * self._prices[number] / self._spent.size
        return units - owed

    def _carry(self, from_: Stock, to: Stock, item: int, units: int, minutes: float) -> Generator[simpy.Event, Any, int]:
        """Carry up to so many units from one store to another; return how many."""
        given = from_.take(units)
        self._under_way[item] += given
        yield self.env.timeout(minutes)
        self._under_way[item] -= given
        to.put(given)
        return given

    def spare(self, share: float) -> tuple[int, ...]:
        """Return the units by item that this share of what the districts have in store makes (mech:D01)."""
        return tuple(sum(int(share * place[item].stock) for place in self.stores[DISTRICT])
                     for item in range(len(ITEMS)))

    def send(self, item: int, units: int) -> None:
        """Send units of an item from the districts' stores to another district; they are ordered anew and paid for."""
        self._sent[item] += units
        self._spent += units * self._prices[item] / self._spent.size
        for place in self.stores[DISTRICT]:
            given = place[item].take(units)
            place[item].order(given)
            units -= given

    def take_in(self, item: int, units: int) -> None:
        """Put units that came from another district into the (first) district's store."""
        self._taken_in[item] += units
        self.stores[DISTRICT][0][item].stock += units

    def balance(self, item: str) -> Balance:
        """Return where all units of `item` are at this minute."""
        number = ITEMS.index(item)
        stores = list(self._all(number))
        return Balance(
            start=self._start[number], bought=sum(store.bought for store in stores), used=self._used[number],
            expired=sum(store.expired for store in stores), in_store=sum(store.stock for store in stores),
            in_transit=sum(store.in_transit for store in stores) + self._under_way[number],
            sent=self._sent[number], taken_in=self._taken_in[number])

    def in_store(self, level: str, place: int) -> dict[str, int]:
        """Return the units of each item that a level of :data:`LEVELS` has in store at a place."""
        return {item: store.stock for item, store in zip(ITEMS, self.stores[LEVELS.index(level)][place], strict=True)}

    @property
    def kit_mismatch(self) -> float:
        """Return how far what street stores keep lies off what strikes there, 0 to 1: :meth:`Stores.mismatch` (mech:F08)."""
        return self._kept.mismatch(self.stores[STREET])

    def _all(self, item: int) -> Iterator[Stock]:
        for places in (*self.stores.values(), self.homes):
            for place in places:
                yield place[item]

    def _collect(self, incident: int, community: int, item: int, amount: int) -> list[tuple[int, float, int]]:
        """Take what the levels have, record it, and return level, travel minutes and units of each that gave."""
        missing, shipments, emptied = amount, [], []
        for level, way, offers in self._sources(incident, community, item):
            if not missing:
                break
            travel = way if level == HOUSEHOLD else way * self._distance
            travel += self._conversion if level in PUBLIC else 0.0
            taken = _take(offers, missing)
            given = sum(units for _, units in taken)
            if given and level in LENT:
                self._note_loans(level, community, taken)
            self._recorder.append(
                SUPPLY, incident=incident, community=community, item=item, level=level, asked_at=self.env.now,
                minutes=travel if given else 0.0, asked=missing, filled=given, short=missing - given,
                idle_elsewhere=self._idle_elsewhere(community, item) if given < missing else 0,
                conversion=self._conversion if level in PUBLIC else 0.0)
            missing -= given
            emptied += taken
            if given:
                shipments.append((level, travel, given))
        for store, units in emptied:  # the incident comes first, the shelves after it
            store.order(units)
        public = sum(units for level, _, units in shipments if level != HOUSEHOLD)
        self._spent[community] += public * self._wear[item]
        return shipments

    def _sources(self, incident: int, community: int, item: int) -> Iterator[tuple[int, float, Offers]]:
        """Yield level, travel minutes and who offers how much, from the nearest level to the farthest."""
        r, stores, street = self.reserve, self.stores, int(self._street_of[community])
        district = int(self._district_of[street])
        own = stores[STREET][street][item]
        if self.homes[community][item].base:
            yield HOUSEHOLD, r.travel_household, [(self.homes[community][item], self._kits_nearby(incident))]
        if own.base or own.stock:
            yield STREET, r.travel_street, _whole(own)
        if r.pooling:
            others = [stores[STREET][s][item] for s in np.flatnonzero(self._district_of == district)
                      if s != street and self._aid.from_street(incident, int(s), street, goods=True)]
            yield LATERAL, r.travel_lateral, _whole(*sorted(others, key=lambda store: -store.stock))
        shop = stores[AGREEMENT][street][item]
        if shop.base:
            yield AGREEMENT, r.travel_agreement, _whole(shop) if self._shop_delivers(incident, item) else []
        if stores[DISTRICT][district][item].base:
            yield DISTRICT, r.travel_district, _whole(stores[DISTRICT][district][item])
        lent = [(stores[DISTRICT][side][item], self._aid.share_of_stock(incident, side, district))
                for side in self._helpful(district)]
        if lent:
            yield (NEIGHBOUR, r.travel_district + self._aid.minutes,
                   [(store, int(share * store.stock)) for store, share in lent])
        if stores[CITY][0][item].base:
            yield CITY, r.travel_city, _whole(stores[CITY][0][item])

    def _helpful(self, district: int) -> tuple[int, ...]:
        """Return the districts that lend some of their stock to this one (mech:D01)."""
        return neighbours(district, len(self.stores[DISTRICT])) if self._aid.lends_goods else ()

    def _note_loans(self, level: int, community: int, taken: Offers) -> None:
        """Remember who of other streets or districts has lent goods."""
        street = int(self._street_of[community])
        places, lender, borrower = ((self.stores[STREET], STREET_LENT, street) if level == LATERAL else
                                    (self.stores[DISTRICT], DISTRICT_LENT, int(self._district_of[street])))
        given = {id(store) for store, units in taken if units}
        for place, shelf in enumerate(places):
            if not given.isdisjoint(map(id, shelf)):
                self._aid.note(lender, place, borrower)

    def _idle_elsewhere(self, community: int, item: int) -> int:
        """Return what the stores of other streets have while this community's street is short of it."""
        own = int(self._street_of[community])
        return sum(place[item].stock for street, place in enumerate(self.stores[STREET]) if street != own)

    def _kits_nearby(self, incident: int) -> int:
        """Return how many of the households within reach of an incident have a kit."""
        neighbours = incident * NEIGHBOURS + np.arange(self.reserve.household_reach)
        return int((self._streams.uniform(Purpose.RESERVE_HOUSEHOLD, neighbours) < self.reserve.household).sum())

    def _shop_delivers(self, incident: int, item: int) -> bool:
        return self._streams.uniform_scalar(Purpose.RESERVE_AGREEMENT, incident * len(ITEMS) + item) < self.reserve.reliability

    def _expire(self, day: int) -> None:
        """Throw away what has expired in a month; shops and households use theirs up in time."""
        share = -np.expm1(-self.reserve.expiry * (1 - self._saved) * DAYS_PER_MONTH / DAYS_PER_YEAR)
        shelves = [store for level in (STREET, DISTRICT, CITY) for place in self.stores[level] for store in place]
        stock = np.array([store.stock for store in shelves])
        uniform = self._streams.uniform(Purpose.RESERVE_EXPIRY, np.arange(stock.size), day)
        gone = np.floor(stock * share + uniform).astype(np.int64)
        for position in np.flatnonzero(gone).tolist():
            shelves[position].expire(int(gone[position]))
        self._spent += gone @ np.resize(self._prices, gone.size) / self._spent.size


def _whole(*stores: Stock) -> Offers:
    return [(store, store.stock) for store in stores]


def _take(offers: Offers, amount: int) -> Offers:
    """Take up to `amount` units from the offers in order; return what each store gave."""
    taken = []
    for store, most in offers:
        units = store.take(min(amount, most))
        amount -= units
        taken.append((store, units))
    return taken
