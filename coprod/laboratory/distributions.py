"""Distributions of uncertain numbers, each as its quantile function, so that any sample of the unit cube can follow them.

The names and parameters are those of SALib and R where these agree: triangular (low, mode, high), normal (mean, sd), truncated
normal, lognormal (mean and standard deviation of the logarithm), beta (alpha, beta) between two ends.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Name: TypeAlias = Literal["triangular", "normal", "truncated_normal", "lognormal", "beta"]

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "uniform": ("low", "high"), "log_uniform": ("low", "high"), "triangular": ("low", "mode", "high"),
    "normal": ("mean", "sd"), "truncated_normal": ("mean", "sd", "low", "high"),
    "lognormal": ("mean_log", "sd_log"), "beta": ("alpha", "beta", "low", "high")}
"""What each distribution is given by; ``low`` and ``high`` are by default the ends of the declared plausible range."""

POSITIVE = ("sd", "sd_log", "alpha", "beta")

TAIL = 1e-4
"""A distribution without ends is cut at its 0.01 % and 99.99 % quantiles: samples contain the ends of the unit interval."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution between two ends, given by its quantile function.

    Parameters
    ----------
    name : str
        triangular, normal, truncated_normal, lognormal or beta.
    parameters : tuple of float
        Triangular: the mode. Normal and truncated normal: mean, sd. Lognormal: mean and sd of the logarithm. Beta: alpha, beta.
    low, high : float
        Ends, in the units of the parameter. Normal and lognormal distributions are those truncated there.
    """

    name: Name
    parameters: tuple[float, ...]
    low: float
    high: float

    def quantile(self, u: float) -> float:
        """Return the value that a share `u` of the distribution lies below, 0 ≤ u ≤ 1."""
        if self.name == "triangular":
            return _triangular(u, self.low, self.parameters[0], self.high)
        if self.name == "beta":
            from scipy.special import betaincinv

            alpha, beta = self.parameters
            return self.low + (self.high - self.low) * float(betaincinv(alpha, beta, u))
        below, above = (probability_below(self.name, self.parameters, end) for end in (self.low, self.high))
        value = untruncated_quantile(self.name, self.parameters, below + u * (above - below))
        return min(max(value, self.low), self.high)


def untruncated_quantile(name: str, parameters: tuple[float, ...], u: float) -> float:
    """Return the quantile of a normal or lognormal distribution without ends."""
    from scipy.special import ndtri

    mean, sd = parameters
    value = mean + sd * float(ndtri(u))
    return math.exp(value) if name == "lognormal" else value


def probability_below(name: str, parameters: tuple[float, ...], value: float) -> float:
    """Return the probability that a normal or lognormal distribution without ends gives to what lies below `value`."""
    from scipy.special import ndtr

    mean, sd = parameters
    if name == "lognormal":
        value = math.log(value) if value > 0 else -math.inf
    return float(ndtr((value - mean) / sd))


def _triangular(u: float, low: float, mode: float, high: float) -> float:
    left = (mode - low) / (high - low)
    if u < left:
        return low + math.sqrt(u * (high - low) * (mode - low))
    return high - math.sqrt((1 - u) * (high - low) * (high - mode))
