"""Elementary effects (Morris 1991; μ* after Campolongo et al. 2007), each over the step really made in a factor's own scale.

A Morris sample steps by Δ, about two thirds, on the unit cube. What a factor makes of such a step depends on its kind: of a list
of two levels it is the whole span, of three levels half of it or all. An effect is therefore divided by the step between the two
values really compared, as a share of the span of the factor, so that a function linear in that scale gives its coefficient times
the span for every kind of factor:

* numbers, listed or in a range, and truth values (false 0, true 1): the value itself;
* ranges on a logarithmic scale and lognormal distributions: the logarithm of the value;
* words, packages and rules: any two levels are one step apart, so the effect is the plain difference between them, that of the
  level later in the list less that of the earlier one.

A step that leaves the value as it was has no effect to measure and is left out. A group steps with all its members at once: its
effect is the size of the change, divided by the mean of the steps of its members. SALib, which makes the samples, divides by Δ
whatever the values, so the effects are worked out here; on the unit cube they are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coprod.laboratory.statistics import t_margin

Floats = NDArray[np.float64]

_SMALL = 1e-9


def steps_made(design: pd.DataFrame, factors: Sequence[Mapping[str, Any]]) -> Floats:
    """Return the step of every factor from each point to the next, in shares of its span.

    Parameters
    ----------
    design : DataFrame
        The points in the order of the trajectories, one column a factor.
    factors : sequence of mappings
        Their descriptions, as a study keeps them.

    Returns
    -------
    array of shape (n_points - 1, n_factors)
    """
    return np.column_stack([_steps(design[factor["name"]], factor) for factor in factors])


def effects(unit: Floats, outputs: Floats, owners: Sequence[str], steps: Floats | None = None) -> tuple[list[str], Floats]:
    """Return the names of what is judged, and its elementary effects by trajectory (n_trajectories, n_names).

    Parameters
    ----------
    unit : (n_points, n_factors)
        The sample on the unit cube, trajectory after trajectory; it tells which factor steps.
    outputs : (n_points,)
    owners : sequence of str
        The name that every factor is judged by: its own, or that of its group. Effects of groups of several have no sign.
    steps : (n_points - 1, n_factors), optional
        The steps really made; by default those on the unit cube.

    An effect is NaN where no value changed.
    """
    names = list(dict.fromkeys(owners))
    block, group = len(names) + 1, np.array([names.index(owner) for owner in owners])
    moved, changed = np.diff(unit, axis=0), np.diff(outputs)
    made = moved if steps is None else steps
    inside = np.arange(len(changed)) % block != block - 1  # the other differences lie between trajectories
    found = np.full((len(outputs) // block, len(names)), np.nan)
    for i in np.flatnonzero(inside):
        j = group[np.abs(moved[i]).argmax()]
        found[i // block, j] = _effect(changed[i], made[i, group == j])
    return names, found


def summary(names: Sequence[str], found: Floats, *, signed: bool) -> pd.DataFrame:
    """Return name, mu_star, mu_star_half (95 %, Student's t), mu and sigma of effects (n_trajectories, n_names)."""
    columns = [found[np.isfinite(found[:, j]), j] for j in range(len(names))]
    sizes = [np.abs(one) for one in columns]
    nothing = [np.nan] * len(names)
    return pd.DataFrame({
        "name": list(names), "mu_star": [_mean(one) for one in sizes],
        "mu_star_half": [_margin(one) for one in sizes],
        "mu": [_mean(one) for one in columns] if signed else nothing,
        "sigma": [_spread(one) for one in columns] if signed else nothing})


def _effect(change: float, steps: Floats) -> float:
    if len(steps) == 1:
        return float(change / steps[0]) if abs(steps[0]) > _SMALL else np.nan
    step = np.abs(steps).mean()
    return float(abs(change) / step) if step > _SMALL else np.nan


def _steps(values: pd.Series[Any], factor: Mapping[str, Any]) -> Floats:
    """Return the steps of one factor, (n_points - 1,)."""
    levels = list(factor["levels"])
    if levels and not all(isinstance(level, bool | int | float) for level in levels):
        return np.sign(np.diff([levels.index(value) for value in values])).astype(float)
    ends, places = np.array([min(levels), max(levels)] if levels else factor["range"], float), values.to_numpy(float)
    if (factor["log"] or factor.get("distribution", {}).get("dist") == "lognormal") and min(ends[0], places.min()) > 0:
        ends, places = np.log(ends), np.log(places)
    return np.asarray(np.diff(places) / ((ends[1] - ends[0]) or 1.0))


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else np.nan


def _margin(values: Floats) -> float:
    return t_margin(_spread(values), len(values)) if len(values) > 1 else np.nan


def _spread(values: Floats) -> float:
    if len(values) < 2:
        return np.nan
    return float(values.std(ddof=1)) if np.ptp(values) > _SMALL * np.abs(values).max() else 0.0  # below that it is rounding
