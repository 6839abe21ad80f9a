"""Outcomes: the measured results of a run. Each is declared once, in the group it belongs to."""

from __future__ import annotations

from coprod.outcomes.finite import check_finite
from coprod.outcomes.groups import (
    chains,
    coproduction,
    cost,
    dilemma,
    epidemic,
    equity,
    hazards,
    inquiries,
    lifelines,
    linkage,
    losses,
    mandate,
    people,
    points,
    record,
    recovery,
    reports,
    requests,
    resilience,
    response_times,
    signatures,
    society,
    staff_response,
    warning_action,
    work,
    workload,
)
from coprod.outcomes.run_view import DECLARED, Outcome, RunView

GROUPS = (
    losses, people, points, hazards, reports,
    work, workload, mandate, requests, record, signatures,
    response_times, staff_response, lifelines, linkage, inquiries,
    society, warning_action, epidemic, coproduction, resilience,
    recovery, equity, chains, dilemma, cost,
)
"""The modules that declare outcomes, in the order of the story; what was lost leads."""

_ORDER = [group.__name__ for group in GROUPS]

OUTCOMES: tuple[Outcome, ...] = tuple(sorted(DECLARED.values(), key=lambda one: _ORDER.index(one.compute.__module__)))
"""Every outcome, group by group."""


ROUNDING = 1e-9
"""How far sums in floating point may carry a figure beyond its bounds, relative to its size."""


def evaluate(view: RunView) -> dict[str, float]:
    """Return every outcome of a run by name; not a number where it is not defined.

    Raises
    ------
    InputProblems
        Naming every column and daily series in which something is not a finite number.
    """
    check_finite(view.model)
    return {one.name: within(float(one.compute(view)), *one.bounds) for one in OUTCOMES}


def within(value: float, low: float, high: float) -> float:
    """Return the value, brought back to its bounds if no more than rounding took it beyond them."""
    slack = ROUNDING * max(1.0, abs(value))
    if low - slack <= value < low:
        return low
    return high if high < value <= high + slack else value
