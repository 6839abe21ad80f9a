"""Policies that no other beats on every count: the Pareto frontier, and how sure we can be of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.statistics import resamples

_RESAMPLES = 500


def frontier(costs: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which rows no other row dominates: nowhere better and somewhere worse. Lower is better.

    Parameters
    ----------
    costs : (n_policies, n_outcomes)
        A row with a NaN is never on the frontier.
    """
    on: NDArray[np.bool_] = np.logical_not(np.isnan(costs).any(axis=1))
    for i in np.flatnonzero(on):
        no_worse = (costs <= costs[i]).all(axis=1)
        better = (costs < costs[i]).any(axis=1)
        on[i] = not bool((no_worse & better).any())
    return on


def frontier_probability(costs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for every policy the share of resampled replications in which it is on the frontier.

    Parameters
    ----------
    costs : (n_policies, n_outcomes, n_replications)
        All policies are resampled together, as they met the same random numbers, over the replications in which all have
        values. A policy without any value of an outcome is never on the frontier, and keeps no replication out.

    Returns
    -------
    array of shape (n_policies,)
        NaN with fewer than two such replications: resampling one says nothing.
    """
    sure = np.zeros(len(costs))
    there = ~np.any(np.isnan(costs).all(axis=2), axis=1)
    whole = costs[there][:, :, ~np.isnan(costs[there]).any(axis=(0, 1))]
    if whole.shape[2] < 2:
        return np.full(len(costs), np.nan)
    for rows in resamples(whole.shape[2], _RESAMPLES):
        sure[there] += frontier(whole[:, :, rows].mean(axis=2))
    return sure / _RESAMPLES
