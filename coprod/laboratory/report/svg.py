"""Charts drawn as SVG by hand: they weigh a few kilobytes, need no font files, and print in black and white.

Series differ by dash and marker before they differ by colour, and every mark carries its value as a tooltip.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from coprod.laboratory.statistics import ROUNDING

COLOURS = ("#0b4f8a", "#c75100", "#1d7a5f", "#7a3b8f", "#8a6d00", "#5b5b5b")
DASHES = ("", "7 3", "2 3", "9 3 2 3", "12 4", "1 4")
"""Both by number of the series; colours keep apart for colour-blind readers and differ in darkness."""


@dataclass
class Drawing:
    """An SVG picture that grows by calls; sizes in pixels, y downwards."""

    width: float
    height: float
    label: str
    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, *, anchor: str = "start", kind: str = "", turned: bool = False) -> None:
        """Write a text; `kind` is a class of the page's style sheet."""
        turn = f' transform="rotate(-90 {x:.1f} {y:.1f})"' if turned else ""
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}"{turn}>{escape(text)}</text>')

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str = "", *, series: int | None = None) -> None:
        """Draw a straight line, in the manner of a series if one is given."""
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"'
                          f'{_stroke(series)}/>')

    def path(self, points: Iterable[tuple[float, float]], series: int) -> None:
        """Draw a broken line in the manner of a series."""
        steps = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polyline points="{steps}" fill="none"{_stroke(series)}/>')

    def area(self, points: Iterable[tuple[float, float]], series: int) -> None:
        """Fill an area lightly in the colour of a series."""
        steps = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polygon points="{steps}" fill="{COLOURS[series % len(COLOURS)]}" fill-opacity=".13"/>')

    def rectangle(self, x: float, y: float, width: float, height: float, series: int, tooltip: str = "") -> None:
        """Draw a bar."""
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" '
                          f'fill="{COLOURS[series % len(COLOURS)]}">{_title(tooltip)}</rect>')

    def marker(self, x: float, y: float, series: int, tooltip: str = "", *, hollow: bool = False) -> None:
        """Draw the marker of a series: circle, square, diamond, triangle, cross, plus."""
        colour = COLOURS[series % len(COLOURS)]
        fill = "#fff" if hollow else colour
        self.parts.append(f'<path d="{_shape(x, y, series)}" fill="{fill}" stroke="{colour}" stroke-width="1.3">'
                          f"{_title(tooltip)}</path>")

    def __str__(self) -> str:
        """Return the picture as an element of a page."""
        size = f'viewBox="0 0 {self.width:.0f} {self.height:.0f}" width="{self.width:.0f}"'
        return f'<svg {size} role="img" aria-label="{escape(self.label, quote=True)}">{"".join(self.parts)}</svg>'


@dataclass(frozen=True)
class Scale:
    """A linear scale from values to pixels."""

    low: float
    high: float
    start: float
    end: float

    @classmethod
    def over(cls, values: Iterable[float], start: float, end: float, *, zero: bool = False) -> Scale:
        """Return a scale that shows all finite values, and 0 if wanted, with a little air."""
        fine = [value for value in values if math.isfinite(value)] + ([0.0] if zero else [])
        low, high = (min(fine), max(fine)) if fine else (0.0, 1.0)
        if high - low <= ROUNDING * abs(high):  # no more than rounding between them
            return cls(low - (abs(low) * 0.1 or 1.0), high + (abs(high) * 0.1 or 1.0), start, end)
        air = 0.06 * (high - low)
        return cls(low - (0 if zero and low == 0 else air), high + (0 if zero and high == 0 else air), start, end)

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self, about: int = 5) -> list[float]:
        """Return round values within the scale."""
        rough = (self.high - self.low) / about
        size = 10.0 ** math.floor(math.log10(rough))
        step = next(step * size for step in (1, 2, 2.5, 5, 10) if step * size >= rough)
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [round(i * step, 12) for i in range(first, last + 1)]


def standalone(picture: str) -> str:
    """Return a picture of a page as a file of its own, with the styles that the page gives it."""
    style = ("text{font:12px system-ui,sans-serif;fill:#1a1c1e}.title{font-weight:600;font-size:13px}"
             ".axis{fill:#5d646b;font-size:11px}.value{font-size:11px}.grid{stroke:#e6e9ec}.zero{stroke:#555}"
             ".bar{stroke:#333;stroke-width:1.1}")
    head, _, rest = picture.partition(">")
    ground = '<rect width="100%" height="100%" fill="#fff"/>'
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{ground}{rest}\n'


def tick_label(value: float, ticks: Sequence[float], *, percent: bool = False) -> str:
    """Return the label of a tick with as many places as the step needs."""
    factor = 100 if percent else 1
    step = factor * (ticks[1] - ticks[0]) if len(ticks) > 1 else abs(factor * value) or 1.0
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    places += step * 10**places % 1 > 1e-6
    return f"{factor * value:,.{min(places, 8)}f}".replace("-", "−") + (" %" if percent else "")


def _stroke(series: int | None) -> str:
    if series is None:
        return ""
    dash = DASHES[series % len(DASHES)]
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f' stroke="{COLOURS[series % len(COLOURS)]}" stroke-width="1.8"{dashes}'


def _shape(x: float, y: float, series: int) -> str:
    r = 3.6
    shapes = (
        f"M{x - r:.1f},{y:.1f}a{r},{r} 0 1,0 {2 * r},0a{r},{r} 0 1,0 {-2 * r},0",
        f"M{x - r:.1f},{y - r:.1f}h{2 * r}v{2 * r}h{-2 * r}z",
        f"M{x:.1f},{y - 1.3 * r:.1f}l{1.3 * r:.1f},{1.3 * r:.1f}l{-1.3 * r:.1f},{1.3 * r:.1f}l{-1.3 * r:.1f},{-1.3 * r:.1f}z",
        f"M{x:.1f},{y - 1.2 * r:.1f}l{1.2 * r:.1f},{2.2 * r:.1f}h{-2.4 * r:.1f}z",
        f"M{x - r:.1f},{y - r:.1f}l{2 * r},{2 * r}m0,{-2 * r}l{-2 * r},{2 * r}",
        f"M{x - r:.1f},{y:.1f}h{2 * r}m{-r},{-r}v{2 * r}",
    )
    return shapes[series % len(shapes)]


def _title(tooltip: str) -> str:
    return f"<title>{escape(tooltip)}</title>" if tooltip else ""
