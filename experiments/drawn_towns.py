"""Do the answers keep their sign in towns of which every assumed number is drawn? ``python -m experiments.drawn_towns``.

The eighteen studies ask in four towns that differ in ten numbers. Here every number that nobody chooses is drawn at once from
its plausible range (a Latin hypercube), and A and B of every comparison that an answer rests on meet in each of these towns,
under the usual rules of decision and the alternative by turns. A town has a seed of its own, so that towns are independent and
an interval over them holds both what is not known and chance. What is found is kept in ``drawn_towns.json``, study by study;
what is there already is left alone unless ``--anew`` is given. ``python -m experiments.pages`` puts it on the page.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import as_completed
from pathlib import Path
from typing import Any

from coprod.laboratory import Study
from coprod.laboratory.batches import Batch, Order, Row
from coprod.laboratory.checked_study import Asked
from coprod.laboratory.costs import COMPLETE
from coprod.laboratory.designs import Plan, make_design
from coprod.laboratory.ensemble import ENSEMBLE
from coprod.laboratory.executors import Engine, open_engine
from coprod.laboratory.factors import SCENARIO
from coprod.laboratory.files import write_text
from coprod.laboratory.jobs import Jobs
from coprod.laboratory.model_version import model_version
from coprod.laboratory.report.findings import Findings
from experiments.answers import Book, Reference
from experiments.measured import as_json
from experiments.sensitivity import file

HERE = Path(__file__).parent
KEPT = HERE / "drawn_towns.json"
TOWNS, SEED, FIRST_RUN_SEED = 24, 1, 1000

Settings = dict[str, Any]


def main() -> None:
    """Make the runs that are missing, and keep what they say."""
    parser = argparse.ArgumentParser(prog="python -m experiments.drawn_towns", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="beginnings of studies, by default all")
    parser.add_argument("--towns", type=int, default=TOWNS)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--anew", action="store_true", help="also what is kept already")
    asked = parser.parse_args()
    drawn, book, kept = towns(asked.towns), Book.open(HERE), read_kept()
    for name, said in book.answers.items():
        if name.startswith(tuple(asked.names) or "") and (asked.anew or name not in kept):
            study = Study.read(HERE / f"{name}.toml")
            with open_engine(asked.workers, preload=study.simulator.preload) as engine:
                kept[name] = asked_in(study, [one for one, _ in said.rests_on], book.measured[name], drawn, engine)
            write_text(KEPT, as_json(dict(sorted(kept.items()))))
            print(name, kept[name]["runs"], "runs", flush=True)


def read_kept() -> dict[str, Any]:
    """Return what was found before, by study."""
    return dict(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.is_file() else {}


def towns(n: int = TOWNS) -> list[Settings]:
    """Return the numbers of every town, each that nobody chooses drawn from its plausible range."""
    factors = Study.read(file("numbers")).factors
    design = make_design(Plan("latin_hypercube", samples=n, seed=SEED), factors)
    return [{key: value for factor in factors for key, value in factor.settings(point[factor.name]).items()} for point in design]


def asked_in(study: Study, references: Sequence[Reference], data: Mapping[str, Any], drawn: Sequence[Settings],
             engine: Engine) -> dict[str, Any]:
    """Return A − B in every town of what an answer rests on; None where a run failed or had nothing to measure."""
    wanted = {one.contrast: _policies(study, study.analysis.contrasts[one.contrast], drawn) for one in references}
    policies = [values for pair in wanted.values() for both in pair for values in both]
    orders = {json.dumps([town, values], sort_keys=True, default=str): (town, values)
              for town, values in policies}
    numbers = {key: number for number, key in enumerate(orders)}
    rows = _made(study, [Order(numbers[key], FIRST_RUN_SEED + town, values) for key, (town, values) in orders.items()], engine)
    found = []
    for one in references:
        outcome = str(one.of(data)["name"])
        pairs = [[rows[numbers[json.dumps([town, values], sort_keys=True, default=str)]] for town, values in both]
                 for both in wanted[one.contrast]]
        found.append({"contrast": one.contrast, "outcome": outcome,
                      "differences": [_difference(study, outcome, *pair) for pair in pairs]})
    return {"model": model_version(), "towns": len(drawn), "runs": len(rows),
            "failed": sum(row.status != "ok" for row in rows), "seconds": round(sum(row.seconds for row in rows), 1),
            "found": found}


def _policies(study: Study, asked: Asked, drawn: Sequence[Settings]) -> list[tuple[tuple[int, Settings], tuple[int, Settings]]]:
    """Return the parameters of A and of B in every town: what is drawn, under what the study fixes, under what is compared.

    Towns take turns in the states of a study that are no towns: an alternative rule, a year with a great storm.
    """
    sets = {factor.name: factor.levels[0] for factor in study.factors if factor.name == ENSEMBLE}
    a, b = ([point for point in map(study.design.point, points) if all(point[name] == level for name, level in sets.items())]
            for points in study.contrast_points(asked))
    return [((town, _values(study, a[town % len(a)], numbers)), (town, _values(study, b[town % len(b)], numbers)))
            for town, numbers in enumerate(drawn)]


def _values(study: Study, point: Mapping[str, Any], numbers: Settings) -> Settings:
    """Return the parameters of a point in a town."""
    compared: Settings = {}
    for factor in study.factors:
        if factor.name != ENSEMBLE:
            compared |= factor.settings(point[factor.name])
    scenario = str(compared.pop(SCENARIO, study.scenarios[0]))
    return study.simulator.differences({**numbers, **study.fixed_and_scenario(scenario), **compared})


def _made(study: Study, orders: Sequence[Order], engine: Engine) -> list[Row]:
    """Return the rows of runs by number."""
    whole = Jobs(study).batch([])
    rows: dict[int, Row] = {}
    for done in as_completed([engine.executor.submit(engine.perform, part) for part in _parts(whole, orders)]):
        rows |= {row.number: row for row in done.result()}
    return [rows[number] for number in range(len(orders))]


def _parts(whole: Batch, orders: Sequence[Order], most: int = 4) -> Iterable[Batch]:
    return (whole.only(tuple(orders[i:i + most])) for i in range(0, len(orders), most))


def _difference(study: Study, outcome: str, a: Row, b: Row) -> float | None:
    first, second = (_value(study, outcome, row) for row in (a, b))
    return float(f"{first - second:.6g}") if math.isfinite(first - second) else None


def _value(study: Study, outcome: str, row: Row) -> float:
    """Return an outcome of a run, its complete cost, or both together in money."""
    if row.outcomes is None:
        return math.nan
    if outcome in row.outcomes:
        return row.outcomes[outcome]
    cost = sum(price * row.outcomes[line] for line, price in (study.analysis.costs or study.simulator.costs.lines).items())
    if outcome == COMPLETE:
        return cost
    name = outcome.removeprefix(Findings.net(""))
    known = study.simulator.outcomes() or {}
    return cost - known[name].direction * row.outcomes[name]


if __name__ == "__main__":
    main()
