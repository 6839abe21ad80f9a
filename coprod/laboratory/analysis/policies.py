"""Policies and states of the world: the points of a design as a table of what can be chosen by what cannot.

Policy chooses among rows; uncertainties, rules, sets of parameters and scenarios are columns, and nobody chooses among those.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coprod.laboratory.analysis.cube import Matrix


@dataclass(frozen=True)
class Policies:
    """The points of a design by policy and state.

    Attributes
    ----------
    grid : shape (n_policies, n_states)
        The point of every policy in every state.
    reference, state : int
        Row and column of the reference point.
    is_crossed : bool
        Every policy was run in every state. Otherwise only the state of the reference point is kept.
    """

    grid: NDArray[np.int64]
    reference: int
    state: int
    is_crossed: bool

    @classmethod
    def of(cls, design: pd.DataFrame, levers: Sequence[str], nature: Sequence[str], reference: int) -> Policies:
        """Fold the points of a design (one row a point) by the columns that are levers and those that are nature."""
        rows, row_of = _numbered(design, levers)
        columns, column_of = _numbered(design, nature)
        points: dict[tuple[int, int], int] = {}
        for point, place in enumerate(zip(row_of, column_of, strict=True)):
            points.setdefault(place, point)
        here = column_of[reference]
        if len(points) == rows * columns:
            grid = np.array([[points[row, column] for column in range(columns)] for row in range(rows)], dtype=np.int64)
            return cls(grid, row_of[reference], here, True)
        kept = [row for row in range(rows) if (row, here) in points]
        grid = np.array([[points[row, here]] for row in kept], dtype=np.int64)
        return cls(grid, kept.index(row_of[reference]), 0, False)

    @property
    def n_policies(self) -> int:
        """How many policies there are."""
        return int(self.grid.shape[0])

    @property
    def n_states(self) -> int:
        """How many states every policy was run in."""
        return int(self.grid.shape[1])

    def cube(self, values: Matrix) -> NDArray[np.float64]:
        """Return an outcome as (n_policies, n_states, n_replications)."""
        return np.asarray(values[self.grid])

    def over_states(self, values: Matrix) -> Matrix:
        """Return the mean of an outcome over all states, each with the same weight: (n_policies, n_replications).

        Not a number where a run of any state is missing.
        """
        return np.asarray(self.cube(values).mean(axis=1))


def _numbered(design: pd.DataFrame, names: Sequence[str]) -> tuple[int, list[int]]:
    """Return how many combinations of values some columns have, and the number of that of every row."""
    values: list[Hashable] = list(design[list(names)].itertuples(index=False, name=None)) if names else [()] * len(design)
    number = {value: i for i, value in enumerate(dict.fromkeys(values))}
    return len(number), [number[value] for value in values]
