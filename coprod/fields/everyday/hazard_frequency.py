"""How often hazards arise in one community rather than another 隐患相对频度, from those that were found there."""

from __future__ import annotations

import numpy as np

from coprod.districts import DistrictData
from coprod.kernel.arrays import Floats

PRIOR = 5.0
"""Hazards that the expectation counts for beside those that were found (assumed)."""


def relative_frequency(data: DistrictData | None, expected: Floats) -> Floats:
    """Return how often hazards arise in each community relative to what is expected of it, shape (C,); 1 without tables.

    (O + a)/(E + a) with the hazards O that were found, E expected of its size and estates out of all that were found, and a
    prior of :data:`PRIOR` hazards, so that few say little (Clayton & Kaldor 1987); all together arise as often as before.
    """
    often = np.ones(expected.size)
    if data is None or "hazards" not in data.tables:
        return often
    rows = {name: row for row, name in enumerate(data.names)}
    found = np.full(expected.size, np.nan)
    columns = data.tables["hazards"]
    for name, count in zip(columns["community"], columns["found"], strict=True):
        row = rows[str(name)]
        found[row] = np.nan_to_num(found[row]) + float(count or 0)
    known = ~np.isnan(found)
    usual = expected[known] / expected[known].sum() * found[known].sum()
    shrunk = (found[known] + PRIOR) / (usual + PRIOR)
    often[known] = shrunk * expected[known].sum() / (shrunk @ expected[known])
    return often
