"""Searching for good policies when there are too many to try: NSGA-II (Deb et al. 2002) through Optuna, on our sweeps.

Every generation is a sweep, so runs are kept, failures are rows, and policies meet the same random numbers. A search that was
interrupted is simply called again: it asks for the same policies in the same order, and their runs are found finished.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from coprod.laboratory.analysis.cube import point_means
from coprod.laboratory.analysis.measures import measure
from coprod.laboratory.designs import Plan
from coprod.laboratory.factors import Factor, Range
from coprod.laboratory.runner import Options, sweep
from coprod.laboratory.simulator import Value
from coprod.laboratory.study import Study

if TYPE_CHECKING:
    from optuna.trial import Trial

    from coprod.laboratory.results import Results


def search(study: Study, folder: str | Path, *, generations: int = 10, population: int = 20, seed: int = 0,
           options: Options | None = None) -> Results:
    """Search the levers of a study for policies that no other beats, and return the runs of all that were tried.

    The objectives are the outcomes of ``analysis.trade_off``, or the first outcome, each to be raised or lowered by its
    declared direction. A study with uncertainties is judged at their values in the scenario. A lever with a distribution is
    searched by its quantiles, so that the search begins with a sample of it. What was tried is a study of its own in `folder`:
    ``coprod report`` shows its frontier and how sure it is.

    Parameters
    ----------
    study : Study
        Its own design is not used.
    generations, population : int
        How often, and how many policies at a time, are tried.
    """
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    levers = tuple(factor for factor in study.factors if factor.role == "lever")
    objectives = study.analysis.trade_off or study.outcomes[:1]
    hunt = optuna.create_study(directions=[_direction(study, name) for name in objectives],
                               sampler=optuna.samplers.NSGAIISampler(population_size=population, seed=seed))
    tried: list[tuple[Value, ...]] = []
    results = None
    for _ in range(generations):
        trials = [hunt.ask() for _ in range(population)]
        first = len(tried)
        tried += [tuple(_suggested(trial, factor) for factor in levers) for trial in trials]
        results = sweep(replace(study, factors=levers, plan=Plan("table", rows=tuple(tried))), folder, options)
        for trial, values in zip(trials, _means(results, objectives, len(tried))[first:], strict=True):
            failed = not np.isfinite(values).all()
            hunt.tell(trial, None if failed else values.tolist(),
                      state=optuna.trial.TrialState.FAIL if failed else None)
    if results is None:
        raise ValueError("a search needs at least one generation")
    return results


def _direction(study: Study, name: str) -> Literal["minimize", "maximize"]:
    known = study.simulator.outcomes() or {}
    return "maximize" if name in known and known[name].direction > 0 else "minimize"


def _suggested(trial: Trial, factor: Factor) -> Value:
    if not isinstance(factor, Range):
        return factor.levels[trial.suggest_int(factor.name, 0, len(factor.levels) - 1)]
    if factor.distribution is not None:
        return factor.at(trial.suggest_float(factor.name, 0.0, 1.0))
    if factor.whole:
        return trial.suggest_int(factor.name, int(factor.low), int(factor.high), log=factor.log)
    return trial.suggest_float(factor.name, factor.low, factor.high, log=factor.log)


def _means(results: Results, names: Sequence[str], n_points: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.column_stack([point_means(measure(results.runs, name, n_points, results.study)) for name in names])
