"""What a calibration is asked: figures that were observed, parameters nobody knows, and how much work to put in."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.factors import Range
from coprod.laboratory.study import Study

Floats: TypeAlias = NDArray[np.float64]
Way: TypeAlias = Literal["emulator", "direct"]
WAYS: tuple[Way, ...] = ("emulator", "direct")

_THREE_SIGMA = 0.0027
"""Probability beyond three standard deviations of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One observed number: an outcome of a run, or a window on one of its daily series.

    ``error``: standard error of the observation. ``discrepancy``: standard deviation of what the model is known to miss.
    """

    name: str
    value: float
    error: float
    discrepancy: float = 0.0
    held_back: bool = False
    en: str = ""
    zh: str = ""
    unit: str = ""

    @property
    def variance(self) -> float:
        """The variance of the observation about the model: error and discrepancy."""
        return self.error**2 + self.discrepancy**2


@dataclass(frozen=True, slots=True)
class Method:
    """How much work to put in; what is None is chosen by the number of parameters.

    ``points``: settings of the parameters a wave. ``waves``: at most so many. ``particles``: size of the population of ABC-SMC.
    ``generations``: of ABC-SMC at most. ``sets``: sets of parameters in the ensemble. ``checks``: sets that are simulated for the
    predictive checks. ``posterior``: by the emulator, or directly by runs of the model.
    """

    points: int = 40
    waves: int = 4
    particles: int = 2000
    generations: int = 20
    sets: int = 200
    checks: int = 40
    posterior: Way = "emulator"
    seed: int = 0


@dataclass(frozen=True)
class Calibration:
    """A question put to a model and its data, checked; `study` says what a run is and which parameters vary."""

    study: Study
    figures: tuple[Figure, ...]
    method: Method = field(default_factory=Method)
    title_en: str = ""
    title_zh: str = ""

    @property
    def priors(self) -> tuple[Range, ...]:
        """The parameters to be learned about, each with its prior distribution."""
        return tuple(factor for factor in self.study.factors if isinstance(factor, Range))

    @property
    def fitted(self) -> tuple[Figure, ...]:
        """The figures that parameters are fitted to."""
        return tuple(figure for figure in self.figures if not figure.held_back)

    @property
    def held_back(self) -> tuple[Figure, ...]:
        """The figures that are kept for the predictive check."""
        return tuple(figure for figure in self.figures if figure.held_back)

    def with_values(self, values: dict[str, float]) -> Calibration:
        """Return the same question with other observations of some figures, by name."""
        figures = tuple(replace(one, value=values.get(one.name, one.value)) for one in self.figures)
        return replace(self, figures=figures)


def cutoff(n_figures: int) -> float:
    """Return the largest implausibility that is not ruled out.

    One figure: 3 (Pukelsheim 1994). The largest of several independent ones would exceed 3 more often by chance alone, so the
    same probability is divided among them (Bonferroni).
    """
    from scipy.special import ndtri

    return float(ndtri(1 - _THREE_SIGMA / (2 * max(n_figures, 1))))


def most_runs(calibration: Calibration) -> int:
    """Return how many runs a calibration makes at most."""
    method = calibration.method
    direct = method.generations if method.posterior == "direct" else 0
    return calibration.study.replications * (method.points * (method.waves + direct) + method.checks)


def standard_error(low: float, high: float) -> float:
    """Return the standard error of which a 95 % interval is given."""
    return (high - low) / (2 * 1.959963984540054) if math.isfinite(high - low) else math.nan
