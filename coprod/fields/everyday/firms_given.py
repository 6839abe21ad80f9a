"""Property firms that the tables of a district name 给定的物业企业: which communities one firm keeps, how well, at what cost."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.districts import DistrictData

Floats = NDArray[np.float64]


def owners_of(data: DistrictData) -> NDArray[np.int64]:
    """Return for every community the first one that the same firm keeps, shape (C,); itself where no firm is named."""
    first: dict[str, int] = {}
    firms = data.tables["communities"]["firm"]
    return np.array([row if name is None else first.setdefault(str(name), row) for row, name in enumerate(firms)], dtype=np.int64)


def ratings_of(data: DistrictData) -> Floats:
    """Return the diligence of the firm of every community, shape (C,): its rating over the mean of the firms; NaN for none."""
    ratings = _of_firms(data, "rating")
    mean = sum(ratings.values()) / len(ratings) if ratings else 1.0
    return _by_community(data, {name: rating / mean for name, rating in ratings.items()})


def wages_of(data: DistrictData) -> Floats:
    """Return what a night watch costs the firm of every community, yuan, shape (C,); NaN for none."""
    return _by_community(data, _of_firms(data, "watch_wage"))


def _of_firms(data: DistrictData, column: str) -> dict[str, float]:
    columns = data.tables.get("firms", {})
    pairs = zip(columns.get("name", ()), columns.get(column, ()), strict=False)
    return {str(name): float(value) for name, value in pairs if value is not None}


def _by_community(data: DistrictData, of_firm: dict[str, float]) -> Floats:
    return np.array([of_firm.get(str(name), np.nan) for name in data.tables["communities"]["firm"]])
