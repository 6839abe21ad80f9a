"""The stages of a surrogate study: screening and a first sample, then further points until the surrogate foretells well.

The sample is Sobol's sequence with a random shift (Cranley & Patterson 1976): it fills the space evenly however far it is
continued, so no point is wasted when the surrogate turns out to need more of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.laboratory.analysis.cube import point_means
from coprod.laboratory.analysis.surrogate import FEWEST_POINTS, fit_surrogate
from coprod.laboratory.designs import Plan, unit_sample
from coprod.laboratory.factors import Factor, Range
from coprod.laboratory.staged_plans import Floats, Stages, SurrogatePlan

if TYPE_CHECKING:
    from coprod.laboratory.checked_study import CheckedStudy

_GROWTH = 1.5
_SCREENING_LEVELS = 4


def surrogate_stages(study: CheckedStudy) -> Stages:
    """Choose points until every outcome that varies is foretold reliably and as well as asked for, or all samples are used."""
    plan, k = study.plan.staged, len(study.factors)
    assert isinstance(plan, SurrogatePlan)
    steps, screening = [steps_of(factor) for factor in study.factors], plan.trajectories * (k + 1)
    made = plan.first
    outcomes = yield surrogate_units(plan, made, k, study.plan.seed)
    while made < plan.samples:
        unit = surrogate_units(plan, made, k, study.plan.seed)
        if all(_is_answered(outcomes[name], unit, screening, steps, plan.q2) for name in study.outcomes):
            return
        further = min(math.ceil(_GROWTH * made), plan.samples)
        outcomes = yield surrogate_units(plan, further, k, study.plan.seed)[screening + made :]
        made = further


def _is_answered(values: Floats, unit: Floats, screening: int, steps: Sequence[int], q2: float) -> bool:
    """Tell whether more points are of no use to an outcome: its surrogate is good enough, or it cannot have one.

    It cannot if all points failed, or it does not vary. With values at too few points it can, once there are more.
    """
    fitted = fit_surrogate(unit, values, screening, steps)
    if fitted is not None:
        return fitted.is_trusted and fitted.explained >= q2
    means = point_means(values[screening:])
    means = means[np.isfinite(means)]
    return not len(means) or (len(means) >= FEWEST_POINTS and np.ptp(means) == 0)


def surrogate_units(plan: SurrogatePlan, samples: int, n_factors: int, seed: int) -> Floats:
    """Return the points of the unit cube: the screening, then the first `samples` of the space-filling sample."""
    sample = space_filling(samples, n_factors, seed)
    if not plan.trajectories:
        return sample
    screening = Plan("morris", samples=plan.trajectories, seed=seed, levels=_SCREENING_LEVELS)
    return np.vstack([unit_sample(screening, n_factors), sample])


def space_filling(n: int, n_factors: int, seed: int) -> Floats:
    """Return the first `n` points of a shifted Sobol' sequence; a longer one begins with the same points."""
    from SALib.sample import sobol_sequence

    shift = Streams(seed)(Purpose.LABORATORY_SURROGATE).random(n_factors)
    return (np.asarray(sobol_sequence.sample(n, n_factors)) + shift) % 1.0


def steps_of(factor: Factor) -> int:
    """Return how many values a factor has, each with an equal share of the unit interval; 0 if these have no equal shares."""
    if not isinstance(factor, Range):
        return len(factor.levels)
    return steps_between(factor.low, factor.high, factor.whole, factor.log or factor.distribution is not None)


def steps_between(low: float, high: float, whole: bool, warped: bool) -> int:
    """Return how many values lie between two ends, 0 unless they are whole numbers on a linear scale, not `warped` by another."""
    return int(high - low) + 1 if whole and not warped else 0
