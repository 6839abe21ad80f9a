"""Test a row beyond its indicator, on fresh seeds: ``python -m coprod.laboratory.mechanisms.fresh [ID...]``.

Each lever is moved twice: as the row has it, and alone over its plausible range in the default town for half a year. Three
pairs are few: only what is beyond 4.3, the two-sided 5 % point of t with two degrees of freedom, counts as clear, and of a
hundred such comparisons five would be by chance alone. What is not clear may still be there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from coprod.laboratory.mechanisms.asked import rows_on_command_line
from coprod.laboratory.mechanisms.experiments import simulated
from coprod.laboratory.mechanisms.inventory import Mechanism, Setting, mechanisms, town
from coprod.laboratory.statistics import paired_difference, paired_t
from coprod.parameters import Parameters
from coprod.parameters.model import declarations_by_key

SEEDS = (101, 102, 103)
DAYS = 180
CLEAR = 4.3


def main(arguments: Sequence[str]) -> None:
    """Print what rows move beyond their indicators, those that name outcomes `downstream` if no ids are given."""
    asked = rows_on_command_line("fresh", arguments)
    for row in asked or (row for row in mechanisms().values() if row.downstream):
        for place, low, high, days in arms(row):
            for line in compared(row, low, high, days):
                print(f"{row.id}  {place:11}{line}", flush=True)


def arms(row: Mechanism) -> Iterator[tuple[str, Setting, Setting, int]]:
    """Yield where a lever is moved, from what to what, and for how many days."""
    direction = row.direction
    given = {**town(), **direction.given}
    yield "as stated", {**given, **direction.low}, {**given, **direction.high}, direction.days
    declared = declarations_by_key()[next(iter({**direction.low, **direction.high}))]
    if declared.plausible:
        as_declared = int if declared.kind == "int" else float
        low, high = (as_declared(end) for end in declared.plausible)
        yield "alone", {declared.key: low}, {declared.key: high}, DAYS


def compared(row: Mechanism, low: Setting, high: Setting, days: int) -> Iterator[str]:
    """Yield a line for the indicator and each outcome downstream of it: both means, high − low with interval, t."""
    summaries = [[simulated(Parameters().replace(arm), seed, days) for seed in SEEDS] for arm in (low, high)]
    for name in dict.fromkeys((row.direction.indicator, *row.downstream)):
        first, second = ([one.value(name) for one in arm] for arm in summaries)
        difference, t = paired_difference(first, second), paired_t(first, second)
        verdict = "clear" if abs(t) > CLEAR else "not clear"
        yield (f"{name} {difference.first:.4g} -> {difference.second:.4g}, difference {difference.mean:+.3g} "
               f"({difference.low:.3g} … {difference.high:.3g}), t = {t:.1f}: {verdict}")


if __name__ == "__main__":
    main(sys.argv[1:])
