"""Reading the design of a study made in stages: ``kind = "surrogate"``, ``"pattern_space"`` or ``"profile"``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coprod.laboratory.factors import Factor
from coprod.laboratory.reader import Reader
from coprod.laboratory.staged_plans import Axis, PatternPlan, ProfilePlan, StagedPlan, SurrogatePlan, Target
from coprod.parameters.aliases import current
from coprod.text.messages import message

_MOST = 1_000_000
_FEWEST_SAMPLES = 12


def read_staged(table: Reader, kind: str, factors: Sequence[Factor], outcomes: Iterable[str]) -> StagedPlan:
    """Return what the table ``[design]`` asks for; what is wrong with it is noted."""
    outcomes = list(outcomes)
    if kind == "surrogate":
        return _surrogate(table, factors)
    table.only(("kind", "seed", "generations", "population", *(("patterns",) if kind == "pattern_space"
                                                             else ("factor", "steps", "targets"))))
    generations, population = (_needed(table, kind, name, 2, low) for name, low in (("generations", 1), ("population", 2)))
    if kind == "pattern_space":
        return PatternPlan(generations, population, _axes(table.table("patterns"), outcomes))
    names = [factor.name for factor in factors]
    given = table.tree.get("factor", "")
    factor = current(given, names) if isinstance(given, str) else ""
    if factor not in names:
        table.note("factor", given or None, message("problem.profile_needs_factor"), known=names)
        factor = names[0] if names else ""
    return ProfilePlan(factor, table.whole("steps", 10, 2, 1000), generations, population,
                       _targets(table.table("targets"), outcomes))


def _surrogate(table: Reader, factors: Sequence[Factor]) -> SurrogatePlan:
    table.only(("kind", "seed", "samples", "first", "trajectories", "q2"))
    samples = _needed(table, "surrogate", "samples", 64, _FEWEST_SAMPLES)
    first = table.whole("first", min(max(4 * len(factors), 32), samples), _FEWEST_SAMPLES, samples)
    trajectories = table.whole("trajectories", 4, 0, 1000)
    if trajectories == 1:
        table.note("trajectories", 1, message("problem.no_or_two_trajectories"))
    return SurrogatePlan(samples, first, trajectories, table.number("q2", 0.95, 0.0, 1.0))


def _needed(table: Reader, kind: str, name: str, default: int, low: int) -> int:
    if name not in table.tree:
        table.note(name, None, message("problem.design_needs_number", kind=kind, name=name))
        return default
    return table.whole(name, default, low, _MOST)


def _axes(table: Reader, outcomes: Sequence[str]) -> tuple[Axis, ...]:
    if not table.tree:
        table.note((), None, message("problem.needs_patterns"))
    axes = []
    for name in table.tree:
        _known(table, name, outcomes)
        one = table.table(name)
        one.only(("from", "to", "cells"))
        low, high = (_number(one, key) for key in ("from", "to"))
        if low >= high:
            one.note("to", high, message("problem.above_from", low=f"{low:g}"))
            high = low + 1
        axes.append(Axis(name, low, high, one.whole("cells", 10, 2, 1000)))
    return tuple(axes)


def _targets(table: Reader, outcomes: Sequence[str]) -> tuple[Target, ...]:
    if not table.tree:
        table.note((), None, message("problem.needs_targets"))
    targets = []
    for name in table.tree:
        _known(table, name, outcomes)
        one = table.table(name)
        one.only(("value", "tolerance"))
        value, tolerance = _number(one, "value"), _number(one, "tolerance")
        if tolerance <= 0:
            one.note("tolerance", tolerance, message("problem.above_zero"))
        targets.append(Target(name, value, tolerance))
    return tuple(targets)


def _number(table: Reader, key: str) -> float:
    if key not in table.tree:
        table.note(key, None, message("problem.any_number"))
        return 1.0 if key in ("to", "tolerance") else 0.0
    return table.number(key, 1.0 if key in ("to", "tolerance") else 0.0)


def _known(table: Reader, name: str, outcomes: Sequence[str]) -> None:
    if name not in outcomes:
        table.note(name, None, message("problem.not_asked_for", names=", ".join(outcomes)), known=outcomes)
