"""Supplies 物资调用: the levels that goods come from, and what is recorded of every request for some (note:B10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.records import Field, RecordKind
from coprod.parameters.codes import ITEMS

LEVELS = ("household", "street", "lateral", "agreement", "district", "neighbour", "city")
"""From the nearest to the farthest; lateral is another street of the same district, neighbour a
neighbouring district."""
HOUSEHOLD, STREET, LATERAL, AGREEMENT, DISTRICT, NEIGHBOUR, CITY = range(len(LEVELS))
PUBLIC = (STREET, LATERAL, DISTRICT, NEIGHBOUR, CITY)
"""Levels whose goods may be in use in normal times (mech:S13)."""
LENT = (LATERAL, NEIGHBOUR)
"""Levels whose goods others lend."""
NOWHERE = -1
"""Level of a supply that found nothing."""

SUPPLY = RecordKind("supply", "supplies", "物资调用", {
    "incident": Field("i8", "", "incident", "突发事件"),
    "community": Field("i2", "", "community", "社区"),
    "item": Field("u1", "", "item", "物资", codes=ITEMS),
    "level": Field("u1", "", "level that was asked", "调用层级", codes=LEVELS),
    "asked_at": Field("f8", "minute", "when it was asked", "申请时刻"),
    "minutes": Field("f4", "minutes", "time to deliver", "送达用时"),
    "asked": Field("i8", "units", "units asked of this level", "申请数量"),
    "filled": Field("i8", "units", "units given by this level", "满足数量"),
    "short": Field("i8", "units", "units still missing after it", "仍缺数量"),
    "idle_elsewhere": Field("i8", "units", "units then idle in other streets' stores", "当时其他街道闲置数量"),
    "conversion": Field("f4", "minutes", "of the time to deliver, conversion from normal use", "其中平急转换用时"),
})

RESUPPLY = RecordKind("resupply", "goods that came to the stores of streets", "街镇补给到货", {
    "street": Field("i4", "", "street", "街道"),
    "item": Field("u1", "", "item", "物资", codes=ITEMS),
    "units": Field("i8", "units", "units", "数量"),
    "ordered": Field("f8", "minute", "when they were ordered", "申请时刻"),
    "arrived": Field("f8", "minute", "when they came", "到货时刻"),
})

Columns = Mapping[str, NDArray[Any]]


def begins_draw(supplies: Columns) -> NDArray[np.bool_]:
    """Tell which records of :data:`SUPPLY`, in their order, begin a draw: asked of the first level, shape (n,).

    Those that follow ask farther levels for what is still missing. One incident may draw more than once: for what it
    takes, and for relief.
    """
    level, short = np.asarray(supplies["level"], dtype=np.int64), np.asarray(supplies["short"])
    goes_on = np.zeros(level.size, dtype=bool)
    goes_on[1:] = (np.diff(level) > 0) & (short[:-1] > 0) & (np.asarray(supplies["asked"])[1:] == short[:-1])
    for name in ("incident", "community", "item", "asked_at"):
        values = np.asarray(supplies[name])
        goes_on[1:] &= values[1:] == values[:-1]
    return ~goes_on


@dataclass(frozen=True, slots=True)
class Supply:
    """What came of a request: units filled and short, and how long until the first and the last of them came."""

    minutes: float
    level: int
    """Code in :data:`LEVELS` of the farthest level that gave, or :data:`NOWHERE`."""
    filled: int
    short: int
    first_minutes: float


@dataclass(frozen=True, slots=True)
class Balance:
    """Where all units are of one item: ``start + bought + taken_in == used + expired + sent + in_store + in_transit``."""

    start: int
    bought: int
    used: int
    expired: int
    in_store: int
    in_transit: int
    sent: int = 0
    """Units sent to other districts of a province."""
    taken_in: int = 0
    """Units that came from them."""
