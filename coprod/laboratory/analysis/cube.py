"""An outcome of a sweep as an array: one row a point, one column a replication."""

from __future__ import annotations

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


def noise_share(values: Matrix) -> float:
    """Return the share of the variance of point means that is noise of replication; NaN with fewer than two.

    With few replications the means of points differ by chance too. What a seed adds to all points alike does not tell them
    apart, so the noise is the residual of point × replication: its mean square / R of the variance between the means.
    """
    whole = whole_replications(values)
    if whole.shape[1] < 2 or whole.shape[0] < 2:
        return float("nan")
    n_points, n = whole.shape
    residual = whole - whole.mean(axis=1, keepdims=True) - whole.mean(axis=0) + whole.mean()
    within = (residual**2).sum() / ((n_points - 1) * (n - 1)) / n
    between = whole.mean(axis=1).var(ddof=1)
    return float(min(within / between, 1.0)) if between > 0 else 0.0
