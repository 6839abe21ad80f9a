"""More than two: policies that were kept, beside those of worlds A and B, in small multiples and a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.interfaces.dashboard import changes, levers
from coprod.interfaces.dashboard.figures import COUNTS, series_by_name, trailing_mean, units
from coprod.interfaces.dashboard.hooks import Many, Runs, Worlds
from coprod.interfaces.dashboard.recording import Recording, rounded
from coprod.interfaces.dashboard.run_summaries import SEEDS, RunSummary, middle
from coprod.interfaces.dashboard.state import SIDES, Pin, State
from coprod.interfaces.dashboard.texts import unit_beside
from coprod.parameters.model import declarations_by_key
from coprod.text.glossary import Language, pick, translate

LETTERS = "abcd"
"""Letters of the policies: the two worlds, then those that were kept."""
MOST_CHARTS = 4
_POINTS = 120
"""Points of a small line at most."""


def compare(state: State, worlds: Worlds, pins: Runs, many: Many) -> dict[str, Any]:
    """Return the policies that are compared, their daily series and a table of outcomes; nothing without one that was kept."""
    if state.seal or not state.pins:
        return {}
    data: dict[str, Any] = {"policies": policies(state), "many": state.many, "seeds": SEEDS, "charts": [], "rows": [],
                            "busy": True, "days": state.scene.days}
    pinned = () if pins.busy else pins.runs
    if worlds.a is None or worlds.b is None or worlds.busy or len(pinned) < len(state.pins) or (state.many and not many.ready):
        return data
    runs = (worlds.a, worlds.b, *pinned)
    return {**data, "busy": False, "charts": _charts(state, runs, many), "rows": _rows(state, runs, many)}


def policies(state: State) -> list[dict[str, Any]]:
    """Return what every policy is called: that of a world of the lesson, and what was moved in it."""
    shown = (*(Pin(side, state.changes(side)) for side in SIDES), *state.pins)
    return [{"letter": letter, "pin": None if i < len(SIDES) else i - len(SIDES), **named(pin, state)}
            for i, (letter, pin) in enumerate(zip(LETTERS, shown, strict=False))]


def named(pin: Pin, state: State) -> dict[str, str]:
    """Return the name of the world that a policy was made from, and its levers in words."""
    known = declarations_by_key()
    words = [translate("levers.moved", state.lang, label=pick(state.lang, known[key], "label"),
                       value=levers.value_words(known[key], value, state.lang)) for key, value in pin.changes.items()]
    world = state.scene.a if pin.side == "a" else state.scene.b
    return {"name": world.name[state.lang], "words": translate("list.comma", state.lang).join(words)}


def _rows(state: State, runs: Sequence[Recording], many: Many) -> list[dict[str, Any]]:
    """Return an outcome a row: its value under every policy, and how that differs from policy A, in words."""
    names = (*([changes.MINUTES] if state.scene.script else []), *state.scene.outcomes)
    outcomes = _outcomes(runs, many if state.many else None)
    columns = [changes.rows_of(outcomes[0], other, names, state.lang) for other in outcomes]
    return [{"label": rows[0].label, "unit": rows[0].unit, "beside": unit_beside(rows[0].label, rows[0].unit),
             "cells": [_cell(row, state.many, state.lang) for row in rows]} for rows in zip(*columns, strict=True)]


def _cell(row: changes.Row, many: bool, lang: Language) -> dict[str, Any]:
    shown = changes.shown(row, many, lang)
    return {"value": shown["b"], "short": shown["short"], "good": shown["good"], "same": not row.changed,
            **({"low": shown["low"], "high": shown["high"]} if many else {})}


def _outcomes(runs: Sequence[Recording], many: Many | None) -> list[list[dict[str, float]]]:
    if many is not None:
        return [[one.outcomes for one in of_policy] for of_policy in many.runs]
    return [[{**one.outcomes, changes.MINUTES: one.scripted["marks"]["controlled"] if one.scripted else np.nan}]
            for one in runs]


def _charts(state: State, runs: Sequence[Recording], many: Many) -> list[dict[str, Any]]:
    known = series_by_name()
    shown = []
    for name in state.scene.series[:MOST_CHARTS]:
        factor, unit = changes.scaled(known[name].unit, state.lang)
        smooth = trailing_mean if name in COUNTS else np.asarray
        lines = [factor * smooth(_daily(name, i, runs, many if state.many else None)) for i in range(len(runs))]
        step = max(1, len(lines[0]) // _POINTS)
        label = pick(state.lang, known[name])
        shown.append({"name": name, "label": label, **units(label, unit, state.lang, weekly=name in COUNTS), "step": step,
                      "lines": [rounded(line[::step]) for line in lines]})
    return shown


def _daily(name: str, i: int, runs: Sequence[Recording], many: Many | None) -> NDArray[np.float64]:
    summaries: Sequence[RunSummary] = many.runs[i] if many is not None else ()
    return middle(summaries, name) if summaries else runs[i].series(name)
