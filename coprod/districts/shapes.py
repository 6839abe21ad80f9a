"""Reading the map of a district: ``map.geojson`` (RFC 7946) with one polygon or several for every community."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.districts.geometry import Ring, Rings, Shapes, area, centroid, crossing, inner_point, project, signed_area
from coprod.text.messages import message, quoted
from coprod.text.problems import Problem, nearest

__all__ = ["MAP", "NAME_KEYS", "Rings", "Shapes", "area", "centroid", "inner_point", "project", "read_map"]

MAP = "map.geojson"
"""Name of the file in the folder of a district."""
NAME_KEYS = ("name", "名称")
"""Properties of a feature that may name its community, the first that is there."""
KINDS = ("Polygon", "MultiPolygon")
MOST_BYTES = 200_000_000
"""Largest file that is read: the borders of all communities of a city of 21 million take some tens of megabytes."""
SMALLEST = 1e-9
"""Area below which a community is none, km²: a square of three centimetres."""


def read_map(path: Path, names: Sequence[str]) -> tuple[Shapes | None, list[Problem]]:
    """Return the borders of the communities `names`, in their order, and everything that is wrong with the file.

    Longitudes and latitudes (WGS 84) become kilometres on a plane whose origin is the south-west corner of the map
    (:func:`coprod.districts.geometry.project`). With any problem the shapes are None.
    """
    tree, problems = _read(path)
    if problems:
        return None, problems
    features, problems = _features(path, tree)
    found: dict[str, list[Ring]] = {}
    first: dict[str, int] = {}
    for number, feature in enumerate(features):
        name, wrong = _name(path, number, feature, names, first)
        problems += wrong
        rings, wrong = _Feature(path, number, name).rings(feature)
        problems += wrong
        if name is not None:
            first.setdefault(name, number)
            found.setdefault(name, rings)
    if features:
        problems += [Problem(str(path), name, None, message("map.no_polygon"), message("map.add_polygon", key=NAME_KEYS[0]))
                     for name in names if name not in first]
    if problems or not found:
        return None, problems
    around = np.concatenate([ring for rings in found.values() for ring in rings])
    return tuple(tuple(project(ring, around) for ring in found[name]) for name in names), []


def _read(path: Path) -> tuple[Any, list[Problem]]:
    """Return the file as JSON, or None and why not."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None, [Problem(str(path), "file", None, message("map.too_large", most=f"{MOST_BYTES // 10**6:,}"),
                                  message("map.simplify"))]
        data = path.read_bytes()
    except OSError as error:
        text = quoted(error.strerror or str(error))
        return None, [Problem(str(path), "file", None, message("map.cannot_be_read", text=text))]
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return json.loads(data.decode(encoding)), []
        except UnicodeDecodeError:
            continue
        except json.JSONDecodeError as error:
            return None, [Problem(str(path), "file", None, message("map.not_json", line=error.lineno, column=error.colno),
                                  message("map.export_geojson"))]
        except (RecursionError, ValueError):  # lists in lists without end; a number of thousands of digits
            return None, [Problem(str(path), "file", None, message("map.too_deep"), message("map.export_geojson"))]
    return None, [Problem(str(path), "file", None, message("map.encoding"), message("map.export_geojson"))]


def _features(path: Path, tree: Any) -> tuple[list[Any], list[Problem]]:
    export = message("map.export_geojson")
    if not isinstance(tree, Mapping) or tree.get("type") != "FeatureCollection":
        kind = tree.get("type") if isinstance(tree, Mapping) else type(tree).__name__
        return [], [Problem(str(path), "type", kind, message("map.no_collection"), export)]
    features = tree.get("features")
    if not isinstance(features, list) or not features:
        return [], [Problem(str(path), "features", features, message("map.no_features"), export)]
    return features, []


def _name(
    path: Path, number: int, feature: Any, names: Sequence[str], first: Mapping[str, int]
) -> tuple[str | None, list[Problem]]:
    """Return the community that a feature shows, None if it is not one of `names` or was shown before."""
    place = f"features[{number}]"
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    key = next((key for key in NAME_KEYS if isinstance(properties, Mapping) and properties.get(key) not in (None, "")), None)
    if key is None or not isinstance(properties, Mapping):
        return None, [Problem(str(path), f"{place}.properties", None, message("map.no_name", keys=" / ".join(NAME_KEYS)),
                              message("map.give_name"))]
    name = str(properties[key]).strip()
    if name not in names:
        mend = nearest(name, names) or message("map.same_names")
        return None, [Problem(str(path), f"{place}.properties.{key}", name, message("map.unknown_name"), mend)]
    if name in first:
        return None, [Problem(str(path), f"{place}.properties.{key}", name, message("map.named_twice", other=first[name]),
                              message("map.one_feature"))]
    return name, []


class _Feature:
    """Reads the polygons of one feature and notes what is wrong with them."""

    def __init__(self, path: Path, number: int, name: str | None) -> None:
        self.path, self.place, self.name = str(path), f"features[{number}]", name
        self.problems: list[Problem] = []

    def note(self, key: str, found: object, allowed: str, mend: str) -> None:
        """Note a problem, with the number of the feature and the name of its community."""
        named = f" ({self.name})" if self.name else ""
        self.problems.append(Problem(self.path, f"{self.place}{key}{named}", found, allowed, mend))

    def rings(self, feature: Any) -> tuple[list[Ring], list[Problem]]:
        """Return the rings of the feature in degrees, outer ones counter-clockwise and holes clockwise."""
        geometry = feature.get("geometry") if isinstance(feature, Mapping) else None
        kind = geometry.get("type") if isinstance(geometry, Mapping) else None
        if not isinstance(geometry, Mapping) or kind not in KINDS:
            self.note(".geometry.type", kind, message("map.kinds", kinds=" / ".join(KINDS)), message("map.draw_area"))
            return [], self.problems
        coordinates = geometry.get("coordinates")
        polygons: Any = [coordinates] if kind == "Polygon" else coordinates
        rings: list[Ring] = []
        if not _lists(polygons):
            self.note(".geometry.coordinates", None, message("map.no_rings"), message("map.draw_area"))
            return [], self.problems
        for i, polygon in enumerate(polygons):
            inner = f"[{i}]" if kind == "MultiPolygon" else ""
            rings += self._polygon(f".geometry.coordinates{inner}", polygon)
        if not self.problems:
            self._check(rings)
        return rings, self.problems

    def _polygon(self, key: str, polygon: Any) -> Iterator[Ring]:
        if not _lists(polygon):
            self.note(key, None, message("map.no_rings"), message("map.draw_area"))
            return
        for number, points in enumerate(polygon):
            ring = self._ring(f"{key}[{number}]", points)
            if ring is not None:
                yield ring if (signed_area(ring) > 0) == (number == 0) else ring[::-1]

    def _ring(self, key: str, points: list[Any]) -> NDArray[np.float64] | None:
        before = len(self.problems)
        wrong = next(((i, point) for i, point in enumerate(points) if not _is_point(point)), None)
        if wrong is not None:
            self.note(f"{key}[{wrong[0]}]", wrong[1], message("map.numbers"), message("map.export_geojson"))
            return None
        for i, (east, north) in ((i, point[:2]) for i, point in enumerate(points)):
            if abs(east) > 180 or abs(north) > 90:
                swapped = abs(east) <= 90 and abs(north) <= 180
                self.note(f"{key}[{i}]", [east, north], message("map.degrees"),
                          message("map.swapped" if swapped else "map.wgs84"))
                return None
        if len(points) < 4:
            self.note(key, None, message("map.four_points", n=len(points)), message("map.draw_area"))
        elif points[0][:2] != points[-1][:2]:
            self.note(key, None, message("map.not_closed"), message("map.close"))
        return np.array([point[:2] for point in points], dtype=float) if len(self.problems) == before else None

    def _check(self, rings: list[Ring]) -> None:
        """Note a border that crosses itself and an area of nothing."""
        around = np.concatenate(rings)
        if (found := crossing(tuple(rings))) is not None:
            self.note(".geometry", None, message("map.crosses", east=f"{found[0]:.6f}", north=f"{found[1]:.6f}"),
                      message("map.mend_crossing"))
        elif (size := area(tuple(project(ring, around) for ring in rings))) < SMALLEST:
            self.note(".geometry", None, message("map.no_area", km2=f"{size:.3g}"), message("map.draw_area"))


def _lists(value: Any) -> bool:
    """Return whether a value is a list of one list or more."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, list) for one in value)


def _is_point(point: Any) -> bool:
    """Return whether a value is a point: two finite numbers or more (a height is ignored)."""
    return isinstance(point, list) and len(point) >= 2 and all(
        isinstance(number, int | float) and not isinstance(number, bool) and abs(number) < 1e12 and math.isfinite(number)
        for number in point[:2])
