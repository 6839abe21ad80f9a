"""What the experiments of the inventory found, kept in ``findings.toml`` so that it can be told at once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from coprod.laboratory.files import write_text

FILE = Path(__file__).parent / "findings.toml"
HEADER = """\
# What the experiments of rows/*.toml found. Written by `python -m coprod.laboratory.mechanisms.measure`; not to be edited.
"""


@dataclass(frozen=True)
class Finding:
    """What the two experiments of a row showed."""

    fingerprint: str
    """Of the experiments that were carried out."""
    low: float
    high: float
    """Mean of the indicator in each arm."""
    difference: float
    interval: tuple[float, float]
    """Mean paired difference high − low, with its 95 % interval."""
    t: float
    """Paired t statistic of the difference."""
    pairs: int
    leaks: tuple[str, ...]
    """What the probe still moves when the mechanism is switched off; should be empty."""
    moves: int
    """How many outcomes and daily series the probe moves when it is not; should not be 0."""


@cache
def findings() -> dict[str, Finding]:
    """Return what was found, by id of the row."""
    tree: dict[str, dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return {id_: Finding(**(fields | {"interval": tuple(fields["interval"]), "leaks": tuple(fields["leaks"])}))
            for id_, fields in tree.items()}


def write(found: Mapping[str, Finding]) -> None:
    """Put these findings in the place of those that are kept."""
    parts = [HEADER]
    for id_, finding in found.items():
        parts += [f"[{id_}]", *(f"{name} = {_toml(value)}" for name, value in asdict(finding).items()), ""]
    write_text(FILE, "\n".join(parts))


def _toml(value: object) -> str:
    """Write a number in six significant digits, a string, or a list of these, as TOML."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):
        return f'"{value}"'
    return f"{value:.6}" if isinstance(value, float) else str(value)
