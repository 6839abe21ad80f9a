"""The section on a surrogate: how good it is, first of all; then Sobol' indices on it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from coprod.laboratory.analysis.surrogate import AT_LEAST, Surrogate, fit_surrogate, surrogate_indices
from coprod.laboratory.report.charts import bars, scatter
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.tags import figures, heading, paragraph
from coprod.laboratory.staged_plans import SurrogatePlan
from coprod.laboratory.stages.surrogate import steps_between, surrogate_units
from coprod.text.numbers import percent

_MOST_MARKS = 400


def surrogate_of(found: Findings, outcome: str) -> tuple[Surrogate | None, pd.DataFrame | None]:
    """Return the surrogate of an outcome and its indices, worked out once a report; None where it cannot be fitted."""
    if outcome not in found.surrogates:
        fitted = _fit(found, outcome)
        names = [factor["name"] for factor in found.factors]
        found.surrogates[outcome] = fitted, None if fitted is None else surrogate_indices(fitted, names)
    return found.surrogates[outcome]


def surrogate_sentence(found: Findings, outcome: dict[str, Any]) -> str:
    """Return what the outcome depends on most, or that the surrogate is not good enough to say."""
    fitted, indices = surrogate_of(found, outcome["name"])
    if fitted is None or indices is None:
        return found.translate("staged.no_surrogate", outcome=found.label(outcome))
    explained = _percent(fitted.explained)
    if fitted.doubt:
        return found.translate(f"staged.doubt_{fitted.doubt}", outcome=found.label(outcome), explained=explained,
                               noise=percent(round(fitted.noise, 4)), low=_percent(fitted.explained_at_least),
                               bar=_percent(AT_LEAST))
    first = indices.iloc[int(indices["total"].argmax())]
    return found.translate("staged.most", outcome=found.label(outcome), factor=found.input_label(first["name"]),
                           value=f"{first['total']:.2g}", half=f"{first['total_half']:.2g}", explained=explained)


def surrogate_part(found: Findings, outcome: dict[str, Any]) -> str:
    """Return the quality of the surrogate of an outcome, and its indices, which say so where they cannot be trusted."""
    head = heading(found.name(outcome)) + paragraph(surrogate_sentence(found, outcome))
    fitted, indices = surrogate_of(found, outcome["name"])
    if fitted is None or indices is None:
        return head
    ordered = indices.sort_values("total", ascending=False)
    rows = [(found.input_label(row["name"]), [row["first"], row["total"]], [row["first_half"], row["total_half"]])
            for _, row in ordered.iterrows()]
    legend = [found.translate("report.first_order"), found.translate("report.total_order")]
    title = found.translate("staged.indices" if fitted.is_trusted else "staged.indices_not_trusted")
    points = [(float(x), float(y), "", False) for x, y in zip(fitted.observed, fitted.foretold, strict=True)][:_MOST_MARKS]
    cloud = scatter(found.translate("staged.foretold"), points, found.translate("staged.observed_axis"),
                    found.translate("staged.foretold_axis"), width=420)
    return head + figures(bars(title, rows, legend), cloud) + paragraph(_quality(found, outcome["name"], fitted), "note")


def _quality(found: Findings, outcome: str, fitted: Surrogate) -> str:
    kind = found.translate(f"staged.{fitted.kind}")
    texts = [found.translate("staged.quality", kind=kind, points=len(fitted.observed), q2=f"{fitted.q2:.3f}")]
    if fitted.noise == fitted.noise:
        texts.append(found.translate("staged.quality_noise", noise=percent(round(fitted.noise, 4)),
                                     explained=_percent(fitted.explained)))
    else:
        one = found.values(outcome).shape[1] < 2
        texts.append(found.translate("staged.quality_no_noise" if one else "staged.quality_noise_unknown"))
    out = [found.label(factor) for j, factor in enumerate(found.factors) if j not in fitted.kept]
    if out:
        texts.append(found.translate("staged.screened", names=found.translate("report.comma").join(out)))
    return " ".join(texts)


def _fit(found: Findings, outcome: str) -> Surrogate | None:
    design, k = found.study["design"], len(found.factors)
    plan = SurrogatePlan(**design["staged"])
    screening = plan.trajectories * (k + 1)
    if found.n_points <= screening:
        return None
    unit = surrogate_units(plan, found.n_points - screening, k, design["seed"])
    return fit_surrogate(unit, found.values(outcome), screening, [_steps(factor) for factor in found.factors])


def _steps(factor: dict[str, Any]) -> int:
    """Return how many values a factor has, each with an equal share of the unit interval; 0 if it is continuous."""
    if factor["levels"]:
        return len(factor["levels"])
    low, high = factor["range"]
    return steps_between(low, high, factor["type"] == "int", bool(factor.get("log") or factor.get("distribution")))


def _percent(explained: float) -> str:
    """Return a share in whole percent, rounded down: what just misses a bar does not read as if it reached it."""
    return f"{math.floor(100 * max(explained, 0.0) + 1e-9)} %"
