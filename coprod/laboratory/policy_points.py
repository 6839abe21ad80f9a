"""Points of a design that differ only in whether a policy in time is in force: what an event study compares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coprod.kernel.policy_keys import POLICY
from coprod.laboratory.keys import digest

if TYPE_CHECKING:
    from coprod.laboratory.checked_study import CheckedStudy

MAX_POINTS = 500
"""Points that are looked at; larger designs are not for event studies."""


def event_studies(study: CheckedStudy) -> list[dict[str, Any]]:
    """Return policies that begin in the middle of a run, each with the point that has it and the one without it (or None)."""
    if study.observed.series is None or study.n_points > MAX_POINTS:
        return []
    points = [study.values(point) for point in range(study.n_points)]
    tables = [[one for one in values.get(POLICY, ()) if isinstance(one, Mapping)] for values in points]
    others = [digest({key: value for key, value in values.items() if key != POLICY}) for values in points]
    at = {(other, digest({"": _obeyed(mine)})): point for point, (other, mine) in
          reversed(list(enumerate(zip(others, tables, strict=True))))}
    found = []
    for point, mine in enumerate(tables):
        for one in _obeyed(mine):
            if not (one.get("from", 0) or one.get("when")):
                continue
            rest = [other for other in _obeyed(mine) if other is not one]
            found.append({"policy": str(one.get("name") or mine.index(one)), "point": point,
                          "without": at.get((others[point], digest({"": rest}))), "from": one.get("from", 0),
                          "until": one.get("until"), "by_condition": bool(one.get("when")), "fades": bool(one.get("fade")),
                          "apart": not any(other.get("when") for other in rest)})
    return [one for one in found if one["without"] is not None]


def _obeyed(tables: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the policies of which anything is in force."""
    return [one for one in tables if one.get("compliance", 1)]
