"""One desk, week by week, in both worlds: what came in, what became of it, what lay there; the text is read off the run."""

from __future__ import annotations

from typing import Any

import numpy as np

from coprod.interfaces.dashboard.hooks import Worlds
from coprod.interfaces.dashboard.recording import Recording, rounded
from coprod.interfaces.dashboard.state import State
from coprod.interfaces.dashboard.texts import place
from coprod.kernel.work_items import DONE, OPEN, STATES
from coprod.laboratory.dilemma.desk_year import FULL_DAYS, KINDS, DeskYear, desk_year, fullest_desk
from coprod.text.glossary import Language, translate


def desk(state: State, worlds: Worlds) -> dict[str, Any]:
    """Return the weeks of the desk that is fullest at the end in world B."""
    data: dict[str, Any] = {"kinds": [], "sides": {}}
    if worlds.a is None or worlds.b is None:
        return data
    number, lang = fullest_desk(worlds.b.model), state.lang
    sides = {side: _side(world, number, lang) for side, world in (("a", worlds.a), ("b", worlds.b))}
    return {
        **data,
        "place": place(number, lang),
        "kinds": [translate(f"desk.kind.{name}", lang) for name in KINDS],
        "states": [translate(f"desk.state.{name}", lang) for name in STATES[DONE:]],
        "sides": sides,
    }


def _side(world: Recording, number: int, lang: Language) -> dict[str, Any]:
    year = desk_year(world.model, number)
    return {
        "open": [rounded(week, 1) for week in year.open],
        "came": [rounded(week, 1) for week in year.came],
        "left": [rounded(week, 1) for week in np.delete(year.left, OPEN, axis=1)],
        "week": round(5 * year.capacity, 1),
        "sentences": sentences(year, lang),
    }


def sentences(year: DeskYear, language: Language) -> list[str]:
    """Say how the desk filled, in figures of this run."""
    last = float(year.open[-1].sum() / year.capacity)
    full = year.full_from
    said = [translate("desk.came", language, hours=f"{year.came.sum() / len(year.came):.0f}", paper=_percent(year.paper_share))]
    said.append(translate("desk.full", language, week=full + 1, days=f"{FULL_DAYS:g}") if full is not None
                else translate("desk.never_full", language, days=f"{FULL_DAYS:g}"))
    said.append(translate("desk.left", language, ticked=_percent(year.ticked_share), dropped=_percent(year.dropped_share)))
    said.append(translate("desk.end", language, days=f"{last:.1f}"))
    return said


def _percent(share: float) -> str:
    return f"{100 * share:.0f}" if np.isfinite(share) else "0"
