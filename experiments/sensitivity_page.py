"""The page on assumed numbers in both languages (``docs/sensitivity.md``), from ``sensitivity.json`` and ``drawn_towns.json``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from coprod.laboratory.report.findings import interval_text
from coprod.laboratory.simulator import TOWN, load_simulator
from coprod.parameters.model import declarations_by_key, group_models
from coprod.text.glossary import Language
from experiments.answers import Book
from experiments.judging import MOST_CONFIDENCE
from experiments.writing import against, label, number, same_sign, say, size, table

LARGE = 0.5
"""Standard deviations from which on a group matters: half of what all assumed numbers together spread an outcome by."""


def sensitivity_page(data: Mapping[str, Any], book: Book, language: Language) -> str:
    """Return the page in a language as Markdown."""
    made, outcomes = data["made"], data["outcomes"]
    labels = {name: _outcome(name, language) for name in outcomes}
    parts = [f"# {_say('title', language)}", _say("other", language), _say("intro", language, **made),
             f"## {_say('groups', language)}",
             _say("how_groups", language, trajectories=made["trajectories"], large=f"{LARGE:g}"),
             table([_say("group", language), *labels.values()], _rows(outcomes, language)),
             f"## {_say('numbers', language)}", _say("how_numbers", language, sample=made["sample"]),
             table([_say("outcome", language), _say("largest", language), _say("chance", language)],
                   [(labels[name], _numbers(of, language), f"{of['chance']:.2f}") for name, of in outcomes.items()]),
             *_signs(book, language), f"## {_say('findings', language)}", _say("what_it_does", language)]
    return "\n\n".join(parts) + "\n"


def _signs(book: Book, language: Language) -> list[str]:
    """Return whether the answers keep their sign where all numbers are drawn; nothing before that was asked."""
    rows, counts = [], Counter[str]()
    for study in sorted(book.answers):
        for one, within in book.answers[study].rests_on:
            if (seen := book.in_drawn_towns(study, one, within)) is None:
                continue
            outcome = one.of(book.measured[study])
            counts[seen.sign] += 1
            rows.append((f"{number(study)} · {against(book.measured[study]['contrasts'][one.contrast], language)}",
                         label(outcome, language), size(outcome, language), interval_text(seen.median, outcome["unit"], language),
                         same_sign(seen, language), _say(seen.sign, language)))
    if not rows:
        return []
    header = [_say(key, language) for key in ("compared", "outcome", "in_study", "in_drawn", "same_sign", "verdict")]
    how = _say("how_signs", language, towns=max(found["towns"] for found in book.drawn.values()),
               model=say("of.list", language).join(sorted({found["model"] for found in book.drawn.values()})))
    left = [number(study) for study in sorted(book.answers) if study not in book.drawn]
    how += _say("not_asked", language, studies=say("of.list", language).join(left)) if left else ""
    return [f"## {_say('signs', language)}", how, table(header, rows),
            _say("counted", language, n=len(rows), **{sign: counts[sign] for sign in MOST_CONFIDENCE})]


def _rows(outcomes: Mapping[str, Any], language: Language) -> list[tuple[str, ...]]:
    """Return a row a group that matters for something, the one that matters most first, and one for all others."""
    groups = sorted(next(iter(outcomes.values()))["groups"], key=lambda group: -_most(outcomes, group))
    shown = [group for group in groups if _most(outcomes, group) >= LARGE]
    rows = [(_group(group, language), *(_effect(*of["groups"][group]) for of in outcomes.values())) for group in shown]
    rest = [group for group in groups if group not in shown]
    most = [max((of["groups"][group][0] for group in rest), default=0.0) for of in outcomes.values()]
    return [*rows, (_say("rest", language, n=len(rest)), *(f"≤ {value:.2f}" for value in most))]


def _most(outcomes: Mapping[str, Any], group: str) -> float:
    return max(float(of["groups"][group][0]) for of in outcomes.values())


def _effect(size: float, half: float) -> str:
    text = f"{size:.2f} ± {half:.2f}"
    return f"**{text}**" if size >= LARGE else text


def _numbers(of: Mapping[str, Any], language: Language) -> str:
    """Return the single numbers of which more can be said than chance would."""
    declared = declarations_by_key()
    clear = [f"{declared[key].label_en if language == 'en' else declared[key].label_zh} (`{key}`) {_signed(rho)}"
             for key, rho in of["numbers"].items() if abs(rho) > of["chance"]]
    return say("of.semicolon", language).join(clear) or _say("nothing", language)


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _outcome(name: str, language: Language) -> str:
    outcome = (load_simulator(TOWN, "").outcomes() or {})[name]
    return str(outcome.en if language == "en" else outcome.zh)


def _group(name: str, language: Language) -> str:
    group = group_models()[name]
    return group.title_en if language == "en" else group.title_zh


def _say(key: str, language: Language, **values: object) -> str:
    return say(f"sensitivity.{key}", language, **values)
