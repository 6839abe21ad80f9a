"""``coprod attribute``: how much of the loss each of the three contradictions makes, and what made the worst incidents so bad."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coprod.interfaces.cli.options import (
    AsJson,
    Assignments,
    Days,
    FirstSeed,
    InLanguage,
    Processes,
    Replications,
    ScenarioName,
    Worst,
)
from coprod.interfaces.cli.progress import Progress
from coprod.text.glossary import Language, pick, preferred_language, say

if TYPE_CHECKING:
    from rich.console import Console

    from coprod.laboratory.analysis.attribution import Attribution, Coalition
    from coprod.laboratory.analysis.interval import Interval
    from coprod.outcomes.counterfactual import Cause, Story
    from coprod.parameters import Parameters, Scenario

_CAUSES = 3
"""Causes of an incident that are told in a table; all of them stand in the JSON."""


@dataclass(frozen=True)
class Blame:
    """What was found: mean loss as it is and by combination of relaxed contradictions, and what each saves."""

    loss: Interval
    combinations: dict[Coalition, Interval]
    saved: Attribution
    stories: list[Story]


def attribute(
    scenario: ScenarioName = "baseline",
    replications: Replications = 5,
    days: Days = 365,
    seed: FirstSeed = 1,
    worst: Worst = 5,
    assignments: Assignments = None,
    processes: Processes = 1,
    as_json: AsJson = False,
    lang: InLanguage = None,
) -> None:
    """Attribute losses to the contradictions; the help text stands in the glossary."""
    from coprod.interfaces.cli.cases import read_cases

    language = lang or preferred_language()
    (case,) = read_cases([scenario], assignments or [])
    seeds = range(seed, seed + replications)
    with Progress("compare.progress", language) as progress:
        found = share_out(case.parameters, seeds, days, worst, processes, progress)
    if as_json:
        print(json.dumps(_as_json(case, found, seeds, days), ensure_ascii=False, allow_nan=False))
    else:
        _show(case, found, seeds, days, language)


def share_out(
    parameters: Parameters, seeds: range, days: int, n_worst: int, processes: int, progress: Progress
) -> Blame:
    """Simulate all combinations of relaxed contradictions under every seed, and share out what they save."""
    import numpy as np

    from coprod.interfaces.cli.compare import simulate_all
    from coprod.laboratory.analysis.attribution import attribute as shapley
    from coprod.laboratory.analysis.attribution import coalitions
    from coprod.laboratory.analysis.interval import mean_interval
    from coprod.laboratory.contradictions import contradictions, relaxed
    from coprod.model import run
    from coprod.outcomes.counterfactual import worst

    names = [one.name for one in contradictions()]
    groups = coalitions(names)
    results = simulate_all([relaxed(parameters, group) for group in groups], seeds, days, processes, progress)
    losses = {group: np.array([outcomes["loss"] for outcomes in arm])
              for group, arm in zip(groups, results, strict=True)}
    nothing = losses[frozenset()]
    return Blame(
        loss=mean_interval(nothing), combinations={group: mean_interval(loss) for group, loss in losses.items()},
        saved=shapley(names, {group: nothing - loss for group, loss in losses.items()}),
        stories=worst(run(parameters, seeds[0], days).model, n_worst) if n_worst else [])


def _show(case: Scenario, found: Blame, seeds: range, days: int, language: Language) -> None:
    from coprod.interfaces.cli.chapters import wide_console

    console = wide_console()
    console.print(say("attribute.title", language, title=pick(language, case, "title"), days=days, n=len(seeds),
                      seeds=f"{seeds[0]}–{seeds[-1]}"), style="bold", markup=False)
    console.print(say("attribute.loss", language, loss=_yuan(found.loss.estimate, language),
                      saved=_yuan(found.saved.total.estimate, language), share=_share(found.saved.total, found)))
    _show_shares(console, found, language)
    _show_combinations(console, found, language)
    if found.stories:
        _show_stories(console, found.stories, seeds[0], language)
    console.print("\n" + say("attribute.note", language), style="dim")


def _show_shares(console: Console, found: Blame, language: Language) -> None:
    from coprod.interfaces.cli.chapters import Chapter, print_chapters
    from coprod.laboratory.contradictions import contradictions

    told = [(pick(language, one, "title"), found.saved.values[one.name]) for one in contradictions()]
    rows = [[f"  {title}", _yuan(value.estimate, language), _span(value), _share(value, found)] for title, value in told]
    header = ("", *(say(f"attribute.{name}", language) for name in ("yuan", "interval", "share")))
    print_chapters(console, [Chapter(say("attribute.shares", language), rows)], ("left", "right", "right", "right"), header)
    for one in contradictions():
        console.print(say("attribute.relaxed", language, title=pick(language, one, "title"),
                          relaxed=pick(language, one, "relaxed")), style="dim")


def _show_combinations(console: Console, found: Blame, language: Language) -> None:
    from coprod.interfaces.cli.chapters import Chapter, print_chapters
    from coprod.laboratory.contradictions import contradictions

    def name(group: Coalition) -> str:
        titles = [pick(language, one, "short") for one in contradictions() if one.name in group]
        return " + ".join(titles) if titles else say("attribute.nothing", language)

    rows = [[f"  {name(group)}", _yuan(loss.estimate, language), _range(loss, language)]
            for group, loss in found.combinations.items()]
    print_chapters(console, [Chapter(say("attribute.combinations", language), rows)], ("left", "right", "right"))


def _show_stories(console: Console, stories: Sequence[Story], seed: int, language: Language) -> None:
    from coprod.interfaces.cli.chapters import Chapter, print_chapters

    rows = []
    for number, story in enumerate(stories, start=1):
        causes = [cause for cause in story.causes if cause.kind != "approval"][:_CAUSES]
        for position, cause in enumerate(causes or [None]):
            first = [f"  {number}. {_incident(story, language)}", _yuan(story.record["loss"], language)]
            rows.append([*(first if position == 0 else ["", ""]), *_cause(cause, language)])
    header = ("", *(say(f"attribute.{name}", language) for name in ("yuan", "cause", "minutes", "without")))
    print_chapters(console, [Chapter(say("attribute.worst", language, seed=seed), rows)],
                   ("left", "right", "left", "right", "right"), header)


def _incident(story: Story, language: Language) -> str:
    from coprod.kernel.calendar import HOURS_PER_DAY, MINUTES_PER_DAY, MINUTES_PER_HOUR
    from coprod.parameters.codes import INCIDENT_TYPES

    day, minute = divmod(story.record["started"], MINUTES_PER_DAY)
    clock = f"{int(minute // MINUTES_PER_HOUR) % HOURS_PER_DAY:02d}:{int(minute % MINUTES_PER_HOUR):02d}"
    return say("attribute.incident", language, type=say(f"incident.{INCIDENT_TYPES[story.record['type']]}", language),
               day=int(day), clock=clock, community=story.record["community"])


def _cause(cause: Cause | None, language: Language) -> tuple[str, str, str]:
    from coprod.text.numbers import digits

    if cause is None:
        return say("attribute.no_cause", language), "", ""
    text = say(f"cause.{cause.kind}", language)
    return (text.format(level=cause.level, signer=cause.signer + 1), digits(cause.minutes),
            f"−{_yuan(cause.loss, language)}")


def _yuan(value: float, language: Language) -> str:
    from coprod.text.numbers import figure

    return figure(value, "yuan", language)


def _span(value: Interval) -> str:
    from coprod.text.numbers import span

    return span(value.low, value.high, "yuan")


def _range(value: Interval, language: Language) -> str:
    return f"{_yuan(value.low, language)} … {_yuan(value.high, language)}" if value.n > 1 else ""


def _share(value: Interval, found: Blame) -> str:
    return f"{100 * value.estimate / found.loss.estimate:.1f} %" if found.loss.estimate else ""


def _as_json(case: Scenario, found: Blame, seeds: range, days: int) -> dict[str, Any]:
    from coprod import __version__
    from coprod.laboratory.contradictions import contradictions
    from coprod.laboratory.run_folder import number

    def facts(value: Interval) -> dict[str, Any]:
        share = value.estimate / found.loss.estimate if found.loss.estimate else float("nan")
        return {"estimate": number(value.estimate), "low": number(value.low), "high": number(value.high),
                "share_of_loss": number(share)}

    shares = found.saved.shares()
    return {
        "scenario": case.name, "seeds": list(seeds), "days": days, "version": __version__, "outcome": "loss",
        "loss": facts(found.loss), "saved": facts(found.saved.total),
        "contradictions": [
            {"name": one.name, "title_en": one.title_en, "title_zh": one.title_zh, "relaxed_en": one.relaxed_en,
             "relaxed_zh": one.relaxed_zh, "changes": one.changes(case.parameters),
             "share_of_saved": number(shares[one.name]), **facts(found.saved.values[one.name])}
            for one in contradictions()],
        "combinations": [{"relaxed": [one.name for one in contradictions() if one.name in group], **facts(loss)}
                         for group, loss in found.combinations.items()],
        "incidents": [_story(story) for story in found.stories],
    }


def _story(story: Story) -> dict[str, Any]:
    from dataclasses import asdict

    from coprod.laboratory.run_folder import number
    from coprod.parameters.codes import INCIDENT_TYPES

    record = {name: number(value) if isinstance(value, float) else value for name, value in story.record.items()}
    return record | {"type": INCIDENT_TYPES[story.record["type"]], "causes": [asdict(cause) for cause in story.causes]}
