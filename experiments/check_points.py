"""Measure in the whole model how points move residents: the fitted table and what was expected of the rest (``fit_points.md``).

``python -m experiments.check_points [--seeds N] [--default-town]``: by default a town of four communities of 2,500; every arm
has the same seeds. Figures are means over seeds of ratios to the paired arm, with the half-width of their 95 % interval.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import t

from coprod import CoproductionModel, Parameters
from coprod.agents.participation_utility import SHAM
from coprod.laboratory.model_version import model_version
from coprod.town.population import N_TYPES, TYPES

RESULT = Path(__file__).with_suffix(".json")
TOWN = {"town.streets": 1, "town.communities": 4, "town.residents_per_community": 2500}
WEEKS, SETTLING, QUARTER, ENDS = 52, 9, 13, 26
RICH = {"points.budget": 200.0}
ARMS: dict[str, dict[str, Any]] = {
    "0": {"points.reward": 0.0},
    **{str(p): {"points.reward": float(p), **RICH} for p in (1, 2, 5, 10, 20)},
    "10, poor store": {"points.reward": 10.0, "points.budget": 0.2, "points.rule": "inflate"},
    "default": {"points.budget": 1.0}, "5, tenth of the budget": {"points.budget": 0.1},
    "0, no recognition": {"points.reward": 0.0, "points.recognition": 0.0},
    **{f"{p}, together": {"points.reward": float(p), "points.exchange": "collective", **RICH} for p in (1, 20)},
    **{f"{p}, withdrawn": {"points.reward": float(p), "points.lifetime": 7 * ENDS, **RICH} for p in (5, 20)},
}
"""What each arm changes; budgets are yuan a month and resident, of which 1 is the default town's 5,000 a community."""
TABLE = ("0", "1", "2", "5", "10", "20", "10, poor store", "default")


def lived(parameters: Parameters, seed: int) -> dict[str, np.ndarray | float]:
    """Return what residents do in a year: real acts by week and type, and how activity is spread."""
    model = CoproductionModel(parameters, rng=seed)
    people = model.town.residents
    real, active, believed = np.zeros((WEEKS, N_TYPES)), np.zeros(WEEKS), np.zeros(WEEKS)
    quarter = np.zeros(len(people), dtype=bool)
    for day in range(7 * WEEKS):
        model.step()
        done, week = model.acts, day // 7
        real[week] += np.bincount(people.motive_type[done.rows[done.act != SHAM]], minlength=N_TYPES)
        if week >= WEEKS - QUARTER:
            quarter[done.rows] = True
        if day % 7 == 6:
            active[week], believed[week] = people.active.mean(), model.points_ledger.credibility.mean()
    most, adult = np.sort(people.acts)[::-1], people.age >= parameters.resident.adult_age
    return {"weeks": real.sum(axis=1), "by type": real[SETTLING:].sum(axis=0), "acts": real[SETTLING:].sum(),
            "active per 1,000": 1000 * active[SETTLING:].mean(), "quarter": quarter[adult].mean(),
            "v": believed[SETTLING:].mean(),
            "top 1 %": most[: most.size // 100].sum() / most.sum(), "top 10 %": most[: most.size // 10].sum() / most.sum()}


def changed(base: Parameters, changes: dict[str, Any]) -> Parameters:
    """Return the parameters of an arm, its budget for a whole community."""
    budget = changes.get("points.budget")
    people = base.town.residents_per_community
    return base.replace(changes if budget is None else changes | {"points.budget": budget * people})


def interval(values: np.ndarray) -> list[float]:
    """Return mean and half-width of its 95 % interval over seeds."""
    values = np.asarray(values, dtype=float)
    half = t.ppf(0.975, values.size - 1) * values.std(ddof=1) / values.size**0.5
    return [round(float(values.mean()), 4), round(float(half), 4)]


def figures(found: dict[str, dict[str, np.ndarray]]) -> dict[str, Any]:
    """Return the fitted table and what was not fitted, each with its interval."""
    def ratio(arm: str, base: str, what: str = "acts") -> list[float]:
        return interval(found[arm][what] / found[base][what])

    def weeks(arm: str, first: int, last: int) -> list[float]:
        return interval(found[arm]["weeks"][:, first:last].sum(axis=1) / found["0"]["weeks"][:, first:last].sum(axis=1))

    scheme = found["default"]
    shown: dict[str, Any] = {"acts relative to none": {arm: ratio(arm, "0") for arm in TABLE if arm != "0"}}
    shown["mean credibility"] = {arm: interval(found[arm]["v"]) for arm in TABLE if arm != "0"}
    shown["default"] = {name: interval(scheme[name]) for name in ("active per 1,000", "top 1 %", "top 10 %", "quarter")}
    shown["1 by type"] = {name: {arm: interval(found[arm]["by type"][:, i] / found["0"]["by type"][:, i])
                                 for arm in TABLE if arm != "0"} for i, name in enumerate(TYPES)}
    if "5, withdrawn" in found:
        shown["2, 3 withdrawn, weeks after: 0 to 8, 8 to 13, 13 to 26"] = {
            arm: [weeks(arm, ENDS + a, ENDS + b) for a, b in ((0, 8), (8, 13), (13, 26))]
            for arm in ("5, withdrawn", "20, withdrawn")}
        shown["5 recognition of 0.1 alone"] = ratio("0", "0, no recognition")
        shown["6 together"] = {f"{p} points": {"together": ratio(f"{p}, together", "0"), "one's own": ratio(str(p), "0")}
                               for p in (1, 20)}
        shown["7 a tenth of the budget"] = {"acts": ratio("5, tenth of the budget", "0"),
                                            "credibility": interval(found["5, tenth of the budget"]["v"])}
    return shown


def main() -> None:
    """Measure, print and write the figures."""
    parser = argparse.ArgumentParser(prog="python -m experiments.check_points", description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--default-town", action="store_true", help="the fitted table alone, in the default town")
    asked = parser.parse_args()
    base = Parameters() if asked.default_town else Parameters().replace(TOWN)
    arms = {name: ARMS[name] for name in (TABLE if asked.default_town else ARMS)}
    found = {}
    for name, changes in arms.items():
        runs = [lived(changed(base, changes), seed) for seed in range(1, asked.seeds + 1)]
        found[name] = {key: np.array([run[key] for run in runs]) for key in runs[0]}
        print(name, np.round(found[name]["acts"].mean()), flush=True)
    town = "default town" if asked.default_town else "four communities of 2,500"
    kept = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    kept[town] = {"model": model_version(), "seeds": asked.seeds, "figures": figures(found)}
    RESULT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(kept[town], indent=1))


if __name__ == "__main__":
    main()
