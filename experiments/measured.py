"""What a study found, as data: ``experiments/findings/NAME.json``, from which its page and the policy maker's page are made.

Results are not kept in the repository, so what the pages show must be. Every number comes from the functions that the report
of the laboratory uses (:mod:`coprod.laboratory.report`); nothing is estimated here.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from coprod.laboratory import Results
from coprod.laboratory.analysis.alternatives import Alternatives
from coprod.laboratory.costs import COMPLETE
from coprod.laboratory.ensemble import ENSEMBLE
from coprod.laboratory.provenance import sessions
from coprod.laboratory.report.answers import Comparison, answer, comparisons, holm_of_contrasts
from coprod.laboratory.report.claims import Claim, claim_of_contrast, points_everywhere
from coprod.laboratory.report.effects_section import sentence
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.statistics import mean_interval
from coprod.text.glossary import LANGUAGES, Language

Texts = dict[str, str]
_SHORT_LIST = re.compile(r"\[\s+([^][{}]*?)\s+\]")
_BREAK = re.compile(r",\n *")


def measured(results: Results, figures: Mapping[str, Sequence[str]] | None = None) -> dict[str, Any]:
    """Return what a study found, ready for JSON.

    Parameters
    ----------
    figures : names of files by language, optional
        The pictures that were drawn of the results, in ``experiments/figures``.
    """
    found: dict[Language, Findings] = {language: Findings(results, language) for language in LANGUAGES}
    study = results.study
    asked = {language: comparisons(one) for language, one in found.items()}
    adjusted = holm_of_contrasts(found["en"])
    return {
        "study": study["name"],
        "question": {"en": study["question"], "zh": study["question_zh"]},
        "hypothesis": {"en": study["hypothesis"], "zh": study["hypothesis_zh"]},
        "made": _made(found["en"]),
        "nature": [_factor(found, name) for name in found["en"].compared[1]
                   if len(found["en"].factor(name)["levels"]) > 1],
        "outcomes": [{**_declared(outcome), "said": _texts(found, lambda one, outcome=outcome: sentence(one, outcome))}
                     for outcome in found["en"].outcomes],
        "contrasts": [_contrast({language: asked[language][i] for language in LANGUAGES}, i, adjusted[i])
                      for i in range(len(asked["en"]))],
        "figures": figures or {},
    }


def as_json(data: Mapping[str, Any]) -> str:
    """Return data as JSON with lists of numbers or texts on one line each."""
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    return _SHORT_LIST.sub(lambda part: f"[{_BREAK.sub(', ', part[1])}]", text) + "\n"


def name_sets(results: Results, names: Mapping[str, Texts]) -> None:
    """Name the sets of parameters of a study in both languages; its table has one name each."""
    for factor in results.study["factors"]:
        if factor["name"] == ENSEMBLE:
            factor["labels"] = {level: names[level] for level in factor["levels"] if level in names}


def read(path: Path) -> dict[str, Any]:
    """Return what was kept of a study."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _made(found: Findings) -> dict[str, Any]:
    study, counts, results = found.study, found.results.counts(), found.results
    last = sessions(results.folder)[-1]
    return {
        "model": study["version"], "python": last["python"], "platform": last["platform"].split("-")[0],
        "days": study["days"], "warmup_days": study["warmup_days"], "points": found.n_points,
        "policies": found.policies.n_policies, "states": found.policies.n_states,
        "replications": int(found.runs["replication"].nunique()), "runs": counts.get("ok", 0),
        "failed": sum(counts.values()) - counts.get("ok", 0), "missing": results.planned - len(results.runs),
        "seconds": round(results.seconds(), 1),
    }


def _contrast(both: Mapping[Language, Comparison], number: int, adjusted: Mapping[str, float]) -> dict[str, Any]:
    one = both["en"]
    found, decisive = one.found, one.decisive
    names = dict.fromkeys([decisive["name"], *(outcome["name"] for outcome in found.outcomes),
                           *([COMPLETE] if found.cost_lines else [])])
    points = points_everywhere(one)
    return {
        **{part: _texts(both, lambda asked, part=part: asked.policy(part)) for part in ("a", "b", "given")},
        "names": {part: _texts(both, lambda asked, part=part: _name(asked, part)) for part in ("a", "b", "given")},
        "said": _texts(both, answer),
        "by": decisive["name"],
        "states": {language: [asked.found.state(point) for point in points[0]] for language, asked in both.items()},
        "outcomes": {name: _outcome(both, name, number, adjusted.get(name, math.nan)) for name in names},
    }


def _name(asked: Comparison, part: str) -> str:
    """Return what the question calls A, B or the state, else its settings."""
    names = asked.asked.get("names_zh" if asked.found.language == "zh" else "names") or asked.asked.get("names") or {}
    return str(names.get(part) or asked.settings(asked.asked[part]))


def _outcome(both: Mapping[Language, Comparison], name: str, number: int, p_holm: float) -> dict[str, Any]:
    one = both["en"]
    outcome = one.found.outcome(name)
    result, difference = one.contrast(outcome), one.difference(outcome)
    judged = bool(outcome["direction"]) and difference.n > 1
    claim = claim_of_contrast(one, number, outcome, p_holm)
    return {
        **_declared(outcome),
        "a": _rounded(result.under_a), "b": _rounded(result.under_b),
        "difference": _interval(difference), "pairs": difference.n,
        "better": _rounded(result.wins) if judged else None, "chance": _rounded(result.chance) if judged else None,
        "p_holm": _rounded(p_holm),
        "asked": _holding(claim.asked), "everywhere": _holding(claim.everywhere),
        "by_state": [_interval(of) for of in claim.everywhere.differences],
        "by_level": _by_level(both, claim, name),
    }


def _holding(where: Alternatives) -> dict[str, int]:
    """Return in how many of n states a difference has the sign of the finding or the other, clear or not."""
    return {"n": where.n, "holds": where.holds, "same_unclear": where.same_unclear, "opposite": len(where.flipped),
            "opposite_unclear": where.opposite_unclear}


def _by_level(both: Mapping[Language, Comparison], claim: Claim, name: str) -> list[dict[str, Any]]:
    """Return the difference at every level of what nobody chooses, means over the states with that level."""
    one = both["en"]
    a, b = points_everywhere(one)
    differences = one.found.values(name)[a] - one.found.values(name)[b]
    held = [claim.everywhere.is_same(of) and of.clear for of in claim.everywhere.differences]
    rows = []
    for factor in (one.found.factor(name) for name in one.found.compared[1]):
        column = one.found.design[factor["name"]].iloc[a].tolist()
        for level in dict.fromkeys(column) if len(set(column)) > 1 else ():
            here = [i for i, other in enumerate(column) if other == level]
            rows.append({"factor": factor["name"], "n": len(here), "holds": sum(held[i] for i in here),
                         "level": _texts(both, lambda asked, factor=factor, level=level: asked.found.level(level, factor)),
                         "difference": _interval(mean_interval(differences[here].mean(axis=0)))})
    return rows


def _factor(found: Mapping[Language, Findings], name: str) -> dict[str, Any]:
    factor = found["en"].factor(name)
    return {"name": name, **_texts(found, lambda one: one.label(factor)),
            "levels": [_texts(found, lambda one, level=level: one.level(level, factor)) for level in factor["levels"]]}


def _declared(outcome: Mapping[str, Any]) -> dict[str, Any]:
    return {key: outcome[key] for key in ("name", "unit", "direction", *LANGUAGES)}


def _texts(both: Mapping[Language, Any], text: Callable[[Any], str]) -> Texts:
    return {str(language): text(one) for language, one in both.items()}


def _interval(one: Any) -> list[float | None]:
    return [_rounded(value) for value in (one.estimate, one.low, one.high)]


def _rounded(value: float) -> float | None:
    """Return a number in six digits, None for what is none."""
    return float(f"{value:.6g}") if math.isfinite(value) else None
