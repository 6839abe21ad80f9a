"""Where a resident-day goes: in the simple NumPy rule line by line, and in the whole model verb by verb, in the same unit.

``python -m benchmarks.line_by_line [--residents 60000] [--days 365] [--repeats 3]``

The simple rule is that of :func:`benchmarks.yardsticks.numpy_dense`: everybody decides every day, on NumPy columns, and there is
no institution and no emergency. It is the yardstick to read first; one Python object per resident is the other one.
Processor time; every line and every verb counts its quickest day or run.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np

from benchmarks.__main__ import VERBS, town_of
from benchmarks.yardsticks import resident_rules, tight_mesa
from coprod import CoproductionModel


def simple_rule(residents: int, days: int) -> dict[str, float]:
    """Return the nanoseconds per resident-day of every line of the simple rule, its quickest day."""
    rng = np.random.default_rng(1)
    motivation, trust = rng.gamma(2.8, 0.72, residents), rng.uniform(0.3, 0.9, residents)
    habit, points, active = np.zeros(residents), np.zeros(residents), np.zeros(residents, bool)
    neighbours = rng.integers(0, residents, (residents, 5))
    now: dict[str, np.ndarray] = {}

    def weigh() -> None:
        now["utility"] = motivation + 3 * habit + 1.5 * (now["norm"] - 0.5) + trust + np.log1p(2 / 5) - 9

    def redeem() -> None:
        points[(points > 0) & (rng.random(residents) < 0.02)] = 0

    def act() -> None:
        active[:] = now["uniform"] < now["chance"]

    lines: dict[str, Callable[[], object]] = {
        "look at five neighbours": lambda: now.update(norm=active[neighbours].mean(axis=1)),
        "add up the utility": weigh,
        "turn it into a chance": lambda: now.update(chance=1 / (1 + np.exp(-now["utility"]))),
        "draw a random number": lambda: now.update(uniform=rng.random(residents)),
        "act or not": act,
        "let habit follow": lambda: np.add(habit, 0.044 * (active - habit), out=habit),
        "earn points": lambda: np.add(points, 2 * active, out=points),
        "redeem points": redeem,
    }
    best = dict.fromkeys(lines, np.inf)
    for _ in range(days):
        for name, line in lines.items():
            best[name] = min(best[name], _seconds(line))
    return {name: seconds / residents * 1e9 for name, seconds in best.items()}


def whole_model(residents: int, days: int, repeats: int) -> dict[str, float]:
    """Return the nanoseconds per resident-day of every verb of the day, every day its quickest of some runs."""
    names = (*VERBS, "daily series and the rest")
    best = np.full((len(names), days), np.inf)
    for _ in range(repeats):
        model = CoproductionModel(town_of(residents), rng=1)
        spent = np.zeros(len(names))
        for number, verb in enumerate(VERBS):
            setattr(model, verb, _timed(getattr(model, verb), spent, number))
        for day in range(days):
            spent[:] = 0
            whole = _seconds(model.step)
            spent[-1] = whole - spent[:-1].sum()
            np.minimum(best[:, day], spent, out=best[:, day])
    return dict(zip(names, (best.mean(axis=1) / residents * 1e9).tolist(), strict=True))


def _timed(do: Callable[[], None], spent: np.ndarray, number: int) -> Callable[[], None]:
    def timed() -> None:
        spent[number] += _seconds(do)

    return timed


def _seconds(do: Callable[[], object]) -> float:
    start = time.process_time()
    do()
    return time.process_time() - start


def _show(title: str, lines: dict[str, float], yardstick: float) -> float:
    whole = sum(lines.values())
    print(f"\n{title}: {whole:.1f} ns per resident-day")
    upto = 0.0
    for name, cost in sorted(lines.items(), key=lambda item: -item[1]):
        upto += cost
        print(f"  {name.replace('_', ' '):32}{cost:8.2f}{cost / whole:8.0%}{upto / yardstick:10.2f} of the simple rule so far")
    return whole


def main() -> None:
    """Print the tables."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.line_by_line", description="Where a resident-day goes")
    words.add_argument("--residents", type=int, default=60_000)
    words.add_argument("--days", type=int, default=365)
    words.add_argument("--repeats", type=int, default=3)
    a = words.parse_args()
    lines = simple_rule(a.residents, 60)
    simple = _show("the simple rule in NumPy, everybody every day", lines, sum(lines.values()))
    whole = _show("the whole model", whole_model(a.residents, a.days, a.repeats), simple)
    town = town_of(a.residents)
    rules = min(resident_rules(town, a.days) for _ in range(a.repeats))
    mesa = min(tight_mesa(a.residents) for _ in range(a.repeats))
    shuffled = min(tight_mesa(a.residents, shuffled=True) for _ in range(a.repeats))
    print(f"\nwhole model / simple NumPy rule: {whole / simple:.2f}; its resident rules with points alone: {rules / simple:.2f}")
    print(f"the simple rule as tightly as Mesa allows: {mesa:.0f} ns by do, {shuffled:.0f} by shuffle_do: "
          f"{mesa / whole:.1f} and {shuffled / whole:.1f} times the whole model")


if __name__ == "__main__":
    main()
