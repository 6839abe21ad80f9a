"""What a sweep found, as the laboratory page shows it: means, paired differences, ranking, frontier."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from coprod.interfaces.dashboard.changes import amount, scaled, signed
from coprod.interfaces.dashboard.levers import value_words
from coprod.parameters.model import declarations_by_key
from coprod.text.glossary import Language, pick, translate

_MOST_ROWS = 60


def findings(folder: Path, outcome: str, language: Language) -> dict[str, Any]:
    """Return what the sweep in `folder` found about an outcome; the first that it has if it has not that one.

    Raises
    ------
    InputProblems
        If the folder holds no results.
    """
    from coprod.laboratory import Results
    from coprod.laboratory.analysis.cube import matrix, whole_replications
    from coprod.laboratory.analysis.differences import differences

    results = Results.load(folder)
    design, names = results.design, results.factors
    whole = results.complete_runs
    good = whole[whole["status"] == "ok"] if len(whole) else whole
    if outcome not in results.outcomes:
        measured = [name for name in results.outcomes if whole_replications(matrix(good, name, len(design))).size]
        outcome = measured[0] if measured else results.outcomes[0]
    values = matrix(good, outcome, len(design))
    enough = whole_replications(values).shape[1] > 1
    labels = {name: _label(name, language) for name in names}
    factor, unit = _unit(outcome, language)
    compared = cast("list[dict[str, Any]]", differences(factor * values, 0).to_dict("records"))
    rows = [_row(row, design, names, factor, unit, language) for row in compared]
    return {
        "question": results.study.get("question_zh" if language == "zh" else "question", "")
        or results.study.get("question", ""),
        "factors": [{"name": n, "label": labels[n]} for n in names],
        "outcomes": [{"name": n, "label": _outcome_label(n, language)} for n in results.outcomes],
        "outcome": outcome,
        "label": _outcome_label(outcome, language),
        "unit": unit,
        "direction": _direction(outcome),
        "rows": rows[:_MOST_ROWS],
        "runs": len(whole),
        "left_out": _left_out(results, outcome, language),
        "ranking": _ranking(results, values, labels) if any(row["clear"] for row in rows) else [],
        "none_clear": len(rows) > 1 and enough and not any(row["clear"] for row in rows),
        "frontier": _frontier(results, good, design, names, language),
        "files": files(results),
    }


def _left_out(results: Any, outcome: str, language: Language) -> list[str]:
    """Return what these findings do not rest on: replications that are not finished everywhere, runs without a value."""
    from coprod.laboratory.report.findings import Findings
    from coprod.laboratory.report.left_out import left_out_text, unfinished_text

    found = Findings(results, language)
    names = dict.fromkeys((outcome, *_frontier_pair(results)))
    return list(filter(None, (unfinished_text(found), *(left_out_text(found, name) for name in names))))


def _row(
    row: dict[str, Any], design: Any, names: list[str], factor: float, unit: str, language: Language
) -> dict[str, Any]:
    point = int(row["point"])
    settings = [_value(name, design[name].iloc[point], language) for name in names]
    clear = bool(row["low"] > 0 or row["high"] < 0)
    values = {key: _finite(row[key]) for key in ("mean", "difference", "low", "high")}
    plain = [_value(name, design[name].iloc[point], language, named=False) for name in names]
    return {
        **values,
        "settings": settings,
        "values": plain,
        "label": " · ".join(settings) or "–",
        "levels": [str(design[name].iloc[point]) for name in names],
        "reference": bool(row["is_reference"]),
        "clear": clear,
        "n": int(row["n"]),
        "said": f"{amount(row['mean'])} {unit}".strip(),
        "change": "" if row["is_reference"] else signed(row["difference"]),
    }


def _ranking(results: Any, values: NDArray[np.float64], labels: dict[str, str]) -> list[dict[str, Any]]:
    """Return the share of the variance among policies that each lever accounts for, in a full factorial."""
    from coprod.laboratory.analysis.effects import Factorial, variance_shares

    design = results.design
    levels = [list(dict.fromkeys(design[name].tolist())) for name in results.factors]
    if not levels or int(np.prod([len(of) for of in levels])) != len(design) or values.shape[1] < 2:
        return []
    factorial = Factorial.of(results.factors, levels, values)
    if factorial.n_replications < 1:
        return []
    shares = variance_shares(factorial).sort_values("share", ascending=False)
    return [
        {
            "label": " × ".join(labels.get(name, name) for name in row["term"].split(" × ")),
            "share": _finite(row["share"]),
        }
        for row in shares.to_dict("records")
    ]


def _frontier(results: Any, runs: Any, design: Any, names: list[str], language: Language) -> dict[str, Any] | None:
    """Return cost against loss for every policy, and which no other beats on both."""
    from coprod.laboratory.analysis.cube import matrix, shared_means
    from coprod.laboratory.analysis.trade_off import frontier

    pair = _frontier_pair(results)
    if not pair:
        return None
    costs = shared_means(np.array([matrix(runs, name, len(design)) for name in pair])).means.T
    on = frontier(costs)
    points = [
        {
            "x": _finite(y),
            "y": _finite(x),
            "on": bool(best),
            "label": " · ".join(_value(name, design[name].iloc[i], language) for name in names),
        }
        for i, ((x, y), best) in enumerate(zip(costs, on, strict=True))
    ]
    axes = [{"label": _outcome_label(name, language), "unit": _unit(name, language)[1]} for name in (pair[1], pair[0])]
    return {"x": axes[0], "y": axes[1], "points": [p for p in points if p["x"] is not None and p["y"] is not None]}


def _frontier_pair(results: Any) -> list[str]:
    """Return the outcomes that stand for loss and for cost, none if the study lacks either."""
    pair = [name for name in ("loss_avoidable", "loss", "total_cost") if name in results.outcomes][:1]
    pair += [name for name in ("cost_yuan", "cost_staff_hours", "misuse") if name in results.outcomes][:1]
    return pair if len(pair) == 2 else []


def files(results: Any) -> dict[str, Any]:
    """Return what can be taken home: all runs as CSV and Parquet, and the study file."""
    from coprod.laboratory.files import is_intact

    runs = results.folder / "runs.parquet"
    return {
        "csv": results.runs.drop(columns=["traceback"], errors="ignore").to_csv(index=False),
        "parquet": runs.read_bytes() if runs.is_file() and is_intact(runs) else b"",
        "study": results.study_file or "",
    }


def report(folder: Path, language: Language) -> bytes:
    """Return the report of a sweep, one page that needs no network."""
    from coprod.laboratory import Results
    from coprod.laboratory.report import write_report

    return write_report(Results.load(folder), folder / f"report-{language}.html", language).read_bytes()


def _label(name: str, language: Language) -> str:
    known = declarations_by_key()
    return (
        pick(language, known[name], "label")
        if name in known
        else translate("lab.scenario", language)
        if name == "scenario"
        else name
    )


def _value(name: str, value: Any, language: Language, *, named: bool = True) -> str:
    known = declarations_by_key()
    plain = value.item() if hasattr(value, "item") else value
    words = value_words(known[name], plain, language) if name in known else str(plain)
    return f"{_label(name, language)} {words}" if named else words


def _outcome_label(name: str, language: Language) -> str:
    from coprod.outcomes.evaluate import OUTCOMES

    return next((pick(language, one) for one in OUTCOMES if one.name == name), name)


def _unit(name: str, language: Language) -> tuple[float, str]:
    from coprod.outcomes.evaluate import OUTCOMES

    return next((scaled(one.unit, language) for one in OUTCOMES if one.name == name), (1.0, ""))


def _direction(name: str) -> int:
    from coprod.outcomes.evaluate import OUTCOMES

    return next((one.direction for one in OUTCOMES if one.name == name), 0)


def _finite(value: Any) -> float | None:
    return float(value) if value is not None and np.isfinite(value) else None
