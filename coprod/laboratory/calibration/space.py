"""The space that is not ruled out yet: a population spread over it by the prior, and how much of the prior it holds.

What is left after some waves may be a millionth of the prior. So it is reached by levels (subset simulation: Au & Beck 2001):
the most implausible part of the population is dropped, the rest is copied and moved within the level, until nothing is ruled out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from coprod.laboratory.calibration.targets import Floats

_KEPT = 0.2
_LEVELS = 25
_MOVES = 6
_WANTED = 0.3
"""Share of moves that should be accepted."""

Measure = Callable[[Floats], Floats]
"""Returns the implausibility of points of the unit cube, above 1 where they are ruled out."""


@dataclass(frozen=True)
class Space:
    """Points of the unit cube that are not ruled out, and the share of the prior that they stand for."""

    unit: Floats
    share: float

    @property
    def is_empty(self) -> bool:
        """Tell whether everything is ruled out."""
        return not len(self.unit)


def narrowed(space: Space, before: Measure | None, measure: Measure, generator: np.random.Generator) -> Space:
    """Return what a further measure leaves of a space; `before`: what is ruled out already."""
    z, share = ndtri(_inside(space.unit)), space.share
    found, step = measure(_inside(space.unit)), 2.38 / np.sqrt(space.unit.shape[1])
    n = len(z)
    for _ in range(_LEVELS):
        level = max(1.0, float(np.quantile(found, _KEPT)))
        kept = found <= level
        share *= float(kept.mean())
        z, found, step = _moved(z[kept], found[kept], n, level, step, before, measure, generator)
        if level == 1.0:
            return Space(ndtr(z), share)
    return Space(np.empty((0, z.shape[1])), 0.0)


def _moved(z: Floats, found: Floats, n: int, level: float, step: float, before: Measure | None, measure: Measure,
           generator: np.random.Generator) -> tuple[Floats, Floats, float]:
    """Fill the population up with copies and move it within the level (Metropolis), so that it follows the prior there."""
    rows = np.concatenate([np.arange(len(z)), generator.integers(len(z), size=n - len(z))])
    z, found = z[rows].copy(), found[rows].copy()
    covariance = np.cov(z.T).reshape(z.shape[1], z.shape[1])
    lower = np.linalg.cholesky(covariance + 1e-8 * np.eye(z.shape[1]))
    for _ in range(_MOVES):
        new = z + step * generator.standard_normal(z.shape) @ lower.T
        accepted = np.log(generator.random(n)) < 0.5 * ((z**2).sum(axis=1) - (new**2).sum(axis=1))
        accepted[accepted] = True if before is None else before(ndtr(new[accepted])) <= 1
        value = np.full(n, np.inf)
        if accepted.any():
            value[accepted] = measure(ndtr(new[accepted]))
        accepted &= value <= level
        z[accepted], found[accepted] = new[accepted], value[accepted]
        step *= float(np.exp(accepted.mean() - _WANTED))
    return z, found, step


def _inside(unit: Floats) -> Floats:
    """Return points that do not lie at the very ends, where normal coordinates would be infinite."""
    return np.clip(unit, 1e-9, 1 - 1e-9)


def spread_out(unit: Floats, n: int) -> Floats:
    """Return `n` of the points that lie far from each other, each next one farthest from those chosen (Kennard & Stone 1969)."""
    chosen = [int(((unit - unit.mean(axis=0)) ** 2).sum(axis=1).argmin())]
    nearest = ((unit - unit[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < min(n, len(unit)):
        chosen.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, ((unit - unit[chosen[-1]]) ** 2).sum(axis=1))
    return unit[chosen]
