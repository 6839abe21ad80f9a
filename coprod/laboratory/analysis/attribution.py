"""Sharing out a loss among its causes: Shapley values over all combinations of causes turned off.

Turning one cause off saves more or less depending on which others are off already. Shapley's value (1953) averages what
it saves over all orders of turning them off, so the shares add up to what turning all off saves, whatever the order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.statistics import Interval, mean_interval

Coalition: TypeAlias = frozenset[str]


@dataclass(frozen=True)
class Attribution:
    """Shapley values by player, in units of the outcome, with intervals over replications; they add up to `total`."""

    values: Mapping[str, Interval]
    total: Interval

    def shares(self) -> dict[str, float]:
        """Return each player's share of the total; NaN if there is nothing to share."""
        total = self.total.estimate
        return {name: value.estimate / total if total else float("nan") for name, value in self.values.items()}


def coalitions(players: Sequence[str]) -> list[Coalition]:
    """Return all coalitions, from nobody to everybody."""
    return [frozenset(group) for size in range(len(players) + 1) for group in combinations(players, size)]


def shapley_values(players: Sequence[str],
                   worth: Mapping[Coalition, NDArray[np.float64]]) -> dict[str, NDArray[np.float64]]:
    r"""Return the Shapley value of every player, replication by replication.

    .. math:: \varphi_i = \sum_{S \subseteq N \setminus i} \frac{|S|!\,(n-|S|-1)!}{n!}\,[v(S \cup i) - v(S)]

    Parameters
    ----------
    worth : mapping of coalition to array (n_replications,)
        v(S), paired: entry r of every coalition met the same random numbers.
    """
    n = len(players)
    values = {}
    for player in players:
        others = [name for name in players if name != player]
        values[player] = sum(
            (_weight(len(group), n) * (worth[group | {player}] - worth[group]) for group in coalitions(others)),
            start=np.zeros_like(worth[frozenset()]))
    return values


def attribute(players: Sequence[str], worth: Mapping[Coalition, NDArray[np.float64]]) -> Attribution:
    """Return the Shapley values with their 95 % intervals; replications in which a run is missing are left out."""
    arrays = np.array([worth[group] for group in coalitions(players)])
    fine = ~np.isnan(arrays).any(axis=0)
    whole = {group: worth[group][fine] for group in coalitions(players)}
    values = shapley_values(players, whole)
    total = whole[frozenset(players)] - whole[frozenset()]
    return Attribution({name: mean_interval(value) for name, value in values.items()}, mean_interval(total))


def _weight(size: int, n: int) -> float:
    return factorial(size) * factorial(n - size - 1) / factorial(n)
