"""Calibration profiles: how near to observations a model comes with one factor held (Reuillon, Schmitt, De Aldama & Mouret 2015).

For every value of the factor the others are searched by Optuna's tree-structured Parzen estimator (Bergstra et al. 2011). What is
found at one value is tried at its neighbours too, as optima of neighbouring values lie close to each other.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from coprod.laboratory.analysis.cube import point_means
from coprod.laboratory.factors import Factor, Range
from coprod.laboratory.staged_plans import Floats, ProfilePlan, Stages, Target

if TYPE_CHECKING:
    import optuna

    from coprod.laboratory.checked_study import CheckedStudy


def profile_stages(study: CheckedStudy) -> Stages:
    """Search the other factors at every value of one, all values a generation at a time."""
    plan = study.plan.staged
    assert isinstance(plan, ProfilePlan)
    held = [factor.name for factor in study.factors].index(plan.factor)
    places = held_places(study.factors[held], plan.steps)
    searches = [_search(plan, 1000 * study.plan.seed + i) for i in range(len(places))]
    others = [f"u{j}" for j in range(len(study.factors)) if j != held]
    for generation in range(plan.generations):
        trials = [[search.ask() for _ in range(plan.population)] for search in searches]
        units = [_point(trial, len(study.factors), held, place)
                 for place, some in zip(places, trials, strict=True) for trial in some]
        outcomes = yield np.array(units)
        errors = distance(plan.targets, {name: values[-len(units):] for name, values in outcomes.items()})
        _tell(searches, trials, errors)
        if others and generation < plan.generations - 1:
            _try_at_neighbours(searches)


def distance(targets: Sequence[Target], outcomes: Mapping[str, Floats]) -> Floats:
    """Return the root mean square of (mean − target) / tolerance over the targets for every point; NaN where one has no value.

    Parameters
    ----------
    outcomes : mapping of (n_points, n_replications)
    """
    squares = [((point_means(outcomes[target.outcome]) - target.value) / target.tolerance) ** 2 for target in targets]
    return np.sqrt(np.mean(squares, axis=0))


def held_places(factor: Factor, steps: int) -> list[float]:
    """Return the points of the unit interval at which a factor is held: its levels, or `steps` from end to end."""
    if not isinstance(factor, Range):
        return [(i + 0.5) / len(factor.levels) for i in range(len(factor.levels))]
    places = [i / max(steps - 1, 1) for i in range(steps)]
    return list({factor.at(place): place for place in places}.values())


def _search(plan: ProfilePlan, seed: int) -> optuna.Study:
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some of these settings are called experimental
        sampler = optuna.samplers.TPESampler(n_startup_trials=plan.population, multivariate=True, constant_liar=True, seed=seed)
    return optuna.create_study(direction="minimize", sampler=sampler)


def _point(trial: optuna.Trial, n_factors: int, held: int, place: float) -> list[float]:
    return [place if j == held else trial.suggest_float(f"u{j}", 0.0, 1.0) for j in range(n_factors)]


def _tell(searches: Sequence[optuna.Study], trials: Sequence[Sequence[optuna.Trial]], errors: Floats) -> None:
    from optuna.trial import TrialState

    remaining = iter(errors.tolist())
    for search, some in zip(searches, trials, strict=True):
        for trial, error in zip(some, remaining, strict=False):
            fine = np.isfinite(error)
            search.tell(trial, error if fine else None, state=None if fine else TrialState.FAIL)


def _try_at_neighbours(searches: Sequence[optuna.Study]) -> None:
    """Let every search begin its next generation with the best of a neighbour that found something better."""
    best = [_best(search) for search in searches]
    for i, search in enumerate(searches):
        near = [best[j] for j in (i - 1, i + 1) if 0 <= j < len(best)]
        better = [one for one in near if one is not None and (best[i] is None or one[0] < best[i][0])]  # type: ignore[index]
        if better:
            search.enqueue_trial(min(better, key=lambda one: one[0])[1], skip_if_exists=True)


def _best(search: optuna.Study) -> tuple[float, dict[str, float]] | None:
    finished = [trial for trial in search.trials if trial.value is not None]
    if not finished:
        return None
    one = min(finished, key=lambda trial: trial.value or 0.0)
    return float(one.value or 0.0), dict(one.params)
