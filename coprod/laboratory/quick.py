"""A study made short enough to try out in seconds: it checks that everything runs, and answers nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, TypeVar

from coprod.laboratory.checked_study import CheckedStudy
from coprod.laboratory.designs import SAMPLED, Plan
from coprod.laboratory.factor_file import read_settings
from coprod.laboratory.factors import Factor, Levels, Package, Range
from coprod.laboratory.observe import Observed, Window
from coprod.laboratory.overlaps import check_settings
from coprod.laboratory.reader import Reader, is_number
from coprod.laboratory.staged_plans import SurrogatePlan
from coprod.text.messages import message

Kind = TypeVar("Kind", bound=CheckedStudy)
_REPLICATIONS = 2
_DAYS = 60
_SAMPLES = 4
_ROWS = 8


def quickened(study: Kind, reader: Reader) -> Kind:
    """Return the study with few replications, days and levels; the table ``[quick]`` of the file can say how few."""
    table = reader.table("quick")
    table.only(("replications", "days", "samples", "set"))
    days = min(table.whole("days", _DAYS, 2, 36_500), study.days)
    settings = read_settings(table.table("set"), study.simulator)
    check_settings(reader, settings, study.factors, ("quick", "set"))
    replications = min(_REPLICATIONS, study.max_replications)
    samples = table.whole("samples", _SAMPLES, 1, 1_000_000)
    return replace(
        study, days=days, warmup_days=study.warmup_days * days // study.days, until=None, is_quick=True,
        replications=table.whole("replications", replications, 1, 1_000_000),
        fixed={**study.fixed, **_smaller(study), **settings},
        factors=tuple(_ends(factor, _named(study, factor.name)) for factor in study.factors),
        observed=_scaled(study.observed, days / study.days, days),
        plan=_shorter(study.plan, table, samples))


def _shorter(plan: Plan, table: Reader, samples: int) -> Plan:
    """Return a plan of few points; `samples` in the table are refused where a design has none."""
    staged, is_asked = plan.staged, "samples" in table.tree
    if is_asked and plan.kind not in (*SAMPLED, "surrogate"):
        table.note("samples", table.tree["samples"], message("problem.no_quick_samples", kind=plan.kind))
    if isinstance(staged, SurrogatePlan) and is_asked:
        staged = staged.shortened(samples)
    elif staged is not None:
        staged = staged.shortened()
    return replace(plan, samples=min(samples, plan.samples) if plan.kind in SAMPLED else 0, rows=plan.rows[:_ROWS], staged=staged)


def _smaller(study: CheckedStudy) -> dict[str, Any]:
    """Return the sizes of the town that its model is tried out with, where the study neither varies nor undercuts them."""
    varied = {key for factor in study.factors for key in factor.keys}
    return {key: size for key, size in study.simulator.quick.items()
            if key not in varied and not _is_at_most(study.fixed.get(key), size)}


def _is_at_most(value: Any, size: Any) -> bool:
    return is_number(value) and is_number(size) and value <= size


def _named(study: CheckedStudy, factor: str) -> list[Any]:
    """Return the levels of a factor that contrasts name."""
    return [part[factor] for one in study.analysis.contrasts for part in (one.a, one.b, one.given) if factor in part]


def _ends(factor: Factor, named: Collection[Any]) -> Factor:
    """Keep the first and the last level, and those that are named."""
    if isinstance(factor, Range) or len(factor.levels) <= 2:
        return factor
    kept = {factor.levels[0], factor.levels[-1], *named}
    levels = tuple(level for level in factor.levels if level in kept)
    if isinstance(factor, Package):
        return replace(factor, contents={str(level): factor.contents[str(level)] for level in levels})
    return Levels(factor.name, factor.role, levels)


def _scaled(observed: Observed, ratio: float, days: int) -> Observed:
    def scaled(window: Window) -> Window:
        end = min(max(int(window.end * ratio), 1), days)
        changes: dict[str, Any] = {"start": min(int(window.start * ratio), end - 1), "end": end}
        return replace(window, **changes)

    return replace(observed, windows=tuple(map(scaled, observed.windows)))
