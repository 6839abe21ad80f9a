"""Which inputs matter, judged from whatever sample there is: δ, PAWN and RBD-FAST by SALib.

Unlike Sobol' indices these need no design of their own, so a Latin hypercube, or somebody's table of points, gives them beside
everything else. δ (Borgonovo 2007) and PAWN (Pianosi & Wagener 2015) look at the whole distribution of the outcome, RBD-FAST
(Tarantola et al. 2006) at its variance. An input without any effect is at 0 only in an infinite sample, so the indices are
shown beside those of inputs that are random numbers.
"""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.laboratory.designs import unit_problem

_SEED = 1  # SALib takes 0 for none
_RANDOM_INPUTS = 12
_ONE_SIDED = 1.645
_FEWEST_POINTS = 20

Floats = NDArray[np.float64]
Analysis = Callable[[dict[str, Any], Floats, Floats, int], tuple[Floats, Floats]]
"""Returns indices and half-widths from a problem, a sample, outputs and how many resamples to take."""


def given_data(method: str, names: Sequence[str], sample: Floats, outputs: Floats) -> pd.DataFrame:
    """Return the indices of an outcome by `method`, one of :data:`METHODS`.

    Parameters
    ----------
    sample : (n_points, n_factors)
        Numbers in the order of the values of a factor; their scale does not matter.
    outputs : (n_points,)
        NaN where all runs failed; such points are left out.

    Returns
    -------
    DataFrame
        Columns name, index, half (of the 95 % interval; NaN if the method gives none), chance: what an input without effect
        stays below in 95 of 100 samples like this. Indices are NaN with fewer than 20 points or without variance.
    """
    fine = np.isfinite(outputs)
    x, y = sample[fine], outputs[fine]
    if len(y) < _FEWEST_POINTS or y.std() == 0:
        empty = np.full(len(names), np.nan)
        return pd.DataFrame({"name": list(names), "index": empty, "half": empty, "chance": empty})
    problem = unit_problem([f"x{j}" for j in range(len(names))])  # SALib refuses some names, "…_raw" for one
    analyse = METHODS[method]
    index, half = _quietly(analyse, problem, x, y, _RESAMPLES[method])
    unrelated = Streams(0)(Purpose.LABORATORY_GIVEN_DATA).random((len(y), _RANDOM_INPUTS))
    by_chance, _ = _quietly(analyse, unit_problem([f"x{j}" for j in range(_RANDOM_INPUTS)]), unrelated, y, 2)
    chance = np.nanmean(by_chance) + _ONE_SIDED * np.nanstd(by_chance, ddof=1)
    return pd.DataFrame({"name": list(names), "index": index, "half": half, "chance": chance})


def ordered_codes(column: Sequence[Any]) -> Floats:
    """Return values of a factor as numbers in the same order: ranks of numbers, numbers of categories."""
    return np.unique(np.asarray(column), return_inverse=True)[1].astype(float)


def _quietly(analyse: Analysis, *arguments: Any) -> tuple[Floats, Floats]:
    """Return the indices; SALib seeds NumPy's global generator and formats warnings anew, which is put back as it was."""
    state, format_warning = np.random.get_state(), warnings.formatwarning
    try:
        with warnings.catch_warnings(record=True), contextlib.redirect_stdout(None):
            return analyse(*arguments)
    finally:
        np.random.set_state(state)
        warnings.formatwarning = format_warning


def _delta(problem: dict[str, Any], x: Floats, y: Floats, resamples: int) -> tuple[Floats, Floats]:
    from SALib.analyze import delta

    found = delta.analyze(problem, x, y, num_resamples=resamples, seed=_SEED, method="delta")
    name = "delta_raw" if "delta_raw" in found else "delta"  # as later and earlier versions of SALib call it
    return _numbers(found[name]), _numbers(found[f"{name}_conf"])


def _pawn(problem: dict[str, Any], x: Floats, y: Floats, resamples: int) -> tuple[Floats, Floats]:
    from SALib.analyze import pawn

    found = pawn.analyze(problem, _ranks(x), y, S=int(min(10, max(len(y) // 20, 2))), seed=_SEED)
    return _numbers(found["median"]), np.full(len(problem["names"]), np.nan)


def _ranks(x: Floats) -> Floats:
    """Return the rank of every value in its column, ties in an order by chance.

    SALib's slices of equally many points leave the highest of tied values out, so an index would depend on which way round
    levels are numbered.
    """
    by_chance = Streams(0)(Purpose.LABORATORY_GIVEN_DATA, 1).random(x.shape)
    return np.lexsort((by_chance, x), axis=0).argsort(axis=0).astype(float)


def _rbd_fast(problem: dict[str, Any], x: Floats, y: Floats, resamples: int) -> tuple[Floats, Floats]:
    from SALib.analyze import rbd_fast

    harmonics = int(min(10, len(y) // 8))  # it resamples half of the points, and needs more than twice as many as harmonics
    found = rbd_fast.analyze(problem, x, y, M=harmonics, num_resamples=resamples, seed=_SEED)
    return _numbers(found["S1"]), _numbers(found["S1_conf"])


def _numbers(found: Any) -> Floats:
    return pd.to_numeric(pd.Series(list(found)), errors="coerce").to_numpy(dtype=float)


METHODS: Mapping[str, Analysis] = {"delta": _delta, "pawn": _pawn, "rbd_fast": _rbd_fast}
_RESAMPLES = {"delta": 8, "pawn": 0, "rbd_fast": 50}
"""For intervals; of δ few, as each takes a tenth of a second for every input."""
