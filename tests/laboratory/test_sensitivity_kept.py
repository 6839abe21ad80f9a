"""The two studies over all assumed numbers, and the page that is made of what they found."""

import json

import pytest

from coprod.laboratory import Study
from coprod.laboratory.runner import Options, sweep
from coprod.parameters.model import declarations
from experiments import pages, sensitivity
from experiments.answers import Book
from experiments.sensitivity_page import LARGE, sensitivity_page


@pytest.mark.parametrize("kind", sensitivity.DESIGNS)
def test_the_studies_vary_every_assumed_number(kind):
    path = sensitivity.file(kind)
    assert path.read_text(encoding="utf-8") == sensitivity.study(kind), "run `python -m experiments.sensitivity`"
    varied = {factor.name for factor in Study.read(path).factors}
    assert varied == {one.key for one in declarations() if one.role == "uncertainty"}


def test_groups_that_matter_stand_first_and_numbers_within_chance_are_left_out():
    found = {"groups": {"town": [LARGE / 2, 0.1], "shock": [3 * LARGE, 0.2], "staff": [2 * LARGE, 0.1]},
             "numbers": {"staff.hours": -0.4, "shock.storm_rate": 0.1}, "chance": 0.2}
    made = {"model": "1", "days": 10, "trajectories": 4, "sample": 30, "numbers": 3, "failed": {"groups": 0, "numbers": 0}}
    for language, hours in (("en", "Effective hours"), ("zh", "每日有效工时")):
        page = sensitivity_page({"made": made, "outcomes": {"udi": found}}, Book({}, {}), language)
        rows = [line for line in page.splitlines() if line.startswith("|")]
        assert "1.50 ± 0.20" in rows[2] and "1.00 ± 0.10" in rows[3] and f"≤ {LARGE / 2:.2f}" in rows[4], rows
        assert "−0.40" in page and "storm_rate" not in page and hours[:4] in page


@pytest.mark.slow
def test_results_of_both_studies_are_kept(tmp_path):
    for kind in sensitivity.DESIGNS:
        results = sweep(Study.read(sensitivity.file(kind), quick=True), tmp_path / kind, Options(workers=2))
        assert set(results.counts()) == {"ok"}
    found = sensitivity.kept(tmp_path / "groups", tmp_path / "numbers")
    for of in found["outcomes"].values():
        assert len(of["groups"]) == len({one.key.partition(".")[0] for one in declarations() if one.role == "uncertainty"})
        assert 0 < len(of["numbers"]) <= sensitivity.SHOWN and 0 < of["chance"] <= 1


def test_the_pages_are_those_of_what_was_kept():
    data = json.loads(sensitivity.KEPT.read_text(encoding="utf-8"))
    assert set(data["outcomes"]) == set(sensitivity.OUTCOMES)
    made = {path: text for path, text in pages.pages().items() if path.name.startswith("sensitivity")}
    assert len(made) == 2 and all(path.read_text(encoding="utf-8") == text for path, text in made.items())
