"""The map of responsibility and resources: an outcome over two levers, where runs tip, and whether the way back is another.

Every point is simulated from empty desks and from desks full of inherited work: the lever moved up, and moved down again.
In one more set of runs, a single inspection season grows by steps and ebbs by the same steps, and the backlog of each step
on the way up is compared with that on the way down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.analysis.tipping import falls_into_two_heaps
from coprod.laboratory.dilemma.runs import Base, How, Runs, simulate
from coprod.laboratory.dilemma.tipping_line import days_of_work, tipping_level
from coprod.laboratory.factors import Levels, Package
from coprod.laboratory.statistics import Interval, PairedDifference, median_interval, paired_difference

BEGINNINGS = ("up", "down")
"""From empty desks, as where a lever has been moved up; from full ones, as where it has been moved down."""
OUTCOMES = ("workload", "backlog", "golden_hit", "loss_avoidable", "hazards_latent")


@dataclass(frozen=True, slots=True)
class Axis:
    """A lever and its levels, in the order in which it is moved."""

    key: str
    levels: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One outcome at one point of the map, from one beginning: over seeds."""

    median: Interval
    q25: float
    q75: float
    tipped: float
    """Share of seeds that tip."""
    two_heaps: bool


@dataclass(frozen=True)
class Map:
    """What the study found.

    Attributes
    ----------
    points : dict of beginning to array (rows, columns) of Point
    line : dict of beginning to tuple of Interval
        By row, the level of the horizontal lever at which half of the seeds tip; NaN where none is crossed.
    later : array (rows, columns) of PairedDifference
        Days of work on the desks over the last month, from full desks less from empty ones.
    """

    base: Base
    x: Axis
    y: Axis
    outcome: str
    inherited_days: float
    points: Mapping[str, Any]
    line: Mapping[str, tuple[Interval, ...]]
    later: Any
    runs: Runs

    def shares(self, beginning: str) -> NDArray[np.float64]:
        """Return the share of seeds that tip, shape (rows, columns)."""
        return np.vectorize(lambda point: point.tipped, otypes=[float])(self.points[beginning])

    @property
    def apart(self) -> int:
        """Return at how many points the two beginnings clearly end apart, by a day of work or more."""
        return sum(one.clear and abs(one.mean) >= 1 for one in self.later.flat)

    @property
    def tips(self) -> bool:
        """Tell whether the tipping line runs through the map anywhere."""
        return any(np.isfinite(one.estimate) for lines in self.line.values() for one in lines)


@dataclass(frozen=True, slots=True)
class Stair:
    """One step of an inspection season: how much more directives there are, and the backlog in days of work, up and down."""

    level: float
    up: Interval
    down: Interval
    later: PairedDifference
    """Way down less way up, paired by seed; without a number at the highest step, which has no way down."""


def draw_map(base: Base, x: Axis, y: Axis, how: How, *, outcome: str = "backlog", inherited_days: float = 20.0) -> Map:
    """Simulate every pair of levels from both beginnings and return the map.

    Parameters
    ----------
    inherited_days : float
        Days of work on every desk of the second beginning.
    """
    starts = {"up": {}, "down": {"staff.inherited_days": inherited_days}}
    factors = (Levels(y.key, "lever", y.levels), Levels(x.key, "lever", x.levels), Package("beginning", "lever", starts))
    runs = simulate("map", base, factors, how, (*OUTCOMES, "tipped", outcome), ("backlog_hours", "capacity_hours"))
    values = runs.outcome(outcome)
    tips = runs.outcome("tipped")
    ends = days_of_work(runs.daily("backlog_hours"), runs.daily("capacity_hours"))
    points = {name: _points(values[:, :, i], tips[:, :, i]) for i, name in enumerate(BEGINNINGS)}
    line = {name: tuple(tipping_level(x.levels, row) for row in tips[:, :, i]) for i, name in enumerate(BEGINNINGS)}
    return Map(base, x, y, outcome, inherited_days, points, line, _differences(ends), runs)


def stairs(base: Base, how: How, *, peak: float = 3.0, steps: int = 6, plateau: int = 30, before: int = 30) -> list[Stair]:
    """Let one inspection season grow to `peak` by steps and ebb again; return the backlog of every step, up and down.

    The first half of every plateau is left out, so that what the step before left behind can go.
    """
    plateaus = 2 * steps - 1
    season = Base(base.name, base.parameters, base.seeds, before + plateaus * plateau)
    settings = {"directive.inspection": peak, "directive.inspection_first": before, "directive.inspection_steps": steps,
                "directive.inspection_days": plateaus * plateau}
    runs = simulate("stairs", season, (Package("season", "lever", {"stairs": settings}),), how, ("backlog",),
                    ("backlog_hours", "capacity_hours"))
    days = (runs.daily("backlog_hours") / runs.daily("capacity_hours"))[0]
    means = [days[:, before + i * plateau + plateau // 2: before + (i + 1) * plateau].mean(axis=1) for i in range(plateaus)]
    return [_stair(peak * (i + 1) / steps, means[i], means[plateaus - 1 - i], top=i == steps - 1) for i in range(steps)]


def _stair(level: float, up: NDArray[np.float64], down: NDArray[np.float64], *, top: bool) -> Stair:
    later = paired_difference(up, np.full_like(up, np.nan) if top else down)
    return Stair(level, median_interval(up), median_interval(down), later)


def _points(values: NDArray[np.float64], tips: NDArray[np.float64]) -> Any:
    """Return the points of one beginning; both of shape (rows, columns, seeds)."""
    found = np.empty(values.shape[:2], dtype=object)
    for place in np.ndindex(found.shape):
        fine = values[place][np.isfinite(values[place])]
        q25, q75 = np.quantile(fine, [0.25, 0.75]) if fine.size else (np.nan, np.nan)
        known = tips[place][~np.isnan(tips[place])]
        found[place] = Point(median_interval(values[place]), float(q25), float(q75),
                             float(known.mean()) if known.size else np.nan, falls_into_two_heaps(values[place]))
    return found


def _differences(values: NDArray[np.float64]) -> Any:
    found = np.empty(values.shape[:2], dtype=object)
    for place in np.ndindex(found.shape):
        found[place] = paired_difference(values[place][0], values[place][1])
    return found
