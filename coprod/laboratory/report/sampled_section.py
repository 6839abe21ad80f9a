"""The sections on sampled designs: which inputs matter."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from coprod.laboratory.analysis.cube import noise_share, point_means
from coprod.laboratory.analysis.elementary import steps_made
from coprod.laboratory.analysis.sensitivity import Sensitivity, morris, sobol
from coprod.laboratory.designs import Plan, unit_sample
from coprod.laboratory.report.charts import Line, bars, level_text, line_chart
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.given_section import feature_part, given_data_part
from coprod.laboratory.report.left_out import left_out
from coprod.laboratory.report.tags import figures, heading, paragraph, table
from coprod.laboratory.statistics import Interval
from coprod.text.numbers import SHARES, percent

_MOST_PAIRS = 40


def sampled_part(found: Findings, outcome: dict[str, Any]) -> str:
    """Return which inputs an outcome depends on, by the method of the design."""
    parts = {"sobol": _sensitivity, "morris": _sensitivity, "latin_hypercube": _given_a_sample, "table": given_data_part}
    if found.kind not in parts or (found.kind == "table" and not found.study["analysis"].get("given_data")):
        return ""
    return heading(found.name(outcome)) + left_out(found, outcome["name"]) + parts[found.kind](found, outcome)


def _given_a_sample(found: Findings, outcome: dict[str, Any]) -> str:
    return _correlations(found, outcome) + feature_part(found, outcome) + given_data_part(found, outcome)


def sensitivity(found: Findings, outcome: str) -> Sensitivity:
    """Return the indices of an outcome, from the means over replications."""
    design, names = found.study["design"], [factor["name"] for factor in found.factors]
    groups = _grouped(found)
    outputs = point_means(found.values(outcome))
    if found.kind == "sobol":
        return sobol(names, outputs, second_order=design["second_order"], groups=groups)
    plan = Plan("morris", samples=design["samples"], seed=design["seed"], levels=design["levels"], groups=groups)
    return morris(names, unit_sample(plan, len(names)), outputs, groups,
                  steps_made(found.design, found.factors))


def _sensitivity(found: Findings, outcome: dict[str, Any]) -> str:
    result = sensitivity(found, outcome["name"])
    labels = {name: found.input_label(name) for name in result.indices["name"]}
    if found.kind == "sobol":
        ordered = result.indices.sort_values("total", ascending=False)
        rows = [(labels[row["name"]], [row["first"], row["total"]], [row["first_half"], row["total_half"]])
                for _, row in ordered.iterrows()]
        legend = [found.translate("report.first_order"), found.translate("report.total_order")]
    else:
        ordered = result.indices.sort_values("mu_star", ascending=False)
        rows = [(labels[row["name"]], [row["mu_star"], row["sigma"]], [row["mu_star_half"], float("nan")])
                for _, row in ordered.iterrows()]
        legend = ["μ*", "σ"]
        if result.indices["sigma"].isna().any():  # the effects of groups have no sign
            rows, legend = [(name, values[:1], halves[:1]) for name, values, halves in rows], [""]
    title = "morris_groups" if found.kind == "morris" and legend == [""] else found.kind
    percent = found.kind == "morris" and outcome["unit"] in SHARES
    return (_members(found) + figures(bars(found.translate(f"report.{title}"), rows, legend, percent=percent),
                                      _convergence(found, result, labels, percent=percent))
            + paragraph(_notes(found, outcome, result), "note") + pairs_table(found, result))


def _notes(found: Findings, outcome: dict[str, Any], result: Sensitivity) -> str:
    """Return how effects are counted, whether the indices have converged, what was left out, and how large noise is."""
    noise = noise_share(found.values(outcome["name"]))
    counted = result.blocks * len(result.indices)
    notes = [found.translate("report.effects_are") if found.kind == "morris" else "",
             found.translate("report.effects_of_groups") if found.kind == "morris" and _grouped(found) else "",
             found.translate("report.converged" if result.is_converged else "report.not_converged", n=result.blocks),
             found.translate("report.dropped", n=result.dropped, all=result.blocks + result.dropped) if result.dropped else "",
             found.translate("report.unmoved", n=result.unmoved, all=counted) if result.unmoved else "",
             found.translate("report.noise", share=percent(round(noise, 4))) if noise == noise else ""]
    return (" " if found.language == "en" else "").join(filter(None, notes))


def pairs_table(found: Findings, result: Sensitivity) -> str:
    """Return the indices of second order with their intervals, the largest first; nothing where the study asks for none."""
    if result.pairs.empty:
        return ""
    rows = [(" × ".join(found.input_label(row[end]) for end in ("first", "second")), _with_half(row["index"], row["half"]))
            for _, row in result.pairs.head(_MOST_PAIRS).iterrows()]
    header = [found.translate("report.pair"), found.translate("report.second_order_index")]
    cut = len(result.pairs) - len(rows)
    return (heading(found.translate("report.second_order")) + table(header, rows)
            + paragraph(found.translate("report.second_order_note")
                        + (found.translate("report.pairs_cut", n=cut) if cut else ""), "note"))


def _with_half(index: float, half: float) -> str:
    """Return an index with half of its interval; dashes for what a handful of blocks does not give."""
    return " ± ".join(f"{one:.3f}" if np.isfinite(one) else "–" for one in (index, half)).replace("-", "−")


def _grouped(found: Findings) -> tuple[str, ...]:
    """Return the group of every factor; nothing where they are judged one by one."""
    return tuple(found.study["design"].get("groups", ()))


def _members(found: Findings) -> str:
    """Return which factors are in which group, if there are groups."""
    owners = _grouped(found)
    members = {group: [found.label(factor) for factor, owner in zip(found.factors, owners, strict=True) if owner == group]
               for group in dict.fromkeys(owners)}
    shown = [found.translate("report.group", name=group, members=found.translate("report.comma").join(labels))
             for group, labels in members.items() if len(labels) > 1]
    return paragraph(" ".join(shown), "note") if shown else ""


def _convergence(found: Findings, result: Sensitivity, labels: dict[str, str], *, percent: bool) -> str:
    blocks = sorted(result.convergence["blocks"].unique())
    order = result.indices.set_index("name")["total" if found.kind == "sobol" else "mu_star"].sort_values(ascending=False)
    lines = []
    for name in order.index[:6]:
        index = result.convergence[result.convergence["name"] == name]["index"]
        lines.append(Line(labels[name], [Interval(float(i), np.nan, np.nan, 0) for i in index]))
    return line_chart(found.translate("report.convergence"), [level_text(int(n)) for n in blocks], lines,
                      found.translate("report.blocks"), percent=percent)


def rank_correlations(found: Findings, outcome: str) -> dict[str, float]:
    """Return Spearman's rank correlation of an outcome with every number that was varied, the strongest first, by factor.

    Over the points at which the outcome is there; without numbers that do not vary or that follow no correlation.
    """
    means = point_means(found.values(outcome))
    fine = np.isfinite(means)
    if fine.sum() <= 3 or np.ptp(means[fine]) == 0:
        return {}
    columns = {factor["name"]: found.design[factor["name"]].to_numpy()[fine] for factor in found.factors}
    numbers = pd.DataFrame({name: column for name, column in columns.items() if column.dtype.kind in "iufb"})
    rho = numbers.rank().corrwith(pd.Series(means[fine]).rank()).dropna()
    return {str(name): float(rho[name]) for name in rho.abs().sort_values(ascending=False, kind="stable").index}


def _correlations(found: Findings, outcome: dict[str, Any]) -> str:
    """Return the chart of these, with the intervals of the normal approximation."""
    labels = {factor["name"]: found.label(factor) for factor in found.factors}
    n = int(np.isfinite(point_means(found.values(outcome["name"]))).sum())
    rows = [(labels[name], [rho], [1.96 * (1 - rho**2) / np.sqrt(n - 1)])
            for name, rho in rank_correlations(found, outcome["name"]).items()]
    return figures(bars(found.translate("report.correlation"), rows, [""])) if rows else ""
