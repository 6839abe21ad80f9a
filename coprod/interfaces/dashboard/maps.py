"""The map of both worlds and their difference, coloured by an outcome of every community; before the answer the ground alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from coprod.interfaces.dashboard.hooks import Worlds
from coprod.interfaces.dashboard.recording import Recording, rounded
from coprod.interfaces.dashboard.sealing import number_of
from coprod.interfaces.dashboard.state import State
from coprod.interfaces.dashboard.texts import place
from coprod.kernel.arrays import Floats
from coprod.text.glossary import Language, pick, translate

if TYPE_CHECKING:
    from coprod.laboratory.maps import Picture, Plan
    from coprod.outcomes.of_communities import CommunityFigure

WIDTH = 360.0


def map_of(state: State, worlds: Worlds) -> dict[str, Any]:
    """Return the maps of a page: sealed, the ground alone, which both worlds share; else both worlds and their difference."""
    if worlds.a is None or worlds.b is None:
        return {"maps": [], "figures": [], "rows": [], "tips": []}
    lang = state.lang
    plan = _plan(worlds.a, lang)
    kind = "map" if plan.is_map else "plan"
    from coprod.laboratory.maps.figure_map import water_words

    data = {
        "title": translate(f"map.title_{kind}", lang), "note": translate(f"map.is_{kind}", lang),
        "keys": translate("map.keys", lang), "choose": translate("map.choose", lang), "moving": translate("map.moving", lang),
        "water": water_words(plan, lang), "number": number_of(worlds, state), "incident": None,
        "names": list(plan.geography.names), "streets": plan.geography.street.tolist(),
        "districts": plan.geography.district.tolist(),
    }
    return {**data, **(_sealed(plan, state) if state.seal else _open(plan, state, worlds.a, worlds.b))}


def _plan(world: Recording, lang: Language) -> Plan:
    from coprod.laboratory.maps import geography_of, lay_out

    return lay_out(geography_of(world.model, lambda number: place(number, lang)))


def _sealed(plan: Plan, state: State) -> dict[str, Any]:
    """Return what may be seen before the answer: how the town lies, and during the film what moves on it."""
    from coprod.laboratory.maps import ground_map
    from coprod.laboratory.maps.figure_map import ground_words

    lang = state.lang
    sides = ("a",) if state.seal == "guess" else ("a", "b")
    drawn = {side: ground_map(plan, lang, name=f"map-{side}", width=WIDTH, tipped=False) for side in sides}
    return {
        "figures": [], "figure": "", "label": translate("map.sealed", lang), "rows": [],
        "maps": [_sent(side, picture, "" if len(sides) == 1 else side.upper(), plan, lang) for side, picture in drawn.items()],
        "tips": [ground_words(plan.geography, c, lang) for c in range(plan.geography.n)],
    }


def _open(plan: Plan, state: State, a: Recording, b: Recording) -> dict[str, Any]:
    """Return both worlds and their difference, coloured by the figure that the reader chose."""
    from coprod.laboratory.maps import Sequential, difference_map, figure_map
    from coprod.outcomes.of_communities import FIGURES, figure_by_name

    lang = state.lang
    shown = figure_by_name(state.map) or FIGURES[0]
    values = {"a": shown.compute(a.model), "b": shown.compute(b.model)}
    plans = {"a": plan, "b": _plan(b, lang)}
    scale = Sequential.over(np.concatenate(list(values.values())).tolist())
    maps = []
    for side in ("a", "b"):
        title = translate("map.world", lang, world=side.upper())
        picture = figure_map(plans[side], shown, values[side], lang, scale=scale, name=f"map-{side}", title=title, width=WIDTH,
                             tipped=False)
        maps.append(_sent(side, picture, side.upper(), plans[side], lang))
    comparable = values["a"].shape == values["b"].shape
    if comparable:
        picture = difference_map(plan, shown, values["a"], values["b"], lang, name="map-diff", width=WIDTH, tipped=False)
        maps.append(_sent("difference", picture, translate("map.difference", lang), plan, lang))
    return {
        "figures": [{"name": one.name, "label": _labelled(one, lang)} for one in FIGURES], "figure": shown.name,
        "label": _labelled(shown, lang), "maps": maps,
        "tips": _tips(plan, shown, values["a"], values["b"], lang) if comparable else [],
        "rows": _rows(plan, shown, values["a"], values["b"], lang) if comparable else [],
    }


def _sent(side: str, picture: Picture, title: str, plan: Plan, lang: Language) -> dict[str, Any]:
    """Return a picture as the browser takes it: its drawing, and where on it communities and offices lie, in pixels."""
    return {
        "side": side, "title": title, "label": picture.label, "inner": picture.inner, "width": picture.width,
        "height": picture.height, "places": [rounded(xy, 1) for xy in picture.places],
        "size": float(np.median(picture.sizes)),
        "stations": [[one.kind, one.number, round(x, 1), round(y, 1)] for one, x, y in picture.stations],
    }


def _labelled(shown: CommunityFigure, lang: Language) -> str:
    from coprod.text.numbers import with_unit

    return with_unit(pick(lang, shown), "" if shown.unit == "0-1" else shown.unit, lang)


def _tips(plan: Plan, shown: CommunityFigure, a: Floats, b: Floats, lang: Language) -> list[str]:
    """Say of every community what a figure is in both worlds, their difference, and how it lies."""
    from coprod.laboratory.maps.figure_map import difference_words, ground_words, words_of

    return [
        translate("map.tip", lang, figure=pick(lang, shown), a=words_of(float(a[c]), shown, lang),
                  b=words_of(float(b[c]), shown, lang), difference=difference_words(float(b[c] - a[c]), shown, lang),
                  ground=ground_words(plan.geography, c, lang))
        for c in range(plan.geography.n)
    ]


def _rows(plan: Plan, shown: CommunityFigure, a: Floats, b: Floats, lang: Language) -> list[list[str]]:
    """Return the table behind the maps, its head first."""
    from coprod.text.numbers import change, figure

    worlds = [translate("map.world", lang, world=side) for side in "AB"]
    head = [_labelled(shown, lang), *worlds, translate("map.difference", lang)]
    rows = zip(plan.geography.names, a.tolist(), b.tolist(), strict=True)
    return [head, *([name, figure(one, shown.unit, lang), figure(other, shown.unit, lang), change(other - one, shown.unit) or "–"]
                    for name, one, other in rows)]
