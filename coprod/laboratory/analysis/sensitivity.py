"""Which inputs matter: Sobol' indices through SALib, guarded, and Morris screening.

SALib returns zeros for everything, without a word, when one output is not a number; and it can only use complete
blocks. So blocks with a failed run are dropped whole, and it is said how many.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coprod.laboratory.analysis.elementary import effects, summary
from coprod.laboratory.designs import unit_problem

Problem: TypeAlias = dict[str, Any]
"""What SALib calls a problem; see :func:`coprod.laboratory.designs.unit_problem`."""

_SEED = 1  # of the bootstrap of intervals; SALib takes 0 for no seed
_WIDE = 0.1
"""Indices count as converged when no interval is wider than ± 0.1 (of the largest, for Morris), and the last doubling of
the sample moved none by more than that (after Sarrazin, Pianosi & Wagener 2016)."""


@dataclass(frozen=True)
class Sensitivity:
    """Indices by factor, with half-widths of their 95 % intervals.

    ``indices`` has for Sobol the columns name, first, first_half, total, total_half; for Morris name, mu_star,
    mu_star_half, mu, sigma. ``convergence``: the leading index of every factor at growing numbers of blocks.
    """

    indices: pd.DataFrame
    convergence: pd.DataFrame
    blocks: int
    dropped: int
    warning: str
    scale: float = 1.0
    unmoved: int = 0
    """Steps of Morris that left the value as it was, in blocks without a failed run."""
    pairs: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["first", "second", "index", "half"]))
    """Sobol' indices of second order, the largest first: names of both, index, half of its interval; empty if not asked for."""

    @property
    def is_converged(self) -> bool:
        """Tell whether intervals are narrow and the last doubling changed little."""
        moved = self.convergence.groupby("name")["index"].apply(
            lambda index: abs(index.iloc[-1] - index.iloc[-2]) if len(index) > 1 else np.inf)
        widest = self.indices.filter(like="_half").max().max()
        return bool(max(widest, moved.max()) <= _WIDE * self.scale)


def whole_blocks(outputs: NDArray[np.float64], block: int) -> NDArray[np.bool_]:
    """Return which outputs lie in blocks without a missing one."""
    fine = np.isfinite(outputs).reshape(-1, block).all(axis=1)
    return np.repeat(fine, block)


def sobol(names: Sequence[str], outputs: NDArray[np.float64], *, second_order: bool = False,
          groups: Sequence[str] = ()) -> Sensitivity:
    """Return first-order and total Sobol' indices (Saltelli et al. 2010) of outputs in the order of a Sobol design.

    Parameters
    ----------
    outputs : (n_blocks * block,)
        NaN where a run failed.
    groups : sequence of str, optional
        The group of every name: the indices are then those of the groups.
    """
    n = len(set(groups)) or len(names)
    block = 2 * n + 2 if second_order else n + 2
    kept = outputs[whole_blocks(outputs, block)]
    dropped = (len(outputs) - len(kept)) // block
    problem = unit_problem(names, groups)
    found = [(n, *_sobol(problem, kept[: n * block], second_order)) for n in _growing(len(kept) // block)]
    convergence = pd.concat([frame.assign(blocks=n, index=frame["total"])[["blocks", "name", "index"]]
                             for n, frame, _ in found])
    _, indices, pairs = found[-1]
    return Sensitivity(indices, convergence, len(kept) // block, dropped, _warning(dropped, len(outputs) // block), pairs=pairs)


def morris(names: Sequence[str], unit: NDArray[np.float64], outputs: NDArray[np.float64],
           groups: Sequence[str] = (), steps: NDArray[np.float64] | None = None) -> Sensitivity:
    """Return Morris' elementary effects over the steps really made; see :mod:`coprod.laboratory.analysis.elementary`.

    Parameters
    ----------
    unit : (n_points, n_factors)
        The sample; outputs has one value a row, NaN where a run failed.
    groups : sequence of str, optional
        The group of every name: the effects are then those of the groups, without a sign and so without μ and σ.
    steps : (n_points - 1, n_factors), optional
        The steps in the scales of the factors; by default those on the unit cube.
    """
    block = (len(set(groups)) or len(names)) + 1
    shown, found = effects(unit, outputs, groups or names, steps)
    kept = found[whole_blocks(outputs, block)[::block]]
    dropped = len(found) - len(kept)
    frames = [(n, summary(shown, kept[:n], signed=not groups)) for n in _growing(len(kept))]
    convergence = pd.concat([frame.assign(blocks=n, index=frame["mu_star"])[["blocks", "name", "index"]]
                             for n, frame in frames])
    indices = frames[-1][1]
    return Sensitivity(indices, convergence, len(kept), dropped, _warning(dropped, len(found)), float(indices["mu_star"].max()),
                       int(np.isnan(kept).sum()))


def _growing(n: int) -> list[int]:
    """Return n, n / 2, n / 4, … down to 4, the smallest first."""
    sizes = [n]
    while sizes[-1] >= 8:
        sizes.append(sizes[-1] // 2)
    return sizes[::-1]


def _warning(dropped: int, blocks: int) -> str:
    return f"{dropped} of {blocks} blocks contain a failed run and were dropped whole" if dropped else ""


def _sobol(problem: Problem, outputs: NDArray[np.float64], second_order: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the indices of inputs and of pairs."""
    names = _shown(problem)
    if len(outputs) == 0 or outputs.std() == 0:  # a constant has no variance to share out
        empty = np.full(len(names), np.nan)
        return (pd.DataFrame({"name": names, "first": empty, "first_half": empty, "total": empty, "total_half": empty}),
                _pairs(names, {}))
    from SALib.analyze import sobol as salib

    with np.errstate(all="ignore"), warnings.catch_warnings():  # a handful of blocks has no intervals: they stay NaN
        warnings.simplefilter("ignore", RuntimeWarning)
        found = salib.analyze(problem, outputs, calc_second_order=second_order, seed=_SEED)
    return (pd.DataFrame({"name": names, "first": found["S1"], "first_half": found["S1_conf"],
                          "total": found["ST"], "total_half": found["ST_conf"]}), _pairs(names, found))


def _pairs(names: Sequence[str], found: Mapping[str, Any]) -> pd.DataFrame:
    """Return the indices of second order from SALib's upper triangles, the largest first."""
    both = list(combinations(range(len(names)), 2)) if "S2" in found else []
    rows = [(names[i], names[j], float(found["S2"][i, j]), float(found["S2_conf"][i, j])) for i, j in both]
    table = pd.DataFrame(rows, columns=["first", "second", "index", "half"])
    return table.sort_values("index", ascending=False, kind="stable", ignore_index=True)


def _shown(problem: Problem) -> list[str]:
    """Return the names that indices are for: the groups in their order, or the factors."""
    names: list[str] = problem.get("groups") or problem["names"]
    return list(dict.fromkeys(names))
