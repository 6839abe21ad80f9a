"""What somebody who plays the year can do: draft a plan, play the quarter, begin the year anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coprod.interfaces.dashboard.director.plan import ENDS, director_year, read, read_draft, written
from coprod.interfaces.dashboard.director.words import over_words
from coprod.interfaces.dashboard.state import Notice, State

Reduced = tuple[State, Notice | None]


def draft(state: State, event: Mapping[str, Any]) -> Reduced:
    """Draft the plan of the quarter that is up; it may take more than there is, until it is to be played."""
    plan = read_draft(str(event["plan"]))
    return (state if plan is None else state.with_(plan=written([plan]))), None


def play(state: State, event: Mapping[str, Any]) -> Reduced:
    """Play the quarter that is up with the plan drafted for it; the next begins with the same plan.

    Pressed twice, it plays one quarter: the reader says which.
    """
    played = read(state.year) or ()
    if len(played) >= len(ENDS) or int(event["quarter"]) != len(played):
        return state, None
    plan = read_draft(state.plan) or (played[-1] if played else director_year().start)
    if sentence := over_words(plan, state.lang):
        return state, Notice("director.refused", {"sentence": sentence})
    return state.with_(year=written([*played, plan]), plan=""), None


def begin_anew(state: State) -> State:
    """Return to the first morning of the year."""
    return state.with_(year="", plan="")
