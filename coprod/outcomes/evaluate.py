"""Outcomes: what a run comes to. Each is declared once, in the chapter of the story it belongs to."""

from __future__ import annotations

from coprod.outcomes.groups import (
    chains,
    coproduction,
    cost,
    dilemma,
    equity,
    golden,
    hazards,
    lifelines,
    linkage,
    people,
    points,
    resilience,
    signatures,
    society,
    work,
)
from coprod.outcomes.run_view import DECLARED, Evidence, Outcome

CHAPTERS = (
    people, points, hazards, work, signatures, golden, lifelines, linkage, society, coproduction, resilience,
    equity, chains, dilemma, cost,
)
"""The modules that declare outcomes, in the order of the story."""

_ORDER = [chapter.__name__ for chapter in CHAPTERS]

OUTCOMES: tuple[Outcome, ...] = tuple(sorted(DECLARED.values(), key=lambda one: _ORDER.index(one.compute.__module__)))
"""Every outcome, chapter by chapter."""


def evaluate(evidence: Evidence) -> dict[str, float]:
    """Return every outcome of a run by name; not a number where it is not defined."""
    return {one.name: float(one.compute(evidence)) for one in OUTCOMES}
