"""How good is a policy when nobody knows the uncertainties? Metrics of McPhail et al. (2018), side by side.

They disagree, so ranks by each are shown together: a policy that is first by all of them is robust in more than name.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coprod.laboratory.statistics import CONFIDENCE, differences, resamples, t_quantile

METRICS = ("mean", "worst", "best", "hurwicz", "max_regret", "p90_regret", "spread_below", "skewness", "satisficing")
_LOW, _HIGH = 0.1, 0.9
_RESAMPLES = 500
_ENDS = tuple(f"{name}_{end}" for name in ("max_regret", "p90_regret") for end in ("low", "high"))


def robustness(costs: NDArray[np.float64], threshold: float | None = None) -> pd.DataFrame:
    """Return the metrics of every policy; all are costs (lower is better) but ``satisficing``, a share (higher is).

    mean (Laplace) · worst (maximin) · best (maximax) · hurwicz (half worst, half best) · max_regret and p90_regret
    (distance from the best policy of each scenario; Savage 1951) · spread_below (mean excess over the median) · skewness
    (of the 10 %, 50 % and 90 % quantiles) · satisficing (share of scenarios within the threshold; Starr 1963).

    Parameters
    ----------
    costs : (n_policies, n_scenarios)
        An outcome turned so that lower is better; scenarios with a NaN are left out.
    """
    costs = costs[:, ~np.isnan(costs).any(axis=0)]
    regret = costs - costs.min(axis=0)
    median = np.median(costs, axis=1)
    low, high = np.quantile(costs, [_LOW, _HIGH], axis=1)
    return pd.DataFrame({
        "mean": costs.mean(axis=1), "worst": costs.max(axis=1), "best": costs.min(axis=1),
        "hurwicz": (costs.max(axis=1) + costs.min(axis=1)) / 2, "max_regret": regret.max(axis=1),
        "p90_regret": np.quantile(regret, _HIGH, axis=1),
        "spread_below": np.maximum(costs - median[:, None], 0).mean(axis=1),
        "skewness": _skewness(low, median, high),
        "satisficing": np.nan if threshold is None else (costs <= threshold).mean(axis=1),
    })


def regret_intervals(costs: NDArray[np.float64], resamples_of_least: int = _RESAMPLES) -> pd.DataFrame:
    """Return 95 % intervals of the regrets of every policy, and how often it has the least.

    A regret is a maximum of differences from the other policies in a state. So first every such difference gets an interval
    by Student's t within replications, so wide that all those of a policy hold together in 95 of 100 cases (Bonferroni 1936).
    The largest of their lower ends, and 0, lies then below the regret, the largest of their upper ends above it. A bootstrap
    of a maximum does not cover: equal policies, whose regret is 0, seem to differ in every resample.

    Columns: ``max_regret_low``, ``max_regret_high``, ``p90_regret_low``, ``p90_regret_high``, and ``least``, the share of
    resamples in which no other policy has a smaller largest regret. All are NaN with fewer than two whole replications.

    Parameters
    ----------
    costs : (n_policies, n_states, n_replications)
        An outcome turned so that lower is better; all policies and states met the same random numbers; replications with a
        missing run are left out.
    resamples_of_least : int
        How many resamples ``least`` is counted in.
    """
    whole = costs[:, :, ~np.isnan(costs).any(axis=(0, 1))]
    if whole.shape[2] < 2:
        return pd.DataFrame(np.nan, index=range(len(costs)), columns=[*_ENDS, "least"])
    rows = [[end for low_or_high in (np.max, _ninetieth) for end in map(low_or_high, _regret_between(whole, policy))]
            for policy in range(len(whole))]
    return pd.DataFrame(rows, columns=list(_ENDS)).assign(least=_how_often_least(whole, resamples_of_least))


def _regret_between(costs: NDArray[np.float64], policy: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the lower and the upper end of a policy's regret in every state, all of which hold together."""
    n = costs.shape[2]
    excess = differences(np.delete(costs, policy, axis=0), costs[policy])
    confidence = 1 - (1 - CONFIDENCE) / max(excess[..., 0].size, 1)
    margin = t_quantile(n - 1, confidence) / np.sqrt(n) * excess.std(axis=2, ddof=1)
    mean = excess.mean(axis=2)
    return (mean - margin).max(axis=0, initial=0.0), (mean + margin).max(axis=0, initial=0.0)


def _how_often_least(costs: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Return in which share of resamples of replications each policy has the smallest largest regret."""
    n = np.zeros(len(costs))
    for rows in resamples(costs.shape[2], count):
        mean = costs[:, :, rows].mean(axis=2)
        largest = (mean - mean.min(axis=0)).max(axis=1)
        n += largest <= largest.min()
    return n / count


def _ninetieth(regret: NDArray[np.float64]) -> float:
    return float(np.quantile(regret, _HIGH))


def ranks(metrics: pd.DataFrame) -> pd.DataFrame:
    """Return the rank of every policy by every metric, 1 for the best; metrics that are missing are left out."""
    signed = metrics.assign(satisficing=-metrics["satisficing"]).dropna(axis="columns")
    return signed.rank(method="min").astype(int)


def rank_stability(of_ranks: pd.DataFrame) -> pd.DataFrame:
    """Return Kendall's τ between the ranks of every two metrics: 1 if they agree on every pair of policies."""
    return of_ranks.corr(method="kendall")


def _skewness(low: NDArray[np.float64], median: NDArray[np.float64],
              high: NDArray[np.float64]) -> NDArray[np.float64]:
    width = (high - low) / 2
    return np.divide((high + low) / 2 - median, width, out=np.zeros_like(median), where=width > 0)
