"""The section on where a policy fails: boxes in the space of inputs, with the trade-off between coverage and density."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coprod.laboratory.analysis.covering import Cover, cover
from coprod.laboratory.analysis.discovery import Limits
from coprod.laboratory.report.charts import curve
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.left_out import left_out_text
from coprod.laboratory.report.tags import figures, paragraph
from coprod.text.numbers import figure


def discovery_part(found: Findings) -> str:
    """Return where the policy fails, in a sentence for every box, and the curves that the boxes were chosen from."""
    wanted = found.study["analysis"]["discovery"]
    if not wanted:
        return ""
    outcome = found.outcome(wanted["outcome"])
    good = found.runs[(found.runs["status"] == "ok") & np.isfinite(found.runs[outcome["name"]].astype(float))]
    values = good[outcome["name"]].to_numpy(dtype=float)
    failed = values > wanted["above"] if wanted["above"] is not None else values < wanted["below"]
    limit = wanted["above"] if wanted["above"] is not None else wanted["below"]
    key = "report.fails_above" if wanted["above"] is not None else "report.fails_below"
    first = found.translate(key, outcome=found.label(outcome), limit=figure(limit, outcome["unit"], found.language),
                            share=_percent(failed.mean()) if len(failed) else "0 %", n=f"{len(failed):,}")
    searched = found.translate("report.searched_points") if found.kind in ("pattern_space", "profile") else ""
    first = " ".join(filter(None, (first, left_out_text(found, outcome["name"]), searched)))
    if not 0 < failed.sum() < len(failed):
        return paragraph(first)
    shares = pd.Series(failed.astype(float)).groupby(good["point"].to_numpy()).mean()
    inputs = found.design.loc[shares.index, [factor["name"] for factor in found.factors]].reset_index(drop=True)
    covers = cover(inputs, shares.to_numpy(), wanted.get("boxes", 1))
    if not covers:
        return paragraph(f"{first} {found.translate('report.no_box')}")
    return (paragraph(f"{first} {_sentence(found, covers[0])}")
            + "".join(paragraph(_further(found, number, one)) for number, one in enumerate(covers[1:], 2))
            + figures(*(_curve(found, number, one, len(covers)) for number, one in enumerate(covers, 1)))
            + paragraph(found.translate("report.curve_note"), "note")
            + "".join(paragraph(_stability(found, one), "note") for one in covers))


def _sentence(found: Findings, one: Cover, key: str = "report.box", **more: object) -> str:
    conditions = [_condition(found, name, limits) for name, limits in one.box.limits.items()]
    return found.translate(key, conditions=found.translate("report.and").join(conditions), coverage=_percent(one.box.coverage),
                           density=_percent(one.box.density), mass=_percent(one.box.mass), **more)


def _further(found: Findings, number: int, one: Cover) -> str:
    return _sentence(found, one, "report.further_box", number=number, all=_percent(one.so_far))


def _curve(found: Findings, number: int, one: Cover, n: int) -> str:
    nearest = min(one.trajectory, key=lambda box: abs(box.coverage - one.box.coverage) + abs(box.density - one.box.density))
    points = [(box.coverage, box.density, f"{_percent(box.coverage)}, {_percent(box.density)}", box is nearest)
              for box in one.trajectory]
    title = found.translate("report.trade_off_curve") if n == 1 else found.translate("report.trade_off_curve_of", number=number)
    return curve(title, points, found.translate("report.coverage"), found.translate("report.density"), shares=True)


def _stability(found: Findings, one: Cover) -> str:
    stable = ", ".join(f"{found.label(found.factor(name))} {_percent(share)}" for name, share in one.box.stability.items())
    return found.translate("report.stability", stable=stable)


def _condition(found: Findings, name: str, limits: Limits) -> str:
    factor = found.factor(name)
    label = found.label(factor)
    if isinstance(limits, frozenset):
        return found.translate("report.one_of", name=label, values=", ".join(sorted(map(found.level, limits))))
    low, high = (figure(end, factor["unit"], found.language) for end in limits)
    if np.isinf(limits[0]):
        return f"{label} ≤ {high}"
    return f"{label} ≥ {low}" if np.isinf(limits[1]) else f"{low} ≤ {label} ≤ {high}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
