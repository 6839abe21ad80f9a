"""Around the date of a policy: daily series with it and without it, and what before and after alone would have said."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.analysis.event_study import EventStudy, event_study
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.svg import Drawing, Scale, tick_label
from coprod.laboratory.report.tags import figures, heading, paragraph, table
from coprod.laboratory.statistics import Interval

MAX_STUDIES = 12
"""Event studies that a report shows; of more it says how many there are."""
IN_FORCE = "policies_in_force"
"""Daily series that tells on which days a policy is in force by its condition."""
_ROUNDING = 1e-9
"""Differences of strengths that are no larger are none."""


def event_part(found: Findings) -> str:
    """Return the event studies of all policies of which the design has runs with and without."""
    asked = found.study.get("event_studies") or []
    if not asked or not len(found.runs):
        return ""
    series = found.results.series
    shown = [name for name in found.study["observed"]["series"]["columns"] if name != IN_FORCE]
    more = paragraph(found.translate("event.more", n=MAX_STUDIES, all=len(asked)), "note") if len(asked) > MAX_STUDIES else ""
    return "".join(_one(found, one, series, shown) for one in asked[:MAX_STUDIES]) + more + paragraph(
        found.translate("event.note"), "note")


def _one(found: Findings, asked: dict[str, Any], series: Any, shown: list[str]) -> str:
    runs, every = found.study["replications"], _every(found)
    first = -(-found.study["warmup_days"] // every)
    if cannot := _cannot_tell(found, asked):
        return heading(_title(found, asked)) + paragraph(found.translate(cannot))
    in_force = _in_force(found, asked, series)
    if not in_force[:, first:].any():
        return heading(_title(found, asked)) + paragraph(found.translate("event.never"))
    pictures, rows, n_around = [], [], 0
    for name in shown:
        with_it, without = (_matrix(series, asked[point], name, runs) for point in ("point", "without"))
        result = event_study(with_it, without, in_force, first)
        about = found.study["series"][name]
        n_around = max(n_around, result.n_around)
        if result.n_around:
            pictures.append(event_chart(found.label(about), result, every, found.translate("event.days")))
        intervals = result.in_force, result.before_after, result.without
        rows.append((found.name(about), *(_of_runs(found, one, about["unit"], runs) for one in intervals)))
    header = [found.translate(f"event.{key}") for key in ("series", "paired", "before_after", "without")]
    said = found.translate("event.picture" if n_around else "event.no_picture", n=n_around, runs=runs)
    return heading(_title(found, asked)) + figures(*pictures) + paragraph(said, "note") + table(header, rows)


def _of_runs(found: Findings, one: Interval, unit: str, runs: int) -> str:
    """Return a difference with its interval and the number of runs behind it."""
    return found.translate("event.of_runs", change=found.format_interval(one, unit), n=one.n, runs=runs)


def _title(found: Findings, asked: dict[str, Any]) -> str:
    point = found.point(asked["point"], whole=True)
    if asked["by_condition"]:
        return found.translate("event.by_condition", name=asked["policy"], point=point)
    return found.translate("event.by_date", name=asked["policy"], point=point, day=asked["from"])


def _cannot_tell(found: Findings, asked: dict[str, Any]) -> str:
    """Return why it cannot be told when a policy by condition is in force, as the key of a text; empty if it can."""
    if not asked["by_condition"]:
        return ""
    if IN_FORCE not in found.study["observed"]["series"]["columns"]:
        return "event.not_kept"
    is_apart = asked["apart"] if "apart" in asked else asked["alone"]  # as studies of earlier versions say it
    return "" if is_apart else "event.not_apart"


def _in_force(found: Findings, asked: dict[str, Any], series: Any) -> NDArray[np.bool_]:
    """Return whether the policy is in force in every run and step; of a policy by date these are its whole steps.

    Of a policy by condition it is what the series of all policies holds beyond the run without it; while that falls, the
    policy has ended and fades.
    """
    runs, every, steps = found.study["replications"], _every(found), _n_steps(series)
    if not asked["by_condition"]:
        until = steps if asked["until"] is None else asked["until"] // every
        at = np.arange(steps)
        return np.tile((at >= -(-asked["from"] // every)) & (at < until), (runs, 1))
    strength = _matrix(series, asked["point"], IN_FORCE, runs) - _matrix(series, asked["without"], IN_FORCE, runs)
    falls = np.diff(strength, axis=1, prepend=0.0) < -_ROUNDING
    return (strength > _ROUNDING) & ~(falls & asked.get("fades", False))


def _every(found: Findings) -> int:
    return int(found.study["observed"]["series"]["every"])


def _n_steps(series: Any) -> int:
    return int(series["step"].max()) + 1 if len(series) else 0


def _matrix(series: Any, point: int, name: str, runs: int) -> NDArray[np.float64]:
    """Return a series of one point, shape (n_runs, n_steps); what is missing is not a number."""
    mine = series[series["point"] == point]
    values = np.full((runs, _n_steps(series)), np.nan)
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
