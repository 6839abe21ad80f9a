"""The door: help at once and in both languages, the version, progress on stderr."""

import io
import os
import subprocess
import sys

import pytest

from coprod import __version__
from coprod.commands import COMMANDS
from coprod.commands.progress import Progress

HEAVY = ("mesa", "numpy", "pandas", "scipy", "networkx", "simpy", "duckdb", "coprod.parameters.model")

DASHBOARD = sys.modules["coprod.commands.dashboard"]


def coprod_in_a_process(*words, **environment):
    return subprocess.run([sys.executable, "-m", "coprod", *words], capture_output=True, text=True, check=False,
                          env=os.environ | {"COPROD_LANG": "en", "COLUMNS": "100"} | environment)


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["compare", "--help"], ["--version"]])
def test_help_needs_nothing_heavy(words):
    program = ("import sys\nfrom coprod.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n"
               f"    print(sorted(set({HEAVY}) & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("words", [[], *[[command.__name__] for command in COMMANDS]])
def test_every_help_page_speaks_both_languages(words):
    english = coprod_in_a_process(*words, "--help")
    for chinese in (coprod_in_a_process(*words, "--help", COPROD_LANG="zh"),
                    coprod_in_a_process(*words, "--lang=zh", "--help") if words else None):
        assert english.returncode == 0 and "Options" in english.stdout and english.stdout.isascii() is False
        if chinese:
            assert chinese.returncode == 0 and "选项" in chinese.stdout and "显示本帮助并退出" in chinese.stdout
            assert "Show" not in chinese.stdout


def test_the_page_lists_every_command():
    out = coprod_in_a_process("--help").stdout
    assert all(command.__name__ in out for command in COMMANDS)


@pytest.mark.parametrize(("language", "shown"), [("en", "Usage:"), ("zh", "选项")])
def test_without_arguments_it_shows_the_help(language, shown):
    done, asked = (coprod_in_a_process(*words, COPROD_LANG=language) for words in ([], ["--help"]))
    assert done.returncode == 2 and shown in done.stdout and done.stderr == ""
    assert done.stdout.strip() == asked.stdout.strip()


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
    monkeypatch.setattr("coprod.commands.progress.time.monotonic", lambda: next(clock))
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
    server = pytest.importorskip("coprod.dashboard.server")
    asked = []
    monkeypatch.setattr(DASHBOARD, "find_spec", lambda name: True)
    monkeypatch.setattr(server, "serve", lambda port, **how: asked.append((port, how["language"])))
    answer = coprod("dashboard", "--port", 9000, "--lang", "zh")
    assert answer.status == 0 and "http://localhost:9000" in answer.out
    assert asked == [(9000, "zh")]
