"""What readers do with two worlds: guess, move levers, play, scrub, undo, share, download."""

import re
import time
from pathlib import Path

import pytest

from tests.dashboard.conftest import Reader


def test_the_first_screen_tells_the_story_without_a_click(reader):
    page = reader.open("lang=en")
    reader.see_worlds()
    for selector in (
        ".story h1",
        ".stake",
        ".question .choice >> nth=3",
        ".world-a canvas",
        ".world-b canvas",
        ".transport .go",
        ".dials .dial >> nth=2",
    ):
        box = page.locator(selector).bounding_box()
        assert box and box["y"] + box["height"] <= 900, f"{selector} is below the first screen"
    assert "sealed" in page.get_attribute(".world-a canvas", "aria-label")


def test_a_guess_is_locked_then_the_film_then_the_verdict(reader):
    page = reader.open("lang=en")
    reader.see_worlds()
    hidden = ".minutes, .changes, .charts, .answer, .hours, .marks i, .headline"
    assert page.locator(hidden).count() == 0 and page.text_content(".dial-value-a >> nth=0") == "A ?"
    page.click(".choice >> nth=0")
    page.wait_for_selector(".question.is-film .choice.is-mine")
    assert page.locator(".choice[aria-disabled=false]").count() == 0, "the guess can be changed"
    assert page.locator(hidden).count() == 0, "the answer is told before the film has ended"
    page.wait_for_function("document.querySelector('.bar input').value > 30")  # the film plays on by itself
    assert page.locator(hidden).count() == 0
    page.wait_for_selector(".headline")
    page.wait_for_selector(".choice.is-right")
    page.wait_for_selector(".bars .guess")
    page.wait_for_selector(".answer .guess")
    assert re.search(r"\d", page.inner_text(".headline"))
    assert float(page.input_value(".bar input")) == float(page.get_attribute(".bar input", "max"))
    assert "guess=0" in page.url and "revealed=1" in page.url
    page.go_back()
    page.wait_for_selector(".question.is-told .choice.is-mine")
    assert page.locator(".choice[aria-disabled=false]").count() == 0, "going back opened the question again"


def test_levers_moved_before_the_guess_tell_nothing_and_lead_back(reader):
    page = reader.open("lang=en&b.approval.levels=2")
    reader.see_worlds()
    assert page.locator(".choice").count() == 1 and page.locator(".changes, .minutes, .charts").count() == 0
    page.click(".choice")
    page.wait_for_selector(".choice >> nth=3")
    assert "approval.levels" not in page.url


def test_a_lever_changes_what_is_drawn_and_named(reader):
    page = reader.open("guess=-1&lang=en")
    reader.see_worlds()
    page.wait_for_selector(".changes .sentence p")
    before = page.inner_text(".changes .sentence")
    picture = page.evaluate("document.querySelector('.world-b canvas').toDataURL().length")
    page.fill(".lever >> nth=0 >> .exact", "5")
    page.keyboard.press("Enter")
    page.wait_for_function("(before) => document.querySelector('.changes .sentence').innerText !== before", arg=before)
    page.wait_for_function("document.querySelectorAll('.lever.is-changed').length === 1")  # parts are redrawn one by one
    assert "b.approval.levels=5" in page.url
    page.wait_for_function("(old) => document.querySelector('.world-b canvas').toDataURL().length !== old", arg=picture)
    page.keyboard.press("Tab")
    page.keyboard.press("u")
    page.wait_for_function("(before) => document.querySelector('.changes .sentence').innerText === before", arg=before)


def test_values_out_of_range_are_refused_in_words(reader):
    page = reader.open("lang=en")
    reader.see_worlds()
    page.fill(".lever >> nth=0 >> .exact", "99")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert "cannot be 99" in page.inner_text("[role=alert]")
    assert "approval.levels" not in page.url


@pytest.mark.parametrize(
    "query",
    [
        "lesson=nonsense&page=nowhere&seed=-4&step=99&lang=xx&b.approval.levels=banana&a.no.such=1&zzz=1",
        "b.approval.mode=quorum&b.approval.quorum=9",
        "seed=99999999999999999999",
        "%00%ff&&&==",
        "person=zz&page=people",
        "page=laboratory&lab.days=x&lab.lever.nope=1,2",
    ],
)
def test_bad_addresses_are_answered_in_words_never_by_a_blank_page(reader, query):
    page = reader.open(f"v=1&{query}")
    page.wait_for_selector("h1")
    page.wait_for_selector(".coprod [role=alert]") if "%00" not in query else None
    assert "Traceback" not in page.inner_text("body")


def test_the_address_restores_everything(browser, server, reader):
    page = reader.open("lang=en")
    reader.see_worlds()
    page.click(".choice >> nth=2")
    page.click(".chips .chip >> nth=2")
    page.wait_for_selector("text=sixteen lines")
    page.fill(".lever >> nth=0 >> .exact", "20")
    page.keyboard.press("Enter")
    page.wait_for_selector(".lever.is-changed")
    page.wait_for_url(re.compile("directive.lines=20"))
    other = Reader(browser, server)
    again = other.open(page.url.split("?", 1)[1])
    other.see_worlds()
    again.wait_for_selector(".lever.is-changed")
    for selector in (".story h1", ".world-b .world-name"):
        assert again.inner_text(selector) == page.inner_text(selector)
    assert again.input_value(".lever >> nth=0 >> .exact") == "20"
    other.close()
    page.go_back()
    page.wait_for_function("!document.querySelector('.lever.is-changed')")


def test_two_readers_do_not_see_each_others_town(browser, server):
    first, second = Reader(browser, server), Reader(browser, server)
    first.open("lang=en")
    first.see_worlds()
    first.page.fill(".lever >> nth=0 >> .exact", "4")
    first.page.keyboard.press("Enter")
    first.page.wait_for_selector(".lever.is-changed")
    second.open("lang=zh")
    second.see_worlds()
    assert second.page.locator(".lever.is-changed").count() == 0
    assert second.page.input_value(".lever >> nth=0 >> .exact") == "1"
    assert "b.approval" not in second.page.url
    assert first.page.get_attribute("html", "lang") == "en"
    for somebody in (first, second):
        somebody.close()
        assert somebody.trouble == []


def test_playing_scrubbing_and_pausing_send_nothing_to_the_server(reader):
    sent = []
    reader.page.on("websocket", lambda socket: socket.on("framesent", lambda payload: sent.append(len(payload))))
    page = reader.open("guess=-1&lang=en&lesson=thousand-threads")
    reader.see_worlds()
    time.sleep(1.5)
    n = len(sent)
    page.click(".transport .go")
    page.wait_for_function("document.querySelector('.bar input').value > 5")
    frames = page.evaluate("globalThis.coprodFrames")
    page.wait_for_timeout(1000)
    drawn = page.evaluate("globalThis.coprodFrames") - frames
    page.keyboard.press("Space")
    page.evaluate("""for (let i = 0; i < 50; i++) {
        const bar = document.querySelector('.bar input');
        bar.value = i * 5;
        bar.dispatchEvent(new Event('input'));
    }""")
    assert len(sent) == n, "the server was asked while playing"
    assert drawn / 2 >= 15, f"{drawn / 2} frames a second"


def test_keys_play_step_turn_and_explain(reader):
    page = reader.open("guess=-1&lang=en")
    reader.see_worlds()
    page.keyboard.press("Space")
    page.wait_for_selector(".go >> text=Pause")
    page.keyboard.press("Space")
    page.wait_for_selector(".go >> text=Play")
    at = float(page.input_value(".bar input"))
    page.keyboard.press(".")
    assert float(page.input_value(".bar input")) == pytest.approx(round(at) + 1)
    page.keyboard.press("n")
    page.wait_for_selector(".face[aria-pressed=true] >> text=The year")
    page.keyboard.press("?")
    page.wait_for_selector(".keys[role=dialog]")
    page.keyboard.press("Escape")
    page.wait_for_selector(".keys[role=dialog]", state="detached")
    page.keyboard.press("l")
    page.wait_for_selector("html[lang=zh-CN]")


def test_tables_and_downloads_stand_beside_every_chart(reader):
    page = reader.open("guess=-1&lang=en")
    reader.see_worlds()
    page.wait_for_selector(".charts svg")
    for card in (".minutes", ".changes", ".chart >> nth=0"):
        page.click(f"{card} >> text=Table")
        page.wait_for_selector(f"{card} >> table")
        with page.expect_download() as got:
            page.click(f"{card} >> text=CSV")
        text = Path(got.value.path()).read_text(encoding="utf-8-sig")
        assert text.count("\n") > 3 and "," in text
        with page.expect_download() as got:
            page.click(f"{card} >> text=PNG")
        assert Path(got.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert all(
        page.locator(".charts svg").evaluate_all("all => all.map((one) => one.getAttribute('aria-label').length > 20)")
    )


def test_presenting_uses_large_type_and_hides_the_tools(reader):
    page = reader.open("lang=en&page=lessons&step=1&present=1")
    page.wait_for_selector("html.presenting")
    reader.see_worlds()
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.step p')).fontSize)") >= 20
    assert not page.is_visible(".top nav")
    page.keyboard.press("PageDown")
    page.wait_for_url(re.compile("step=2"))
    page.keyboard.press("Escape")
    page.wait_for_selector("html:not(.presenting)")


def test_any_dot_can_be_asked_who_it_is(reader):
    page = reader.open("guess=-1&lang=en")
    reader.see_worlds()
    page.evaluate("""() => { const c = document.querySelector('.world-b canvas'); const b = c.getBoundingClientRect();
        for (let y = 60; y < b.height - 20; y += 5) for (let x = 20; x < b.width - 150; x += 5)
            c.dispatchEvent(new MouseEvent('click', {clientX: b.left + x, clientY: b.top + y, bubbles: true})); }""")
    page.wait_for_url(re.compile("page=people.*person="))
    page.wait_for_selector(".strips svg")
    assert "Knows" in page.inner_text(".people")
    page.click(".tie-list .link >> nth=1")
    page.click(".people .face >> nth=1")
    page.wait_for_selector("text=Residents' committee of")
    page.click(".people .face >> nth=3")
    page.wait_for_selector("text=Property firm no.")


def test_every_arrow_key_counts_and_a_gesture_is_one_step_back(reader):
    page = reader.open("v=1&lang=en&guess=-1&revealed=1")
    reader.see_worlds()
    slider = "#lever-approval-duty_night"
    before, step = float(page.input_value(slider)), float(page.get_attribute(slider, "step"))
    entries = page.evaluate("history.length")
    page.focus(slider)
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    assert float(page.input_value(slider)) == pytest.approx(before + 20 * step)
    page.wait_for_function("(value) => Number(new URLSearchParams(location.search).get('b.approval.duty_night')) === value",
                           arg=round(before + 20 * step, 6))
    page.wait_for_selector(".lever.is-changed")
    assert float(page.input_value(slider)) == pytest.approx(before + 20 * step), "the server's older value came back"
    assert page.evaluate("history.length") == entries + 1
    page.wait_for_function("() => JSON.parse(sessionStorage.getItem('coprod') ?? '{}').past?.length > 0")
    page.reload()
    page.wait_for_selector(".lever-tools button:first-child:not([disabled])")
    page.click(".lever-tools button:first-child")
    page.wait_for_function("!location.search.includes('duty_night')")
