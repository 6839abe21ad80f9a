"""Designs: which points of the space of factors a study visits.

A design is a table with one row a point and one column a factor. Sampled designs are drawn on the unit cube and mapped
by the factors; Sobol and Morris samples come from SALib, whose analyses need exactly their order.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.laboratory.factors import Factor, column_type
from coprod.laboratory.simulator import Value
from coprod.laboratory.staged_plans import StagedPlan

Kind: TypeAlias = Literal["factorial", "latin_hypercube", "sobol", "morris", "table", "surrogate", "pattern_space", "profile",
                          "calibration"]
KINDS: tuple[Kind, ...] = (
    "factorial", "latin_hypercube", "sobol", "morris", "table", "surrogate", "pattern_space", "profile")
"""Kinds that a study file may name; a calibration has a file of its own."""
SAMPLED: tuple[Kind, ...] = ("latin_hypercube", "sobol", "morris")
STAGED: tuple[Kind, ...] = ("surrogate", "pattern_space", "profile")
"""Kinds of which the points are chosen stage after stage; see :mod:`coprod.laboratory.stages`."""
CONTINUOUS: tuple[Kind, ...] = SAMPLED + STAGED
"""Kinds that take any number between two ends."""


@dataclass(frozen=True)
class Plan:
    """How the points of a design are chosen; see docs/laboratory.md.

    ``samples``: points of a Latin hypercube, base samples N of Sobol, trajectories of Morris.
    """

    kind: Kind = "factorial"
    samples: int = 0
    seed: int = 0
    second_order: bool = False
    levels: int = 4
    rows: Sequence[Sequence[Value]] = ()
    groups: tuple[str, ...] = ()
    """The group of every factor, in Sobol and Morris designs whose factors are analysed by groups; else none."""
    staged: StagedPlan | None = None
    """What a study made in stages is to do; its points so far are the rows. Without any rows, as many points as it will have at
    most stand in for them, to check it and to foretell what it takes."""


@dataclass(frozen=True)
class Design:
    """The points of a study: ``columns[j][i]`` is the value of factor j at point i."""

    plan: Plan
    factors: tuple[Factor, ...]
    columns: tuple[list[Value], ...]
    n_points: int
    block: int = 1
    """Points that an analysis needs all together: a Saltelli block or a Morris trajectory."""
    unit: NDArray[np.float64] | None = field(default=None, repr=False)
    """The sample on the unit cube (n_points, n_factors) where the design was sampled."""

    def point(self, i: int) -> dict[str, Value]:
        """Return the values of the factors at point `i`."""
        return {factor.name: column[i] for factor, column in zip(self.factors, self.columns, strict=True)}

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Visit the points in order."""
        return (self.point(i) for i in range(self.n_points))


def n_points(plan: Plan, factors: Sequence[Factor]) -> int:
    """Return how many points a design has, without making it."""
    if plan.kind == "factorial":
        count = 1
        for factor in factors:
            count *= len(factor.levels)
        return count
    if plan.kind == "table" or plan.rows:
        return len(plan.rows)
    if plan.staged is not None:
        return plan.staged.most_points(len(factors))
    return plan.samples * _block(plan, len(factors))


def make_design(plan: Plan, factors: Sequence[Factor]) -> Design:
    """Return the points of `plan` over `factors`; the same plan gives the same points for ever."""
    if plan.kind == "factorial":
        columns = _crossed(factors)
        unit = None
    elif plan.kind == "table" or plan.rows:
        columns = [_typed(factor, [row[j] for row in plan.rows]) for j, factor in enumerate(factors)]
        unit = None
    else:
        unit = unit_sample(plan, len(factors)) if plan.staged is None else \
            latin_hypercube(n_points(plan, factors), len(factors), plan.seed)
        columns = [[factor.at(u) for u in unit[:, j].tolist()] for j, factor in enumerate(factors)]
    return Design(plan, tuple(factors), tuple(columns), n_points(plan, factors), _block(plan, len(factors)), unit)


def unit_sample(plan: Plan, n_factors: int) -> NDArray[np.float64]:
    """Return the sample of the unit cube, shape (n_points, n_factors)."""
    if plan.kind == "latin_hypercube":
        return latin_hypercube(plan.samples, n_factors, plan.seed)
    problem = unit_problem([f"x{j}" for j in range(n_factors)], plan.groups)
    if plan.kind == "sobol":
        from SALib.sample import sobol

        with warnings.catch_warnings():  # study files ask for powers of two; only quick trials may have other numbers
            warnings.simplefilter("ignore", UserWarning)
            return np.asarray(sobol.sample(problem, plan.samples, calc_second_order=plan.second_order, seed=plan.seed))
    from SALib.sample import morris

    # SALib takes a seed of 0 for none (`if seed:` in its older samplers): 0 becomes a seed of its own.
    return np.asarray(morris.sample(problem, plan.samples, num_levels=plan.levels, seed=plan.seed + 1))


def unit_problem(names: Sequence[str], groups: Sequence[str] = ()) -> dict[str, Any]:
    """Return SALib's description of the unit cube over `names`, each in its group if there are groups."""
    problem = {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}
    return {**problem, "groups": list(groups)} if groups else problem


def latin_hypercube(n: int, n_factors: int, seed: int) -> NDArray[np.float64]:
    """Return `n` points, one in each of `n` slices of every factor (McKay, Beckman & Conover 1979).

    Each factor has its own stream: one more factor leaves the columns of the others as they were.
    """
    sample = np.empty((n, n_factors))
    for j in range(n_factors):
        stream = Streams(seed)(Purpose.LABORATORY_LATIN_HYPERCUBE, j)
        sample[:, j] = (stream.permutation(n) + stream.random(n)) / n
    return sample


def _block(plan: Plan, n_factors: int) -> int:
    n_factors = len(set(plan.groups)) or n_factors
    if plan.kind == "sobol":
        return 2 * n_factors + 2 if plan.second_order else n_factors + 2
    return n_factors + 1 if plan.kind == "morris" else 1


def _crossed(factors: Sequence[Factor]) -> list[list[Value]]:
    """Cross all levels; the last factor varies fastest."""
    columns: list[list[Value]] = []
    total = n_points(Plan("factorial"), factors)
    inner = total
    for factor in factors:
        inner //= len(factor.levels)
        once = [level for level in _typed(factor, factor.levels) for _ in range(inner)]
        columns.append(once * (total // len(once)) if once else [])
    return columns


def _typed(factor: Factor, values: Sequence[Value]) -> list[Value]:
    kind = column_type(factor)
    return [kind(value) for value in values]
