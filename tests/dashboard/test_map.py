"""The map of both worlds: what it is coloured by, what moves on it, how it is reached by keys, and what it keeps sealed."""

import json
import re

import pytest

from coprod.interfaces.dashboard.hooks import Worlds
from coprod.interfaces.dashboard.lessons import find_lesson
from coprod.interfaces.dashboard.library import LIBRARY
from coprod.interfaces.dashboard.maps import map_of
from coprod.interfaces.dashboard.recording import record
from coprod.interfaces.dashboard.reducers import reduce_state
from coprod.interfaces.dashboard.state import State, read_address
from coprod.outcomes.of_communities import FIGURES
from coprod.parameters import Parameters
from tests.districts.folders import WHOLE, folder


@pytest.fixture(scope="module")
def played():
    lesson = find_lesson("three-stamps")
    return Worlds("key", *(LIBRARY.get(lesson.parameters(side), lesson.seed, lesson.days) for side in "ab"))


OPEN = {"lesson": "three-stamps", "guess": -1, "revealed": True}


def test_the_map_has_both_worlds_and_their_difference(played):
    for lang in ("en", "zh"):
        data = map_of(State(lang=lang, **OPEN), played)
        assert [one["side"] for one in data["maps"]] == ["a", "b", "difference"]
        assert len(data["rows"]) == 1 + len(data["names"]) == 1 + len(data["tips"]) == 5
        assert [one["name"] for one in data["figures"]] == [one.name for one in FIGURES]
        assert all(len(one["places"]) == 4 and one["label"] for one in data["maps"])
        ids = [set(re.findall(r' id="([^"]+)"', one["inner"])) for one in data["maps"]]
        assert not ids[0] & ids[1] and not ids[1] & ids[2]
        json.dumps(data, allow_nan=False)
    assert map_of(State(), Worlds())["maps"] == []


def test_the_map_shows_what_the_records_say(played):
    data = map_of(State(map="incidents", **OPEN), played)
    thousands = [one["n"] / 1000 for one in played.a.layout["communities"]]
    for row, (side, world) in ((1, ("a", played.a)), (2, ("b", played.b))):
        counted = [sum(one["community"] == c for one in world.incidents) for c in range(4)]
        shown = [float(cells[row].replace(",", "")) for cells in data["rows"][1:]]
        assert shown == pytest.approx([n / k for n, k in zip(counted, thousands, strict=True)], rel=0.01), side


@pytest.mark.parametrize("guess", [None, 1])
def test_before_the_answer_only_the_ground_is_drawn(played, guess):
    lesson = find_lesson("three-stamps")
    sealed = map_of(State(lesson=lesson.name, guess=guess, map="loss"), played)
    assert sealed["figures"] == [] and sealed["rows"] == []
    assert len(sealed["maps"]) == (1 if guess is None else 2)
    assert len({re.sub(r"map-[ab]", "", one["inner"]) for one in sealed["maps"]}) == 1
    swapped = map_of(State(lesson=lesson.name, guess=guess, map="loss"), Worlds("key", played.b, played.a))
    assert sealed == swapped


def test_towns_of_different_size_have_a_map_each_and_no_difference():
    lesson = find_lesson("three-stamps")
    larger = lesson.parameters("b").replace({"town.communities": 6})
    worlds = Worlds("key", LIBRARY.get(lesson.parameters("a"), lesson.seed, 2), LIBRARY.get(larger, lesson.seed, 2))
    data = map_of(State(**OPEN), worlds)
    assert [one["side"] for one in data["maps"]] == ["a", "b"]
    assert [len(one["places"]) for one in data["maps"]] == [4, 6]


def test_a_district_is_drawn_with_its_own_borders_in_both_worlds(tmp_path):
    path = folder(tmp_path / "north", communities=WHOLE)
    features = [{"type": "Feature", "properties": {"name": row[0]}, "geometry": {"type": "Polygon", "coordinates": [[
        [row[-2], row[-1]], [row[-2] + 0.01, row[-1]], [row[-2] + 0.01, row[-1] + 0.01], [row[-2], row[-1]]]]}}
        for row in WHOLE[1:]]
    (path / "map.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    parameters = Parameters.load(path)
    one = record(parameters, 1, 2)
    data = map_of(State(lang="zh", **OPEN), Worlds("key", one, record(parameters.replace({"staff.count": 20}), 1, 2)))
    assert data["title"] == "辖区地图"
    assert set(data["names"]) == {row[0] for row in WHOLE[1:]}
    drawn = [re.findall(r'class="area" data-c="\d+" d="([^"]+)"', each["inner"]) for each in data["maps"]]
    assert len(drawn[0]) == 4 and drawn[0] == drawn[1] == drawn[2]
    assert all(shape.count("L") == 3 for shape in drawn[0]), "the borders are not the triangles of the map"


def test_the_address_holds_what_the_map_is_coloured_by():
    state, _ = reduce_state(State(), {"do": "map", "figure": "trust"})
    assert state.map == "trust" and "map=trust" in state.query()
    assert read_address(state.query(), "en")[0].map == "trust"
    assert reduce_state(state, {"do": "map", "figure": FIGURES[0].name})[0].map == ""
    assert reduce_state(state, {"do": "map", "figure": "nothing"})[0] == state
    wrong, notices = read_address("map=happiness", "en")
    assert wrong.map == "" and [one.key for one in notices] == ["notice.choice"]


def test_readers_colour_the_map_and_walk_it_by_keys(reader):
    page = reader.open("lang=en&guess=-1")
    reader.see_worlds()
    page.wait_for_selector(".plan-difference .area >> nth=3")
    before = page.inner_html(".plan-a svg")
    page.select_option(".map-figure select", "acts")
    page.wait_for_function("(old) => document.querySelector('.plan-a svg').innerHTML !== old", arg=before)
    page.wait_for_function("location.href.includes('map=acts')")
    page.focus(".plan-a .plan-box")
    page.keyboard.press("ArrowRight")
    assert "Willow Court" in page.inner_text(".map-tip")
    page.keyboard.press("ArrowRight")
    said = page.inner_text(".map-tip")
    assert "Orchard Hill" in said and "B − A" in said and "on low ground" in said
    assert page.locator(".plan .outline").count() == 3, "the community is not shown in all maps"
    page.keyboard.press("Escape")
    assert page.locator(".plan .outline").count() == 0
    page.click(".maps .chart-tools button >> nth=0")
    assert page.locator(".maps tbody tr").count() == 4
    with page.expect_download() as saved:
        page.click(".plan-difference figcaption button")
    assert saved.value.suggested_filename == "coprod-map-difference.png"
    page.keyboard.press("l")
    page.wait_for_function("document.querySelector('.maps h2').innerText === '城镇示意图'")
    assert "差值" in page.inner_text(".plan-difference figcaption")


def test_incidents_and_crews_move_along_the_time_line(reader):
    page = reader.open("lang=en&guess=-1")
    reader.see_worlds()
    page.wait_for_selector(".plan-b .area >> nth=3")
    seen = page.evaluate("""() => {
        const bar = document.querySelector('.bar input');
        return Array.from({ length: 201 }, (unused, i) => {
            bar.value = (bar.max * i) / 200;
            bar.dispatchEvent(new Event('input', { bubbles: true }));
            return [...document.querySelectorAll('.plan-b .moving .crew')].map((one) => one.getAttribute('d')).join();
        });
    }""")
    assert seen[0] == "" and len(set(seen)) >= 4, "no crew has moved"
    assert page.locator(".plan-difference .moving").count() == 0


def test_before_the_guess_no_crew_and_no_figure_is_on_the_page(reader):
    page = reader.open("lang=en")
    reader.see_worlds()
    page.wait_for_selector(".plan .area >> nth=3")
    page.wait_for_selector(".moving .alarm")
    assert page.locator(".plan").count() == 1
    assert page.locator(".moving .crew, .map-figure, .maps .chart-tools").count() == 0
    assert not re.search(r"yuan|B − A", page.inner_text(".maps"))
