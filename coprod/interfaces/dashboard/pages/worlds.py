"""Two worlds: the same town, storm and random numbers under two policies, and what differs between them."""

from __future__ import annotations

from typing import Any

import solara

from coprod.interfaces.dashboard import figures, levers
from coprod.interfaces.dashboard.compare import compare
from coprod.interfaces.dashboard.desk import desk
from coprod.interfaces.dashboard.hooks import Many, Runs, Worlds
from coprod.interfaces.dashboard.hours import hours
from coprod.interfaces.dashboard.lessons import shipped
from coprod.interfaces.dashboard.maps import map_of
from coprod.interfaces.dashboard.paper import paper
from coprod.interfaces.dashboard.parts import OnEvent, part
from coprod.interfaces.dashboard.question import answer, question
from coprod.interfaces.dashboard.recording import Recording
from coprod.interfaces.dashboard.sealing import number_of, rungs
from coprod.interfaces.dashboard.session import Hand
from coprod.interfaces.dashboard.state import MOST_PINS, SIDES, Side, State
from coprod.interfaces.dashboard.texts import place
from coprod.parameters import declarations
from coprod.parameters.model import declarations_by_key
from coprod.text.glossary import Language, pick, translate


@solara.component
def WorldsPage(state: State, worlds: Worlds, pins: Runs, many: Many, hand: Hand, on_event: OnEvent) -> None:
    """Show two worlds and what differs between them."""
    part("story", story(state), on_event)
    with solara.Div(classes=["coprod-two"]):
        with solara.Div(classes=["coprod-main"]):
            part("question", question(state, worlds), on_event)
            part("stage", stage(state, worlds), on_event)
            part("transport", transport(state, worlds), on_event)
            if state.seal:
                part("sealed", sealed(state), on_event)
                TownMap(state, worlds, on_event)
            else:
                part("answer", answer(state, worlds), on_event)
                part("minutes", figures.minutes(state, worlds), on_event)
                part("hours", hours(state, worlds), on_event)
                part("desk", desk(state, worlds), on_event)
                part("changes", figures.what_changed(state, worlds, many), on_event)
                TownMap(state, worlds, on_event)
                part("compare", compare(state, worlds, pins, many), on_event)
                part("paper", paper(state, worlds, many), on_event)
        with solara.Div(classes=["coprod-side"]):
            part("dials", figures.dials(state, worlds), on_event)
            part("levers", lever_panel(state, hand), on_event)
    if not state.seal:
        part("charts", figures.charts(state, worlds, many), on_event)


@solara.component
def TownMap(state: State, worlds: Worlds, on_event: OnEvent) -> None:
    """Show the map of both worlds; drawn anew only if the worlds, the figure, the seal or the language are others."""
    known_by = [id(worlds.a), id(worlds.b), worlds.key, state.map, state.seal, state.lang]
    data = solara.use_memo(lambda: map_of(state, worlds), known_by)
    part("map", {**data, "incident": figures.incident_of(state, worlds)}, on_event)


def sealed(state: State) -> dict[str, Any]:
    """Return in whose place the sealed parts stand: a guess, or the end of the film."""
    return {"seal": state.seal}


def transport(state: State, worlds: Worlds) -> dict[str, Any]:
    """Return what the time line shows: no marks before the answer is told, for they would tell it."""
    return {"incident": figures.incident_of(state, worlds), "seal": state.seal, "face": state.scene.face}


def story(state: State) -> dict[str, Any]:
    """Return the opening: title, what is at stake, the other scenes."""
    scene, lang = state.scene, state.lang
    return {
        "title": scene.title[lang],
        "stake": scene.stake[lang],
        "chips": [
            {"name": one.name, "title": (one.short or one.title)[lang], "on": one.name == scene.name}
            for one in shipped()
        ],
    }


def stage(state: State, worlds: Worlds) -> dict[str, Any]:
    """Return what the pictures of both worlds need besides the recordings."""
    scene, lang = state.scene, state.lang
    worlds_named = {"a": scene.a, "b": scene.b}
    names = {
        side: translate("stage.yours", lang) if state.changes(side) else worlds_named[side].name[lang] for side in SIDES
    }
    return {
        "names": names,
        "notes": {side: note(side, state) for side in SIDES},
        "busy": worlds.busy,
        "number": number_of(worlds, state),
        "rungs": rungs(state) if state.seal == "guess" and state.scene.face == "night" else None,
        "scene": scene.name,
        "incident": figures.incident_of(state, worlds),
        "face": scene.face,
        "places": {side: places(world, lang) for side, world in (("a", worlds.a), ("b", worlds.b))},
    }


def note(side: Side, state: State) -> str:
    """Say what the reader changed in a world, as far as there is room."""
    known = declarations_by_key()
    lines = [
        f"{pick(state.lang, known[key], 'label')} {levers.value_words(known[key], value, state.lang)}"
        for key, value in state.changes(side).items()
    ]
    return " · ".join(lines[:2]) + (" …" if len(lines) > 2 else "")


def places(world: Recording | None, lang: Language) -> list[str]:
    """Return the names of the communities on show, each with its kind of estate."""
    shown = world.layout["communities"] if world else []
    return [f"{place(i, lang)} · {translate('estate.' + one['estate'], lang)}" for i, one in enumerate(shown)]


def lever_panel(state: State, hand: Hand) -> dict[str, Any]:
    """Return the levers on show, and what can be done with them."""
    n = sum(d.role != "constant" for d in declarations())
    return {
        "side": state.side,
        "levers": levers.levers_on_show(state),
        "n_all": n,
        "seed": state.the_seed,
        "groups": levers.all_levers(state) if hand.all_levers else None,
        "can_undo": hand.can_undo,
        "changed": bool(state.a or state.b or state.seed is not None),
        "heard": hand.heard,
        "pins": "sealed" if state.seal else "full" if len(state.pins) >= MOST_PINS else "",
    }
