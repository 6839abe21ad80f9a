"""Formulas 公式 that several parts of the model share: waiting times, spreads and what fades."""

from __future__ import annotations

from math import log
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.kernel.arrays import Ints

FloatOrArray = TypeVar("FloatOrArray", float, NDArray[np.float64])


def shot_noise(level: NDArray[np.floating], jumps: ArrayLike, decay: float, days: float) -> NDArray[np.floating]:
    """Return X after `days` of dX = −δX dt + J dN, the jumps of these days having come evenly over them.

    X e^(−δt) + J n (1 − e^(−δt))/(δt): with jumps J at rate λ the mean settles at λJ/δ, the variance at λJ²/2δ.

    Parameters
    ----------
    jumps : sum of the jumps of these days
    decay : δ, per day

    Notes
    -----
    Source: Campbell's theorem; note:B16.
    """
    kept = float(np.exp(-decay * days))
    fresh = (1 - kept) / (decay * days) if decay else 1.0
    return np.asarray(level * kept + np.asarray(jumps) * fresh)


def logistic(log_odds: ArrayLike) -> NDArray[np.floating]:
    """Return the chances that log odds mean, exactly 0 for −∞ and 1 for ∞."""
    with np.errstate(over="ignore"):  # odds beyond what a number holds are a chance of 0
        return np.asarray(1 / (1 + np.exp(-np.asarray(log_odds))))


def with_log_odds(chance: ArrayLike, more: ArrayLike) -> NDArray[np.float64]:
    """Return a chance whose log odds are so much higher: p eˣ / (1 − p + p eˣ); 0 and 1 stay, and so does all if x = 0.

    Parameters
    ----------
    chance : float or array of any shape
        0 to 1.
    more : float or array that fits
        x, any number.
    """
    p, odds = np.asarray(chance), np.exp(more)
    return np.asarray(p + p * (1 - p) * (odds - 1) / (1 + p * (odds - 1)))  # exactly p where x = 0


def waiting(uniform: float) -> float:
    """Return the exponential waiting time of mean 1 that belongs to a uniform random number in (0, 1): −ln(u)."""
    return -log(uniform)


def uniform_around(mean: float, spread: float, uniform: FloatOrArray) -> FloatOrArray:
    """Return values that lie evenly between (1 − spread) and (1 + spread) times the mean.

    Parameters
    ----------
    uniform : float or array of any shape
        Uniform draws on (0, 1).
    """
    return mean * (1 + spread * (2 * uniform - 1))


def refusals(uniform: ArrayLike, refusal: float) -> Ints:
    """Return how many times each call or report is refused before it is heeded: geometric, growing with the chance of refusal.

    Parameters
    ----------
    uniform : uniform numbers of any shape
        Numbers above 0, one a call.
    """
    if refusal == 0:
        return np.zeros(np.shape(uniform), dtype=np.int64)
    return np.floor(np.log(uniform) / np.log(refusal)).astype(np.int64)
