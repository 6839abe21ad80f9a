"""The studies of experiments/: every one can be read, is short when quick, and has its page."""

from pathlib import Path

import pytest

from coprod.laboratory import Study
from coprod.laboratory.runner import Options, sweep

FOLDER = Path(__file__).parents[2] / "experiments"
STUDIES = sorted(FOLDER.glob("x*.toml"))


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_every_study_is_valid_in_both_languages_and_has_a_page(path):
    study, quick = Study.read(path), Study.read(path, quick=True)
    assert study.question and study.question_zh and study.hypothesis and study.hypothesis_zh
    assert study.replications == 30 and study.days >= 425 and study.warmup_days == 60
    assert quick.n_points * quick.replications * quick.days < 5000
    page = path.with_suffix(".md").read_text(encoding="utf-8")
    assert study.question in page and f"coprod sweep experiments/{path.name}" in page and "<!-- generated -->" in page


@pytest.mark.slow
@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_every_study_runs_when_quick(path, tmp_path):
    results = sweep(Study.read(path, quick=True), tmp_path, Options(workers=2))
    assert set(results.counts()) == {"ok"} and results.runs[results.outcomes].notna().any().any()
