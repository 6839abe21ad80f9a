"""The worked example: its figures are those that its script makes, and its steps run, in small."""

import importlib.util
from pathlib import Path

import pytest

from coprod.interfaces.cli import app
from coprod.parameters import load_scenario

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "district_of_your_own"


@pytest.fixture(scope="module")
def make():
    spec = importlib.util.spec_from_file_location("make_district", EXAMPLE / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def done(*words):
    with pytest.raises(SystemExit) as left:
        app(list(map(str, words)))
    return left.value.code


def test_tables_and_map_are_those_of_the_script_and_a_district(make, tmp_path):
    make.write_tables(tmp_path / "district")
    for name in ("communities.csv", "map.geojson"):
        assert (tmp_path / "district" / name).read_bytes() == (EXAMPLE / "district" / name).read_bytes(), name
    data = load_scenario(str(EXAMPLE / "district")).parameters.district_data
    assert list(data.names) == ["柳巷", "钟楼", "学府", "河湾", "新桥", "粮站"] and len(data.shapes) == 6
    assert "柳巷" in (EXAMPLE / "district" / "communities.csv").read_text(encoding="gb18030")


def test_from_tables_to_an_answer_in_small(make, tmp_path, monkeypatch, capsys):
    """Import, calibrate, ask under the posterior, report: fewer days and points, the same steps as in the tutorial."""
    monkeypatch.chdir(ROOT)
    targets = (EXAMPLE / "targets.toml").read_text(encoding="utf-8")
    small = targets.replace("days = 180", "days = 30").replace("seeds = 2", "seeds = 1").replace("period = 30", "period = 5")
    method = "points = 40\nwaves = 2\nsets = 20\nchecks = 20"
    small = small.replace(method, "points = 14\nwaves = 1\nsets = 3\nchecks = 2\nparticles = 200")
    for error in set(make.ERRORS.values()):  # figures of five days, known roughly
        small = small.replace(f"error = {error}\n", "error = 2000\n")
    (tmp_path / "targets.toml").write_text(small, encoding="utf-8")
    assert done("calibrate", tmp_path / "targets.toml", "--out", tmp_path / "own", "--workers", 0) == 0
    assert len((tmp_path / "own" / "posterior.csv").read_text().splitlines()) == 4
    question = (EXAMPLE / "question.toml").read_text(encoding="utf-8").replace("days = 180", "days = 20")
    question = question.replace("replications = 2", "replications = 1").replace("../../results/own/", "own/")
    (tmp_path / "question.toml").write_text(question, encoding="utf-8")
    assert done("sweep", tmp_path / "question.toml", "--out", tmp_path / "asked", "--workers", 0) == 0
    assert done("report", tmp_path / "asked", "--out", tmp_path / "answer.html", "--lang", "en") == 0
    assert "Set of parameters" in (tmp_path / "answer.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_monthly_figures_are_those_that_the_script_makes(make, monkeypatch):
    monkeypatch.chdir(ROOT)
    found = make.observed(make.read_calibration(EXAMPLE / "targets.toml"))
    text = (EXAMPLE / "targets.toml").read_text(encoding="utf-8")
    assert all(f"values = {values}" in text for values in found.values()), found
