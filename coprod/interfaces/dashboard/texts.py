"""What the dashboard says, in English and Chinese: its own ``texts.toml``, and names that all of coprod shares."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from coprod.text import glossary
from coprod.text.glossary import LANGUAGES, Language

FILE = Path(__file__).parent / "texts.toml"

SHARED = ("incident.",)
"""Beginnings of the keys that stand in the glossary of coprod and are said in the pages too."""


@cache
def texts() -> dict[str, dict[Language, str]]:
    """Return every text by dotted key."""
    shared = {key: text for key, text in glossary.texts().items() if key.startswith(SHARED)}
    return shared | dict(_flat(tomllib.loads(FILE.read_text(encoding="utf-8")), ""))


@cache
def words(language: Language) -> dict[str, str]:
    """Return every text in one language, as the browser gets them."""
    return {key: text[language] for key, text in texts().items()}


def tell(key: str, language: Language, /, **values: object) -> str:
    """Return the text of `key` with ``{name}`` replaced by `values`."""
    text = texts()[key][language]
    return text.format(**values) if values else text


def place(number: int, language: Language) -> str:
    """Return the name of a community; the names are invented and begin anew after the last."""
    names = words(language)["places"].split("|")
    again = number // len(names)
    return names[number % len(names)] + (f" {again + 1}" if again else "")


def _flat(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, dict[Language, str]]]:
    for key, value in tree.items():
        if set(value) == set(LANGUAGES):
            yield prefix + key, value
        else:
            yield from _flat(value, f"{prefix}{key}.")
