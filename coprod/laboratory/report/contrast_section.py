"""The direct answer: one policy against another in the state asked about, before everything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from coprod.laboratory.costs import COMPLETE
from coprod.laboratory.report.answers import (
    Comparison,
    answer,
    chance,
    comparisons,
    holm_of_contrasts,
    p_value,
    primary_outcomes,
    read_together,
)
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.left_out import left_out
from coprod.laboratory.report.tags import paragraph, table
from coprod.laboratory.statistics import Interval, differences, mean_interval
from coprod.text.numbers import digits, figure, with_unit

_COLUMNS = ("outcome", "under_a", "under_b", "difference", "wins", "chance", "holm", "price")
_WITH_FIGURES = {"buys": "contrast.cell_buys", "even": "contrast.cell_buys", "saves": "contrast.cell_saves",
                 "even_worse": "contrast.cell_saves"}
"""How a price is written, by which of A and B is better and which cheaper."""


def contrast_sentence(found: Findings, question: str = "") -> str:
    """Return the answer to the first contrast asked for, empty if none was."""
    asked = comparisons(found)
    return answer(asked[0], question) if asked else ""


def contrasts_part(found: Findings) -> str:
    """Return every contrast asked for, outcome by outcome, and what both policies cost."""
    asked = comparisons(found)
    if not asked:
        return ""
    adjusted = holm_of_contrasts(found)
    parts = [_one(one, i, adjusted[i]) for i, one in enumerate(asked)]
    return "".join(parts) + paragraph(f"{found.translate('contrast.note')} {_family(found, adjusted)}", "note")


def _family(found: Findings, adjusted: Sequence[Mapping[str, float]]) -> str:
    """Return what p-values are adjusted for: all that is read together, primary outcomes by themselves."""
    primary = primary_outcomes(found)
    if not primary:
        return found.translate("contrast.family", n=read_together(found, adjusted, ""))
    labels = found.translate("costs.list").join(found.label(found.outcome(name)) for name in primary)
    n, m = read_together(found, adjusted, primary[0]), read_together(found, adjusted, "")
    key = "contrast.family_primary" if m else "contrast.family_only_primary"
    others = dict.fromkeys(found.label(one.decisive) for one in comparisons(found) if one.decisive["name"] not in primary)
    besides = found.translate("contrast.not_primary", names=found.translate("costs.list").join(others)) if others else ""
    return found.translate(key, primary=labels, n=n, m=m) + besides


def _one(one: Comparison, number: int, adjusted: Mapping[str, float]) -> str:
    found = one.found
    rows = []
    decisive, primary = one.decisive, primary_outcomes(found)
    shown = found.outcomes if decisive in found.outcomes else [decisive, *found.outcomes]
    for outcome in shown:
        result = one.contrast(outcome)
        judged = bool(outcome["direction"]) and result.difference.n > 1
        name = found.name(outcome)
        rows.append((found.translate("contrast.primary", outcome=name) if outcome["name"] in primary else name,
                     figure(result.under_a, outcome["unit"], found.language),
                     figure(result.under_b, outcome["unit"], found.language),
                     one.change(outcome),
                     f"{100 * result.wins:.0f} %" if judged else "", chance(result.chance) if judged else "",
                     p_value(adjusted.get(outcome["name"], np.nan)), _price(one, outcome)))
    header = [found.translate(f"contrast.{key}") for key in _COLUMNS]
    title = found.translate("contrast.title", a=one.policy("a"), b=one.policy("b"), given=one.given())
    said = paragraph(answer(one)) if number else ""
    points = [point for points in one.points for point in points]
    missing = "".join(left_out(found, outcome["name"], points) for outcome in found.outcomes)
    return paragraph(title) + said + table(header, rows) + missing + _costs(one) + _against_reference(one)


def _price(one: Comparison, outcome: dict[str, Any]) -> str:
    """Return what a unit that A is better by costs, what a unit lost saves, or which policy needs no price."""
    price, found, key = one.price(outcome), one.found, one.pays(outcome)
    if price is None or not one.cost:
        return ""
    if key not in _WITH_FIGURES:
        return found.translate(f"contrast.cell_{key}")
    unit = found.outcome(one.cost)["unit"]
    estimate, low, high = (figure(value, unit, found.language) for value in (price.estimate, price.low, price.high))
    return found.translate(_WITH_FIGURES[key], price=f"{estimate} ({low} … {high})")


def _costs(one: Comparison) -> str:
    """Return what A and B cost line by line, their sum, and what has no price."""
    found = one.found
    if not found.cost_lines or one.cost != COMPLETE:
        return ""
    named = [(line | {"unit": found.currency}, with_unit(priced(found, line), found.currency, found.language), line["price"])
             for line in found.cost_lines]
    total = found.outcome(COMPLETE)
    named += [(total, found.name(total), 1.0)]
    known = set(found.runs.columns)
    named += [(line, found.translate("costs.not_priced", line=found.name(line)), 1.0)
              for line in found.costs_said["shown"] if line["name"] in known]
    rows = [_cost_row(one, *of) for of in named if of[0]["name"] in {*known, COMPLETE}]
    header = [found.translate(key) for key in ("costs.line", "contrast.under_a", "contrast.under_b", "contrast.difference")]
    return table(header, rows) + unpaid(found)


def priced(found: Findings, line: Mapping[str, Any]) -> str:
    """Return the label of a line of costs with the price that it is multiplied by."""
    multiplied = line["price"] != 1 or line["unit"] != found.currency
    return f"{found.label(line)} × {digits(line['price'])}" if multiplied else found.label(line)


def _cost_row(one: Comparison, line: dict[str, Any], label: str, price: float) -> tuple[str, ...]:
    a, b = (price * values for values in one.values(line["name"]))
    means, difference = (mean_interval(a), mean_interval(b)), mean_interval(differences(b, a))
    return (label, *(figure(mean.estimate, line["unit"], one.found.language) for mean in means),
            one.found.format_interval(difference, line["unit"]))


def unpaid(found: Findings) -> str:
    """Return which of the things varied employ people whom no account pays; empty if none does."""
    names = found.translate("costs.list").join(found.label(one) for one in found.costs_said.get("unpaid", ()))
    return paragraph(found.translate("costs.unpaid", names=names), "warning") if names else ""


def _against_reference(one: Comparison) -> str:
    """Return what A and B do by themselves, against the reference policy in the same states; nothing if one of them is it."""
    found, policies = one.found, one.found.policies
    place = {int(point): (row, column) for (row, column), point in np.ndenumerate(policies.grid)}
    a, b = ([place.get(point) for point in points] for points in one.points)
    if None in a or None in b or {row for row, _ in (*a, *b)} & {policies.reference}:  # type: ignore[misc]
        return ""
    states = [column for _, column in a]  # type: ignore[misc]
    names = [one.decisive["name"], found.outcomes[0]["name"], *([one.cost] if one.cost else [])]
    rows = []
    for outcome in map(found.outcome, dict.fromkeys(names)):
        under = found.values(outcome["name"])[policies.grid[policies.reference, states]].mean(axis=0)
        both = [mean_interval(differences(under, values)) for values in one.values(outcome["name"])]
        rows.append((found.name(outcome), figure(mean_interval(under).estimate, outcome["unit"], found.language),
                     *(found.format_interval(Interval(d.estimate, d.low, d.high, d.n), outcome["unit"]) for d in both)))
    header = [found.translate(f"contrast.{key}") for key in ("outcome", "at_reference", "a_alone", "b_alone")]
    title = found.translate("contrast.alone", reference=found.policy(policies.reference, whole=True))
    return paragraph(title) + table(header, rows)
