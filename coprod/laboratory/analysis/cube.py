"""An outcome of a sweep as an array: one row a point, one column a replication."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def matrix(runs: pd.DataFrame, outcome: str, n_points: int) -> Matrix:
    """Return an outcome as (n_points, n_replications); NaN where a run is missing, failed or has no value."""
    n_replications = int(runs["replication"].max()) + 1 if len(runs) else 0
    values = np.full((n_points, n_replications), np.nan)
    values[runs["point"].to_numpy(), runs["replication"].to_numpy()] = runs[outcome].to_numpy(dtype=float)
    return np.where(np.isfinite(values), values, np.nan)


def whole_replications(values: Matrix) -> Matrix:
    """Return only the replications in which every point has a value, so that all comparisons are paired."""
    return values[:, ~np.isnan(values).any(axis=0)]


def point_means(values: Matrix) -> NDArray[np.float64]:
    """Return the mean over replications of every point; NaN where none has a value."""
    count = np.sum(~np.isnan(values), axis=1)
    total = np.nansum(values, axis=1)
    return np.divide(total, count, out=np.full(len(values), np.nan), where=count > 0)


class Shared(NamedTuple):
    """Means of several things, and the number of replications in which all of these have a value."""

    means: NDArray[np.float64]
    replications: int


def shared_means(values: NDArray[np.float64]) -> Shared:
    """Return the means over the replications (last axis) in which all have a value, so that all met the same random numbers.

    What has no value at all keeps no replication out and has no mean. Where there is no such replication, each has the mean
    of its own.
    """
    rows = values.reshape(math.prod(values.shape[:-1]), values.shape[-1])
    there = ~np.isnan(rows).all(axis=1)
    whole = ~np.isnan(rows[there]).any(axis=0)
    means = point_means(rows[:, whole] if there.any() and whole.any() else rows)
    return Shared(means.reshape(values.shape[:-1]), int(whole.sum()) if there.any() else 0)


def noise_share(values: Matrix) -> float:
    """Return the share of the variance of point means that is noise of replication; NaN where no two runs tell it.

    With few replications the means of points differ by chance too: :func:`noise_of_means` over the variance between the means.
    """
    values = values[~np.isnan(values).all(axis=1)]
    noise = noise_of_means(values)
    if np.isnan(noise).any() or not len(noise):
        return float("nan")
    between = point_means(values).var(ddof=1)
    return float(min(noise.mean() / between, 1.0)) if between > 0 else 0.0


def noise_of_means(values: Matrix) -> NDArray[np.float64]:
    """Return what replication noise adds to the variance between the means of points, by point; its mean is that of all of them.

    What a seed adds to all points alike does not tell them apart, so the noise is the residual of point × replication, by least
    squares over the points with at least two runs; all are complete: its mean square / R. A point with fewer runs has more
    noise, and besides what the seeds that it lacks would have added. NaN where no residual is left.

    Parameters
    ----------
    values : (n_points, n_replications)
        Every point with one value at least; NaN where a run failed.
    """
    present = ~np.isnan(values)
    runs = present.sum(axis=1)
    several = runs > 1
    seeds = _seed_effects(values[several], present[several])
    freedom = int(runs[several].sum()) - int(several.sum()) - seeds.rank
    if several.sum() < 2 or freedom < 1:
        return np.full(len(values), np.nan)
    at_points = np.where(present, seeds.effects, 0.0).sum(axis=1) / runs
    residual = np.where(present, values - seeds.effects, np.nan)
    squares = np.nansum((residual - point_means(residual)[:, None]) ** 2, axis=1)
    pooled = squares[several].sum() / freedom
    noise = np.where(several, squares / np.maximum(runs - 1, 1), pooled) / runs
    scale = pooled * (1 / runs).sum() / noise.sum() if noise.sum() > 0 else 0.0
    return np.asarray(scale * noise + (at_points - at_points.mean()) ** 2)


class _Seeds(NamedTuple):
    """What every replication adds to all points alike, (n_replications,), and how many of these effects can be told apart."""

    effects: NDArray[np.float64]
    rank: int


def _seed_effects(values: Matrix, present: NDArray[np.bool_]) -> _Seeds:
    """Return the effects of replications by least squares, given the level of every point, from points with several runs."""
    shares = present / np.maximum(present.sum(axis=1, keepdims=True), 1)
    normal = np.diag(present.sum(axis=0)) - present.T.astype(float) @ shares
    deviations = np.where(present, values - point_means(values)[:, None], 0.0)
    effects, _, rank, _ = np.linalg.lstsq(normal, deviations.sum(axis=0), rcond=1e-9)
    return _Seeds(effects, int(rank))
