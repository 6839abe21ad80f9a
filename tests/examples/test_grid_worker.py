"""The shipped study of a grid worker against delegation: its answer is that of a brute-force loop over runs of the model."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coprod import Parameters, run
from coprod.laboratory import Study
from coprod.laboratory.report import write_report
from coprod.laboratory.report.answers import answer, comparisons, holm_of_contrasts
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.runner import sweep

STUDY = Path(__file__).parents[2] / "examples" / "grid_worker_or_delegation.toml"
TOWN = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 300}
COSTS = ("cost_yuan", "cost_wages", "premiums", "warning_cost", "warning_site_cost")
DAYS, WARM_UP, SEEDS = 40, 10, 3


def test_it_is_valid_and_asks_about_doubled_storms():
    study = Study.read(STUDY)
    (asked,) = study.analysis.contrasts
    (a,), (b,) = study.contrast_points(asked)
    assert study.design.point(a) == {"staff.count": 7, "approval.levels": 3, "shock.storm_rate": 12}
    assert study.design.point(b) == {"staff.count": 6, "approval.levels": 2, "shock.storm_rate": 12}
    rate = Parameters().shock.storm_rate
    assert study.design.point(b)["shock.storm_rate"] == 2 * rate and Study.read(STUDY, quick=True).n_points == 8


@pytest.mark.slow
def test_its_answer_is_that_of_brute_force(tmp_path):
    study = replace(Study.read(STUDY), days=DAYS, warmup_days=WARM_UP, replications=SEEDS, fixed=TOWN)
    results = sweep(study, tmp_path / "out", workers=0)
    found = Findings(results, "en")
    one = comparisons(found)[0]

    def by_hand(**policy):
        settings = {**TOWN, "shock.storm_rate": 12.0, **policy}
        return [run(Parameters().replace(settings), seed=seed, days=DAYS, warmup_days=WARM_UP).outcomes
                for seed in range(SEEDS)]

    a, b = by_hand(**{"staff.count": 7}), by_hand(**{"approval.levels": 2})
    loss = np.array([x["loss"] - y["loss"] for x, y in zip(a, b, strict=True)])
    cost = np.array([sum(x[name] - y[name] for name in COSTS) for x, y in zip(a, b, strict=True)])
    net = loss + cost
    difference = one.difference(one.decisive)
    assert difference.estimate == pytest.approx(net.mean()) and difference.n == SEEDS
    half = 4.302653 * net.std(ddof=1) / np.sqrt(SEEDS)  # t of two degrees of freedom
    assert (difference.low, difference.high) == pytest.approx((net.mean() - half, net.mean() + half))
    assert one.contrast(one.decisive).wins == pytest.approx(np.mean((net < 0) + 0.5 * (net == 0)))
    said = answer(one, study.question)
    clear = holm_of_contrasts(found)[0][one.decisive["name"]] < 0.05
    assert said.startswith("These runs cannot tell. " if not clear else "Yes. " if half < -net.mean() else "No. ")
    assert "one more grid worker per community" in said and "storms twice as frequent" in said
    for language in ("en", "zh"):
        page = write_report(results, tmp_path / f"{language}.html", language).read_text(encoding="utf-8")
        first = re.search(r'class="answer">(.*?)</p>', page)[1]
        assert ("delegating one level" if language == "en" else "下放一级审批") in first
