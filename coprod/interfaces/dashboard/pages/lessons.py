"""Lessons: the list, and the walk through one of them, step by step, to the reveal and beyond."""

from __future__ import annotations

from typing import Any

import solara

from coprod.interfaces.dashboard import figures, levers
from coprod.interfaces.dashboard.desk import Desk
from coprod.interfaces.dashboard.hooks import Many, Worlds
from coprod.interfaces.dashboard.lessons import own_lessons, shipped
from coprod.interfaces.dashboard.pages.worlds import lever_panel, stage
from coprod.interfaces.dashboard.parts import Hear, part
from coprod.interfaces.dashboard.question import question
from coprod.interfaces.dashboard.state import State
from coprod.parameters import Parameters
from coprod.parameters.model import declarations_by_key
from coprod.text.glossary import pick, say

MOST_TOLD = 6
"""Levers that are named beside something to try."""


@solara.component
def LessonsPage(state: State, worlds: Worlds, many: Many, desk: Desk, hear: Hear) -> None:
    """Show the list of lessons, or one step of one of them."""
    if state.step == 0:
        part("lessons", contents(state), hear)
        return
    kind = state.scene.steps[state.step - 1].partition(".")[0]
    part("step", step(state, worlds), hear)
    if kind in ("question", "reveal"):
        part("question", question(state, worlds), hear)
    if kind != "reveal":
        Stage(state, worlds, hear)
    if kind in ("reveal", "try"):
        Reveal(state, worlds, many, hear)
    if kind == "reveal":
        Stage(state, worlds, hear)
    if kind in ("reveal", "try", "talk"):
        part("changes", figures.what_changed(state, worlds, many), hear)
    if kind in ("try", "talk"):
        part("levers", lever_panel(state, desk), hear)


@solara.component
def Stage(state: State, worlds: Worlds, hear: Hear) -> None:
    """Show both worlds and their time line."""
    with solara.Div(classes=["coprod-main"]):
        part("stage", stage(state, worlds), hear)
        part("transport", {"incident": figures.incident_of(state, worlds)}, hear)


@solara.component
def Reveal(state: State, worlds: Worlds, many: Many, hear: Hear) -> None:
    """Show the chart that the lesson leads to."""
    reveal = state.scene.reveal
    if reveal is None:
        return
    if reveal.chart == "minutes":
        part("minutes", figures.minutes(state, worlds), hear)
    elif reveal.chart == "series":
        part("charts", figures.charts(state, worlds, many, reveal.series), hear)
    elif reveal.chart == "phase":
        part("reveal", figures.phase(state, worlds, *reveal.series[:2]), hear)
    elif reveal.chart == "survival":
        part("reveal", figures.survival(state, worlds), hear)
    else:
        part("dials", {**figures.dials(state, worlds), "large": True}, hear)


def contents(state: State) -> dict[str, Any]:
    """Return the list of lessons."""
    lang = state.lang
    problems = [problem.told(lang) for problem in own_lessons()[1]]
    return {
        "problems": problems,
        "lessons": [
            {
                "name": one.name,
                "title": one.title[lang],
                "stake": one.stake[lang],
                "about": one.about[lang],
                "minutes": one.minutes,
                "n": i + 1,
                "steps": len(one.steps),
                "mechanisms": mechanism_names(one.mechanisms, state),
            }
            for i, one in enumerate(one for one in shipped() if one.question)
        ],
    }


def mechanism_names(ids: tuple[str, ...], state: State) -> list[str]:
    """Return the mechanisms of a lesson with their names, as far as the inventory knows them."""
    from coprod.laboratory.mechanisms import mechanisms

    return [f"{key} {pick(state.lang, mechanisms()[key])}" for key in ids if key in mechanisms()]


def step(state: State, worlds: Worlds) -> dict[str, Any]:
    """Return one step of the walk: what it says and what can be done in it."""
    scene, lang = state.scene, state.lang
    kind, _, number = scene.steps[state.step - 1].partition(".")
    data: dict[str, Any] = {
        "title": scene.title[lang],
        "kind": kind,
        "n": state.step,
        "of": len(scene.steps),
        "lesson": scene.name,
        "kinds": [one.partition(".")[0] for one in scene.steps],
        "levers": [],
        "first": state.step == 1,
        "note": scene.note[lang] if scene.note and kind in ("reveal", "talk") else "",
        "open": kind != "question" or state.guess is not None,
    }
    if kind == "story":
        data["text"] = scene.story[int(number)][lang]
        data["lead"] = scene.stake[lang] if number == "0" else ""
    elif kind == "reveal" and scene.reveal:
        data["text"] = scene.reveal.text[lang]
    elif kind == "talk" and scene.talk:
        data["text"] = scene.talk[lang]
    elif kind == "try":
        one, tried = scene.tries[int(number)], scene.tried(int(number))
        data |= {
            "text": one.text[lang],
            "heading": one.title[lang],
            "number": int(number),
            "levers": lever_words(tried, state),
            "tried": state.parameters("b") == tried,
        }
    return data


def lever_words(tried: Parameters, state: State) -> list[str]:
    """Say which levers something to try moves; of many, only the first and how many there are."""
    known, base = declarations_by_key(), state.scene.parameters("b")
    told = [
        say(
            "levers.moved",
            state.lang,
            label=pick(state.lang, known[key], "label"),
            value=levers.value_words(known[key], value, state.lang),
        )
        for key, value in tried.values().items()
        if base.value(key) != value
    ]
    return (
        told
        if len(told) <= MOST_TOLD
        else [*told[:MOST_TOLD], say("levers.more_moved", state.lang, n=len(told) - MOST_TOLD)]
    )
