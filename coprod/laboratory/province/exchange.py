"""The exchange of the evening 互助: who is short, who has to spare, and what goes from one to the other (mech:D01).

One pure function of what the districts tell, so that it does not matter where they live.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coprod.parameters.codes import ITEMS


@dataclass(frozen=True, slots=True)
class Evening:
    """What a district tells the others in the evening, in units by item (:data:`~coprod.parameters.codes.ITEMS`)."""

    district: int
    missing: tuple[int, ...]
    """Units that its incidents asked for today and no level had."""
    spare: tuple[int, ...]
    """Units that it would lend."""


@dataclass(frozen=True, slots=True)
class Gift:
    """Units of an item that one district sends another."""

    sender: int
    receiver: int
    item: int
    units: int


def settle(evenings: Sequence[Evening]) -> list[Gift]:
    """Return what is sent: who misses most is served first, by who can spare most; ties go by number.

    Nobody sends more than it can spare or receives more than it misses, nor sends what it misses itself.
    """
    return [gift for item in range(len(ITEMS)) for gift in _of_item(item, evenings)]


def _of_item(item: int, evenings: Sequence[Evening]) -> Iterator[Gift]:
    short = [evening for evening in evenings if evening.missing[item]]
    spare = {evening.district: evening.spare[item] for evening in evenings if not evening.missing[item]}
    givers = sorted(spare, key=lambda district: (-spare[district], district))
    for evening in sorted(short, key=lambda evening: (-evening.missing[item], evening.district)):
        missing = evening.missing[item]
        for giver in givers:
            units = min(missing, spare[giver])
            if units:
                yield Gift(giver, evening.district, item, units)
                spare[giver] -= units
                missing -= units
