"""How far parameters are from the observed figures: implausibility (Craig et al. 1997; Vernon et al. 2010) and deviance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coprod.laboratory.calibration.emulator import Emulators
from coprod.laboratory.calibration.targets import Figure, Floats, cutoff


@dataclass(frozen=True)
class Judge:
    """Emulators of figures with what was observed of them."""

    emulators: Emulators
    figures: tuple[Figure, ...]

    @property
    def values(self) -> Floats:
        """What was observed, (n_figures,)."""
        return np.array([figure.value for figure in self.figures])

    @property
    def variances(self) -> Floats:
        """The variances of observations and discrepancies, (n_figures,)."""
        return np.array([figure.variance for figure in self.figures])

    def distances(self, unit: Floats) -> Floats:
        """Return the distance of every figure in standard deviations of all that is uncertain, (n_points, n_figures)."""
        mean, emulator, run = self.emulators.predict(unit)
        return np.abs(mean - self.values) / np.sqrt(np.maximum(emulator + run + self.variances, 1e-300))

    def implausibility(self, unit: Floats) -> Floats:
        """Return the largest distance as a multiple of the largest that is not ruled out: above 1, a point is ruled out."""
        return np.asarray(self.distances(unit).max(axis=1) / cutoff(len(self.figures)))

    def deviance(self, unit: Floats) -> Floats:
        """Return −2 log of the density of the observations at points, but for a constant; all that is uncertain is normal."""
        mean, emulator, run = self.emulators.predict(unit)
        deviation = np.sqrt(run)
        covariance = deviation[:, :, None] * self.emulators.correlation * deviation[:, None, :]
        diagonal = np.arange(len(self.figures))
        covariance[:, diagonal, diagonal] += np.maximum(emulator + self.variances, 1e-12 * (1 + self.values**2))
        lower = np.linalg.cholesky(covariance)
        white = np.linalg.solve(lower, (self.values - mean)[:, :, None])[:, :, 0]
        logdet = 2 * np.log(lower[:, diagonal, diagonal]).sum(axis=1)
        return np.asarray((white**2).sum(axis=1) + logdet)

    def precision(self, unit: Floats) -> Floats:
        """Return the share of the emulator in what is uncertain of every figure, the median over points, (n_figures,)."""
        _, emulator, run = self.emulators.predict(unit)
        return np.asarray(np.median(emulator / np.maximum(emulator + run + self.variances, 1e-300), axis=0))


def run_deviance(outcomes: Sequence[Floats], figures: Sequence[Figure]) -> Floats:
    """Return −2 log of the density of the observations given each run, but for a constant, (n_points, n_runs).

    Parameters
    ----------
    outcomes : sequence of (n_points, n_runs)
        Every figure in runs of the model; a run that lacks one is infinitely far away.
    """
    squares = sum(((figure.value - values) ** 2 / max(figure.variance, 1e-12 * (1 + figure.value**2))
                   for figure, values in zip(figures, outcomes, strict=True)), np.zeros_like(outcomes[0]))
    return np.where(np.isfinite(squares), squares, np.inf)
