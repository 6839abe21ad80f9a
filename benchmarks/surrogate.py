"""Sobol' indices by surrogate beside the full design.

``python -m benchmarks.surrogate [--base 512] [--full 4] [--stands-for 30] [--replications 2] [--functions]``

First functions of which the indices are known, with noise; then ten factors of the model in a small town: the full design of
12 × ``--base`` points with ``--full`` replications, and a surrogate study of a hundredth of the runs that the design has with
``--stands-for`` replications. Sweeps are kept in ``--out``, so an interrupted benchmark goes on where it stopped.

The full design's own indices contain noise of replication, which adds to every total index; so they are also given without it,
from products of differences in different replications: what very many replications would give. And they hang on where the
points of its sample lie. So the surrogate is also asked at these very points in place of the model, by the same estimator: that
difference is the error of the surrogate alone.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np

from coprod.interfaces.cli.sweep_progress import ConsoleProgress
from coprod.laboratory.analysis.cube import noise_share, point_means
from coprod.laboratory.analysis.sensitivity import sobol
from coprod.laboratory.analysis.surrogate import Floats, Surrogate, fit_surrogate, snapped, surrogate_indices
from coprod.laboratory.designs import Plan, unit_sample
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.surrogate_section import surrogate_of
from coprod.laboratory.runner import Options, sweep
from coprod.laboratory.stages.surrogate import space_filling
from coprod.laboratory.study import Study

FACTORS = """
[levers]
"staff.count" = { from = 4, to = 10 }
"points.reward" = { from = 0, to = 20 }
"directive.lines" = { from = 4, to = 12 }
[uncertainties]
"request.rate" = { from = 3, to = 10 }
"request.hours" = { from = 1.5, to = 4 }
"staff.hours" = { from = 5, to = 8 }
"staff.pressure" = "plausible"
"resident.motivation_mean" = "plausible"
"resident.habit_weight" = "plausible"
"resident.trust_mean" = "plausible"
"""
TOWN = """
[set]
"town.streets" = 1
"town.communities" = 2
"town.residents_per_community" = {residents}
"""
OUTCOMES = ("workload", "utilisation", "paperwork_share", "participation_effective", "service_output")
_A = np.array([0, 1, 4.5, 9, 99, 99, 99, 99, 99, 99])


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.surrogate", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--base", type=int, default=512, help="base samples of the full design, a power of two")
    parser.add_argument("--full", type=int, default=4, help="replications of the full design")
    parser.add_argument("--stands-for", type=int, help="replications of the full design of whose runs a hundredth is made")
    parser.add_argument("--replications", type=int, default=2, help="replications of the surrogate study")
    parser.add_argument("--trajectories", type=int, default=0, help="of its screening")
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--residents", type=int, default=500, help="per community, of which there are two")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--out", type=Path, default=Path("results/benchmark-surrogate"))
    parser.add_argument("--functions", action="store_true", help="only the functions of which the indices are known")
    asked = parser.parse_args()
    known_functions()
    if not asked.functions:
        small_town(asked)


def known_functions() -> None:
    """Compare total indices by surrogate with what theory says, without and with noise."""
    print(f"{'function':<10}{'points':>7}{'noise':>7}{'Q²':>7}{'explained':>10}  worst error of ST")
    parts = 1 / (3 * (1 + _A) ** 2)
    g_total = parts * np.prod(1 + parts) / (1 + parts) / (np.prod(1 + parts) - 1)
    v1, v2, v13 = 0.5 * (1 + np.pi**4 / 50) ** 2, 49 / 8, 8 * np.pi**8 / 22500
    total = np.array([v1 + v13, v2, v13]) / (v1 + v2 + v13)
    for name, k, n, truth in (("g", 10, 61, g_total), ("g", 10, 245, g_total), ("Ishigami", 3, 100, total)):
        unit = space_filling(n, k, 0)
        y = np.prod((abs(4 * unit - 2) + _A) / (1 + _A), axis=1) if name == "g" else _ishigami((2 * unit - 1) * np.pi)
        for deviation in (0.0, 0.2):
            values = y[:, None] + deviation * y.std() * np.random.default_rng(0).normal(size=(n, 2))
            fitted = fit_surrogate(unit, values, 0, [0] * k)
            assert fitted is not None
            found = surrogate_indices(fitted, [str(j) for j in range(k)])["total"].to_numpy()
            _print_row(name, fitted, f"{abs(found - truth).max():.3f}")


def small_town(asked: argparse.Namespace) -> None:
    """Make the full design and the surrogate study, and compare their total indices."""
    asked.out.mkdir(parents=True, exist_ok=True)
    points = asked.base * 12 * (asked.stands_for or asked.full) // 100 // asked.replications
    full_design = f'kind = "sobol"\nsamples = {asked.base}'
    samples = points - 11 * asked.trajectories
    design = f'kind = "surrogate"\nsamples = {samples}\nfirst = {samples}\ntrajectories = {asked.trajectories}'
    full, full_seconds = _made(asked, "full", full_design, asked.full)
    cheap, cheap_seconds = _made(asked, "surrogate", design, asked.replications)
    print(f"\nfull design: {len(full.runs):,} runs, {full_seconds:.0f} s of computing; surrogate study: "
          f"{len(cheap.runs):,} runs, {cheap_seconds:.0f} s ({len(full.runs) / len(cheap.runs):.0f} times fewer runs)")
    print(f"\n{'outcome':<24}{'points':>7}{'noise':>7}{'Q²':>7}{'explained':>10}  largest difference of ST from the full design, "
          "without its noise, and at its own points")
    plan = full.study["design"]
    unit = unit_sample(Plan("sobol", samples=plan["samples"], seed=plan["seed"]), len(full.factors))
    for outcome in OUTCOMES:
        values = full.values(outcome)
        started = time.perf_counter()
        fitted, indices = surrogate_of(cheap, outcome)
        seconds = time.perf_counter() - started
        if fitted is None or indices is None:
            print(f"{outcome:<24} no surrogate")
            continue
        names = [factor["name"] for factor in full.factors]
        total, free = sobol(names, point_means(values)).indices, without_noise(values, len(names))
        others = total["total"], free, free
        same = sobol(names, foretold(fitted, unit)).indices["total"]
        worst = "  ".join(f"{abs(np.subtract(one, by)).max():.3f}"
                          for one, by in zip(others, (indices["total"], indices["total"], same), strict=True))
        _print_row(outcome, fitted, f"{worst}   full design: noise {noise_share(values):.3f}, widest ± "
                                    f"{total['total_half'].max():.3f}; {seconds:.1f} s to fit", 24)


def foretold(fitted: Surrogate, unit: Floats) -> Floats:
    """Return what a surrogate foretells at points of the unit cube, (n_points,)."""
    steps = dict(zip(fitted.kept, fitted.steps, strict=True))
    return fitted.predictor(snapped(unit, [steps.get(j, 0) for j in range(unit.shape[1])])[:, list(fitted.kept)])


def without_noise(values: np.ndarray[Any, np.dtype[np.float64]], k: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return total indices of a Sobol' design, (points, replications), from products in different replications."""
    blocks = values.reshape(-1, k + 2, values.shape[1])
    base, moved = blocks[:, :1], blocks[:, 1 : k + 1]
    n = values.shape[1]
    difference = base - moved
    products = (n**2 * difference.mean(axis=2) ** 2 - (difference**2).sum(axis=2)) / (n * (n - 1))
    level = blocks[:, [0, -1]].reshape(-1, n)
    level = level - level.mean(axis=0)
    variance = ((n**2 * level.mean(axis=1) ** 2 - (level**2).sum(axis=1)) / (n * (n - 1))).mean()
    return np.asarray(products.mean(axis=0) / (2 * variance))


def _made(asked: argparse.Namespace, name: str, design: str, replications: int) -> tuple[Findings, float]:
    path = asked.out / f"{name}.toml"
    listed = ", ".join(f'"{outcome}"' for outcome in OUTCOMES)
    path.write_text(f'question = "Which of ten factors matter?"\ndays = {asked.days}\nwarmup_days = {asked.days // 4}\n'
                    f"replications = {replications}\noutcomes = [{listed}]\n[design]\n{design}\n{FACTORS}"
                    f"{TOWN.format(residents=asked.residents)}", encoding="utf-8")
    study = Study.read(path)
    results = sweep(study, asked.out / name, Options(workers=asked.workers), ConsoleProgress(name, OUTCOMES[0], "en"))
    return Findings(results, "en"), results.seconds()


def _print_row(name: str, fitted: Surrogate, rest: str, width: int = 10) -> None:
    noise = f"{fitted.noise:.3f}" if np.isfinite(fitted.noise) else "?"
    print(f"{name:<{width}}{len(fitted.observed):>7}{noise:>7}{fitted.q2:>7.3f}{fitted.explained:>10.3f}  {rest}", flush=True)


def _ishigami(x: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.asarray(np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))


if __name__ == "__main__":
    main()
