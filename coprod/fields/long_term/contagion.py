"""Contagion 传播: an infection that runs through the communities of a town day by day (note:B20).

Susceptible, exposed, infectious, recovered, in whole people by community. How many change on a day is the quantile of
a binomial distribution at one random number of the community and the day, so that two policies meet the same contacts:
where less is done, the same number infects no fewer.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.special import bdtr, bdtrik

from coprod.kernel.arrays import Ints
from coprod.kernel.purposes import Purpose
from coprod.parameters import groups

Uniform = Callable[[Purpose, Ints, int], NDArray[np.float64]]
"""(purpose, communities, day) -> uniform random numbers."""


class Contagion:
    """One infection in all communities: `susceptible`, `exposed`, `infectious`, whole people, shape (C,) each.

    A susceptible of community c escapes infection on a day with chance exp(−β Σ_d M_cd I_d / N_d), M being who
    meets whom, β = R / (s · mean infectious days): without measures R people are infected by one case at the beginning,
    and the share z of the susceptible who are infected in the end solves 1 − z = (1 − z0) e^(−R z).

    Parameters
    ----------
    residents : shape (C,)
    mixing : shape (C, C), rows sum to 1; None if communities do not meet

    Notes
    -----
    Source: Kermack & McKendrick 1927; discrete days as in the chain binomial model of Reed and Frost.
    """

    def __init__(self, epidemic: groups.Epidemic, residents: ArrayLike, mixing: sparse.csr_array | None,
                 uniform: Uniform) -> None:
        self._residents = np.asarray(residents, dtype=float)
        self._mixing, self._uniform = mixing, uniform
        self._becomes_infectious, self._recovers = 1 / epidemic.latent_days, 1 / epidemic.infectious_days
        self._contact = epidemic.reproduction / (epidemic.susceptible * epidemic.infectious_days)
        self._rows = np.arange(self._residents.size)
        self.susceptible = np.rint(self._residents * epidemic.susceptible).astype(np.int64)
        self.exposed, self.infectious = np.zeros_like(self.susceptible), np.zeros_like(self.susceptible)

    @property
    def under_way(self) -> bool:
        """Whether anybody is infected."""
        return bool(self.exposed.any() or self.infectious.any())

    def enter(self, community: int, people: int) -> None:
        """Let up to so many susceptible people of a community be infected from outside."""
        infected = min(people, int(self.susceptible[community]))
        self.susceptible[community] -= infected
        self.exposed[community] += infected

    def step(self, day: int, prevented: ArrayLike = 0.0) -> Ints:
        """Let a day pass; return how many fall ill, and become infectious, in each community.

        Parameters
        ----------
        prevented : shape (C,) or scalar
            Share of the infections by cases of each community that measures prevent.
        """
        pressure = self.infectious * (1 - np.asarray(prevented)) / self._residents
        pressure = pressure if self._mixing is None else self._mixing @ pressure
        infected = self.draw(Purpose.EPIDEMIC_INFECTED, day, self.susceptible, -np.expm1(-self._contact * pressure))
        ill = self.draw(Purpose.EPIDEMIC_ILL, day, self.exposed, self._becomes_infectious)
        recovered = self.draw(Purpose.EPIDEMIC_RECOVERED, day, self.infectious, self._recovers)
        self.susceptible -= infected
        self.exposed += infected - ill
        self.infectious += ill - recovered
        return ill

    def draw(self, purpose: Purpose, day: int, people: Ints, chance: ArrayLike) -> Ints:
        """Return how many of these people of each community it happens to, shape (C,)."""
        drawn = np.zeros_like(people)
        chances = np.broadcast_to(np.asarray(chance, dtype=float), people.shape)
        some = np.flatnonzero((people > 0) & (chances > 0))
        if some.size:
            drawn[some] = binomial_quantile(self._uniform(purpose, self._rows[some], day), people[some], chances[some])
        return drawn


def binomial_quantile(uniform: NDArray[np.float64], people: Ints, chance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the smallest numbers k with P(Binomial(people, chance) ≤ k) ≥ uniform, shape (n,), as whole floats.

    The same as ``scipy.stats.binom.ppf``, whose module takes about a second to import.

    Parameters
    ----------
    uniform : inside (0, 1)
    people : 1 or more
    chance : above 0, at most 1
    """
    count = np.ceil(bdtrik(uniform, people, chance))  # solved over real numbers: one too many where just above a whole one
    below = np.maximum(count - 1, 0)
    return np.asarray(np.where(bdtr(below, people, chance) >= uniform, below, count), dtype=np.float64)


def who_meets_whom(ties: sparse.csr_array, start: NDArray[np.integer], between: float) -> sparse.csr_array | None:
    """Return the share of the contacts of each community that it has with each, shape (C, C); None if all are its own.

    `between` of them follow ties to other communities, one as likely as the other; a community without such ties keeps
    to itself.

    Parameters
    ----------
    ties : shape (n, n)
    start : first row of each community, and the end, shape (C + 1,)
    """
    n = len(start) - 1
    if not between or n == 1:
        return None
    rows, columns, shares = [], [], []
    for community in range(n):  # one after the other: the ties of a megacity do not fit into memory twice
        first, last = ties.indptr[start[community]], ties.indptr[start[community + 1]]
        others = np.bincount(np.searchsorted(start, ties.indices[first:last], side="right") - 1, minlength=n)
        others[community] = 0
        met = np.flatnonzero(others)
        own = between if met.size else 0.0
        rows.append(np.full(met.size + 1, community))
        columns.append(np.append(met, community))
        shares.append(np.append(own * others[met] / max(others.sum(), 1), 1 - own))
    entries = np.concatenate(shares), (np.concatenate(rows), np.concatenate(columns))
    return sparse.csr_array(sparse.coo_array(entries, shape=(n, n)))
