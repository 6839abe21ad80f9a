"""Plans and maps: cells that fill the ground, low ground of the right size, a river along the lowest, colours that keep apart."""

import json
import re
from dataclasses import replace
from itertools import pairwise
from xml.dom import minidom

import numpy as np
import pytest

from coprod.districts.geometry import area, inside, signed_area
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.laboratory.maps import (
    Diverging,
    Geography,
    Sequential,
    difference_map,
    draw,
    figure_map,
    geography_of,
    ground_map,
    lay_out,
)
from coprod.laboratory.maps.cells import OUTSIDE, cells_at
from coprod.laboratory.maps.colours import LOWER_HIGHER, MORE, ink, luminance
from coprod.laboratory.maps.plan import GAP
from coprod.laboratory.maps.river import low_ground, nearest_on, river
from coprod.model import CoproductionModel, run
from coprod.outcomes.of_communities import FIGURES, figure_by_name
from coprod.parameters import Parameters
from coprod.town.places import SIDE_KM, positions
from tests.districts.folders import WHOLE, folder

TOWN = Parameters().replace({"town.communities": 6, "town.residents_per_community": 2000, "town.streets": 2})


def geography(n, lowland=None, east=None, north=None, shapes=None):
    grid = positions(n)
    number = np.arange(n)
    return Geography(tuple(f"C{i}" for i in number), grid[0] if east is None else east, grid[1] if north is None else north,
                     number // 4, number // 8, ("new",) * n, np.full(n, 500), np.zeros(n) if lowland is None else lowland,
                     np.full(n, 0.5), np.full(n, 0.2), np.ones(n), shapes)


def scattered(n, seed=3):
    uniform = Streams(seed).uniform
    return uniform(Purpose.TOWN_LOWLAND, np.arange(n)) * 8, uniform(Purpose.TOWN_BASEMENTS, np.arange(n)) * 5


@pytest.fixture(scope="module")
def finished():
    return run(TOWN, seed=4, days=120).model


def test_cells_fill_the_ground_without_overlap():
    for n in (1, 2, 3, 5, 12, 40, 300):
        squares = cells_at(*positions(n))
        assert [area((ring,)) for ring in squares.rings] == pytest.approx([SIDE_KM**2] * n)
        if n == 1:
            continue
        east, north = scattered(n)
        cells = cells_at(east, north)
        corners = np.concatenate(cells.rings)
        box = np.ptp(corners, axis=0).prod()
        assert sum(area((ring,)) for ring in cells.rings) == pytest.approx(box, rel=1e-6)
        own = [inside((ring,), x, y) for ring, x, y in zip(cells.rings, east, north, strict=True)]
        assert all(own)


def test_a_point_of_a_cell_is_nearest_to_its_own_community():
    east, north = scattered(30)
    places = np.column_stack([east, north])
    for number, ring in enumerate(cells_at(east, north).rings):
        inner = ring[:-1].mean(axis=0) + 0.98 * (ring[:-1] - ring[:-1].mean(axis=0))
        nearest = [int(np.argmin(((places - point) ** 2).sum(axis=1))) for point in inner]
        assert set(nearest) == {number}


def test_communities_at_one_place_each_get_some_ground():
    cells = cells_at(np.array([1.0, 1, 1, 4]), np.array([2.0, 2, 2, 3]))
    assert min(area((ring,)) for ring in cells.rings) > 0


def test_squares_next_to_each_other_have_a_border_in_common():
    cells = cells_at(*positions(4))  # two by two
    inner = {tuple(sorted(pair)) for pair in cells.sides.tolist() if OUTSIDE not in pair}
    assert inner == {(0, 1), (1, 2), (2, 3), (0, 3)}
    assert len(cells.borders) == 12


def test_low_ground_has_its_share_of_the_cell_and_lies_towards_the_water():
    square = np.array([[0.0, 0], [2, 0], [2, 2], [0, 2], [0, 0]])
    half = low_ground(square, 0.25, np.array([1.0, -9]))
    assert signed_area(half) == pytest.approx(1.0)
    assert half[:, 1].max() == pytest.approx(0.5)
    east, north = scattered(20)
    for ring in cells_at(east, north).rings:
        for share in (0.01, 0.3, 0.9):
            part = low_ground(ring, share, np.array([4.0, 2.0]))
            assert signed_area(part) == pytest.approx(share * signed_area(ring), rel=1e-6)
        assert low_ground(ring, 0.0, ring[0]) is None
        assert low_ground(ring, 1.0, ring[0]) is ring


def test_the_river_follows_the_lowest_communities():
    """Three rows of squares, of which the middle one lies low: the river runs along it, from edge to edge."""
    east, north = (axis.ravel() for axis in np.meshgrid(np.arange(7) * SIDE_KM, np.arange(3) * SIDE_KM))
    lowland = np.where(np.isclose(north, SIDE_KM), 0.9, 0.0)
    course = river(cells_at(east, north), lowland)
    assert np.ptp(course[:, 0]) == pytest.approx(7 * SIDE_KM)
    assert set(np.round(course[:, 1] / SIDE_KM, 6)) <= {0.5, 1.5}  # both sides of the middle row
    assert river(cells_at(east, north), np.zeros(21)) is None
    turned = river(cells_at(north, east), lowland)
    assert np.ptp(turned[:, 1]) == pytest.approx(7 * SIDE_KM)
    assert nearest_on(course, np.array([1.0, 99.0])) == pytest.approx([1.0, course[:, 1].max()], abs=SIDE_KM)


def test_water_runs_to_the_lowest_neighbour():
    lowland = np.array([0.0, 0.5, 0.9, 0.05])  # squares 0 to 3 in a ring
    plan = lay_out(geography(4, lowland))
    ways = [(int(np.argmin(np.abs(plan.places - start).sum(axis=1))), int(np.argmin(np.abs(plan.places - end).sum(axis=1))))
            for start, end in plan.slopes]
    assert ways == [(0, 1), (1, 2), (3, 2)]


def test_a_plan_leaves_room_for_roads_and_a_map_has_none():
    plan = lay_out(geography(12))
    assert not plan.is_map
    assert area(plan.areas[0]) == pytest.approx((SIDE_KM * (1 - 2 * GAP)) ** 2)
    assert len(plan.roads)
    assert {one.kind for one in plan.stations} == {"street", "district"}
    assert len(plan.stations) == 3 + 2
    shapes = tuple((np.array([[i, 0.0], [i + 1, 0], [i + 1, 1], [i, 1], [i, 0]]),) for i in range(3))
    real = lay_out(geography(3, shapes=shapes))
    assert real.is_map
    assert real.river is None
    assert not len(real.roads)
    assert real.places.tolist() == [[0.5, 0.5], [1.5, 0.5], [2.5, 0.5]]


def test_colours_keep_apart_without_colour():
    lightness = [luminance(colour) for colour in MORE]
    assert lightness == sorted(lightness, reverse=True)
    assert min(a - b for a, b in pairwise(lightness)) > 0.05
    low, high = LOWER_HIGHER[:2], LOWER_HIGHER[:2:-1]
    assert all(abs(luminance(a) - luminance(b)) < 0.12 for a, b in zip(low, high, strict=True))
    for colour in (*MORE, *LOWER_HIGHER):
        ratio = sorted((luminance(colour) + 0.05, luminance(ink(colour)) + 0.05))
        assert ratio[1] / ratio[0] > 4.5, colour


def test_scales_have_their_ends_and_their_zero():
    scale = Sequential.over([2.0, 8.0, float("nan")])
    assert (scale.low, scale.high) == (0.0, 8.0)
    assert Sequential.over([6.0, 8.0]).low == 6.0
    assert scale.colour(8.0) == MORE[-1]
    both = Diverging.over([-3.0, 1.0])
    assert (both.colour(-3.0), both.colour(0.0), both.colour(3.0)) == (LOWER_HIGHER[0], LOWER_HIGHER[2], LOWER_HIGHER[4])
    assert Diverging.over([1e-9], level=100.0).colour(1e-9) == LOWER_HIGHER[2]
    assert Diverging.over([0.0]).colour(0.0) == LOWER_HIGHER[2]


def test_a_picture_colours_every_community_by_its_value():
    plan = lay_out(geography(5))
    figure = figure_by_name("minutes")
    values = np.array([10.0, 20.0, np.nan, 40.0, 0.0])
    picture = figure_map(plan, figure, values, "en")
    fills = re.findall(r'class="area" data-c="(\d)" d="[^"]*" fill="([^"]*)"', picture.svg)
    scale = Sequential.over(values)
    assert dict(fills)["3"] == MORE[-1]
    assert dict(fills)["2"].startswith("url(#map-none")
    assert dict(fills)["0"] == scale.colour(10.0)
    assert "no data" in picture.svg and "40 minutes" in picture.svg
    assert "most in C3, 40 minutes; least in C4, 0 minutes" in picture.label
    other = difference_map(plan, figure, values, values[::-1], "zh")
    assert "差值 B − A" in other.label
    assert "B较好" in other.svg


def test_every_picture_is_well_formed_and_inside_its_frame():
    east, north = scattered(15)
    shapes = tuple((ring,) for ring in cells_at(east, north).rings)
    awkward = replace(geography(15), names=tuple('<"&>\'' for _ in range(15)))
    for one in (geography(1), geography(2), awkward, replace(geography(15), east=east, north=north),
                geography(15, lowland=np.linspace(0, 1, 15), shapes=shapes)):
        plan = lay_out(one)
        for picture in (ground_map(plan, "zh"), figure_map(plan, FIGURES[0], np.arange(one.n, dtype=float), "en"),
                        draw(plan, None, 'a "b" <c>')):
            drawn = minidom.parseString(picture.svg)
            assert len([path for path in drawn.getElementsByTagName("path") if path.getAttribute("class") == "area"]) == one.n
            assert ((picture.places >= 0) & (picture.places <= [picture.width, picture.height])).all()
            assert all(0 <= x <= picture.width and 0 <= y <= picture.height for _, x, y in picture.stations)


# figures of communities


def test_figures_of_communities_add_up_to_those_of_the_town(finished):
    residents = finished.town.communities.residents
    incidents = finished.recorder.frame(INCIDENT)
    assert len(incidents) > 5
    value = {one.name: one.compute(finished) for one in FIGURES}
    assert all(one.shape == (6,) for one in value.values())
    assert value["loss"] @ residents == pytest.approx(incidents.loss.sum())
    assert value["incidents"] @ residents / 1000 == pytest.approx(len(incidents))
    counts = np.bincount(incidents.community, minlength=6)
    assert np.nansum(value["minutes"] * counts) == pytest.approx((incidents.controlled - incidents.started).sum())
    assert np.isnan(value["minutes"][counts == 0]).all()
    assert np.nansum(value["golden"] * counts) == pytest.approx(incidents.hit.sum())
    assert value["trust"] @ residents / residents.sum() == pytest.approx(finished.daily_series.series("trust")[-1], rel=1e-6)
    assert value["hidden"] @ residents / 1000 == pytest.approx(finished.daily_series.series("hidden_hazards")[-1])
    assert value["acts"] @ residents / 1000 / 7 * finished.day == pytest.approx(finished.town.residents.acts.sum())
    assert finished.town.residents.acts.sum() >= finished.daily_series.series("acts").sum()  # those in emergencies come on top
    assert value["backlog"].sum() <= finished.daily_series.series("backlog_hours")[-1] + 1e-9


def test_a_town_lies_on_its_plan_as_in_the_model(finished):
    one = geography_of(finished, "C{}".format)
    plan = lay_out(one)
    assert plan.places == pytest.approx(np.column_stack([one.east, one.north]))
    assert one.susceptibility.mean() == pytest.approx(1.0)
    assert one.names[3] == "C3"


def test_a_district_of_tables_is_drawn_with_its_names_and_its_borders(tmp_path):
    path = folder(tmp_path / "north", communities=WHOLE)
    one = geography_of(CoproductionModel(Parameters.load(path), rng=1), str)
    assert not lay_out(one).is_map
    assert [len(ring) for ring in cells_at(one.east, one.north).rings] != []
    features = [{"type": "Feature", "properties": {"名称": row[0]}, "geometry": {"type": "Polygon", "coordinates": [[
        [row[-2] + x, row[-1] + y] for x, y in ((-0.004, -0.004), (0.004, -0.004), (0.004, 0.004), (-0.004, -0.004))]]}}
        for row in WHOLE[1:]]
    (path / "map.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    model = CoproductionModel(Parameters.load(path), rng=1)
    model.step()
    one = geography_of(model, str)
    plan = lay_out(one)
    assert plan.is_map
    assert set(one.names) == {row[0] for row in WHOLE[1:]}
    own = [inside(rings, x, y) for rings, x, y in zip(plan.areas, one.east, one.north, strict=True)]
    assert all(own), "the communities do not lie where their borders are"
    picture = figure_map(plan, figure_by_name("hidden"), figure_by_name("hidden").compute(model), "zh")
    assert picture.svg.count('class="area"') == 4
    assert "Willow Lane · North · 老旧小区" in ground_map(plan, "zh").svg


def test_squares_of_another_size_are_squares_too():
    cells = cells_at(*(positions(9) * 0.731).astype(np.float32).astype(float))
    assert [area((ring,)) for ring in cells.rings] == pytest.approx([(0.731 * SIDE_KM) ** 2] * 9, rel=1e-5)
    assert len(cells.borders) < 9 * 4  # neighbours know their common borders
