"""How much of a run could be shared by several worlds in one stack, and how much faster runs could get by it at best.

``python -m benchmarks.stack_bound [--repeats 5] [--worlds 16] [TOWN...]``

A stack of K worlds would run the daily rules, which are NumPy calls on columns, once for all its worlds, each a block of rows.
What is not such a call stays as it is, K times: building a town, the minutes of incidents and warnings (SimPy processes and
Python per item), and the outcomes at the end. And rows cost time too, shared call or not. So a stack can at best cost, per world,

    own part of one world  +  daily part of a town K times as large / K

and one run over that is the bound on the gain (Amdahl 1967). It is an upper bound: a stack would have to keep the random numbers
of every world apart, and a town K times as large does not.

Processor time, every day by itself, and the quickest of all repeats counts, so that what else the machine does hardly matters.
"""

from __future__ import annotations

import argparse
import gc
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coprod import CoproductionModel, Parameters
from coprod.outcomes.evaluate import evaluate
from coprod.outcomes.run_view import RunView


@dataclass(frozen=True)
class Unit:
    """A unit of work: communities, residents of each, days."""

    communities: int
    residents: int
    days: int

    def parameters(self, worlds: int = 1) -> Parameters:
        """Return the town, or one of so many times its communities and streets."""
        return Parameters().replace({
            "town.streets": worlds * max(1, self.communities // 4), "town.communities": worlds * self.communities,
            "town.residents_per_community": self.residents})


UNITS = {"x1": Unit(4, 3000, 425), "x1-small-communities": Unit(12, 1000, 425), "lesson": Unit(2, 1000, 90)}
"""The run of study X1, the same number of residents in more communities, and a lesson."""
PHASES = ("build", "minutes", "begin of a week", "other daily rules", "outcomes")
BUILD, MINUTES, WEEK, DAILY, OUTCOMES = range(len(PHASES))
SHARED = (WEEK, DAILY)
"""Phases made of NumPy calls on columns, which worlds could share."""


def timed(parameters: Parameters, days: int, repeats: int) -> NDArray[np.float64]:
    """Return the milliseconds of one run by phase, the quickest of some repeats for every day."""
    best = np.full((len(PHASES), days), np.inf)
    for _ in range(repeats):
        gc.collect()
        spent = np.zeros((len(PHASES), days))
        start = time.process_time()
        model = CoproductionModel(parameters, rng=1)
        spent[BUILD, 0] = time.process_time() - start
        clock = {"run_emergencies": 0.0, "begin_the_week": 0.0}
        for verb in clock:
            _time_verb(model, verb, clock)
        for day in range(days):
            clock.update(dict.fromkeys(clock, 0.0))
            start = time.process_time()
            model.step()
            spent[DAILY, day] = time.process_time() - start - sum(clock.values())
            spent[MINUTES, day], spent[WEEK, day] = clock["run_emergencies"], clock["begin_the_week"]
        start = time.process_time()
        evaluate(RunView(model, 0))
        spent[OUTCOMES, 0] = time.process_time() - start
        np.minimum(best, spent, out=best)
    return np.asarray(best.sum(axis=1) * 1000)


def _time_verb(model: CoproductionModel, verb: str, clock: dict[str, float]) -> None:
    do = getattr(model, verb)

    def stopped() -> None:
        start = time.process_time()
        do()
        clock[verb] += time.process_time() - start

    setattr(model, verb, stopped)


def report(name: str, unit: Unit, worlds: int, repeats: int) -> None:
    """Print what one unit of work costs by phase, alone and in a perfect stack, and the bound on the gain."""
    alone = timed(unit.parameters(), unit.days, repeats)
    large = timed(unit.parameters(worlds), unit.days, max(2, repeats // 3)) / worlds
    stacked = np.where(np.isin(np.arange(len(PHASES)), SHARED), large, alone)
    print(f"\n{name}: {unit.communities} communities x {unit.residents:,} residents x {unit.days} days, milliseconds of one run")
    print(f"{'':20}{'alone':>10}{'share':>8}{f'in a stack of {worlds}':>20}{'town K times as large / K':>28}")
    for phase, *costs in zip(PHASES, alone, alone / alone.sum(), stacked, large, strict=True):
        print(f"{phase:20}{costs[0]:10.1f}{costs[1]:8.1%}{costs[2]:20.1f}{costs[3]:28.1f}")
    print(f"{'all':20}{alone.sum():10.1f}{1:8.0%}{stacked.sum():20.1f}{large.sum():28.1f}")
    own = alone.sum() - alone[list(SHARED)].sum()
    print(f"at best {alone.sum() / stacked.sum():.2f} times as many runs in a stack of {worlds}; "
          f"{alone.sum() / own:.2f} times if rows cost nothing at all")


def main() -> None:
    """Print the bound for the units asked for."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.stack_bound", description="What a stack of worlds can gain")
    words.add_argument("units", nargs="*", help=", ".join(UNITS))
    words.add_argument("--repeats", type=int, default=5)
    words.add_argument("--worlds", type=int, default=16)
    asked = words.parse_args()
    for name in asked.units or UNITS:
        report(name, UNITS[name], asked.worlds, asked.repeats)


if __name__ == "__main__":
    main()
