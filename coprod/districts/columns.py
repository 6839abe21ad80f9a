"""The tables of a district and their columns, as ``tables.toml`` declares them: one declaration for all that speak of them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from coprod.text.glossary import Language

Kind = Literal["text", "count", "number", "share", "code", "date"]


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column: its names in both languages, what its cells hold, and which parameters it stands for."""

    key: str
    kind: Kind
    zh: str
    about_en: str
    about_zh: str
    also: tuple[str, ...] = ()
    required: bool = False
    whole: bool = False
    """Whether it is given for every row or for none."""
    low: float = 0.0
    high: float = 0.0
    unit: str = ""
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words for every code, the first of them the Chinese name."""
    settles: tuple[str, ...] = ()
    """Parameters without effect where every row has a value."""
    instead: tuple[str, ...] = ()
    """Parameters that empty cells fall back to."""
    example: tuple[str, str] = ("", "")

    def label(self, language: Language) -> str:
        """Return the heading in a language."""
        return self.key if language == "en" else self.zh

    def word(self, code: str, language: Language) -> str:
        """Return what a code is called in a language."""
        return code if language == "en" or code not in self.codes else self.codes[code][0]

    def code_of(self, word: str) -> str | None:
        """Return the code that a word stands for, None if it is none."""
        wanted = plain(word)
        return next((code for code, words in self.codes.items() if wanted in {plain(code), *map(plain, words)}), None)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One file: its columns by key, in the order of the templates."""

    name: str
    en: str
    zh: str
    about_en: str
    about_zh: str
    columns: Mapping[str, ColumnSpec]
    unique: bool = False
    """Whether every name stands in one row only."""
    one_of: tuple[str, ...] = ()
    """Columns of which at least one must be there."""

    def column_of(self, heading: str) -> str | None:
        """Return the key of the column that a heading stands for, None if there is none."""
        return _headings(self.name).get(plain(heading))


@cache
def tables() -> dict[str, TableSpec]:
    """Return the declarations of all tables by name, ``communities`` first."""
    tree = tomllib.loads(Path(__file__).with_name("tables.toml").read_text(encoding="utf-8"))
    made = {}
    for name, about in tree.items():
        columns = {key: _column(key, entry) for key, entry in about.pop("columns").items()}
        made[name] = TableSpec(name=name, columns=columns, one_of=tuple(about.pop("one_of", ())), **about)
    return made


def plain(word: str) -> str:
    """Return a heading or word without capitals, blanks, marks, full-width forms and what stands in brackets."""
    word = re.sub(r"[(\[].*?[)\]]", "", unicodedata.normalize("NFKC", word))
    return re.sub(r"[\s_\-./:*#]+", "", word).casefold()


@cache
def _headings(table: str) -> dict[str, str]:
    columns = tables()[table].columns
    return {plain(word): key for key, column in columns.items() for word in (key, column.zh, *column.also)}


def _column(key: str, entry: dict[str, object]) -> ColumnSpec:
    codes = entry.pop("codes", {})
    assert isinstance(codes, dict)
    lists = {name: tuple(value) for name, value in entry.items() if isinstance(value, list)}
    return ColumnSpec(key=key, codes={code: tuple(words) for code, words in codes.items()}, **{**entry, **lists})  # type: ignore[arg-type]
