"""Acts that need authorisation 须授权行为: moving stores, spending, forcing doors, closing roads and the like.

Calling a rescue service needs none: it sets out when it is called, and forces a door on its own power. What the community
and the street do beside it, and what they do alone where no rescue service is called, needs a signature wherever the
sources have one (note:B7; src:huang2026).
"""

from __future__ import annotations

from coprod.kernel.incident import Incident
from coprod.parameters.codes import DISORDER, FIRE, GAS, PROFESSIONAL, UTILITY, WATERLOGGING

ACTS = ("goods", "money", "entry", "closure", "utilities", "evacuation", "units")
"""Moving stores, spending, forcing a door, closing a road, cutting utilities, evacuating, asking other units."""
GOODS, MONEY, ENTRY, CLOSURE, UTILITIES, EVACUATION, UNITS = (1 << place for place in range(len(ACTS)))
ORDERED = {FIRE: EVACUATION, GAS: UTILITIES, WATERLOGGING: CLOSURE, UTILITY: UTILITIES, DISORDER: UNITS}
"""What the front line asks an order for, by type of incident: neighbours leave, the gas main is shut, a road is closed.

Assumed: one act of this kind at most. Medical calls and lifts take none.
"""
BY_ORDER = CLOSURE | UTILITIES | EVACUATION | UNITS
"""Acts that only an order allows."""


def acts_needed(incident: Incident, stores: bool, must_ask: bool) -> int:
    """Return the acts that an incident needs an authorisation for, a sum of bits.

    Parameters
    ----------
    stores : bool
        Whether it takes goods beyond what a crew carries.
    must_ask : bool
        Whether acts that only an order allows have to be asked for now.
    """
    asked = GOODS * stores | MONEY * (incident.amount > 0)
    if incident.needs_entry and incident.type not in PROFESSIONAL:
        asked |= ENTRY
    if incident.asks_order and must_ask:
        asked |= ORDERED.get(incident.type, 0)
    return asked


def names(acts: int) -> tuple[str, ...]:
    """Return the names of the acts of a sum of bits."""
    return tuple(name for place, name in enumerate(ACTS) if acts >> place & 1)
