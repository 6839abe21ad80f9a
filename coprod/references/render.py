"""A reference in full, as a list of references prints it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coprod.references.bibliography import Reference
from coprod.text.glossary import Language, pick, translate

_LATIN = re.compile("[A-Za-z]{3}")


def full(reference: Reference, language: Language) -> str:
    """Return author, year, title (with its English form where it has another), place, DOI or address, note and caveats.

    In Chinese, works with a Western title keep Western marks, as Chinese lists of references print them.
    """
    names = list(reference.authors)
    if language == "en" and reference.authors_en:
        names = [f"{western} ({own})" for western, own in zip(reference.authors_en, names, strict=True)]
    chinese = language == "zh" and not _LATIN.search("".join(names) + reference.title)
    comma = "；" if chinese else "; "
    who, year = (
        comma.join(names) or translate("reference.no_author", language),
        reference.year or translate("reference.no_year", language),
    )
    title = reference.title or translate("reference.no_title", language)
    if reference.title_en:
        title += f" [{reference.title_en}]"
    place = [reference.venue, f"https://doi.org/{reference.doi}" if reference.doi else reference.url]
    work = [f"{who}（{year}）" if chinese else f"{who} ({year})", title, *place]
    caveats = [translate(f"reference.{word}", language) for word in ("incomplete", "unverified") if getattr(reference, word)]
    printed = _sentences(work, chinese), _sentences([pick(language, reference, "note"), *caveats], language == "zh")
    return ("" if chinese else " ").join(filter(None, printed))


def _sentences(parts: Sequence[str], chinese: bool) -> str:
    stop, between = ("。", "") if chinese else (".", " ")
    return between.join(part if part[-1] in ".?。" else part + stop for part in parts if part)


def kind_in_words(kind: str, language: Language) -> str:
    """Return the heading of a kind of references."""
    name = kind.replace(" ", "_")
    return translate(f"reference.{name}", language)
