"""The sections on sampled designs: which inputs matter, and where the policy fails."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from coprod.laboratory.analysis.cube import noise_share, point_means
from coprod.laboratory.analysis.discovery import Limits, discover
from coprod.laboratory.analysis.sensitivity import Sensitivity, morris, sobol
from coprod.laboratory.designs import Plan, unit_sample
from coprod.laboratory.report.charts import Line, bars, level_text, line_chart
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.left_out import left_out, left_out_text
from coprod.laboratory.report.tags import figures, heading, paragraph
from coprod.laboratory.statistics import Interval
from coprod.text.numbers import figure


def sampled_part(found: Findings, outcome: dict[str, Any]) -> str:
    """Return which inputs an outcome depends on, by the method of the design."""
    parts = {"sobol": _sensitivity, "morris": _sensitivity, "latin_hypercube": _correlations}
    if found.kind not in parts:
        return ""
    return heading(found.name(outcome)) + left_out(found, outcome["name"]) + parts[found.kind](found, outcome)


def sensitivity(found: Findings, outcome: str) -> Sensitivity:
    """Return the indices of an outcome, from the means over replications."""
    design, names = found.study["design"], [factor["name"] for factor in found.factors]
    outputs = point_means(found.values(outcome))
    if found.kind == "sobol":
        return sobol(names, outputs, second_order=design["second_order"])
    plan = Plan("morris", samples=design["samples"], seed=design["seed"], levels=design["levels"])
    return morris(names, unit_sample(plan, len(names)), outputs, design["levels"])


def _sensitivity(found: Findings, outcome: dict[str, Any]) -> str:
    result = sensitivity(found, outcome["name"])
    labels = {factor["name"]: found.label(factor) for factor in found.factors}
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
    verdict = "report.converged" if result.is_converged else "report.not_converged"
    noise = noise_share(found.values(outcome["name"]))
    notes = [found.translate(verdict, n=result.blocks),
             found.translate("report.dropped", n=result.dropped, all=result.blocks + result.dropped) if result.dropped else "",
             found.translate("report.noise", share=f"{100 * noise:.2g} %") if noise == noise else ""]
    return (figures(bars(found.translate(f"report.{found.kind}"), rows, legend), _convergence(found, result, labels))
            + paragraph(" ".join(filter(None, notes)), "note"))


def _convergence(found: Findings, result: Sensitivity, labels: dict[str, str]) -> str:
    blocks = sorted(result.convergence["blocks"].unique())
    order = result.indices.set_index("name").iloc[:, -2 if found.kind == "sobol" else 0].sort_values(ascending=False)
    lines = []
    for name in order.index[:6]:
        index = result.convergence[result.convergence["name"] == name]["index"]
        lines.append(Line(labels[name], [Interval(float(i), np.nan, np.nan, 0) for i in index]))
    return line_chart(found.translate("report.convergence"), [level_text(int(n)) for n in blocks], lines,
                      found.translate("report.blocks"))


def _correlations(found: Findings, outcome: dict[str, Any]) -> str:
    """Return Spearman's rank correlation of the outcome with every number that was varied."""
    means = point_means(found.values(outcome["name"]))
    fine = np.isfinite(means)
    rows = []
    for factor in found.factors:
        column = found.design[factor["name"]].to_numpy()
        if column.dtype.kind in "iufb" and fine.sum() > 3 and np.ptp(means[fine]) > 0:
            rho = float(pd.Series(column[fine]).corr(pd.Series(means[fine]), method="spearman"))
            if np.isfinite(rho):
                rows.append((found.label(factor), [rho], [1.96 * (1 - rho**2) / np.sqrt(fine.sum() - 1)]))
    rows.sort(key=lambda row: -abs(row[1][0]))
    return figures(bars(found.translate("report.correlation"), rows, [""])) if rows else ""


def discovery_part(found: Findings) -> str:
    """Return where the policy fails, in a sentence."""
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
    first = f"{first} {left_out_text(found, outcome['name'])}".strip()
    if not 0 < failed.sum() < len(failed):
        return paragraph(first)
    shares = pd.Series(failed.astype(float)).groupby(good["point"].to_numpy()).mean()
    inputs = found.design.loc[shares.index, [factor["name"] for factor in found.factors]].reset_index(drop=True)
    box, _ = discover(inputs, shares.to_numpy())
    conditions = [_condition(found, name, limits) for name, limits in box.limits.items()]
    if not conditions:
        return paragraph(f"{first} {found.translate('report.no_box')}")
    text = found.translate(
        "report.box",
        conditions=found.translate("report.and").join(conditions),
        coverage=_percent(box.coverage),
        density=_percent(box.density),
        mass=_percent(box.mass),
    )
    stable = ", ".join(f"{found.label(found.factor(name))} {_percent(share)}" for name, share in box.stability.items())
    return paragraph(f"{first} {text}") + paragraph(found.translate("report.stability", stable=stable), "note")


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
