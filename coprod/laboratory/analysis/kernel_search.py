"""The search for a kernel's parameters by maximum likelihood, several times faster than scikit-learn's own, to the same end.

Cross-validation searches a kernel for every fold. The likelihood and its gradient (Rasmussen & Williams 2006, 5.4) are worked out
from squared distances that are the same at every step, so these are made once; scikit-learn makes them anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

Search: TypeAlias = Callable[[Any, Floats, Floats], tuple[Floats, float]]
"""What scikit-learn takes as an optimizer: of its own objective, of parameters at the beginning, and of their bounds."""

_JITTER = 1e-10
"""Added to the diagonal, as scikit-learn does."""


def kernel_search(x: Floats, y: Floats) -> Search:
    """Return the search for constant × Matérn 5/2 + white noise at points (n_points, n_inputs) with outcomes (n_points,)."""
    from scipy.optimize import minimize

    squares = (x.T[:, :, None] - x.T[:, None, :]) ** 2
    scaled = (y - y.mean()) / y.std()

    def objective(theta: Floats) -> Any:
        return likelihood(theta, squares, scaled)

    def search(_: Any, begin: Floats, bounds: Floats) -> tuple[Floats, float]:
        box = [(float(low), float(high)) for low, high in bounds]
        found = minimize(objective, begin, jac=True, bounds=box, method="L-BFGS-B")
        return found.x, float(found.fun)

    return search


def likelihood(theta: Floats, squares: Floats, y: Floats) -> tuple[float, Floats]:
    """Return minus the log-likelihood and its gradient in `theta`.

    Parameters
    ----------
    theta : (2 + n_inputs,)
        Logarithms of the constant, the length scales, and the variance of the noise.
    squares : (n_inputs, n_points, n_points)
        Squared distances in every input.
    y : (n_points,)
        Outcomes about a mean of 0.
    """
    from scipy.linalg import LinAlgError, cho_factor, cho_solve

    constant, shrunk, noise = np.exp(theta[0]), np.exp(-2 * theta[1:-1]), np.exp(theta[-1])
    distance = np.sqrt(5 * np.tensordot(shrunk, squares, 1))
    decay = constant * np.exp(-distance)
    smooth = decay * (1 + distance + distance**2 / 3)
    try:
        factor = cho_factor(smooth + (noise + _JITTER) * np.eye(len(y)), lower=True)
    except LinAlgError:
        return np.inf, np.zeros_like(theta)
    weights = cho_solve(factor, y)
    pull = np.outer(weights, weights) - cho_solve(factor, np.eye(len(y)))
    of_lengths = np.tensordot(squares, pull * decay * (1 + distance), 2) * shrunk * 5 / 3
    gradient = np.concatenate([[(pull * smooth).sum()], of_lengths, [noise * np.trace(pull)]]) / 2
    value = y @ weights / 2 + np.log(np.diag(factor[0])).sum() + len(y) / 2 * np.log(2 * np.pi)
    return float(value), -gradient
