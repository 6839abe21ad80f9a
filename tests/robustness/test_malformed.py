"""Thousands of malformed files and command lines: one clear message each, status 2, nothing written, no traceback."""

import inspect
import os
import random
import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coprod.interfaces.cli import COMMANDS, app
from coprod.interfaces.dashboard.lessons import FOLDER as LESSONS
from coprod.interfaces.dashboard.lessons import load_lesson
from coprod.laboratory import Study
from coprod.parameters import load_scenario
from coprod.text.problems import SHOWN, InputProblems
from tests.robustness.malformed import command_line, mutated, scenario_text, write_family

LONGEST = 50_000
"""Characters of the longest message."""


class Accepted(Exception):
    """No mistake was found, and the work would begin."""


def sizes(few, many):
    """Try a few inputs in every run of the tests, many in the long one; ``COPROD_MALFORMED=10000`` says how many those are."""
    many = int(os.environ.get("COPROD_MALFORMED", many))
    return pytest.mark.parametrize("count", [few, pytest.param(many, marks=pytest.mark.slow)])


def complaint(read, *arguments):
    """Return whether an input is refused, and what is wrong with how: nothing, if all is as it should be."""
    refused = False
    try:
        read(*arguments)
    except InputProblems as error:
        lines, refused = [*error.lines("en"), *error.lines("zh")], True
        if not error.problems or len(lines) > 2 * (SHOWN + 1) or sum(map(len, lines)) > LONGEST:
            return True, f"{len(lines)} lines"
        if any("\n" in line or not line.isprintable() for line in lines):
            return True, f"more than a line: {lines!r:.300}"
    except Exception as error:
        return False, f"{type(error).__name__}: {error!s:.300}"
    return refused, ""


def complaints(read, path, inputs):
    """Read every input, written to `path` first; return what is wrong by its number, and how many are refused."""
    found, n_refused = {}, 0
    for number, write in enumerate(inputs):
        write(path)
        refused, what = complaint(read, path)
        n_refused += refused
        if what:
            found[number] = what
    check(found)
    return n_refused


def check(found):
    assert not found, f"{len(found)}: " + "\n".join(f"{number}: {what}" for number, what in list(found.items())[:20])


@sizes(200, 2000)
def test_scenario_files(count, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    families = (lambda path, number=number: write_family(path.parent, random.Random(f"scenario {number}"))
                for number in range(count))
    assert complaints(load_scenario, tmp_path / "mine.toml", families) > count / 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elder.toml", "mine.toml", "parent.toml"]


STUDY = """question = "Does it matter?"
days = 20
replications = 3
outcomes = ["loss", "f_duty"]
scenario = "rigid"
[levers]
"points.reward" = [0, 5]
points.audit = { from = 0.0, to = 0.5, steps = 3 }
[uncertainties]
"resident.act_hours" = { from = 0.5, to = 1.0, steps = 2 }
[packages.modern]
label = "modern"
scenario = "megacity"
points.lifetime = 100
[set]
town.streets = 2
[windows]
early = { series = "weekly_active", from = 0, to = 10 }
[design]
kind = "factorial"
[analysis]
shapley = "loss"
robustness = "loss"
[analysis.reference]
"points.reward" = 0
[analysis.discovery]
outcome = "loss"
above = 5
"""


def slips(kind, texts, count):
    """Yield functions that write a good file with slips in it, or what may be meant for a scenario."""
    for number in range(count):
        chance = random.Random(f"{kind} {number}")
        good = chance.random() < 0.8
        content = mutated(chance.choice(texts), chance) if good else scenario_text(chance, ["baseline"])
        yield lambda path, content=content: path.write_bytes(content)


@sizes(120, 2000)
def test_study_files(count, tmp_path):
    (tmp_path / "study.toml").write_text(STUDY)
    assert complaint(Study.read, tmp_path / "study.toml")[0] is False
    assert complaints(Study.read, tmp_path / "study.toml", slips("study", [STUDY], count)) > count / 2


@sizes(60, 1000)
def test_lesson_files(count, tmp_path):
    texts = [one.read_text(encoding="utf-8") for one in sorted(LESSONS.glob("*.toml"))]
    load_lesson(next(LESSONS.glob("*.toml")))  # which imports what the others need
    assert complaints(load_lesson, tmp_path / "lesson.toml", slips("lesson", texts, count)) > count / 3


def options():
    """Return the options of every command, as it declares them."""
    named = {"as_json": "--json", "assignments": "--set", "format_": "--format"}
    return {one.__name__: [named.get(name, f"--{name.replace('_', '-')}") for name in inspect.signature(one).parameters]
            for one in COMMANDS}


@pytest.fixture
def no_work(monkeypatch):
    """Stop every command where its work would begin."""
    def begin(*arguments, **keywords):
        raise Accepted

    monkeypatch.setattr(sys.modules["coprod.interfaces.cli.compare"], "simulate_all", begin)
    for place in ("model.run", "interfaces.dashboard.server.serve", "laboratory.province.Province",
                  "laboratory.validation.measurement.measure", "laboratory.runner.sweep", "laboratory.pilot.estimate",
                  "laboratory.executors.warm_up", "laboratory.verify.verify"):
        monkeypatch.setattr(f"coprod.{place}", begin)


def snapshot(folder):
    return sorted((str(path.relative_to(folder)), path.stat().st_size) for path in folder.rglob("*"))


@sizes(250, 2000)
def test_command_lines(count, tmp_path, monkeypatch, no_work):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text("[points]\nreward = 5\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "letter.txt").write_text("mine")
    before, found, refused, commands = snapshot(tmp_path), {}, 0, options()
    for number in range(count):
        words = command_line(random.Random(f"command {number}"), commands)
        language = ("en", "zh")[number % 2]
        answer = CliRunner().invoke(app, words, prog_name="coprod", env={"COPROD_LANG": language})
        what = unclear(answer, language)
        what = what or ("something was written" if snapshot(tmp_path) != before else "")
        if what:
            found[number] = f"{what} {words!r:.300}"
        refused += answer.exit_code == 2
    check(found)
    assert refused > count / 2


def unclear(answer, language):
    """Return what is wrong with an answer."""
    if isinstance(answer.exception, Accepted) or answer.exit_code == 0:
        return ""
    if not isinstance(answer.exception, SystemExit):
        return f"{type(answer.exception).__name__}: {answer.exception!s:.300}"
    if answer.exit_code != 2:
        return f"status {answer.exit_code}"
    lines = answer.stderr.splitlines()
    if answer.stdout or len(lines) > SHOWN + 2 or len(answer.stderr) > LONGEST:
        return f"{len(lines)} lines, {answer.stdout[:80]}"
    if language == "zh" and not all(re.search("[\u4e00-\u9fff]", line.rsplit("：", 1)[-1]) for line in lines[1:]):
        return f"not in Chinese: {answer.stderr:.300}"
    return ""


@pytest.mark.skipif(os.name != "posix", reason="pipes and links are made otherwise elsewhere")
def test_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "large.toml").write_bytes(b"#" * 3_000_000)
    for path in (*tmp_path.iterdir(), tmp_path / "none.toml", tmp_path / ("x" * 300), Path("/dev/zero"), Path("a\0b")):
        for read in (load_scenario, Study.read, load_lesson):
            assert complaint(read, path) == (True, ""), path
