"""One command for what coprod costs: ``python -m benchmarks [--residents 60000] [--days 365] [--large] [--repeats 3]``.

Everything is measured in the same run on the same machine, so the ratios hold where the seconds do not.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable

from benchmarks import yardsticks
from coprod import CoproductionModel, Parameters

VERBS = ("begin_the_week", "residents_act", "points_change_hands", "firms_keep_up_their_buildings", "process_hazards",
         "work_arrives", "run_emergencies", "desks_work", "safety_is_produced")


def main() -> None:
    """Print the table."""
    a = _arguments()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; best of {a.repeats}\n")
    whole = _best(a.repeats, lambda: _whole_model(a.residents, a.days))
    _ratios(a, whole)
    _sizes(a, whole)
    _lesson(a.repeats)
    _where_the_time_goes(a.residents, a.days)
    print()
    subprocess.run([sys.executable, "-m", "benchmarks.sweep_overhead", "--overhead", "--rounds", str(a.repeats)], check=True)


def town_of(residents: int) -> Parameters:
    """Return a town of about so many residents, in communities of 5,000 and streets of 12 communities."""
    communities = max(1, residents // 5000)
    return Parameters().replace({
        "town.communities": communities, "town.streets": max(1, communities // 12),
        "town.residents_per_community": residents // communities})


def _ratios(a: argparse.Namespace, whole: float) -> None:
    n, town = a.residents, town_of(a.residents)
    alone = _best(a.repeats, lambda: yardsticks.resident_rules(town, a.days, with_points=False))
    rows: list[tuple[str, float | None]] = [
        (f"coprod, whole model, {n:,} residents x {a.days} days", whole),
        ("coprod, resident rules with points", _best(a.repeats, lambda: yardsticks.resident_rules(town, a.days))),
        ("coprod, participation alone", alone),
        ("  the same as one fused Numba kernel", _best(a.repeats, lambda: yardsticks.fused_kernel(town, a.days))),
        ("  the same as one object per resident", objects := yardsticks.rules_as_objects(town_of(5000))),
        ("simple rule, plain Mesa", _best(a.repeats, lambda: yardsticks.plain_mesa(n))),
        ("  as tightly as Mesa allows, do", _best(a.repeats, lambda: yardsticks.tight_mesa(n))),
        ("  as tightly as Mesa allows, shuffle_do", _best(a.repeats, lambda: yardsticks.tight_mesa(n, shuffled=True))),
        ("simple rule, AgentPy", yardsticks.agentpy(min(n, 20_000))),
        ("simple rule, NumPy on everybody", _best(a.repeats, lambda: yardsticks.numpy_dense(n))),
    ]
    print(f"{'':48}{'ns per resident-day':>20}{'/ whole model':>15}")
    for name, cost in rows:
        print(f"{name:48}" + (f"{cost:20.1f}{cost / whole:15.2f}" if cost else f"{'not installed':>20}"))
    print(f"{'objects / participation alone':48}{objects / alone:20.0f}\n")


def _sizes(a: argparse.Namespace, whole: float) -> None:
    print(f"{'residents':>12}{'days':>6}{'build s':>9}{'ns per resident-day':>21}{'/ 60,000':>10}{'peak MB':>9}"
          f"{'bytes per resident':>20}")
    for residents, days in ((6_000, 365), (60_000, 365), (600_000, 90), *([(6_000_000, 28)] if a.large else [])):
        before = _peak_bytes()
        build, cost = _build_and_run(residents, days)
        peak = _peak_bytes()
        print(f"{residents:12,}{days:6}{build:9.2f}{cost:21.1f}{cost / whole:10.2f}{peak / 1e6:9,.0f}"
              f"{(peak - before) / residents:20,.0f}")
    print()


def _peak_bytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def _lesson(repeats: int) -> None:
    lesson = Parameters().replace({"town.communities": 2, "town.streets": 1, "town.residents_per_community": 1000})

    def seconds() -> float:
        start = time.process_time()
        model = CoproductionModel(lesson, rng=1)
        for _ in range(90):
            model.step()
        return time.process_time() - start

    print(f"a lesson: 2,000 residents x 90 days, built and run: {_best(repeats, seconds) * 1000:.0f} ms\n")


def _where_the_time_goes(residents: int, days: int) -> None:
    """Time every verb of the day."""
    model = CoproductionModel(town_of(residents), rng=1)
    spent = dict.fromkeys(VERBS, 0.0)
    for verb in VERBS:
        _time_verb(model, verb, spent)
    start = time.perf_counter()
    for _ in range(days):
        model.step()
    total = time.perf_counter() - start
    spent["the daily series and the rest"] = total - sum(spent.values())
    for verb, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{verb.replace('_', ' '):40}{seconds / total:8.1%}{seconds / days * 1e6:10.0f} µs a day")


def _time_verb(model: CoproductionModel, verb: str, spent: dict[str, float]) -> None:
    step = getattr(model, verb)

    def timed() -> None:
        start = time.perf_counter()
        step()
        spent[verb] += time.perf_counter() - start

    setattr(model, verb, timed)


def _whole_model(residents: int, days: int) -> float:
    return _build_and_run(residents, days)[1]


def _build_and_run(residents: int, days: int) -> tuple[float, float]:
    start = time.process_time()
    model = CoproductionModel(town_of(residents), rng=1)
    built = time.process_time()
    return built - start, yardsticks.per_resident_day(lambda _: model.step(), len(model.residents), days)


def _best(repeats: int, measure: Callable[[], float | None]) -> float:
    return min(measure() or 0.0 for _ in range(repeats))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--residents", type=int, default=60_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--large", action="store_true", help="also six million residents")
    return parser.parse_args()


if __name__ == "__main__":
    main()
