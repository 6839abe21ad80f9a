"""The street director: a year played quarter by quarter, and in the end beside other years."""

from __future__ import annotations

import solara

from coprod.interfaces.dashboard.director.runs import use_years
from coprod.interfaces.dashboard.director.views import director, played_and_plan, runs_of
from coprod.interfaces.dashboard.parts import OnEvent, part
from coprod.interfaces.dashboard.state import State
from coprod.text.glossary import translate


@solara.component
def DirectorPage(state: State, on_event: OnEvent) -> None:
    """Show the quarter that is up, those that were played, and in the end the years side by side."""
    made = use_years(runs_of(played_and_plan(state)[0]))
    problem = translate("notice.run", state.lang, reason=made.problem) if made.problem else ""
    part("director", {**director(state, made.found, problem), "problem": problem}, on_event)
