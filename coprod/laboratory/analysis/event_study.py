"""Event studies: what a policy changed around its date, against the same runs without it, and by before and after alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.laboratory.statistics import Interval, mean_interval

NEVER = -1
"""Beginning of the policy in a run in which it never began."""


@dataclass(frozen=True)
class EventStudy:
    """What came of a policy in one daily series; means of runs with 95 % intervals by Student's t over runs.

    All but `in_force` is about the first time that the policy is in force, in runs in which that begins after the warm-up.
    """

    in_force: Interval
    """With the policy less without it, run by run the mean of all steps after the warm-up in which it is in force."""
    steps: NDArray[np.int64]
    """Steps since the policy began, 0 the first in which it is in force; shape (n_steps,)."""
    effect: tuple[Interval, ...]
    """With the policy less without it, run by run under the same random numbers, at every step."""
    n_around: int
    """Runs that `effect` holds."""
    before_after: Interval
    """With the policy: mean of the first time in force less that of as many steps before, or of all that there are."""
    without: Interval
    """Without the policy, in the same steps: what before and after would have told had nothing been done."""


def event_study(with_it: ArrayLike, without_it: ArrayLike, in_force: ArrayLike, first: int = 0) -> EventStudy:
    """Return the event study of a series, stored by steps of a day or more.

    Parameters
    ----------
    with_it, without_it : shape (n_runs, n_steps)
        The series of the same runs (seeds) with the policy and without it; a run that failed is not a number throughout.
    in_force : shape (n_runs, n_steps)
        Whether the policy is in force; it may come and go.
    first : int
        First step after the warm-up; those before it are left out.

    Raises
    ------
    ValueError
        If runs with and without do not pair up.
    """
    a, b = np.asarray(with_it, dtype=float), np.asarray(without_it, dtype=float)
    held = np.asarray(in_force, dtype=bool)
    if not a.shape == b.shape == held.shape or a.ndim != 2:
        raise ValueError(f"runs do not pair up: shapes {a.shape}, {b.shape} and {held.shape}")
    counted = held & (np.arange(a.shape[1]) >= first)
    runs = np.flatnonzero(counted.any(axis=1))
    changed = mean_interval([a[run, counted[run]].mean() - b[run, counted[run]].mean() for run in runs])
    start, end = first_time(held)
    used = np.flatnonzero(start > first)
    if not used.size:
        nothing = mean_interval([])
        return EventStudy(changed, np.zeros(0, np.int64), (), 0, nothing, nothing)
    steps, aligned = _around(a - b, start, used, first)
    spans = [(run, start[run], end[run], max(first, 2 * start[run] - end[run])) for run in used]
    arms = ([arm[run, i:j].mean() - arm[run, k:i].mean() for run, i, j, k in spans] for arm in (a, b))
    return EventStudy(changed, steps, tuple(map(mean_interval, aligned.T)), int(np.isfinite(aligned).any(axis=1).sum()),
                      *map(mean_interval, arms))


def first_time(in_force: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first step of every run with the policy in force, :data:`NEVER` if there is none, and the first after it."""
    runs, steps = in_force.shape
    padded = np.hstack([in_force, np.ones((runs, 1), dtype=bool)])
    start = padded.argmax(axis=1)
    over = (np.arange(steps + 1) > start[:, None]) & ~np.hstack([in_force, np.zeros((runs, 1), dtype=bool)])
    return np.where(start < steps, start, NEVER), over.argmax(axis=1)


def _around(difference: NDArray[np.float64], start: NDArray[np.int64], used: NDArray[np.int64],
            first: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return steps since the beginning, and the difference at them in every run that is used."""
    n_steps = difference.shape[1]
    steps = np.arange(first - start[used].max(), n_steps - start[used].min())
    aligned = np.full((used.size, steps.size), np.nan)
    for row, run in enumerate(used):
        at = start[run] + steps
        inside = (at >= first) & (at < n_steps)
        aligned[row, inside] = difference[run, at[inside]]
    return steps, aligned
