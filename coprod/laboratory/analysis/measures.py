"""What points are judged by: outcomes, the complete cost (the sum of the lines of costs of a study), both together in money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from coprod.laboratory.analysis.cube import Matrix, matrix
from coprod.laboratory.costs import COMPLETE

_NET = "net:"


def net_of(outcome: str) -> str:
    """Return the name of an outcome in money and the complete cost together: what it loses and costs, lower is better."""
    return _NET + outcome


def outcome_of_net(name: str) -> str | None:
    """Return the outcome that is taken together with the complete cost under this name; None if it is no such name."""
    return name.removeprefix(_NET) if name.startswith(_NET) else None


def cost_lines(study: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the lines of costs of a study, as its data describe them; none for studies older than these."""
    costs = study["analysis"].get("costs") or {}
    return list(costs.get("lines", ()))


def measure(runs: pd.DataFrame, name: str, n_points: int, study: Mapping[str, Any]) -> Matrix:
    """Return an outcome, the complete cost or a :func:`net_of` as (n_points, n_replications); NaN where a run has no value.

    The complete cost is not a number where one of its lines is not: a cost that is not known is not nothing.
    """
    if (outcome := outcome_of_net(name)) is not None:
        direction = next(one["direction"] for one in study["outcomes"] if one["name"] == outcome)
        return measure(runs, COMPLETE, n_points, study) - direction * measure(runs, outcome, n_points, study)
    if name != COMPLETE:
        return matrix(runs, name, n_points)
    lines = cost_lines(study)
    if not lines or not {line["name"] for line in lines} <= set(runs.columns):
        return np.full((n_points, int(runs["replication"].max()) + 1 if len(runs) else 0), np.nan)
    return np.asarray(np.sum([line["price"] * matrix(runs, line["name"], n_points) for line in lines], axis=0))
