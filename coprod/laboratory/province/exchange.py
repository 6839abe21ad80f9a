"""Mutual aid between districts 互助: who is short, who has to spare, and what goes from one to the other (mech:D01).

One pure function of what the districts tell, so that it does not matter where they run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coprod.parameters.codes import ITEMS


@dataclass(frozen=True, slots=True)
class DailyReport:
    """What a district reports to the others at the end of a day, in units by item (:data:`~coprod.parameters.codes.ITEMS`)."""

    district: int
    missing: tuple[int, ...]
    """Units that its incidents asked for today and no level had."""
    spare: tuple[int, ...]
    """Units that it would lend."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Units of an item that one district sends another."""

    sender: int
    receiver: int
    item: int
    units: int


def allocate_aid(reports: Sequence[DailyReport]) -> list[Transfer]:
    """Return what is sent: who misses most is served first, by who can spare most; ties go by number.

    Nobody sends more than it can spare or receives more than it misses, nor sends what it misses itself.
    """
    return [transfer for item in range(len(ITEMS)) for transfer in _of_item(item, reports)]


def _of_item(item: int, reports: Sequence[DailyReport]) -> Iterator[Transfer]:
    short = [report for report in reports if report.missing[item]]
    spare = {report.district: report.spare[item] for report in reports if not report.missing[item]}
    lenders = sorted(spare, key=lambda district: (-spare[district], district))
    for report in sorted(short, key=lambda report: (-report.missing[item], report.district)):
        missing = report.missing[item]
        for lender in lenders:
            units = min(missing, spare[lender])
            if units:
                yield Transfer(lender, report.district, item, units)
                spare[lender] -= units
                missing -= units
