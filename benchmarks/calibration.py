"""Parameters hidden in the whole model and found again: ``python -m benchmarks.calibration [--recoveries 3] [--out DIR]``.

Parameters are drawn from their priors, a town is simulated with them under a seed of its own, and its figures get the error of
observation added. A calibration that knows only these figures should then hold the hidden parameters in its 90 % intervals nine
times in ten, and should call the parameter that the figures do not move not identifiable. Runs are kept in ``--out``, so an
interrupted benchmark goes on where it stopped; what came of it is written to ``docs/calibration.json``.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np

from coprod.interfaces.cli.sweep_progress import ConsoleProgress
from coprod.kernel.streams import Streams
from coprod.laboratory.calibration.run import calibrate
from coprod.laboratory.calibration.targets import Calibration
from coprod.laboratory.calibration.targets_file import read_calibration
from coprod.laboratory.files import make_folder, write_json, write_text
from coprod.laboratory.model_version import model_version
from coprod.laboratory.observe import outcomes_of
from coprod.laboratory.runner import Options
from coprod.laboratory.simulate import simulate

RESULT = Path(__file__).parents[1] / "docs" / "calibration.json"
IDLE = "resident.fear_weight"
"""It weighs only in emergencies, which the figures do not show."""
TARGETS = """
title = "Hidden parameters"
title_zh = "隐藏的参数"
days = {days}
seeds = 2
[set]
"town.streets" = 1
"town.communities" = 2
"town.residents_per_community" = 400
{priors}
[method]
points = {points}
waves = 2
checks = 20
"""
PRIORS = ("request.rate", "request.hours", "request.solved", "resident.motivation_mean", "resident.habit_weight", IDLE)
SERIES = (("requests", "sum", 12.0, False), ("unsolved_requests", "sum", 6.0, False), ("weekly_active", "mean", 0.003, False),
          ("backlog_hours", "mean", 10.0, False), ("repeat_calls", "sum", 6.0, True), ("trust", "mean", 0.005, True),
          ("effective_acts", "sum", 15.0, True))
"""Daily series, how a month is made of it, the standard error of a month, and whether it is held back."""
OUTCOMES = (("workload", 0.02, False), ("participation_effective", 0.3, False), ("utilisation", 0.02, True))
_SEED = 1_000_000


def main() -> None:
    """Print what was hidden and what was found, and keep it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--recoveries", type=int, default=3)
    parser.add_argument("--days", type=int, default=120)
    parser.add_argument("--points", type=int, default=60, help="settings of the parameters a wave")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("results/recoveries"))
    parser.add_argument("--keep", action="store_true", help="write the result to docs/calibration.json")
    options = parser.parse_args()
    found = [_recovered(number, options) for number in range(options.recoveries)]
    intervals = [one for each in found for one in each["parameters"]]
    held = [each["held_back"] for each in found]
    result = {
        "model": model_version(), "recoveries": len(found), "days": options.days,
        "inside": sum(one["inside"] for one in intervals), "intervals": len(intervals),
        "held_back_inside": sum(one["inside"] for one in held), "held_back": sum(one["all"] for one in held),
        "idle": IDLE, "idle_not_identifiable": sum(each["idle"] == "not_identifiable" for each in found), "each": found}
    print(f"90 % intervals that hold the hidden value: {result['inside']} of {result['intervals']}; held-back figures inside: "
          f"{result['held_back_inside']} of {result['held_back']}; {IDLE} not identifiable: {result['idle_not_identifiable']} "
          f"of {len(found)}")
    if options.keep:
        write_json(RESULT, result)


def targets(days: int, points: int) -> str:
    """Return the file of targets, whose values are still 0."""
    priors = [f'[[prior]]\nparameter = "{name}"' for name in PRIORS]
    months = days // 30
    series = [f'[[target]]\nseries = "{name}"\nhow = "{how}"\nvalues = {[0] * months}\nerror = {error}\n'
              f"held_back = {str(held).lower()}" for name, how, error, held in SERIES]
    outcomes = [f'[[target]]\noutcome = "{name}"\nvalue = 0\nerror = {error}\nheld_back = {str(held).lower()}'
                for name, error, held in OUTCOMES]
    return TARGETS.format(days=days, points=points, priors="\n".join([*priors, *series, *outcomes]))


def _recovered(number: int, options: argparse.Namespace) -> dict[str, Any]:
    """Hide parameters, calibrate, and return what was found of them."""
    folder = make_folder(options.out)
    write_text(folder / "recovery.toml", targets(options.days, options.points))
    asked = read_calibration(folder / "recovery.toml")
    hidden = {prior.name: prior.at(float(u)) for prior, u in
              zip(asked.priors, Streams(number)("benchmark.hidden").random(len(asked.priors)), strict=True)}
    asked = asked.with_values(observed(asked, hidden, number))
    begun = time.perf_counter()
    progress = ConsoleProgress(f"recovery {number + 1}", asked.study.outcomes[0], "en")
    found = calibrate(asked, folder, Options(workers=options.workers), progress)
    seconds = time.perf_counter() - begun
    parameters = [_parameter(one, hidden) for one in found.get("parameters", ()) if "interval" in one]
    for one in parameters:
        print(f"{one['name']:28} hidden {one['hidden']:8.3g}  90 % {one['low']:8.3g} … {one['high']:8.3g}  "
              f"{'inside' if one['inside'] else 'OUTSIDE'}  contraction {one['contraction']:.2f}  {one['verdict']}")
    held = [one["inside"] for one in found.get("checks", ()) if one["held_back"]]
    print(f"left {found['waves'][-1]['share']:.2g} of the prior; held back {sum(held)} of {len(held)} inside; "
          f"{found['runs']} runs, {seconds:.0f} s, ESS {found.get('ess', 0):.0f}\n", flush=True)
    return {"parameters": parameters, "held_back": {"inside": sum(held), "all": len(held)}, "runs": found["runs"],
            "share": found["waves"][-1]["share"], "seconds": round(seconds, 1),
            "idle": next((one["verdict"] for one in parameters if one["name"] == IDLE), "ruled_out")}


def observed(asked: Calibration, hidden: dict[str, Any], number: int) -> dict[str, float]:
    """Return every figure of a run with the hidden parameters, with the error of observation."""
    study = asked.study
    run = simulate({**study.fixed, **hidden}, _SEED + number, study.days, study.warmup_days)
    outcomes = outcomes_of(run, study.observed, nan_is_undefined=True)
    noise = Streams(number)("benchmark.error").standard_normal(len(asked.figures))
    return {one.name: outcomes[one.name] + one.error * float(e) for one, e in zip(asked.figures, noise, strict=True)}


def _parameter(one: dict[str, Any], hidden: dict[str, Any]) -> dict[str, Any]:
    low, high = one["interval"]
    return {"name": one["name"], "hidden": float(hidden[one["name"]]), "low": low, "high": high,
            "inside": bool(np.clip(hidden[one["name"]], low, high) == hidden[one["name"]]), "contraction": one["contraction"],
            "verdict": one["verdict"]}


if __name__ == "__main__":
    main()
