"""What is left out of every part of a report: runs that failed, and runs in which an outcome had nothing to measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.tags import paragraph

_MOST_POINTS = 6


def left_out(found: Findings, outcome: str, points: Iterable[int] | None = None) -> str:
    """Return a paragraph that counts the runs without a value of an outcome, empty if there are none.

    Parameters
    ----------
    points : iterable of int, optional
        The points that are compared, by default all.
    """
    text = left_out_text(found, outcome, points)
    return paragraph(text, "note") if text else ""


def left_out_text(found: Findings, outcome: str, points: Iterable[int] | None = None) -> str:
    """Return the same in words, with the points at which no run has a value."""
    asked = np.arange(found.n_points) if points is None else np.unique(list(points))
    runs = found.runs[found.runs["point"].isin(asked)]
    failed = int((runs["status"] != "ok").sum())
    good = runs.loc[runs["status"] == "ok"]
    undefined = int(np.isnan(good[outcome].to_numpy(dtype=float)).sum()) if outcome in good else 0
    if not failed and not undefined:
        return ""
    label = found.label(found.outcome(outcome))
    parts = [found.translate(f"report.{key}", n=f"{n:,}", outcome=label)
             for key, n in (("runs_failed", failed), ("runs_undefined", undefined)) if n]
    said = found.translate("report.left_out", all=f"{len(runs):,}", parts=found.translate("report.and").join(parts))
    empty = [int(point) for point in asked if np.isnan(found.values(outcome)[point]).all()]
    return f"{said} {_empty(found, empty, label, len(asked))}".strip()


def unfinished_text(found: Findings) -> str:
    """Return that the sweep is not finished, and on how many replications everything rests; empty if it is."""
    missing, planned = found.results.planned - len(found.results.runs), found.results.planned
    return found.translate("report.unfinished", missing=f"{missing:,}", all=f"{planned:,}",
                           whole=found.runs["replication"].nunique()) if missing else ""


def nothing_there(found: Findings, outcome: Mapping[str, Any]) -> str:
    """Return that an outcome has no value, or none at the reference, so that nothing can be compared; empty if it has."""
    values = found.values(outcome["name"])
    if np.isfinite(values[found.reference]).any():
        return ""
    key = "report.no_reference" if np.isfinite(values).any() else "report.no_value"
    return f"{found.translate(key, outcome=found.label(outcome))} {left_out_text(found, outcome['name'])}"


def _empty(found: Findings, points: list[int], label: str, among: int) -> str:
    if not points:
        return ""
    shown = "; ".join(found.point(point, whole=True) for point in points[:_MOST_POINTS])
    more = ", …" if len(points) > _MOST_POINTS else ""
    return found.translate("report.points_empty", n=f"{len(points):,}", all=f"{among:,}", outcome=label, points=shown + more)
