"""How often surrogates are trusted, and how often wrongly: ``python -m benchmarks.surrogate_trust [--studies 40]``.

Functions whose surrogate can be tried at new points, with noise and without. A surrogate is called bad if it foretells less
than 80 % of the variance of the function there. Studies that look again after every stage, as
:mod:`coprod.laboratory.stages.surrogate` does, are tried too: they stop at the first surrogate that is trusted and foretells
95 %, so they have several chances to be wrong.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.surrogate import _ishigami
from coprod.laboratory.analysis.surrogate import AT_LEAST, Surrogate, fit_surrogate
from coprod.laboratory.stages.surrogate import space_filling

Floats = NDArray[np.float64]
_NEW = 20_000
_A = np.array([0, 1, 4.5, 9])
_LOOKS, _STOP = (36, 54, 81, 122), 0.95


@dataclass(frozen=True)
class Case:
    """A function of so many inputs, seen at some points (at each look) in so many replications with noise of a deviation."""

    name: str
    function: Callable[[Floats], Floats]
    inputs: int
    points: tuple[int, ...]
    deviation: float = 0.0
    replications: int = 2


def friedman(unit: Floats) -> Floats:
    """Return Friedman's (1991) function of five inputs; a sixth does nothing."""
    a, b, c, d, e = unit[:, :5].T
    return np.asarray(10 * np.sin(np.pi * a * b) + 20 * (c - 0.5) ** 2 + 10 * d + 5 * e)


def ishigami(unit: Floats) -> Floats:
    """Return Ishigami & Homma's (1990) function of three inputs."""
    return _ishigami((2 * unit - 1) * np.pi)


def sobol_g(unit: Floats) -> Floats:
    """Return Sobol's g-function of four inputs."""
    return np.asarray(np.prod((abs(4 * unit - 2) + _A) / (1 + _A), axis=1))


def nothing(unit: Floats) -> Floats:
    """Return 0: all that is seen is noise."""
    return np.zeros(len(unit))


def slope(unit: Floats) -> Floats:
    """Return a function that is small beside noise of deviation 1."""
    return np.asarray(0.7 * (unit[:, 0] - 0.5))


CASES = (
    Case("Friedman", friedman, 6, (60,), 8), Case("Friedman", friedman, 6, (120,), 8), Case("Friedman", friedman, 6, (60,), 5),
    Case("Friedman", friedman, 6, (60,), 3), Case("Friedman", friedman, 6, (36,), 3), Case("slope", slope, 3, (36,), 1),
    Case("nothing", nothing, 3, (60,), 1), Case("nothing", nothing, 3, (32,), 1, 3),
    Case("Friedman", friedman, 6, (60,)), Case("Ishigami", ishigami, 3, (60,)), Case("g", sobol_g, 4, (100,)),
    Case("Friedman", friedman, 6, (120,), 2), Case("Ishigami", ishigami, 3, (120,), 1),
    Case("Friedman", friedman, 6, _LOOKS, 5), Case("Friedman", friedman, 6, _LOOKS, 3), Case("slope", slope, 3, _LOOKS, 1))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.surrogate_trust", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--studies", type=int, default=40, help="studies of every case, each with points and noise of its own")
    studies = parser.parse_args().studies
    print(f"{'function':<10}{'points':>14}{'deviation':>10}{'runs':>5}{'told':>7}{'true':>7}{'trusted':>9}{'and bad':>9}")
    for case in CASES:
        found = np.array([_study(case, seed) for seed in range(studies)])
        told, true = np.median(found[:, 0]), np.median(found[:, 1])
        bad = (found[:, 2] * (found[:, 1] < AT_LEAST)).mean()
        points = f"{case.points[0]}…{case.points[-1]}" if len(case.points) > 1 else str(case.points[0])
        print(f"{case.name:<10}{points:>14}{case.deviation:>10.0f}{case.replications:>5}{told:>7.2f}{true:>7.2f}"
              f"{found[:, 2].mean():>9.1%}{bad:>9.1%}", flush=True)


def _study(case: Case, seed: int) -> tuple[float, float, bool]:
    """Return what a study says that its last surrogate explains, what that foretells at new points, and whether it is trusted."""
    most = case.points[-1]
    unit = space_filling(most, case.inputs, seed)
    noise = case.deviation * np.random.default_rng(seed).normal(size=(most, case.replications))
    fitted = _last(unit, case.function(unit)[:, None] + noise, case)
    return fitted.explained, _true(fitted, case), fitted.is_trusted


def _last(unit: Floats, values: Floats, case: Case) -> Surrogate:
    """Return the surrogate at which the study stops."""
    steps: Sequence[int] = [0] * case.inputs
    for n in case.points:
        fitted = fit_surrogate(unit[:n], values[:n], 0, steps)
        assert fitted is not None
        if fitted.is_trusted and fitted.explained >= _STOP:
            break
    return fitted


def _true(fitted: Surrogate, case: Case) -> float:
    """Return the share of the function's variance that is foretold at new points; of a function without any, none."""
    new = np.random.default_rng(9).random((_NEW, case.inputs))
    y = case.function(new)
    return 1 - float(((fitted.predictor(new) - y) ** 2).mean() / y.var()) if np.ptp(y) > 0 else 0.0


if __name__ == "__main__":
    main()
