"""Arrivals 到达: events of a Poisson process, drawn for four weeks at once and handed out day by day.

How many arrive on a day at a place is read off the random numbers of that place and day, and everything about
an arrival off the random numbers of its key (day, place, number). A higher rate therefore adds arrivals and changes none.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams

BLOCK_DAYS = 28
"""Days drawn at once: NumPy calls cost the same for one day as for four weeks of a small town."""

SLOTS = 4096
"""Keys kept free for the arrivals of one day at one place."""
CEILING = SLOTS // 2 - 1
"""Most arrivals of one day at one place: the other half of the keys is for duplicates."""


class ArrivalBuffer:
    """What will arrive, a block of days at a time.

    Parameters
    ----------
    draw : (first_day, n_days) -> rows
        Returns the rows of a block, sorted by their field ``arrived``.
    """

    def __init__(self, draw: Callable[[int, int], Rows]) -> None:
        self._draw = draw
        self._block = -1
        self._rows: Rows
        self._edges: list[int]

    def __call__(self, day: int) -> Rows:
        """Return the rows of `day`: a view that the caller must not write to."""
        block, i = divmod(day, BLOCK_DAYS)
        if block != self._block:
            self.block(day)
        return self._rows[self._edges[i] : self._edges[i + 1]]

    def forget(self) -> None:
        """Draw the block anew when next asked for, as what its rates hang on has changed; every draw has its own address."""
        self._block = -1

    def span(self, day: int) -> slice:
        """Return where the rows of `day` stand in the block drawn last."""
        i = day % BLOCK_DAYS
        return slice(self._edges[i], self._edges[i + 1])

    def block(self, day: int) -> Rows:
        """Return the rows of all days of the block that `day` lies in."""
        block = day // BLOCK_DAYS
        if block != self._block:
            first = block * BLOCK_DAYS
            self._rows, self._block = self._draw(first, BLOCK_DAYS), block
            edges = self._rows["arrived"].searchsorted(np.arange(first, first + BLOCK_DAYS + 1))
            self._edges = edges.tolist()  # plain numbers slice faster
        return self._rows


def draw_arrivals(
    streams: Streams, purpose: Purpose, first_day: int, rate: Floats, places: Ints, n_places: int
) -> tuple[Ints, Ints, Ints]:
    """Draw the arrivals of a block of days.

    Parameters
    ----------
    rate : shape (n_days, n)
        Mean arrivals a day at each of the `places`.
    places : shape (n,)
        Numbers below `n_places` that are the addresses of the places.

    Returns
    -------
    day, index, key : shape (arrivals,)
        Day, position in `places` and key of every arrival, in this order.
    """
    n_days, n = rate.shape
    address = (first_day + np.arange(n_days))[:, None] * n_places + places
    count = poisson_counts(streams.uniform(purpose, address), rate).ravel()
    cell = np.repeat(np.arange(count.size), count)
    number = np.arange(cell.size) - np.repeat(np.cumsum(count) - count, count)
    return first_day + cell // n, cell % n, address.ravel()[cell] * SLOTS + number


def poisson_counts(uniform: ArrayLike, rate: ArrayLike) -> Ints:
    """Return the Poisson counts at which the distribution function passes `uniform`: growing with `rate`.

    Parameters
    ----------
    uniform, rate : arrays of one shape
        Uniform random numbers, and mean counts up to 700.
    """
    uniform, rate = np.asarray(uniform), np.asarray(rate)
    if uniform.shape != rate.shape:
        uniform, rate = np.broadcast_arrays(uniform, rate)
    count = np.zeros(uniform.shape, dtype=np.int64)
    below = term = np.exp(-rate)
    more = uniform > below
    if not np.count_nonzero(more):
        return count
    highest = rate.max()
    for k in range(1, CEILING + 1):
        if k > highest and term.max() == 0.0:
            break
        count += more
        term = term * rate / k
        below += term
        more = uniform > below
        if not np.count_nonzero(more):
            break
    return count


def exponential(uniform: ArrayLike, mean: float) -> Floats:
    """Return exponential values with this mean: −m ln(uniform)."""
    return -mean * np.log(uniform)


def poisson_count(uniform: float, mean: float) -> int:
    """Return one Poisson count, as :func:`poisson_counts` does."""
    term = below = float(np.exp(-mean))
    for k in range(1, CEILING + 1):
        if not uniform > below or (k > mean and term == 0.0):
            return k - 1
        term = term * mean / k
        below += term
    return CEILING
