"""How good is a policy when nobody knows the uncertainties? Metrics of McPhail et al. (2018), side by side.

They disagree, so ranks by each are shown together: a policy that is first by all of them is robust in more than name.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coprod.laboratory.statistics import resamples

METRICS = ("mean", "worst", "best", "hurwicz", "max_regret", "p90_regret", "spread_below", "skewness", "satisficing")
_LOW, _HIGH = 0.1, 0.9
_RESAMPLES = 500


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


def regret_intervals(costs: NDArray[np.float64]) -> pd.DataFrame:
    """Return 95 % intervals of the regrets of every policy by the bootstrap over replications, and how often it has the least.

    Columns: ``max_regret_low``, ``max_regret_high``, ``p90_regret_low``, ``p90_regret_high``, and ``least``, the share of
    resamples in which no other policy has a smaller largest regret. All are NaN with fewer than two whole replications.

    Parameters
    ----------
    costs : (n_policies, n_states, n_replications)
        An outcome turned so that lower is better. All policies and states are resampled together, as they met the same
        random numbers; replications with a missing run are left out.
    """
    whole = costs[:, :, ~np.isnan(costs).any(axis=(0, 1))]
    columns = [f"{name}_{end}" for name in ("max_regret", "p90_regret") for end in ("low", "high")]
    if whole.shape[2] < 2:
        return pd.DataFrame(np.nan, index=range(len(costs)), columns=[*columns, "least"])
    largest, ninetieth = [], []
    for rows in resamples(whole.shape[2], _RESAMPLES):
        mean = whole[:, :, rows].mean(axis=2)
        regret = mean - mean.min(axis=0)
        largest.append(regret.max(axis=1))
        ninetieth.append(np.quantile(regret, _HIGH, axis=1))
    ends = [np.quantile(of, q, axis=0) for of in (largest, ninetieth) for q in (0.025, 0.975)]
    least = np.mean([of <= of.min() for of in largest], axis=0)
    return pd.DataFrame(dict(zip(columns, ends, strict=True)) | {"least": least})


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
