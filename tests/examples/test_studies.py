"""The example studies can be read, and run when quick, to a report in both languages."""

from html import escape
from pathlib import Path

import pytest

import coprod
from coprod.laboratory import Study
from coprod.laboratory.report import write_report
from coprod.laboratory.runner import Options, sweep

FOLDER = Path(coprod.__file__).parents[1] / "examples"


@pytest.mark.parametrize("name", ["surrogate", "patterns", "profile"])
def test_an_example_study_runs_when_quick_and_has_a_report(name, tmp_path):
    study = Study.read(FOLDER / f"{name}.toml")
    assert study.question_zh and study.n_points * study.replications <= 500
    quick = Study.read(FOLDER / f"{name}.toml", quick=True)
    results = sweep(quick, tmp_path / "out", Options(workers=0))
    assert set(results.counts()) == {"ok"} and results.runs[results.outcomes].notna().all().all()
    for language in ("en", "zh"):
        page = write_report(results, tmp_path / f"{language}.html", language).read_text(encoding="utf-8")
        assert escape(study.question if language == "en" else study.question_zh) in page
