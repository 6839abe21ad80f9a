"""More than two: policies that are kept, compared in small multiples and a table, and the report of one page."""

import re

import numpy as np
import pytest

from coprod.interfaces.dashboard import changes
from coprod.interfaces.dashboard.compare import compare, policies
from coprod.interfaces.dashboard.hooks import Many, Runs, Worlds
from coprod.interfaces.dashboard.lessons import find_lesson, shipped
from coprod.interfaces.dashboard.library import LIBRARY
from coprod.interfaces.dashboard.paper import ADDRESS, moved, page_of, paper
from coprod.interfaces.dashboard.question import figure
from coprod.interfaces.dashboard.reducers import reduce_state
from coprod.interfaces.dashboard.run_summaries import RunSummary
from coprod.interfaces.dashboard.state import MOST_PINS, Pin, State, read_address

LESSON = find_lesson("thousand-threads")
OPEN = State(lesson=LESSON.name, guess=2, revealed=True)


def do(state, *events):
    for event in events:
        state, notice = reduce_state(state, event)
        assert notice is None
    return state


KEPT = do(OPEN, {"do": "lever", "key": "staff.count", "value": 9}, {"do": "pin"},
          {"do": "lever", "key": "staff.count", "value": 16}, {"do": "pin"}, {"do": "reset"})


@pytest.fixture(scope="module")
def runs():
    """Return a run of each of the four policies, 40 days of the lesson's year."""
    pinned = KEPT.pinned()
    return [LIBRARY.get(one, LESSON.seed, 40) for one in (KEPT.parameters("a"), KEPT.parameters("b"), *pinned)]


def summaries(run, n=30):
    """Return made-up pairs: the run's own numbers, and a little noise that is the same for every policy."""
    noise = np.random.default_rng(5).normal(0, 1, n)
    series = {name: run.series(name).astype(np.float32) for name in LESSON.series}
    return tuple(RunSummary({**{name: value + one for name, value in run.outcomes.items()}, changes.MINUTES: np.nan}, series)
                 for one in noise)


def test_kept_policies_are_those_that_stood_in_the_levers():
    assert [one.value("staff.count") for one in KEPT.pinned()] == [9, 16]
    assert KEPT.b == {} and KEPT.pins == (Pin("b", {"staff.count": 9}), Pin("b", {"staff.count": 16}))
    assert do(KEPT, {"do": "pin"}) == KEPT, "a fifth policy"
    assert len(KEPT.pins) == MOST_PINS
    assert do(KEPT, {"do": "take", "number": 1}).b == {"staff.count": 16}
    assert do(KEPT, {"do": "unpin", "number": 0}).pins == KEPT.pins[1:]
    assert do(KEPT, {"do": "take", "number": 7}) == KEPT


def test_a_policy_of_world_a_can_be_put_into_b():
    state = do(OPEN, {"do": "side", "side": "a"}, {"do": "pin"}, {"do": "take", "number": 0})
    assert state.parameters("b") == state.parameters("a") and state.b


def test_the_address_holds_what_is_kept():
    again, notices = read_address(KEPT.query(), "en")
    assert again == KEPT and not notices
    odd, notices = read_address("guess=-1&pin1=z&pin1.staff.count=9&pin2.staff.count=4", "en")
    assert odd.pins == (Pin("b", {"staff.count": 9}),)
    assert {notice.key for notice in notices} == {"notice.choice", "notice.unknown"}


def test_nothing_is_kept_or_shown_while_the_answer_is_sealed(runs):
    sealed = State(lesson=LESSON.name, b={"staff.count": 9})
    assert do(sealed, {"do": "pin"}) == sealed
    for state in (KEPT.with_(guess=None, revealed=False), KEPT.with_(guess=2, revealed=False)):
        assert state.pinned() == ()
        assert compare(state, Worlds("key", *runs[:2]), Runs(), Many()) == {} == paper(state, Worlds("key", *runs[:2]), Many())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_four_policies_stand_side_by_side(runs, lang):
    state, worlds = KEPT.with_(lang=lang), Worlds("key", *runs[:2])
    shown = compare(state, worlds, Runs("pins", tuple(runs[2:])), Many())
    assert [one["letter"] for one in shown["policies"]] == ["a", "b", "c", "d"]
    assert "9" in shown["policies"][2]["words"] and "16" in shown["policies"][3]["words"]
    for row, name in zip(shown["rows"], LESSON.outcomes, strict=True):
        value = changes.rows_of([runs[0].outcomes], [runs[0].outcomes], [name], lang)[0].pair.first
        assert row["cells"][0]["value"] == (value if np.isfinite(value) else None)
        assert row["cells"][0]["same"]
        values = [run.outcomes[name] for run in runs]
        for cell, value in zip(row["cells"], values, strict=True):
            assert cell["same"] == bool(np.isclose(value, values[0], rtol=1e-12, atol=0) or not np.isfinite(value))
    assert {len(chart["lines"]) for chart in shown["charts"]} == {4} and len(shown["charts"]) == len(LESSON.series)
    assert all(len(line) == 40 for chart in shown["charts"] for line in chart["lines"])
    busy = compare(state, worlds, Runs("", busy=True), Many())
    assert busy["busy"] and busy["rows"] == [] and len(policies(state)) == 4


def test_over_many_pairs_each_policy_is_compared_with_a(runs):
    state = KEPT.with_(many=True)
    many = Many("key", 120, 120, 0.0, tuple(map(summaries, runs)))
    shown = compare(state, Worlds("key", *runs[:2]), Runs("pins", tuple(runs[2:])), many)
    backlog = shown["rows"][LESSON.outcomes.index("backlog")]["cells"]
    for cell, run in zip(backlog[1:], runs[1:], strict=True):
        difference = run.outcomes["backlog"] - runs[0].outcomes["backlog"]
        assert cell["low"] == pytest.approx(difference) == cell["high"], "the noise is common and cancels within pairs"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_report_holds_question_guess_answer_intervals_address_and_sources(runs, lang):
    state = OPEN.with_(lang=lang, many=True)
    worlds, many = Worlds("key", *runs[:2]), Many("key", 60, 60, 0.0, tuple(map(summaries, runs[:2])))
    html = page_of(state, worlds, many)
    text = re.sub(r"<[^>]+>", " ", html)
    assert LESSON.question.text[lang] in html and LESSON.question.choices[2].text[lang] in html
    assert html.count("class=answer") == 1
    assert f"{ADDRESS}/?" in html and all(part in html for part in state.query().split("&"))
    a, b = (changes.amount(figure(run, LESSON.question.measure)) for run in runs[:2])
    assert [key for key, _, _ in moved(state)] == ["directive.lines"] and "16" in text
    assert "G05" in html and "30" in text and a != b
    assert not re.search(r"\{\w+\}", html.replace(ADDRESS, "").split("</style>")[1]), "a text without its value"
    assert "src=" not in html and "http" not in html.split("<body>")[1], "it needs nothing else"
    asked = paper(state.with_(many=False), worlds, Many())
    assert asked["html"] == "" and not asked["many"]
    waits = paper(state, worlds, Many("key", 6, 60, 9.0))
    assert waits["html"] == "" and waits["progress"] == {"done": 6, "all": 60, "left": 9}
    assert paper(state, worlds, many)["html"] == html
    failed = paper(state, worlds, Many("key", problem="no memory"))
    assert failed["progress"] is None and "no memory" in failed["problem"] and failed["html"] == ""


def test_policies_are_kept_compared_and_dropped_in_the_page(reader):
    page = reader.open("lang=en&lesson=points-store&guess=-1")
    reader.see_worlds()
    page.click(".keep-policy")
    page.wait_for_url(re.compile("pin1=b"))
    page.locator(".lever input[type=range]").first.press("End")
    page.wait_for_url(re.compile("b\\."))
    page.click(".keep-policy")
    page.wait_for_url(re.compile("pin2=b"))
    page.wait_for_selector(".compare thead .badge-d")
    assert page.locator(".multiples-row >> nth=0").locator("svg").count() == 4
    page.wait_for_selector(".keep-policy[disabled]")
    page.click("text=put into B >> nth=0")
    page.wait_for_url(lambda url: "&b." not in url)
    page.click("[aria-label='Drop policy C']")
    page.wait_for_function("document.querySelectorAll('.policies li').length === 3")
    assert page.locator(".paper .go").is_enabled()


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_lesson_s_report_fits_on_a_page(browser, lang):
    long = []
    page = browser.new_page()
    for lesson in (one for one in shipped() if one.question and one.parameters("a").town.communities < 20):
        a, b = (LIBRARY.get(lesson.parameters(side), lesson.seed, 15) for side in "ab")
        many = Many("key", 4, 4, 0.0, tuple((RunSummary({**run.outcomes, changes.MINUTES: np.nan}, {
            name: run.series(name) for name in run.model.daily_series.names}, run.scripted),) * 2 for run in (a, b)))
        state = State(lesson=lesson.name, guess=0, revealed=True, many=True, lang=lang)
        page.set_content(page_of(state, Worlds("key", a, b), many))
        sheets = len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4")))
        long += [lesson.name] * (sheets != 1)
    page.close()
    assert not long
