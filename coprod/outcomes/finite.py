"""Whether all of a finished run is made of numbers: one look at every column and daily series, after the last day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.columns import Columns
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from coprod.outcomes.observed_model import ObservedModel

MEND = message("problem.please_report")


def check_finite(model: ObservedModel) -> None:
    """Check that no agent's attribute and no daily series has come to something that is not a finite number.

    Raises
    ------
    InputProblems
        Naming every such column with its kind of agent, and every such series.
    """
    problems = [*_columns(model), *_series(model)]
    if problems:
        raise InputProblems(problems)


def tables(model: ObservedModel) -> dict[str, Columns]:
    """Return the columns of every kind of agent, and of buildings, by name."""
    town = model.town
    return {"residents": town.residents, "communities": town.communities, "streets": town.streets,
            "buildings": town.buildings, "property firms": model.property_firms.table}


def _columns(model: ObservedModel) -> Iterator[Problem]:
    for kind, table in tables(model).items():
        for name in table.spec:
            if n := _n_odd(getattr(table, name)):
                yield Problem(_where(model), f"{kind}.{name}", None,
                              message("problem.not_finite", n=n, whole=len(table)), MEND)


def _series(model: ObservedModel) -> Iterator[Problem]:
    for name in model.daily_series.names:
        values = model.daily_series.series(name)
        if n := _n_odd(values):
            yield Problem(_where(model), f"daily series {name}", None,
                          message("problem.not_finite", n=n, whole=values.size), MEND)


def _n_odd(values: NDArray[np.generic]) -> int:
    """Return how many of the values are not finite."""
    return 0 if values.dtype.kind != "f" else int(values.size - np.count_nonzero(np.isfinite(values)))


def _where(model: ObservedModel) -> str:
    return f"run of {model.day} days with seed {model.base_seed}"
