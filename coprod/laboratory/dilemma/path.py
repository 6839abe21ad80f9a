"""The path from slack to overload, step by step, with the circle whole and with every arrow cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coprod.laboratory.dilemma.arrows import Arrow, cut
from coprod.laboratory.dilemma.runs import Base, How, Runs, simulate
from coprod.laboratory.factors import Package
from coprod.laboratory.statistics import Interval, PairedDifference, mean_interval, paired_difference

SLACK: Mapping[str, float] = {"directive.lines": 4, "staff.count": 8}
OVERLOAD: Mapping[str, float] = {"directive.lines": 28, "staff.count": 5}
OUTCOMES = ("workload", "tipped", "backlog", "golden_hit", "loss_avoidable", "rrg", "udi", "rdl", "fragmentation", "wci",
            "symbolic_share", "shed_share", "request_wait", "approval_sojourn", "hazards_latent", "trust_mean", "collusion_rate")
"""Shown by default, as far as the model has them."""
WHOLE, CUT = "whole", "cut"


@dataclass(frozen=True, slots=True)
class Step:
    """One outcome at one step: its mean, and the paired difference from the first step; with the circle whole, and cut.

    ``difference``: how much more the whole circle moves it from the first step than the cut one does.
    """

    mean: Interval
    change: PairedDifference
    mean_cut: Interval
    change_cut: PairedDifference
    by_circle: PairedDifference


@dataclass(frozen=True)
class Path:
    """What the study found: settings of every step, and by outcome what it came to at each."""

    base: Base
    points: tuple[Mapping[str, Any], ...]
    arrows: tuple[Arrow, ...]
    found: Mapping[str, tuple[Step, ...]]
    runs: Runs


def points_between(base: Base, start: Mapping[str, float], end: Mapping[str, float], steps: int) -> list[dict[str, float]]:
    """Return the settings of `steps` points at equal distances, both ends included; whole numbers are rounded."""
    from coprod.parameters.model import declarations_by_key

    def value(key: str, share: float) -> float:
        first = float(start.get(key, _now(base, key)))
        last = float(end.get(key, _now(base, key)))
        between = first + share * (last - first)
        return round(between) if declarations_by_key()[key].kind == "int" else between

    keys = list(dict.fromkeys([*start, *end]))
    return [{key: value(key, i / (steps - 1)) for key in keys} for i in range(steps)]


def path(base: Base, of: Sequence[Arrow], how: How, *, start: Mapping[str, float] = SLACK,
         end: Mapping[str, float] = OVERLOAD, steps: int = 5, outcomes: Sequence[str] = OUTCOMES) -> Path:
    """Go from slack to overload in so many steps under paired seeds, with the arrows and without them."""
    from coprod.outcomes.evaluate import OUTCOMES as DECLARED

    known = {one.name for one in DECLARED}
    outcomes = [name for name in outcomes if name in known]
    points = points_between(base, start, end, steps)
    cut(base.parameters, of)  # refuses where nothing can be cut exactly
    off = {key: value for arrow in of for key, value in arrow.off.items() if all(key not in point for point in points)}
    factors = (Package("step", "lever", {str(i): point for i, point in enumerate(points)}),
               Package("arrows", "lever", {WHOLE: {}, CUT: off}))
    runs = simulate("path", base, factors, how, outcomes, ())
    found = {name: tuple(_step(values, i) for i in range(steps)) for name in outcomes for values in [runs.outcome(name)]}
    return Path(base, tuple(points), tuple(of), found, runs)


def _step(values: Any, i: int) -> Step:
    """Return what an outcome of shape (steps, whole or cut, seeds) comes to at step i."""
    whole, without = values[:, 0], values[:, 1]
    return Step(mean_interval(whole[i]), paired_difference(whole[0], whole[i]), mean_interval(without[i]),
                paired_difference(without[0], without[i]),
                paired_difference(np.asarray(without[i] - without[0]), np.asarray(whole[i] - whole[0])))


def _now(base: Base, key: str) -> float:
    return float(base.parameters.value(key))
