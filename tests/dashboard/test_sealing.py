"""Before the guess nothing on any page tells the answer: all of it stays the same when the two results are swapped."""

import zlib

import numpy as np
import pytest
import solara

from coprod.interfaces.dashboard import sealing
from coprod.interfaces.dashboard.hooks import Many, Runs, Worlds
from coprod.interfaces.dashboard.lessons import find_lesson, shipped
from coprod.interfaces.dashboard.library import LIBRARY
from coprod.interfaces.dashboard.page import shell
from coprod.interfaces.dashboard.pages import lessons, people, worlds
from coprod.interfaces.dashboard.parts import Sealed
from coprod.interfaces.dashboard.reducers import reduce_state
from coprod.interfaces.dashboard.session import Session
from coprod.interfaces.dashboard.state import State, read_address

SCENES = [find_lesson(name) for name in ("three-stamps", "points-store", "rider-veteran-aed")]
"""A night that is asked about, a year, and a night in which people act and nobody signs."""


@pytest.fixture(scope="module", params=SCENES, ids=lambda one: one.name)
def played(request):
    lesson = request.param
    return lesson, *(LIBRARY.get(lesson.parameters(side), lesson.seed, lesson.days) for side in "ab")


def sent(monkeypatch, state, pair):
    """Return everything that the server sends to the browser for a state: the parts of its page and the worlds."""
    parts = []

    def record(kind, data, on_event):
        parts.append((kind, data))
        return solara.Text(kind)

    for page in (worlds, lessons, people):
        monkeypatch.setattr(page, "part", record)
    session = Session()
    session.state = state
    page = {"worlds": lambda: worlds.WorldsPage(state, pair, Runs(), Many(), session.hand, print),
            "lessons": lambda: lessons.LessonsPage(state, pair, Runs(), Many(), session.hand, print),
            "people": lambda: people.PeoplePage(state, pair, print)}[state.page]
    _, drawn = solara.render(page(), handle_error=False)
    drawn.close()
    assert parts, "the page has no parts"
    return {**dict(parts), "shell": shell(state, session, pair), "worlds": sealing.packed_worlds(pair, state)}


def same(one, other):
    """Tell whether two trees of data are alike; numbers that are not there count as alike."""
    if isinstance(one, Sealed):
        return same(one.data, other.data)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return one == other or (np.isnan(one) and np.isnan(other))
    return one == other


def states(lesson, **more):
    """Yield a state for every place from which the answer might be seen."""
    for language in ("en", "zh"):
        for page in ("worlds", "people"):
            yield State(lesson=lesson.name, page=page, lang=language, incident=3, many=True, **more)
        for step in range(1, lesson.steps.index("question") + 2):
            yield State(lesson=lesson.name, page="lessons", step=step, lang=language, **more)


def test_before_the_guess_swapping_the_results_changes_nothing(monkeypatch, played):
    lesson, a, b = played
    for state in states(lesson):
        one, swapped = (sent(monkeypatch, state, Worlds("key", *pair)) for pair in ((a, b), (b, a)))
        assert one.keys() == swapped.keys()
        told = [name for name in one if not same(one[name], swapped[name])]
        assert not told, f"{state.page} {state.step} {state.lang}: {told}"


def test_during_the_film_only_the_film_itself_tells(monkeypatch, played):
    lesson, a, b = played
    for state in states(lesson, guess=1):
        one, swapped = (sent(monkeypatch, state, Worlds("key", *pair)) for pair in ((a, b), (b, a)))
        told = {name for name in one if not same(one[name], swapped[name])} - {"worlds"}
        assert not told, f"{state.page} {state.step}: {told}"
        assert not same(one["worlds"], swapped["worlds"]), "the film is not shown"


def test_after_the_film_swapping_the_results_does_change_the_page(monkeypatch, played):
    lesson, a, b = played
    state = State(lesson=lesson.name, guess=1, revealed=True)
    one, swapped = (sent(monkeypatch, state, Worlds("key", *pair)) for pair in ((a, b), (b, a)))
    told = {name for name in one if not same(one[name], swapped[name])}
    assert {"question", "answer", "changes", "dials", "worlds"} <= told
    assert one["question"]["headline"] and one["question"]["right"] is not None


def test_what_both_worlds_share_is_what_both_have(played):
    _, a, b = played
    days = sealing.common_days(a, b)
    assert days <= sealing.LONGEST and np.array_equal(a.doings[:days], b.doings[:days])
    incident = sealing.common_incident(a.scripted, b.scripted)
    if incident:
        for name, minute in incident["marks"].items():
            assert minute is None or a.scripted["marks"][name] == b.scripted["marks"][name] == minute
            assert minute is None or minute <= incident["until"]
        assert incident["marks"]["approved"] is None and not incident["signatures"]


def test_towns_of_different_size_have_nothing_in_common_but_can_be_shown():
    lesson = find_lesson("three-stamps")
    smaller = lesson.parameters("b").replace({"town.residents_per_community": 60})
    one, other = LIBRARY.get(lesson.parameters("a"), lesson.seed, 2), LIBRARY.get(smaller, lesson.seed, 2)
    assert one.n_shown != other.n_shown
    for a, b in ((one, other), (other, one)):
        assert sealing.common_days(a, b) == 0
        shown = sealing.packed_worlds(Worlds("key", a, b), State(lesson=lesson.name))
        for world, run, layout in zip((shown["a"], shown["b"]), (a, b), shown["layouts"], strict=True):
            assert world["days"] == 1 and len(zlib.decompress(world["packed"])) == run.n_shown == layout["residents"]


@pytest.mark.parametrize("asked", ["zz", "99999999"])
def test_before_the_guess_the_people_page_says_that_nobody_is_called_that(monkeypatch, played, asked):
    lesson, a, b = played
    state = State(lesson=lesson.name, page="people", person=asked)
    assert asked in sent(monkeypatch, state, Worlds("key", a, b))["sealed"]["problem"]
    assert sent(monkeypatch, state.with_(person="0"), Worlds("key", a, b))["sealed"]["problem"] == ""


def test_a_town_without_a_question_is_open():
    assert State(lesson="open-town").seal == "" and State().seal == "guess"
    assert read_address("lesson=open-town&guess=1&revealed=1", "en")[0].guess is None


def test_a_guess_is_made_once():
    state, _ = reduce_state(State(), {"do": "guess", "choice": 2})
    assert state.guess == 2 and state.seal == "film"
    for again in (0, 1, -1):
        assert reduce_state(state, {"do": "guess", "choice": again})[0] == state
    told, _ = reduce_state(state, {"do": "revealed"})
    assert told.seal == "" and reduce_state(told, {"do": "guess", "choice": 0})[0].guess == 2
    assert reduce_state(told, {"do": "reset"})[0].guess == 2


def test_asking_for_the_answer_is_no_guess_and_no_film():
    state, _ = reduce_state(State(), {"do": "guess", "choice": -1})
    assert state.guess == -1 and state.seal == ""


def test_the_answer_is_not_told_to_somebody_who_only_says_that_it_was():
    assert read_address("revealed=1", "en")[0].seal == "guess"
    assert read_address("guess=9", "en")[0].seal == "guess"
    assert reduce_state(State(), {"do": "revealed"})[0].seal == "guess"


@pytest.mark.parametrize("query", ["guess=0&revealed=1", "", "guess=-1"])
def test_no_address_and_no_undoing_changes_a_guess(query):
    session, pushed = Session(), []
    session.read("v=1", "en")
    session.on_event({"do": "lever", "key": "approval.levels", "value": 2}, pushed.append)
    session.on_event({"do": "undo"}, pushed.append)
    session.read(pushed[-1][2:], "en")
    session.on_event({"do": "guess", "choice": 3}, pushed.append)
    state = session.read(query, "en")
    assert state.guess == 3
    session.on_event({"do": "scene", "scene": "points-store"}, pushed.append)
    session.read(pushed[-1][2:], "en")
    session.on_event({"do": "scene", "scene": "three-stamps"}, pushed.append)
    assert session.read(pushed[-1][2:], "en").guess == 3


def test_a_page_that_is_loaded_anew_still_knows_the_guess():
    before, after = Session(), Session()
    before.read("guess=2", "en")
    after.read("", "en")
    after.on_event({"do": "remember", **before.memory}, print)
    assert after.read("", "en").guess == 2


@pytest.mark.parametrize("memory", [{}, {"past": 3, "answers": [1]}, {"past": [1, "x" * 9999], "answers": {"no": [1, 1]}},
                                    {"answers": {"three-stamps": [17, True]}}, {"answers": {"three-stamps": ["a"]}}])
def test_a_memory_that_makes_no_sense_is_left_out(memory):
    session = Session()
    session.read("", "en")
    session.on_event({"do": "remember", **memory}, print)
    assert session.past == [] and session.read("", "en").guess is None


def test_no_guess_is_taken_about_worlds_that_were_changed():
    state = State(b={"approval.levels": 5})
    assert reduce_state(state, {"do": "guess", "choice": 1})[0].guess is None
    assert reduce_state(state, {"do": "guess", "choice": -1})[0].seal == ""


def test_the_verdict_is_about_the_worlds_of_the_question(monkeypatch):
    lesson = find_lesson("three-stamps")
    a, b = (LIBRARY.get(lesson.parameters(side), lesson.seed, lesson.days) for side in "ab")
    moved = State(guess=1, revealed=True, b={"approval.levels": 2})
    assert "headline" not in sent(monkeypatch, moved, Worlds("key", a, b))["question"]


def test_every_lesson_with_a_question_is_sealed():
    for lesson in shipped():
        assert State(lesson=lesson.name).seal == ("guess" if lesson.question else "")
