"""What a study claims, and in how many of the states of the world that were run each claim holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from coprod.laboratory.analysis.alternatives import Alternatives, alternatives
from coprod.laboratory.report.answers import Comparison, comparisons, holm_of_contrasts
from coprod.laboratory.report.charts import forest
from coprod.laboratory.report.findings import Findings, interval_of
from coprod.laboratory.report.tags import figures, paragraph, table
from coprod.laboratory.statistics import Interval
from coprod.text.numbers import SHARES

_MOST_STATES = 24


@dataclass(frozen=True)
class Claim:
    """A difference that the report reads out.

    ``asked``: it in the states asked about; ``everywhere``: in all states that were run; ``states``: these in words.
    """

    text: str
    outcome: Mapping[str, Any]
    difference: Interval
    p_holm: float
    asked: Alternatives
    everywhere: Alternatives
    states: tuple[str, ...]


def claims(found: Findings) -> list[Claim]:
    """Return the claims of a report: every contrast by every outcome, or without contrasts the best policy by each."""
    if found.runs.empty or found.kind not in ("factorial", "table"):
        return []
    asked = comparisons(found)
    if not asked:
        return [claim for outcome in found.outcomes if (claim := _of_best(found, outcome))]
    adjusted = holm_of_contrasts(found)
    made = []
    for i, one in enumerate(asked):
        made += [claim_of_contrast(one, i, found.outcome(name), adjusted[i][name]) for name in one.read_by]
    return made


def holds_part(found: Findings) -> str:
    """Return in how many states of the world every claim holds, and the first of them state by state."""
    made = claims(found)
    if not made or found.policies.n_states < 2:
        return ""
    rows = [(claim.text, found.format_interval(claim.difference, claim.outcome["unit"]),
             _of(found, claim.asked), _of(found, claim.everywhere), str(claim.everywhere.same_unclear),
             str(len(claim.everywhere.flipped)), str(claim.everywhere.opposite_unclear)) for claim in made]
    header = [found.translate(f"holds.{key}") for key in
              ("finding", "difference", "asked", "everywhere", "same_unclear", "flipped", "opposite_unclear")]
    about = found.translate("holds.about", n=found.policies.n_states, factors=_nature(found))
    return (paragraph(about) + _without_a_part(found, made[0]) + table(header, rows) + _by_level(found, made[0])
            + _by_state(found, made[0]))


def _of(found: Findings, one: Alternatives) -> str:
    key = "holds.of" if one.n_distinct == one.n else "holds.of_distinct"
    return found.translate(key, k=one.holds, n=one.n, distinct=one.n_distinct)


def _without_a_part(found: Findings, claim: Claim) -> str:
    """Return which of what nobody chooses changes no run: its levels are no evidence that the first finding holds elsewhere."""
    values = pd.DataFrame(found.values(claim.outcome["name"]))
    idle = []
    for factor in map(found.factor, found.compared[1]):
        others = [one["name"] for one in found.factors if one["name"] != factor["name"]]
        groups = values.groupby([found.design[other].astype(str).to_numpy() for other in others] or [0] * len(values))
        if len(factor["levels"]) > 1 and (groups.nunique(dropna=False) <= 1).all(axis=None):
            idle.append(found.label(factor))
    if not idle:
        return ""
    factors = found.translate("costs.list").join(idle)
    return paragraph(found.translate("holds.idle", factors=factors, outcome=found.label(claim.outcome)), "warning")


def claim_of_contrast(one: Comparison, number: int, outcome: Mapping[str, Any], p_holm: float) -> Claim:
    """Return what a contrast, counted from 0, claims by one outcome."""
    found, name = one.found, outcome["name"]
    difference = one.difference(outcome)
    asked = alternatives(*one.states(name), difference.estimate)
    text = found.translate("holds.contrast", a=one.policy("a"), b=one.policy("b"), outcome=found.label(outcome), i=number + 1)
    a, b = points_everywhere(one)
    values = found.values(name)
    everywhere = alternatives(values[a], values[b], difference.estimate)
    return Claim(text, outcome, difference, p_holm, asked, everywhere, tuple(map(found.state, a)))


def points_everywhere(one: Comparison) -> tuple[list[int], list[int]]:
    """Return the points of A and of B in all states that were run; where the policies are the same, in those asked about."""
    first, second = (_row_of(one.found, points[0]) for points in one.points)
    if first is None or second is None or first == second:
        return one.points
    grid = one.found.policies.grid
    return grid[first].tolist(), grid[second].tolist()


def _row_of(found: Findings, point: int) -> int | None:
    place = np.argwhere(found.policies.grid == point)
    return int(place[0, 0]) if len(place) else None


def _of_best(found: Findings, outcome: Mapping[str, Any]) -> Claim | None:
    """Return the claim that the best policy differs from the reference; None if none differs clearly."""
    name, policies = outcome["name"], found.policies
    best = found.best(name)
    if best is None:
        return None
    cube = policies.cube(found.values(name))
    everywhere = alternatives(cube[best["point"]], cube[policies.reference], best["difference"])
    text = found.translate("holds.best", policy=found.policy(best["point"]), outcome=found.label(outcome))
    states = tuple(map(found.state, policies.grid[best["point"]]))
    return Claim(text, outcome, interval_of(best), float(best["p_holm"]), everywhere, everywhere, states)


def _nature(found: Findings) -> str:
    factors = [found.factor(name) for name in found.compared[1]]
    return found.translate("costs.list").join(
        found.translate("holds.factor", name=found.label(factor), n=len(factor["levels"])) for factor in factors)


def _by_level(found: Findings, claim: Claim) -> str:
    """Return in how many states a claim holds at every level of what nobody chooses, where there are several such factors."""
    factors = [factor for factor in map(found.factor, found.compared[1]) if len(factor["levels"]) > 1]
    if len(factors) < 2 or not claim.states or claim.everywhere.n != found.policies.n_states:
        return ""
    design = found.design.iloc[found.policies.grid[found.policies.reference]]
    held = [claim.everywhere.is_same(one) and one.clear for one in claim.everywhere.differences]
    rows = []
    for factor in factors:
        column = design[factor["name"]].tolist()
        every, good = Counter(column), Counter(level for level, holds in zip(column, held, strict=True) if holds)
        rows.append((found.label(factor), "; ".join(
            f"{found.level(level, factor)}: {found.translate('holds.of', k=good[level], n=every[level])}" for level in every)))
    return table([found.translate("holds.by"), found.translate("holds.everywhere")], rows, texts=2)


def _by_state(found: Findings, claim: Claim) -> str:
    differences = claim.everywhere.differences
    if not 1 < len(differences) <= _MOST_STATES:
        return ""
    unit = claim.outcome["unit"]
    rows = list(zip(claim.states, differences, strict=True))
    return figures(forest(found.translate("holds.title", finding=claim.text), rows,
                          lambda one: found.format_interval(one, unit), percent=unit in SHARES))
