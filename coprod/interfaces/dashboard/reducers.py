"""What a reader can do: each move turns one state into the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from coprod.interfaces.dashboard.director import moves
from coprod.interfaces.dashboard.lessons import find_lesson
from coprod.interfaces.dashboard.state import (
    LARGEST_SEED,
    MOST_PINS,
    PAGES,
    Notice,
    Pin,
    State,
    checked,
    figure_names,
)

Event = Mapping[str, Any]
Reduced = tuple[State, Notice | None]


def reduce_state(state: State, event: Event) -> Reduced:
    """Return the state after what the reader did, and a notice if it could not be done."""
    rule = _REDUCERS.get(str(event.get("do")))
    return rule(state, event) if rule else (state, None)


def _page(state: State, event: Event) -> Reduced:
    page = str(event["page"])
    if page not in PAGES:
        return state, None
    return state.with_(page=page, step=0, present=state.present and page == "worlds"), None


def _lang(state: State, event: Event) -> Reduced:
    return state.with_(lang="en" if state.lang == "zh" else "zh"), None


def _scene(state: State, event: Event) -> Reduced:
    name = str(event["scene"])
    if find_lesson(name) is None:
        return state, None
    return State(page=state.page, lang=state.lang, lesson=name, present=state.present), None


def _walk(state: State, event: Event) -> Reduced:
    """Open a lesson at its first step."""
    after, _ = _scene(state.with_(page="lessons"), {"scene": event["lesson"]})
    return after.with_(step=1), None


def _step(state: State, event: Event) -> Reduced:
    """Turn to another step; the story, the question and the reveal are told with the worlds of the lesson."""
    if state.page != "lessons" or (state.step == 0 and "to" not in event):
        return state, None
    steps = state.scene.steps
    step = max(1, min(len(steps), int(event["to"]) if "to" in event else state.step + int(event.get("by", 1))))
    state = state.with_(step=step)
    if "reveal" in steps[:step]:  # whoever passes the question without a guess sees the answer all the same
        state = state.with_(guess=-1 if state.guess is None else state.guess, revealed=True)
    if steps[step - 1].partition(".")[0] in ("try", "talk"):
        return state, None
    return state.with_(a={}, b={}, side="b", seed=None), None


def _lever(state: State, event: Event) -> Reduced:
    side, key = state.side, str(event["key"])
    base = state.scene.parameters(side)
    others = {name: value for name, value in state.changes(side).items() if name != key}
    value, notice = checked(key, event["value"], others, base)
    if notice:
        return state, notice
    moved = others if value == base.value(key) else {**others, key: value}
    return state.with_(**{side: moved}), None


def _levers(state: State, event: Event) -> Reduced:
    """Give world B what is to be tried, and no other change."""
    base, tried = state.scene.parameters("b"), state.scene.tried(int(event["number"]))
    changes = {key: value for key, value in tried.values().items() if value != base.value(key)}
    return state.with_(b=changes, side="b"), None


def _seed(state: State, event: Event) -> Reduced:
    text = str(event["value"]).strip()
    if not text.isdecimal() or int(text) > LARGEST_SEED:
        return state, Notice("notice.number", {"key": "seed", "value": text, "low": 0, "high": LARGEST_SEED})
    seed = int(text)
    return state.with_(seed=None if seed == state.scene.seed else seed), None


def _reset(state: State, event: Event) -> Reduced:
    if state.page == "director":
        return moves.begin_anew(state), None
    return state.with_(a={}, b={}, seed=None, incident=None, many=False), None


def _pin(state: State, event: Event) -> Reduced:
    """Keep the policy of the world on show, to be compared with others; not while the answer is sealed."""
    pin = Pin(state.side, dict(state.changes(state.side)))
    if state.seal or pin in state.pins or len(state.pins) >= MOST_PINS:
        return state, None
    return state.with_(pins=(*state.pins, pin)), None


def _unpin(state: State, event: Event) -> Reduced:
    number = int(event["number"])
    return state.with_(pins=(*state.pins[:number], *state.pins[number + 1 :])), None


def _take(state: State, event: Event) -> Reduced:
    """Give world B a policy that was kept."""
    number = int(event["number"])
    if not 0 <= number < len(state.pinned()):
        return state, None
    base, values = state.scene.parameters("b").values(), state.pinned()[number].values()
    return state.with_(b={key: value for key, value in values.items() if value != base[key]}, side="b"), None


def _guess(state: State, event: Event) -> Reduced:
    """Take the first guess, about the worlds of the lesson; -1 asks for the answer without one. No guess can be changed."""
    asked, choice = state.scene.question, int(event["choice"])
    if asked is None or state.guess is not None or choice >= len(asked.choices) or (choice >= 0 and state.moved):
        return state, None
    return state.with_(guess=max(-1, choice), revealed=choice < 0), None


def _revealed(state: State, event: Event) -> Reduced:
    """Tell the answer, once the film has ended or the reader will not wait for its end."""
    return state.with_(revealed=state.seal == "film" or state.revealed), None


def _person(state: State, event: Event) -> Reduced:
    return state.with_(page="people", person=str(event["row"]), world="a" if event.get("world") == "a" else "b"), None


def _map(state: State, event: Event) -> Reduced:
    """Colour the map by another outcome; the first of them needs no entry in the address."""
    name, names = str(event["figure"]), figure_names()
    return (state.with_(map="" if name == names[0] else name) if name in names else state), None


def _lab(state: State, event: Event) -> Reduced:
    """Change entries of the form of the laboratory; an empty text takes an entry out."""
    entries = {**state.lab, **{str(key): str(value) for key, value in dict(event["entries"]).items()}}
    return state.with_(lab={key: value for key, value in entries.items() if value != ""}), None


_REDUCERS: dict[str, Callable[[State, Event], Reduced]] = {
    "page": _page,
    "lang": _lang,
    "scene": _scene,
    "walk": _walk,
    "step": _step,
    "lever": _lever,
    "levers": _levers,
    "seed": _seed,
    "pin": _pin,
    "unpin": _unpin,
    "take": _take,
    "reset": _reset,
    "guess": _guess,
    "revealed": _revealed,
    "person": _person,
    "lab": _lab,
    "plan": moves.draft,
    "play": moves.play,
    "map": _map,
    "side": lambda state, event: (state.with_(side="a" if event["side"] == "a" else "b"), None),
    "world": lambda state, event: (state.with_(world="a" if event["world"] == "a" else "b"), None),
    "incident": lambda state, event: (state.with_(incident=int(event["id"])), None),
    "many": lambda state, event: (state.with_(many=bool(event["on"])), None),
    "present": lambda state, event: (state.with_(present=bool(event["on"])), None),
}
