"""What a row claims beyond its indicator, read from ``claims.toml``, and the two arms in which it is judged."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from coprod.laboratory.mechanisms.inventory import Mechanism, Setting, mechanisms
from coprod.parameters.model import declarations_by_key

FILE = Path(__file__).parent / "claims.toml"
DAYS = 365
SEEDS = 8
CLEAR = 3.0
"""A paired t statistic beyond which a difference counts: of 8 pairs, chance goes so far one way once in a hundred."""


@dataclass(frozen=True)
class Claim:
    """What was declared of a row before it was judged.

    Attributes
    ----------
    moves : mapping
        Outcomes downstream that the source names, each with the way it should go from low to high.
    links : tuple of str
        Names of causal links in ``tests/mutation/links.toml``: cutting one makes a test fail.
    definition : bool
        The indicator is the lever, or is computed from it.
    """

    moves: Mapping[str, Literal["up", "down"]]
    links: tuple[str, ...] = ()
    definition: bool = False
    ends: tuple[Any, ...] = ()
    """Values of the lever instead of the ends of its plausible range, within it: where the indicator is not defined there."""


@dataclass(frozen=True)
class Arms:
    """The two arms of a row in the default town, with the lever at both ends of its plausible range."""

    low: Setting
    high: Setting
    expected: Mapping[str, Literal["up", "down"]] = field(default_factory=dict)
    """The indicator first, then what lies downstream."""

    def fingerprint(self) -> str:
        """Return a short hash of the arms and of what is expected: a verdict belongs to them if it is the same."""
        text = f"{sorted(self.low.items())} {sorted(self.high.items())} {list(self.expected.items())} {DAYS}"
        return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


@cache
def claims() -> dict[str, Claim]:
    """Return the claim of every row, by id."""
    tree = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {id_: Claim(entry["moves"], tuple(entry.get("links", ())), entry.get("definition", False),
                       tuple(entry.get("ends", ()))) for id_, entry in tree.items()}


def arms(row: Mechanism) -> Arms:
    """Return the arms in which a row is judged."""
    stated: dict[str, tuple[Any, Any]] = {}
    for key in {**row.direction.low, **row.direction.high}:
        usual = declarations_by_key()[key].default
        stated[key] = ends(key, row.direction.low.get(key, usual), row.direction.high.get(key, usual))
    if given := claims()[row.id].ends:
        stated[next(iter(stated))] = (given[0], given[1])
    expected = {row.direction.indicator: row.direction.expect} | dict(claims()[row.id].moves)
    return Arms({key: low for key, (low, _) in stated.items()}, {key: high for key, (_, high) in stated.items()}, expected)


def ends(key: str, low: Any, high: Any) -> tuple[Any, Any]:
    """Return the ends of a lever's plausible range, in the order of the values stated; those themselves where it has none."""
    declared = declarations_by_key()[key]
    if not declared.plausible or isinstance(low, str | bool):
        return low, high
    least, most = (int(end) if declared.kind == "int" else float(end) for end in declared.plausible)
    return (least, most) if low <= high else (most, least)


def rows() -> list[Mechanism]:
    """Return every row of the inventory, each of which has a claim."""
    return list(mechanisms().values())
