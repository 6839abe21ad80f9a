"""Profiles: how well the figures can be met at every value of one parameter, the others being chosen as well as can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import ndtr, ndtri

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams

if TYPE_CHECKING:
    from coprod.laboratory.calibration.course import Course

STEPS = 17
PASSES = 3.841458820694124
"""95 % quantile of χ² with one degree of freedom: what a profile may rise by before a value is taken to be ruled out."""
_STARTS, _KEPT, _ROUNDS, _CHILDREN = 60, 6, 4, 5


def profile(course: Course, j: int) -> list[dict[str, Any]]:
    """Return value and deviance (above the least) of parameter `j` at places all over its prior.

    At every place the search starts from what fits best elsewhere and from points of the space that is left, and varies the best
    of them; the emulator answers in place of the model.
    """
    assert course.population is not None
    prior, judge, k = course.calibration.priors[j], course.judge, course.unit.shape[1]
    generator = Streams(course.calibration.method.seed)(Purpose.LABORATORY_CALIBRATION, 40_000 + j)
    starts = np.vstack([course.population.draw(_STARTS, course.calibration.method.seed + 3),
                        ndtri(np.clip(course.waves[-1].space.unit[:_STARTS], 1e-6, 1 - 1e-6))])
    places = (np.arange(STEPS) + 0.5) / STEPS
    z = np.repeat(starts[None], STEPS, axis=0)
    z[:, :, j] = ndtri(places)[:, None]
    found = judge.deviance(ndtr(z.reshape(-1, k))).reshape(STEPS, -1)
    scale = 0.3 * np.sqrt(np.diag(course.population.covariance()))
    for _ in range(_ROUNDS):
        best = np.argsort(found, axis=1)[:, :_KEPT]
        z, found = np.take_along_axis(z, best[:, :, None], axis=1), np.take_along_axis(found, best, axis=1)
        new = np.repeat(z, _CHILDREN, axis=1)
        moves = scale * generator.standard_normal(new.shape)
        moves[:, :, j] = 0.0
        new = new + moves
        z = np.concatenate([z, new], axis=1)
        found = np.concatenate([found, judge.deviance(ndtr(new.reshape(-1, k))).reshape(STEPS, -1)], axis=1)
        scale = 0.6 * scale
    least = found.min(axis=1)
    floor = float(least.min())
    return [{"value": float(prior.at(float(u))), "deviance": float(one - floor)} for u, one in zip(places, least, strict=True)]
