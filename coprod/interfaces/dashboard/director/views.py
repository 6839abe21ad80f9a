"""What the page of the street director shows: the quarter that is up, the quarters that were played, and in the end the years.

Nothing of a quarter that has not been played is sent: not of one's own year, which has not even been run so far, and not of
those that it is compared with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from coprod.interfaces.dashboard.director import results
from coprod.interfaces.dashboard.director.plan import ENDS, Plan, director_year, read, read_draft
from coprod.interfaces.dashboard.director.words import choice_words, over_words, plan_words, unit_words, year_words
from coprod.interfaces.dashboard.recording import Recording
from coprod.interfaces.dashboard.state import State
from coprod.interfaces.dashboard.texts import unit_beside
from coprod.text.glossary import Language, translate, unit_in

Run = tuple[Any, int, int]
"""Parameters, seed and days."""


def played_and_plan(state: State) -> tuple[tuple[Plan, ...], Plan]:
    """Return the plans of the quarters that were played, and the one drafted for the quarter that is up."""
    played = read(state.year) or ()
    return played, read_draft(state.plan) or (played[-1] if played else director_year().start)


def runs_of(played: Sequence[Plan]) -> list[Run]:
    """Return the runs that the page waits for: one's own up to the end of the last quarter played, then the years to compare.

    The years to compare are made while the reader plays, so that they are there in the end.
    """
    year = director_year()
    own = [(year.parameters(played), year.seed, ENDS[len(played) - 1])] if played else []
    return own + [(year.parameters([year.fixed_plan(i)] * len(ENDS)), year.seed, ENDS[-1]) for i in range(len(year.fixed))]


def director(state: State, runs: Sequence[Recording | None], problem: str = "") -> dict[str, Any]:
    """Return what the page shows; `runs` as in :func:`runs_of`, None for those that are still being made."""
    year, lang = director_year(), state.lang
    played, plan = played_and_plan(state)
    n = len(played)
    own, others = (runs[0] if n else None), list(runs[1 if n else 0:])
    needed = [own, *(others if n == len(ENDS) else others[:1])] if n else []
    ready = all(run is not None for run in needed)
    data: dict[str, Any] = {
        "title": year.title[lang], "stake": year.stake[lang], "note": year.note[lang],
        "n": n, "quarters": [one.name[lang] for one in year.quarters[:min(n + 1, len(ENDS))]], "of": len(ENDS),
        "busy": not ready and not problem, "can_undo": bool(state.year or state.plan),
        "quarter": None, "played": [], "end": None,
    }
    if n < len(ENDS):
        data["quarter"] = {**planner(n, plan, lang), "over": over_words(plan, lang)}
    if n and ready:
        assert own is not None and others[0] is not None
        data["played"] = [_quarter(own, others[0], number, played, lang) for number in range(n)]
        data["measures"] = measures(results.QUARTERLY, lang)
    if n == len(ENDS) and ready:
        data |= {"end": _end(played, [own, *others], lang), "talk": year.talk[lang]}
    return data


def planner(number: int, plan: Plan, lang: Language) -> dict[str, Any]:
    """Return what is decided about a quarter: every item with its levels and what they take, and what there is to give."""
    year = director_year()
    items = []
    for i, (item, level) in enumerate(zip(year.items, plan, strict=True)):
        parts = year.parts(i)
        items.append({
            "name": item.name, "kind": item.kind, "label": item.label[lang], "tip": item.tip[lang], "level": level,
            "start": item.start, "unit": unit_words(item, lang),
            "levels": [{"words": choice_words(item, j, lang), "hours": part.hours, "yuan": part.yuan}
                       for j, part in enumerate(parts)],
        })
    idle = year.takes(tuple(0 for _ in year.items))
    return {"number": number, "name": year.quarters[number].name[lang], "brief": year.quarters[number].brief[lang],
            "items": items, "has": {"hours": year.hours, "yuan": year.yuan}, "idle": {"hours": idle.hours, "yuan": idle.yuan}}


def measures(which: Sequence[results.Measure], lang: Language) -> list[dict[str, Any]]:
    """Return the measures as the page names them; shares are shown in percent."""
    shown = []
    for one in which:
        label = translate(f"director.measure.{one.name}", lang)
        unit = unit_beside(label, "%" if one.unit == "share" else unit_in(lang, one.unit))
        shown.append({"name": one.name, "label": label, "unit": unit, "better": one.direction})
    return shown


def shown(cells: Mapping[str, float], which: Sequence[results.Measure]) -> dict[str, float | None]:
    """Return measures as numbers to show: None where there is none, shares in percent."""
    return {one.name: None if not np.isfinite(cells[one.name])
            else float(cells[one.name]) * (100.0 if one.unit == "share" else 1.0) for one in which}


def _quarter(own: Recording, usual: Recording, number: int, played: Sequence[Plan], lang: Language) -> dict[str, Any]:
    start = director_year().start
    return {"name": director_year().quarters[number].name[lang], "plan": plan_words(played[number], lang),
            "mine": shown(results.quarter(own, number, played[number]), results.QUARTERLY),
            "usual": shown(results.quarter(usual, number, start), results.QUARTERLY)}


def _end(played: Sequence[Plan], runs: Sequence[Recording | None], lang: Language) -> dict[str, Any]:
    """Return the years side by side, one's own first, and which is best."""
    year = director_year()
    plans = [tuple(played), *([year.fixed_plan(i)] * len(ENDS) for i in range(len(year.fixed)))]
    cells = [results.year(run, one) for run, one in zip(runs, plans, strict=True) if run is not None]
    names = [translate("director.mine", lang), *(one.name[lang] for one in year.fixed)]
    best = results.best(cells)
    fixed_best = results.best(cells[1:])
    assert fixed_best is not None
    saved = cells[1]["total"] - cells[0]["total"]
    return {
        "columns": measures(results.YEARLY, lang),
        "rows": [{"name": name, "plan": year_words(one, lang), "cells": shown(row, results.YEARLY)}
                 for name, one, row in zip(names, plans, cells, strict=True)],
        "best": best, "verdict": verdict(saved, cells[1 + fixed_best]["total"] - cells[0]["total"], names[1 + fixed_best], lang),
    }


def verdict(saved: float, against_best: float, name: str, lang: Language) -> str:
    """Say how one's year did against the year as it always was, and against the best of those that it is compared with."""
    def kind(yuan: float) -> str:
        return "same" if round(yuan) == 0 else "less" if yuan > 0 else "more"

    usual = translate(f"director.usual_{kind(saved)}", lang, n=f"{abs(saved):,.0f}")
    other = translate(f"director.best_{kind(against_best)}", lang, n=f"{abs(against_best):,.0f}", name=name)
    return f"{usual}{'' if lang == 'zh' else ' '}{other}"
