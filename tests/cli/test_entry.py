"""The door: help at once and in both languages, the version, progress on stderr."""

import io
import json
import os
import subprocess
import sys

import pytest

from coprod import __version__
from coprod.interfaces.cli import COMMANDS
from coprod.interfaces.cli.progress import Progress
from tests.failures import Failures

HEAVY = ("mesa", "numpy", "pandas", "scipy", "networkx", "simpy", "duckdb", "coprod.parameters.model")

DASHBOARD = sys.modules["coprod.interfaces.cli.dashboard"]


PAGES = [[], *[[command.__name__] for command in COMMANDS]]
ASK = f"HEAVY = {HEAVY!r}" + """
import contextlib, io, json, sys
from coprod.interfaces.entry import main
answers = []
for words in json.loads(sys.argv[1]):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            main(words)
        except SystemExit as leaving:
            answers.append([leaving.code or 0, out.getvalue(), sorted(set(sys.modules) & set(HEAVY))])
print(json.dumps(answers))
"""


def asked_in_a_process(*calls, **environment):
    """Return status, page and heavy modules loaded after each call: all in one new process, as starting takes a second."""
    done = subprocess.run([sys.executable, "-c", ASK, json.dumps(calls)], capture_output=True, text=True, check=True,
                          env=os.environ | {"COPROD_LANG": "en", "COLUMNS": "100"} | environment)
    answers = json.loads(done.stdout)
    assert len(answers) == len(calls) and done.stderr == ""
    return answers


def test_help_needs_nothing_heavy():
    answers = asked_in_a_process(["--help"], ["run", "--help"], ["compare", "--help"], ["--version"])
    assert [heavy for _, _, heavy in answers] == [[]] * 4


def test_every_help_page_speaks_both_languages():
    english = asked_in_a_process(*([*words, "--help"] for words in PAGES))
    chinese = asked_in_a_process(*([*words, "--help"] for words in PAGES), COPROD_LANG="zh")
    with Failures() as failures:
        for words, (status, page, _), (other_status, other, _) in zip(PAGES, english, chinese, strict=True):
            with failures.case(" ".join(["coprod", *words])):
                assert status == other_status == 0
                assert "Options" in page and not page.isascii()
                assert "选项" in other and "显示本帮助并退出" in other and "Show" not in other
    assert all(command.__name__ in english[0][1] for command in COMMANDS)


def test_lang_decides_the_language_of_the_help():
    answers = asked_in_a_process(*([*words, "--lang=zh", "--help"] for words in PAGES[1:]))
    assert all(status == 0 and "选项" in page and "显示本帮助并退出" in page for status, page, _ in answers)


@pytest.mark.parametrize(("language", "shown"), [("en", "Usage:"), ("zh", "选项")])
def test_without_arguments_it_shows_the_help(language, shown):
    (status, page, _), (_, asked, _) = asked_in_a_process([], ["--help"], COPROD_LANG=language)
    assert status == 2 and shown in page and page.strip() == asked.strip()


def test_version(coprod):
    assert coprod("--version").out == f"coprod {__version__}\n"


def test_a_reader_who_leaves_early_gets_no_traceback():
    command = f"{sys.executable} -m coprod parameters --format json | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("[") and "Traceback" not in done.stderr and "Exception" not in done.stderr


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("stream", "shown"), [
    (Terminal(), "\rday 30 of 90, 40 s left"), (io.StringIO(), "day 30 of 90, 40 s left\n"),
])
def test_progress_tells_what_is_done_and_what_is_left(stream, shown, monkeypatch):
    clock = iter([0.0, 0.5, 20.0, 20.1])
    monkeypatch.setattr("coprod.interfaces.cli.progress.time.monotonic", lambda: next(clock))
    with Progress("run.progress", "en", stream) as progress:
        progress(1, 90)
        assert stream.getvalue() == ""
        progress(30, 90)
        progress(31, 90)
    assert stream.getvalue().startswith(shown)
    assert "31" not in stream.getvalue()


def test_the_dashboard_says_what_it_lacks(coprod, monkeypatch):
    monkeypatch.setattr(DASHBOARD, "find_spec", lambda name: None)
    answer = coprod("dashboard")
    assert answer.status == 2 and "make dashboard" in answer.err


def test_the_dashboard_is_served_on_the_port_asked_for(coprod, monkeypatch):
    server = pytest.importorskip("coprod.interfaces.dashboard.server")
    asked, told = [], []

    def serve(port, *, language, announce, **how):
        asked.append((port, language))
        told.append(sys.stdout.getvalue())
        announce()

    monkeypatch.setattr(DASHBOARD, "find_spec", lambda name: True)
    monkeypatch.setattr(server, "serve", serve)
    answer = coprod("dashboard", "--port", 9000, "--lang", "zh")
    assert answer.status == 0 and "http://localhost:9000" in answer.out
    assert asked == [(9000, "zh")] and told == [""], "the address is told before anybody listens there"


def test_a_district_is_shown_as_long_as_the_dashboard_is_served(coprod, monkeypatch):
    server = pytest.importorskip("coprod.interfaces.dashboard.server")
    from coprod.interfaces.dashboard.lessons import DISTRICT

    shown = []
    monkeypatch.setattr(server, "serve", lambda *args, **more: shown.append(os.environ.get(DISTRICT)))
    assert coprod("dashboard", "storm_night", "--port", 9000).status == 0 and shown == ["storm_night"]
    assert DISTRICT not in os.environ
