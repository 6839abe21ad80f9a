"""The figures of the pages as data: dials, series, phase plot, survival curve, differences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.interfaces.dashboard import changes
from coprod.interfaces.dashboard.hooks import Many, Worlds
from coprod.interfaces.dashboard.question import guess_mark
from coprod.interfaces.dashboard.recording import Recording, rounded
from coprod.interfaces.dashboard.run_summaries import SEEDS, band, middle
from coprod.interfaces.dashboard.sealing import common_incident
from coprod.interfaces.dashboard.state import State
from coprod.interfaces.dashboard.texts import unit_beside
from coprod.text.glossary import Language, pick, translate

if TYPE_CHECKING:
    from coprod.outcomes.daily_series import Series


CONTRADICTIONS = ("rrg", "fragmentation", "rdl")
"""Outcomes that the three dials show."""

SMOOTHED = 7
"""Days over which counts of a day are averaged, so that the week does not hide the year."""

COUNTS = {
    "acts",
    "effective_acts",
    "sham_acts",
    "hazards_found",
    "hazards_triggered",
    "incidents",
    "patrol_hours",
    "paperwork_hours",
    "emergency_hours",
    "citizen_hours",
    "utilisation",
    "worked_hours",
    "switch_hours",
}
"""Series that count what happens in a day; the others are states and are drawn as they are."""


def incident_of(state: State, worlds: Worlds) -> str | None:
    """Return the number of the incident on show: the chosen one, else the scripted one, else the first."""
    if worlds.a is None or worlds.b is None:
        return None
    if state.seal == "guess":
        common = common_incident(worlds.a.scripted, worlds.b.scripted)
        return common["id"] if common else None
    chosen = str(state.incident) if state.incident is not None else None
    if chosen and (worlds.a.incident(chosen) or worlds.b.incident(chosen)):
        return chosen
    first = worlds.a.scripted or worlds.b.scripted or next(iter(worlds.a.incidents), None)
    return first["id"] if first else None


def minutes(state: State, worlds: Worlds) -> dict[str, Any]:
    """Return which incident is on show, and the guess about it."""
    number = incident_of(state, worlds)
    guess = guess_mark(state, worlds)
    about = worlds.a.scripted if worlds.a else None
    mine = guess and guess["kind"] == "incident" and guess["name"] == "controlled" and about and about["id"] == number
    return {"incident": number, "guess": guess if mine else None}


def dials(state: State, worlds: Worlds) -> dict[str, Any]:
    """Return the indices of the three contradictions in both worlds."""
    lang = state.lang
    shown = [
        {
            "name": name,
            "label": translate(f"dials.{name}", lang),
            "tip": translate(f"dials.{name}_short", lang),
            "a": None if state.seal else _outcome(worlds.a, name),
            "b": None if state.seal else _outcome(worlds.b, name),
        }
        for name in CONTRADICTIONS
    ]
    if state.seal:
        return {"dials": shown, "sealed": True, "note": translate("question.sealed", lang)}
    unknown = worlds.a is not None and any(dial["a"] is None or dial["b"] is None for dial in shown)
    return {"dials": shown, "sealed": False, "note": translate("dials.missing", lang) if unknown else ""}


def _outcome(world: Recording | None, name: str) -> float | None:
    value = world.outcomes.get(name, np.nan) if world else np.nan
    return float(value) if np.isfinite(value) else None


def what_changed(state: State, worlds: Worlds, many: Many) -> dict[str, Any]:
    """Return what differs between the worlds, in words and as rows with intervals."""
    lang = state.lang
    caution = "changes.caution_many" if state.many else "changes.caution_one"
    data: dict[str, Any] = {
        "many": state.many,
        "seeds": SEEDS,
        "rows": [],
        "sentences": [],
        "guess": None,
        "caution": translate(caution, lang, n=SEEDS),
    }
    if state.many and not many.ready:
        if many.problem:
            return {**data, "sentences": [translate("notice.run", lang, reason=many.problem)]}
        return {**data, "progress": many.progress}
    if worlds.a is None or worlds.b is None:
        return data
    names = (*([changes.MINUTES] if state.scene.script else []), *state.scene.outcomes)
    rows = changes.rows_of(*_runs(state, worlds.a, worlds.b, many), names, lang)
    first = None if state.many else _about_incident(state, worlds.a, worlds.b, incident_of(state, worlds))
    rest = [row for row in rows if not (first and row.name == changes.MINUTES)]
    return {
        **data,
        "rows": [changes.shown(row, state.many, lang) for row in rows],
        "guess": guess_mark(state, worlds),
        "sentences": [*([first] if first else []), *changes.sentences(rest, state.many, lang)],
    }


def _runs(
    state: State, a: Recording, b: Recording, many: Many
) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """Return the outcomes of both worlds: of this pair, or of many pairs."""
    if state.many:
        return [one.outcomes for one in many.a], [one.outcomes for one in many.b]
    first, second = (
        {**one.outcomes, changes.MINUTES: one.scripted["marks"]["controlled"] if one.scripted else np.nan}
        for one in (a, b)
    )
    return [first], [second]


def _about_incident(state: State, a: Recording, b: Recording, number: str | None) -> str | None:
    """Say how the incident on show went in both worlds, if a lesson or the reader chose it."""
    if number is None or (state.incident is None and a.scripted is None):
        return None
    return changes.about_incident(a.incident(number), b.incident(number), state.lang)


def charts(state: State, worlds: Worlds, many: Many, names: Sequence[str] = ()) -> dict[str, Any]:
    """Return the daily series of both worlds, or their means and bands over many seeds."""
    lang = state.lang
    if worlds.a is None or worlds.b is None:
        return {"charts": [], "days": state.scene.days}
    known = series_by_name()
    shown = []
    for name in names or state.scene.series:
        one = known[name]
        factor, unit = changes.scaled(one.unit, lang)
        smooth = trailing_mean if name in COUNTS else np.asarray
        chart: dict[str, Any] = {
            "name": name,
            "label": pick(lang, one),
            "factor": factor,
            **units(pick(lang, one), unit, lang, weekly=name in COUNTS),
        }
        if state.many and many.ready:
            for side, runs in (("a", many.a), ("b", many.b)):
                chart[side] = rounded(smooth(middle(runs, name)))
                chart[f"band_{side}"] = smooth(band(runs, name)).tolist()
        else:
            chart |= {"a": rounded(smooth(worlds.a.series(name))), "b": rounded(smooth(worlds.b.series(name)))}
        shown.append(chart)
    event = worlds.a.scripted
    return {"charts": shown, "days": worlds.a.days, "event": event["day"] if event else None}


def units(label: str, unit: str, language: Language, *, weekly: bool) -> dict[str, str]:
    """Return the unit of a chart's figures, and what stands beside its label: the unit unless that says it, and the smoothing."""
    week = translate("charts.week", language) if weekly else ""
    return {"unit": unit, "beside": " · ".join(filter(None, (unit_beside(label, unit), week)))}


def series_by_name() -> dict[str, Series]:
    """Return the declared daily series by name."""
    from coprod.outcomes.series import SERIES  # the model takes a second to import; a page must not wait for it

    return {one.name: one for one in SERIES}


def trailing_mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of each day and the days before it, at most :data:`SMOOTHED` of them; along the first axis."""
    total = np.cumsum(values, axis=0, dtype=float)
    before = np.zeros_like(total)
    before[SMOOTHED:] = total[:-SMOOTHED]
    days = np.minimum(np.arange(1, len(total) + 1), SMOOTHED)
    return (total - before) / days.reshape(-1, *[1] * (total.ndim - 1))


def phase(state: State, worlds: Worlds, x: str, y: str) -> dict[str, Any]:
    """Return the way of both worlds through the plane of two series, month by month."""
    lang = state.lang
    known = series_by_name()
    axes = {}
    for axis, name in (("x", x), ("y", y)):
        factor, unit = changes.scaled(known[name].unit, lang)
        label = pick(lang, known[name])
        axes[axis] = {"label": label, "unit": unit_beside(label, unit), "factor": factor}
    data: dict[str, Any] = {"chart": "phase", "axes": axes, "a": [], "b": []}
    for side, world in (("a", worlds.a), ("b", worlds.b)):
        if world is not None:
            days = np.append(np.arange(0, world.days, 30), world.days - 1)
            xs, ys = (rolling(world.series(name))[days] for name in (x, y))
            data[side] = [
                [round(float(p), 4), round(float(q), 4), int(day)] for p, q, day in zip(xs, ys, days, strict=True)
            ]
    return data


def rolling(values: NDArray[np.float64], days: int = 30) -> NDArray[np.float64]:
    """Return the mean of a month around each day."""
    padded = np.pad(values, (days // 2, days - 1 - days // 2), mode="edge")
    return np.convolve(padded, np.full(days, 1 / days), mode="valid")


def survival(state: State, worlds: Worlds) -> dict[str, Any]:
    """Return the chance to survive the scripted cardiac arrest by the minute at which anybody begins to help, in both worlds.

    The curve is that of the crew's minute of world B; a world whose crew took over at another minute lies beside it.
    """
    from coprod.fields.emergency.loss import Losses

    losses = Losses(state.parameters("b").incident)
    shown = {side: world.scripted for side, world in (("a", worlds.a), ("b", worlds.b)) if world and world.scripted}
    crew = shown["b"]["marks"]["controlled"] if "b" in shown else 0.0
    minutes = np.arange(0, int(np.ceil(crew)) + 1)
    data: dict[str, Any] = {
        "chart": "survival",
        "crew": round(crew, 1),
        "minutes": minutes.tolist(),
        "marks": {},
        "helped": [round(losses.survival(crew, float(m) if m < crew else None), 4) for m in minutes],
    }
    for side, one in shown.items():
        if one["survival"] is not None:
            text = translate(
                "survival.mark",
                state.lang,
                first=translate(f"first.{one['first']}", state.lang),
                minutes=changes.amount(one["first_action"], 0),
                chance=changes.amount(100 * one["survival"], 1),
            )
            data["marks"][side] = {"minutes": one["first_action"], "survival": one["survival"], "said": text}
    return data
