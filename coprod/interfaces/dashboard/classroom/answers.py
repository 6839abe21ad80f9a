"""What the runs say about a round: the answer to a question, or what came of every group's policy under the same storm."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from coprod.interfaces.dashboard import changes, levers
from coprod.interfaces.dashboard.classroom.room import Lever, Room, Round
from coprod.interfaces.dashboard.classroom.year import result_of_year
from coprod.interfaces.dashboard.hooks import Worlds
from coprod.interfaces.dashboard.lessons import Lesson, find_lesson
from coprod.interfaces.dashboard.library import LIBRARY
from coprod.interfaces.dashboard.question import label_of, quantity, unit_of, verdict, with_figures
from coprod.interfaces.dashboard.recording import Recording
from coprod.interfaces.dashboard.texts import unit_beside
from coprod.parameters import Parameters
from coprod.parameters.model import declarations_by_key
from coprod.text.glossary import LANGUAGES, Language, pick, translate

BESIDE = 3
"""Outcomes of the lesson that are shown beside the quantity that it asks about."""

Get = Callable[[Parameters, int, int], Recording]


def start(room: Room, current: Round) -> None:
    """Have the runs of a round made, and its result put into the room when it is there."""

    def work() -> None:
        try:
            result = result_of(current, LIBRARY.get, room.n_groups)
        except Exception as error:  # told on the trainer's page
            result = {"problem": f"{type(error).__name__}: {error}"}
        room.put_result(current.number, result)

    thread = threading.Thread(target=work, daemon=True)
    thread.current_context = None  # type: ignore[attr-defined]  # Solara's: the result is not of the page that asked
    thread.start()


def result_of(current: Round, get: Get, groups: int = 1) -> dict[str, Any]:
    """Return what the runs of a round say, in both languages."""
    if current.kind == "year":
        return result_of_year(current, groups, get)
    lesson = find_lesson(current.lesson)
    assert lesson is not None and lesson.question is not None
    if current.kind == "bet":
        a, b = (get(lesson.parameters(world), lesson.seed, lesson.days) for world in ("a", "b"))
        right, headlines = verdict(lesson, a, b)
        worlds = Worlds(a=a, b=b)
        reveal = lesson.reveal
        explanation = {lang: with_figures(reveal.text[lang], lesson, worlds, lang) for lang in LANGUAGES} if reveal else {}
        return {"right": right, "headline": headlines, "explanation": explanation}
    base = lesson.parameters("a")
    policies: dict[int, Lever | None] = {0: None, **{group: lever for group, (lever, _) in sorted(current.policies.items())}}
    runs = {group: get(with_lever(base, lever), lesson.seed, lesson.days) for group, lever in policies.items()}
    return _table(lesson, policies, runs)


def with_lever(base: Parameters, lever: Lever | None) -> Parameters:
    """Return parameters with one lever changed."""
    return base if lever is None else base.replace({lever[0]: lever[1]}, where="class")


def _table(lesson: Lesson, policies: Mapping[int, Lever | None], runs: Mapping[int, Recording]) -> dict[str, Any]:
    columns = _columns(lesson)
    rows = []
    for group, lever in policies.items():
        cells = [column["read"](runs[group]) for column in columns]
        rows.append({"group": group, "policy": {lang: lever_words(lever, lang) for lang in LANGUAGES},
                     "cells": [None if not np.isfinite(cell) else float(cell) for cell in cells]})
    return {"columns": [{"label": column["label"], "unit": column["unit"]} for column in columns], "rows": rows}


def lever_words(lever: Lever | None, lang: Language) -> str:
    """Say what a group changed."""
    if lever is None:
        return translate("class.as_it_is", lang)
    declaration = declarations_by_key()[lever[0]]
    return translate("levers.moved", lang, label=pick(lang, declaration, "label"),
                     value=levers.value_words(declaration, lever[1], lang))


def _columns(lesson: Lesson) -> list[dict[str, Any]]:
    """Return the quantity that the lesson asks about and some of its outcomes: labels, units, and how to read them."""
    from coprod.outcomes.evaluate import OUTCOMES

    assert lesson.question is not None
    asked = lesson.question.measure.partition(".")[2]
    factor = unit_of(lesson, "en")[0]
    columns: list[dict[str, Any]] = [{
        "label": {lang: label_of(lesson, lang) for lang in LANGUAGES},
        "unit": {lang: unit_beside(label_of(lesson, lang), unit_of(lesson, lang)[1]) for lang in LANGUAGES},
        "read": lambda run: factor * quantity(lesson, run),
    }]
    known = {one.name: one for one in OUTCOMES if one.name != asked}
    for outcome in [known[name] for name in lesson.outcomes if name in known][:BESIDE]:
        times = changes.scaled(outcome.unit, "en")[0]
        columns.append({
            "label": {lang: pick(lang, outcome) for lang in LANGUAGES},
            "unit": {lang: unit_beside(pick(lang, outcome), changes.scaled(outcome.unit, lang)[1]) for lang in LANGUAGES},
            "read": lambda run, name=outcome.name, times=times: times * run.outcomes.get(name, np.nan),
        })
    return columns
