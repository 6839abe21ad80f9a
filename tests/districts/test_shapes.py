"""A map of a district: borders read whole, projected right, and every mistake named at once without a traceback."""

import copy
import json

import numpy as np
import pytest

from coprod.districts.geometry import EARTH_KM, area, centroid, crossing, inner_point, inside, project, signed_area
from coprod.districts.shapes import read_map

NAMES = ["云溪社区", "Millbrook", "桥西社区"]


def square(east, north, side=0.01):
    return [[east, north], [east + side, north], [east + side, north + side], [east, north + side], [east, north]]


def feature(name, coordinates, kind="Polygon", key="name"):
    return {"type": "Feature", "properties": {key: name}, "geometry": {"type": kind, "coordinates": coordinates}}


def town():
    """Three communities: a square, a square with a hole (drawn the wrong way round), and two squares."""
    hole = square(116.4125, 39.9025, 0.005)
    return {"type": "FeatureCollection", "features": [
        feature("Millbrook", [square(116.41, 39.90), hole]),
        feature("云溪社区", [square(116.40, 39.90)], key="名称"),
        feature("桥西社区", [[square(116.40, 39.91)], [square(116.42, 39.92)[::-1]]], "MultiPolygon"),
    ]}


def read(tmp_path, tree, encoding="utf-8", names=NAMES):
    path = tmp_path / "map.geojson"
    path.write_bytes(json.dumps(tree, ensure_ascii=False).encode(encoding))
    return read_map(path, names)


def ring(*points):
    return np.array([*points, points[0]], dtype=float)


# formulas with known answers


def test_areas_and_centroids_of_known_polygons():
    circle = np.linspace(0, 2 * np.pi, 721)
    round_ring = np.column_stack([3 + 2 * np.cos(circle), -1 + 2 * np.sin(circle)])
    corner = ring((0, 0), (3, 0), (3, 1), (1, 1), (1, 3), (0, 3))
    frame = ring((0, 0), (4, 0), (4, 4), (0, 4)), ring((1, 1), (1, 2), (2, 2), (2, 1))
    for rings, size, middle in (
        ((ring((0, 0), (4, 0), (0, 3)),), 6, (4 / 3, 1)),  # a triangle: the mean of its corners
        ((corner,), 5, ((3 * 1.5 + 2 * 0.5) / 5, (3 * 0.5 + 2 * 2) / 5)),  # two boxes
        (frame, 15, ((16 * 2 - 1.5) / 15, (16 * 2 - 1.5) / 15)),  # a box less a box
        ((round_ring,), 720 / 2 * 4 * np.sin(2 * np.pi / 720), (3, -1)),  # a regular polygon of 720 corners
    ):
        assert area(rings) == pytest.approx(size, rel=1e-12)
        assert centroid(rings) == pytest.approx(middle, abs=1e-9)
        moved = tuple(one + np.array([1e4, -1e4]) for one in rings)
        assert centroid(moved) == pytest.approx(np.add(middle, [1e4, -1e4]), abs=1e-6)
    assert signed_area(corner[::-1]) == pytest.approx(-5)


def test_a_degree_is_as_long_as_on_the_globe():
    plane = project(np.array([[116.0, 39.9], [117.0, 39.9], [116.0, 40.1]]))
    degree = 2 * np.pi * EARTH_KM / 360
    assert plane[0].tolist() == [0, 0]
    assert plane[1] == pytest.approx([degree * np.cos(np.radians(40)), 0])
    assert plane[2] == pytest.approx([0, 0.2 * degree])


def test_area_on_the_plane_is_that_on_the_globe():
    """Between two meridians and two parallels lie R²·Δλ·(sin φ₂ − sin φ₁); a district is right to one in ten thousand."""
    west, south, east, north = 116.0, 39.8, 116.4, 40.2
    sphere = EARTH_KM**2 * np.radians(east - west) * (np.sin(np.radians(north)) - np.sin(np.radians(south)))
    box = ring((west, south), (east, south), (east, north), (west, north))
    assert area((project(box),)) == pytest.approx(sphere, rel=1e-4)


def test_a_point_to_draw_at_lies_inside():
    horseshoe = (ring((0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3)),)
    assert not inside(horseshoe, 1.5, 2)
    assert inside(horseshoe, 0.5, 2)
    assert inside(horseshoe, *inner_point(horseshoe))
    donut = ring((0, 0), (4, 0), (4, 4), (0, 4)), ring((1, 1), (1, 3), (3, 3), (3, 1))
    assert inside(donut, *inner_point(donut))
    assert inner_point((ring((0, 0), (2, 0), (2, 2), (0, 2)),)) == (1, 1)


def test_borders_that_cross_are_found_and_others_are_not():
    star = np.exp(2j * np.pi * np.arange(5) * 2 / 5)
    hexagon = np.exp(2j * np.pi * np.arange(6) / 6)
    crossed = {
        "bow-tie": (ring((0, 0), (2, 2), (2, 0), (0, 2)),),
        "star of five": (ring(*zip(star.real, star.imag, strict=True)),),
        "pinched": (ring((0, 0), (1, 1), (2, 0), (2, 2), (1, 1), (0, 2)),),
        "spike": (ring((0, 0), (2, 0), (2, 2), (1, 2), (1, 3), (1, 2), (0, 2)),),
        "hole over the border": (ring((0, 0), (4, 0), (4, 4), (0, 4)), ring((3, 1), (3, 2), (5, 2), (5, 1))),
    }
    simple = {
        "hexagon": (ring(*zip(hexagon.real, hexagon.imag, strict=True)),),
        "doubled point": (ring((0, 0), (2, 0), (2, 0), (2, 2), (0, 2)),),
        "straight on": (ring((0, 0), (1, 0), (2, 0), (2, 2), (0, 2)),),
        "parts that touch": (ring((0, 0), (1, 0), (1, 1), (0, 1)), ring((1, 1), (2, 1), (2, 2), (1, 2))),
    }
    assert [name for name, rings in crossed.items() if crossing(rings) is None] == []
    assert [name for name, rings in simple.items() if crossing(rings) is not None] == []


def test_a_crossing_in_a_long_border_is_found_in_parts(monkeypatch):
    """However few edges are compared at once, the one that crosses is found, and a simple border stays simple."""
    angle = np.linspace(0, 2 * np.pi, 2001)[:-1]
    wavy = np.column_stack([np.cos(angle), np.sin(angle)]) * (1 + 0.1 * np.sin(40 * angle))[:, None]
    crossed = wavy.copy()
    crossed[[700, 703]] = crossed[[703, 700]]
    for pairs in (1, 500, 2_000_000):
        monkeypatch.setattr("coprod.districts.geometry.PAIRS", pairs)
        assert crossing((ring(*wavy),)) is None
        assert crossing((ring(*crossed),)) is not None


# the file


def test_a_map_is_read_in_the_order_of_the_names(tmp_path):
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        shapes, problems = read(tmp_path, town(), encoding)
        assert not problems
        north = np.radians(0.01) * EARTH_KM
        east = north * np.cos(np.radians(39.915))
        first, second, third = shapes
        assert first[0].min(axis=0).tolist() == [0, 0]
        assert centroid(first) == pytest.approx((east / 2, north / 2))
        assert [area(one) / (east * north) for one in shapes] == pytest.approx([1, 0.75, 2])
        assert centroid(second) == pytest.approx((1.5 * east, 0.5 * north))
        assert centroid(third) == pytest.approx((1.5 * east, 2 * north))
        assert [signed_area(one) > 0 for one in second] == [True, False]


def damage(kind, tree):
    """Damage a map in one way."""
    features = tree["features"]
    if kind == "unknown":
        features[0]["properties"]["name"] = "Millbrok"
    elif kind == "twice":
        features.append(copy.deepcopy(features[0]))
    elif kind == "missing":
        del features[2]
    elif kind == "nameless":
        features[1]["properties"] = None
    elif kind == "point":
        features[1]["geometry"] = {"type": "Point", "coordinates": [116.4, 39.9]}
    elif kind == "short":
        features[1]["geometry"]["coordinates"][0] = square(116.4, 39.9)[:2] + square(116.4, 39.9)[:1]
    elif kind == "open":
        features[1]["geometry"]["coordinates"][0].pop()
    elif kind == "text":
        features[1]["geometry"]["coordinates"][0][1] = ["116.4", None]
    elif kind == "swapped":
        features[1]["geometry"]["coordinates"] = [[[y, x] for x, y in square(116.4, 39.9)]]
    elif kind == "metres":
        features[1]["geometry"]["coordinates"] = [square(448000, 4417000, 500)]
    elif kind == "bow-tie":
        points = features[1]["geometry"]["coordinates"][0]
        points[1], points[2] = points[2], points[1]
    elif kind == "flat":
        features[1]["geometry"]["coordinates"] = [[[116, 39], [116, 39], [116, 39], [116, 39]]]
    return tree


MISTAKES = {
    "unknown": ("features[0].properties.name = 'Millbrok': allowed are the names of communities.csv. Did you mean", "Millbrook"),
    "twice": ("features[3].properties.name = 'Millbrook'", "features[0] has this name already"),
    "missing": ("桥西社区: this community has no polygon", "take the map away"),
    "nameless": ("features[1].properties", "name / 名称"),
    "point": ("features[1].geometry.type (云溪社区) = 'Point'", "Polygon / MultiPolygon"),
    "short": ("features[1].geometry.coordinates[0] (云溪社区): a border needs 4 points or more", "has 3"),
    "open": ("features[1].geometry.coordinates[0] (云溪社区): a border must be closed", "Repeat the first point"),
    "text": ("features[1].geometry.coordinates[0][1] (云溪社区) = ['116.4', None]", "of numbers"),
    "swapped": ("features[1].geometry.coordinates[0][0] (云溪社区) = [39.9, 116.4]", "longitude comes first"),
    "metres": ("features[1].geometry.coordinates[0][0] (云溪社区) = [448000, 4417000]", "EPSG:4326"),
    "bow-tie": ("features[1].geometry (云溪社区): is an impossible polygon", "Fix Geometries"),
    "flat": ("features[1].geometry (云溪社区): is a polygon without area", "Draw the area"),
}


def test_every_mistake_is_named_with_its_place_and_its_remedy(tmp_path):
    for kind, parts in MISTAKES.items():
        shapes, problems = read(tmp_path, damage(kind, town()))
        lines = [str(problem) for problem in problems]
        assert shapes is None, kind
        assert any(all(part in line for part in parts) for line in lines), (kind, lines)
        assert all("map.geojson" in line for line in lines), kind
        chinese = [problem.render("zh") for problem in problems]
        assert all("：" in line and "。" in line and "allowed" not in line for line in chinese), (kind, chinese)


def test_all_mistakes_are_named_at_once(tmp_path):
    tree = town()
    for kind in ("twice", "missing", "open"):
        damage(kind, tree)
    shapes, problems = read(tmp_path, tree)
    assert shapes is None
    assert len(problems) == 3, [str(one) for one in problems]


def test_what_is_no_map_is_answered_in_words(tmp_path):
    path = tmp_path / "map.geojson"
    for content, said in (
        (b"", "not JSON"), (b"{'a': 1}", "line 1, column 2"), (b"\xff\xff\x00", "UTF-8 or GB18030"),
        (b"[1, 2]", "FeatureCollection"),
        (b'{"type": "Feature"}', "FeatureCollection"), (b'{"type": "FeatureCollection", "features": []}', "one feature for each"),
        (b"[" * 100_000, "nested"), (b"1" * 5000, "too long"), (b"null", "FeatureCollection"),
    ):
        path.write_bytes(content)
        shapes, problems = read_map(path, NAMES)
        assert shapes is None
        assert len(problems) == 1
        assert said in str(problems[0]), (content[:20], str(problems[0]))
    for missing in (tmp_path / "none.geojson", tmp_path):
        shapes, problems = read_map(missing, NAMES)
        assert shapes is None
        assert "cannot be read" in str(problems[0])


def test_damaged_maps_never_end_in_a_traceback(tmp_path):
    """Two thousand maps with bytes flipped, cut out or doubled, or a part replaced: each is read whole or answered."""
    rng = np.random.default_rng(14)
    text = json.dumps(town(), ensure_ascii=False).encode()
    path = tmp_path / "map.geojson"
    read_whole = answered = 0
    for _ in range(2000):
        path.write_bytes(_bytes_damaged(text, rng) if rng.random() < 0.5 else _parts_replaced(town(), rng))
        shapes, problems = read_map(path, NAMES)
        assert (shapes is None) == bool(problems)
        assert all(problem.render(lang) for problem in problems for lang in ("en", "zh"))
        read_whole, answered = read_whole + (shapes is not None), answered + (shapes is None)
        if shapes is not None:
            assert len(shapes) == len(NAMES)
            assert all(area(one) > 0 and np.isfinite(centroid(one)).all() for one in shapes)
    assert answered > 1000
    assert read_whole > 10


def _bytes_damaged(text, rng):
    data = bytearray(text)
    for _ in range(rng.integers(1, 4)):
        at = int(rng.integers(len(data)))
        until = at + int(rng.integers(1, 30))
        how = rng.integers(3)
        if how == 0:
            data[at] = rng.integers(256)
        elif how == 1:
            del data[at:until]
        else:
            data[at:at] = data[at:until]
    return bytes(data)


def _parts_replaced(tree, rng):
    odd = (None, True, -1, 1e300, float("nan"), "", "云", [], {}, [[]], [None], [[[]]], {"type": "Polygon"}, 10**400)
    for _ in range(rng.integers(1, 3)):
        here = tree
        while True:
            keys = list(here) if isinstance(here, dict) else range(len(here))
            if not keys:
                break
            key = list(keys)[rng.integers(len(keys))]
            if not isinstance(here[key], dict | list) or rng.random() < 0.15:
                here[key] = copy.deepcopy(odd[rng.integers(len(odd))])
                break
            here = here[key]
    return json.dumps(tree).encode()
