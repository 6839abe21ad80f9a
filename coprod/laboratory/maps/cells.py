"""Cells of a schematic plan: the square of every community, or the ground that is nearest to it, and their common borders."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.spatial import Voronoi, cKDTree

from coprod.districts.geometry import Ring
from coprod.kernel.arrays import Floats, Ints
from coprod.town.places import SIDE_KM

OUTSIDE = -1
_ROUND = 6
"""Decimals of a kilometre by which corners are known to be the same: a millimetre."""
_OFF_GRID = 1e-3
"""Share of a square by which places on a grid may be beside it: coordinates are kept in single precision."""
_GOLDEN = np.pi * (3 - np.sqrt(5))


@dataclass(frozen=True)
class Cells:
    """Convex cells, closed and counter-clockwise, and the borders between them.

    Attributes
    ----------
    borders : shape (m, 2, 2)
        Both ends of every border, km.
    sides : shape (m, 2)
        The communities on both sides; :data:`OUTSIDE` beyond the edge of the plan.
    """

    rings: tuple[Ring, ...]
    borders: Floats
    sides: Ints


def cells_at(east: Floats, north: Floats) -> Cells:
    """Return the cells of communities at these places: squares where they have room, else the ground nearest to each."""
    places = _apart(np.column_stack([east, north]))
    if (grid := _grid(places)) is not None:
        return _with_borders(grid)
    return _with_borders(_nearest_ground(places))


def _apart(places: Floats) -> Floats:
    """Return the places with those that coincide moved a little apart, along a spiral."""
    _, group = np.unique(np.round(places, _ROUND), axis=0, return_inverse=True)
    group = group.ravel()
    order = np.argsort(group, kind="stable")
    rank = np.empty(len(places))
    starts = np.concatenate([[0], np.flatnonzero(np.diff(group[order])) + 1])
    rank[order] = np.arange(len(places)) - np.repeat(starts, np.diff(np.append(starts, len(places))))
    away = 0.1 * SIDE_KM * np.sqrt(rank)
    return places + np.column_stack([away * np.cos(rank * _GOLDEN), away * np.sin(rank * _GOLDEN)])


def _grid(places: Floats) -> list[Ring] | None:
    """Return squares about the places if they lie on one grid, None if they do not."""
    near = np.asarray(cKDTree(places).query(places, k=2)[0])[:, 1] if len(places) > 1 else np.array([SIDE_KM])
    side = float(near.min())
    steps = (places - places[0]) / side
    if np.abs(steps - np.round(steps)).max() > _OFF_GRID:
        return None
    corner = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5], [-0.5, -0.5]])
    return [places[0] + side * (step + corner) for step in np.round(steps)]


def _nearest_ground(places: Floats) -> list[Ring]:
    """Return the Voronoi cells of the places in a box about them, to whose edges all places are mirrored."""
    spread = places.max(axis=0) - places.min(axis=0)
    nearest = np.asarray(cKDTree(places).query(places, k=2)[0])[:, 1]
    air = max(SIDE_KM / 2, 0.5 * float(np.median(nearest)), 0.02 * float(spread.max()))
    low, high = places.min(axis=0) - air, places.max(axis=0) + air
    mirrored = [places]
    for axis in (0, 1):
        for edge in (low[axis], high[axis]):
            image = places.copy()
            image[:, axis] = 2 * edge - image[:, axis]
            mirrored.append(image)
    found = Voronoi(np.concatenate(mirrored))
    rings = []
    for i in range(len(places)):
        corners = np.clip(found.vertices[found.regions[found.point_region[i]]], low, high)
        angle = np.arctan2(*(corners - places[i]).T[::-1])
        corners = corners[np.argsort(angle)]
        rings.append(np.concatenate([corners, corners[:1]]))
    return rings


def _with_borders(rings: list[Ring]) -> Cells:
    """Join the edges that two cells have in common."""
    edges: dict[tuple[tuple[float, float], ...], list[int]] = {}
    for i, ring in enumerate(rings):
        corners = [(float(x), float(y)) for x, y in np.round(ring, _ROUND) + 0.0]
        for start, end in pairwise(corners):
            if start != end:
                edges.setdefault(tuple(sorted((start, end))), []).append(i)
    borders = np.array(list(edges), dtype=float).reshape(-1, 2, 2)
    sides = np.array([(*found, OUTSIDE)[:2] for found in edges.values()], dtype=np.int64).reshape(-1, 2)
    return Cells(tuple(rings), borders, sides)
