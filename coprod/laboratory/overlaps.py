"""Parameters that a study sets twice: by two factors, or by a fixed value that no run would use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coprod.kernel.rule_keys import RULES
from coprod.laboratory.ensemble import ENSEMBLE
from coprod.laboratory.factors import Factor, Package
from coprod.laboratory.reader import Reader
from coprod.text.messages import message

_TABLES = {"lever": "levers", "uncertainty": "uncertainties"}


def check_overlaps(reader: Reader, factors: Sequence[Factor]) -> None:
    """Note parameters that two factors set, and factors of one name."""
    owners: dict[str, tuple[str, ...]] = {}
    names: set[str] = set()
    for factor in factors:
        place = _place(reader, factor)
        taken = [key for key in sorted(factor.keys) if key in owners]
        for key in taken:
            reader.note(place, None, message("problem.varied_by", key=key, owner=".".join(owners[key])))
        if factor.name in names and not taken:
            reader.note(place, None, message("problem.varied_twice"))
        names.add(factor.name)
        for key in factor.keys:
            owners.setdefault(key, place)


def check_settings(
    reader: Reader, settings: Mapping[str, Any], factors: Sequence[Factor], place: tuple[str, ...] = ("set",),
) -> None:
    """Note values of ``[set]``, or of the table at `place`, that every level of a factor replaces."""
    for factor in factors:
        levels = factor.contents.values() if isinstance(factor, Package) else ()
        always = {key for key in factor.keys if all(key in level for level in levels)}
        for key in sorted(always & settings.keys()):
            reader.note((*place, key), settings[key], message("problem.set_and_varied", owner=".".join(_place(reader, factor))))


def _place(reader: Reader, factor: Factor) -> tuple[str, ...]:
    """Return where a factor is written: its table and its name."""
    if isinstance(factor, Package):
        packages = reader.tree.get("packages")
        if isinstance(packages, Mapping) and factor.name in packages:
            return "packages", factor.name
        return "nature" if factor.name == ENSEMBLE else RULES, factor.name
    table = _TABLES[factor.role]
    return (table, factor.name) if table in reader.tree else (factor.name,)
