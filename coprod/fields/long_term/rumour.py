"""Rumour and emotion 谣言与情绪: how word and fear run along the ties of a community (mech:T11–mech:T13; note:B15).

Both run on a neighbourhood: a sparse matrix of who knows whom. Random numbers are addressed by resident or tie and by
event, so that more talk or less official word changes nobody's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from coprod.kernel.columns import rows_where
from coprod.kernel.purposes import Purpose
from coprod.town.ties import degrees, neighbours

Rows = NDArray[np.intp]
Floats = NDArray[np.floating]
Bools = NDArray[np.bool_]

MOST_AVERAGINGS = 2000
"""Averagings after which emotions are taken as they are."""
SETTLED = 1e-4
"""Change of emotion below which it has come to rest."""


@dataclass(frozen=True, slots=True)
class Talk:
    """How people talk: rates per unit of time, the same unit for all of them."""

    beta: float
    """Contacts of a spreader, spread evenly over the mean number of ties."""
    forget: float
    """Rate of losing interest."""
    official: float
    """Rate at which official information reaches a spreader, who then stops."""
    stifling: float
    """Chance to stop on meeting somebody who knows already: 0 as in SIR, 1 as in Maki–Thompson."""


def spread(ties: sparse.csr_array, seeds: Rows, talk: Talk, uniform: Callable[[Purpose, Rows, int], Floats]) -> Bools:
    """Let a rumour run its course in continuous time; return who has heard it, shape (n,).

    A spreader calls along each tie at rate β/d, d being the mean number of ties, and stops at rate forget + official; on
    calling somebody who knows already it stops with chance `stifling`. Nothing is cut into rounds: without stifling only
    the ties along which somebody calls in time are followed (the course of time does not matter to who hears in the
    end), with stifling the calls are taken one after the other as they fall. On a large complete network the share z who
    hear solves 1 − z = e^(−R0 z), R0 = β / (forget + official), without stifling; with stifling alone a share of 0.203
    never hears.

    Parameters
    ----------
    ties : shape (n, n), symmetric 0/1
    seeds : rows who begin
    uniform : (purpose, keys, number) -> uniform random numbers

    Notes
    -----
    Source: Kermack & McKendrick 1927; Maki & Thompson 1973.
    """
    if not talk.beta or not ties.nnz:
        heard = np.zeros(ties.shape[0], dtype=bool)
        heard[seeds] = True
        return heard
    return (_called_in_turn if talk.stifling else _called_in_time)(ties, seeds, talk, uniform)


def contact_per_tie(talk: Talk, mean_ties: float) -> float:
    """Return the rate of calls along one tie, so that a spreader makes β of them in the mean."""
    return float(talk.beta / mean_ties) if mean_ties else 0.0


def _called_in_time(
    ties: sparse.csr_array, seeds: Rows, talk: Talk, uniform: Callable[[Purpose, Rows, int], Floats]
) -> Bools:
    """Follow the ties along which a spreader calls before it stops: the rumour as percolation, exact without stifling."""
    n = ties.shape[0]
    heard = np.zeros(n, dtype=bool)
    heard[seeds] = True
    contact, stops = contact_per_tie(talk, ties.nnz / n), talk.forget + talk.official
    spreading = np.flatnonzero(heard)
    while spreading.size:
        tells = -np.log(uniform(Purpose.RUMOUR_STOP, spreading, 0)) / stops if stops else np.full(spreading.size, np.inf)
        others = neighbours(ties, spreading)
        call = rows_where(~heard[others])  # to those who know nothing yet
        others, by = others[call], np.arange(spreading.size).repeat(degrees(ties, spreading))[call]
        calls = -np.log(uniform(Purpose.RUMOUR_HEAR, spreading[by] * n + others, 0)) < contact * tells[by]
        knew = heard.copy()
        heard[others[calls]] = True
        spreading = rows_where(heard > knew)
    return heard


def _called_in_turn(
    ties: sparse.csr_array, seeds: Rows, talk: Talk, uniform: Callable[[Purpose, Rows, int], Floats]
) -> Bools:
    """Take the calls of all spreaders one after the other as they fall.

    Waiting, whom it calls and whether it stops are read off the numbers of the spreader and its call. A spreader all of
    whose ties know can change nothing any more and is left out.
    """
    n = ties.shape[0]
    contact, stops = contact_per_tie(talk, ties.nnz / n), talk.forget + talk.official
    starts, others, degree = ties.indptr.tolist(), ties.indices, np.diff(ties.indptr)
    everybody, calls = np.arange(n), _Calls(n, uniform)
    waits = -np.log(uniform(Purpose.RUMOUR_STOP, everybody, 0)) / stops if stops else np.full(n, np.inf)
    until, open_ties, rate = waits.tolist(), degree.copy(), (contact * degree).tolist()
    heard = [False] * n
    agenda: list[tuple[float, int, int]] = []

    def hears(row: int, now: float) -> None:
        heard[row] = True
        until[row] += now
        open_ties[others[starts[row]:starts[row + 1]]] -= 1
        goes_on(row, now, 0)

    def goes_on(row: int, now: float, number: int) -> None:
        if open_ties[row]:
            heappush(agenda, (now + calls.wait(row, number) / rate[row], row, number))

    for row in dict.fromkeys(np.asarray(seeds).tolist()):
        hears(row, 0.0)
    while agenda:
        now, row, number = heappop(agenda)
        if now >= until[row]:
            continue
        other = int(others[starts[row] + int(calls.whom(row, number) * degree[row])])
        if not heard[other]:
            hears(other, now)
        elif calls.stops(row, number) < talk.stifling:
            continue
        goes_on(row, now, number + 1)
    return np.array(heard)


class _Calls:
    """The random numbers of calls, drawn for everybody at once when somebody first makes a call of that number."""

    def __init__(self, n: int, uniform: Callable[[Purpose, Rows, int], Floats]) -> None:
        self._everybody, self._uniform = np.arange(n), uniform
        self._drawn: list[tuple[list[float], list[float], list[float]]] = []

    def wait(self, row: int, number: int) -> float:
        """Return the waiting for a call in units of the mean."""
        if number == len(self._drawn):
            wait, whom, stops = (self._uniform(purpose, self._everybody, number)
                                 for purpose in (Purpose.RUMOUR_HEAR, Purpose.RUMOUR_WHOM, Purpose.RUMOUR_STIFLE))
            self._drawn.append(((-np.log(wait)).tolist(), whom.tolist(), stops.tolist()))
        return self._drawn[number][0][row]

    def whom(self, row: int, number: int) -> float:
        """Return where in the list of ties the one who is called stands, from 0 to 1."""
        return self._drawn[number][1][row]

    def stops(self, row: int, number: int) -> float:
        """Return what decides whether the caller stops if the other knows."""
        return self._drawn[number][2][row]


def converge(weights: sparse.csr_array, susceptibility: ArrayLike, first: Floats, settled: float = SETTLED) -> Floats:
    """Return where emotions come to rest: x = (I − ΛW)⁻¹ (I − Λ) x0, by repeated averaging from x0.

    Parameters
    ----------
    weights : shape (n, n), rows sum to 1 (or 0 for those who know nobody)
    susceptibility : shape (n,) or scalar
        Λ, how far each is moved by others. With 1 throughout the limit is DeGroot's consensus.
    first : shape (n,)
    settled : change in one averaging below which emotions have come to rest

    Notes
    -----
    Source: DeGroot 1974; Friedkin & Johnsen 1990.
    """
    open_to, x = np.asarray(susceptibility), np.asarray(first, dtype=float)
    own = (1 - open_to) * first
    for _ in range(MOST_AVERAGINGS):
        following = open_to * (weights @ x) + own
        done = abs(following - x).max(initial=0.0) < settled
        x = following
        if done:
            break
    return np.asarray(x)


def neighbourhood(ties: sparse.csr_array, start: int, end: int) -> sparse.csr_array:
    """Return the ties among the rows from `start` to `end`, as a matrix of their own."""
    first, last = ties.indptr[start], ties.indptr[end]
    others = ties.indices[first:last]
    inside = (others >= start) & (others < end)
    upto = np.concatenate([[0], np.cumsum(inside)])
    edges = upto[ties.indptr[start : end + 1] - first]
    within = others[inside] - start
    return sparse.csr_array((np.ones(within.size), within, edges), shape=(end - start, end - start))


def averaging(ties: sparse.csr_array) -> sparse.csr_array:
    """Return the weights of :func:`converge` in which everybody heeds all they know alike."""
    degree = np.diff(ties.indptr)
    return sparse.csr_array((np.repeat(1 / np.maximum(degree, 1), degree), ties.indices, ties.indptr), shape=ties.shape)
