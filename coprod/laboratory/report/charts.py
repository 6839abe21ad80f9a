"""The charts of a report, from numbers already worked out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coprod.laboratory.report.svg import Drawing, Scale, tick_label
from coprod.laboratory.statistics import Interval
from coprod.text.numbers import with_minus

_ROW = 21.0
_WIDE_CHARACTER = "⺀"
"""From here on characters are as wide as they are high."""


@dataclass(frozen=True)
class Line:
    """One line of a chart: its label and an interval at every level."""

    label: str
    values: Sequence[Interval]


def line_chart(title: str, levels: Sequence[object], lines: Sequence[Line], x_label: str, *, percent: bool = False,
               width: float = 460, shared: tuple[float, float] | None = None) -> str:
    """Draw lines over the levels of a lever with their intervals as bars; numbers are set at their distances.

    `shared`: the ends of the vertical scale where several charts are to be compared.
    """
    drawing = Drawing(width, 270, title)
    left, right, top, bottom = 58.0, width - 14, 30.0, 216.0
    ends = [e for line in lines for i in line.values for e in (i.estimate, i.low, i.high)]
    y = Scale.over(shared or ends, bottom, top)
    x = _level_places(levels, left + 16, right - 16)
    drawing.text(0, 16, title, kind="title")
    _vertical_axis(drawing, y, left, right, percent=percent)
    _level_labels(drawing, levels, x, bottom + 15)
    drawing.text((left + right) / 2, bottom + 32, x_label, anchor="middle", kind="axis")
    for series, line in enumerate(lines):
        shift = 4 * (series - (len(lines) - 1) / 2)
        places = [(x[i] + shift, one) for i, one in enumerate(line.values) if math.isfinite(one.estimate)]
        drawing.path([(at, y(one.estimate)) for at, one in places], series)
        for at, one in places:
            if math.isfinite(one.low):
                drawing.line(at, y(one.low), at, y(one.high), "bar")
            drawing.marker(at, y(one.estimate), series, f"{line.label} {_tooltip(one)}")
    if len(lines) > 1:
        _legend(drawing, [line.label for line in lines], left, bottom + 48, width)
    return str(drawing)


def forest(title: str, rows: Sequence[tuple[str, Interval]], format_interval: Callable[[Interval], str], *, percent: bool = False,
           width: float = 760) -> str:
    """Draw differences with their intervals about a line at 0; hollow where the interval holds 0."""
    names = min(max([text_width(name) for name, _ in rows], default=0) + 16, width * 0.5)
    drawing = Drawing(width, _ROW * len(rows) + 62, title)
    tooltip = 190.0
    x = Scale.over([e for _, one in rows for e in (one.low, one.high, one.estimate)], names, width - tooltip, zero=True)
    drawing.text(0, 16, title, kind="title")
    bottom = 34 + _ROW * len(rows)
    ticks = x.ticks()
    for tick in ticks:
        drawing.line(x(tick), 26, x(tick), bottom, "zero" if tick == 0 else "grid")
        drawing.text(x(tick), bottom + 14, tick_label(tick, ticks, percent=percent), anchor="middle", kind="axis")
    for i, (name, one) in enumerate(rows):
        y = 38 + _ROW * i + 4
        drawing.text(names - 8, y + 4, _short(name, names), anchor="end")
        if math.isfinite(one.low):
            drawing.line(x(one.low), y, x(one.high), y, series=0)
        if math.isfinite(one.estimate):
            drawing.marker(x(one.estimate), y, 0, f"{name} {_tooltip(one)}", hollow=not one.clear)
        drawing.text(width, y + 4, format_interval(one), anchor="end", kind="value")
    return str(drawing)


def bars(title: str, rows: Sequence[tuple[str, Sequence[float], Sequence[float]]], legend: Sequence[str],
         *, percent: bool = False, width: float = 620) -> str:
    """Draw horizontal bars, several a row, each with a half-width as a whisker (NaN for none)."""
    names = min(max([text_width(name) for name, _, _ in rows], default=0) + 16, width * 0.45)
    thick = 9.0
    high = 10 + (thick + 2) * max(len(legend), 1)
    drawing = Drawing(width, 62 + high * len(rows), title)
    ends = [end for _, values, halves in rows for value, half in zip(values, halves, strict=True)
            for end in ((value - half, value + half) if math.isfinite(half) else (value,))]
    x = Scale.over(ends, names, width - 70, zero=True)
    drawing.text(0, 16, title, kind="title")
    bottom, ticks = 30 + high * len(rows), x.ticks()
    for tick in ticks:
        drawing.line(x(tick), 26, x(tick), bottom, "zero" if tick == 0 else "grid")
        drawing.text(x(tick), bottom + 14, tick_label(tick, ticks, percent=percent), anchor="middle", kind="axis")
    for i, (name, values, halves) in enumerate(rows):
        top = 32 + high * i
        drawing.text(names - 8, top + high / 2, _short(name, names), anchor="end")
        for j, (value, half) in enumerate(zip(values, halves, strict=True)):
            _bar(drawing, x, top + j * (thick + 2), thick, value, half, j)
    if len(legend) > 1:
        _legend(drawing, legend, names, bottom + 30, width)
    return str(drawing)


def scatter(title: str, points: Sequence[tuple[float, float, str, bool]], x_label: str, y_label: str,
            *, width: float = 560) -> str:
    """Draw policies as points (x, y, name, whether on the frontier); those on the frontier are joined and named."""
    drawing = Drawing(width, 380, title)
    left, right, top, bottom = 66.0, width - 24, 34.0, 322.0
    x = Scale.over([p[0] for p in points], left, right)
    y = Scale.over([p[1] for p in points], bottom, top)
    drawing.text(0, 16, title, kind="title")
    _vertical_axis(drawing, y, left, right)
    ticks = x.ticks()
    for tick in ticks:
        drawing.text(x(tick), bottom + 16, tick_label(tick, ticks), anchor="middle", kind="axis")
    drawing.text((left + right) / 2, bottom + 36, x_label, anchor="middle", kind="axis")
    drawing.text(14, (top + bottom) / 2, y_label, anchor="middle", kind="axis", turned=True)
    for horizontal, vertical, name, on in points:
        drawing.marker(x(horizontal), y(vertical), 0 if on else 5, name, hollow=not on)
    front = sorted((p for p in points if p[3]), key=lambda p: p[0])
    drawing.path([(x(p[0]), y(p[1])) for p in front], 1)
    for horizontal, vertical, name, _ in front[:8]:
        end = x(horizontal) > (left + right) / 2
        drawing.text(x(horizontal) + (-7 if end else 7), y(vertical) - 7, _short(name, 230), kind="value",
                     anchor="end" if end else "start")
    return str(drawing)


def curve(title: str, points: Sequence[tuple[float, float, str, bool]], x_label: str, y_label: str, *,
          width: float = 380, shares: bool = False) -> str:
    """Draw points (x, y, tooltip, whether it is the one chosen) joined in their order; `shares`: both axes are 0 … 100 %."""
    drawing = Drawing(width, 300, title)
    left, right, top, bottom = 66.0, width - 20, 34.0, 246.0
    ends = [0.0, 1.0] if shares else None
    x = Scale.over(ends or [p[0] for p in points], left, right)
    y = Scale.over(ends or [p[1] for p in points], bottom, top)
    drawing.text(0, 16, title, kind="title")
    _vertical_axis(drawing, y, left, right, percent=shares)
    ticks = x.ticks()
    for tick in ticks:
        drawing.text(x(tick), bottom + 16, tick_label(tick, ticks, percent=shares), anchor="middle", kind="axis")
    drawing.text((left + right) / 2, bottom + 36, x_label, anchor="middle", kind="axis")
    drawing.text(14, (top + bottom) / 2, y_label, anchor="middle", kind="axis", turned=True)
    drawing.path([(x(p[0]), y(p[1])) for p in points], 0)
    for horizontal, vertical, tooltip, chosen in points:
        drawing.marker(x(horizontal), y(vertical), 1 if chosen else 0, tooltip, hollow=not chosen)
    return str(drawing)


def _bar(drawing: Drawing, x: Scale, top: float, thick: float, value: float, half: float, series: int) -> None:
    if not math.isfinite(value):
        return
    start, end = sorted((x(0), x(value)))
    drawing.rectangle(start, top, end - start, thick, series, _tip(value))
    if math.isfinite(half):
        drawing.line(x(value - half), top + thick / 2, x(value + half), top + thick / 2, "bar")


def _vertical_axis(drawing: Drawing, y: Scale, left: float, right: float, *, percent: bool = False) -> None:
    ticks = y.ticks()
    for tick in ticks:
        drawing.line(left, y(tick), right, y(tick), "zero" if tick == 0 else "grid")
        drawing.text(left - 6, y(tick) + 4, tick_label(tick, ticks, percent=percent), anchor="end", kind="axis")


def _level_places(levels: Sequence[object], left: float, right: float) -> list[float]:
    numbers = [level for level in levels if isinstance(level, int | float) and not isinstance(level, bool)]
    if len(numbers) == len(levels) > 2 and len(set(numbers)) > 1:
        scale = Scale(float(min(numbers)), float(max(numbers)), left, right)
        places = [scale(float(number)) for number in numbers]
        if min(b - a for a, b in zip(sorted(places), sorted(places)[1:], strict=False)) >= 14:
            return places
    step = (right - left) / max(len(levels) - 1, 1)
    return [left + step * i for i in range(len(levels))] if len(levels) > 1 else [(left + right) / 2]


def _level_labels(drawing: Drawing, levels: Sequence[object], places: Sequence[float], y: float) -> None:
    last = -math.inf
    for place, level in zip(places, levels, strict=True):
        label = level_text(level)
        if place - text_width(label) / 2 > last:
            drawing.text(place, y, label, anchor="middle", kind="axis")
            last = place + text_width(label) / 2 + 4


def level_text(level: object) -> str:
    """Return a level for people: 1,000, −0.25, on."""
    if isinstance(level, bool) or not isinstance(level, int | float):
        return str(level)
    return with_minus(f"{level + 0.0:,.6g}")


def _legend(drawing: Drawing, labels: Sequence[str], left: float, y: float, width: float) -> None:
    x = left
    for series, label in enumerate(labels):
        space = text_width(label) + 40
        if x + space > width and x > left:
            x, y = left, y + 16
            drawing.height = max(drawing.height, y + 8)
        drawing.line(x, y - 4, x + 22, y - 4, series=series)
        drawing.marker(x + 11, y - 4, series)
        drawing.text(x + 27, y, label)
        x += space
    drawing.height = max(drawing.height, y + 8)


def text_width(text: str) -> float:
    """Return about how wide a text is drawn, in pixels."""
    return sum(12.5 if character > _WIDE_CHARACTER else 6.6 for character in text)


def _short(text: str, width: float) -> str:
    while text_width(text) > width - 8 and len(text) > 4:
        text = text[:-2] + "…"
    return text


def _tooltip(one: Interval) -> str:
    return f"{_tip(one.estimate)} ({_tip(one.low)} … {_tip(one.high)})" if math.isfinite(one.low) else _tip(one.estimate)


def _tip(value: float) -> str:
    """Return a figure as it is shown on pointing at a mark."""
    return with_minus(f"{value:.4g}")
