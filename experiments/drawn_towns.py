"""Do the answers keep their sign in towns of which every assumed number is drawn? ``python -m experiments.drawn_towns``.

The eighteen studies ask in four towns that differ in ten numbers. Here every number that nobody chooses is drawn at once from
its plausible range (a Latin hypercube), and A and B of every comparison that an answer rests on meet in each of these towns,
under the usual rules of decision and the alternative by turns. A town has a seed of its own, which no sweep gives it, so that
towns are independent and an interval over them holds both what is not known and chance. What is found is kept in
``drawn_towns.json``, study by study; what is there already is left alone unless ``--anew`` is given.
``python -m experiments.pages`` puts it on the pages. ``--look`` prints instead how loaded the desks are and how much they
patrol in every town, under A and under B.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from coprod.laboratory import Study
from coprod.laboratory.analysis.measures import measure
from coprod.laboratory.batches import Batch, Order, Row
from coprod.laboratory.checked_study import Asked
from coprod.laboratory.describe import description
from coprod.laboratory.designs import Plan, make_design
from coprod.laboratory.ensemble import ENSEMBLE
from coprod.laboratory.executors import Engine, open_engine
from coprod.laboratory.factors import SCENARIO
from coprod.laboratory.files import write_text
from coprod.laboratory.jobs import Jobs
from coprod.laboratory.model_version import model_version
from coprod.laboratory.observe import Observed, Series
from coprod.laboratory.simulator import Values
from experiments.answers import Book
from experiments.measured import as_json
from experiments.sensitivity import file

HERE = Path(__file__).parent
TOWNS, SEED, FIRST_RUN_SEED = 24, 1, 1000
PATROL = "patrol_hours"


@dataclass(frozen=True)
class Met:
    """The runs of a study in drawn towns, by number, and the numbers of A and of B of every town, by contrast."""

    rows: Sequence[Row]
    pairs: Mapping[int, Sequence[tuple[int, int]]]


def main() -> None:
    """Make the runs that are missing, and keep what they say."""
    parser = argparse.ArgumentParser(prog="python -m experiments.drawn_towns", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="beginnings of studies, by default all")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--anew", action="store_true", help="also what is kept already")
    parser.add_argument("--look", action="store_true", help="print load and patrol of every town, and keep nothing")
    asked = parser.parse_args()
    drawn, book = towns(), Book.open(HERE)
    kept = dict(book.drawn)
    for name, said in book.answers.items():
        if name.startswith(tuple(asked.names) or "") and (asked.anew or asked.look or name not in kept):
            study = Study.read(HERE / f"{name}.toml")
            wanted = [(one.contrast, str(one.of(book.measured[name])["name"])) for one, _ in said.rests_on]
            with open_engine(asked.workers, preload=study.simulator.preload) as engine:
                met = meet(study, dict.fromkeys(contrast for contrast, _ in wanted), drawn, engine)
            if asked.look:
                print(f"{name}\n{load_and_patrol(met).to_string(index=False)}", flush=True)
                continue
            kept[name] = found_in(study, wanted, met)
            write_text(HERE / "drawn_towns.json", as_json(dict(sorted(kept.items()))))
            print(name, kept[name]["runs"], "runs", flush=True)


def towns(n: int = TOWNS) -> list[Values]:
    """Return the numbers of every town, each that nobody chooses drawn from its plausible range."""
    factors = Study.read(file("numbers")).factors
    design = make_design(Plan("latin_hypercube", samples=n, seed=SEED), factors)
    return [{key: value for factor in factors for key, value in factor.settings(point[factor.name]).items()} for point in design]


def meet(study: Study, contrasts: Iterable[int], drawn: Sequence[Values], engine: Engine) -> Met:
    """Run A and B of contrasts in every town; what several contrasts ask for is run once."""
    orders: dict[str, Order] = {}

    def number(town: int, values: Values) -> int:
        key = json.dumps([town, values], sort_keys=True, default=str)
        return orders.setdefault(key, Order(len(orders), FIRST_RUN_SEED + town, values)).number

    pairs = {contrast: [(number(town, a), number(town, b))
                        for town, (a, b) in enumerate(policies(study, study.analysis.contrasts[contrast], drawn))]
             for contrast in contrasts}
    return Met(_made(study, list(orders.values()), engine), pairs)


def policies(study: Study, asked: Asked, drawn: Sequence[Values]) -> list[tuple[Values, Values]]:
    """Return the parameters of A and of B in every town: what is drawn, under what the study fixes, under what is compared.

    Towns take turns in the states of a study that are no towns: an alternative rule, a year with a great storm.
    """
    sets = {factor.name: factor.levels[0] for factor in study.factors if factor.name == ENSEMBLE}
    a, b = ([point for point in map(study.design.point, points) if all(point[name] == level for name, level in sets.items())]
            for points in study.contrast_points(asked))
    return [(_values(study, a[town % len(a)], numbers), _values(study, b[town % len(b)], numbers))
            for town, numbers in enumerate(drawn)]


def found_in(study: Study, wanted: Sequence[tuple[int, str]], met: Met) -> dict[str, Any]:
    """Return A − B of outcomes of contrasts in every town; None where a run failed or had nothing to measure."""
    runs = pd.DataFrame([{"point": row.number, "replication": 0, **(row.outcomes or {})} for row in met.rows])
    described, found = description(study, 1), []
    for contrast, outcome in wanted:
        values = measure(runs, outcome, len(runs), described)[:, 0]
        found.append({"contrast": contrast, "outcome": outcome,
                      "differences": [_short(values[a] - values[b]) for a, b in met.pairs[contrast]]})
    return {"model": model_version(), "towns": len(next(iter(met.pairs.values()))), "runs": len(met.rows),
            "failed": sum(row.status != "ok" for row in met.rows), "seconds": round(sum(row.seconds for row in met.rows), 1),
            "found": found}


def load_and_patrol(met: Met) -> pd.DataFrame:
    """Return a row for every contrast and town: workload, and staff-hours patrolled a day in all of it, under A and under B."""
    rows = []
    for contrast, pairs in met.pairs.items():
        for town, pair in enumerate(pairs):
            row: dict[str, Any] = {"contrast": contrast + 1, "town": town + 1}
            for arm, one in zip("ab", (met.rows[number] for number in pair), strict=True):
                hours = (one.series or {}).get(PATROL) or [math.nan]
                row |= {f"workload_{arm}": round((one.outcomes or {}).get("workload", math.nan), 2),
                        f"{PATROL}_{arm}": round(sum(hours) / len(hours), 2)}
            rows.append(row)
    return pd.DataFrame(rows)


def _values(study: Study, point: Mapping[str, Any], numbers: Values) -> Values:
    """Return the parameters of a point in a town."""
    compared: dict[str, Any] = {}
    for factor in study.factors:
        if factor.name != ENSEMBLE:
            compared |= factor.settings(point[factor.name])
    scenario = str(compared.pop(SCENARIO, study.scenarios[0]))
    return study.simulator.differences({**numbers, **study.fixed_and_scenario(scenario), **compared})


def _made(study: Study, orders: Sequence[Order], engine: Engine, most: int = 4) -> list[Row]:
    """Make runs, a few in a parcel, and return their rows by number."""
    whole: Batch = replace(Jobs(study).batch([]), observed=Observed(study.observed.windows, Series((PATROL,))))
    parts = [whole.only(tuple(orders[i:i + most])) for i in range(0, len(orders), most)]
    rows = [row for done in as_completed([engine.executor.submit(engine.perform, part) for part in parts])
            for row in done.result()]
    return sorted(rows, key=lambda row: row.number)


def _short(value: float) -> float | None:
    return float(f"{value:.6g}") if math.isfinite(value) else None


if __name__ == "__main__":
    main()
