"""Several boxes: after PRIM has found one, it looks again among the points outside it (the covering of Friedman & Fisher 1999).

Failures often have more than one cause, each in its own part of the space; one box then has either low coverage or low density.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from coprod.laboratory.analysis.discovery import Box, Mask, Shares, discover, inside_box

_FEWEST_POINTS = 10


@dataclass(frozen=True)
class Cover:
    """One box of a covering, and the trajectory of boxes that led to it.

    Coverage, density and mass of both are shares of all failures and points, of which those inside earlier boxes are left out.
    ``so_far``: coverage of all boxes up to this one.
    """

    box: Box
    trajectory: tuple[Box, ...]
    so_far: float


def cover(inputs: pd.DataFrame, failed: Shares, most: int) -> list[Cover]:
    """Return at most `most` boxes, the best first, until no further one is better than chance.

    Parameters
    ----------
    inputs, failed
        As for :func:`coprod.laboratory.analysis.discovery.discover`.
    """
    failed = np.asarray(failed, dtype=float)
    left: Mask = np.ones(len(failed), dtype=bool)
    found: list[Cover] = []
    all_failures, n = max(float(failed.sum()), 1e-12), len(failed)
    while len(found) < most and left.sum() >= _FEWEST_POINTS and 0 < failed[left].sum() < left.sum():
        some = inputs[left].reset_index(drop=True)
        box, trajectory = discover(some, failed[left])
        if not box.limits:
            break
        of_failures, of_points = float(failed[left].sum()) / all_failures, float(left.sum()) / n
        inside = np.zeros(n, dtype=bool)
        inside[np.flatnonzero(left)[inside_box(some, box.limits)]] = True
        left = left & ~inside
        so_far = 1 - float(failed[left].sum()) / all_failures
        found.append(Cover(_of_all(box, of_failures, of_points),
                           tuple(_of_all(one, of_failures, of_points) for one in trajectory), so_far))
    return found


def _of_all(box: Box, of_failures: float, of_points: float) -> Box:
    """Return a box among the points that were left with its shares of all of them."""
    return replace(box, coverage=box.coverage * of_failures, mass=box.mass * of_points)
