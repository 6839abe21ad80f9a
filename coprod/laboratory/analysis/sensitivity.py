"""Which inputs matter: Sobol' indices and Morris screening through SALib, guarded.

SALib returns zeros for everything, without a word, when one output is not a number; and it can only use complete
blocks. So blocks with a failed run are dropped whole, and it is said how many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
    frames = [(n, _sobol(problem, kept[: n * block], second_order)) for n in _growing(len(kept) // block)]
    convergence = pd.concat([frame.assign(blocks=n, index=frame["total"])[["blocks", "name", "index"]]
                             for n, frame in frames])
    return Sensitivity(frames[-1][1], convergence, len(kept) // block, dropped, _warning(dropped, len(outputs) // block))


def morris(names: Sequence[str], unit: NDArray[np.float64], outputs: NDArray[np.float64], levels: int,
           groups: Sequence[str] = ()) -> Sensitivity:
    """Return Morris' elementary effects (Morris 1991; μ* after Campolongo et al. 2007) on the unit cube.

    Parameters
    ----------
    unit : (n_points, n_factors)
        The sample; outputs has one value a row, NaN where a run failed.
    groups : sequence of str, optional
        The group of every name: the effects are then those of the groups, without a sign and so without μ and σ.
    """
    block = (len(set(groups)) or len(names)) + 1
    fine = whole_blocks(outputs, block)
    sample, kept = unit[fine], outputs[fine]
    dropped = (len(outputs) - len(kept)) // block
    problem = unit_problem(names, groups)
    frames = [(n, _morris(problem, sample[: n * block], kept[: n * block], levels))
              for n in _growing(len(kept) // block)]
    convergence = pd.concat([frame.assign(blocks=n, index=frame["mu_star"])[["blocks", "name", "index"]]
                             for n, frame in frames])
    found = frames[-1][1]
    return Sensitivity(found, convergence, len(kept) // block, dropped, _warning(dropped, len(outputs) // block),
                       float(found["mu_star"].max()))


def _growing(n: int) -> list[int]:
    """Return n, n / 2, n / 4, … down to 4, the smallest first."""
    sizes = [n]
    while sizes[-1] >= 8:
        sizes.append(sizes[-1] // 2)
    return sizes[::-1]


def _warning(dropped: int, blocks: int) -> str:
    return f"{dropped} of {blocks} blocks contain a failed run and were dropped whole" if dropped else ""


def _sobol(problem: Problem, outputs: NDArray[np.float64], second_order: bool) -> pd.DataFrame:
    names = _shown(problem)
    if len(outputs) == 0 or outputs.std() == 0:  # a constant has no variance to share out
        empty = np.full(len(names), np.nan)
        return pd.DataFrame({"name": names, "first": empty, "first_half": empty, "total": empty, "total_half": empty})
    from SALib.analyze import sobol as salib

    found = salib.analyze(problem, outputs, calc_second_order=second_order, seed=_SEED)
    return pd.DataFrame({"name": names, "first": found["S1"], "first_half": found["S1_conf"],
                         "total": found["ST"], "total_half": found["ST_conf"]})


def _morris(problem: Problem, sample: NDArray[np.float64], outputs: NDArray[np.float64], levels: int) -> pd.DataFrame:
    names = _shown(problem)
    if len(outputs) == 0:  # every trajectory has a failed run
        columns = ("mu_star", "mu_star_half", "mu", "sigma")
        return pd.DataFrame({"name": names} | dict.fromkeys(columns, np.full(len(names), np.nan)))
    from SALib.analyze import morris as salib

    found = salib.analyze(problem, sample, outputs, num_levels=levels, seed=_SEED)
    return pd.DataFrame({"name": names, "mu_star": np.asarray(found["mu_star"], dtype=float),
                         "mu_star_half": np.asarray(found["mu_star_conf"], dtype=float),
                         "mu": np.ma.filled(np.ma.asarray(found["mu"], dtype=float), np.nan),
                         "sigma": np.ma.filled(np.ma.asarray(found["sigma"], dtype=float), np.nan)})


def _shown(problem: Problem) -> list[str]:
    """Return the names that indices are for: the groups in their order, or the factors."""
    names: list[str] = problem.get("groups") or problem["names"]
    return list(dict.fromkeys(names))
