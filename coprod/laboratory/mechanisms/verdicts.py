"""Verdicts on rows, kept in ``verdicts.toml`` so that they can be shown at once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from coprod.laboratory.files import write_text
from coprod.laboratory.mechanisms.claims import Claim

FILE = Path(__file__).parent / "verdicts.toml"
HEADER = """\
# Verdicts on the rows in the default town. Written by `python -m coprod.laboratory.mechanisms.judge`; not to be edited.
"""
Word = Literal["supported", "local", "definition", "no effect found"]
WORDS: tuple[Word, ...] = get_args(Word)


@dataclass(frozen=True)
class Moved:
    """How one outcome differed between the arms: means, paired difference high − low with its 95 % interval, and t."""

    way: str
    low: float
    high: float
    difference: float
    interval: tuple[float, float]
    t: float
    as_said: bool


@dataclass(frozen=True)
class Verdict:
    """What was found of a row; ``lacks`` says what keeps it from being supported."""

    word: Word
    lacks: tuple[str, ...]
    fingerprint: str
    pairs: int
    indicator: str
    moved: Moved
    downstream: Mapping[str, Moved]


def word_of(indicator: Moved, downstream: Mapping[str, Moved], claim: Claim, leaks: bool) -> tuple[Word, list[str]]:
    """Return the verdict on a row, and what it lacks."""
    if not indicator.as_said:
        lacks = ["indicator"]
        return ("definition", lacks) if claim.definition else ("no effect found", lacks)
    lacks = [word for word, there in (
        ("downstream", any(one.as_said for one in downstream.values())), ("exact zero", not leaks), ("mutant", bool(claim.links)),
    ) if not there]
    if claim.definition:
        return "definition", lacks
    return ("local" if lacks else "supported"), lacks


@cache
def verdicts(path: Path = FILE) -> dict[str, Verdict]:
    """Return the verdicts that are kept, by id of the row; none if there are none yet."""
    tree: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {id_: Verdict(**{**entry, "lacks": tuple(entry["lacks"]), "moved": _read(entry["moved"]),
                            "downstream": {name: _read(one) for name, one in entry["downstream"].items()}})
            for id_, entry in tree.items()}


def write(found: Mapping[str, Verdict], path: Path = FILE) -> None:
    """Put these verdicts in the place of those that are kept."""
    parts = [HEADER]
    for id_, one in found.items():
        lines = {"word": one.word, "lacks": one.lacks, "fingerprint": one.fingerprint, "pairs": one.pairs,
                 "indicator": one.indicator, "moved": asdict(one.moved),
                 "downstream": {name: asdict(moved) for name, moved in one.downstream.items()}}
        parts += [f"[{id_}]", *(f"{name} = {_toml(value)}" for name, value in lines.items()), ""]
    write_text(path, "\n".join(parts))
    verdicts.cache_clear()


def _read(entry: dict[str, Any]) -> Moved:
    return Moved(**{**entry, "interval": tuple(entry["interval"])})


def _toml(value: object) -> str:
    """Write a value on one line of TOML, numbers in six significant digits."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {_toml(inner)}' for name, inner in value.items())} }}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    return f"{value:.6}" if isinstance(value, float) else str(value)
