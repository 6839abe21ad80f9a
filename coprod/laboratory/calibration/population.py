"""ABC-SMC: a population of parameters that moves from the prior to the posterior (Beaumont et al. 2009).

Acceptance is by a normal kernel about the observation: with the variance of the observation error, the population is one of
the exact posterior (Wilkinson 2013). It begins with a kernel so wide that nearly all is accepted, and the tolerance (how many
times the variance is widened) goes down to 1 as fast as the population can follow. Parameters are in coordinates in which their
prior is standard normal, so that no proposal lies outside.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.laboratory.calibration.targets import Floats

_FOLLOW = 0.3
"""The tolerance goes down until the effective sample size is this share of the population."""
_ENOUGH = 0.5
"""At a tolerance of 1, generations go on until the effective sample size is this share of the population."""
_WIDE, _WIDE_SHARE = 2.0, 0.1
"""This share of proposals comes from a normal distribution of so many times the standard deviation, so that no tail is missed."""
_SMALLEST = 1e-9


@dataclass(frozen=True)
class Population:
    """Weighted parameters in standard normal coordinates, (n, n_parameters).

    ``tolerance``: by how much the variance of the observation was widened; 1 is the posterior itself. ``ess``: effective sample
    size. ``history``: tolerance and effective sample size of every generation.
    """

    z: Floats
    weights: Floats
    tolerance: float
    ess: float
    history: tuple[tuple[float, float], ...]

    def mean(self) -> Floats:
        """Return the weighted mean."""
        return np.asarray(self.weights @ self.z)

    def covariance(self) -> Floats:
        """Return the weighted covariance."""
        return _covariance(self.z, self.weights)

    def draw(self, n: int, seed: int) -> Floats:
        """Return `n` parameters, each as often as its weight says (systematic resampling)."""
        start = Streams(seed)(Purpose.LABORATORY_CALIBRATION, 10_000).random()
        return self.z[_systematic(self.weights, n, start)]


def abc_smc(start: Floats, particles: int, generations: int, seed: int) -> Generator[Floats, Floats, Population]:
    """Move a population from the prior to the posterior; it yields parameters and is sent their deviances.

    Parameters
    ----------
    start : (n, n_parameters)
        The first population, drawn from the prior.
    generations : int
        At most so many populations.

    Yields
    ------
    (n, n_parameters)
        Parameters in standard normal coordinates. To be sent: −2 log of the kernel at tolerance 1 but for a constant, (n,) or
        (n, n_runs) for several runs at each, infinite where a run failed.
    """
    z, base, strength = start, np.zeros(len(start)), 0.0
    history: list[tuple[float, float]] = []
    for generation in range(generations):
        deviance = yield z
        deviance = deviance.reshape(len(z), -1)
        strength = _next_strength(base, deviance, strength)
        weights, ess = _weights(base + log_kernel(deviance, strength))
        history.append((1 / strength, ess))
        if (strength == 1 and generation and ess >= _ENOUGH * len(z)) or generation == generations - 1:
            break
        z, base = _propose(z, weights, particles, Streams(seed)(Purpose.LABORATORY_CALIBRATION, 1 + generation))
    return Population(z, weights, 1 / strength, ess, tuple(history))


def log_kernel(deviance: Floats, strength: float) -> Floats:
    """Return the logarithm of the mean acceptance of the runs at every point, (n,)."""
    exponent = -0.5 * strength * deviance
    highest = exponent.max(axis=1)
    safe = np.where(np.isfinite(highest), highest, 0.0)
    with np.errstate(divide="ignore"):
        return np.asarray(safe + np.log(np.exp(exponent - safe[:, None]).mean(axis=1)))


def _next_strength(base: Floats, deviance: Floats, before: float) -> float:
    """Return 1 / tolerance: as near to 1 as the effective sample size allows, and not farther away than before."""
    def ess(strength: float) -> float:
        return _weights(base + log_kernel(deviance, strength))[1]

    wanted = _FOLLOW * len(base)
    if ess(1.0) >= wanted:
        return 1.0
    low, high = np.log(max(before, _SMALLEST)), 0.0
    if ess(float(np.exp(low))) < wanted:
        return float(np.exp(low))
    for _ in range(40):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if ess(float(np.exp(middle))) >= wanted else (low, middle)
    return float(np.exp(low))


def _weights(logs: Floats) -> tuple[Floats, float]:
    """Return normalised weights and their effective sample size (Kish)."""
    highest = logs.max()
    if not np.isfinite(highest):
        return np.full(len(logs), 1 / len(logs)), 0.0
    weights = np.exp(logs - highest)
    weights /= weights.sum()
    return weights, float(1 / (weights**2).sum())


def _propose(z: Floats, weights: Floats, n: int, generator: np.random.Generator) -> tuple[Floats, Floats]:
    """Return new parameters about the old ones, and the logarithm of prior density over density of the proposal.

    Centres are drawn towards the mean so that the proposal is no wider than the population (West 1993).
    """
    k, ess = z.shape[1], 1 / (weights**2).sum()
    mean, covariance = weights @ z, _covariance(z, weights)
    width = min((4 / (k + 2)) ** (1 / (k + 4)) * ess ** (-1 / (k + 4)), 0.9)
    centres = np.sqrt(1 - width**2) * (z - mean) + mean
    lower: Floats = np.linalg.cholesky(covariance).astype(np.float64)
    chosen = centres[_systematic(weights, n, generator.random())]
    wide = generator.random(n) < _WIDE_SHARE
    noise = generator.standard_normal((n, k)) @ lower.T
    new = np.where(wide[:, None], mean + _WIDE * noise, chosen + width * noise)
    density = np.logaddexp(np.log(1 - _WIDE_SHARE) + _log_mixture(new, centres, weights, lower, width),
                           np.log(_WIDE_SHARE) + _log_mixture(new, mean[None], np.ones(1), lower, _WIDE))
    return new, -0.5 * (new**2).sum(axis=1) - density


def _log_mixture(at: Floats, centres: Floats, weights: Floats, lower: Floats, width: float) -> Floats:
    """Return the logarithm of a mixture of normal densities, but for a constant that all have in common."""
    from scipy.linalg import solve_triangular
    from scipy.spatial.distance import cdist

    kept = weights > 1e-12
    white, of = (solve_triangular(lower, points.T, lower=True).T / width for points in (at, centres[kept]))
    logs = np.log(weights[kept]) - 0.5 * cdist(white, of, "sqeuclidean")
    highest = logs.max(axis=1)
    return np.asarray(highest + np.log(np.exp(logs - highest[:, None]).sum(axis=1)) - at.shape[1] * np.log(width))


def _covariance(z: Floats, weights: Floats) -> Floats:
    centred = z - weights @ z
    covariance = (weights[:, None] * centred).T @ centred / max(1 - (weights**2).sum(), 1e-9)
    return np.asarray(covariance + 1e-8 * np.eye(z.shape[1]))


def _systematic(weights: Floats, n: int, start: float) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the rows that `n` evenly spaced places on the cumulative weights fall on."""
    places = (np.arange(n) + start) / n
    return np.minimum(np.searchsorted(np.cumsum(weights), places), len(weights) - 1).astype(np.int64)
