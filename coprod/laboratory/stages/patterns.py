"""Pattern-space exploration: what a model can do at all (Chérel, Cottineau & Reuillon 2015).

The space of outcomes is divided into cells. Inputs that led to cells reached seldom are varied more often than others, so that
the search moves on from the edge of what is known; it has no objective besides novelty. No kept Python library has it (it comes
with OpenMOLE), and it takes few lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.laboratory.analysis.cube import point_means
from coprod.laboratory.designs import latin_hypercube
from coprod.laboratory.staged_plans import Axis, Floats, PatternPlan, Stages

if TYPE_CHECKING:
    from coprod.laboratory.checked_study import CheckedStudy

Cell: TypeAlias = tuple[int, ...]

_SMALLEST, _LARGEST = 0.005, 0.5
"""Standard deviations of a variation, on the unit interval; each is drawn between them, on a logarithmic scale."""

_AT_RANDOM = 0.1
"""Share of points that are drawn anew from the whole space, so that no part of it is out of reach."""


@dataclass
class Archive:
    """The cells reached so far: how often, and the last point that reached each."""

    hits: dict[Cell, int] = field(default_factory=dict)
    points: dict[Cell, Floats] = field(default_factory=dict)

    def add(self, cells: Sequence[Cell | None], units: Floats) -> None:
        """Take note of points and the cells they reached; None where a point has no outcomes."""
        for cell, unit in zip(cells, units, strict=True):
            if cell is not None:
                self.hits[cell] = self.hits.get(cell, 0) + 1
                self.points[cell] = unit

    def parent(self, generator: np.random.Generator) -> Floats:
        """Return the point of the rarer one of two cells drawn at random."""
        cells = list(self.hits)
        first, second = (cells[i] for i in generator.integers(len(cells), size=2))
        return self.points[first if self.hits[first] <= self.hits[second] else second]


def pattern_stages(study: CheckedStudy) -> Stages:
    """Begin with a Latin hypercube, then vary what led to cells reached seldom."""
    plan = study.plan.staged
    assert isinstance(plan, PatternPlan)
    k, generator = len(study.factors), Streams(study.plan.seed)(Purpose.LABORATORY_PATTERNS)
    archive, units = Archive(), latin_hypercube(plan.population, len(study.factors), study.plan.seed)
    for generation in range(1, plan.generations + 1):
        outcomes = yield units
        archive.add(cells_of(plan.axes, {axis.outcome: outcomes[axis.outcome][-len(units):] for axis in plan.axes}), units)
        if generation < plan.generations:
            units = np.array([_child(archive, k, generator) for _ in range(plan.population)])


def cells_of(axes: Sequence[Axis], outcomes: Mapping[str, Floats]) -> list[Cell | None]:
    """Return the cell of every point by its mean outcomes, (n_points, n_replications) each; None where one has no value."""
    places = []
    for axis in axes:
        place = np.floor((point_means(outcomes[axis.outcome]) - axis.low) / (axis.high - axis.low) * axis.cells)
        places.append(np.clip(place, 0, axis.cells - 1))
    return [None if np.isnan(cell).any() else tuple(int(i) for i in cell) for cell in np.column_stack(places)]


def _child(archive: Archive, n_factors: int, generator: np.random.Generator) -> Floats:
    if not archive.hits or generator.random() < _AT_RANDOM:
        return generator.random(n_factors)
    deviation = _SMALLEST * (_LARGEST / _SMALLEST) ** generator.random()
    varied = generator.random(n_factors) < max(0.5, 1 / n_factors)
    varied[generator.integers(n_factors)] = True
    child = archive.parent(generator) + np.where(varied, deviation * generator.standard_normal(n_factors), 0.0)
    child = np.abs(child) % 2.0  # reflected at both ends, so that neither is short-changed
    return np.minimum(child, 2.0 - child)
