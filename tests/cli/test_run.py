"""``coprod run``: one JSON object, a story in two languages, a folder that can be run again."""

import errno
import json
import os
import re

import duckdb
import pytest

from coprod import __version__
from coprod.interfaces.cli.outcome_table import BRIEF, sentence
from coprod.outcomes.evaluate import OUTCOMES
from coprod.parameters import Parameters, declarations
from tests.cli.conftest import SMALL_TOWN

by_name = {outcome.name: outcome for outcome in OUTCOMES}
RUN = ("run", "--days", 9, "--seed", 4, *SMALL_TOWN)


def test_json_is_one_object_and_nothing_else(coprod):
    answer = coprod(*RUN, "--json")
    facts = json.loads(answer.out)
    assert answer.status == 0 and answer.err == ""
    assert {key: facts[key] for key in ("scenario", "seed", "days", "version")} == {
        "scenario": "baseline", "seed": 4, "days": 9, "version": __version__}
    assert facts["outcomes"].keys() == {outcome.name for outcome in OUTCOMES}
    assert facts["seconds"].keys() == {"build", "run"}
    assert facts["residents"] > 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_run_leads_with_a_few_outcomes_and_shows_all_on_demand(coprod, language):
    brief, answer = coprod(*RUN, "--lang", language), coprod(*RUN, "--lang", language, "--all")
    assert brief.status == answer.status == 0
    assert len(brief.out.splitlines()) < 25 and all(getattr(by_name[name], language) in brief.out for name in BRIEF)
    assert f"{len(OUTCOMES) - len(BRIEF)}" in brief.out and "--all" in brief.out
    rows = [line for line in answer.out.splitlines() if line.startswith("  ")]
    unmeasured = [name for name, value in json.loads(coprod(*RUN, "--json").out)["outcomes"].items() if value is None]
    assert len(rows) == len(OUTCOMES) - len(unmeasured)  # those without events are named together, below
    told = "".join(answer.out.split())  # lines break anywhere
    assert all("".join(getattr(outcome, language).split()) in told for outcome in OUTCOMES)
    assert bool(re.search("[\u4e00-\u9fff]", answer.out)) == (language == "zh")


def test_a_sentence_is_left_out_when_a_figure_of_it_is_missing():
    values = {outcome.name: 0.5 for outcome in OUTCOMES}
    assert "50 %" in sentence("people", values, "en")
    assert sentence("people", values | {"sham_share": float("nan")}, "en") == ""


def test_the_language_can_come_from_the_environment(coprod, monkeypatch):
    monkeypatch.setenv("COPROD_LANG", "zh")
    assert "概要" in coprod(*RUN).out


def test_same_seed_same_outcomes_another_seed_others(coprod):
    first, again, other = (json.loads(coprod(*RUN, "--seed", seed, "--json").out)["outcomes"] for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_the_folder_holds_everything_and_runs_again(coprod, tmp_path):
    folder = tmp_path / "deep" / "run"
    assert coprod(*RUN, "--out", folder).status == 0
    written = json.loads((folder / "outcomes.json").read_text())
    again = json.loads(coprod("run", folder / "parameters.toml", "--days", 9, "--seed", 4, "--json").out)
    assert again["outcomes"] == written["outcomes"]
    assert len(duckdb.read_parquet(str(folder / "daily.parquet"))) == 9
    origin = json.loads((folder / "provenance.json").read_text())
    assert origin["parameters"] == Parameters.load(folder / "parameters.toml").digest()
    assert origin["differences"]["town.communities"] == 2
    complete = (folder / "parameters.toml").read_text()
    assert all(re.search(rf"^{d.key.split('.')[1]} = ", complete, re.M) for d in declarations())


def test_equal_runs_write_equal_bytes(coprod, tmp_path):
    for name in ("a", "b"):
        coprod(*RUN, "--out", tmp_path / name)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("a", "b"))
    del first["provenance.json"], second["provenance.json"]  # they tell when, and how long it took
    assert first == second


def test_an_earlier_run_is_replaced_whole(coprod, tmp_path):
    folder = tmp_path / "run"
    coprod(*RUN, "--out", folder)
    (folder / "left_over.parquet").touch()
    coprod(*RUN, "--out", folder)
    assert not (folder / "left_over.parquet").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_full_disk_is_told_in_words_and_leaves_nothing(coprod, tmp_path, monkeypatch):
    def full(number):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("coprod.laboratory.files.os.fsync", full)
    refused = coprod(*RUN, "--out", tmp_path / "new" / "run")
    assert refused.status == 2 and "--out" in refused.err and "No space left on device" in refused.err
    assert "partial" not in refused.err and not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="a backslash parts folders there")
def test_the_name_of_a_folder_means_nothing_but_itself(coprod, tmp_path, monkeypatch):
    """A backslash or a pattern in it neither stops a run nor leads its tables elsewhere."""
    for name in ("run\\b", "a*[b]?"):
        assert coprod(*RUN, "--out", tmp_path / name).status == 0
        (tmp_path / "in" / name).mkdir(parents=True)
        monkeypatch.chdir(tmp_path / "in" / name)
        assert coprod(*RUN, "--out", "plain").status == 0
        for folder in (tmp_path / name, tmp_path / "in" / name / "plain"):
            assert {"daily.parquet", "outcomes.json"} <= {path.name for path in folder.iterdir()}
            assert not [path for path in folder.iterdir() if path.name.startswith(".")]
