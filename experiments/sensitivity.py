"""Which of the assumed numbers matter: two studies over all of them, and what is kept of their results.

``python -m experiments.sensitivity`` writes both studies anew after parameters were declared or dropped:
``sensitivity_groups.toml`` (Morris, all numbers of a group together) and
``sensitivity_numbers.toml`` (a Latin hypercube of single numbers).
``python -m experiments.sensitivity --keep FOLDER FOLDER`` keeps what their results say in ``sensitivity.json``, and
``python -m experiments.pages`` writes the pages.
"""

from __future__ import annotations

import argparse
import json
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import norm

from coprod.laboratory import Results
from coprod.laboratory.analysis.cube import point_means
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.sampled_section import rank_correlations, sensitivity
from coprod.parameters.declare import Declaration
from coprod.parameters.model import declarations

HERE = Path(__file__).parent
KEPT = HERE / "sensitivity.json"
OUTCOMES = ("loss_avoidable", "golden_hit", "rdl", "udi", "workload", "participation_effective", "hazards_latent", "trust_mean")
DESIGNS = {"groups": 'kind = "morris"\ntrajectories = 8', "numbers": 'kind = "latin_hypercube"\nsamples = 200'}
SHOWN = 5
"""Single numbers that are kept of every outcome."""
QUESTIONS = {"groups": ("Which groups of assumed numbers matter?", "哪几组假定的数值真正重要？"),
             "numbers": ("Which of the assumed numbers matter?", "哪些假定的数值真正重要？")}
STUDY = """# Written by `python -m experiments.sensitivity`; see there.
question = "{question}"
question_zh = "{question_zh}"
hypothesis = "Not stated beforehand: report what is found."
hypothesis_zh = "事先不作假设：如实报告。"
days = 245
warmup_days = 60
replications = 1                 # the sample repeats what replications would
outcomes = [{outcomes}]

[design]
{design}

[set]                            # the town of the other studies
"town.streets" = 1
"town.communities" = 6
"town.residents_per_community" = 2000
{groups}
[uncertainties]
{numbers}
"""


def main() -> None:
    """Write the studies, or keep what was found."""
    parser = argparse.ArgumentParser(prog="python -m experiments.sensitivity", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--keep", nargs=2, type=Path, metavar="FOLDER", help="results of groups and of numbers")
    asked = parser.parse_args()
    if asked.keep:
        KEPT.write_text(json.dumps(kept(*asked.keep), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    else:
        for kind in DESIGNS:
            file(kind).write_text(study(kind), encoding="utf-8")


def file(kind: str) -> Path:
    """Return where a study lies."""
    return HERE / f"sensitivity_{kind}.toml"


def study(kind: str) -> str:
    """Return the text of a study over every assumed number."""
    assumed = sorted((one for one in declarations() if one.role == "uncertainty"), key=_group)
    of_group = {name: ", ".join(f'"{one.key}"' for one in members) for name, members in groupby(assumed, _group)}
    groups = "\n[groups]\n" + "".join(f"{name} = [{keys}]\n" for name, keys in of_group.items()) if kind == "groups" else ""
    en, zh = QUESTIONS[kind]
    return STUDY.format(question=en, question_zh=zh, design=DESIGNS[kind], groups=groups,
                        outcomes=", ".join(f'"{name}"' for name in OUTCOMES),
                        numbers="\n".join(f'"{one.key}" = "plausible"' for one in assumed))


def kept(of_groups: Path, of_numbers: Path) -> dict[str, Any]:
    """Return what is kept: by outcome, μ* of every group over the spread of the sample, and correlations with single numbers."""
    groups, numbers = (Findings(Results.load(folder), "en") for folder in (of_groups, of_numbers))
    study = groups.study
    return {"made": {"model": study["version"], "days": study["days"], "trajectories": study["design"]["samples"],
                     "sample": int(numbers.n_points), "numbers": len(numbers.factors),
                     "failed": {"groups": _failed(groups), "numbers": _failed(numbers)}},
            "outcomes": {name: {"groups": _effects(groups, name), "numbers": _correlations(numbers, name),
                                "chance": _by_chance(numbers, name)} for name in OUTCOMES}}


def _group(one: Declaration) -> str:
    return one.key.partition(".")[0]


def _failed(found: Findings) -> int:
    counts = found.results.counts()
    return int(sum(counts.values()) - counts.get("ok", 0))


def _effects(found: Findings, outcome: str) -> dict[str, list[float]]:
    """Return μ* of every group and half of its 95 % interval, in standard deviations of the outcome over the sample."""
    spread = float(np.nanstd(point_means(found.values(outcome))))
    rows = sensitivity(found, outcome).indices
    return {str(row["name"]): [_short(row["mu_star"] / spread), _short(row["mu_star_half"] / spread)]
            for _, row in rows.iterrows()}


def _correlations(found: Findings, outcome: str) -> dict[str, float]:
    """Return the largest of Spearman's rank correlations of an outcome with single numbers."""
    return {name: _short(rho) for name, rho in islice(rank_correlations(found, outcome).items(), SHOWN)}


def _by_chance(found: Findings, outcome: str) -> float:
    """Return what the largest of as many correlations stays below in 95 of 100 samples in which no number has a part."""
    n, inputs = int(np.isfinite(point_means(found.values(outcome))).sum()), len(found.factors)
    return _short(min(1.0, float(norm.ppf(1 - (1 - 0.95 ** (1 / inputs)) / 2)) / np.sqrt(n - 1)))


def _short(value: float) -> float:
    return float(f"{value:.3g}")


if __name__ == "__main__":
    main()
