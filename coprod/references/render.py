"""A reference in full, as a list of references prints it."""

from __future__ import annotations

from coprod.glossary import Language, pick, say
from coprod.references.bibliography import Reference


def full(reference: Reference, language: Language) -> str:
    """Return author, year, title (with its English form where it has another), place, DOI or address, note and caveats."""
    names = list(reference.authors)
    if language == "en" and reference.authors_en:
        names = [f"{western} ({own})" for western, own in zip(reference.authors_en, names, strict=True)]
    comma, stop = ("; ", ".") if language == "en" else ("；", "。")
    head = f"{comma.join(names) or say('reference.no_author', language)} ({reference.year or say('reference.no_year', language)})"
    title = reference.title or say("reference.no_title", language)
    if reference.title_en:
        title += f" [{reference.title_en}]"
    place = [reference.venue, f"https://doi.org/{reference.doi}" if reference.doi else reference.url]
    caveats = [say(f"reference.{word}", language) for word in ("incomplete", "unverified") if getattr(reference, word)]
    parts = [head, title, *place, pick(language, reference, "note"), *caveats]
    return " ".join(part if part[-1] in ".?。" else f"{part}{stop}" for part in parts if part)


def kind_in_words(kind: str, language: Language) -> str:
    """Return the heading of a kind of references."""
    name = kind.replace(" ", "_")
    return say(f"reference.{name}", language)
