"""The section on an exploration of patterns: how many were reached, whether there are more, and what led to the ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.analysis.cube import point_means
from coprod.laboratory.report.charts import curve, scatter
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.tags import figures, heading, paragraph, table
from coprod.laboratory.staged_plans import Axis
from coprod.laboratory.stages.patterns import Cell, cells_of
from coprod.text.numbers import figure

_MARKS_ON_THE_CURVE = 60


def pattern_sentence(found: Findings) -> str:
    """Return how many patterns were reached, and whether the search still found new ones at its end."""
    cells, axes = _cells(found), _axes(found)
    first = min(found.study["design"]["staged"]["population"], len(cells))
    growth = _growth(cells)
    all_of_them = 1
    for axis in axes:
        all_of_them *= axis.cells
    text = found.translate("staged.patterns", n=growth[-1], all=f"{all_of_them:,}", points=f"{len(cells):,}", first=first,
                           few=growth[first - 1])
    late = growth[-1] - growth[-max(len(growth) // 4, 1) - 1] if len(growth) > 1 else 0
    last = found.translate("staged.still_growing", n=late) if late else found.translate("staged.hardly_growing")
    return f"{text} {last}"


def patterns_part(found: Findings) -> str:
    """Return the curve of discovery, the map of patterns over the first two outcomes, and what led to their ends."""
    cells, axes = _cells(found), _axes(found)
    growth = _growth(cells)
    step = max(len(growth) // _MARKS_ON_THE_CURVE, 1)
    marks = [(float(i + 1), float(growth[i]), str(growth[i]), False) for i in range(0, len(growth), step)]
    pictures = [curve(found.translate("staged.reached"), marks, found.translate("staged.points_axis"),
                      found.translate("staged.patterns_axis"))]
    if len(axes) > 1:
        across, up = axes[:2]
        reached = sorted({cell[:2] for cell in cells if cell})
        marks = [(_middle(across, i), _middle(up, j), "", False) for i, j in reached]
        pictures.append(scatter(found.translate("staged.map"), marks,
                                found.name(found.outcome(across.outcome)), found.name(found.outcome(up.outcome)), width=440))
    beyond = _beyond(found, axes)
    return (figures(*pictures) + (paragraph(found.translate("staged.beyond", n=beyond), "note") if beyond else "")
            + heading(found.translate("staged.extremes")) + _extremes(found, axes))


def _extremes(found: Findings, axes: list[Axis]) -> str:
    rows = []
    for axis in axes:
        outcome, means = found.outcome(axis.outcome), _means(found)[axis.outcome]
        if np.isnan(means).all():  # all runs failed, or had nothing to measure
            continue
        for key, point in (("end_low", np.nanargmin(means)), ("end_high", np.nanargmax(means))):
            value = figure(float(means[point]), outcome["unit"], found.language)
            inputs = [found.level(found.design[factor["name"]].iloc[point], factor) for factor in found.factors]
            rows.append((found.translate(f"staged.{key}", outcome=found.label(outcome), value=value), *inputs))
    return table(["", *(found.label(factor) for factor in found.factors)], rows)


def _axes(found: Findings) -> list[Axis]:
    return [Axis(**axis) for axis in found.study["design"]["staged"]["axes"]]


def _cells(found: Findings) -> list[Cell | None]:
    axes = _axes(found)
    return cells_of(axes, {axis.outcome: found.values(axis.outcome) for axis in axes})


def _means(found: Findings) -> dict[str, NDArray[np.float64]]:
    return {axis.outcome: point_means(found.values(axis.outcome)) for axis in _axes(found)}


def _beyond(found: Findings, axes: list[Axis]) -> int:
    """Return how many points lie beyond the ends of any axis, each counted once."""
    means = _means(found)
    return int(np.any([(means[axis.outcome] < axis.low) | (means[axis.outcome] > axis.high) for axis in axes], axis=0).sum())


def _growth(cells: list[Cell | None]) -> list[int]:
    seen: set[Cell] = set()
    growth = []
    for cell in cells:
        if cell is not None:
            seen.add(cell)
        growth.append(len(seen))
    return growth


def _middle(axis: Axis, cell: int) -> float:
    return axis.low + (cell + 0.5) * (axis.high - axis.low) / axis.cells
