"""Lessons are data: those that come with coprod are sound, and mistakes in others are all named at once."""

import re
from itertools import pairwise

import numpy as np
import pytest

from coprod.interfaces.dashboard.hooks import Worlds
from coprod.interfaces.dashboard.lessons import FOLDER, find_lesson, load_lesson, own_lessons, shipped
from coprod.interfaces.dashboard.library import LIBRARY
from coprod.interfaces.dashboard.pages.lessons import step
from coprod.interfaces.dashboard.question import (
    answer,
    display_factor,
    guess_mark,
    measured,
    quantity,
    question,
    unit_of,
)
from coprod.interfaces.dashboard.state import State
from coprod.text.problems import InputProblems

LESSONS = [lesson for lesson in shipped() if lesson.question]


@pytest.fixture(scope="module", params=LESSONS, ids=lambda lesson: lesson.name)
def played(request):
    lesson = request.param
    return lesson, *(LIBRARY.get(lesson.parameters(world), lesson.seed, lesson.days) for world in "ab")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_a_lesson_that_comes_with_coprod_has_no_mistake(path):
    assert load_lesson(path).name == path.stem


def test_there_are_eight_lessons_with_three_things_to_try():
    assert len(LESSONS) == 8
    for lesson in LESSONS:
        assert len(lesson.tries) == 3 and lesson.reveal and lesson.talk and lesson.mechanisms
        assert lesson.steps[-1] == "talk" and lesson.steps.index("question") + 1 == lesson.steps.index("reveal")


def test_the_two_worlds_decide_which_answer_is_right(played):
    lesson, a, b = played
    value = measured(lesson, a, b)
    right = [choice for choice in lesson.question.choices if choice.low <= value < choice.high]
    assert len(right) == 1
    shown = question(State(lesson=lesson.name, guess=0, revealed=True), Worlds("k", a, b))
    assert lesson.question.choices[shown["right"]] is right[0]


def test_the_choices_leave_no_gap(played):
    lesson, *_ = played
    edges = sorted((choice.low, choice.high) for choice in lesson.question.choices)
    assert edges[0][0] == float("-inf") and edges[-1][1] == float("inf")
    assert all(before[1] == after[0] for before, after in pairwise(edges))


def test_the_scripted_event_is_the_same_in_both_worlds(played):
    lesson, a, b = played
    assert bool(lesson.script) == (a.scripted is not None)
    if a.scripted:
        same = ("id", "type", "community", "start", "people", "severity")
        assert [a.scripted[name] for name in same] == [b.scripted[name] for name in same]


def test_what_is_to_be_tried_moves_something(played):
    lesson, *_ = played
    assert all(lesson.tried(i) != lesson.parameters("b") for i in range(len(lesson.tries)))


def test_a_scenario_to_be_tried_takes_the_place_of_that_of_world_b():
    lesson = find_lesson("whole-chain")
    district = lesson.tried(0)
    assert district.approval.levels == 1 and district.district.hub
    assert district.resident.skill_registered == lesson.parameters("a").resident.skill_registered


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_step_says_something(played, lang):
    lesson, a, b = played
    for n in range(1, len(lesson.steps) + 1):
        state = State(lesson=lesson.name, page="lessons", step=n, lang=lang, guess=1, revealed=True)
        reported = step(state, Worlds("k", a, b))
        assert reported.get("text") or reported["kind"] == "question"
        assert reported["kind"] != "try" or reported["levers"]
    assert guess_mark(state, Worlds("k", a, b))["words"] == lesson.question.choices[1].text[lang]


def test_every_mistake_of_a_file_is_named(tmp_path):
    good = (FOLDER / "three-stamps.toml").read_text(encoding="utf-8")
    bad = good.replace('"town.streets" = 2', '"town.streets" = 2\n"town.stretes" = 1')
    bad += '\n[[events]]\ntype = "dragon"\nday = 1\nhour = 2.0\n'
    bad = bad.replace('measure = "incident.controlled"', 'measure = "outcome.happiness"').replace(
        '"backlog_items"', '"backlogs"'
    )
    path = tmp_path / "bad.toml"
    path.write_text(bad, encoding="utf-8")
    with pytest.raises(InputProblems) as caught:
        load_lesson(path)
    reported = str(caught.value)
    for word in ("town.stretes", "dragon", "happiness", "backlogs", "bad.toml"):
        assert word in reported


@pytest.mark.parametrize(("text", "said"), [("title = 3", "title"), ("= oops", "TOML"), ("surprise = 1", "surprise")])
def test_files_that_are_no_lessons_are_told_apart(tmp_path, text, said):
    path = tmp_path / "odd.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputProblems, match=said):
        load_lesson(path)


def test_a_trainer_puts_lessons_into_a_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_LESSONS", str(tmp_path))
    (tmp_path / "mine.toml").write_text((FOLDER / "three-stamps.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "broken.toml").write_text("title = 3", encoding="utf-8")
    assert find_lesson("mine") is not None and find_lesson("broken") is None
    assert any("broken.toml" in str(problem) for problem in own_lessons()[1])


def test_the_verdict_says_the_measured_number_rounded_once(played):
    lesson, a, b = played
    value = measured(lesson, a, b) * display_factor(lesson)
    for lang in ("en", "zh"):
        said = question(State(lesson=lesson.name, guess=0, revealed=True, lang=lang), Worlds("k", a, b))["headline"]
        assert re.findall(r"[\d,.]*\d", said) == [f"{abs(value):,.0f}"] or (not round(value) and not re.search(r"\d", said))
        assert said == lesson.question.verdict["less" if value < 0 else "more"][lang].format(n=f"{abs(value):,.0f}")


def test_the_reveal_shows_the_quantity_that_was_asked_with_the_guess_on_it(played):
    lesson, a, b = played
    shown = answer(State(lesson=lesson.name, guess=1, revealed=True), Worlds("k", a, b))
    factor = unit_of(lesson, "en")[0]
    assert [shown["a"], shown["b"]] == [pytest.approx(factor * quantity(lesson, world)) for world in (a, b)]
    assert shown["guess"]["words"] == lesson.question.choices[1].text.en
    low, high = (-np.inf if end is None else end for end in (shown["right"]["low"], shown["right"]["high"]))
    assert low <= shown["b"] + 1e-9 and (shown["b"] <= high or shown["right"]["high"] is None)
