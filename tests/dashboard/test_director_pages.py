"""The street director in real browsers: alone by keyboard, undone and reloaded; in a class from plan to table."""

import re

import pytest

from coprod.interfaces.dashboard.director.plan import director_year, written
from tests.dashboard.conftest import PATIENCE, Reader
from tests.dashboard.test_classroom import PHONE, classroom, people, see  # noqa: F401 - fixtures

YEAR = director_year()


def test_a_quarter_is_played_by_keyboard_undone_and_reloaded(reader):
    page = reader.open("lang=en&page=lessons")
    page.locator(".lesson-card", has_text="The Street Director").locator(".go").click()
    page.wait_for_selector(".director-plan")
    text = page.inner_text(".director")
    assert YEAR.quarters[0].brief.en in text
    assert not any(one.brief.en in text or one.name.en in text for one in YEAR.quarters[1:]), "a quarter to come is told of"
    dear = page.locator(".director-item", has_text="People per committee").locator("button").last
    dear.focus()
    page.keyboard.press("Enter")
    see(page, ".director-over", "168,000 yuan of 120,000")
    assert page.is_disabled(".director-plan > .go")
    page.keyboard.press("u")
    page.wait_for_function("!document.querySelector('.director-over')")
    page.locator(".director-item", has_text="One-table ledger").locator("button").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("plan="))
    page.wait_for_selector(".director-plan > .go:not([disabled])")
    page.focus(".director-plan > .go")
    page.keyboard.press("Enter")
    page.wait_for_selector(".director-results")
    page.wait_for_function("document.activeElement.id === 'content'")
    assert page.locator(".director-results thead th").count() == 2 and page.locator(".director-end").count() == 0
    seen = page.inner_text(".director-results")
    page.reload()
    page.wait_for_selector(".director-results")
    assert page.inner_text(".director-results") == seen
    page.keyboard.press("u")
    page.wait_for_function("!document.querySelector('.director-results')")
    assert page.locator(".director-level.is-on").nth(4).inner_text() == "all", "the draft is not what it was"


@pytest.mark.parametrize("played", [1, pytest.param(4, marks=pytest.mark.slow)])
def test_the_page_fits_a_phone_in_both_languages(browser, server, played):
    somebody = Reader(browser, server, width=390, height=844)
    page = somebody.open(f"lang=zh&page=director&year={written([YEAR.fixed_plan(4)] * played)}")
    page.wait_for_selector(".director-end" if played == 4 else ".director-plan", timeout=2 * PATIENCE)
    for language in ("zh", "en"):
        page.wait_for_selector(f"html[lang^={language}]")
        wide = page.evaluate("""() => [...document.querySelectorAll('.coprod *')]
            .filter((node) => node.getBoundingClientRect().right > innerWidth + 1 && !node.closest('.scroll'))
            .map((node) => node.className)""")
        assert wide == [], (language, wide[:4])
        small = page.evaluate("""() => [...document.querySelectorAll('.director-level')]
            .filter((node) => node.getBoundingClientRect().height < 44).length""")
        assert small == 0, "too small for a finger"
        page.click(".language")
    assert page.locator(".director-years tbody tr").count() == (1 + len(YEAR.fixed) if played == 4 else 0)
    somebody.close()
    assert somebody.trouble == []


def test_a_class_plans_a_quarter_and_sees_what_came_of_it(people, classroom):  # noqa: F811
    desk = people(f"&drive={classroom.secret}")
    desk.locator(".class-questions select").select_option("0")
    desk.locator("aside select").first.select_option("2")
    screen = people(f"&room={classroom.code}&view=screen")
    phones = [people(f"&room={classroom.code}", lang=lang, **PHONE) for lang in ("en", "zh")]
    desk.locator(".class-director select").select_option("golden")
    desk.get_by_role("button", name="Groups plan January to March").click()
    see(screen, "h1", "Quarter 1 of 4")
    for page, label in zip(phones, ("One-table ledger", "一表通"), strict=True):
        page.locator(".director-item", has_text=label).locator("button").last.click()
        page.locator(".class-round > .go").click()
        page.locator(".class-policy", has_text=re.compile("all|全建")).wait_for(timeout=PATIENCE)
    phones[0].locator(".director-item", has_text="People per committee").locator("button").last.click()
    see(phones[0], ".director-over", "take something away")
    assert phones[0].is_disabled(".class-round > .go")
    see(screen, ".class-progress", "2 of 2 groups")
    assert screen.locator(".class-policies").count() == 0, "plans of others before the round is closed"
    desk.get_by_role("button", name="Close", exact=True).click()
    see(screen, ".class-policies", "One-table ledger: all")
    assert screen.locator(".director-years").count() == 0, "results before the reveal"
    desk.get_by_role("button", name="Reveal the answer").click()
    screen.locator(".director-years tbody tr").nth(2).wait_for(timeout=2 * PATIENCE)
    see(screen, ".director-years tr", "the year as it always was")
    see(screen, ".director-words", "One-table ledger: all")
    phones[1].locator(".director-years .is-mine").wait_for(timeout=PATIENCE)
    assert screen.locator(".is-best").count() == 0, "a best year after one quarter"
    desk.get_by_role("button", name="Next question").click()
    see(desk, ".class-director button", "Groups plan April to June")
