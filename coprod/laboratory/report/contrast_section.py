"""The direct answer: one policy against another in the state asked about, before everything else."""

from __future__ import annotations

from typing import Any

import numpy as np

from coprod.laboratory.analysis.contrasts import contrast, price_per_unit
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.left_out import left_out
from coprod.laboratory.report.tags import paragraph, table
from coprod.laboratory.statistics import Interval
from coprod.text.numbers import figure

_COLUMNS = ("outcome", "under_a", "under_b", "difference", "wins", "chance", "price")


def contrast_sentence(found: Findings) -> str:
    """Return the answer to the first contrast asked for, empty if none was."""
    asked = found.study["analysis"].get("contrasts")
    return _sentence(found, asked[0], found.outcomes[0]) if asked else ""


def contrasts_part(found: Findings) -> str:
    """Return every contrast asked for, outcome by outcome."""
    return "".join(_one(found, asked) for asked in found.study["analysis"].get("contrasts") or [])


def _sentence(found: Findings, asked: dict[str, Any], outcome: dict[str, Any]) -> str:
    a, b = (found.values(outcome["name"])[point] for point in asked["points"])
    result = contrast(a, b, outcome["direction"] or 1)
    difference, direction = result.difference, outcome["direction"]
    verdict = "same" if not difference.mean and difference.n else "unclear" if not difference.clear else "better" if (
        difference.mean * (direction or 1) > 0) else "worse"
    if not direction and verdict in ("better", "worse"):
        verdict = "more" if difference.mean > 0 else "less"
    return found.translate(
        f"contrast.{verdict}", a=_policy(found, asked["a"]), b=_policy(found, asked["b"]), given=_given(found, asked),
        outcome=found.label(outcome), wins=f"{100 * result.wins:.0f} %", n=difference.n,
        change=found.format_interval(Interval(difference.mean, difference.low, difference.high, difference.n), outcome["unit"]))


def _one(found: Findings, asked: dict[str, Any]) -> str:
    rows = []
    for outcome in found.outcomes:
        a, b = (found.values(outcome["name"])[point] for point in asked["points"])
        result = contrast(a, b, outcome["direction"] or 1)
        d = result.difference
        rows.append((found.name(outcome), figure(d.second, outcome["unit"], found.language),
                     figure(d.first, outcome["unit"], found.language),
                     found.format_interval(Interval(d.mean, d.low, d.high, d.n), outcome["unit"]),
                     f"{100 * result.wins:.0f} %" if outcome["direction"] and d.n else "",
                     f"{100 * result.chance:.1f} %" if outcome["direction"] and d.n > 1 else "",
                     _price(found, asked, outcome)))
    header = [found.translate(f"contrast.{key}") for key in _COLUMNS]
    a, b = _policy(found, asked["a"]), _policy(found, asked["b"])
    title = found.translate("contrast.title", a=a, b=b, given=_given(found, asked))
    missing = "".join(left_out(found, outcome["name"], asked["points"]) for outcome in found.outcomes)
    return paragraph(title) + table(header, rows) + missing + paragraph(found.translate("contrast.note"), "note")


def _price(found: Findings, asked: dict[str, Any], outcome: dict[str, Any]) -> str:
    """Return the cost of a unit that an outcome is better by, where costs are among the outcomes."""
    name = asked.get("cost")
    if not name or name == outcome["name"] or not outcome["direction"]:
        return ""
    cost, effect = (np.subtract(*(found.values(one)[point] for point in asked["points"])) for one in (name, outcome["name"]))
    one = price_per_unit(cost, effect * outcome["direction"])
    if not np.isfinite(one.low):
        return found.translate("contrast.no_price")
    unit = found.outcome(name)["unit"]
    estimate, low, high = (figure(value, unit, found.language) for value in (one.estimate, one.low, one.high))
    return f"{estimate} ({low} … {high})"


def _policy(found: Findings, settings: dict[str, Any]) -> str:
    factors = {name: found.factor(name) for name in settings}
    return " · ".join(f"{found.label(factors[name])} {found.level(value, factors[name])}" for name, value in settings.items())


def _given(found: Findings, asked: dict[str, Any]) -> str:
    state = _policy(found, asked["given"])
    return found.translate("contrast.given", state=state) if state else ""
