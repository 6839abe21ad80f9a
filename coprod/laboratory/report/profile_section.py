"""The section on a calibration profile: at which values of one factor the targets can be met at all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from coprod.laboratory.report.charts import Line, level_text, line_chart
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.tags import figures, heading, paragraph, table
from coprod.laboratory.staged_plans import Target
from coprod.laboratory.stages.profile import distance
from coprod.laboratory.statistics import Interval
from coprod.text.numbers import figure

_MET = 1.0
"""The targets are met where the error is at most one tolerance."""


@dataclass(frozen=True)
class Best:
    """The best that was found at one value of the factor: its point and its error."""

    value: Any
    point: int
    error: float
    points: int


def profile(found: Findings) -> list[Best]:
    """Return the best point at every value of the factor that is profiled, in the order of its values."""
    staged = found.study["design"]["staged"]
    targets = [Target(**target) for target in staged["targets"]]
    errors = distance(targets, {target.outcome: found.values(target.outcome) for target in targets})
    column = found.design[staged["factor"]]
    best = []
    for value in _values(found):
        points = np.flatnonzero((column == value).to_numpy())
        fine = points[np.isfinite(errors[points])]
        if len(fine):
            point = int(fine[errors[fine].argmin()])
            best.append(Best(value, point, float(errors[point]), len(points)))
    return best


def _values(found: Findings) -> list[Any]:
    """Return all values of the factor that is profiled, in order."""
    name = found.study["design"]["staged"]["factor"]
    return list(found.factor(name)["levels"] or sorted(found.design[name].unique()))


def _without_error(found: Findings, best: list[Best]) -> str:
    """Return the values of the factor at which no point has an error, as all runs failed or measured nothing; empty if none."""
    known, factor = [one.value for one in best], found.factor(found.study["design"]["staged"]["factor"])
    return ", ".join(found.level(value, factor) for value in _values(found) if value not in known)


def profile_sentence(found: Findings) -> str:
    """Return at which values of the factor the targets can be met, and at which nothing is known of it."""
    best, factor = profile(found), found.factor(found.study["design"]["staged"]["factor"])
    unknown = _without_error(found, best) if best else ""
    more = found.translate("staged.unknown", values=unknown, factor=found.label(factor)) if unknown else ""
    return _met_at(found) + more


def _met_at(found: Findings) -> str:
    best, factor = profile(found), found.factor(found.study["design"]["staged"]["factor"])
    label = found.label(factor)
    met = [one for one in best if one.error <= _MET]
    if not best:
        return found.translate("report.no_runs")
    if not met:
        nearest = min(best, key=lambda one: one.error)
        return found.translate("staged.fits_none", factor=label, value=found.level(nearest.value, factor),
                               error=f"{nearest.error:.2g}", points=min(one.points for one in best))
    if len(met) == len(best) < len(_values(found)):
        return found.translate("staged.fits_all_known", factor=label,
                               values=", ".join(found.level(one.value, factor) for one in met))
    if len(met) == len(best):
        return found.translate("staged.fits_all", factor=label)
    return found.translate("staged.fits", factor=label, values=", ".join(found.level(one.value, factor) for one in met),
                           n=len(best) - len(met), points=min(one.points for one in best))


def profile_part(found: Findings) -> str:
    """Return the profile: the smallest error over the values of the factor, and the inputs that gave it."""
    best, staged = profile(found), found.study["design"]["staged"]
    if not best:
        return ""
    factor = found.factor(staged["factor"])
    line = Line(found.label(factor), [Interval(one.error, math.nan, math.nan, 0) for one in best])
    levels = [found.level(one.value, factor) if factor["levels"] else one.value for one in best]
    title = found.translate("staged.profile", factor=found.label(factor))
    chart = line_chart(title, levels, [line], found.name(factor), width=620)
    targets = found.translate("report.comma").join(_target(found, target) for target in staged["targets"])
    note = found.translate("staged.profile_note", targets=targets, n=best[0].points)
    others = [one for one in found.factors if one["name"] != factor["name"]]
    rows = [(found.level(one.value, factor),
             *(found.level(found.design[other["name"]].iloc[one.point], other) for other in others),
             level_text(float(f"{one.error:.3g}"))) for one in best]
    header = [found.label(factor), *(found.label(other) for other in others), found.translate("staged.error")]
    return figures(chart) + paragraph(note, "note") + heading(found.translate("staged.best_inputs")) + table(header, rows)


def _target(found: Findings, target: dict[str, Any]) -> str:
    outcome = found.outcome(target["outcome"])
    value, tolerance = (figure(target[key], outcome["unit"], found.language) for key in ("value", "tolerance"))
    return found.translate("staged.target", outcome=found.label(outcome), value=value, tolerance=tolerance)
