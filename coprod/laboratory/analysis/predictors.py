"""Two kinds of surrogate, each fitted by scikit-learn: a Gaussian process, and a sparse polynomial chaos expansion."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_MOST_SEARCHED = 200
"""Points among which a fold looks for its kernel: the time that takes grows with their cube."""


class Predictor(Protocol):
    """A function from points of the unit cube, (n_points, n_inputs), to an outcome, (n_points,)."""

    def __call__(self, x: Floats) -> Floats:
        """Return the outcome foretold at points."""


@dataclass(frozen=True)
class GaussianProcess:
    """A Gaussian process that was fitted, with its kernel."""

    model: Any

    def __call__(self, x: Floats) -> Floats:
        """Return its mean at points."""
        return np.concatenate([self.model.predict(part) for part in np.array_split(x, max(len(x) // 4096, 1))])


@dataclass(frozen=True)
class PolynomialChaos:
    """A sum of products of Legendre polynomials: exponents (n_terms, n_inputs), coefficients and a constant."""

    degrees: NDArray[np.int64]
    coefficients: Floats
    constant: float

    def __call__(self, x: Floats) -> Floats:
        """Return its value at points."""
        return self.constant + _terms(x, self.degrees) @ self.coefficients


def gaussian_process(x: Floats, y: Floats, like: Predictor | None = None) -> Predictor:
    """Fit a Gaussian process with a Matérn 5/2 kernel, a length scale for every input, and white noise.

    `like`: another one whose kernel is taken over as it is, which saves the search for its parameters.
    """
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

    k = x.shape[1]
    kernel = (ConstantKernel(1.0, (1e-2, 1e4)) * Matern(np.full(k, 1.0), (5e-2, 1e2), nu=2.5)
              + WhiteKernel(1e-2, (1e-7, 2.0)))
    optimizer: str | None = "fmin_l_bfgs_b"
    if isinstance(like, GaussianProcess):
        kernel, optimizer = like.model.kernel_, None
    model = GaussianProcessRegressor(kernel, normalize_y=True, optimizer=optimizer, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of length scales at their bounds: inputs that do not matter
        return GaussianProcess(model.fit(x, y))


def without_a_fold(kind: str, x: Floats, y: Floats) -> Predictor:
    """Fit a surrogate of a kind for cross-validation, to the points that are left when a fold is taken out.

    It chooses its own kernel or terms: those of the fit to all points know the points left out, and where runs are noisy Q² is
    then too high by tenths. Of more than 200 points, the kernel is looked for among the first 200.
    """
    if kind != "gaussian_process" or np.ptp(y) == 0:
        return KINDS[kind](x, y)
    few, of_few = x[:_MOST_SEARCHED], y[:_MOST_SEARCHED]
    found = gaussian_process(few, of_few)
    return found if len(few) == len(x) else gaussian_process(x, y, found)


def polynomial_chaos(x: Floats, y: Floats) -> Predictor:
    """Fit a sparse expansion: orthogonal matching pursuit chooses its terms, as many as cross-validation finds best."""
    from sklearn.linear_model import OrthogonalMatchingPursuitCV

    degrees = candidate_degrees(x.shape[1], 2 * len(y))
    matrix = _terms(x, degrees)
    most = int(min(len(y) // 3, len(degrees)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of terms that are not independent at these points
        model = OrthogonalMatchingPursuitCV(cv=5, max_iter=max(most, 1)).fit(matrix, y)
    return PolynomialChaos(degrees, np.asarray(model.coef_, dtype=float), float(model.intercept_))


def candidate_degrees(n_inputs: int, most: int) -> NDArray[np.int64]:
    """Return the exponents of candidate terms, (n_terms, n_inputs), about `most` of them at most.

    Hyperbolic truncation (Blatman & Sudret 2011): (Σ dⱼ^q)^(1/q) ≤ p, at most three inputs a term; p grows while there is room.
    With few inputs q is 0.75, so that interactions of high degree are among them.
    """
    q = 0.75 if n_inputs <= 4 else 0.5
    found = _truncated(n_inputs, 2, q)
    for p in range(3, 13):
        larger = _truncated(n_inputs, p, q)
        if len(larger) > max(most, 2 * n_inputs):
            break
        found = larger
    return found


def _truncated(n_inputs: int, p: int, q: float) -> NDArray[np.int64]:
    terms = []
    for order in range(1, min(n_inputs, 3) + 1):
        powers = [d for d in product(range(1, p + 1), repeat=order) if sum(one**q for one in d) <= p**q + 1e-9]
        for inputs in combinations(range(n_inputs), order):
            for d in powers:
                term = np.zeros(n_inputs, dtype=np.int64)
                term[list(inputs)] = d
                terms.append(term)
    return np.array(terms)


def _terms(x: Floats, degrees: NDArray[np.int64]) -> Floats:
    """Return the terms at points, (n_points, n_terms): orthonormal on the unit cube."""
    from numpy.polynomial import legendre

    highest = int(degrees.max())
    scale = np.sqrt(2 * np.arange(highest + 1) + 1)
    values = legendre.legvander(2 * x - 1, highest) * scale  # (n_points, n_inputs, degree)
    result = np.ones((len(x), len(degrees)))
    for j in range(x.shape[1]):
        used = degrees[:, j] > 0
        result[:, used] *= values[:, j, degrees[used, j]]
    return result


KINDS: Mapping[str, Callable[[Floats, Floats], Predictor]] = {
    "gaussian_process": gaussian_process, "polynomial_chaos": polynomial_chaos}
