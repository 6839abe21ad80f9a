"""Event studies: what a policy changed around its date, against the same runs without it, and by before and after alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.laboratory.statistics import Interval, mean_interval

NEVER = -1
"""Event of a run in which the policy never began."""


@dataclass(frozen=True)
class EventStudy:
    """What came of a policy in one daily series; means of runs with 95 % intervals by Student's t over runs."""

    steps: NDArray[np.int64]
    """Steps since the policy began, 0 the first in which it is in force; shape (n_steps,)."""
    effect: tuple[Interval, ...]
    """With the policy less without it, run by run under the same random numbers, at every step."""
    in_force: Interval
    """The same, averaged over the steps in which the policy is in force."""
    before_after: Interval
    """With the policy: mean of these steps less that of as many steps before, or of all that there are."""
    without: Interval
    """Without the policy, in the same steps: what before and after would have told had nothing been done."""


def event_study(with_it: ArrayLike, without_it: ArrayLike, began: ArrayLike, ended: ArrayLike, first: int = 0) -> EventStudy:
    """Return the event study of a series, stored by steps of a day or more.

    Parameters
    ----------
    with_it, without_it : shape (n_runs, n_steps)
        The series of the same runs (seeds) with the policy and without it; a run that failed is not a number throughout.
    began, ended : shape (n_runs,)
        First step with the policy in force, :data:`NEVER` where it never was, and first step after it.
    first : int
        First step after the warm-up; those before it are left out.

    Raises
    ------
    ValueError
        If runs with and without do not pair up.
    """
    a, b = np.asarray(with_it, dtype=float), np.asarray(without_it, dtype=float)
    start, end = np.asarray(began, dtype=np.int64), np.asarray(ended, dtype=np.int64)
    if a.shape != b.shape or a.ndim != 2 or start.shape != end.shape or start.shape != a.shape[:1]:
        raise ValueError(f"runs do not pair up: shapes {a.shape}, {b.shape}, {start.shape} and {end.shape}")
    end = np.minimum(end, a.shape[1])
    used = np.flatnonzero((start > first) & (end > start))
    if not used.size:
        nothing = mean_interval([])
        return EventStudy(np.zeros(0, np.int64), (), nothing, nothing, nothing)
    steps = np.arange(first - start[used].max(), a.shape[1] - start[used].min())
    aligned = np.full((used.size, steps.size), np.nan)
    for row, run in enumerate(used):
        at = start[run] + steps
        inside = (at >= first) & (at < a.shape[1])
        aligned[row, inside] = a[run, at[inside]] - b[run, at[inside]]
    spans = [(start[run], end[run], max(first, 2 * start[run] - end[run])) for run in used]
    after = [(a[run, i:j].mean(), b[run, i:j].mean()) for run, (i, j, _) in zip(used, spans, strict=True)]
    before = [(a[run, k:i].mean(), b[run, k:i].mean()) for run, (i, _, k) in zip(used, spans, strict=True)]
    after, before = np.array(after), np.array(before)  # type: ignore[assignment]
    change = np.subtract(after, before)
    return EventStudy(steps, tuple(map(mean_interval, aligned.T)), mean_interval(np.subtract(*np.transpose(after))),
                      *(mean_interval(arm) for arm in change.T))
