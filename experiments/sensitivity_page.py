"""The page on assumed numbers, ``docs/sensitivity.md`` and ``docs/sensitivity.zh.md``, from ``experiments/sensitivity.json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coprod.laboratory.simulator import TOWN, load_simulator
from coprod.parameters.model import declarations_by_key, group_models
from coprod.text.glossary import Language
from experiments.writing import say, table

LARGE = 0.5
"""Standard deviations from which on a group matters: half of what all assumed numbers together spread an outcome by."""


def sensitivity_page(data: Mapping[str, Any], language: Language) -> str:
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
             f"## {_say('findings', language)}", _say("what_it_does", language)]
    return "\n\n".join(parts) + "\n"


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
