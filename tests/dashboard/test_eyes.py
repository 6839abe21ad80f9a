"""What eyes meet: large screens, phones, night, paper, and charts that say what they show."""

import re

import pytest

from coprod.interfaces.dashboard import parts
from tests.dashboard.conftest import Reader

LAYOUT = """([columns, sizes]) => {
    const buildings = [], communities = [];
    let first = 0;
    for (let c = 0; c < 4; c++) {
        communities.push({estate: "new"});
        for (let i = 0; i < 5; i++) {
            const storeys = c % 2 ? 6 : 18;
            buildings.push({c, storeys, lifts: 1, first, n: 100});
            first += 100;
        }
    }
    const layout = {residents: first, communities, buildings};
    return sizes.map(([w, h]) => layOut(layout, w, h)).map((scene) => [scene.columns, scene.size]);
}"""


def test_at_every_size_of_screen_the_town_stands_with_the_largest_windows(reader):
    code = parts._module("drawing", (parts.WEB / "drawing.js").read_text()) + parts._module(
        "scene", (parts.WEB / "scene.js").read_text())
    page = reader.page
    found = page.evaluate(f"(asked) => {{ {code} const {{ layOut }} = scene_js; return ({LAYOUT})(asked); }}",
                          [None, [[380, 354], [390, 424], [390, 430], [700, 560], [1400, 200]]])
    columns = [one[0] for one in found]
    assert columns[:4] == [2, 2, 2, 2] and columns[4] == 4, "four thin strips"
    assert found[1][1] >= 0.95 * found[0][1], "a larger screen has no smaller windows"


def test_presenting_enlarges_the_towns_and_what_is_written_on_them(browser, server):
    projector = Reader(browser, server, width=1920, height=1080)
    zoom = {}
    for present in (0, 1):
        page = projector.open(f"lang=en&present={present}")
        projector.see_worlds()
        page.wait_for_selector("html.presenting" if present else "html:not(.presenting)")
        page.wait_for_timeout(300)
        zoom[present] = float(page.get_attribute(".world-a canvas", "data-zoom"))
        play = page.locator(".transport .go").bounding_box()
        assert play["y"] + play["height"] <= 1080, "play is below the first screen"
    assert zoom[0] >= 1.15 and zoom[1] >= 1.5, "a back row cannot read 12 pixels"
    projector.close()
    assert projector.trouble == []


def test_on_a_phone_play_stands_within_the_first_screen(browser, server):
    phone = Reader(browser, server, width=390, height=844)
    for query in ("lang=zh", "lang=en&guess=2"):
        page = phone.open(query)
        phone.see_worlds()
        play = page.locator(".transport .go").bounding_box()
        assert play["y"] + play["height"] <= 844
        assert page.locator(".transport").bounding_box()["height"] <= 110, "the controls hide the town"
    phone.close()
    assert phone.trouble == []


def test_what_is_the_same_in_both_worlds_is_said_once(reader):
    page = reader.open("lang=en&lesson=open-town")
    reader.see_worlds()
    page.wait_for_selector(".alike")
    assert page.locator(".chart").count() == 0
    names = page.inner_text(".alike")
    assert names.startswith("The same in both worlds: ") and names.count(",") >= 2
    page.click(".alike button")
    page.wait_for_selector(".chart >> nth=2")
    page.goto(f"{reader.server.address}/?lang=en&lesson=points-store&guess=-1")
    reader.see_worlds()
    page.wait_for_selector(".chart .line-name-b")
    for chart in page.locator(".chart").all():
        a, b = (chart.locator(f".line-name-{side}").bounding_box() for side in "ab")
        assert abs(a["y"] - b["y"]) > 7, "the names of the lines cover each other"


def test_lesson_cards_carry_no_codes(reader):
    page = reader.open("lang=en&page=lessons")
    page.wait_for_selector(".lesson-card")
    assert not re.search(r"\b[A-Z]\d\d\b", page.inner_text(".lesson-list"))


def test_by_night_the_page_is_dark_and_on_paper_it_is_white_without_buttons(reader):
    page = reader.open("lang=en&guess=1&revealed=1")
    reader.see_worlds()
    colours = "() => ['--paper', '--ink'].map((name) => getComputedStyle(document.documentElement).getPropertyValue(name))"
    light = page.evaluate(colours)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(colours) != light
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 22, 30)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.is_visible(".headline") and page.is_visible(".world-a canvas")
    for hidden in (".top nav", ".coprod-levers", ".transport", ".chips", ".chart-tools >> nth=0"):
        assert not page.is_visible(hidden), hidden


@pytest.mark.slow
def test_dark_colours_can_be_read(reader):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    reader.page.emulate_media(color_scheme="dark")
    poor = {}
    for query in ("lang=en", "lang=en&guess=1&revealed=1", "page=lessons", "page=people&guess=-1", "page=laboratory"):
        page = reader.open(query)
        page.wait_for_selector("h1")
        page.wait_for_timeout(1500)
        for one in axe.Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]:
            poor[query] = [(node["target"], node["failureSummary"][:200]) for node in one["nodes"]]
    assert not poor


def test_a_guess_and_its_answer_by_keys_alone_never_lose_the_place(reader):
    page = reader.open("lang=en")
    reader.see_worlds()
    focused = "document.activeElement.className"
    for _ in range(30):
        page.keyboard.press("Tab")
        if "choice" in page.evaluate(focused):
            break
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".question.is-film .choice.is-mine >> nth=0")
    assert "is-mine" in page.evaluate(focused)
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "skip the film"
    page.keyboard.press("Enter")
    page.wait_for_selector(".headline")
    page.wait_for_function("document.activeElement.className === 'headline'")
    assert page.locator(".choice.is-mine").count() == 1
