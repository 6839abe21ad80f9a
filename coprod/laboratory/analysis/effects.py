"""Factorial designs: what each factor does, which factors act together, and whether packages add up to more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coprod.laboratory.analysis.cube import Matrix, whole_replications
from coprod.laboratory.statistics import Interval, mean_interval


@dataclass(frozen=True)
class Factorial:
    """An outcome of a full factorial: ``grid[l1, …, lk, r]``, factors in order, replications last.

    Only replications in which every point has a value are kept; `dropped` says how many were not.
    """

    names: tuple[str, ...]
    levels: tuple[tuple[object, ...], ...]
    grid: NDArray[np.float64]
    dropped: int

    @classmethod
    def of(cls, names: Sequence[str], levels: Sequence[Sequence[object]], values: Matrix) -> Factorial:
        """Fold the values of a full factorial, last factor fastest, into a grid."""
        whole = whole_replications(values)
        shape = [len(of_factor) for of_factor in levels]
        return cls(tuple(names), tuple(map(tuple, levels)), whole.reshape(*shape, whole.shape[1]),
                   values.shape[1] - whole.shape[1])

    @property
    def n_replications(self) -> int:
        """How many complete replications there are."""
        return int(self.grid.shape[-1])

    def along(self, *factors: int) -> NDArray[np.float64]:
        """Return the means over all other factors: the levels of `factors`, in order, then replications."""
        others = tuple(axis for axis in range(len(self.names)) if axis not in factors)
        return np.asarray(self.grid.mean(axis=others))

    def is_two_level(self, *factors: int) -> bool:
        """Tell whether these factors have two levels each."""
        return all(len(self.levels[j]) == 2 for j in factors)


def marginal_means(factorial: Factorial, factor: int) -> list[Interval]:
    """Return the mean of every level of a factor over all others, with its interval over replications."""
    return [mean_interval(level) for level in factorial.along(factor)]


def level_effects(factorial: Factorial, factor: int) -> list[Interval]:
    """Return the paired difference of every level of a factor from its first, averaged over all others."""
    means = factorial.along(factor)
    return [mean_interval(level - means[0]) for level in means]


def main_effect(factorial: Factorial, factor: int) -> Interval:
    """Return what going from the first to the last level of a factor does, averaged over all others."""
    return level_effects(factorial, factor)[-1]


def interaction(factorial: Factorial, first: int, second: int) -> Interval:
    """Return by how much more (or less) the first factor does when the second is at its last level, not its first."""
    means = factorial.along(first, second)
    corner = {(a, b): means[-a, -b] for a in (0, 1) for b in (0, 1)}
    return mean_interval((corner[1, 1] - corner[0, 1]) - (corner[1, 0] - corner[0, 0]))


def super_additivity(factorial: Factorial) -> Interval:
    """Return what all factors together do beyond the sum of what each does alone (last against first levels)."""
    grid, k = factorial.grid, len(factorial.names)
    none, everything = grid[(0,) * k], grid[(-1,) * k]
    alone = [grid[tuple(-1 if axis == j else 0 for axis in range(k))] - none for j in range(k)]
    return mean_interval((everything - none) - np.sum(alone, axis=0))


def variance_shares(factorial: Factorial) -> pd.DataFrame:
    """Return the share of the variance among points that each factor, each pair, and the rest account for.

    The functional decomposition of a balanced design (Sobol' indices on the levels): shares add up to 1.
    """
    cells = factorial.grid.mean(axis=-1)
    total = float(cells.var())
    rows: list[dict[str, object]] = []
    if total == 0:
        return pd.DataFrame(rows, columns=["term", "order", "share"])
    parts: dict[tuple[int, ...], NDArray[np.float64]] = {
        (j,): _marginal(cells, (j,)) - cells.mean() for j in range(cells.ndim)}
    for j, k in combinations(range(cells.ndim), 2):
        parts[j, k] = _marginal(cells, (j, k)) - cells.mean() - parts[j,] - parts[k,]
    for term, part in parts.items():
        rows.append({"term": " × ".join(factorial.names[j] for j in term), "order": len(term),
                     "share": float(part.var()) / total})
    if cells.ndim > 2:
        rest = cells - cells.mean() - sum(parts.values())
        rows.append({"term": "…", "order": 3, "share": float(rest.var()) / total})
    return pd.DataFrame(rows)


def _marginal(cells: NDArray[np.float64], kept: tuple[int, ...]) -> NDArray[np.float64]:
    others = tuple(axis for axis in range(cells.ndim) if axis not in kept)
    return np.broadcast_to(cells.mean(axis=others, keepdims=True), cells.shape)
