"""The pictures of the dilemma: a map in shades with its tipping line, the stairs up and down, gains, and the path."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from coprod.laboratory.dilemma.tipping_map import Map, Stair
from coprod.laboratory.report.charts import level_text
from coprod.laboratory.report.svg import COLOURS, Drawing, Scale, tick_label

_CELL = 76.0, 40.0
_LEFT, _TOP = 60.0, 52.0


def heat_map(found: Map, beginning: str, title: str, x_label: str, y_label: str, write: Callable[[float], str]) -> str:
    """Draw the medians of one beginning as shades, the share that tips in every cell, and the tipping line."""
    rows, columns = len(found.y.levels), len(found.x.levels)
    width, height = _CELL
    drawing = Drawing(max(_LEFT + columns * width + 16, 470.0), _TOP + rows * height + 52, title)
    drawing.text(0, 16, title, kind="title")
    medians = np.vectorize(lambda point: point.median.estimate, otypes=[float])(found.points[beginning])
    everywhere = [point.median.estimate for points in found.points.values() for point in points.flat]
    shade = _shading(everywhere)
    for (row, column), median in np.ndenumerate(medians):
        x, y = _LEFT + column * width, _TOP + row * height
        point = found.points[beginning][row, column]
        tooltip = f"{write(median)} ({write(point.q25)} … {write(point.q75)})"
        drawing.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{COLOURS[0]}" '
                             f'fill-opacity="{shade(median):.2f}" stroke="#fff"><title>{tooltip}</title></rect>')
        drawing.text(x + width / 2, y + 17, write(median), anchor="middle", kind="value")
        drawing.text(x + width / 2, y + 32, f"{100 * point.tipped:.0f} %", anchor="middle", kind="axis")
    for row, level in enumerate(found.y.levels):
        drawing.text(_LEFT - 8, _TOP + (row + 0.5) * height + 4, level_text(level), anchor="end", kind="axis")
    for column, level in enumerate(found.x.levels):
        drawing.text(_LEFT + (column + 0.5) * width, _TOP + rows * height + 15, level_text(level), anchor="middle", kind="axis")
    drawing.text(_LEFT + columns * width / 2, _TOP + rows * height + 34, x_label, anchor="middle", kind="axis")
    drawing.text(0, 38, f"↓ {y_label}", kind="axis")
    _draw_line(drawing, found, beginning)
    return str(drawing)


def _draw_line(drawing: Drawing, found: Map, beginning: str) -> None:
    """Draw where half of the seeds tip, from row to row where neighbouring rows both have such a place."""
    width, height = _CELL
    order = np.argsort(found.x.levels)
    levels = np.array(found.x.levels)[order]
    last: tuple[float, float] | None = None
    for row, one in enumerate(found.line[beginning]):
        if not math.isfinite(one.estimate):
            last = None
            continue
        place = float(np.interp(one.estimate, levels, order.astype(float)))
        here = (_LEFT + (place + 0.5) * width, _TOP + (row + 0.5) * height)
        if last:
            drawing.line(*last, *here, series=1)
        drawing.line(here[0], here[1] - height / 2, here[0], here[1] + height / 2, series=1)
        drawing.marker(*here, 1, level_text(round(one.estimate, 2)))
        last = here


def _shading(values: Sequence[float]) -> Callable[[float], float]:
    """Return how dark a value is, by its rank among all values: a single extreme one does not bleach the others."""
    fine = np.sort([value for value in values if math.isfinite(value)])
    return lambda value: 0.0 if not math.isfinite(value) or fine.size < 2 else float(
        0.08 + 0.62 * np.searchsorted(fine, value) / (fine.size - 1))


def stairs_chart(found: Sequence[Stair], title: str, x_label: str, y_label: str, names: tuple[str, str]) -> str:
    """Draw the backlog of every step on the way up and on the way down, with the intervals of the medians."""
    drawing = Drawing(540, 276, title)
    left, right, top, bottom = 62.0, 526.0, 30.0, 216.0
    drawing.text(0, 16, title, kind="title")
    ends = [value for one in found for side in (one.up, one.down) for value in (side.estimate, side.low, side.high)]
    y = Scale.over(ends, bottom, top, zero=True)
    x = Scale.over([one.level for one in found], left + 10, right - 10, zero=True)
    ticks = y.ticks()
    for tick in ticks:
        drawing.line(left, y(tick), right, y(tick), "grid")
        drawing.text(left - 6, y(tick) + 4, tick_label(tick, ticks), anchor="end", kind="axis")
    for one in found:
        drawing.text(x(one.level), bottom + 15, f"+{100 * one.level:.0f} %", anchor="middle", kind="axis")
    for series, name in enumerate(names):
        sides = [(one.level, one.up if series == 0 else one.down) for one in found]
        drawing.path([(x(level), y(side.estimate)) for level, side in sides], series)
        for level, side in sides:
            if math.isfinite(side.low):
                drawing.line(x(level) + 3 * series, y(side.low), x(level) + 3 * series, y(side.high), "bar")
            drawing.marker(x(level), y(side.estimate), series, f"{name} {side.estimate:.3g}")
        drawing.line(left + 180 * series, 262, left + 22 + 180 * series, 262, series=series)
        drawing.text(left + 28 + 180 * series, 266, name)
    drawing.text((left + right) / 2, bottom + 32, x_label, anchor="middle", kind="axis")
    drawing.text(14, (top + bottom) / 2, y_label, anchor="middle", kind="axis", turned=True)
    return str(drawing)
