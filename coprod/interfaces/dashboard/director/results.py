"""What came of a year: measures of a quarter and of the whole year, and which year is best. Both are decided here alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coprod.interfaces.dashboard.director.plan import ENDS, Plan, director_year
from coprod.interfaces.dashboard.recording import Recording
from coprod.kernel.calendar import MINUTES_PER_DAY

Cells = Mapping[str, float]
"""Measures by name; not a number where there is none."""


@dataclass(frozen=True)
class Measure:
    """Something to judge a year by: `direction` is +1 if more is better, −1 if less is; words stand in ``director.measure``."""

    name: str
    unit: str
    direction: int


QUARTERLY = (
    Measure("golden", "share", +1),
    Measure("loss", "yuan", -1),
    Measure("backlog", "staff-hours", -1),
    Measure("unsolved", "requests", -1),
    Measure("hazards", "hazards", -1),
    Measure("gap", "share", -1),
    Measure("acts", "acts", +1),
    Measure("money", "yuan", -1),
)
"""What the director sees at the end of a quarter."""

YEARLY = (Measure("total", "yuan", -1), *QUARTERLY)
"""What years are compared by; the first is what the best year is best at, unless a trainer chooses another."""

BY = YEARLY[0].name


def quarter(run: Recording, number: int, plan: Plan) -> dict[str, float]:
    """Return the measures of a quarter, from 0: of the incidents closed in it, of its days, and of its last evening.

    Nothing that happens later changes them, so they are the same in a run that ends with the quarter.
    """
    return _measures(run, ENDS[number - 1] if number else 0, ENDS[number]) | {"money": director_year().takes(plan).yuan}


def year(run: Recording, plans: Sequence[Plan]) -> dict[str, float]:
    """Return the measures of a whole year."""
    spent = sum(director_year().takes(plan).yuan for plan in plans)
    return {"total": total(run, plans), **_measures(run, 0, ENDS[-1]), "money": spent}


def total(run: Recording, plans: Sequence[Plan]) -> float:
    """Return what the year cost in all: the model's losses and costs together, and what the lesson charges for ledgers."""
    return run.outcomes["total_cost"] + sum(director_year().ledger(plan) for plan in plans)


def best(rows: Sequence[Cells], by: str = BY) -> int | None:
    """Return the number of the best year by a measure, the first of those that are equally good; None if none has it."""
    direction = next(measure.direction for measure in YEARLY if measure.name == by)
    worth = [direction * row[by] for row in rows]
    known = [value for value in worth if np.isfinite(value)]
    return worth.index(max(known)) if known else None


def _measures(run: Recording, start: int, end: int) -> dict[str, float]:
    hits, losses = _closed(run, start, end)
    return {
        "golden": float(hits.mean()) if hits.size else np.nan,
        "loss": float(losses.sum()),
        "backlog": float(run.series("backlog_hours")[end - 1]),
        "unsolved": float(run.series("unsolved_requests")[start:end].sum()),
        "hazards": float(run.series("hidden_hazards")[end - 1]),
        "acts": float(run.series("effective_acts")[start:end].sum()),
        "gap": float(run.series("record_gap")[end - 1]),
    }


def _closed(run: Recording, start: int, end: int) -> tuple[Any, Any]:
    """Return of the incidents that were closed on these days whether their window was met, and what was lost."""
    kinds = {kind.name: kind for kind in run.model.recorder.kinds()}
    if "incident" not in kinds:
        return np.zeros(0, bool), np.zeros(0)
    table = run.model.recorder.columns(kinds["incident"])
    mine = (table["recovered"] >= start * MINUTES_PER_DAY) & (table["recovered"] < end * MINUTES_PER_DAY)
    return np.asarray(table["hit"])[mine], np.asarray(table["loss"])[mine]
