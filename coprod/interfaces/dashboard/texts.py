"""The texts that the browser gets, and the invented names of communities."""

from __future__ import annotations

import re
from functools import cache

from coprod.text.glossary import Language, sections_of, texts, translate

SHARED = {"incident", "role", "list"}
"""Sections of the commands' texts that the pages show too."""


@cache
def words(language: Language) -> dict[str, str]:
    """Return every text of the dashboard in one language, by key, as the browser gets them."""
    shown = sections_of("dashboard") | sections_of("classroom") | sections_of("director") | SHARED
    return {key: text[language] for key, text in texts().items() if key.partition(".")[0] in shown}


def unit_beside(label: str, unit: str) -> str:
    """Return a unit to stand beside a label: nothing if the label says it, as *sham acts* and *未兑积分* do.

    In Chinese a unit of one character is said where the label ends with it or with its number (件数): elsewhere the
    character may mean something else.
    """
    if unit.isascii():
        said = re.search(rf"(?<![\w-]){re.escape(unit)}(?![\w-])", label, re.IGNORECASE) is not None
    else:
        said = unit in label if len(unit) > 1 else re.search(rf"{unit}数?(（|$)", label) is not None
    return "" if said else unit


def with_minus(text: str) -> str:
    """Return a text with the minus sign before its negative numbers, for which Python writes a hyphen; zero has none."""
    return re.sub(r"(?<![0-9A-Za-z_.)-])-(?:(?=0(?:\.0+)?(?![.\d]))|(\.?\d))", lambda it: f"−{it[1]}" if it[1] else "", text)


def place(number: int, language: Language) -> str:
    """Return the name of a community; the names are invented and begin anew after the last."""
    names = translate("places", language).split("|")
    again = number // len(names)
    return names[number % len(names)] + (f" {again + 1}" if again else "")
