"""The sections on what each lever did: lines, effects, differences from the reference."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from coprod.laboratory.analysis.effects import (
    Factorial,
    interaction,
    main_effect,
    marginal_means,
    super_additivity,
    variance_shares,
)
from coprod.laboratory.report.charts import Line, bars, forest, line_chart
from coprod.laboratory.report.findings import Findings, interval_of
from coprod.laboratory.report.left_out import left_out, nothing_there
from coprod.laboratory.report.policy_section import over_states
from coprod.laboratory.report.tags import figures, folded, heading, paragraph, table
from coprod.laboratory.statistics import Interval, mean_interval
from coprod.text.numbers import SHARES, figure

_MOST_ROWS, _MOST_LINES, _MOST_IN_TABLE = 16, 6, 300


def outcome_part(found: Findings, outcome: dict[str, Any]) -> str:
    """Return what the study found about one outcome."""
    factorial = found.factorial(outcome["name"])
    nothing = nothing_there(found, outcome)
    parts = [heading(found.name(outcome)), paragraph(sentence(found, outcome)), left_out(found, outcome["name"])]
    if nothing or found.is_constant(outcome["name"]):
        return "".join(parts[:2] if nothing else parts)
    if factorial:
        parts += [_lines(found, outcome, factorial), _effects(found, outcome, factorial)]
    if found.kind in ("factorial", "table") and found.n_points > 1:
        parts += [_forest(found, outcome), folded(found.translate("report.all_points"), _table(found, outcome))]
    return "".join(parts)


def main_figures(found: Findings, outcome: dict[str, Any]) -> list[str]:
    """Return the pictures that say most about one outcome: its strongest pair of levers, and the effects."""
    factorial = found.factorial(outcome["name"])
    if factorial is None:
        return []
    percent = outcome["unit"] in SHARES
    if len(factorial.names) == 1:
        return [_panel(found, outcome, factorial, 0, marginal_means(factorial, 0), None, percent)]
    return [_pair(found, outcome, factorial, *_pairs(factorial)[0], percent), _effects_chart(found, outcome, factorial)]


def sentence(found: Findings, outcome: dict[str, Any]) -> str:
    """Return the answer of one outcome in a sentence with its interval, over policies only."""
    nothing = nothing_there(found, outcome)
    if nothing:
        return nothing
    name, unit, label = outcome["name"], outcome["unit"], found.name(outcome)
    rows = found.policy_differences(name)
    start = figure(float(rows["mean"].iloc[found.policies.reference]), unit, found.language)
    best = found.best(name)
    if found.n_points == 1:
        return found.translate("report.single", outcome=label, value=start)
    if found.is_constant(name):
        return found.translate("report.constant", outcome=label, value=start)
    if np.isnan(rows["mean"].iloc[found.policies.reference]):
        return found.translate("report.no_mean_at_reference", outcome=label)
    if best is None:
        pairs = int(rows["n"].drop(found.policies.reference).max()) if len(rows) > 1 else 0
        key = "report.nothing_clear" if pairs else "report.nothing_paired"
        return found.of_policies(key, outcome=label, value=start, n=pairs) + over_states(found)
    turn = best["difference"] * outcome["direction"]
    key = "report.improves" if turn > 0 else "report.worsens" if turn < 0 else "report.changes"
    return found.of_policies(key, outcome=label, value=start, point=found.policy(best["point"]),
                     change=found.format_interval(interval_of(best), unit), n=best["n"], clear=len(found.clear(name)),
                     points=int(rows["p_holm"].notna().sum())) + over_states(found)


def _lines(found: Findings, outcome: dict[str, Any], factorial: Factorial) -> str:
    """Draw the levels of every factor, or of the pair that acts together most."""
    percent = outcome["unit"] in SHARES
    count = len(factorial.names)
    if count == 1:
        return figures(_panel(found, outcome, factorial, 0, marginal_means(factorial, 0), None, percent))
    pictures = [_pair(found, outcome, factorial, *pair, percent) for pair in _pairs(factorial)]
    if count == 2:
        return figures(pictures[0])
    margins = [marginal_means(factorial, j) for j in range(count)]
    ends = [e for margin in margins for i in margin for e in (i.low, i.high) if e == e]
    shared = (min(ends), max(ends)) if ends else None
    panels = [_panel(found, outcome, factorial, j, margin, shared, percent) for j, margin in enumerate(margins)]
    return (paragraph(found.translate("report.margins"), "note") + figures(*panels)
            + paragraph(found.translate("report.pairs"), "note") + figures(*pictures[:2]))


def _pairs(factorial: Factorial) -> list[tuple[int, int]]:
    """Return the pairs of factors, the one that acts together most first."""
    shares = variance_shares(factorial)
    strength = dict(zip(shares["term"], shares["share"], strict=True))
    pairs = list(combinations(range(len(factorial.names)), 2))
    return sorted(pairs, key=lambda p: -strength.get(f"{factorial.names[p[0]]} × {factorial.names[p[1]]}", 0.0))


def _panel(found: Findings, outcome: dict[str, Any], factorial: Factorial, j: int, margin: list[Interval],
           shared: tuple[float, float] | None, percent: bool) -> str:
    factor = found.factor(factorial.names[j])
    levels = [_shown(found, level, factor) for level in factorial.levels[j]]
    return line_chart(found.label(factor), levels, [Line(found.label(outcome), margin)], found.name(factor),
                      percent=percent, width=296, shared=shared)


def _pair(found: Findings, outcome: dict[str, Any], factorial: Factorial, j: int, k: int, percent: bool) -> str:
    if len(factorial.levels[j]) < len(factorial.levels[k]):
        j, k = k, j  # the factor with more levels lies along the axis
    means = factorial.along(j, k) if j < k else factorial.along(j, k).swapaxes(0, 1)
    across, by = found.factor(factorial.names[j]), found.factor(factorial.names[k])
    lines = [Line(f"{found.label(by)} {found.level(level, by)}", [mean_interval(m) for m in means[:, i]])
             for i, level in enumerate(factorial.levels[k][:_MOST_LINES])]
    levels = [_shown(found, level, across) for level in factorial.levels[j]]
    return line_chart(found.label(outcome), levels, lines, found.name(across), percent=percent)


def _shown(found: Findings, level: object, factor: dict[str, Any]) -> object:
    return level if isinstance(level, int | float) and not isinstance(level, bool) else found.level(level, factor)


def _effects(found: Findings, outcome: dict[str, Any], factorial: Factorial) -> str:
    """Return effects and shares of the variance."""
    if len(factorial.names) < 2:
        return ""
    return (figures(_effects_chart(found, outcome, factorial))
            + paragraph(found.translate("report.effects_note", n=factorial.n_replications), "note")
            + _shares(found, factorial))


def _effects_chart(found: Findings, outcome: dict[str, Any], factorial: Factorial) -> str:
    """Draw main effects, two-level interactions and super-additivity."""
    unit, names = outcome["unit"], [found.label(found.factor(name)) for name in factorial.names]
    ends = [" → ".join(found.level(levels[end], found.factor(name)) for end in (0, -1))
            for name, levels in zip(factorial.names, factorial.levels, strict=True)]
    rows = [(f"{names[j]}: {ends[j]}", main_effect(factorial, j)) for j in range(len(names))]
    rows += [(f"{names[j]} × {names[k]}", interaction(factorial, j, k))
             for j, k in combinations(range(len(names)), 2) if factorial.is_two_level(j, k)]
    if len(names) > 1 and factorial.is_two_level(*range(len(names))):
        rows.append((found.translate("report.super_additivity"), super_additivity(factorial)))
    return forest(found.translate("report.effects"), rows, lambda one: found.format_interval(one, unit), percent=unit in SHARES)


def _shares(found: Findings, factorial: Factorial) -> str:
    shares = variance_shares(factorial).sort_values("share", ascending=False).head(10)
    if shares.empty:
        return ""
    labels = {name: found.label(found.factor(name)) for name in factorial.names}
    rows = [(" × ".join(labels.get(part, found.translate("report.rest")) for part in str(term).split(" × ")), [share],
             [float("nan")]) for term, share in zip(shares["term"], shares["share"], strict=True)]
    return figures(bars(found.translate("report.variance"), rows, [""], percent=True))


def _forest(found: Findings, outcome: dict[str, Any]) -> str:
    """Draw what every policy differs by from that of the reference, means over states of the world."""
    rows, reference = found.policy_differences(outcome["name"]), found.policies.reference
    if len(rows) < 2:
        return ""
    rows = rows[rows.point != reference].sort_values("difference")
    count = len(rows)
    if count > _MOST_ROWS:
        rows = rows.iloc[[*range(_MOST_ROWS // 2), *range(count - _MOST_ROWS // 2, count)]]
    shown = [(found.policy(int(row["point"])), interval_of(row)) for _, row in rows.iterrows()]
    title = found.of_policies("report.differences", reference=found.policy(reference, whole=True))
    chart = forest(title, shown, lambda one: found.format_interval(one, outcome["unit"]), percent=outcome["unit"] in SHARES)
    note = found.of_policies("report.extremes", n=_MOST_ROWS) if count > _MOST_ROWS else ""
    return figures(chart) + (paragraph(note, "note") if note else "")


def _table(found: Findings, outcome: dict[str, Any]) -> str:
    unit = outcome["unit"]
    rows = found.differences(outcome["name"])
    header = [found.translate(f"report.{key}") for key in ("point", "mean", "difference", "median", "pairs_count", "gain")]
    cells = [(found.point(int(row["point"]), whole=True), found.mean(row["mean"], int(row["point"]), outcome),
              "" if row["is_reference"] else found.format_interval(interval_of(row), unit),
              "" if row["is_reference"] else found.format_interval(
                  Interval(row["median"], row["median_low"], row["median_high"], int(row["n"])), unit),
              str(int(row["n"])), "" if row["is_reference"] else _gain(row["gain"]))
             for _, row in rows.head(_MOST_IN_TABLE).iterrows()]
    more = paragraph(found.translate("report.cut", n=_MOST_IN_TABLE, all=f"{len(rows):,}"), "note") \
        if len(rows) > _MOST_IN_TABLE else ""
    return table(header, cells) + more


def _gain(gain: float) -> str:
    return "" if gain != gain else ">1000" if gain > 1000 else f"{gain:.2g}"
