"""Where does a policy fail? Scenario discovery by the patient rule induction method (Friedman & Fisher 1999).

PRIM peels thin slices off the space of inputs, each time the one that leaves the highest share of failures, and keeps
the trajectory: from everything (coverage 1) to a small box that holds little else than failures (density 1).

The unit is the point of the design, not the run: replications of a point share its inputs and are no independent evidence.
The search tries so many boxes that one of them looks good by chance alone; so it is repeated on failures dealt out to the points
anew, and a box that is no better than most of those is not reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams

Limits: TypeAlias = tuple[float, float] | frozenset[object]
"""The ends of an interval that a number must lie in, or the categories that are let in."""

Mask: TypeAlias = NDArray[np.bool_]

Shares: TypeAlias = NDArray[np.floating]
"""Share of the runs of each point that failed."""

_CHANCE = 0.05
_SHUFFLES = 59


@dataclass(frozen=True)
class Box:
    """A part of the space of inputs.

    ``coverage``: share of all failures inside; ``density``: share of the inside that fails; ``mass``: share of all points
    inside. ``stability``: for every restricted input, the share of resamples in which it is restricted too.
    """

    limits: Mapping[str, Limits]
    coverage: float
    density: float
    mass: float
    stability: Mapping[str, float]


def discover(inputs: pd.DataFrame, failed: Shares, *, peel: float = 0.05, least: float = 0.05,
             wanted_density: float = 0.8, resamples: int = 10) -> tuple[Box, list[Box]]:
    """Return the box that explains the failures best, and the trajectory of boxes that led to it.

    The best box is the one with most coverage among those at least `wanted_density` dense; if there is none, the one
    with the highest harmonic mean of both.

    Parameters
    ----------
    inputs : one row a point of the design
        Numbers are cut, everything else is a category. Points of the same inputs count as one, for they share their runs.
    failed : shape (n_points,)
        Share of the runs of each point that failed, 0 to 1 (true and false with one run a point).
    peel, least : float
        Share of a box that one peel may remove, and the smallest box, as a share of all points.
    """
    inputs, failed = distinct(inputs, failed)
    trajectory = peeled(inputs, failed, peel=peel, least=least)
    found = _best(trajectory, wanted_density)
    generator = Streams(0)(Purpose.LABORATORY_DISCOVERY)
    shuffled = [_quality(_best(peeled(inputs, generator.permutation(failed), peel=peel, least=least), wanted_density))
             for _ in range(_SHUFFLES)] if found.limits else []
    if shuffled and (1 + sum(one >= _quality(found) for one in shuffled)) / (1 + _SHUFFLES) > _CHANCE:
        return trajectory[0], trajectory
    best = significant(inputs, failed, found)
    counts = dict.fromkeys(best.limits, 0)
    for _ in range(resamples):
        rows = generator.integers(len(inputs), size=len(inputs))
        some = inputs.iloc[rows].reset_index(drop=True)
        again = significant(some, failed[rows], _best(peeled(some, failed[rows], peel=peel, least=least),
                                                      wanted_density))
        counts = {name: count + (name in again.limits) for name, count in counts.items()}
    stability = {name: count / resamples for name, count in counts.items()} if resamples else {}
    return Box(best.limits, best.coverage, best.density, best.mass, stability), trajectory


def distinct(inputs: pd.DataFrame, failed: Shares) -> tuple[pd.DataFrame, Shares]:
    """Return every combination of inputs once, in the order of the design, with the mean share of its points."""
    rows = inputs.groupby(list(inputs), sort=False, dropna=False).ngroup().to_numpy()
    shares = np.bincount(rows, np.asarray(failed, dtype=float)) / np.bincount(rows)
    return inputs.drop_duplicates().reset_index(drop=True), shares


def peeled(inputs: pd.DataFrame, failed: Shares, *, peel: float, least: float) -> list[Box]:
    """Return the boxes of the peeling trajectory, the whole space first."""
    inside = np.ones(len(inputs), dtype=bool)
    trajectory = [_box(inputs, failed, inside)]
    while failed.any() and failed[inside].min() < 1:
        smaller = _best_peel(inputs, failed, inside, peel)
        if smaller is None or smaller.sum() < least * len(inputs):
            break
        inside = smaller
        trajectory.append(_box(inputs, failed, inside))
    return trajectory


def significant(inputs: pd.DataFrame, failed: Shares, box: Box) -> Box:
    """Return the box without restrictions that chance explains: the quasi-p-value test of Bryant & Lempert (2010).

    A restriction stays if, given how often points fail in the box without it, so many failures among the points inside
    would come by chance less than once in twenty.
    """
    limits = _loosened(inputs, box.limits)
    for name in sorted(limits, key=lambda name: inside_box(inputs, {name: box.limits[name]}).mean(), reverse=True):
        rest = {other: limit for other, limit in limits.items() if other != name}
        inside, without = inside_box(inputs, limits), inside_box(inputs, rest)
        if _by_chance(failed[inside], failed[without]) > _CHANCE:
            limits = rest
    inside = inside_box(inputs, limits)
    return Box(limits, *_fit(failed, inside), {})


def _by_chance(inside: Shares, without: Shares) -> float:
    """Return how likely points drawn from those without a restriction fail as often as those inside it.

    Binomial where every point failed or did not; by the normal law of their mean where points have shares of several runs.
    """
    from scipy.special import bdtrc, ndtr

    if np.isin(without, (0, 1)).all():
        return float(bdtrc(inside.sum() - 1, inside.size, without.mean()))
    error = without.std(ddof=1) / np.sqrt(inside.size)
    return float(ndtr((without.mean() - inside.mean()) / error)) if error else 1.0


def _quality(box: Box) -> float:
    """Return the harmonic mean of coverage and density."""
    return 2 * box.coverage * box.density / max(box.coverage + box.density, 1e-12)


def _loosened(inputs: pd.DataFrame, limits: Mapping[str, Limits]) -> dict[str, Limits]:
    """Open the ends of intervals that keep nothing out that other limits let in."""
    loose = dict(limits)
    for name, limit in limits.items():
        if isinstance(limit, frozenset):
            continue
        for wider in ((-np.inf, limit[1]), (limit[0], np.inf), (-np.inf, np.inf)):
            if inside_box(inputs, {**loose, name: wider}).sum() == inside_box(inputs, loose).sum():
                loose[name] = wider
    return loose


def inside_box(inputs: pd.DataFrame, limits: Mapping[str, Limits]) -> Mask:
    """Return which points lie within all limits."""
    inside = np.ones(len(inputs), dtype=bool)
    for name, limit in limits.items():
        column = inputs[name]
        inside &= (column.isin(limit) if isinstance(limit, frozenset) else column.between(*limit)).to_numpy()
    return inside


def _fit(failed: Shares, inside: Mask) -> tuple[float, float, float]:
    """Return coverage, density and mass."""
    hits = float(failed[inside].sum())
    return hits / max(failed.sum(), 1e-12), hits / max(inside.sum(), 1), float(inside.mean())


def _best_peel(inputs: pd.DataFrame, failed: Shares, inside: Mask, peel: float) -> Mask | None:
    """Return the peel that gains most density for every point it gives up, or loses least; None if nothing can be peeled.

    Going on where no single peel gains is what makes the method patient: two inputs may explain failures only together.
    """
    best, best_gain = None, -np.inf
    before, size = failed[inside].mean(), inside.sum()
    for name in inputs:
        for kept in _peels(inputs[name].to_numpy(), inside, peel):
            n = kept.sum()
            if 0 < n < size:
                gain = (failed[kept].mean() - before) / (size - n)
                if gain > best_gain:
                    best, best_gain = kept, gain
    return best


def _peels(column: NDArray[np.generic], inside: Mask, peel: float) -> list[Mask]:
    if not _is_number(column):
        return [inside & (column != category) for category in pd.unique(column[inside])]
    values = column.astype(float)
    low, high = np.quantile(values[inside], [peel, 1 - peel])
    lowest, highest = values[inside].min(), values[inside].max()
    from_below = values > lowest if low == lowest else values >= low  # of a discrete input, a whole level goes
    from_above = values < highest if high == highest else values <= high
    return [inside & from_below, inside & from_above]


def _box(inputs: pd.DataFrame, failed: Shares, inside: Mask) -> Box:
    limits: dict[str, Limits] = {}
    for name in inputs:
        column = inputs[name].to_numpy()
        if _is_number(column):
            ends = float(column[inside].min()), float(column[inside].max())
            if ends != (float(column.min()), float(column.max())):
                limits[str(name)] = ends
        elif len(let_in := frozenset(column[inside].tolist())) < len(set(column.tolist())):
            limits[str(name)] = let_in
    return Box(limits, *_fit(failed, inside), {})


def _best(trajectory: list[Box], wanted_density: float) -> Box:
    dense = [box for box in trajectory if box.density >= wanted_density]
    if dense:
        return max(dense, key=lambda box: (box.coverage, box.density))
    return max(trajectory, key=_quality)


def _is_number(column: NDArray[np.generic]) -> bool:
    return column.dtype.kind in "iuf"
