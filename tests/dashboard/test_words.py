"""Levers, changes and studies as the page words them."""

import re

import numpy as np
import pytest

from coprod.interfaces.dashboard import changes, figures, levers
from coprod.interfaces.dashboard.pages.laboratory import study_file
from coprod.interfaces.dashboard.pages.sources import sources
from coprod.interfaces.dashboard.state import State
from coprod.interfaces.dashboard.study import MOST_POINTS, finished_sweeps, read_form, usual_levels
from coprod.laboratory import Study
from coprod.parameters import declarations
from coprod.parameters.provenance import numbers_in_words
from coprod.references import bibliography

CHINESE = re.compile(r"[\u4e00-\u9fff]")
CHOICES = [d for d in declarations() if d.kind == "choice"]


@pytest.mark.parametrize("declaration", CHOICES, ids=lambda d: d.key)
def test_every_choice_has_words_in_both_languages(declaration):
    for language in ("en", "zh"):
        labels = levers.choice_labels(declaration, language)
        assert set(labels) == set(declaration.choices) and len(set(labels.values())) == len(labels)
        if language == "zh":
            assert all(CHINESE.search(label) for label in labels.values()), labels


def test_a_lever_says_what_its_declaration_says():
    shown = levers.levers_on_show(State(lang="en"))[0]
    declaration = next(d for d in declarations() if d.key == shown["key"])
    assert shown["label"] == declaration.label_en and shown["tip"] == declaration.tip_en
    assert shown["value"] == 1 and shown["other"] == 3 and not shown["changed"]
    assert "P01" in shown["stands"] and "B7" in shown["source_text"]


def test_every_parameter_can_be_found_among_all_levers():
    listed = {lever["key"] for group in levers.all_levers(State(lang="zh")) for lever in group["levers"]}
    assert listed == {d.key for d in declarations() if d.role != "constant"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sources_tell_every_parameter(language):
    data = sources(language)
    rows = [row for group in data["groups"] for row in group["rows"]]
    assert len(rows) == len(declarations()) and all(row["mechanism_from"] and row["number_from"] for row in rows)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sources_count_the_numbers_and_list_every_reference(language):
    data = sources(language)
    assert data["lead"].startswith(numbers_in_words(declarations(), language))
    assert sum(len(kind["rows"]) for kind in data["references"]) == len(bibliography())
    assert not re.search(r"\bS00\d\b", str(data)), "old codes are of no use to a reader"


def row(first, second, name="loss"):
    return changes.rows_of([{name: v} for v in first], [{name: v} for v in second], [name], "en")[0]


def test_an_interval_that_contains_zero_is_no_clear_difference():
    noise = np.random.default_rng(1).normal(0, 50, 30)
    one = row(np.full(30, 1000.0), 1000 + noise)
    assert "no clear difference" in changes.sentence(one, True, "en") and "差异不明显" in changes.sentence(
        one, True, "zh"
    )
    assert not changes.shown(one, True, "en")["clear"]


def test_a_clear_difference_is_told_with_its_interval():
    noise = np.random.default_rng(2).normal(0, 50, 30)
    one = row(np.full(30, 1000.0), 700 + noise)
    reported = changes.sentence(one, True, "en")
    assert "95 % interval" in reported and "−" in reported and "30 seeds" in reported
    assert changes.shown(one, True, "en")["good"] is True


def test_worlds_that_are_the_same_are_said_to_be_the_same():
    assert "same" in changes.sentences([row([5.0], [5.0])], False, "en")[0]


def test_shares_are_told_in_percent_and_points():
    one = row([0.25], [0.5], "golden_hit")
    assert changes.sentence(one, False, "en").startswith("Within the golden window: 50 instead of 25 %")
    assert changes.shown(one, False, "en")["short"] == "+25 points"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1234, "0.123"), (12.34, "12.3"), (1234.5, "1,234"), (-3.0, "−3"), (0.0, "0"), (float("nan"), "–")],
)
def test_numbers_have_as_many_digits_as_a_reader_wants(value, text):
    assert changes.amount(value) == text


def test_the_trailing_mean_is_the_mean_of_the_week():
    values = np.arange(30.0)
    expected = [values[max(0, day - 6) : day + 1].mean() for day in range(30)]
    assert np.allclose(figures.trailing_mean(values), expected)


def test_the_form_makes_a_file_that_sweep_accepts(tmp_path):
    form, notices = read_form(
        {
            "lever.approval.levels": "0, 3",
            "lever.approval.mode": "serial, parallel",
            "lever.points.rider_waiver": "false,true",
            "reps": "3",
        }
    )
    assert notices == [] and form.n_points == 8 and form.n_runs == 24
    path = tmp_path / "study.toml"
    path.write_text(study_file(form), encoding="utf-8")
    study = Study.read(path)
    assert study.n_points == 8 and study.replications == 3 and study.question_zh


def test_mistakes_in_the_form_are_named():
    _, notices = read_form({"lever.approval.levels": "0, 77, x", "days": "-3", "reps": "9999"})
    assert [notice.key for notice in notices] == [
        "notice.bounds",
        "notice.bounds",
        "notice.number",
        "notice.number",
    ]
    too_many = read_form({f"lever.approval.{name}": "0,1,2,3" for name in ("levels", "entry_level", "order_level")})[1]
    assert too_many[-1].key == "notice.points" and too_many[-1].values["n"] > MOST_POINTS


@pytest.mark.parametrize("key", ["approval.levels", "points.reward", "approval.mode", "points.rider_waiver"])
def test_usual_levels_are_allowed(key):
    form, notices = read_form({f"lever.{key}": usual_levels(key)})
    assert notices == [] and len(form.levers[key]) >= 2


def test_finished_sweeps_are_found_below_the_working_folder(tmp_path):
    (tmp_path / "x1").mkdir()
    (tmp_path / "x1" / "plan.parquet").touch()
    assert list(finished_sweeps([tmp_path])) == [str(tmp_path / "x1")]
