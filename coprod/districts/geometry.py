"""Borders of communities: polygons on a plane in kilometres, their areas and centroids.

A ring is an array of shape (k, 2), km east and north, closed (its last point is its first). Outer rings run
counter-clockwise and holes clockwise, so that signed areas and moments of all rings of a community add up.
The formulas are few and have known answers; a library of geometry would weigh more than all of the core.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]
Rings = tuple[Ring, ...]
Shapes = tuple[Rings, ...]
"""The rings of every community, in the order of the communities."""

EARTH_KM = 6371.0088
"""Mean radius of the earth, km (IUGG)."""
PAIRS = 2_000_000
"""Pairs of edges that are compared at once; bounds the memory, not the result."""


def project(degrees: NDArray[np.float64], around: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
    """Return longitudes and latitudes as km east and north of the south-west corner of `around`.

    Equirectangular at the latitude halfway between the southernmost and the northernmost point φ₀ of `around`:
    x = R·cos φ₀·(λ − λ_min), y = R·(φ − φ_min). Within a city of 100 km lengths are right to within 1 %.

    Parameters
    ----------
    degrees, around : shape (k, 2)
        Longitude and latitude; `around` is `degrees` itself if left out.
    """
    around = degrees if around is None else around
    corner, far = around.min(axis=0), around.max(axis=0)
    shrink = np.array([np.cos(np.radians((corner[1] + far[1]) / 2)), 1.0])
    return np.asarray(np.radians(degrees - corner) * EARTH_KM * shrink)


def signed_area(ring: Ring) -> float:
    """Return the area of a closed ring: ½ Σ (xᵢyᵢ₊₁ − xᵢ₊₁yᵢ), km²; above 0 if it runs counter-clockwise."""
    x, y = (ring - ring[0]).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def area(rings: Rings) -> float:
    """Return the area of a community without its holes, km²."""
    return sum(signed_area(ring) for ring in rings)


def centroid(rings: Rings) -> tuple[float, float]:
    """Return the centre of mass of a community, km east and north: (Σ (xᵢ + xᵢ₊₁)·cᵢ / 6A, the same for y).

    cᵢ = xᵢyᵢ₊₁ − xᵢ₊₁yᵢ over the edges of all rings and A the area without holes.
    """
    origin = rings[0][0]
    moment = np.zeros(2)
    for ring in rings:
        points = ring - origin
        cross = points[:-1, 0] * points[1:, 1] - points[1:, 0] * points[:-1, 1]
        moment += ((points[:-1] + points[1:]) * cross[:, None]).sum(axis=0) / 6
    east, north = origin + moment / area(rings)
    return float(east), float(north)


def inside(rings: Rings, east: float, north: float) -> bool:
    """Return whether a point lies in a community: a ray from it crosses the rings an odd number of times."""
    crossed = 0
    for ring in rings:
        (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
        straddles = (y0 > north) != (y1 > north)
        rise = np.where(straddles, y1 - y0, 1.0)
        crossed += int((straddles & (east < x0 + (north - y0) * (x1 - x0) / rise)).sum())
    return crossed % 2 == 1


def inner_point(rings: Rings) -> tuple[float, float]:
    """Return a point inside a community to draw its marks at: its centroid, or the middle of its widest part at that height."""
    east, north = centroid(rings)
    if inside(rings, east, north):
        return east, north
    crossings: list[float] = []
    for ring in rings:
        (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
        hit = (y0 > north) != (y1 > north)
        crossings += (x0[hit] + (north - y0[hit]) * (x1[hit] - x0[hit]) / (y1[hit] - y0[hit])).tolist()
    crossings.sort()
    spans = list(zip(crossings[::2], crossings[1::2], strict=False))
    west, end = max(spans, key=lambda span: span[1] - span[0], default=(east, east))
    return (west + end) / 2, north


def crossing(rings: Rings) -> tuple[float, float] | None:
    """Return where the border crosses itself: a point of an edge that meets another; None if the rings are simple.

    Edges of one ring may meet in common ends of neighbours only; edges of two rings may touch but not cross.
    Edges are compared in order of their western ends, so that ordinary borders need few comparisons.
    """
    parts = [ring[np.append(np.any(np.diff(ring, axis=0) != 0, axis=1), True)] for ring in rings]
    for ring in parts:
        if (found := _turning_back(ring)) is not None:
            return found
    start, end = (np.concatenate([ring[cut] for ring in parts]) for cut in (slice(None, -1), slice(1, None)))
    part = np.repeat(np.arange(len(parts)), [len(ring) - 1 for ring in parts])
    order = np.argsort(np.minimum(start[:, 0], end[:, 0]), kind="stable")
    start, end, part = start[order], end[order], part[order]
    west, east = np.minimum(start[:, 0], end[:, 0]), np.maximum(start[:, 0], end[:, 0])
    beyond = np.searchsorted(west, east, side="right")
    count = np.maximum(beyond - np.arange(len(west)) - 1, 0)
    done = np.concatenate([[0], np.cumsum(count)])
    first = 0
    while first < len(west):
        last = max(first + 1, int(np.searchsorted(done, done[first] + PAIRS, side="right")) - 1)
        i = np.repeat(np.arange(first, last), count[first:last])
        j = i + 1 + np.arange(len(i)) - np.repeat(done[first:last] - done[first], count[first:last])
        meets = _meet(start[i], end[i], start[j], end[j], part[i] == part[j])
        if meets.any():
            east_km, north_km = start[i[np.argmax(meets)]]
            return float(east_km), float(north_km)
        first = last
    return None


def _turning_back(ring: Ring) -> tuple[float, float] | None:
    """Return a point at which a border runs back on itself, or None."""
    step = np.diff(ring, axis=0)
    if not len(step):
        return None
    after = np.roll(step, -1, axis=0)
    back = (step[:, 0] * after[:, 1] == step[:, 1] * after[:, 0]) & ((step * after).sum(axis=1) < 0)
    return (float(ring[1:][back][0, 0]), float(ring[1:][back][0, 1])) if back.any() else None


def _meet(a: Ring, b: Ring, c: Ring, d: Ring, together: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return whether edges ab and cd meet: those of one ring at all but at a common end, those of two only if they cross."""
    sides = _side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b)
    crosses = (sides[0] * sides[1] < 0) & (sides[2] * sides[3] < 0)
    overlap = np.all((np.minimum(a, b) <= np.maximum(c, d)) & (np.minimum(c, d) <= np.maximum(a, b)), axis=1)
    touches = overlap & (sides[0] * sides[1] <= 0) & (sides[2] * sides[3] <= 0)
    neighbours = np.all(b == c, axis=1) | np.all(a == d, axis=1)
    return np.asarray(crosses | (together & touches & ~neighbours))


def _side(a: Ring, b: Ring, c: Ring) -> NDArray[np.float64]:
    """Return on which side of the line through a and b each point c lies: −1, 0 or 1."""
    (x, y), (u, v) = (b - a).T, (c - a).T
    return np.asarray(np.sign(x * v - y * u))
