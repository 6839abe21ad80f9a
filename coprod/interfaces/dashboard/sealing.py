"""What may be seen of two worlds before the reader has guessed: nothing but what both have in common.

Everything here is the same if the results of the two worlds are swapped. It is made on the server, so that the answer is
not even on its way to the browser before there is a guess.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np

from coprod.interfaces.dashboard.hooks import Worlds
from coprod.interfaces.dashboard.recording import Recording
from coprod.interfaces.dashboard.state import SIDES, State
from coprod.laboratory.timeline import OFFICES

LONGEST = 30
"""Days shown at most before the guess, so that worlds in which people act alike do not give that away."""

_IDENTITY = ("id", "type", "source", "community", "building", "day", "start", "people", "window")
_BEFORE_APPROVAL = ("detected", "reported")
_LATER = ("approved", "dispatched", "arrived", "controlled")
_LEAST_MINUTES = 3.0


def packed_worlds(worlds: Worlds, state: State) -> dict[str, Any]:
    """Return both worlds as the browser unpacks them, as far as they may be seen; nothing before they are ready."""
    if worlds.a is None or worlds.b is None:
        return {}
    sealed = state.seal == "guess"
    pair = common_worlds(worlds.a, worlds.b) if sealed else (worlds.a.world, worlds.b.world)
    return {"number": number_of(worlds, state), "sealed": sealed, "layouts": layouts(worlds.a, worlds.b),
            "a": pair[0], "b": pair[1]}


def layouts(a: Recording, b: Recording) -> list[dict[str, Any]]:
    """Return where everybody lives: once if both towns are alike, else for A and for B."""
    return [a.layout] if a.layout == b.layout else [a.layout, b.layout]


def number_of(worlds: Worlds, state: State) -> str:
    """Return what the browser knows a pair of worlds by, sealed or not."""
    return f"{worlds.key} sealed" if state.seal == "guess" else worlds.key


def common_worlds(a: Recording, b: Recording) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the days on which both worlds are alike, and the incident asked about until it is reported, if alike so far.

    Both are the same but for the size of their towns, which a policy may say and no result tells.
    """
    days = common_days(a, b)
    incident = common_incident(a.scripted, b.scripted)

    def of(world: Recording) -> dict[str, Any]:
        frames = world.doings[:days] if days else np.zeros((1, world.n_shown), np.uint8)
        return {"days": len(frames), "packed": zlib.compress(frames.tobytes(), 1),
                "incidents": [incident] if incident else [], "outages": [], "desks": []}

    return of(a), of(b)


def common_days(a: Recording, b: Recording) -> int:
    """Return for how many days, from the first on, everybody does the same in both worlds; :data:`LONGEST` at most.

    Towns of different size have no day in common: a number does not stand for the same resident in both.
    """
    if a.n_shown != b.n_shown:
        return 0
    same = (a.doings[:LONGEST] == b.doings[:LONGEST]).all(axis=1)
    return len(same) if same.all() else int(np.argmin(same))


def common_incident(a: dict[str, Any] | None, b: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return what an incident is and when it was noticed and reported, as far as both worlds agree; None if they do not.

    Marks beyond that are None: nobody has signed, come or acted yet.
    """
    if a is None or b is None or any(a[name] != b[name] for name in _IDENTITY):
        return None
    marks: dict[str, float | None] = dict.fromkeys((*_BEFORE_APPROVAL, *_LATER))
    for name in _BEFORE_APPROVAL:
        if a["marks"][name] != b["marks"][name]:
            break
        marks[name] = a["marks"][name]
    until = max([_LEAST_MINUTES, *(minute for minute in marks.values() if minute is not None)])
    return {**{name: a[name] for name in _IDENTITY}, "marks": marks, "until": until, "signatures": []}


def rungs(state: State) -> dict[str, list[dict[str, Any]]]:
    """Return the levels that have to sign at most, and by how many, as the policy of each world says."""
    ladders: dict[str, list[dict[str, Any]]] = {}
    for side in SIDES:
        approval = state.parameters(side).approval
        ladders[side] = [{"office": OFFICES[min(level, len(OFFICES) - 1)], "signers": approval.signers}
                         for level in range(1, approval.levels + 1)]
    return ladders
