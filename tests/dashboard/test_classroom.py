"""A class in real browsers: a trainer, a screen and two phones walk a question and a round of policies."""

import re

import pytest

from tests.dashboard.conftest import PATIENCE, Reader, Server


class Classroom:
    """A server in class mode, and what it printed when it started."""

    def __init__(self, **environment):
        self.server = Server("--class", "--host", "localhost", **environment)
        said = [self.server.process.stdout.readline() for _ in range(3)]
        self.code = re.search(r"code (\d{5})", "".join(said)).group(1)
        self.secret = re.search(r"drive=([\w-]+)", "".join(said)).group(1)
        self.address = self.server.address


@pytest.fixture(scope="module")
def classroom():
    pytest.importorskip("solara")
    running = Classroom()
    yield running
    running.server.stop()


@pytest.fixture
def people(browser, classroom):
    """Bring somebody with a browser of their own; nobody meets trouble."""
    here = []

    def bring(query="", lang="en", **size):
        somebody = Reader(browser, classroom.server, **size)
        here.append(somebody)
        somebody.page.goto(f"{classroom.address}/?lang={lang}{query}")
        somebody.page.wait_for_selector(".class-page")
        return somebody.page

    yield bring
    for somebody in here:
        somebody.close()
    assert [somebody.trouble for somebody in here] == [[]] * len(here)


PHONE = {"width": 390, "height": 844}
PROJECTOR = {"width": 1920, "height": 1080}


def see(page, selector, text):
    page.locator(selector, has_text=text).first.wait_for(timeout=PATIENCE)


def test_a_class_from_joining_to_the_sheet(people, classroom, tmp_path):
    desk = people(f"&drive={classroom.secret}")
    see(desk, ".class-desk h1", "Ask the class")
    assert classroom.secret not in desk.url, "the secret stays in the address bar"
    screen = people(f"&room={classroom.code}&view=screen", **PROJECTOR)
    see(screen, ".class-digits", classroom.code)
    one = people(**PHONE)
    one.fill("#class-code", "00000")
    one.click(".class-join .go")
    see(one, "[role=alert]", "no room with this code")
    one.fill("#class-code", classroom.code)
    one.click(".class-join .go")
    see(one, ".class-who", "no. 1")
    two = people(f"&room={classroom.code}", lang="zh", **PHONE)
    see(two, ".class-who", "2 号")
    two.reload()
    see(two, ".class-who", "2 号")
    see(screen, ".class-count", "2 in the room")

    desk.locator(".class-questions select").select_option("0")
    lesson = desk.locator(".class-questions li", has_text="Three Stamps")
    lesson.get_by_role("button", name="Ask for guesses").click()
    one.locator(".class-bet").nth(0).click()
    see(one, ".class-bet.is-mine", "✓")
    see(screen, ".class-progress", "1 of 2 have guessed")
    desk.locator(".class-roll .is-done").first.wait_for()  # every page is redrawn in its own time
    assert desk.locator(".class-roll .is-done").count() == 1
    two.locator(".class-bet").nth(3).click()
    see(screen, ".class-progress", "2 of 2 have guessed")
    for page in (one, two, screen, desk):
        assert page.locator(".class-bars, .class-headline").count() == 0, "seen before it was closed"
    late = people(f"&room={classroom.code}", **PHONE)
    see(late, ".class-who", "no. 3")
    desk.get_by_role("button", name="Close", exact=True).click()
    see(screen, ".class-bars li", "1")
    assert screen.locator(".class-bars strong").all_inner_texts() == ["1", "0", "0", "1"]
    assert screen.locator(".class-headline, .is-right").count() == 0, "the answer before the reveal"
    desk.get_by_role("button", name="Reveal the answer").click()
    screen.locator(".class-headline").wait_for(timeout=PATIENCE)
    see(two, ".class-headline", "世界B")
    assert two.locator(".class-bars .is-right").count() == 1

    desk.locator("aside select").first.select_option("2")
    desk.get_by_role("button", name="Next question").click()
    lesson.get_by_role("button", name="Groups set a policy").click()
    for page, value in ((one, "0"), (two, "1")):
        page.locator(".class-field select").select_option("approval.levels")
        page.locator(".class-field input").fill(value)
        page.locator(".class-round .go").click()
        page.locator(".class-policy").wait_for()
    see(screen, ".class-progress", "2 of 2 groups")
    assert late.locator(".class-policies, .class-table").count() == 0, "other groups' policies"
    desk.get_by_role("button", name="Close", exact=True).click()
    see(screen, ".class-policies", "Group 2")
    desk.get_by_role("button", name="Reveal the answer").click()
    screen.locator(".class-table tbody tr").nth(2).wait_for(timeout=PATIENCE)
    with desk.expect_download() as saved:
        desk.get_by_role("button", name="Save as a page").click()
    saved.value.save_as(tmp_path / "class.html")
    sheet = (tmp_path / "class.html").read_text(encoding="utf-8")
    assert "3 people in 2 groups, 2 rounds" in sheet and "Group 2" in sheet and classroom.code not in sheet


def test_a_phone_that_takes_longer_than_two_seconds_to_begin_is_waited_for(people, classroom):
    page = people(f"&room={classroom.code}", **PHONE)
    waits = """(ms) => new Promise((done) => {
        const signal = AbortSignal.timeout(ms);
        setTimeout(() => done(signal.aborted), ms + 1500);
    })"""
    assert page.evaluate(waits, 2000) is False and page.evaluate(waits, 100) is True


def test_who_has_only_the_code_cannot_drive_or_explore(people, classroom):
    for query in (f"&room={classroom.code}&view=desk", "&drive=guessed", "&v=1&lesson=three-stamps&guess=-1"):
        page = people(query)
        assert page.locator(".class-desk, .stage, .class-steer").count() == 0, query


def test_another_room_is_another_class(people, classroom):
    desk = people(f"&drive={classroom.secret}")
    see(desk, ".class-code", classroom.code)
    desk.get_by_role("button", name="Open another room").click()
    # between two rooms the page shows neither
    desk.wait_for_function(f"document.querySelector('.class-code')?.innerText.includes('{classroom.code}') === false")
    other = re.search(r"\d{5}", desk.locator(".class-code").inner_text()).group()
    phone = people(f"&room={other}", **PHONE)
    see(phone, ".class-who", "no. 1")
    see(desk, ".class-count", "1 in the room")
