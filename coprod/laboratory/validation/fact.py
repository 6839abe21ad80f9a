"""The stylised facts as data: every fact once, with its source, its target and how the model is held against it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import inf
from pathlib import Path
from typing import Any, Literal, get_args

from coprod.parameters import Parameters

FOLDER = Path(__file__).parent
Basis = Literal["independent", "fitted", "echo"]
BASES: tuple[Basis, ...] = get_args(Basis)
"""What agreement is worth, most first: nothing was set by the fact; something was fitted to it; it went in as an input."""
ROUNDING = 1e-9
"""Relative difference from the edge of a band that is taken for the rounding of sums."""


@dataclass(frozen=True, slots=True)
class Check:
    """One quantity of the model that a fact speaks of.

    ``measure`` names a function of :mod:`coprod.laboratory.validation.measures`, which is given the runs of
    ``arms``, in this order and under the same seed, and ``options``. The simulated value is within the ``band``
    or outside it; without a band it is only shown. Of a difference whose ``direction`` is expected, +1 or -1,
    the whole interval over seeds must have it.
    """

    en: str
    zh: str
    unit: str
    target: float | None
    band: tuple[float, float] | None
    measure: str
    how_en: str
    how_zh: str
    direction: Literal[-1, 0, 1] = 0
    arms: tuple[str, ...] = ("baseline",)
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def demands(self) -> bool:
        """Tell whether anything is demanded of the value, or it is only shown."""
        return self.band is not None or self.direction != 0

    def holds(self, value: float, low: float, high: float) -> bool:
        """Tell whether a value with this interval is as demanded: in the band, edges included, or clearly of the sign."""
        if self.direction:
            return min(self.direction * low, self.direction * high) > 0
        least, most = self.band or (-inf, inf)
        return least - ROUNDING * abs(least) <= value <= most + ROUNDING * abs(most)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the calibration anchors; without checks, the model cannot speak to it yet, and ``lacks`` says why.

    ``basis`` says what agreement is worth: ``echo`` if the fact went in as an input, ``fitted`` if a parameter was fitted to
    it or the default town is rebased on it, ``independent`` if it was used for nothing. ``source`` are codes of references
    (:mod:`coprod.references`), ``place`` says where in them, if that is known.
    """

    id: str
    basis: Basis
    en: str
    zh: str
    source: tuple[str, ...]
    target_en: str
    target_zh: str
    lacks_en: str = ""
    lacks_zh: str = ""
    place: str = ""
    checks: tuple[Check, ...] = ()

    @property
    def number(self) -> int:
        """Return the number in the id: 14 of mech:C14."""
        return int(self.id[1:])

    @property
    def cited(self) -> str:
        """Return what it rests on: ``src:huang2026 三（三）``."""
        return " ".join(filter(None, [", ".join(self.source), self.place]))


@cache
def facts() -> tuple[Fact, ...]:
    """Return every fact, in order of number."""
    found = [_fact(id_, dict(entry)) for path in sorted((FOLDER / "facts").glob("*.toml"))
             for id_, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()]
    return tuple(sorted(found, key=lambda fact: fact.number))


@cache
def arms() -> dict[str, Parameters]:
    """Return the parameters of every arm by name: the default town, or a scenario, with what the arm changes."""
    declared = tomllib.loads((FOLDER / "arms.toml").read_text(encoding="utf-8"))
    return {name: _arm(name, changes) for name, changes in declared.items()}


def _arm(name: str, changes: dict[str, Any]) -> Parameters:
    where = f"arm {name}"
    if shocks := changes.pop("shocks", None):
        return Parameters.from_tree({"shocks": shocks}, where=where).replace(changes, where=where)
    return Parameters.load(changes.pop("scenario", "baseline")).replace(changes, where=where)


def _fact(id_: str, entry: dict[str, Any]) -> Fact:
    checks = tuple(_check(check) for check in entry.pop("checks", ()))
    basis = entry.pop("basis")
    if basis not in BASES:
        raise ValueError(f"{id_}: basis is one of {', '.join(BASES)}, not {basis!r}")
    return Fact(id=id_, basis=basis, checks=checks, source=tuple(entry.pop("source")), **entry)


def _check(entry: dict[str, Any]) -> Check:
    band = entry.pop("band", None)
    return Check(band=(float(band[0]), float(band[1])) if band else None, target=entry.pop("target", None),
                 arms=tuple(entry.pop("arms", ("baseline",))), **entry)
