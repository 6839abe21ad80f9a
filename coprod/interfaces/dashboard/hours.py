"""What happened hour by hour around the incident on show, in both worlds: the same sentences as ``coprod timeline``."""

from __future__ import annotations

from typing import Any

from coprod.interfaces.dashboard.figures import incident_of
from coprod.interfaces.dashboard.hooks import Worlds
from coprod.interfaces.dashboard.recording import Recording
from coprod.interfaces.dashboard.state import State
from coprod.interfaces.dashboard.texts import place
from coprod.kernel.calendar import MINUTES_PER_HOUR, clock
from coprod.laboratory.timeline import TOWN, Moment, by_hour, moments, together
from coprod.text.glossary import Language, translate

BEFORE, AFTER = 6, 12
"""Hours shown before and after the one in which the incident on show begins."""


def hours(state: State, worlds: Worlds) -> dict[str, Any]:
    """Return the hours around the incident on show."""
    number = incident_of(state, worlds)
    if number is None:
        return {"hours": []}
    began = next(one["start"] for world in (worlds.a, worlds.b) if world and (one := world.incident(number)))
    first = int(began // MINUTES_PER_HOUR) - BEFORE
    sides = {side: _by_hour(world, first) for side, world in (("a", worlds.a), ("b", worlds.b)) if world}
    when = sorted({hour for side in sides.values() for hour in side})
    return {"hours": [
        {"clock": f"{clock(hour * MINUTES_PER_HOUR)}–{clock((hour + 1) * MINUTES_PER_HOUR)}",
         **{side: _as_trees(found.get(hour, []), state.lang) for side, found in sides.items()}}
        for hour in when]}


def _by_hour(world: Recording, first: int) -> dict[int, list[Moment]]:
    begin, end = max(0, first) * MINUTES_PER_HOUR, (first + BEFORE + AFTER) * MINUTES_PER_HOUR
    return dict(by_hour(moments(world.model, begin, end)))


def _as_trees(moments_of_hour: list[Moment], lang: Language) -> list[dict[str, str]]:
    comma = translate("list.comma", lang)
    return [{"clock": at, "text": text, "place": translate("timeline.town", lang) if TOWN in communities else comma.join(
        place(community, lang) for community in communities)} for at, communities, text in together(moments_of_hour, lang)]
