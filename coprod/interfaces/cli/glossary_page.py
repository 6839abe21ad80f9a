"""The glossary of the manual: every term in both languages, what it means, and what officials call it."""

from __future__ import annotations

from coprod.text.glossary import Language, texts, translate

HEADS: dict[Language, list[str]] = {"en": ["term", "in Chinese", "meaning", "what officials say"],
                                    "zh": ["术语", "英文", "含义", "基层通行称谓"]}


def glossary_page(language: Language) -> str:
    """Return the table of terms in the order of the reader's language; English by letter, Chinese as the file has them."""
    names = [key.removeprefix("glossary.term.") for key in texts() if key.startswith("glossary.term.")]
    rows = [_row(name, language) for name in names]
    if language == "en":
        rows.sort(key=lambda row: row[0].lower())
    head = HEADS[language]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def _row(name: str, language: Language) -> list[str]:
    other: Language = "zh" if language == "en" else "en"
    official = ""
    if f"glossary.official.{name}" in texts():
        official = translate(f"glossary.official.{name}", "zh")
        if language == "en":
            official += f" ({translate(f'glossary.official.{name}', 'en')})"
    return [f"**{translate(f'glossary.term.{name}', language)}**", translate(f"glossary.term.{name}", other),
            translate(f"glossary.meaning.{name}", language), official]
