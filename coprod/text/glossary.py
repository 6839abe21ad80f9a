"""What coprod says, in English and Chinese: one glossary for the commands, the reports and the dashboard.

Parameters, columns, records and outcomes carry their labels in their own declarations, lessons and scenarios their own
titles; every other word stands in the files of ``coprod/text/words``, one a subject. Nothing heavy is imported here, so that
``coprod --help`` answers at once.
"""

from __future__ import annotations

import locale
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
FOLDER = Path(__file__).parent / "words"


def preferred_language(environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language asked for by ``COPROD_LANG`` or by the locale; English if neither names one of ours."""
    asked = environment.get("COPROD_LANG", "") or environment.get("LC_ALL", "") or environment.get("LC_MESSAGES", "")
    asked = asked or environment.get("LANG", "") or _locale()
    return "zh" if asked.lower().startswith(("zh", "chinese")) else "en"


def _locale() -> str:
    try:
        return locale.getlocale()[0] or ""
    except ValueError:  # a locale that Python does not know
        return ""


def translate(key: str, language: Language | None = None, /, **values: object) -> str:
    """Return the text of `key` (``"run.help"``) with ``{name}`` replaced by `values`.

    Parameters
    ----------
    key : str
        Dotted name of a text in the glossary.
    language : {"en", "zh"}, optional
        By default :func:`preferred_language`.

    Raises
    ------
    KeyError
        If the glossary has no such text.
    """
    text = texts()[key][language or preferred_language()]
    return text.format(**values) if values else text


def pick(language: Language, item: object, name: str = "") -> str:
    """Return the text of a declaration in `language`: ``pick("zh", outcome)`` is ``outcome.zh``.

    With a `name`, the attribute ``<name>_<language>``: ``pick("zh", declaration, "label")``.
    """
    return str(getattr(item, f"{name}_{language}" if name else language))


def unit_in(language: Language, unit: str) -> str:
    """Return a unit, which declarations give in English: ``"yuan/point"`` is ``"元/分"``; whole or word by word."""
    if language == "en":
        return unit
    words = [unit] if unit in _glossary()["units"] else re.split(r"([/·])", unit)
    return "".join(_glossary()["units"].get(word, word) for word in words)


@cache
def texts() -> dict[str, dict[Language, str]]:
    """Return every text of the glossary by dotted key."""
    return dict(_texts({key: value for key, value in _glossary().items() if key != "units"}, ""))


def sections_of(subject: str) -> set[str]:
    """Return the sections of the file of a subject (``"dashboard"``): the first parts of its keys."""
    return set(_files()[subject])


@cache
def _glossary() -> dict[str, Any]:
    return {section: words for sections in _files().values() for section, words in sections.items()}


@cache
def _files() -> dict[str, dict[str, Any]]:
    """Return the sections of every file, by subject."""
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.toml"))}


def _texts(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, dict[Language, str]]]:
    for key, value in tree.items():
        if set(value) == set(LANGUAGES):
            yield prefix + key, value
        else:
            yield from _texts(value, f"{prefix}{key}.")
