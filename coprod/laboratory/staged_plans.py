"""What a study made in stages is asked to do: a surrogate, an exploration of patterns, or a calibration profile."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

Outcomes: TypeAlias = Mapping[str, Floats]
"""Outcomes of all points so far by name, (n_points, n_replications), NaN where a run failed."""

Stages: TypeAlias = Generator[Floats, Outcomes, None]
"""Yields points of the unit cube, (n, n_factors), and is sent the outcomes of all points so far."""


@dataclass(frozen=True, slots=True)
class SurrogatePlan:
    """Screen the inputs, then fit a surrogate to a growing sample until it foretells well enough.

    ``samples``: points of the space-filling sample at most; ``first``: how many of them before the first look;
    ``trajectories``: of the screening by Morris, 0 for none; ``q2``: stop when every outcome is foretold this well.
    """

    samples: int
    first: int
    trajectories: int
    q2: float

    def most_points(self, n_factors: int) -> int:
        """Return how many points the study has at most."""
        return self.trajectories * (n_factors + 1) + self.samples

    def shortened(self, most: int = 24) -> SurrogatePlan:
        """Return a plan short enough to try out, of so many samples at most."""
        samples = min(self.samples, most)
        return replace(self, samples=samples, first=min(self.first, 16, samples), trajectories=min(self.trajectories, 2))


@dataclass(frozen=True, slots=True)
class Axis:
    """An outcome whose values are divided into cells of equal width; what lies beyond the ends counts in the last cells."""

    outcome: str
    low: float
    high: float
    cells: int


@dataclass(frozen=True, slots=True)
class PatternPlan:
    """Look for inputs that bring about every combination of outcomes that the model can."""

    generations: int
    population: int
    axes: tuple[Axis, ...]

    def most_points(self, n_factors: int) -> int:
        """Return how many points the study has."""
        return self.generations * self.population

    def shortened(self) -> PatternPlan:
        """Return a plan short enough to try out."""
        return replace(self, generations=min(self.generations, 3), population=min(self.population, 6))


@dataclass(frozen=True, slots=True)
class Target:
    """What an outcome was observed to be, and by how much the model may miss it."""

    outcome: str
    value: float
    tolerance: float


@dataclass(frozen=True, slots=True)
class ProfilePlan:
    """For every value of one factor, look for the values of the others that come nearest to the targets."""

    factor: str
    steps: int
    generations: int
    population: int
    targets: tuple[Target, ...]

    def most_points(self, n_factors: int) -> int:
        """Return how many points the study has."""
        return self.steps * self.generations * self.population

    def shortened(self) -> ProfilePlan:
        """Return a plan short enough to try out."""
        return replace(self, generations=min(self.generations, 2), population=min(self.population, 2))


@dataclass(frozen=True, slots=True)
class CalibrationPlan:
    """Rule out, wave after wave, what cannot have led to what was observed; see :mod:`coprod.laboratory.calibration`.

    ``asked``: digest of what was observed: which points are made hangs on it.
    """

    points: int
    waves: int
    asked: str

    def most_points(self, n_factors: int) -> int:
        """Return how many points the waves have at most."""
        return self.waves * self.points

    def shortened(self) -> CalibrationPlan:
        """Return a plan short enough to try out."""
        return replace(self, waves=1)


StagedPlan: TypeAlias = SurrogatePlan | PatternPlan | ProfilePlan | CalibrationPlan
