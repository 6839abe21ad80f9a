"""``coprod compare``: scenarios under identical storms and random conditions."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
    Rules,
    ScenarioNames,
)
from coprod.interfaces.cli.progress import Progress
from coprod.text.glossary import Language, pick, preferred_language, translate
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from rich.text import Text

    from coprod.interfaces.cli.table_sections import Side
    from coprod.laboratory.statistics import PairedDifference
    from coprod.outcomes.run_view import Outcome
    from coprod.parameters import Parameters, Scenario

Values = list[dict[str, float]]
"""The outcomes of one scenario, one mapping per seed."""
SIDES: tuple[Side, ...] = ("left", "right", "right", "right", "left", "left")


def compare(
    scenario: ScenarioNames,
    replications: Replications = 10,
    days: Days = 365,
    seed: FirstSeed = 1,
    assignments: Assignments = None,
    rules: Rules = None,
    allow_code: AllowCode = False,
    processes: Processes = 1,
    as_json: AsJson = False,
    lang: InLanguage = None,
) -> None:
    """Compare every scenario with the first; the help text stands in the glossary."""
    from coprod.interfaces.cli.cases import read_cases

    language = lang or preferred_language()
    if len(scenario) < 2:
        raise InputProblems([Problem("compare", " ".join(scenario), None, message("compare.too_few"))])
    cases = read_cases(scenario, assignments or [], rules or [], allow_code=allow_code)
    seeds = range(seed, seed + replications)
    with Progress("compare.progress", language) as progress:
        values = simulate_all([case.parameters for case in cases], seeds, days, processes, progress)
    pairs = [(case, differences(values[0], arm)) for case, arm in zip(cases[1:], values[1:], strict=True)]
    if as_json:
        print(json.dumps(_as_json(cases[0], pairs, seeds, days), ensure_ascii=False, allow_nan=False))
    else:
        _show(cases[0], pairs, seeds, days, language)


def simulate_all(
    arms: Sequence[Parameters], seeds: range, days: int, processes: int, progress: Progress
) -> list[Values]:
    """Return the outcomes of every arm under every seed, shape (arms, seeds)."""
    from coprod.laboratory.children import each_of

    jobs = [(arm, seed, days) for seed in seeds for arm in arms]
    results: Values = []
    for result in each_of(_one, jobs, min(processes, len(jobs))):
        results.append(result)
        progress(len(results), len(jobs))
    return [results[i :: len(arms)] for i in range(len(arms))]


def differences(first: Values, second: Values) -> dict[str, PairedDifference]:
    """Return the paired difference of every outcome."""
    from coprod.laboratory.statistics import paired_difference

    return {name: paired_difference([run[name] for run in first], [run[name] for run in second]) for name in first[0]}


def verdict(difference: PairedDifference, direction: int) -> str:
    """Return the key of what may be said about a difference."""
    if difference.n == 0:
        return "undefined"
    if difference.low == difference.high == 0:
        return "same"
    if not difference.clear:
        return "unclear"
    if direction == 0:
        return "higher" if difference.mean > 0 else "lower"
    return "better" if difference.mean * direction > 0 else "worse"


def _one(job: tuple[Parameters, int, int]) -> dict[str, float]:
    from coprod.model import run

    parameters, seed, days = job
    return run(parameters, seed=seed, days=days).outcomes


def _show(
    first: Scenario, pairs: Sequence[tuple[Scenario, dict[str, PairedDifference]]], seeds: range, days: int,
    language: Language,
) -> None:
    from rich.text import Text

    from coprod.interfaces.cli.outcome_table import outcomes_by_group
    from coprod.interfaces.cli.table_sections import WIDE, TableSection, print_sections, wide_console

    console = wide_console()
    shown = (0, 1, 2, 3, 4, 5) if console.width >= WIDE - 15 else (0, 3, 4, 5)  # a narrow screen does without both arms
    for case, found in pairs:
        console.print(translate("compare.title", language, first=pick(language, first, "title"),
                          second=pick(language, case, "title"), n=len(seeds), days=days,
                          seeds=f"{seeds[0]}–{seeds[-1]}"), style="bold", markup=False)
        titles = (translate(f"compare.{name}", language) for name in ("difference", "interval", "verdict"))
        header: list[str | Text] = ["", Text(first.name), Text(case.name), *titles]
        sections = [
            TableSection(translate(f"outcome_group.{name}", language), [
                [cells[column] for column in shown]
                for cells in (_cells(outcome, found[outcome.name], language) for outcome in outcomes)])
            for name, outcomes in outcomes_by_group().items()
        ]
        print_sections(console, sections, [SIDES[column] for column in shown], [header[column] for column in shown])
        print()
    console.print(translate("compare.note", language), style="dim")


def _cells(outcome: Outcome, difference: PairedDifference, language: Language) -> list[str | Text]:
    from rich.text import Text

    from coprod.text.numbers import change, figure, span, with_unit

    unit, said = outcome.unit, verdict(difference, outcome.direction)
    style = {"better": "green", "worse": "red", "higher": "bold", "lower": "bold"}.get(said, "dim")
    interval = "" if said in ("same", "undefined") else span(difference.low, difference.high, unit)
    return [f"  {with_unit(pick(language, outcome), unit, language)}",
            figure(difference.first, unit, language), figure(difference.second, unit, language),
            change(difference.mean, unit), interval, Text(translate(f"compare.{said}", language), style)]


def _as_json(
    first: Scenario, pairs: Sequence[tuple[Scenario, dict[str, PairedDifference]]], seeds: range, days: int
) -> dict[str, Any]:
    from coprod import __version__
    from coprod.laboratory.run_folder import number

    def facts(difference: PairedDifference) -> dict[str, Any]:
        numbers = {name: number(getattr(difference, name)) for name in ("first", "second", "mean", "low", "high")}
        return numbers | {"n": difference.n, "clear": difference.clear}

    return {
        "first": first.name, "seeds": list(seeds), "days": days, "version": __version__,
        "comparisons": [
            {"second": case.name, "outcomes": {name: facts(difference) for name, difference in found.items()}}
            for case, found in pairs
        ],
    }
