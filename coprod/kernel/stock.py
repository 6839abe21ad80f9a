"""A store 库存: one item in one place, kept at its base stock, on the clock of minutes (note:B10)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

import simpy

MOST_UNITS = 1e12
"""Most units of one item in one store: more than anybody could use, and few enough to be counted exactly."""


class Stock:
    """One item in one place, kept at its base stock: what is given away is ordered anew.

    Parameters
    ----------
    lead : float
        Minutes from the supplier's dispatch to arrival here.
    supplier : Store, optional
        Who delivers; without one, makers do, at once and without end.
    raised, own_lead : float
        Share of what the supplier has not got that comes by own channels, and minutes until it does.
    tell : callable, optional
        Is told the units of every delivery and when they were ordered.
    """

    def __init__(self, env: simpy.Environment, base: int, lead: float, supplier: Stock | None = None, *,
                 raised: float = 0.0, own_lead: float = 0.0, on_delivery: Callable[[int, float], None] | None = None) -> None:
        self.env, self.base, self.lead, self.supplier = env, base, lead, supplier
        self.raised, self.own_lead, self._on_delivery = raised, own_lead, on_delivery
        self._carried = 0.0
        self.stock = base
        self.in_transit = self.bought = self.expired = 0
        self._waiting: deque[tuple[Stock, int, float]] = deque()

    def take(self, amount: int) -> int:
        """Give up to `amount` units away now and return how many they were; :meth:`order` them anew afterwards."""
        given = min(amount, self.stock)
        self.stock -= given
        return given

    def put(self, amount: int) -> None:
        """Put `amount` units that came from elsewhere on the shelf, and hand out what customers wait for."""
        self.stock += amount
        self._hand_out()

    def expire(self, amount: int) -> None:
        """Throw `amount` units away and order them anew."""
        gone = self.take(amount)
        self.expired += gone
        self.order(gone)

    def order(self, amount: int) -> None:
        """Order `amount` units from the supplier, some of what it lacks by own channels (mech:C09)."""
        if amount and self.supplier:
            own = self._raise(amount - self.supplier.stock)
            self._buy(own, self.own_lead)
            self.supplier._promise(self, amount - own)
        else:
            self._buy(amount, self.lead)

    def _raise(self, missing: int) -> int:
        """Return how much of what is missing comes by own channels: whole units, the share being exact in the long run."""
        if missing <= 0 or not self.raised:
            return 0
        self._carried += missing * self.raised
        own = int(self._carried)
        self._carried -= own
        return own

    def _buy(self, amount: int, lead: float) -> None:
        if amount:
            self.bought += amount
            self._ship(amount, lead, self.env.now)

    def _promise(self, customer: Stock, amount: int) -> None:
        """Take an order of a store further down; first come, first served."""
        if amount:
            self._waiting.append((customer, amount, self.env.now))
            self.order(amount)
            self._hand_out()

    def _hand_out(self) -> None:
        while self._waiting and self.stock:
            customer, amount, ordered = self._waiting.popleft()
            given = min(amount, self.stock)
            self.stock -= given
            customer._ship(given, customer.lead, ordered)
            if given < amount:
                self._waiting.appendleft((customer, amount - given, ordered))

    def _ship(self, amount: int, lead: float, ordered: float) -> None:
        self.in_transit += amount
        on_the_way = self.env.timeout(lead)
        on_the_way.callbacks.append(partial(self._receive, amount, ordered))

    def _receive(self, amount: int, ordered: float, _: simpy.Event) -> None:
        self.in_transit -= amount
        self.stock += amount
        if self._on_delivery:
            self._on_delivery(amount, ordered)
        self._hand_out()


def base_stock(cover: float, need: float, n_communities: int) -> int:
    """Return the units that cover `cover` days of a need per community and day, to the nearest whole, 10¹² at most.

    The level to which a store orders anew at once whatever it gives. Source: Palm 1938; Sherbrooke 1968; note:B10.
    """
    return int(min(cover * need * n_communities, MOST_UNITS) + 0.5)
