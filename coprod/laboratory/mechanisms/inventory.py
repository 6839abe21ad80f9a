"""The inventory of mechanisms, read from ``rows/*.toml``: what each row says, does and claims."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent
GROUPS = (
    "subjects", "fields", "resources", "fragmentation", "procedure", "district_chain", "action_chain", "resource_chain",
    "society", "systems", "outcomes")
"""Chapters of the inventory in order, one file each."""
DIRECTION_TEST = "tests/mechanisms/test_rows.py::test_direction"
ZERO_TEST = "tests/mechanisms/test_rows.py::test_zero_switches_off_exactly"

CLEAR = 3.0
"""A paired t statistic beyond which a direction counts as supported."""

Setting = Mapping[str, Any]
"""Parameters to change: ``{"points.reward": 5}``."""


@dataclass(frozen=True)
class Direction:
    """The claim that a lever moves an indicator, as an experiment of two arms under identical random conditions.

    The town of the experiments is changed by `given` in both arms and by `low` or `high` in one. The indicator is
    an outcome, or a daily series of which the mean is taken.
    """

    low: Setting
    high: Setting
    indicator: str
    expect: Literal["up", "down"]
    given: Setting = field(default_factory=dict)
    days: int = 35
    seeds: int = 6

    def supported_by(self, t: float) -> bool:
        """Tell whether a paired t statistic of high − low is clear and of the expected sign."""
        return (t if self.expect == "up" else -t) > CLEAR


@dataclass(frozen=True)
class Zero:
    """The claim that `off` switches the mechanism off exactly.

    With `off`, the further changes `probe` to what the mechanism depends on must move no outcome and no daily
    series by a single bit; without `off` they must move something. Series and outcomes in `own` are the
    mechanism's own stock, which goes on being counted when nothing heeds it any more.
    """

    off: Setting
    probe: Setting
    given: Setting = field(default_factory=dict)
    own: tuple[str, ...] = ()
    days: int = 35


@dataclass(frozen=True)
class Mechanism:
    """One row of the inventory. `source` is a source paper, `quote` an exact substring of it without white space."""

    id: str
    zh: str
    en: str
    does_zh: str
    does_en: str
    source: str
    quote: str
    rules: tuple[str, ...]
    """``module:function`` of the rules that implement it, the main one first."""
    levers: tuple[str, ...]
    indicators: tuple[str, ...]
    direction: Direction
    zero: Zero
    star: bool = False
    tests: tuple[str, ...] = ()
    """Tests of its rules against theory, besides the two that every row has."""
    found_zh: str = ""
    found_en: str = ""
    """What the simulation shows instead, if it does not support the direction."""
    downstream: tuple[str, ...] = ()
    """Outcomes beyond the indicators that the mechanism might move; see :mod:`coprod.laboratory.mechanisms.fresh`."""
    note_zh: str = ""
    note_en: str = ""
    """What fresh seeds showed of them, effects that were not found above all."""

    @property
    def all_tests(self) -> tuple[str, ...]:
        """Return the tests of the row: its direction, its zero, and its rules against theory."""
        return (DIRECTION_TEST, ZERO_TEST, *self.tests)

    def fingerprint(self) -> str:
        """Return a short hash of both experiments: what was measured belongs to them if it is the same."""
        text = f"{self.direction} {self.zero} {town()}"
        return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


@dataclass(frozen=True)
class MechanismGroup:
    """A group of the inventory and its rows."""

    name: str
    zh: str
    en: str
    rows: tuple[Mechanism, ...]


@cache
def mechanism_groups() -> tuple[MechanismGroup, ...]:
    """Return the groups of the inventory in order, with the rows that are live."""
    return tuple(_group(name) for name in GROUPS)


@cache
def mechanisms() -> dict[str, Mechanism]:
    """Return every live row by id, in order."""
    return {row.id: row for group in mechanism_groups() for row in group.rows}


@cache
def town() -> Setting:
    """Return the town of the experiments, as differences from the default one."""
    return _read("town")


def rule_file(rule: str) -> str:
    """Return the file in which a rule stands: ``coprod.a.b:C.d`` is in ``coprod/a/b.py``."""
    return rule.split(":")[0].replace(".", "/") + ".py"


def _group(name: str) -> MechanismGroup:
    tree = _read(f"rows/{name}")
    zh, en = tree.pop("zh"), tree.pop("en")
    return MechanismGroup(name, zh, en, tuple(_row(id_, fields) for id_, fields in tree.items()))


def _row(id_: str, fields: dict[str, Any]) -> Mechanism:
    direction, zero = Direction(**fields.pop("direction")), Zero(**_frozen(fields.pop("zero")))
    return Mechanism(id=id_, direction=direction, zero=zero, **_frozen(fields))


def _frozen(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
