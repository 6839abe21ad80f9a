"""Margins that are given 给定边际: what the tables of a district say takes the place of what would be drawn, exactly.

A community with a given number of households, elders, people whom the app reaches, buildings or lifts has just that number.
Who they are stays drawn with the same random numbers as without tables: those who would have been first are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.districts import DistrictData
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams

Floats = NDArray[np.float64]
Integers = NDArray[np.integer]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
NEVER = 1e-9
"""Chance that stands for none at all where the order of people is by their chances."""


def filled(drawn: NDArray[np.number], given: Floats) -> Floats:
    """Return what is drawn, with what is given in its place; NaN is not given."""
    return np.asarray(np.where(np.isnan(given), drawn, given), dtype=np.float64)


def households_given(data: DistrictData, drawn: Ints) -> Floats:
    """Return the households of every community, NaN where those that are drawn are as good, shape (C,).

    Where only buildings are given, there is at least one household for each.
    """
    households, buildings = data.numbers("households"), data.numbers("buildings")
    return np.where(np.isnan(households) & (buildings > drawn), buildings, households)


def form_given_households(first: Bools, start: Integers, households: Floats, streams: Streams) -> None:
    """Mark the first members of households anew in communities with a given number of households, shape (n,).

    Everybody beyond one per household joins any of them with equal chance: so are sizes of one plus a Poisson number of others
    distributed, given their sum.
    """
    for community in np.flatnonzero(~np.isnan(households)).tolist():
        begin, end, n = int(start[community]), int(start[community + 1]), int(households[community])
        joined = streams(Purpose.TOWN_HOUSEHOLD, 1 + community).integers(0, n, end - begin - n)
        sizes = 1 + np.bincount(joined, minlength=n)
        first[begin:end] = False
        first[begin + np.cumsum(sizes) - sizes] = True


def exact_quantiles(uniform: Floats, share: Floats, community: Integers, counts: Floats) -> tuple[Floats, Floats]:
    """Return quantiles and shares such that in every community with a given count just so many quantiles lie below the share.

    Quantiles become ranks within the community, (r + ½) / N, and the share K / N; ties, such as a couple, keep their order.

    Parameters
    ----------
    uniform, share, community : shape (n,)
    counts : shape (C,), NaN for none
    """
    is_given = ~np.isnan(counts)[community]
    order = np.lexsort((uniform, community))
    size = np.bincount(community, minlength=counts.size)
    begin = np.cumsum(size) - size
    rank = np.empty(uniform.size)
    rank[order] = np.arange(uniform.size) - begin[community[order]]
    n = size[community]
    return (np.where(is_given, (rank + 0.5) / n, uniform),
            np.where(is_given, np.nan_to_num(counts)[community] / n, share))


def exact_reach(reached: Bools, uniform: Floats, chance: Floats, adult: Bools, community: Integers, shares: Floats) -> Bools:
    """Return whom the app reaches: of the adults of a community with a given share just that share, rounded to people.

    Those come first whose random number is smallest relative to their chance, so that the young stay ahead of the old.
    """
    adults = np.bincount(community[adult], minlength=shares.size)
    score = np.where(adult, uniform / np.maximum(chance, NEVER), np.inf)
    quantile, share = exact_quantiles(score, np.zeros(score.size), community, np.rint(shares * adults))
    return np.where(np.isnan(shares)[community], reached, quantile < share)


def first_of(drawn: Bools, uniform: Floats, allowed: Bools, community: Integers, counts: Floats) -> Bools:
    """Return who is chosen: in communities with a given count so many of those allowed as have the smallest random numbers.

    Where fewer are allowed, all of them.
    """
    there = np.bincount(community[allowed], minlength=counts.size)
    score = np.where(allowed, uniform, np.inf)
    quantile, share = exact_quantiles(score, np.zeros(score.size), community, np.minimum(counts, there))
    return np.where(np.isnan(counts)[community], drawn, quantile < share)


def apportion(total: int, weights: Floats) -> Ints:
    """Return whole numbers in proportion to weights that add up to a total, shape of `weights` (Hamilton's method).

    Whatever remains after rounding down goes where the fraction was largest; without weights all are alike.
    """
    weights = weights if weights.sum() > 0 else np.ones_like(weights)
    quota = total * weights / weights.sum()
    found = np.floor(quota).astype(np.int64)
    found[np.argsort(found - quota, kind="stable")[: total - int(found.sum())]] += 1
    return found


def place_lifts(drawn: Integers, lifts: Floats, community: Integers, weights: Floats) -> Ints:
    """Return the lifts of every building, shape (B,), such that communities with a given number have just so many.

    Parameters
    ----------
    weights : shape (B,)
        Lifts that a building would have on average.
    """
    found = drawn.astype(np.int64)
    for number in np.flatnonzero(~np.isnan(lifts)).tolist():
        rows = slice(*np.searchsorted(community, [number, number + 1]).tolist())
        found[rows] = apportion(int(lifts[number]), weights[rows])
    return found
