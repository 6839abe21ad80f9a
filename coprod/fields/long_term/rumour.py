"""Rumour and emotion 谣言与情绪: how word and fear run along the ties of a community (mech:T11–mech:T13; note:B15).

Both are formulas on a neighbourhood: a sparse matrix of who knows whom. Random numbers are addressed by resident, event
and round, so that more talk or less official word changes nobody's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from coprod.kernel.purposes import Purpose
from coprod.town.ties import degrees, neighbours

Rows = NDArray[np.intp]
Floats = NDArray[np.floating]
Bools = NDArray[np.bool_]

IGNORANT, SPREADER, STIFLER = range(3)
MOST_ROUNDS = 2000
"""Rounds after which a rumour is given up, whoever still tells it."""
SETTLED = 1e-4
"""Change of emotion below which it has come to rest."""


@dataclass(frozen=True, slots=True)
class Talk:
    """How people talk: rates per round."""

    beta: float
    """Contacts of a spreader, spread evenly over the mean number of ties."""
    forget: float
    """Rate of losing interest."""
    official: float
    """Rate at which official information reaches a spreader, who then stops."""
    stifling: float
    """How strongly it discourages to meet somebody who knows already: 0 as in SIR, 1 as in Maki–Thompson."""


def spread(ties: sparse.csr_array, seeds: Rows, talk: Talk, uniform: Callable[[Purpose, Rows, int], Floats]) -> Bools:
    """Let a rumour run its course, round by round; return who has heard it, shape (n,).

    An ignorant with k spreading neighbours hears within a round with chance 1 − e^(−βk/d), d being the mean number
    of ties; a spreader stops with chance 1 − e^(−(forget + official + stifling · β · m/d)), m of whose neighbours
    know. On a large complete network without stifling the share z who hear solves 1 − z = e^(−R0 z).

    Parameters
    ----------
    ties : shape (n, n), symmetric 0/1
    seeds : rows who begin
    uniform : (purpose, rows, round) -> uniform random numbers

    Notes
    -----
    Source: Kermack & McKendrick 1927; Maki & Thompson 1973.
    """
    state = np.zeros(ties.shape[0], dtype=np.int8)
    state[seeds] = SPREADER
    contact = contact_per_tie(talk, ties.nnz / ties.shape[0])
    for number in range(MOST_ROUNDS):
        spreading = np.flatnonzero(state == SPREADER)
        if not spreading.size:
            break
        exposure = np.bincount(neighbours(ties, spreading), minlength=state.size)
        open_ears = np.flatnonzero((exposure > 0) & (state == IGNORANT))
        hears = uniform(Purpose.RUMOUR_HEAR, open_ears, number) < -np.expm1(-contact * exposure[open_ears])
        stops = uniform(Purpose.RUMOUR_STOP, spreading, number) < _stop_probability(ties, spreading, state, talk, contact)
        state[open_ears[hears]] = SPREADER
        state[spreading[stops]] = STIFLER
    return state != IGNORANT


def contact_per_tie(talk: Talk, mean_ties: float) -> float:
    """Return contacts a round along one tie, so that a spreader makes R0 = β / forget of them in the mean.

    A spreader tells for 1/(1 − e^(−forget)) whole rounds in the mean, a little longer than 1/forget.
    """
    longer = talk.forget / -np.expm1(-talk.forget) if talk.forget else 1.0
    return float(talk.beta / longer / mean_ties) if mean_ties else 0.0


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
    for _ in range(MOST_ROUNDS):
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


def _stop_probability(ties: sparse.csr_array, spreading: Rows, state: NDArray[np.int8], talk: Talk, contact: float) -> Floats:
    rate = np.full(spreading.size, talk.forget + talk.official)
    if talk.stifling:
        knows = np.add.reduceat(np.append(state[neighbours(ties, spreading)] != IGNORANT, False).astype(float),
                                np.concatenate([[0], np.cumsum(degrees(ties, spreading))[:-1]]))
        rate += talk.stifling * contact * np.where(degrees(ties, spreading) > 0, knows, 0.0)
    return -np.expm1(-rate)
