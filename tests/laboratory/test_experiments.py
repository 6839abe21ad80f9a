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


def test_a_study_is_made_and_its_page_renewed(tmp_path, monkeypatch):
    """``python -m experiments``: report, figures and facts, in a copy whose study is tiny; what stands by hand stays."""
    from experiments import __main__ as making

    text = (FOLDER / "x05_delegation.toml").read_text(encoding="utf-8")
    small = Study.read(FOLDER / "x05_delegation.toml", quick=True)
    (tmp_path / "x05_delegation.toml").write_text(text, encoding="utf-8")
    page = "By hand.\n<!-- generated -->\nof yesterday\n<!-- end -->\nAfter.\n"
    (tmp_path / "x05_delegation.md").write_text(page, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(making, "HERE", tmp_path)
    monkeypatch.setattr(making.Study, "read", lambda path, quick: small)
    making._make(tmp_path / "x05_delegation.toml", False, 0)
    page = (tmp_path / "x05_delegation.md").read_text(encoding="utf-8")
    assert page.startswith("By hand.\n") and page.endswith("After.\n") and "yesterday" not in page and "runs of" in page
    drawn = sorted((tmp_path / "figures").glob("*.svg"))
    assert drawn and all(f"figures/{file.name}" in page and file.read_text().startswith("<svg") for file in drawn)
    assert (tmp_path / "results" / "x05_delegation" / "report.zh.html").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_every_study_runs_when_quick(path, tmp_path):
    results = sweep(Study.read(path, quick=True), tmp_path, Options(workers=2))
    assert set(results.counts()) == {"ok"} and results.runs[results.outcomes].notna().any().any()
