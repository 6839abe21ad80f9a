"""Fit how points move residents, once: ``python -m experiments.fit_points`` (about ten minutes); ``--check`` only measures.

Four numbers are free: mean and spread of motives, the weight of points, and what a small payment takes of the motive. They
are fitted to a declared table (:data:`TARGETS`): acts at 1 to 20 points relative to none, the same with a store that pays
0.3 of what it owes, how many residents are active in a week, and how many acts the most active hundredth does. All else is
assumed. Being fitted, the table proves nothing; what is not fitted stands in ``fit_points.md``.

Everyday participation is simulated alone, with the live rules, residents and draws of the model and a given credibility:
:data:`TOWNS` towns of 12,000 residents, a year each, of which the first :data:`SETTLING` days do not count. The same residents
and draws serve all schemes and all candidates, so the search is deterministic. Real acts count, records of sham ones do not.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from coprod.agents.participation_utility import SHAM
from coprod.fields.everyday.acts import Participation
from coprod.kernel.streams import Streams
from coprod.laboratory.model_version import model_version
from coprod.parameters import Parameters
from coprod.town import build_town
from coprod.town.population import N_TYPES, TYPES

RESULT = Path(__file__).with_suffix(".json")
TOWNS, DAYS, SETTLING = 4, 365, 65
TOWN = {"town.streets": 1, "town.communities": 6, "town.residents_per_community": 2000}
FREE = {"resident.motivation_mean": (0.5, 2.5), "resident.motivation_sd": (0.6, 1.6), "resident.points_weight": (0.5, 2.0),
        "resident.signal_loss": (0.0, 0.1)}
"""What is fitted, and within which range."""
SCHEMES = {"none": (0.0, 1.0), "1": (1.0, 1.0), "2": (2.0, 1.0), "5": (5.0, 1.0), "10": (10.0, 1.0), "20": (20.0, 1.0),
           "10, v = 0.3": (10.0, 0.3)}
"""Points an act and credibility."""
TARGETS = {"acts at 1": (0.75, 0.95), "acts at 2": (0.80, 1.00), "acts at 5": (0.95, 1.15), "acts at 10": (1.05, 1.35),
           "acts at 20": (1.2, 1.8), "acts at 10, v = 0.3": (0.8, 1.0), "active per 1,000": (15.0, 40.0), "top 1 %": (0.30, 0.45)}
"""Bands: acts relative to none, and, under the default scheme of five points, residents active in a week and the share of acts
by the most active hundredth."""
DEFAULT = "5"


def simulated(parameters: Parameters, seed: int, credibility: float) -> dict[str, np.ndarray | float]:
    """Return what residents do from day :data:`SETTLING` on: real acts by type of motive, weekly activity, concentration."""
    streams = Streams(seed)
    town = build_town(parameters, streams)
    people, n = town.residents, len(town.communities)
    rule = Participation(parameters, streams, town)
    real, active = np.zeros(N_TYPES), []
    for day in range(DAYS):
        if day % 7 == 0:
            if day > SETTLING:
                active.append(people.active.mean())
            rule.begin_week(np.full(n, credibility))
        done = rule.day(day)
        if day >= SETTLING:
            real += np.bincount(people.motive_type[done.rows[done.act != SHAM]], minlength=N_TYPES)
    most = np.sort(people.acts)[::-1]
    return {"real": real, "active": 1000 * float(np.mean(active)), "top": float(most[: most.size // 100].sum() / most.sum()),
            "people": np.bincount(people.motive_type, minlength=N_TYPES)}


def response(changes: dict[str, float], seeds: Iterable[int]) -> dict[str, dict[str, np.ndarray]]:
    """Return by scheme what residents do, one entry a seed."""
    base = Parameters().replace(TOWN | changes)
    found = {}
    for name, (reward, credibility) in SCHEMES.items():
        runs = [simulated(base.replace({"points.reward": reward}), seed, credibility) for seed in seeds]
        found[name] = {key: np.array([run[key] for run in runs]) for key in runs[0]}
    return found


def measured(found: dict[str, dict[str, np.ndarray]]) -> dict[str, float]:
    """Return the quantities of the table."""
    acts = {name: scheme["real"].sum() for name, scheme in found.items()}
    table = {f"acts at {name}": acts[name] / acts["none"] for name in acts if name != "none"}
    scheme = found[DEFAULT]
    return {name: round(float(value), 4) for name, value in
            (table | {"active per 1,000": scheme["active"].mean(), "top 1 %": scheme["top"].mean()}).items()}


def by_type(found: dict[str, dict[str, np.ndarray]]) -> dict[str, dict[str, float]]:
    """Return acts relative to none by type of motive, and without points the shares of the types in all acts: not fitted."""
    none = found["none"]["real"].sum(axis=0)
    table = {name: dict(zip(TYPES, np.round(scheme["real"].sum(axis=0) / none, 4).tolist(), strict=True))
             for name, scheme in found.items() if name != "none"}
    return table | {"share of acts without points": dict(zip(TYPES, np.round(none / none.sum(), 4).tolist(), strict=True))}


def misfit(values: dict[str, float]) -> float:
    """Return the sum of squared distances from the middles of the bands, each over half its width."""
    return sum(((values[name] - (low + high) / 2) / ((high - low) / 2)) ** 2 for name, (low, high) in TARGETS.items())


def fit() -> dict[str, float]:
    """Return the free numbers that fit best, by Nelder and Mead from the declared values."""
    start = np.array([Parameters().value(key) for key in FREE])
    low, high = np.array(list(FREE.values())).T

    def cost(x: np.ndarray) -> float:
        if ((x < low) | (x > high)).any():
            return 1e6
        values = measured(response(dict(zip(FREE, x.tolist(), strict=True)), range(TOWNS)))
        print(f"{misfit(values):8.3f}", np.round(x, 4), flush=True)
        return misfit(values)

    best = minimize(cost, start, method="Nelder-Mead", options={"maxfev": 120, "xatol": 0.003, "fatol": 0.02})
    return {key: float(f"{value:.3g}") for key, value in zip(FREE, best.x, strict=True)}


def main() -> None:
    """Fit, or check the numbers in force, and write what was found beside this file."""
    parser = argparse.ArgumentParser(prog="python -m experiments.fit_points", description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="measure with the numbers in force, without fitting")
    parser.add_argument("--seeds", type=int, default=30, help="towns that the table is measured in, none of which was fitted on")
    asked = parser.parse_args()
    numbers = {key: Parameters().value(key) for key in FREE} if asked.check else fit()
    found = response(numbers, range(TOWNS, TOWNS + asked.seeds))
    values = measured(found)
    inside = {name: low <= values[name] <= high for name, (low, high) in TARGETS.items()}
    result = {"model": model_version(), "fitted": numbers, "seeds": asked.seeds, "misfit": round(misfit(values), 3),
              "table": {name: {"value": values[name], "band": TARGETS[name], "inside": inside[name]} for name in TARGETS},
              "by type, not fitted": by_type(found)}
    text = json.dumps(result, indent=1)
    print(text)
    if not asked.check:
        RESULT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
