"""Closed forms about failures that spread, on one random graph and on two that need each other."""

from math import exp

import numpy as np
from scipy.optimize import brentq


def giant_share(mean_degree):
    """Return the share of a random graph in its giant component (Erdős & Rényi 1960): the largest S = 1 − e^(−cS)."""
    if mean_degree <= 1:
        return 0.0
    return brentq(lambda share: share - 1 + exp(-mean_degree * share), 1e-9, 1.0)


def mutual_giant_share(mean_degree, kept):
    """Return the share that survives in two random graphs which need each other, if a share is kept at first.

    The largest P = p (1 − e^(−kP))² (Buldyrev et al. 2010), reached by iterating from above; 0 below the jump.
    """
    share = kept
    for _ in range(20_000):
        share = kept * (1 - exp(-mean_degree * share)) ** 2
    return share if share > 1e-6 else 0.0


def mutual_threshold(mean_degree):
    """Return the share that must be kept lest everything fails: the least p with a solution P > 0, p_c = 2.4554 / k."""
    x = np.linspace(1e-3, 10, 1_000_000)  # x = kP: p = x / (k (1 − e^(−x))²)
    return float((x / (1 - np.exp(-x)) ** 2).min() / mean_degree)


def cascades_globally(degree_shares, vulnerable):
    """Tell whether one failure may take along a share of all (Watts 2002): Σ k (k − 1) ρ_k p_k > z."""
    k, p = np.arange(len(degree_shares)), np.asarray(degree_shares)
    return bool((k * (k - 1) * np.asarray(vulnerable) * p).sum() > (k * p).sum())
