"""Emulators of the figures: what the model would say, how sure the emulator is of it, and how much runs differ by chance.

Every figure has a Gaussian process over the unit cube of the parameters, of the kind that surrogate studies fit. Cross-validation
looks whether its variance is honest; where it is too small, it is widened by as much as it was wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.laboratory.analysis.cube import point_means
from coprod.laboratory.analysis.predictors import GaussianProcess, gaussian_process
from coprod.laboratory.analysis.surrogate import snapped
from coprod.laboratory.calibration.targets import Figure, Floats

_FOLDS = 10
_RIDGE = 0.1
"""Penalty on how the logarithm of the variance of runs may depend on the parameters; one with little support is drawn to 0."""
_PART = 4096


@dataclass(frozen=True)
class Emulator:
    """The emulator of one figure.

    ``noise``: variance that runs add to the mean of a point. ``widened``: factor on its variance that cross-validation asked for.
    ``q2``: share of the variance between points that it foretold at points left out. ``spread``: constant and slopes of the
    logarithm of the variance of a single run, None where runs do not differ.
    """

    process: GaussianProcess | None
    constant: float
    noise: float
    widened: float
    q2: float
    n_points: int
    spread: Floats | None

    def predict(self, x: Floats) -> tuple[Floats, Floats]:
        """Return the mean of the figure at points of the unit cube, and the variance of the emulator."""
        if self.process is None:
            return np.full(len(x), self.constant), np.zeros(len(x))
        parts = [_predicted(self.process, part) for part in np.array_split(x, max(-(-len(x) // _PART), 1))]
        mean, variance = (np.concatenate(column) for column in zip(*parts, strict=True))
        return mean, self.widened * variance

    def run_variance(self, x: Floats) -> Floats:
        """Return the variance of a single run about the mean at points."""
        if self.spread is None:
            return np.zeros(len(x))
        return np.exp(self.spread[0] + np.clip((2 * x - 1) @ self.spread[1:], -4, 4))


def _predicted(process: GaussianProcess, x: Floats) -> tuple[Floats, Floats]:
    mean, deviation = process.model.predict(x, return_std=True)
    noise = process.model.kernel_.k2.noise_level * process.model._y_train_std**2
    return mean, np.maximum(deviation**2 - noise, 0.0)


@dataclass(frozen=True)
class Emulators:
    """The emulators of several figures, and how the chance of single runs is correlated among them."""

    of: tuple[Emulator, ...]
    correlation: Floats
    steps: tuple[int, ...]

    def predict(self, unit: Floats) -> tuple[Floats, Floats, Floats]:
        """Return mean, variance of the emulator and variance of a run at points of the unit cube, each (n_points, n_figures)."""
        x = snapped(unit, self.steps)
        means, variances = zip(*(one.predict(x) for one in self.of), strict=True)
        return np.column_stack(means), np.column_stack(variances), np.column_stack([one.run_variance(x) for one in self.of])


def fit_emulators(unit: Floats, values: Mapping[str, Floats], figures: Sequence[Figure], steps: Sequence[int]) -> Emulators:
    """Fit an emulator to every figure.

    Parameters
    ----------
    unit : (n_points, n_parameters)
        Points of the unit cube.
    values : mapping of (n_points, n_runs)
        Every figure at these points, NaN where a run failed or had nothing to measure.
    steps : sequence of int
        How many values each parameter has, 0 where it is continuous.
    """
    x = snapped(unit, steps)
    found = tuple(fit_emulator(x, values[figure.name]) for figure in figures)
    return Emulators(found, _correlation(x, [values[figure.name] for figure in figures], found), tuple(steps))


def fit_emulator(x: Floats, values: Floats) -> Emulator:
    """Return the emulator of one figure from its values, (n_points, n_runs)."""
    means = point_means(values)
    fine = np.isfinite(means)
    x, means, values = x[fine], means[fine], values[fine]
    spread = _spread(x, values)
    if not len(means) or np.ptp(means) == 0:
        return Emulator(None, float(means[0]) if len(means) else np.nan, 0.0, 1.0, 1.0, len(means), spread)
    whole = gaussian_process(x, means)
    assert isinstance(whole, GaussianProcess)
    noise = float(whole.model.kernel_.k2.noise_level * whole.model._y_train_std**2)
    if values.shape[1] == 1:
        spread = np.array([np.log(max(noise, 1e-300)), *np.zeros(x.shape[1])])
    q2, widened = _cross_validated(x, means, whole, noise)
    return Emulator(whole, 0.0, noise, widened, q2, len(means), spread)


def _cross_validated(x: Floats, means: Floats, whole: GaussianProcess, noise: float) -> tuple[float, float]:
    """Return Q², and the mean square of the standardised errors at points left out, 1 at least."""
    order = Streams(len(means))(Purpose.LABORATORY_FOLDS).permutation(len(means))
    foretold, variance = np.empty(len(means)), np.empty(len(means))
    for fold in np.array_split(order, min(_FOLDS, len(order))):
        kept = np.ones(len(means), dtype=bool)
        kept[fold] = False
        one = gaussian_process(x[kept], means[kept], whole)
        assert isinstance(one, GaussianProcess)
        foretold[fold], variance[fold] = _predicted(one, x[fold])
    squares = (means - foretold) ** 2
    q2 = 1 - float(squares.mean() / means.var())
    return q2, max(float(np.mean(squares / np.maximum(variance + noise, 1e-12 * means.var()))), 1.0)


def _spread(x: Floats, values: Floats) -> Floats | None:
    """Return constant and slopes of the logarithm of the variance among runs of a point; None if they do not differ."""
    from sklearn.linear_model import PoissonRegressor

    count = np.isfinite(values).sum(axis=1)
    if not (count >= 2).any():
        return None
    rows = count >= 2
    variance = np.nanvar(values[rows], axis=1, ddof=1)
    mean = variance.mean()
    if mean <= 1e-18 * max(float(np.nanmean(values[rows] ** 2)), 1e-300):
        return None
    found = PoissonRegressor(alpha=_RIDGE, max_iter=1000).fit(2 * x[rows] - 1, variance / mean, sample_weight=count[rows] - 1)
    return np.array([found.intercept_ + np.log(mean), *found.coef_])


def _correlation(x: Floats, values: Sequence[Floats], emulators: Sequence[Emulator]) -> Floats:
    """Return how single runs at one point differ together, (n_figures, n_figures), drawn towards independence as few runs ask."""
    from sklearn.covariance import ledoit_wolf

    n = len(emulators)
    if n < 2 or values[0].shape[1] < 2:
        return np.eye(n)
    residuals = np.column_stack([
        ((one - point_means(one)[:, None]) / np.sqrt(np.maximum(emulator.run_variance(x), 1e-300))[:, None]).ravel()
        if emulator.spread is not None else np.zeros(one.size) for one, emulator in zip(values, emulators, strict=True)])
    residuals = residuals[np.isfinite(residuals).all(axis=1)]
    scale = residuals.std(axis=0)
    if len(residuals) < 4:
        return np.eye(n)
    covariance, _ = ledoit_wolf(np.divide(residuals, scale, out=np.zeros_like(residuals), where=scale > 0), assume_centered=True)
    deviation = np.sqrt(np.maximum(np.diag(covariance), 1e-12))
    correlation = covariance / np.outer(deviation, deviation)
    np.fill_diagonal(correlation, 1.0)
    return np.asarray(correlation)
