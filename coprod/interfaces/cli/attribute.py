"""``coprod attribute``: how much of the loss each of the three contradictions makes, and what made the worst incidents so bad."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coprod.interfaces.cli.options import (
    AllowCode,
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
from coprod.text.glossary import Language, pick, preferred_language, translate

if TYPE_CHECKING:
    from rich.console import Console

    from coprod.laboratory.analysis.attribution import Attribution, Coalition
    from coprod.laboratory.statistics import Interval
    from coprod.outcomes.counterfactual import Cause, IncidentDiagnosis
    from coprod.parameters import Parameters, Scenario

_CAUSES = 3
"""Causes of an incident that are told in a table; all of them stand in the JSON."""


@dataclass(frozen=True)
class LossAttribution:
    """What was found: mean loss as it is and by combination of relaxed contradictions, and what each saves."""

    loss: Interval
    combinations: dict[Coalition, Interval]
    saved: Attribution
    diagnoses: list[IncidentDiagnosis]


def attribute(
    scenario: ScenarioName = "baseline",
    replications: Replications = 5,
    days: Days = 365,
    seed: FirstSeed = 1,
    worst: Worst = 5,
    assignments: Assignments = None,
    allow_code: AllowCode = False,
    processes: Processes = 1,
    as_json: AsJson = False,
    lang: InLanguage = None,
) -> None:
    """Attribute losses to the contradictions; the help text stands in the glossary."""
    from coprod.interfaces.cli.cases import read_cases

    language = lang or preferred_language()
    (case,) = read_cases([scenario], assignments or [], allow_code=allow_code)
    seeds = range(seed, seed + replications)
    with Progress("compare.progress", language) as progress:
        found = attribute_losses(case.parameters, seeds, days, worst, processes, progress)
    if as_json:
        print(json.dumps(_as_json(case, found, seeds, days), ensure_ascii=False, allow_nan=False))
    else:
        _show(case, found, seeds, days, language)


def attribute_losses(
    parameters: Parameters, seeds: range, days: int, n_worst: int, processes: int, progress: Progress
) -> LossAttribution:
    """Simulate all combinations of relaxed contradictions under every seed, and share out what they save."""
    import numpy as np

    from coprod.interfaces.cli.compare import simulate_all
    from coprod.laboratory.analysis.attribution import attribute as shapley
    from coprod.laboratory.analysis.attribution import coalitions
    from coprod.laboratory.contradictions import contradictions, relaxed
    from coprod.laboratory.statistics import mean_interval
    from coprod.model import run
    from coprod.outcomes.counterfactual import worst

    names = [one.name for one in contradictions()]
    groups = coalitions(names)
    results = simulate_all([relaxed(parameters, group) for group in groups], seeds, days, processes, progress)
    losses = {group: np.array([outcomes["loss_avoidable"] for outcomes in arm])
              for group, arm in zip(groups, results, strict=True)}
    nothing = losses[frozenset()]
    return LossAttribution(
        loss=mean_interval(nothing), combinations={group: mean_interval(loss) for group, loss in losses.items()},
        saved=shapley(names, {group: nothing - loss for group, loss in losses.items()}),
        diagnoses=worst(run(parameters, seeds[0], days).model, n_worst) if n_worst else [])


def _show(case: Scenario, found: LossAttribution, seeds: range, days: int, language: Language) -> None:
    from coprod.interfaces.cli.table_sections import wide_console

    console = wide_console()
    console.print(translate("attribute.title", language, title=pick(language, case, "title"), days=days, n=len(seeds),
                      seeds=f"{seeds[0]}–{seeds[-1]}"), style="bold", markup=False)
    console.print(translate("attribute.loss" if found.loss.estimate else "attribute.no_loss", language,
                            loss=_yuan(found.loss.estimate, language),
                            saved=_yuan(found.saved.total.estimate, language), share=_share(found.saved.total, found)))
    _show_shares(console, found, language)
    _show_combinations(console, found, language)
    if found.diagnoses:
        _show_diagnoses(console, found.diagnoses, seeds[0], language)
    console.print("\n" + translate("attribute.note", language), style="dim")


def _show_shares(console: Console, found: LossAttribution, language: Language) -> None:
    from coprod.interfaces.cli.table_sections import TableSection, print_sections
    from coprod.laboratory.contradictions import contradictions

    saved = [(pick(language, one, "title"), found.saved.values[one.name]) for one in contradictions()]
    rows = [[f"  {title}", _yuan(value.estimate, language), _span(value), _share(value, found)] for title, value in saved]
    header = ("", *(translate(f"attribute.{name}", language) for name in ("yuan", "interval", "share")))
    print_sections(
        console,
        [TableSection(translate("attribute.shares", language), rows)],
        ("left", "right", "right", "right"),
        header,
    )
    for one in contradictions():
        console.print(translate("attribute.relaxed", language, title=pick(language, one, "title"),
                          relaxed=pick(language, one, "relaxed")), style="dim")


def _show_combinations(console: Console, found: LossAttribution, language: Language) -> None:
    from coprod.interfaces.cli.table_sections import TableSection, print_sections
    from coprod.laboratory.contradictions import contradictions

    def name(group: Coalition) -> str:
        titles = [pick(language, one, "short") for one in contradictions() if one.name in group]
        return " + ".join(titles) if titles else translate("attribute.nothing", language)

    rows = [[f"  {name(group)}", _yuan(loss.estimate, language), _range(loss, language)]
            for group, loss in found.combinations.items()]
    print_sections(console, [TableSection(translate("attribute.combinations", language), rows)], ("left", "right", "right"))


def _show_diagnoses(console: Console, diagnoses: Sequence[IncidentDiagnosis], seed: int, language: Language) -> None:
    from coprod.interfaces.cli.table_sections import TableSection, print_sections

    rows = []
    for number, diagnosis in enumerate(diagnoses, start=1):
        causes = [cause for cause in diagnosis.causes if cause.kind != "approval"][:_CAUSES]
        for position, cause in enumerate(causes or [None]):
            first = [f"  {number}. {_incident(diagnosis, language)}", _yuan(diagnosis.record["avoidable"], language)]
            rows.append([*(first if position == 0 else ["", ""]), *_cause(cause, language)])
    header = ("", *(translate(f"attribute.{name}", language) for name in ("yuan", "cause", "minutes", "without")))
    print_sections(console, [TableSection(translate("attribute.worst", language, seed=seed), rows)],
                   ("left", "right", "left", "right", "right"), header)


def _incident(diagnosis: IncidentDiagnosis, language: Language) -> str:
    from coprod.kernel.calendar import MINUTES_PER_DAY, clock
    from coprod.parameters.codes import INCIDENT_TYPES

    started = diagnosis.record["started"]
    return translate(
        "attribute.incident",
        language,
        type=translate(f"incident.{INCIDENT_TYPES[diagnosis.record['type']]}", language),
        day=int(started // MINUTES_PER_DAY),
        clock=clock(started),
        community=diagnosis.record["community"],
    )


def _cause(cause: Cause | None, language: Language) -> tuple[str, str, str]:
    from coprod.text.numbers import digits

    if cause is None:
        return translate("attribute.no_cause", language), "", ""
    text = translate(f"cause.{cause.kind}", language)
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


def _share(value: Interval, found: LossAttribution) -> str:
    return f"{100 * value.estimate / found.loss.estimate:.1f} %" if found.loss.estimate else ""


def _as_json(case: Scenario, found: LossAttribution, seeds: range, days: int) -> dict[str, Any]:
    from coprod import __version__
    from coprod.laboratory.contradictions import contradictions
    from coprod.laboratory.run_folder import number

    def facts(value: Interval) -> dict[str, Any]:
        share = value.estimate / found.loss.estimate if found.loss.estimate else float("nan")
        return {"estimate": number(value.estimate), "low": number(value.low), "high": number(value.high),
                "share_of_loss": number(share)}

    shares = found.saved.shares()
    return {
        "scenario": case.name, "seeds": list(seeds), "days": days, "version": __version__, "outcome": "loss_avoidable",
        "loss": facts(found.loss), "saved": facts(found.saved.total),
        "contradictions": [
            {"name": one.name, "title_en": one.title_en, "title_zh": one.title_zh, "relaxed_en": one.relaxed_en,
             "relaxed_zh": one.relaxed_zh, "changes": one.changes(case.parameters),
             "share_of_saved": number(shares[one.name]), **facts(found.saved.values[one.name])}
            for one in contradictions()],
        "combinations": [{"relaxed": [one.name for one in contradictions() if one.name in group], **facts(loss)}
                         for group, loss in found.combinations.items()],
        "incidents": [_diagnosis(diagnosis) for diagnosis in found.diagnoses],
    }


def _diagnosis(diagnosis: IncidentDiagnosis) -> dict[str, Any]:
    from dataclasses import asdict

    from coprod.laboratory.run_folder import number
    from coprod.parameters.codes import INCIDENT_TYPES

    record = {name: number(value) if isinstance(value, float) else value for name, value in diagnosis.record.items()}
    return record | {"type": INCIDENT_TYPES[diagnosis.record["type"]], "causes": [asdict(cause) for cause in diagnosis.causes]}
