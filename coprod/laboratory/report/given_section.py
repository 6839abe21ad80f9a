"""What any sample tells about its inputs: feature scores, and indices that need no design of their own."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.analysis.cube import point_means
from coprod.laboratory.analysis.feature_scores import feature_scores
from coprod.laboratory.analysis.given_data import given_data, ordered_codes
from coprod.laboratory.report.charts import bars
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.tags import figures, paragraph
from coprod.text.numbers import percent


def feature_part(found: Findings, outcome: dict[str, Any]) -> str:
    """Return which inputs a forest of trees needs to foretell an outcome; nothing without scikit-learn."""
    if find_spec("sklearn") is None or not found.factors:
        return ""
    names = [factor["name"] for factor in found.factors]
    scored = feature_scores(names, _codes(found), point_means(found.values(outcome["name"])))
    if scored is None:
        return ""
    ordered = scored.scores.sort_values("score", ascending=False)
    rows = [(found.input_label(row["name"]), [row["score"]], [row["half"]]) for _, row in ordered.iterrows()]
    chance = percent(float(ordered["chance"].iloc[0]))
    note = found.translate("report.feature_note", chance=chance, foretold=f"{100 * max(scored.foretold, 0):.0f} %")
    return figures(bars(found.translate("report.feature_scores"), rows, [""], percent=True)) + paragraph(note, "note")


def given_data_part(found: Findings, outcome: dict[str, Any]) -> str:
    """Return the indices that the study asks for by ``analysis.given_data``."""
    methods = found.study["analysis"].get("given_data") or ()
    outputs = point_means(found.values(outcome["name"]))
    names, pictures = [factor["name"] for factor in found.factors], []
    for method in methods:
        table = given_data(method, names, _codes(found), outputs)
        if table["index"].isna().all():
            continue
        ordered = table.sort_values("index", ascending=False)
        rows = [(found.input_label(row["name"]), [row["index"], row["chance"]], [row["half"], np.nan])
                for _, row in ordered.iterrows()]
        legend = [found.translate("report.index"), found.translate("report.chance")]
        pictures.append(bars(found.translate(f"report.{method}"), rows, legend))
    if methods and not pictures:
        return paragraph(found.translate("report.too_few_points"))
    return figures(*pictures) + paragraph(found.translate("report.given_data_note"), "note") if pictures else ""


def _codes(found: Findings) -> NDArray[np.float64]:
    return np.column_stack([ordered_codes(found.design[factor["name"]].to_numpy()) for factor in found.factors])
