"""The maps that pages show: the ground alone, a figure of every community, and the difference of two worlds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coprod.kernel.arrays import Floats
from coprod.laboratory.maps.colours import Diverging, Sequential
from coprod.laboratory.maps.drawing import Picture, Shading, draw
from coprod.laboratory.maps.geography import Geography
from coprod.laboratory.maps.plan import Plan
from coprod.outcomes.of_communities import CommunityFigure
from coprod.text.glossary import Language, pick, translate
from coprod.text.numbers import SHARES, change, digits, figure, unit_shown

LEAST_SAID = 0.0005
"""Share of the level of a figure below which a difference is written as about 0 on the map."""


def ground_map(plan: Plan, language: Language, *, name: str = "ground", width: float = 360, tipped: bool = True) -> Picture:
    """Return the plan without any outcome: how the town lies."""
    tips = [ground_words(plan.geography, c, language) for c in range(plan.geography.n)]
    return draw(plan, None, translate("map.alt_ground", language, n=plan.geography.n, water=water_words(plan, language)),
                name=name, width=width, tips=tips if tipped else ())


def figure_map(plan: Plan, shown: CommunityFigure, values: Floats, language: Language, *, scale: Sequential | None = None,
               name: str = "map", title: str = "", width: float = 360, tipped: bool = True) -> Picture:
    """Return a map coloured by a figure of every community; `scale` where several maps are to be compared."""
    scale = scale or Sequential.over(values)
    words = [figure(value, shown.unit, language) for value in values.tolist()]
    ends = [words_of(end, shown, language) for end in (scale.low, scale.high)]
    nothing = translate("map.nothing", language)
    cells = [word if np.isfinite(value) else "–" for word, value in zip(words, values.tolist(), strict=True)]
    tips = [f"{name_of} · {words_of(value, shown, language)}" for name_of, value in
            zip(plan.geography.names, values.tolist(), strict=True)] if tipped else []
    label = _label(plan, shown, values, language, title)
    return draw(plan, Shading(values, cells, scale, ends, nothing), label, name=name, width=width, tips=tips)


def difference_map(plan: Plan, shown: CommunityFigure, a: Floats, b: Floats, language: Language, *, name: str = "difference",
                   width: float = 360, tipped: bool = True) -> Picture:
    """Return the map of B − A: blue where it is lower in B, brown where it is higher."""
    values = b - a
    level = float(np.nanmax(np.abs([a, b]), initial=0.0))
    scale = Diverging.over(values, level)
    better = {-1: ("map.better", "map.worse"), 1: ("map.worse", "map.better"), 0: ("map.lower", "map.higher")}[shown.direction]
    most = change(scale.most, shown.unit).lstrip("+")
    if scale.most > 0:
        ends = [translate(better[0], language, value=f"−{most}"), "0", translate(better[1], language, value=f"+{most}")]
    else:
        ends = ["", translate("map.same", language), ""]
    words = [difference_words(value, shown, language) for value in values.tolist()]
    cells = ["–" if not np.isfinite(value) else "≈ 0" if 0 < abs(value) < LEAST_SAID * level else
             change(value, shown.unit).removesuffix(" pp") for value in values.tolist()]
    tips = [f"{name_of} · {word}" for name_of, word in zip(plan.geography.names, words, strict=True)] if tipped else []
    label = _label(plan, shown, values, language, translate("map.difference", language), difference=True)
    return draw(plan, Shading(values, cells, scale, ends, translate("map.nothing", language)), label, name=name, width=width,
                tips=tips)


def words_of(value: float, shown: CommunityFigure, language: Language) -> str:
    """Return a value of a figure with its unit."""
    text = figure(value, shown.unit, language)
    unit = "" if shown.unit == "0-1" else unit_shown(shown.unit, language)
    return f"{text} {unit}".strip() if np.isfinite(value) else text


def difference_words(value: float, shown: CommunityFigure, language: Language) -> str:
    """Return a difference of a figure with its sign and unit."""
    if not np.isfinite(value):
        return figure(value, shown.unit, language)
    unit = "" if shown.unit in (*SHARES, "0-1") else unit_shown(shown.unit, language)
    return f"{change(value, shown.unit)} {unit}".strip()


def ground_words(geography: Geography, c: int, language: Language) -> str:
    """Say how a community lies: residents, low ground, drains, rooms below ground."""
    percent = [digits(round(100 * float(column[c]))) for column in (geography.lowland, geography.drainage, geography.basements)]
    name = geography.names[c]
    if geography.street_names is not None:
        name = f"{name} · {geography.street_names[int(geography.street[c])]}"
    return translate("map.ground", language, name=name, residents=f"{int(geography.residents[c]):,}",
                     estate=translate(f"estate.{geography.estate[c]}", language), low=percent[0], drains=percent[1],
                     basements=percent[2])


def water_words(plan: Plan, language: Language) -> str:
    """Say which community water strikes hardest, by the model's own formula of the lie of the land, and why."""
    one = plan.geography
    c = int(np.argmax(one.susceptibility))
    percent = [digits(round(100 * float(column[c]))) for column in (one.lowland, one.basements, one.drainage)]
    return translate("map.water", language, name=one.names[c], times=f"{one.susceptibility[c]:.1f}", low=percent[0],
                     basements=percent[1], drains=percent[2])


def _label(plan: Plan, shown: CommunityFigure, values: Floats, language: Language, title: str, *,
           difference: bool = False) -> str:
    """Say in words what a map shows: the communities with most and least."""
    what = f"{title}{'：' if language == 'zh' else ': '}{pick(language, shown)}" if title else pick(language, shown)
    fine = np.flatnonzero(np.isfinite(values))
    if not fine.size:
        return translate("map.alt_nothing", language, what=what)
    in_words = difference_words if difference else words_of
    low, high = int(fine[np.argmin(values[fine])]), int(fine[np.argmax(values[fine])])
    names: Sequence[str] = plan.geography.names
    return translate("map.alt", language, what=what, n=plan.geography.n, most=names[high],
                     highest=in_words(float(values[high]), shown, language), least=names[low],
                     lowest=in_words(float(values[low]), shown, language))
