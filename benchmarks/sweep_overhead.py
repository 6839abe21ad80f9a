"""What a sweep costs beyond the model, beside Mesa and the EMA Workbench: ``python -m benchmarks.sweep_overhead``.

All cases make the same runs of the same model, a loop of about a millisecond, on two processes, one case after the
other, round after round, so that whatever else the machine does strikes them alike. The overhead of a case is its wall
time beyond that of two bare processes that share the runs and do nothing else, per run. Ours includes starting workers,
Parquet shards, the final table and its provenance; theirs keep results in memory.

Other parts: ``--bookkeeping`` 100,000 runs that do nothing, made and resumed; ``--scaling`` runs of a second on one and
two workers; ``--first`` seconds from the command to the first stored result.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coprod.laboratory.simulator import Simulator, variable

_LOOPS = int(os.environ.get("COPROD_BENCHMARK_LOOPS", "0"))
HERE = "benchmarks.sweep_overhead"


def loop(values: Any = None, seed: int = 0, days: int = 0, warmup_days: int = 0) -> dict[str, float]:
    """Count for about a millisecond."""
    total = 0
    for i in range(_LOOPS):
        total += i & 3
    return {"y": float(total + seed)}


def nothing(values: Any, seed: int, days: int, warmup_days: int) -> dict[str, float]:
    """Do no work."""
    return {"y": float(seed)}


def second(values: Any, seed: int, days: int, warmup_days: int) -> dict[str, float]:
    """Count for about a second."""
    for _ in range(1000):
        loop()
    return {"y": float(seed)}


def _simulator(task: str) -> Simulator:
    return Simulator(task=f"{HERE}:{task}", version=lambda: "1", declarations=lambda: {"x": variable("x", 0, 1e9)})


LOOP, NOTHING, SECOND = map(_simulator, ("loop", "nothing", "second"))


def main() -> None:
    """Print what is asked for; everything if nothing is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parts = {"overhead": _overhead, "bookkeeping": _bookkeeping, "scaling": _scaling, "first": _first}
    for name in parts:
        parser.add_argument(f"--{name}", action="store_true")
    asked = parser.parse_args()
    os.environ["COPROD_BENCHMARK_LOOPS"] = str(_calibrated())
    chosen = [name for name in parts if getattr(asked, name)] or list(parts)
    for name in chosen:
        parts[name](asked)


def _calibrated() -> int:
    """Return how many turns of the loop take a millisecond here."""
    global _LOOPS
    _LOOPS = 100_000
    best = min(_timed(loop) for _ in range(20))
    _LOOPS = int(100_000 * 0.001 / best)
    return _LOOPS


def _overhead(asked: argparse.Namespace) -> None:
    cases: dict[str, Callable[[int], float]] = {
        "two bare processes": _bare, "coprod sweep, Parquet on disk": _ours, "Mesa batch_run": _mesa,
        "EMA Workbench": _ema}
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(asked.rounds):
        for name, case in cases.items():
            took = case(asked.runs)
            if took == took:
                seconds[name].append(took)
    print(f"{asked.runs:,} runs of {_timed(loop) * 1000:.2f} ms on 2 processes, {asked.rounds} rounds")
    print(f"{'':32}{'median s':>10}{'best s':>9}{'overhead ms/run':>17}{'of bests':>10}")
    for name, took in seconds.items():
        if not took:
            print(f"{name:32}{'not installed':>19}")
            continue
        beyond = [a - b for a, b in zip(took, seconds["two bare processes"], strict=True)]
        best = min(took) - min(seconds["two bare processes"])
        print(f"{name:32}{statistics.median(took):10.2f}{min(took):9.2f}"
              f"{1000 * statistics.median(beyond) / asked.runs:17.3f}{1000 * best / asked.runs:10.3f}")


def _bare(runs: int) -> float:
    context = multiprocessing.get_context("spawn")
    ready, start = context.Barrier(3), context.Barrier(3)
    processes = [context.Process(target=_bare_half, args=(runs // 2, ready, start)) for _ in range(2)]
    for process in processes:
        process.start()
    ready.wait()
    begin = time.perf_counter()
    start.wait()
    for process in processes:
        process.join()
    return time.perf_counter() - begin


def _bare_half(runs: int, ready: Any, start: Any) -> None:
    ready.wait()
    start.wait()
    for _ in range(runs):
        loop()


def _study(folder: Path, model: str, points: int, replications: int) -> Path:
    path = folder / "study.toml"
    path.write_text(f'question = "What does a sweep cost?"\nmodel = "{HERE}:{model}"\nreplications = {replications}\n'
                    f'outcomes = ["y"]\n[levers]\nx = {{ from = 0, to = {points - 1}, steps = {points} }}\n')
    return path


def _ours(runs: int) -> float:
    """Sweep in a fresh process, timed from reading the study to the final table."""
    with tempfile.TemporaryDirectory() as folder:
        study = _study(Path(folder), "LOOP", 100, runs // 100)
        return float(_sweep(study, Path(folder) / "out", 2)["seconds"])


def _sweep(study: Path, out: Path, workers: int) -> dict[str, float]:
    code = ("import sys, time, resource\n"
            "from coprod.laboratory import Study\nfrom coprod.laboratory.runner import sweep\n"
            "start = time.perf_counter()\n"
            "sweep(Study.read(sys.argv[1], allow_code=True), sys.argv[2], workers=int(sys.argv[3]))\n"
            "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)")
    shown = subprocess.run([sys.executable, "-c", code, str(study), str(out), str(workers)], check=True,
                           capture_output=True, text=True).stdout.split()
    return {"seconds": float(shown[0]), "megabytes": float(shown[1])}


def _mesa(runs: int) -> float:
    import mesa

    from benchmarks.sweep_mesa import OneLoop

    begin = time.perf_counter()
    mesa.batch_run(OneLoop, {"x": list(range(runs // 100))}, iterations=100, max_steps=1, number_processes=2,
                   display_progress=False)
    return time.perf_counter() - begin


def _ema(runs: int) -> float:
    try:
        from ema_workbench import Model, MultiprocessingEvaluator, RealParameter, ScalarOutcome
    except ModuleNotFoundError:
        return float("nan")
    from benchmarks.sweep_mesa import ema_loop

    multiprocessing.set_start_method("fork", force=True)  # Mesa's import made it spawn, which is slower still
    model = Model("loop", function=ema_loop)
    model.uncertainties, model.outcomes = [RealParameter("x", 0, 1)], [ScalarOutcome("y")]
    begin = time.perf_counter()
    with MultiprocessingEvaluator(model, n_processes=2) as evaluator:
        evaluator.perform_experiments(scenarios=runs, reporting_interval=runs)
    return time.perf_counter() - begin


def _bookkeeping(asked: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        study = _study(Path(folder), "NOTHING", 10_000, 10)
        made, resumed = (_sweep(study, Path(folder) / "out", 2) for _ in range(2))
    print(f"\n100,000 runs that do nothing: {made['seconds']:.2f} s, driver at most {made['megabytes']:.0f} MB; "
          f"resumed in {resumed['seconds']:.2f} s")


def _scaling(asked: argparse.Namespace) -> None:
    took = []
    for workers in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            took.append(_sweep(_study(Path(folder), "SECOND", 12, 1), Path(folder) / "out", workers)["seconds"])
    print(f"\n12 runs of a second: 1 worker {took[0]:.1f} s, 2 workers {took[1]:.1f} s, {took[0] / took[1]:.2f} times")


def _first(asked: argparse.Namespace) -> None:
    took = []
    for model in ("LOOP", None):
        with tempfile.TemporaryDirectory() as folder:
            study = _study(Path(folder), "LOOP", 100, 100) if model else _town(Path(folder))
            took.append(_seconds_to_first(study, Path(folder) / "out"))
    print(f"\nfrom the command to the first stored result: {took[0]:.2f} s with the loop, "
          f"{took[1]:.2f} s with a town of 1,000 and a run of 30 days")


def _town(folder: Path) -> Path:
    path = folder / "town.toml"
    path.write_text('question = "How soon?"\ndays = 30\nreplications = 20\noutcomes = ["udi"]\n'
                    '[levers]\n"approval.levels" = [1, 3]\n[set]\n"town.streets" = 1\n"town.communities" = 2\n'
                    '"town.residents_per_community" = 500\n')
    return path


def _seconds_to_first(study: Path, out: Path) -> float:
    begin = time.perf_counter()
    command = [sys.executable, "-m", "coprod", "sweep", str(study), "--out", str(out), "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not list(out.glob("shards/*.parquet")):
        time.sleep(0.005)
    seconds = time.perf_counter() - begin
    process.terminate()
    process.wait()
    return seconds


def _timed(function: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    function()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
