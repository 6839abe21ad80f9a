"""Resilience 韧性: resist, absorb, recover, adapt, and scores made of parts (note:B17): pure formulas.

Every incident is a shock: it holds the performance of its community down until it is under control, and lets it rise
evenly until life is back to normal. All scores but the signed adaptation lie between 0 and 1, 1 being
best.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
BACK = 0.95
"""Share of the usual performance at which a community counts as recovered."""


def saturating(amount: ArrayLike, half: float) -> Floats:
    """Return x / (x + half): 0 for nothing, ½ at `half`, towards 1 for very much."""
    amount = np.asarray(amount, dtype=float)
    return np.asarray(amount / (amount + half))


def outage(minutes: ArrayLike, window: ArrayLike) -> Floats:
    """Return the share of a lifeline that is down: 1 − 2^(−T / window), half of it after a golden window.

    With a window of 0 all of it is down from the first moment on.
    """
    minutes, window = np.broadcast_arrays(np.asarray(minutes, dtype=float), np.asarray(window, dtype=float))
    with np.errstate(over="ignore"):  # a window of next to nothing is one of 0
        windows = np.divide(minutes, window, out=np.where(minutes > 0, np.inf, 0.0), where=window > 0)
    return np.asarray(1 - 2.0 ** -windows)


def resisted(turned: float, risks: float) -> float:
    """Return R_resist = 1 − P(a risk turns into an incident); 1 without risks."""
    return 1.0 - turned / risks if risks else 1.0


def absorbed(usual: ArrayLike, depth: ArrayLike, floor: float = 0.0) -> Floats:
    """Return R_absorb = (Q_min − floor) / (Q0 − floor), Q_min = Q0 − depth: 1 if nothing dropped.

    Source: Francis & Bekera (2014); note:B17.
    """
    usual = np.asarray(usual, dtype=float)
    return np.asarray(np.clip((usual - depth - floor) / np.maximum(usual - floor, 1e-12), 0, 1))


def time_to_recover(usual: ArrayLike, depth: ArrayLike, held: ArrayLike, healing: ArrayLike) -> Floats:
    """Return T95: time from the shock until 95 % of the usual performance is back; 0 if it never fell below.

    Parameters
    ----------
    usual, depth : Q0 and the drop
    held, healing : time at the bottom, and time of even recovery after it
    """
    usual, depth = np.asarray(usual, dtype=float), np.asarray(depth, dtype=float)
    slack = (1 - BACK) * usual
    left = 1 - np.divide(slack, depth, out=np.ones(np.broadcast(slack, depth).shape), where=depth > slack)
    return np.asarray(np.where(depth > slack, np.asarray(held) + np.asarray(healing) * left, 0.0))


def recovered(t95: ArrayLike, reference: float) -> Floats:
    """Return R_recover = 1 − min(1, T95 / T_ref)."""
    return np.asarray(1 - np.minimum(1.0, np.asarray(t95, dtype=float) / reference))


def adapted(minutes: ArrayLike, size: ArrayLike, kind: ArrayLike, late: ArrayLike, cluster: ArrayLike) -> tuple[float, float]:
    """Return R_adapt = 1 − e^b with its standard error; not a number if it cannot be told. Without a trend its mean is 0.

    b is the coefficient of `late` when the logarithm of the minutes to control is regressed on it, on size, on the logarithm
    of the number of incidents in the same cluster, and on the type of incident: by which factor incidents like the earlier
    ones are sooner under control later on. The error is robust against incidents of one cluster, as those of one storm,
    depending on each other (Liang & Zeger 1986).

    Parameters
    ----------
    minutes, size, kind, late, cluster : shape (n,)
        Minutes to control (above 0), size, code of the type, whether it came later, and number of the cluster.
    """
    kind, cluster = np.asarray(kind), np.asarray(cluster)
    crowd = np.unique(cluster, return_inverse=True, return_counts=True)
    columns = np.array([np.log(np.asarray(minutes, dtype=float)), late, size, np.log(crowd[2])[crowd[1]]], dtype=float).T
    for one in np.unique(kind):
        columns[kind == one] -= columns[kind == one].mean(axis=0)
    y, x = columns[:, 0], columns[:, 1:]
    x = x[:, (x**2).sum(axis=0) > 1e-12 * max(1, y.size)] if x[:, 0].any() else x[:, :0]
    groups = crowd[0].size
    if not x.shape[1] or groups < 3 or y.size <= x.shape[1] + 1 or np.linalg.matrix_rank(x) < x.shape[1]:
        return float("nan"), float("nan")
    bread = np.linalg.inv(x.T @ x)
    b = bread @ (x.T @ y)
    scores = np.zeros((groups, x.shape[1]))
    np.add.at(scores, crowd[1], x * (y - x @ b)[:, None])
    variance = (bread @ (scores.T @ scores) @ bread)[0, 0] * groups / (groups - 1)
    return float(-np.expm1(b[0])), float(np.exp(b[0]) * np.sqrt(variance))


def resilience_loss(times: ArrayLike, performance: ArrayLike) -> float:
    """Return R = ∫ (1 − Q) dt of a performance that runs straight between the given times (Bruneau et al. 2003)."""
    return float(np.trapezoid(1 - np.asarray(performance, dtype=float), np.asarray(times, dtype=float)))


def together(*scores: float) -> float:
    """Return the geometric mean of scores: links of one chain, of which none may be missing; any 0 makes 0."""
    parts = np.array(scores, dtype=float)
    return float(np.exp(np.log(parts).mean())) if (parts > 0).all() else float(parts.min())


def average(*scores: float) -> float:
    """Return the mean of the scores that could be measured; 0 if none could."""
    parts = [score for score in scores if np.isfinite(score)]
    return float(np.mean(parts)) if parts else 0.0
