"""``coprod compare``: scenarios under identical storms and random conditions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coprod.interfaces.cli.options import (
    All,
    AllowCode,
    AsJson,
    Assignments,
    Days,
    Ensemble,
    FirstSeed,
    InLanguage,
    Policies,
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
    policies: Policies = None,
    ensemble: Ensemble = None,
    allow_code: AllowCode = False,
    processes: Processes = 1,
    whole: All = False,
    as_json: AsJson = False,
    lang: InLanguage = None,
) -> None:
    """Compare every scenario with the first; the help text stands in the glossary."""
    from coprod.interfaces.cli.cases import read_cases, with_and_without
    from coprod.interfaces.cli.members import check_arms, read_members

    language = lang or preferred_language()
    if policies:
        cases = with_and_without(scenario, assignments or [], rules or [], policies, allow_code=allow_code)
    elif len(scenario) < 2:
        raise InputProblems([Problem("compare", " ".join(scenario), None, message("compare.too_few"))])
    else:
        cases = read_cases(scenario, assignments or [], rules or [], allow_code=allow_code)
    seeds = range(seed, seed + replications)
    members = read_members(ensemble, assignments or []) if ensemble else []
    check_arms(cases, members)
    with Progress("compare.progress", language) as progress:
        values = simulate_all([case.parameters for case in cases], seeds, days, processes, progress, members)
    pairs = [(case, differences(values[0], arm)) for case, arm in zip(cases[1:], values[1:], strict=True)]
    if as_json:
        print(json.dumps(_as_json(cases[0], pairs, seeds, days), ensure_ascii=False, allow_nan=False))
    else:
        _show(cases[0], pairs, seeds, days, language, whole=whole)


def simulate_all(
    arms: Sequence[Parameters], seeds: range, days: int, processes: int, progress: Progress,
    members: Sequence[Mapping[str, Any]] = (),
) -> list[Values]:
    """Return the outcomes of every arm under every seed, shape (arms, seeds); every seed takes the next set of an ensemble."""
    from coprod.laboratory.children import each_of

    jobs = [(arm.replace(members[i % len(members)], where="--ensemble") if members else arm, seed, days)
            for i, seed in enumerate(seeds) for arm in arms]
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
    if difference.low == difference.high == 0 or (difference.n == 1 and not difference.mean):
        return "same"
    if difference.n == 1:
        return "one_pair"
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
    language: Language, *, whole: bool,
) -> None:
    """Print the answer in a sentence, then the outcomes that clearly differ, or all of them."""
    from rich.text import Text

    from coprod.interfaces.cli.outcome_table import outcomes_by_group
    from coprod.interfaces.cli.table_sections import WIDE, TableSection, print_sections, wide_console

    console = wide_console()
    shown = (0, 1, 2, 3, 4, 5) if console.width >= WIDE - 15 else (0, 3, 4, 5)  # a narrow screen does without both arms
    for case, found in pairs:
        console.print(translate("compare.title", language, first=pick(language, first, "title"),
                          second=pick(language, case, "title"), n=len(seeds), days=days,
                          seeds=f"{seeds[0]}–{seeds[-1]}"), style="bold", markup=False)
        console.print(answer(first, case, found, language), markup=False)
        console.print()
        groups = {name: [outcome for outcome in outcomes if whole or _clear(found[outcome.name])]
                  for name, outcomes in outcomes_by_group().items()}
        if any(groups.values()):
            titles = (translate(f"compare.{name}", language) for name in ("difference", "interval", "verdict"))
            header: list[str | Text] = ["", Text(first.name), Text(case.name), *titles]
            sections = [
                TableSection(translate(f"outcome_group.{name}", language), [
                    [cells[column] for column in shown]
                    for cells in (_cells(outcome, found[outcome.name], len(seeds), language) for outcome in outcomes)])
                for name, outcomes in groups.items() if outcomes
            ]
            print_sections(console, sections, [SIDES[column] for column in shown], [header[column] for column in shown])
        if not whole:
            left_out = len(found) - sum(map(len, groups.values()))
            console.print("\n" + translate("compare.folded", language, n=left_out))
        print()
    console.print(translate("compare.note", language), style="dim")


def _clear(difference: PairedDifference) -> bool:
    """Tell whether anything may be said about a difference."""
    return verdict(difference, 0) in ("higher", "lower")


def answer(first: Scenario, second: Scenario, found: Mapping[str, PairedDifference], language: Language) -> str:
    """Return what the comparison came to: how many outcomes clearly differ, and which of the most important ones."""
    from coprod.interfaces.cli.outcome_table import BRIEF
    from coprod.outcomes.evaluate import OUTCOMES
    from coprod.text.numbers import change, span, with_unit

    by_name = {outcome.name: outcome for outcome in OUTCOMES}
    said = [translate("compare.answer_one", language, label=with_unit(pick(language, outcome), outcome.unit, language),
                      change=change(one.mean, outcome.unit), span=span(one.low, one.high, outcome.unit),
                      verdict=translate(f"compare.{verdict(one, outcome.direction)}", language))
            for name in BRIEF for outcome, one in [(by_name[name], found[name])] if _clear(one)]
    whole = translate("compare.answer", language, first=pick(language, first, "title"), second=pick(language, second, "title"),
                      k=sum(map(_clear, found.values())), n=len(found))
    nothing = "identical" if all(verdict(one, 0) in ("same", "undefined") for one in found.values()) else "none"
    brief = translate("compare.answer_brief", language, text=translate("list.semicolon", language).join(said)) if said else (
        translate(f"compare.answer_{nothing}", language))
    return whole + " " * (language == "en") + brief


def _cells(outcome: Outcome, difference: PairedDifference, n_pairs: int, language: Language) -> list[str | Text]:
    """Return a row of the table; a difference that not all pairs have a value for says how many have."""
    from rich.text import Text

    from coprod.text.numbers import change, figure, span, with_unit

    unit, said = outcome.unit, verdict(difference, outcome.direction)
    style = {"better": "green", "worse": "red", "higher": "bold", "lower": "bold"}.get(said, "dim")
    words = translate(f"compare.{said}", language)
    if 1 < difference.n < n_pairs:
        words = translate("compare.of_pairs", language, verdict=words, n=difference.n)
    interval = "" if said in ("same", "undefined", "one_pair") else span(difference.low, difference.high, unit)
    return [f"  {with_unit(pick(language, outcome), unit, language)}",
            figure(difference.first, unit, language), figure(difference.second, unit, language),
            change(difference.mean, unit), interval, Text(words, style)]


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
