"""Lessons: the list, and the walk through one of them, step by step, to the reveal and beyond."""

from __future__ import annotations

from typing import Any

import solara

from coprod.interfaces.dashboard import figures, levers
from coprod.interfaces.dashboard.compare import compare
from coprod.interfaces.dashboard.desk import desk
from coprod.interfaces.dashboard.director.plan import ENDS, NAME, DirectorYear, director_year
from coprod.interfaces.dashboard.hooks import Many, Runs, Worlds
from coprod.interfaces.dashboard.lessons import Lesson, own_lessons, shipped
from coprod.interfaces.dashboard.pages.worlds import lever_panel, stage, transport
from coprod.interfaces.dashboard.parts import OnEvent, part
from coprod.interfaces.dashboard.question import answer, question, with_figures
from coprod.interfaces.dashboard.session import Hand
from coprod.interfaces.dashboard.state import State
from coprod.parameters import Parameters
from coprod.parameters.model import declarations_by_key
from coprod.text.glossary import pick, translate

MOST_SHOWN = 6
"""Levers that are named beside something to try."""


@solara.component
def LessonsPage(state: State, worlds: Worlds, pins: Runs, many: Many, hand: Hand, on_event: OnEvent) -> None:
    """Show the list of lessons, or one step of one of them."""
    if state.step == 0:
        part("lessons", contents(state), on_event)
        return
    kind = state.scene.steps[state.step - 1].partition(".")[0]
    part("step", step(state, worlds), on_event)
    if kind in ("question", "reveal"):
        part("question", question(state, worlds), on_event)
    if kind != "reveal":
        Stage(state, worlds, on_event)
    if kind in ("reveal", "try"):
        part("answer", answer(state, worlds), on_event)
        Reveal(state, worlds, many, on_event)
    if kind == "reveal":
        Stage(state, worlds, on_event)
    if kind in ("reveal", "try", "talk"):
        part("changes", figures.what_changed(state, worlds, many), on_event)
    if kind in ("try", "talk"):
        part("compare", compare(state, worlds, pins, many), on_event)
        part("levers", lever_panel(state, hand), on_event)


@solara.component
def Stage(state: State, worlds: Worlds, on_event: OnEvent) -> None:
    """Show both worlds and their time line."""
    with solara.Div(classes=["coprod-main"]):
        part("stage", stage(state, worlds), on_event)
        part("transport", transport(state, worlds), on_event)


@solara.component
def Reveal(state: State, worlds: Worlds, many: Many, on_event: OnEvent) -> None:
    """Show the chart that the lesson leads to."""
    reveal = state.scene.reveal
    if reveal is None:
        return
    if reveal.chart == "minutes":
        part("minutes", figures.minutes(state, worlds), on_event)
    elif reveal.chart == "series":
        part("charts", figures.charts(state, worlds, many, reveal.series), on_event)
    elif reveal.chart == "desk":
        part("desk", desk(state, worlds), on_event)
    elif reveal.chart == "phase":
        part("reveal", figures.phase(state, worlds, *reveal.series[:2]), on_event)
    elif reveal.chart == "survival":
        part("reveal", figures.survival(state, worlds), on_event)
    elif reveal.chart == "dials":
        part("dials", {**figures.dials(state, worlds), "large": True}, on_event)


def contents(state: State) -> dict[str, Any]:
    """Return the list of lessons."""
    lang = state.lang
    problems = [problem.render(lang) for problem in own_lessons()[1]]
    asked = [one for one in shipped() if one.question]
    cards = [_card(one, one.name, len(one.steps), state) for one in asked]
    cards.append({**_card(director_year(), NAME, len(ENDS), state), "page": "director"})
    return {"problems": problems, "lessons": [{**card, "n": n} for n, card in enumerate(cards, 1)]}


def _card(one: Lesson | DirectorYear, name: str, steps: int, state: State) -> dict[str, Any]:
    lang = state.lang
    return {"name": name, "title": one.title[lang], "stake": one.stake[lang], "about": one.about[lang], "minutes": one.minutes,
            "steps": steps}


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
        "open": kind != "question" or not state.seal,
    }
    if kind == "story":
        data["text"] = scene.story[int(number)][lang]
        data["lead"] = scene.stake[lang] if number == "0" else ""
    elif kind == "reveal" and scene.reveal:
        data["text"] = with_figures(scene.reveal.text[lang], scene, worlds, lang)
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
    lines = [
        translate(
            "levers.moved",
            state.lang,
            label=pick(state.lang, known[key], "label"),
            value=levers.value_words(known[key], value, state.lang),
        )
        for key, value in tried.values().items()
        if base.value(key) != value
    ]
    return (
        lines
        if len(lines) <= MOST_SHOWN
        else [*lines[:MOST_SHOWN], translate("levers.more_moved", state.lang, n=len(lines) - MOST_SHOWN)]
    )
