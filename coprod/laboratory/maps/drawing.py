"""A plan as SVG: one drawing for the dashboard, which colours and moves things on it, and for the reports."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from coprod.districts.geometry import Rings, area, inside
from coprod.kernel.arrays import Floats
from coprod.laboratory.maps.colours import NOTHING, Scale, ink
from coprod.laboratory.maps.plan import GAP, Plan, Station

MARGIN = 10.0
LEGEND = 46.0
LAND, GROUND, WATER, ROAD, EDGE, INK, FAINT = "#e9e2d0", "#d9d3c6", "#5b9cc0", "#f7f4ee", "#9a917c", "#14202c", "#5c6670"
LEAST_STEP = 0.4
"""Pixels below which the next point of a border is left out."""
LEAST_CELL = 12.0
"""Pixels across the middle community below which low ground, slopes and offices are left out."""
_WIDE = 11.5
_NARROW = 6.4
"""Widths of characters at the size of names, px: Chinese ones and others."""


@dataclass(frozen=True)
class Shading:
    """How communities are coloured: a value and its words for each, and the words of the legend from low to high."""

    values: Floats
    words: Sequence[str]
    scale: Scale
    legend: Sequence[str]
    nothing: str


@dataclass(frozen=True)
class Picture:
    """A drawn plan, and where on it, in pixels, communities and offices lie."""

    svg: str
    label: str
    inner: str
    """What stands inside the element ``svg``."""
    width: float
    height: float
    places: Floats
    sizes: Floats
    """Sides of squares as large as the communities, px."""
    stations: tuple[tuple[Station, float, float], ...]


class _Frame:
    """Where kilometres lie on the picture."""

    def __init__(self, plan: Plan, width: float) -> None:
        west, south, east, north = plan.box
        across, up = max(east - west, 1e-9), max(north - south, 1e-9)
        self.scale = min((width - 2 * MARGIN) / across, 1.1 * width / up)
        self.height = self.scale * up + 2 * MARGIN
        self.west, self.north = west - (width / self.scale - across) / 2, north

    def __call__(self, points: Floats) -> Floats:
        x = (points[..., 0] - self.west) * self.scale
        y = (self.north - points[..., 1]) * self.scale + MARGIN
        return np.stack([x, y], axis=-1)


def draw(plan: Plan, shading: Shading | None, label: str, *, name: str = "map", width: float = 360,
         tips: Sequence[str] = ()) -> Picture:
    """Return a plan as SVG, its communities coloured by `shading`.

    Parameters
    ----------
    label : str
        What the picture shows, for those who do not see it.
    name : str
        Begins the ids of the picture's patterns; other than that of any other picture on the page.
    tips : sequence of str
        What is said of each community under the pointer; nothing if empty.
    """
    frame = _Frame(plan, width)
    places = frame(plan.places)
    sizes = frame.scale * np.sqrt([area(rings) for rings in plan.areas])
    room = frame.scale * np.array([_room(rings, place) for rings, place in zip(plan.areas, plan.places, strict=True)])
    fills = [LAND if shading is None else shading.scale.colour(value) for value in
             (shading.values.tolist() if shading else [0.0] * plan.geography.n)]
    height = frame.height + (LEGEND if shading else 22.0)
    stations = tuple(_seats(plan, frame, sizes))
    is_fine = float(np.median(sizes)) >= LEAST_CELL
    inner = "".join((
        _patterns(name), *(f'<path d="{_path(frame(ring))}" fill="{GROUND}"/>' for ring in plan.ground),
        *_areas(plan, frame, fills, name, tips), *(_low(plan, frame, name) if is_fine else ()), *_roads(plan, frame),
        *_river(plan, frame), *(_slopes(plan, frame) if is_fine else ()),
        *(_station(*one) for one in stations if is_fine), *_names(plan, places, room, sizes, fills, shading),
        _scale_bar(frame, frame.height + 12, width), *(_legend(shading, frame.height, width, name) if shading else ())))
    svg = (f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" role="img" '
           f'aria-label="{escape(label, quote=True)}">{inner}</svg>')
    return Picture(svg, label, inner, width, height, places, sizes, stations)


def _room(rings: Rings, place: Floats) -> float:
    """Return how wide a text in the middle of a place can be without leaving its community, km."""
    hits: list[float] = []
    for ring in rings:
        (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
        hit = (y0 > place[1]) != (y1 > place[1])
        hits += (x0[hit] + (place[1] - y0[hit]) * (x1[hit] - x0[hit]) / (y1[hit] - y0[hit])).tolist()
    return 2 * min((abs(x - float(place[0])) for x in hits), default=0.0)


def _path(points: Floats, *, close: bool = True) -> str:
    """Return a line or an area; points closer to the last one than :data:`LEAST_STEP` are left out."""
    kept = [points[0]]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= LEAST_STEP:
            kept.append(point)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + ("Z" if close else "")


def _patterns(name: str) -> str:
    waves = (f'<pattern id="{name}-low" width="12" height="7" patternUnits="userSpaceOnUse"><path d="M0 4q3-4 6 0t6 0" '
             f'fill="none" stroke="{WATER}" stroke-width="1.5"/></pattern>')
    return (f'<defs>{waves}<pattern id="{name}-none" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{NOTHING}"/><path d="M0 0V6" stroke="#a8a49a" '
            'stroke-width="1.5"/></pattern></defs>')


def _areas(plan: Plan, frame: _Frame, fills: Sequence[str], name: str, tips: Sequence[str]) -> Iterator[str]:
    edge = EDGE if len(set(fills)) == 1 else ROAD
    border = f' stroke="{edge}" stroke-width="1"' if plan.is_map else ""
    for number, (rings, fill) in enumerate(zip(plan.areas, fills, strict=True)):
        shape = "".join(_path(frame(ring)) for ring in rings)
        paint = f"url(#{name}-none)" if fill == NOTHING else fill
        tip = f"<title>{escape(tips[number])}</title>" if tips else ""
        yield f'<path class="area" data-c="{number}" d="{shape}" fill="{paint}" fill-rule="evenodd"{border}>{tip}</path>'


def _low(plan: Plan, frame: _Frame, name: str) -> Iterator[str]:
    """Yield the low ground: a part of each cell of a plan; on a map, where the part is not known, more or less of a pattern."""
    if plan.is_map:
        for rings, share in zip(plan.areas, plan.geography.lowland.tolist(), strict=True):
            if share > 0.1:
                shape = "".join(_path(frame(ring)) for ring in rings)
                yield (f'<path class="quiet" d="{shape}" fill="url(#{name}-low)" fill-rule="evenodd" '
                       f'opacity="{min(1.0, share):.2f}"/>')
    for ring in plan.low:
        if ring is not None:
            yield f'<path class="quiet" d="{_path(frame(ring))}" fill="url(#{name}-low)" opacity=".85"/>'


def _roads(plan: Plan, frame: _Frame) -> Iterator[str]:
    for road in plan.roads:
        yield (f'<path class="quiet" d="{_path(frame(road), close=False)}" stroke="{ROAD}" stroke-width="2" '
               'stroke-dasharray="5 4" fill="none"/>')


def _river(plan: Plan, frame: _Frame) -> Iterator[str]:
    if plan.river is None:
        return
    wide = max(2.5, 1.4 * GAP * 0.5 * frame.scale)
    yield (f'<path class="quiet" d="{_rounded(frame(plan.river), 2.2 * wide)}" fill="none" stroke="{WATER}" '
           f'stroke-width="{min(wide, 14):.1f}" stroke-linecap="round" stroke-linejoin="round"/>')


def _rounded(points: Floats, radius: float) -> str:
    """Return a broken line whose bends are rounded."""
    steps = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        ends = []
        for other in (before, after):
            away = float(np.linalg.norm(other - here))
            ends.append(here + (other - here) * (min(radius, away / 2) / away if away else 0))
        steps.append(f"L{ends[0][0]:.1f} {ends[0][1]:.1f}Q{here[0]:.1f} {here[1]:.1f} {ends[1][0]:.1f} {ends[1][1]:.1f}")
    return "".join(steps) + f"L{points[-1][0]:.1f} {points[-1][1]:.1f}"


def _slopes(plan: Plan, frame: _Frame) -> Iterator[str]:
    for start, end in frame(plan.slopes) if len(plan.slopes) else ():
        way = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
        side = np.array([-way[1], way[0]])
        head = min(5.0, max(2.5, 0.03 * frame.scale))
        left, right = end - way * head + side * head * 0.8, end - way * head - side * head * 0.8
        yield (f'<path class="quiet" d="M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}M{left[0]:.1f} {left[1]:.1f}'
               f'L{end[0]:.1f} {end[1]:.1f}L{right[0]:.1f} {right[1]:.1f}" fill="none" stroke="#2a6f97" stroke-width="1.6" '
               'stroke-linecap="round"/>')


def _seats(plan: Plan, frame: _Frame, sizes: Floats) -> Iterator[tuple[Station, float, float]]:
    """Yield the offices with their places: beside the name of their community, and beside each other."""
    side = float(np.median(sizes))
    for one in plan.stations:
        away = 0.3 * side / frame.scale
        seat_east, seat_north = plan.places[one.community].tolist()
        east, north = seat_east + (away if one.kind == "district" else -away), seat_north + away
        if not inside(plan.areas[one.community], east, north):
            east, north = seat_east, seat_north + 0.5 * away
        x, y = frame(np.array([east, north])).tolist()
        yield one, x, y


def _station(one: Station, x: float, y: float) -> str:
    shape = f"M{x - 5:.1f} {y + 5:.1f}V{y - 1:.1f}L{x:.1f} {y - 6:.1f}L{x + 5:.1f} {y - 1:.1f}V{y + 5:.1f}Z"
    if one.kind == "district":
        shape = f"M{x:.1f} {y - 6.5:.1f}L{x + 6.5:.1f} {y:.1f}L{x:.1f} {y + 6.5:.1f}L{x - 6.5:.1f} {y:.1f}Z"
    return f'<path class="quiet" d="{shape}" fill="#7a3b32" stroke="#fff" stroke-width="1.2"/>'


def _names(plan: Plan, places: Floats, room: Floats, sizes: Floats, fills: Sequence[str], shading: Shading | None) -> Iterator[
        str]:
    """Yield names and values where there is room: the number of a community for a name that is too long."""
    for number, ((x, y), wide, size, fill) in enumerate(zip(places.tolist(), room.tolist(), sizes.tolist(), fills, strict=True)):
        colour = ink(fill)
        lines = []
        name = plan.geography.names[number]
        if _wide(name) < 0.95 * wide and size > 22:
            lines.append((name, 11.5, 600))
        elif size > 22 and wide > 18:
            lines.append((str(number + 1), 11.5, 600))
        if shading is not None and size > 34 and _wide(shading.words[number]) < wide:
            lines.append((shading.words[number], 12.5, 400))
        for line, (text, points, weight) in enumerate(lines):
            down = y + 4 + 15 * (line - (len(lines) - 1) / 2)
            yield (f'<text class="quiet" x="{x:.1f}" y="{down:.1f}" text-anchor="middle" style="fill:{colour};'
                   f'font-size:{points}px;font-weight:{weight}" stroke="{LAND if fill == NOTHING else fill}" stroke-width="3" '
                   f'paint-order="stroke" stroke-linejoin="round">{escape(text)}</text>')


def _wide(text: str) -> float:
    return sum(_WIDE if mark > "⺀" else _NARROW for mark in text)


def _scale_bar(frame: _Frame, y: float, width: float) -> str:
    """Return a bar of a round length, and which way is north."""
    most = 0.3 * width / frame.scale
    length = max(step * 10.0**power for power in range(-3, 4) for step in (1, 2, 5) if step * 10.0**power <= most)
    end = width - MARGIN - 18
    start = end - length * frame.scale
    text = f"{length:g} km" if length >= 1 else f"{1000 * length:g} m"
    return (f'<path class="quiet" d="M{start:.1f} {y - 3:.1f}v4H{end:.1f}v-4" fill="none" stroke="{FAINT}" stroke-width="1.3"/>'
            f'<text class="quiet" x="{start - 5:.1f}" y="{y + 2:.1f}" text-anchor="end" style="fill:{FAINT};font-size:10.5px">'
            f'{text}</text>'
            f'<path class="quiet" d="M{end + 12:.1f} {y + 3:.1f}v-11m-3.5 4l3.5-4 3.5 4" fill="none" stroke="{FAINT}" '
            'stroke-width="1.3"/>')


def _legend(shading: Shading, top: float, width: float, name: str) -> Iterator[str]:
    """Yield the colours from low to high with the words below them, and the hatching if there was nothing somewhere."""
    nothing = any(not math.isfinite(value) for value in shading.values.tolist())
    left, y = MARGIN, top + 22.0
    right = width - MARGIN
    low, high, steps = shading.scale.low, shading.scale.high, 24
    step = (right - left) / steps
    for i in range(steps):
        colour = shading.scale.colour(low + (high - low) * (i + 0.5) / steps)
        yield f'<rect class="quiet" x="{left + i * step:.1f}" y="{y:.1f}" width="{step + 0.4:.1f}" height="8" fill="{colour}"/>'
    anchors = ("start", "middle", "end") if len(shading.legend) == 3 else ("start", "end")
    places = (left, (left + right) / 2, right) if len(shading.legend) == 3 else (left, right)
    for text, x, anchor in zip(shading.legend, places, anchors, strict=True):
        yield (f'<text class="quiet" x="{x:.1f}" y="{y + 20:.1f}" text-anchor="{anchor}" style="fill:{INK};font-size:11px">'
               f"{escape(text)}</text>")
    if nothing:
        yield (f'<rect class="quiet" x="{left:.1f}" y="{top + 6:.1f}" width="11" height="9" fill="url(#{name}-none)"/>'
               f'<text class="quiet" x="{left + 16:.1f}" y="{top + 14:.1f}" style="fill:{INK};font-size:11px">'
               f"{escape(shading.nothing)}</text>")
