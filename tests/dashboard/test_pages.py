"""Every page and every lesson, in both languages, in a real browser."""

import re
import time

import pytest

from coprod.interfaces.dashboard.lessons import shipped
from coprod.interfaces.dashboard.state import PAGES
from coprod.interfaces.dashboard.texts import words

LESSONS = [lesson for lesson in shipped() if lesson.question]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def visible_text(page):
    """Return the text on the page, without names that stay as they are in every language."""
    return page.evaluate("""() => {
        const copy = document.querySelector('.coprod-page').cloneNode(true);
        for (const node of copy.querySelectorAll('[lang], code, pre, kbd, option, .mark strong, .tie-group')) node.remove();
        return copy.innerText;
    }""")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_both_languages(reader, name, language):
    page = reader.open(f"lang={language}&page={name}")
    page.wait_for_selector("h1")
    if name == "people":
        page.wait_for_selector("h1#content")
        page.click(".sealed .buttons button >> nth=1")  # what people do is shown once the answer is told
        page.wait_for_selector(".people .facts")
        page.wait_for_selector("h1")
    if name in ("worlds", "people"):
        reader.see_worlds()
    assert page.get_attribute("html", "lang") == {"en": "en", "zh": "zh-CN"}[language]
    assert not page.is_visible("text=runs on Solara")
    text = visible_text(page)
    assert not (set(re.findall(r"\b[a-z_]+\.[a-z_]+\b", text)) & set(words("en"))), "a text is shown by its key"
    if language == "en":
        assert not CHINESE.search(text)


@pytest.mark.parametrize("lesson", [LESSONS[0], *(pytest.param(lesson, marks=pytest.mark.slow) for lesson in LESSONS[1:])],
                         ids=lambda lesson: lesson.name)
def test_every_lesson_can_be_walked_to_its_reveal_and_beyond(reader, lesson):
    language = "zh" if lesson.order % 2 else "en"
    page = reader.open(f"lang={language}&page=lessons")
    page.click(f".lesson-card >> nth={lesson.order - 1} >> .go")
    for n, kind in enumerate([step.partition(".")[0] for step in lesson.steps], 1):
        page.wait_for_url(re.compile(rf"step={n}\b"))
        page.wait_for_selector(f".step-{kind}[data-step='{n}']")
        if kind == "question":
            page.click(".choice >> nth=0")
            page.click("text=/skip the film|跳过影片/")
            page.wait_for_selector(".choice.is-right")
        if kind == "reveal":
            page.wait_for_selector(".answer .guess")
            if lesson.reveal.chart != "outcomes":  # an outcome is drawn by the answer alone
                page.wait_for_selector(".bars, .charts .lines, .reveal-chart, .desk .lines, .dials.is-large")
        if kind == "try" and page.is_enabled(".try .go"):
            page.click(".try .go")
            page.wait_for_selector(".try .go[disabled]")
            page.wait_for_selector(".changes .sentence p")
        if kind != lesson.steps[-1].partition(".")[0] or kind != "talk":
            page.keyboard.press("ArrowRight")
    page.wait_for_selector(".step-talk")


def left_over(page, pattern, allowed):
    """Return the words of the other language on the page, once it had time to redraw every part."""
    until = time.monotonic() + 10
    while (left := set(re.findall(pattern, visible_text(page))) - allowed) and time.monotonic() < until:
        page.wait_for_timeout(100)
    return left


def test_switching_the_language_leaves_nothing_behind_and_loses_nothing(reader):
    page = reader.open("lang=en")
    reader.see_worlds()
    page.click(".choice >> nth=1")
    page.click("text=skip the film")
    page.wait_for_selector(".choice.is-right")
    page.keyboard.press(",")
    minute = page.input_value(".bar input")
    canvas = page.evaluate("window.kept = document.querySelector('.world-a canvas'); 1")
    page.click(".language")
    page.wait_for_selector("html[lang=zh-CN]")
    page.wait_for_selector("text=播放")
    assert not left_over(page, r"[A-Za-z]{4,}", {"coprod", "CSVPNG", "APNG", "BPNG", "CSVAPNG"})
    assert canvas and page.evaluate("window.kept === document.querySelector('.world-a canvas')"), (
        "the canvas was made anew"
    )
    assert page.input_value(".bar input") == minute
    page.click(".language")
    page.wait_for_selector("html[lang=en]")
    assert not left_over(page, CHINESE.pattern, set())


def test_a_phone_shows_every_page_without_scrolling_sideways(browser, server):
    from tests.dashboard.conftest import Reader

    somebody = Reader(browser, server, width=390, height=844)
    for name in (*PAGES, "people&guess=-1"):
        page = somebody.open(f"lang=zh&page={name}")
        page.wait_for_selector("h1")
        if name in ("worlds", "people&guess=-1"):
            somebody.see_worlds()
        wide = page.evaluate("""() => [...document.querySelectorAll('.coprod *')]
            .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
            .filter((node) => !node.closest('.scroll, svg, canvas, .chips, pre, table'))
            .map((node) => node.className)""")
        assert wide == [], f"{name}: {wide[:4]}"
        cut = page.evaluate("""() => [...document.querySelectorAll('.coprod svg')]
            .filter((chart) => chart.getBoundingClientRect().right > innerWidth + 1)
            .map((chart) => chart.getAttribute('class'))""")
        assert cut == [], f"{name}: charts wider than the phone: {cut}"
    somebody.close()
    assert somebody.trouble == []
