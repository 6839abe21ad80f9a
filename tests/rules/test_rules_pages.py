"""Every block of code on the pages on rules runs, from the first to the last, in one folder."""

import os
import re
import shlex
import subprocess
import sys
import tomllib

import pytest

from coprod.agents import decisions
from coprod.agents.decisions import all_decisions
from coprod.interfaces.cli.rules import situation
from coprod.interfaces.docs import FOLDER
from coprod.parameters import Parameters

PAGES = ("rules.md", "rules.zh.md")
SHORT = {"days = 60": "days = 40", "replications = 5": "replications = 2", "= 100": "= 60"}
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)


def blocks(page):
    return BLOCK.findall((FOLDER / page).read_text(encoding="utf-8"))


def test_both_languages_have_the_same_code():
    assert blocks(PAGES[0]) == blocks(PAGES[1]) and len(blocks(PAGES[0])) >= 8


def test_decisions_are_listed_alike_whichever_file_was_imported_first(monkeypatch):
    """A decision is known once its file is imported, and tests and tools import files in orders of their own."""
    listed = all_decisions()
    monkeypatch.setattr(decisions, "DECISIONS", dict(reversed(decisions.DECISIONS.items())))
    assert list(all_decisions()) == list(listed)


def test_the_pages_name_what_every_rule_sees_and_which_of_it_holds_a_draw():
    drawn = {}
    for d in all_decisions().values():
        assert bool(d.rules) == bool(situation(d)), d.name
        if d.rules:
            fields = getattr(sys.modules[d.rules[d.default].__module__], situation(d)).__annotations__
            drawn.update({situation(d): name for name in ("uniform", "dare") if name in fields})
    for page in PAGES:
        text = (FOLDER / page).read_text(encoding="utf-8")
        (sentence,) = (line for line in text.splitlines() if "`dare`" in line)
        assert set(re.findall(r"`([A-Z]\w+)`", sentence)) == set(drawn), page
        assert all(f"| `{d.name}` |" in text and f"| `{situation(d)}` |" in text for d in all_decisions().values() if d.rules)


@pytest.mark.slow
def test_every_block_runs(tmp_path):
    """A block that begins with the name of a file is that file; commands are made short."""
    for kind, text in blocks(PAGES[0]):
        for long, short in SHORT.items():
            text = text.replace(long, short)
        named = re.match(r"# (\S+)\n", text)
        if named:
            (tmp_path / named[1]).write_text(text, encoding="utf-8")
        elif kind == "toml":
            assert Parameters.from_tree(tomllib.loads(text), where="page").rules
        elif kind == "python":
            call(tmp_path, [sys.executable, "-c", text])
        else:
            for line in text.strip().splitlines():
                command = shlex.split(line)
                small = ["--set", "town.residents_per_community=60"]
                more = {"run": small, "sweep": ["--workers", "1"], "compare": ["--days", "5", "--replications", "2", *small]}
                days = [] if command[1] != "run" or "--days" in command else ["--days", "30"]
                call(tmp_path, [sys.executable, "-P", "-m", *command, *more.get(command[1], []), *days])
    assert (tmp_path / "runs" / "lazy" / "mine.py").exists() and (tmp_path / "results" / "lazy" / "report.html").exists()
    again = ["coprod", "run", "parameters.toml", "--allow-code", "--days", "5"]
    call(tmp_path / "runs" / "lazy", [sys.executable, "-P", "-m", *again])


def call(folder, command):
    done = subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(FOLDER.parent)}, capture_output=True,
                          text=True, timeout=300, encoding="utf-8")
    if done.returncode:
        pytest.fail(f"{' '.join(command[2:])[:200]}\n{done.stdout[-500:]}\n{done.stderr[-1500:]}", pytrace=False)
