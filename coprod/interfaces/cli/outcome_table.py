"""The outcome table of a run, in groups for somebody who meets the town for the first time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from coprod.interfaces.cli.dominating import dominating
from coprod.interfaces.cli.table_sections import TableSection, print_sections, wide_console
from coprod.text.glossary import Language, pick, translate
from coprod.text.numbers import figure, unit_shown

if TYPE_CHECKING:
    from rich.console import Console

    from coprod.model import Run
    from coprod.outcomes.run_view import Outcome
    from coprod.parameters import Scenario

ARROWS = {1: "↑", -1: "↓", 0: ""}
BRIEF = ("incidents", "golden_hit", "approval_sojourn", "loss_avoidable", "deaths", "damage_yuan", "service_hours_lost",
         "participation_effective", "paperwork_share", "hazards_latent", "backlog", "unsolved_first", "cost_yuan", "cost_wages")
"""Outcomes that a run leads with: emergencies, what they cost, who took part, desks, money."""


def print_run(finished: Run, case: Scenario, language: Language, *, whole: bool = False) -> None:
    """Print what the run came to: what, how much, in which unit, and which way is better; in brief, or every outcome."""
    console = wide_console()
    town = case.parameters.town
    console.print(translate("run.title", language, title=pick(language, case, "title"), days=finished.days,
                      residents=f"{finished.residents:,}"), style="bold", markup=False)  # titles may hold brackets
    console.print(translate("run.town", language, districts=town.districts, streets=town.streets,
                      communities=town.communities, seed=finished.seed,
                      build=f"{finished.seconds['build']:.1f}", run=f"{finished.seconds['run']:.1f}"), style="dim")
    if used := rules_used(finished, language):
        console.print(translate("rules.used", language, rules=used), markup=False)
    sections = _sections(finished, language) if whole else [TableSection(
        translate("run.brief", language), [_row(_by_name()[name], finished.outcomes[name], language) for name in BRIEF])]
    print_sections(console, sections, ("left", "right", "left", "left"))
    console.print()
    if whole:
        _fold(console, finished.outcomes, language)
    else:
        console.print(translate("run.more", language, n=len(finished.outcomes) - len(BRIEF)))
    if said := dominating(finished, language):
        console.print(said, markup=False)
    console.print(translate("run.better", language), style="dim")


def _sections(finished: Run, language: Language) -> list[TableSection]:
    """Return every outcome that could be measured, by group."""
    return [TableSection(translate(f"outcome_group.{name}", language),
                         [_row(outcome, finished.outcomes[outcome.name], language) for outcome in outcomes
                          if math.isfinite(finished.outcomes[outcome.name])],
                         sentence(name, finished.outcomes, language))
            for name, outcomes in outcomes_by_group().items()]


def _fold(console: Console, values: Mapping[str, float], language: Language) -> None:
    """Name in one line the outcomes for which nothing happened."""
    missing = [pick(language, outcome) for name, outcome in _by_name().items() if not math.isfinite(values[name])]
    if missing:
        console.print(translate("run.folded", language, names=translate("list.comma", language).join(missing)), markup=False)


def _by_name() -> dict[str, Outcome]:
    from coprod.outcomes.evaluate import OUTCOMES

    return {outcome.name: outcome for outcome in OUTCOMES}


def rules_used(finished: Run, language: Language) -> str:
    """Return by which rules other than the default ones the agents of a run decided, in words."""
    from coprod.agents.decisions import DECISIONS, rule_name

    figures = []
    for name, rule in finished.model.rules.chosen().items():
        d = DECISIONS[name]
        said = pick(language, d.labels[rule]) if isinstance(rule, str) else rule_name(rule)
        figures.append(f"{pick(language, d)}{'：' if language == 'zh' else ': '}{said}")
    return ("；" if language == "zh" else "; ").join(figures)


def sentence(group: str, values: Mapping[str, float], language: Language) -> str:
    """Return the sentence of a group with its figures; none if one of them could not be measured."""
    from coprod.outcomes.evaluate import OUTCOMES

    text = translate(f"group_summary.{group}", language)
    figures = {outcome.name: figure(values[outcome.name], outcome.unit, language)
            for outcome in OUTCOMES if f"{{{outcome.name}}}" in text}
    return text.format(**figures) if all(math.isfinite(values[name]) for name in figures) else ""


def _row(outcome: Outcome, value: float, language: Language) -> tuple[str, ...]:
    return (f"  {pick(language, outcome)}", figure(value, outcome.unit, language), unit_shown(outcome.unit, language),
            ARROWS[outcome.direction])


def outcomes_by_group() -> dict[str, list[Outcome]]:
    """Return the outcomes by group, in the order of the table."""
    from coprod.outcomes.evaluate import OUTCOMES

    return {group: list(members) for group, members in groupby(OUTCOMES, key=lambda outcome: outcome.group)}
