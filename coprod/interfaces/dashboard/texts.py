"""The texts that the browser gets, and the invented names of communities."""

from __future__ import annotations

from functools import cache

from coprod.text.glossary import Language, sections_of, texts, translate

SHARED = {"incident", "role", "list"}
"""Sections of the commands' texts that the pages show too."""


@cache
def words(language: Language) -> dict[str, str]:
    """Return every text of the dashboard in one language, by key, as the browser gets them."""
    shown = sections_of("dashboard") | sections_of("classroom") | sections_of("director") | SHARED
    return {key: text[language] for key, text in texts().items() if key.partition(".")[0] in shown}


def place(number: int, language: Language) -> str:
    """Return the name of a community; the names are invented and begin anew after the last."""
    names = translate("places", language).split("|")
    again = number // len(names)
    return names[number % len(names)] + (f" {again + 1}" if again else "")
