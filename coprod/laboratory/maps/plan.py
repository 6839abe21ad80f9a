"""A plan: what is drawn of a geography, in kilometres: cells or borders, low ground, river, slope, roads and stations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from coprod.districts.geometry import Ring, Rings, inner_point
from coprod.kernel.arrays import Floats, Ints
from coprod.laboratory.maps.cells import OUTSIDE, Cells, cells_at
from coprod.laboratory.maps.geography import Geography
from coprod.laboratory.maps.river import low_ground, nearest_on, river

GAP = 0.07
"""Share of a cell on each side that roads take."""
STEEP = 0.1
"""Difference of the shares of low ground from which an arrow shows where water runs."""
Office = Literal["street", "district"]


@dataclass(frozen=True)
class Station:
    """An office that crews leave from."""

    kind: Office
    number: int
    community: int
    """Where it is drawn, its seat in the records being unknown."""


@dataclass(frozen=True)
class Plan:
    """Everything that a drawing needs, in km; `low`, `river`, `slopes` and `roads` are empty where there is a real map.

    Attributes
    ----------
    places : shape (C, 2)
        A point inside every community, for its name and its incidents.
    slopes : shape (k, 2, 2)
        From where to where water runs, across a border.
    roads : shape (k, 2, 2)
        Both ends of the borders between two streets, along which the main roads run.
    """

    geography: Geography
    is_map: bool
    areas: tuple[Rings, ...]
    ground: tuple[Ring, ...]
    places: Floats
    low: tuple[Ring | None, ...]
    river: Floats | None
    slopes: Floats
    roads: Floats
    stations: tuple[Station, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return the western, southern, eastern and northern end of the plan, km."""
        points = np.concatenate([ring for rings in self.areas for ring in rings] + list(self.ground))
        west, south = points.min(axis=0).tolist()
        east, north = points.max(axis=0).tolist()
        return west, south, east, north


def lay_out(geography: Geography) -> Plan:
    """Return the plan of a geography: its borders if it has any, else a schematic one of its communities' places."""
    none: Floats = np.empty((0, 2, 2))
    if geography.shapes is not None:
        places = np.array([inner_point(rings) for rings in geography.shapes])
        return Plan(geography, True, geography.shapes, (), places, (None,) * geography.n, None, none, none,
                    tuple(_stations(geography, places)))
    cells = cells_at(geography.east, geography.north)
    places = np.array([ring[:-1].mean(axis=0) for ring in cells.rings])
    course = river(cells, geography.lowland)
    inset = tuple(_inset(ring, place) for ring, place in zip(cells.rings, places, strict=True))
    low = tuple(low_ground(ring, float(share), nearest_on(course, place) if course is not None else place)
                for ring, share, place in zip(inset, geography.lowland, places, strict=True))
    return Plan(geography, False, tuple((ring,) for ring in inset), cells.rings, places, low, course,
                _slopes(cells, geography.lowland, places), _main_roads(cells, geography.street),
                tuple(_stations(geography, places)))


def _inset(ring: Ring, place: Floats) -> Ring:
    """Return a cell without the roads along its sides."""
    return np.asarray(place + (1 - 2 * GAP) * (ring - place))


def _slopes(cells: Cells, lowland: Floats, places: Floats) -> Floats:
    """Return, for every community with a clearly lower neighbour, the step over the border to the lowest of them."""
    best: dict[int, tuple[float, int]] = {}
    for number, (one, other) in enumerate(cells.sides.tolist()):
        if OUTSIDE in (one, other):
            continue
        for high, low in ((one, other), (other, one)):
            if (drop := float(lowland[low] - lowland[high])) > max(STEEP, best.get(high, (0.0, 0))[0]):
                best[high] = drop, number
    steps = []
    for high, (_, number) in sorted(best.items()):
        middle = cells.borders[number].mean(axis=0)
        way = middle - places[high]
        along = cells.borders[number][1] - cells.borders[number][0]
        across = np.array([-along[1], along[0]]) / max(float(np.linalg.norm(along)), 1e-12)
        across *= np.sign(across @ way) or 1.0
        reach = 2.2 * GAP * abs(float(across @ way))
        steps.append([middle - reach * across, middle + reach * across])
    return np.array(steps, dtype=float).reshape(-1, 2, 2)


def _main_roads(cells: Cells, street: Ints) -> Floats:
    inner = (cells.sides != OUTSIDE).all(axis=1)
    return cells.borders[inner & (street[cells.sides[:, 0]] != street[cells.sides[:, 1]])]


def _stations(geography: Geography, places: Floats) -> Iterator[Station]:
    """Yield the office of every street and district: in the community nearest to the middle of its residents."""
    kinds: tuple[tuple[Office, Ints], ...] = (("street", geography.street), ("district", geography.district))
    for kind, of in kinds:
        for number in np.unique(of).tolist():
            mine = np.flatnonzero(of == number)
            weight = np.maximum(geography.residents[mine], 1)
            middle = weight @ places[mine] / weight.sum()
            yield Station(kind, int(number), int(mine[np.argmin(((places[mine] - middle) ** 2).sum(axis=1))]))
