"""What a study of the dilemma found as plain rows of numbers, for CSV and JSON; None where there is no number."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from coprod.laboratory.dilemma.loops import Loops, Row
from coprod.laboratory.dilemma.other_rules import OtherRules
from coprod.laboratory.dilemma.path import Path
from coprod.laboratory.dilemma.tipping_map import BEGINNINGS, Map, Stair
from coprod.laboratory.statistics import Interval, PairedDifference

Record = dict[str, Any]


def map_records(found: Map) -> list[Record]:
    """Return one row a point and beginning."""
    rows = []
    for beginning in BEGINNINGS:
        for place in np.ndindex(found.points[beginning].shape):
            point, later = found.points[beginning][place], found.later[place]
            rows.append({
                "beginning": beginning, found.y.key: found.y.levels[place[0]], found.x.key: found.x.levels[place[1]],
                "outcome": found.outcome, **_interval("median", point.median), "q25": _number(point.q25),
                "q75": _number(point.q75), "tipped": _number(point.tipped), "two_heaps": point.two_heaps,
                **_difference("down_minus_up_days", later)})
    return rows


def line_records(found: Map) -> list[Record]:
    """Return one row a row of the map and beginning: where half of the seeds tip."""
    return [{"beginning": beginning, found.y.key: level, "lever": found.x.key, **_interval("tips_at", one)}
            for beginning in BEGINNINGS for level, one in zip(found.y.levels, found.line[beginning], strict=True)]


def stairs_records(found: Sequence[Stair]) -> list[Record]:
    """Return one row a step of the inspection season, days of work."""
    return [{"level": one.level, **_interval("up", one.up), **_interval("down", one.down),
             **_difference("down_minus_up", one.later)} for one in found]


def loops_records(found: Loops) -> list[Record]:
    """Return one row an arm, levers last."""
    return [*(_row("arrow", one) for one in found.rows), *(_row("lever", one) for one in found.levers)]


def path_records(found: Path) -> list[Record]:
    """Return one row an outcome and step."""
    return [{"outcome": name, "step": i, **found.points[i], **_interval("mean", step.mean), **_difference("change", step.change),
             **_interval("mean_cut", step.mean_cut), **_difference("change_cut", step.change_cut),
             **_difference("by_circle", step.by_circle)}
            for name, steps in found.found.items() for i, step in enumerate(steps)]


def rules_records(found: OtherRules) -> list[Record]:
    """Return one row a rule, the town as it is first."""
    return [{"decision": row.choice[0] if row.choice else None, "rule": row.choice[1] if row.choice else None,
             "lever": found.x.key, **_interval("tips_at", row.tips_at),
             **{f"tipped_at_{level:g}": _number(share) for level, share in zip(found.x.levels, row.shares, strict=True)},
             **{key: value for name, one in row.change.items() for key, value in _difference(f"{name}_change", one).items()}}
            for row in found.rows]


def as_csv(records: Sequence[Record]) -> str:
    """Return records as CSV; empty cells where there is no number."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]) if records else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


def _row(kind: str, one: Row) -> Record:
    return {"kind": kind, "name": one.name, "settings": " ".join(f"{key}={value}" for key, value in one.settings.items()),
            "active": one.active, **_interval("response", one.response), **_interval("gain", one.gain),
            **_interval("gain_median", one.by_seed),
            "recovery_median": _number(one.recovery.median), "recovery_q25": _number(one.recovery.low),
            "recovery_q75": _number(one.recovery.high), "never_recovered": _number(one.recovery.never),
            "n": one.recovery.n, **_difference("circle_minus_this", one.slower)}


def _interval(name: str, one: Interval) -> Record:
    return {name: _number(one.estimate), f"{name}_low": _number(one.low), f"{name}_high": _number(one.high)}


def _difference(name: str, one: PairedDifference) -> Record:
    return dict(_pairs(name, one))


def _pairs(name: str, one: PairedDifference) -> Iterator[tuple[str, float | None]]:
    yield from ((name, _number(one.mean)), (f"{name}_low", _number(one.low)), (f"{name}_high", _number(one.high)))


def _number(value: float) -> float | None:
    """Return a number; None for what is undefined, and for days that never end."""
    return float(value) if math.isfinite(value) else None
