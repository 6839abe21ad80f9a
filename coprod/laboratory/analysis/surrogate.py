"""A surrogate of an expensive model: fitted to few points, cross-validated, and asked for Sobol' indices in the model's place.

Two kinds compete by their cross-validated error: a Gaussian process with a length scale for every input and a noise term, and a
sparse polynomial chaos expansion; both by scikit-learn. What replication noise adds to the error is known from the replications
and taken off, so a noisy outcome is not mistaken for a bad surrogate, nor a bad surrogate for noise. What is left is itself
uncertain, the more so the more of the variance is noise; so a surrogate is trusted only if its interval is good enough too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.laboratory.analysis.cube import Matrix, noise_of_means, noise_share, point_means
from coprod.laboratory.analysis.predictors import KINDS, Predictor, without_a_fold
from coprod.laboratory.analysis.sensitivity import morris, whole_blocks
from coprod.laboratory.designs import Plan, unit_problem, unit_sample

Floats = NDArray[np.float64]

TRUSTED = 0.9
"""Share of the variance (less noise) that a surrogate must foretell before its indices are shown as an answer."""

AT_LEAST = 0.8
"""Share of the variance (less noise) that it must foretell with 95 % confidence, one-sided; see docs/laboratory.md."""

TOO_NOISY = 0.8
"""With more of the variance of point means than this being noise, no surrogate is trusted."""

_QUANTILE = 1.645

_NEGLIGIBLE = 0.05
"""An input is screened out if its elementary effects, at the upper end of their interval, are below this share of the largest."""

_FOLDS = 10
FEWEST_POINTS = 12
_BASE, _BASE_OF_A_FOLD = 2048, 512


@dataclass(frozen=True)
class Surrogate:
    """A fitted surrogate and how good it is.

    ``kept``: the inputs that screening left in. ``q2``: share of the variance of point means foretold at points left out, below 0
    if their mean foretells better. ``noise``: share of that variance that is replication noise, NaN where replications do not
    tell it. ``foretold``: what cross-validation foretold at the points of the sample, whose means are ``observed``;
    ``noise_at``: what noise adds to the variance there, NaN where it is not known. The last three: (n_points,).
    """

    kind: str
    kept: tuple[int, ...]
    q2: float
    noise: float
    observed: Floats
    foretold: Floats
    noise_at: Floats
    predictor: Predictor
    of_folds: tuple[Predictor, ...]
    steps: tuple[int, ...]

    @property
    def explained(self) -> float:
        """Return the share of the variance without noise that is foretold, at most 1."""
        noise = 0.0 if np.isnan(self.noise) else self.noise
        return float(min(1 - max(1 - self.q2 - noise, 0.0) / max(1 - noise, 1e-9), 1.0)) if noise < 1 else 0.0

    @property
    def explained_at_least(self) -> float:
        """Return the lower end of the interval of `explained`, one-sided at 95 %: a ratio of means over points (delta method)."""
        noise = np.nan_to_num(self.noise_at)
        errors = (self.observed - self.foretold) ** 2 - noise
        spread = (self.observed - self.observed.mean()) ** 2 - noise
        if spread.mean() <= 0:
            return float("-inf")
        ratio = errors.mean() / spread.mean()
        deviation = (errors - ratio * spread).std(ddof=1) / np.sqrt(len(errors)) / spread.mean()
        return float(min(1 - ratio - _QUANTILE * deviation, 1.0))

    @property
    def doubt(self) -> Literal["", "noise", "error", "uncertain"]:
        """Return why the indices cannot be relied upon: nearly all is noise, much error, or too little is known of it."""
        if self.noise > TOO_NOISY:
            return "noise"
        if self.explained < TRUSTED:
            return "error"
        return "uncertain" if self.explained_at_least < AT_LEAST else ""

    @property
    def is_trusted(self) -> bool:
        """Tell whether the indices can be relied upon."""
        return not self.doubt


def fit_surrogate(unit: Floats, values: Matrix, screening: int, steps: Sequence[int]) -> Surrogate | None:
    """Return the better of the two kinds of surrogate; None with fewer than 12 points or without variance.

    Parameters
    ----------
    unit : (n_points, n_inputs)
        Points of the unit cube.
    values : (n_points, n_replications)
        The outcome, NaN where a run failed; points without a value are left out.
    screening : int
        So many points at the beginning are Morris trajectories; error is measured at the others only, which fill the space.
    steps : sequence of int
        How many values each input has, 0 where it is continuous.
    """
    means = point_means(values)
    kept = screened(unit[:screening], means[:screening], steps)
    x, fine = snapped(unit, steps)[:, kept], np.isfinite(means)
    is_sample = (np.arange(len(means)) >= screening) & fine
    if is_sample.sum() < FEWEST_POINTS or np.ptp(means[is_sample]) == 0:
        return None
    noise, noise_at = noise_share(values[is_sample]), noise_of_means(values[is_sample])
    found = [_cross_validated(kind, x, means, fine, is_sample) for kind in KINDS]
    best = max(found, key=lambda one: one[0])
    q2, kind, predictor, folds, foretold = best
    used = tuple(steps[j] for j in kept)
    return Surrogate(kind, tuple(kept), q2, noise, means[is_sample], foretold, noise_at, predictor, folds, used)


def screened(unit: Floats, means: Floats, steps: Sequence[int]) -> list[int]:
    """Return the inputs that Morris' method does not find negligible: all of them without at least two complete trajectories.

    An input of n values steps from one of them to another, which are 1 / (n - 1) of its span apart.
    """
    k = unit.shape[1]
    names = [str(j) for j in range(k)]
    if len(means) < 2 * (k + 1) or whole_blocks(means, k + 1).sum() < 2 * (k + 1):
        return list(range(k))
    places = snapped(unit, steps) * [n / (n - 1) if n > 1 else 1.0 for n in steps]
    found = morris(names, unit, means, steps=np.diff(places, axis=0)).indices
    negligible = _NEGLIGIBLE * found["mu_star"].max()
    kept = [j for j in range(k) if not found["mu_star"][j] + found["mu_star_half"][j] <= negligible]
    return kept or list(range(k))


def snapped(unit: Floats, steps: Sequence[int]) -> Floats:
    """Return points with inputs of few values in the middle of the interval of their value."""
    moved = unit.copy()
    for j, n in enumerate(steps):
        if n:
            moved[:, j] = (np.minimum(np.floor(unit[:, j] * n), n - 1) + 0.5) / n
    return moved


def surrogate_indices(surrogate: Surrogate, names: Sequence[str]) -> pd.DataFrame:
    """Return first-order and total Sobol' indices of the surrogate: columns name, first, first_half, total, total_half.

    Half-widths are of 95 % intervals by the jackknife over surrogates that were each fitted without one fold of the points: they
    say how much the indices hang on where the points happened to lie and on noise. Inputs screened out are at 0, without any.
    """
    first, total = _indices(surrogate.predictor, surrogate.steps, _BASE)
    folds = np.array([_indices(one, surrogate.steps, _BASE_OF_A_FOLD) for one in surrogate.of_folds])  # (fold, 2, input)
    n = len(folds)
    halves = 1.96 * np.sqrt((n - 1) / n * ((folds - folds.mean(axis=0)) ** 2).sum(axis=0))
    table = pd.DataFrame({"name": list(names), "first": 0.0, "first_half": np.nan, "total": 0.0, "total_half": np.nan})
    rows = list(surrogate.kept)
    table.loc[rows, ["first", "first_half", "total", "total_half"]] = np.column_stack([first, halves[0], total, halves[1]])
    return table


def _indices(predictor: Predictor, steps: Sequence[int], base: int) -> tuple[Floats, Floats]:
    from SALib.analyze import sobol

    k = len(steps)
    outputs = predictor(snapped(unit_sample(Plan("sobol", samples=base), k), steps))
    if np.ptp(outputs) == 0:
        return np.zeros(k), np.zeros(k)
    found = sobol.analyze(unit_problem([str(j) for j in range(k)]), outputs, calc_second_order=False, num_resamples=2, seed=1)
    return np.asarray(found["S1"], dtype=float), np.asarray(found["ST"], dtype=float)


def _cross_validated(kind: str, x: Floats, means: Floats, fine: NDArray[np.bool_], is_sample: NDArray[np.bool_],
                     ) -> tuple[float, str, Predictor, tuple[Predictor, ...], Floats]:
    """Return Q², the kind, the predictor from all points, those from all but one fold each, and what these foretell there."""
    whole = KINDS[kind](x[fine], means[fine])
    rows = np.flatnonzero(is_sample)
    order = Streams(len(rows))(Purpose.LABORATORY_FOLDS).permutation(rows)
    foretold, folds = np.full(len(means), np.nan), []
    for fold in np.array_split(order, min(_FOLDS, len(order))):
        kept = fine.copy()
        kept[fold] = False
        one = without_a_fold(kind, x[kept], means[kept])
        foretold[fold] = one(x[fold])
        folds.append(one)
    observed = means[rows]
    q2 = 1 - float(((observed - foretold[rows]) ** 2).mean() / observed.var())
    return q2, kind, whole, tuple(folds), foretold[rows]
