"""Around the date of a policy: daily series with it and without it, and what before and after alone would have said."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.analysis.event_study import NEVER, EventStudy, event_study
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.svg import Drawing, Scale, tick_label
from coprod.laboratory.report.tags import figures, heading, paragraph, table

IN_FORCE = "policies_in_force"
"""Daily series that tells on which day a policy began by its condition."""


def event_part(found: Findings) -> str:
    """Return the event studies of all policies of which the design has runs with and without."""
    asked = found.study.get("event_studies") or []
    if not asked or not len(found.runs):
        return ""
    series = found.results.series
    shown = [name for name in found.study["observed"]["series"]["columns"] if name != IN_FORCE]
    return "".join(_one(found, one, series, shown) for one in asked) + paragraph(found.translate("event.note"), "note")


def _one(found: Findings, asked: dict[str, Any], series: Any, shown: list[str]) -> str:
    runs = found.study["replications"]
    began, ended = _dates(found, asked, series, runs)
    pictures, rows = [], []
    for name in shown:
        with_it, without = (_matrix(series, asked[point], name, runs) for point in ("point", "without"))
        result = event_study(with_it, without, began, ended, -(-found.study["warmup_days"] // _every(found)))
        if not result.steps.size:
            continue
        about = found.study["series"][name]
        label = found.label(about)
        pictures.append(event_chart(label, result, _every(found), found.translate("event.days")))
        intervals = result.in_force, result.before_after, result.without
        rows.append((found.name(about), *(found.format_interval(one, about["unit"]) for one in intervals)))
    if not rows:
        return heading(_title(found, asked)) + paragraph(found.translate("event.never"))
    header = [found.translate(f"event.{key}") for key in ("series", "paired", "before_after", "without")]
    return heading(_title(found, asked)) + figures(*pictures) + table(header, rows)


def _title(found: Findings, asked: dict[str, Any]) -> str:
    point = found.point(asked["point"], whole=True)
    if asked["by_condition"]:
        return found.translate("event.by_condition", name=asked["policy"], point=point)
    return found.translate("event.by_date", name=asked["policy"], point=point, day=asked["from"])


def _dates(found: Findings, asked: dict[str, Any], series: Any, runs: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first step of every run with the policy in force, and the first after it."""
    every, steps = _every(found), -(-found.study["days"] // _every(found))
    if not asked["by_condition"]:
        until = steps * every if asked["until"] is None else asked["until"]
        return np.full(runs, -(-asked["from"] // every)), np.full(runs, until // every)
    began, ended = np.full(runs, NEVER), np.full(runs, steps)
    if asked["alone"] and IN_FORCE in found.study["observed"]["series"]["columns"]:
        strength = _matrix(series, asked["point"], IN_FORCE, runs) > 0
        for run in np.flatnonzero(strength.any(axis=1)):
            began[run] = int(np.argmax(strength[run]))
            over = np.flatnonzero(~strength[run, began[run]:])
            ended[run] = began[run] + int(over[0]) if over.size else steps
    return began, ended


def _every(found: Findings) -> int:
    return int(found.study["observed"]["series"]["every"])


def _matrix(series: Any, point: int, name: str, runs: int) -> NDArray[np.float64]:
    """Return a series of one point, shape (n_runs, n_steps); what is missing is not a number."""
    mine = series[series["point"] == point]
    steps = int(series["step"].max()) + 1 if len(series) else 0
    values = np.full((runs, steps), np.nan)
    values[mine["replication"].to_numpy(), mine["step"].to_numpy()] = mine[name].to_numpy()
    return values


def event_chart(title: str, result: EventStudy, every: int, x_label: str, *, width: float = 460) -> str:
    """Draw the paired effect over days since the policy began, its interval as a band, and the day of the beginning."""
    drawing = Drawing(width, 250, title)
    left, right, top, bottom = 58.0, width - 14, 30.0, 206.0
    fine = [(int(step) * every, one) for step, one in zip(result.steps, result.effect, strict=True)
            if math.isfinite(one.estimate)]
    x = Scale.over([day for day, _ in fine], left + 8, right - 8)
    y = Scale.over([end for _, one in fine for end in (one.estimate, one.low, one.high)], bottom, top, zero=True)
    drawing.text(0, 16, title, kind="title")
    ticks = y.ticks()
    for tick in ticks:
        drawing.line(left, y(tick), right, y(tick), "zero" if tick == 0 else "grid")
        drawing.text(left - 6, y(tick) + 4, tick_label(tick, ticks), anchor="end", kind="axis")
    days = x.ticks()
    for day in days:
        drawing.text(x(day), bottom + 15, tick_label(day, days), anchor="middle", kind="axis")
    drawing.text((left + right) / 2, bottom + 32, x_label, anchor="middle", kind="axis")
    if x.low < 0 < x.high:
        drawing.line(x(0), top, x(0), bottom, "zero")
    band = [(day, one) for day, one in fine if math.isfinite(one.low)]
    drawing.area([(x(day), y(one.low)) for day, one in band] + [(x(day), y(one.high)) for day, one in reversed(band)], 0)
    drawing.path([(x(day), y(one.estimate)) for day, one in fine], 0)
    return str(drawing)
