"""Paired differences of every point from the reference point."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coprod.laboratory.analysis.cube import Matrix
from coprod.laboratory.analysis.multiplicity import holm, paired_p
from coprod.laboratory.statistics import median_interval, paired_difference, pairing_gain


def differences(values: Matrix, reference: int) -> pd.DataFrame:
    """Return one row a point: its mean, difference from the reference with t-interval, and the median's by bootstrap.

    ``p_holm`` is the p-value of the difference after Holm's correction for all points that are compared.

    Parameters
    ----------
    values : (n_points, n_replications)
        An outcome; NaN where a run failed. Pairs without both values are left out.
    """
    rows = []
    for point in range(len(values)):
        first, second = values[reference], values[point]
        mean, median = paired_difference(first, second), median_interval(second - first)
        rows.append({
            "point": point, "reference_mean": mean.first, "mean": mean.second, "difference": mean.mean,
            "low": mean.low, "high": mean.high, "n": mean.n, "median": median.estimate,
            "median_low": median.low, "median_high": median.high, "gain": pairing_gain(first, second),
            "is_reference": point == reference, "p": np.nan if point == reference else paired_p(first, second),
        })
    return pd.DataFrame(rows).assign(p_holm=lambda frame: holm(frame["p"]))
