"""A river for a plan without a map: it follows the borders of the communities that lie lowest, from edge to edge.

It is a drawing: the model has no river, but the share of homes on low-lying ground, and water comes where that is large.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from coprod.districts.geometry import Ring, signed_area
from coprod.kernel.arrays import Floats
from coprod.laboratory.maps.cells import OUTSIDE, Cells

LEAST_LOWLAND = 0.05
"""Mean share of homes on low ground below which no river is drawn."""
_UPHILL = 6.0
"""How much longer a way along dry ground counts than one along low ground."""
_ALONG_EDGE = 0.5
"""What is added where there is a community on one side only, so that the river rather runs between two."""


def river(cells: Cells, lowland: Floats) -> Floats | None:
    """Return the course of the river from one edge of the plan to the opposite one, shape (k, 2) km; None where all is dry.

    It is the way along borders with the least Σ length · (1 + u (1 − lowland)²), lowland being that of the lower side.
    """
    if not len(cells.borders) or lowland.mean() < LEAST_LOWLAND:
        return None
    corners, ends = np.unique(cells.borders.reshape(-1, 2), axis=0, return_inverse=True)
    ends = ends.reshape(-1, 2)
    sides = np.where(cells.sides == OUTSIDE, -1.0, lowland[cells.sides])
    length = np.linalg.norm(cells.borders[:, 1] - cells.borders[:, 0], axis=1)
    outer = (cells.sides == OUTSIDE).any(axis=1)
    cost = length * (1 + _UPHILL * (1 - sides.max(axis=1)) ** 2 + _ALONG_EDGE * outer)
    graph = coo_array((cost, (ends[:, 0], ends[:, 1])), shape=(len(corners),) * 2).tocsr()
    ways = [way for axis in (0, 1) if (way := _across(graph, corners, axis)) is not None]
    if not ways:
        return None
    _, course = min(ways, key=lambda way: way[0])
    return np.asarray(corners[course])


def _across(graph: csr_array, corners: Floats, axis: int) -> tuple[float, list[int]] | None:
    """Return the cheapest way from the low to the high edge along an axis, and its cost for each km that it gets on."""
    low, high = corners[:, axis].min(), corners[:, axis].max()
    starts, goals = (np.flatnonzero(np.abs(corners[:, axis] - edge) < 1e-6) for edge in (low, high))
    cost, before, _ = dijkstra(graph, directed=False, indices=starts, min_only=True, return_predecessors=True)
    goal = int(goals[np.argmin(cost[goals])])
    if not np.isfinite(cost[goal]):
        return None
    course = [goal]
    while before[course[-1]] >= 0:
        course.append(int(before[course[-1]]))
    return float(cost[goal]) / (high - low), course[::-1]


def low_ground(cell: Ring, share: float, towards: Floats) -> Ring | None:
    """Return the part of a convex cell that lies low: `share` of its area, on the side towards a point; None for nothing."""
    if share <= 0:
        return None
    if share >= 1:
        return cell
    middle = cell[:-1].mean(axis=0)
    way = towards - middle
    norm = float(np.linalg.norm(way))
    way = way / norm if norm > 0 else np.array([0.0, -1.0])
    reach = cell[:-1] @ way
    low, high = float(reach.min()), float(reach.max())
    whole = signed_area(cell)
    for _ in range(30):  # the cell is convex, so the share falls steadily as the line moves on
        line = (low + high) / 2
        part = beyond(cell, way, line)
        if part is not None and signed_area(part) > share * whole:
            low = line
        else:
            high = line
    return beyond(cell, way, low)


def beyond(cell: Ring, way: Floats, line: float) -> Ring | None:
    """Return the part of a convex cell whose points have x · way ≥ line; None if there is none."""
    ahead = cell @ way - line
    points: list[Floats] = []
    for i in range(len(cell) - 1):
        if ahead[i] >= 0:
            points.append(cell[i])
        if (ahead[i] >= 0) != (ahead[i + 1] >= 0):
            points.append(cell[i] + (cell[i + 1] - cell[i]) * ahead[i] / (ahead[i] - ahead[i + 1]))
    return np.array([*points, points[0]]) if len(points) > 2 else None


def nearest_on(course: Floats, place: Floats) -> Floats:
    """Return the point of a broken line that is nearest to a place."""
    start, step = course[:-1], np.diff(course, axis=0)
    square = np.maximum((step**2).sum(axis=1), 1e-18)
    share = np.clip(((place - start) * step).sum(axis=1) / square, 0, 1)
    points = start + share[:, None] * step
    return np.asarray(points[np.argmin(((points - place) ** 2).sum(axis=1))])
