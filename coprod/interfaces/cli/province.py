"""``coprod province``: separately simulated districts that help each other overnight."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod.interfaces.cli.options import (
    MAX_DISTRICTS,
    MAX_PROCESSES,
    AllowCode,
    AsJson,
    Assignments,
    Days,
    InLanguage,
    Out,
    ProvinceScenarios,
    Seed,
    help_text,
)
from coprod.interfaces.cli.progress import Progress
from coprod.interfaces.cli.sweep import Scheduler
from coprod.text.glossary import Language, pick, preferred_language, translate
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coprod.laboratory.province import ProvinceRun
    from coprod.parameters import Scenario

SHOWN = ("participation_rate", "utilisation", "golden_hit", "loss_avoidable", "deaths")
"""Outcomes of the table; the folder holds all of them."""

Districts = Annotated[int, typer.Option(min=1, max=MAX_DISTRICTS, help=help_text("province.districts"))]
Workers = Annotated[int, typer.Option(min=0, max=MAX_PROCESSES, help=help_text("province.workers"))]


def province(
    scenario: ProvinceScenarios = None,
    districts: Districts = 4,
    days: Days = 365,
    seed: Seed = 1,
    assignments: Assignments = None,
    allow_code: AllowCode = False,
    workers: Workers = 0,
    scheduler: Scheduler = None,
    out: Out = None,
    as_json: AsJson = False,
    lang: InLanguage = None,
) -> None:
    """Simulate a province; the help text stands in the glossary."""
    from coprod.interfaces.cli.cases import read_cases
    from coprod.laboratory.run_folder import new_folder

    language = lang or preferred_language()
    cases = read_cases(scenario or ["baseline"], assignments or [], allow_code=allow_code)
    _check_one_district_each(cases)
    with new_folder(out) if out else nullcontext() as folder:
        from coprod.laboratory.province import Province

        of_district = [cases[number % len(cases)] for number in range(districts)]
        members = Province([case.parameters for case in of_district], seed)
        with Progress("run.progress", language) as progress:
            finished = members.run(days, workers=workers, scheduler=scheduler, progress=progress)
        if folder:
            _write(finished, of_district, folder)
    if as_json:
        print(json.dumps(_summary(finished, of_district), ensure_ascii=False, allow_nan=False))
    else:
        _show(finished, of_district, language)
        if out:
            print(translate("province.written", language, folder=out))


def _check_one_district_each(cases: Sequence[Scenario]) -> None:
    problems = [Problem(case.name, "town.districts", case.parameters.town.districts, message("problem.only_one"),
                        message("problem.more_districts"))
                for case in cases if case.parameters.town.districts != 1]
    if problems:
        raise InputProblems(problems)


def _show(finished: ProvinceRun, cases: Sequence[Scenario], language: Language) -> None:
    from rich.table import Table
    from rich.text import Text

    from coprod.interfaces.cli.table_sections import wide_console
    from coprod.outcomes.evaluate import OUTCOMES
    from coprod.text.numbers import figure, with_unit

    print(translate("province.title", language, n=len(cases), residents=f"{finished.residents:,}", days=finished.days,
              seed=finished.seed) + "\n")
    shown = [next(outcome for outcome in OUTCOMES if outcome.name == name) for name in SHOWN]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(translate("province.district", language), justify="right")
    table.add_column(translate("scenarios.name", language), no_wrap=True)
    for heading in (*(with_unit(pick(language, outcome), outcome.unit, language) for outcome in shown),
                    translate("province.sent", language), translate("province.received", language)):
        table.add_column(heading, justify="right", overflow="fold")
    aid = finished.aid
    for number, (case, result) in enumerate(zip(cases, finished.results, strict=True)):
        cells = [figure(result.outcomes[outcome.name], outcome.unit, language) for outcome in shown]
        moved = (aid.units[aid[side] == number].sum() for side in ("sender", "receiver"))
        table.add_row(str(number), Text(case.name), *cells, *(f"{units:,}" for units in moved))
    wide_console().print(table)


def _summary(finished: ProvinceRun, cases: Sequence[Scenario]) -> dict[str, object]:
    from coprod import __version__
    from coprod.laboratory.run_folder import number

    return {
        "seed": finished.seed, "days": finished.days, "residents": finished.residents, "version": __version__,
        "districts": [
            {"scenario": case.name, "residents": result.residents,
             "outcomes": {name: number(value) for name, value in result.outcomes.items()}}
            for case, result in zip(cases, finished.results, strict=True)],
        "aid": finished.aid.to_dict("records"),
    }


def _write(finished: ProvinceRun, cases: Sequence[Scenario], folder: Path) -> None:
    """Write what the districts tell, their parameters, and where it came from; the records of incidents stay with them."""
    from coprod.laboratory.files import write_json, write_text
    from coprod.laboratory.origin import commit
    from coprod.laboratory.parquet import write_frames
    from coprod.laboratory.run_folder import MARK

    for name in ("outcomes", "daily", "aid"):
        write_frames([getattr(finished, name)], folder / f"{name}.parquet")
    for number, case in enumerate(cases):
        write_text(folder / f"district_{number}.toml", case.parameters.to_toml())
    write_json(folder / "outcomes.json", _summary(finished, cases))
    write_json(folder / MARK, {"commit": commit(), "scenarios": [case.name for case in cases], "seed": finished.seed,
                                "days": finished.days})
