"""The bits that generated pages are written with: texts in two languages, figures, tables of Markdown, pictures."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from coprod.laboratory.report.charts import forest, text_width
from coprod.laboratory.report.findings import interval_text
from coprod.laboratory.report.svg import standalone
from coprod.laboratory.statistics import Interval
from coprod.text.glossary import LANGUAGES, Language
from coprod.text.numbers import SHARES, figure, unit_shown, with_unit
from experiments.answers import Reference
from experiments.judging import InDrawnTowns, difference, distinct, interval, is_equal

WORDS = Path(__file__).with_name("words.toml")
_WIDTH, _WIDEST = 900.0, 1200.0
"""Of a picture, in pixels: wider where names are long, for half of it is theirs."""
_LONGEST = {"en": 120, "zh": 62}
"""Characters of a title that fit into that."""


@cache
def words(section: str) -> dict[str, dict[str, str]]:
    """Return the texts of a section of ``words.toml`` by name and language."""
    found: dict[str, dict[str, dict[str, str]]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return found[section]


def say(key: str, language: Language, **values: object) -> str:
    """Return the text of a key (``"page.title"``) with its places filled."""
    section, _, name = key.partition(".")
    text = words(section)[name][language]
    return text.format(**values) if values else text


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [list(header), ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def label(outcome: Mapping[str, Any], language: Language) -> str:
    """Return the label of an outcome with its unit."""
    return with_unit(outcome[language], outcome["unit"], language)


def value(number: float | None, outcome: Mapping[str, Any], language: Language) -> str:
    """Return a value of an outcome."""
    return figure(float("nan") if number is None else number, outcome["unit"], language)


def size(outcome: Mapping[str, Any], language: Language) -> str:
    """Return A − B of an outcome with its interval."""
    return interval_text(difference(outcome), outcome["unit"], language)


def size_with_unit(outcome: Mapping[str, Any], language: Language) -> str:
    """Return the same with the unit behind it; a range of values such as 0–1 is no unit."""
    unit = "" if outcome["unit"][:1].isdigit() else unit_shown(outcome["unit"], language)
    return f"{size(outcome, language)} {unit}".rstrip()


def share(part: float | None) -> str:
    """Return a share in per cent, empty if there is none."""
    return "" if part is None else f"{100 * part:.0f} %"


def holds(outcome: Mapping[str, Any], language: Language) -> str:
    """Return in how many of the states that were run a finding holds."""
    where = outcome["everywhere"]
    if is_equal(outcome):
        return say("of.equal", language)
    held = say("of.n", language, k=where["holds"], n=where["n"])
    different = distinct(outcome)
    return held if different == where["n"] else say("of.distinct", language, held=held, n=different)


def same_sign(seen: InDrawnTowns, language: Language) -> str:
    """Return in how many of the drawn towns a difference has the sign that its study found."""
    return say("of.n", language, k=seen.same, n=seen.median.n)


def referred(data: Mapping[str, Any], one: Reference, language: Language) -> str:
    """Return what a reference stands for."""
    outcome = one.of(data)
    if one.what in ("a", "b"):
        return value(outcome[one.what], outcome, language)
    if one.what in ("better", "chance"):
        return share(outcome[one.what])
    return holds(outcome, language) if one.what == "holds" else size(outcome, language)


def number(study: str) -> str:
    """Return the number of a study: X5 of x05_delegation."""
    return f"X{int(study[1:3])}"


def against(contrast: Mapping[str, Any], language: Language) -> str:
    """Return the names of both policies of a contrast."""
    return say("figure.against", language, **{part: contrast["names"][part][language] for part in ("a", "b")})


def picture(data: Mapping[str, Any], rows: Sequence[Reference], language: Language) -> str:
    """Return a picture of several differences, or of one by the levels of what nobody chooses, as a file of its own.

    Without `rows`, all contrasts that are decided by the same outcome as the first.
    """
    contrasts = data["contrasts"]
    rows = rows or [Reference(i) for i, one in enumerate(contrasts) if one["by"] == contrasts[0]["by"]]
    outcome, contrast = rows[0].of(data), contrasts[rows[0].contrast]
    if len(rows) == 1:
        names = {part: contrast["names"][part][language] for part in ("a", "b")}
        title = say("figure.by_level", language, **names, outcome=label(outcome, language))
        if len(title) > _LONGEST[language]:  # nothing breaks lines in a picture
            title = say("figure.several", language, outcome=label(outcome, language))
        lines = [(say("figure.mean", language), difference(outcome)),
                 *((level_text(data, level, language), interval(level["difference"])) for level in outcome["by_level"])]
    else:
        title = say("figure.several", language, outcome=label(outcome, language))
        lines = [(_row(contrasts[one.contrast], one, language), difference(one.of(data))) for one in rows]
    return standalone(_forest(title, lines, outcome["unit"], language))


def level_text(data: Mapping[str, Any], level: Mapping[str, Any], language: Language) -> str:
    """Return a level of what nobody chooses, with the name of its factor."""
    factor = next(one for one in data["nature"] if one["name"] == level["factor"])
    return say("of.level", language, factor=factor[language], level=level["level"][language])


def _row(contrast: Mapping[str, Any], one: Reference, language: Language) -> str:
    said = against(contrast, language)
    name = one.outcome or contrast["by"]
    return said if name == contrast["by"] else f"{said} · {contrast['outcomes'][name][language]}"


def _forest(title: str, rows: Sequence[tuple[str, Interval]], unit: str, language: Language) -> str:
    longest = max(text_width(name) for name, _ in rows) + 24
    width = min(max(2 * longest, _WIDTH), _WIDEST)
    return forest(title, rows, lambda one: interval_text(one, unit, language), percent=unit in SHARES, width=width)


def picture_file(study: str, language: Language) -> str:
    """Return the name of the file of a study's picture."""
    return f"{study}-contrasts{'' if language == LANGUAGES[0] else f'.{language}'}.svg"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
