"""Input that cannot be used: one message with every mistake, status 2, nothing written, no traceback."""

import errno
import importlib
import inspect
import os
import re
import socket
import tomllib
from pathlib import Path

import pytest
from pydantic_core import PydanticKnownError

from coprod.laboratory import lock
from coprod.laboratory.writable import check_files
from coprod.text import messages
from coprod.text.problems import InputProblems
from tests.failures import Failures

RUN = ("run", "--days", "3")

BAD = {
    "unknown scenario": ([*RUN, "rigit"], ["rigit", "baseline"]),
    "unknown scenario, nearest named": ([*RUN, "baselin"], ["Did you mean baseline?"]),
    "misspelt parameter": ([*RUN, "--set", "points.rewad=3"], ["points.rewad", "Did you mean points.reward?"]),
    "right name, wrong group": ([*RUN, "--set", "staff.reward=3"], ["Did you mean points.reward?"]),
    "out of range": ([*RUN, "--set", "points.audit=7"], ["points.audit = 7", "from 0 to 1"]),
    "not a number": ([*RUN, "--set", "points.reward=nan"], ["points.reward"]),
    "wrong type": ([*RUN, "--set", "town.streets=many"], ["town.streets = 'many'", "whole numbers"]),
    "half a street": ([*RUN, "--set", "town.streets=1.5"], ["town.streets = 1.5"]),
    "no such choice": ([*RUN, "--set", "points.rule=lottery"], ["points.rule = 'lottery'", "pro_rata"]),
    "no name": ([*RUN, "--set", "=3"], ["=3", "group.name=value"]),
    "a group, not a parameter": ([*RUN, "--set", "points=3"], ["is a group of parameters", "points."]),
    "more than a century": (["run", "--days", "99999999999999999999"], ["--days", "36500"]),
    "no value": ([*RUN, "--set", "points.reward"], ["group.name=value"]),
    "a street with no community": ([*RUN, "--set", "town.communities=2"], ["town.communities", "town.streets = 3"]),
    "two mistakes": ([*RUN, "rigit", "--set", "points.audit=7"], ["2 errors", "rigit", "points.audit"]),
    "no such group": (["parameters", "pints"], ["Did you mean points?"]),
    "one scenario to compare": (["compare", "baseline"], ["two scenarios"]),
    "mistake expected once": (["compare", "baseline", "baseline", "--set", "points.audit=7"], ["points.audit"]),
    "no days": (["run", "--days", "0"], ["--days"]),
    "a seed below 0": (["run", "--seed", "-5"], ["--seed"]),
    "infinity": ([*RUN, "--set", "points.reward=1e400"], ["points.reward = inf"]),
    "a language we lack": ([*RUN, "--lang", "fr"], ["--lang", "fr"]),
    "days in words": (["run", "--days", "many"], ["--days"]),
    "unknown option": (["run", "--dyas", "3"], ["--dyas"]),
    "unknown command": (["rum"], ["rum"]),
}


ENGLISH = re.compile(r"(?<![\w.-])[A-Za-z]+ [A-Za-z]+ [A-Za-z]+(?![\w.-])")
"""Three English words in a row: a sentence, not a name."""
NAME = re.compile(r"-{0,2}[a-z_]+([.][a-z_]+)?( = \S+)?")
"""A key, with its value if it has one: the same in every language."""


def test_bad_input_is_told_once_and_clearly(coprod, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Failures() as failures:
        for name, (words, expected) in BAD.items():
            with failures.case(name):
                answer = coprod(*words)
                assert answer.status == 2 and answer.out == ""
                assert all(text in answer.err for text in expected), answer.err
                assert "Traceback" not in answer.err
                lines = answer.err.splitlines()
                assert len(lines) == len(set(lines))
                assert not list(tmp_path.iterdir())


def test_every_mistake_of_a_scenario_file_is_told_with_its_place(coprod, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[points]\nreward = "much"\naudits = 1\n[town]\nstreets = 0\n[nowhere]\nx = 1\n')
    answer = coprod(*RUN, path)
    assert answer.status == 2
    for key in ("points.reward", "points.audits", "town.streets", "nowhere.x"):
        assert f"mine.toml: {key}" in answer.err


def test_every_mistake_of_scripted_events_is_told_at_once(coprod, tmp_path):
    path = tmp_path / "storm.toml"
    path.write_text('[[events]]\ntype = "waterlogging"\nday = 1\nhour = 3\ncommunity = 99\n'
                    '[[events]]\ntype = "waterlogging"\nday = -1\nhours = 3\n')
    answer = coprod(*RUN, path)
    assert answer.status == 2
    for expected in ("events[0].community = 99: allowed are 0 to 11", "events[1].day = -1: must be greater",
                 "events[1].hour: an event needs it", "events[1].hours: there is no such entry", "Did you mean hour?"):
        assert expected in answer.err, answer.err
    assert answer.err.count(f"{path}: ") == 4


@pytest.mark.parametrize("text", ["[points\n", "\x00", "[scenario]\nname = 1\n", "events = 3\n", 'town = "big"\n',
                                  '[[events]]\ntype = "meteor"\nday = 1\nhour = 3\n'])
def test_files_that_are_no_scenario(coprod, tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text)
    answer = coprod(*RUN, path)
    assert answer.status == 2 and "mine.toml" in answer.err and "Traceback" not in answer.err


@pytest.mark.parametrize("where", ["file/run", "file", "other"])
def test_a_folder_that_cannot_be_written_is_told_before_the_work(coprod, tmp_path, where):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine")
    answer = coprod(*RUN, "--out", tmp_path / where)
    assert answer.status == 2 and answer.out == ""
    assert "--out" in answer.err and "cannot be written" in answer.err
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "letter.txt", "other"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_forbidden_folder(coprod, tmp_path):
    tmp_path.chmod(0o500)
    answer = coprod(*RUN, "--out", tmp_path / "run")
    assert answer.status == 2 and "cannot be written" in answer.err


def test_nothing_is_left_when_the_run_fails(coprod, tmp_path, monkeypatch):
    def fail(*arguments, **keywords):
        raise KeyboardInterrupt

    monkeypatch.setattr("coprod.model.run", fail)
    answer = coprod(*RUN, "--out", tmp_path / "deep" / "run")
    assert answer.status == 130
    assert not list(tmp_path.iterdir())


STUDY = 'question = "?"\ndays = 2\nreplications = 2\noutcomes = ["loss"]\n[levers]\n"points.reward" = [0, 1]\n'


def test_a_place_for_runs_that_cannot_be_written_is_told_before_the_work(coprod, tmp_path):
    (tmp_path / "study.toml").write_text(STUDY)
    for where in ("study.toml", "study.toml/below"):
        answer = coprod("sweep", tmp_path / "study.toml", "--out", tmp_path / where, "--workers", "0")
        assert answer.status == 2 and "--out" in answer.err and "study.toml is a file" in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["study.toml"]


def test_every_file_that_cannot_be_written_is_told_at_once(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputProblems) as expected:
        check_files({"--out": tmp_path, "--csv": tmp_path / "file" / "x.csv", "--stata": tmp_path / "new" / "x.dta"})
    assert [problem.where for problem in expected.value.problems] == ["--out", "--csv"]
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_port_that_is_taken_is_told_before_the_dashboard_starts(coprod):
    pytest.importorskip("solara")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = coprod("dashboard", "--port", port)
    assert answer.status == 2 and answer.out == ""
    assert f"--port = {port}" in answer.err and "Name another" in answer.err


def test_mistakes_are_told_in_chinese_too(coprod, tmp_path, monkeypatch):
    """One line for each mistake, in Chinese, naming the same keys and values; a wrong word of the command is named too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COPROD_LANG", "zh")
    with Failures() as failures:
        for name, (words, expected) in BAD.items():
            with failures.case(name):
                answer = coprod(*words)
                lines = [line for line in answer.err.splitlines() if line.startswith("  - ")]
                assert answer.status == 2
                assert len(lines) == (2 if name == "two mistakes" else 1), answer.err
                assert all(re.search("[\u4e00-\u9fff]", line.rsplit("：", 1)[-1]) for line in lines), answer.err
                assert not any(ENGLISH.search(line) for line in lines), answer.err
                assert "输入有误" in answer.err
                assert all(text in answer.err for text in expected if NAME.fullmatch(text)), answer.err


def test_what_others_say_is_said_by_them_and_keeps_its_places():
    """The patterns of ``quoted.toml`` fit what Python's reader of TOML, Pydantic and the system really say."""
    put_together = ("(at ", "Unescaped")  # by Python's reader of TOML, from parts
    others = inspect.getsource(importlib.import_module("tomllib._parser"))
    others += "".join(map(os.strerror, errno.errorcode)) + inspect.getsource(lock)
    of_pydantic = (("missing", {}), ("extra_forbidden", {}), ("int_type", {}), ("greater_than", {"gt": 0}),
                   ("greater_than_equal", {"ge": 0}), ("less_than", {"lt": 0}), ("less_than_equal", {"le": 0}))
    said = "".join(PydanticKnownError(kind, values).message() for kind, values in of_pydantic)
    others += said + said.replace("Input should be", "must be")
    others = re.sub(r'["\']\s*\n\s*f?["\']', "", others)
    for english, chinese in tomllib.loads(Path(messages.__file__).with_name("quoted.toml").read_text("utf-8")).items():
        assert set(re.findall(r"{(\w+)}", chinese)) == set(re.findall(r"{(\w+)}", english)), english
        longest = max(re.split(r"{\w+}", english), key=len).strip(" .:;,")
        assert longest in others or longest.startswith(put_together), english
