"""Run what stands in fenced blocks of a page, from the first to the last, in one folder.

The language of a fence says what happens to it:

- ``sh``: every line is a command, ``coprod …``, ``python FILE``, ``mkdir`` or ``cp``;
- ``python``, ``toml``, ``csv``: beginning with ``# name.py`` and the like, they are that file; other Python is run, TOML read;
- ``text``: printed by something above it, figures aside (:func:`shape`);
- ``shell``: installs something or serves for ever, so it is only checked for its form.
"""

import contextlib
import io
import os
import re
import runpy
import shlex
import shutil
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from coprod.interfaces.docs import FOLDER
from coprod.interfaces.entry import main
from coprod.parameters import Parameters

BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^ *```", re.M | re.S)
NAMED = re.compile(r"# (\S+\.(?:py|toml|csv))\n")
INSTALLERS = ("python -m venv", "python -m pip", "py -m venv", "pip ", "pipx ", "uvx ", "make ", ". .venv/bin/activate",
              ".venv\\Scripts\\activate", "coprod ", "git clone", "cd ", "export ", "$env:")
SMALL = ("--set", "town.streets=1", "--set", "town.communities=2", "--set", "town.residents_per_community=60")
SIZED = ("run", "compare", "attribute", "timeline")
ROOT = FOLDER.parent


def blocks(page):
    """Return (language, text) of every fenced block of a page."""
    text = (FOLDER / page).read_text(encoding="utf-8")
    return [(language, re.sub(f"^{indent}", "", body, flags=re.M)) for indent, language, body in BLOCK.findall(text)]


def code(page):
    """Return the blocks without comments and without what is said in words, which differ between languages."""
    plain = []
    for language, text in blocks(page):
        lines = [re.sub(r"\s+#.*$", "", line) for line in text.splitlines()]
        plain.append((language, [] if language in ("text", "") else [re.sub('".*"', '""', line) for line in lines]))
    return plain


def shape(line):
    """Return what of a printed line does not depend on figures or width."""
    return re.sub(r"[\d.,+−–%\s…-]+", " ", line).strip()


@dataclass
class Reader:
    """Somebody who follows a page in a folder; with `small`, in a small town and for few days."""

    folder: Path
    small: bool = True
    said: str = ""
    names: dict = field(default_factory=dict)

    def follow(self, page):
        """Run every block of the page."""
        with contextlib.chdir(self.folder):
            for language, text in blocks(page):
                self.take(page, language, text)

    def take(self, page, language, text):
        """Do what a block asks for."""
        if language in ("python", "toml", "csv") and (named := NAMED.match(text)):
            Path(named[1]).write_text(self.shortened(text), encoding="utf-8")
        elif language == "python":
            with contextlib.redirect_stdout(heard := io.StringIO()):
                exec(compile(self.shortened(text), page, "exec"), self.names)
            self.said += heard.getvalue()
        elif language == "toml":
            assert Parameters.from_tree(tomllib.loads(text), where=page)
        elif language == "sh":
            for line in text.splitlines():
                self.command(page, line)
        elif language == "text":
            printed = {shape(line) for line in self.said.splitlines()}
            missing = [line for line in text.splitlines() if shape(line) and shape(line) not in printed]
            assert not missing, f"{page}: nothing above prints {missing}\n{self.said[-3000:]}"
        else:
            assert language == "shell", f"{page}: a block needs a language, not {language!r}"
            for line in filter(None, (re.sub(r"\s+#.*$", "", line).strip() for line in text.splitlines())):
                assert line.startswith(INSTALLERS), f"{page}: {line}"

    def shortened(self, text):
        """Return code or a study with fewer days, replications and people, if the reader is in a hurry."""
        if not self.small:
            return text
        text = re.sub(r"\b(days)( ?= ?)\d+", r"\g<1>\g<2>20", text)
        text = re.sub(r"\b(warmup_days)( ?= ?)\d+", r"\g<1>\g<2>6", text)
        text = re.sub(r"\b(replications)( ?= ?)\d+", r"\g<1>\g<2>2", text)
        return re.sub(r'(residents_per_community"? ?[=:] ?)\d+', r"\g<1>60", text)

    def command(self, page, line):
        """Carry out one line as a shell would."""
        words = shlex.split(line, comments=True)
        if not words:
            return
        program, *rest = words
        if program == "coprod":
            self.coprod(page, rest)
        elif program == "python":
            with contextlib.redirect_stdout(heard := io.StringIO()):
                self.names = runpy.run_path(rest[0], run_name="__main__")
            self.said += heard.getvalue()
        elif program == "mkdir":
            Path(rest[-1]).mkdir(parents=True, exist_ok=True)
        else:
            assert program == "cp", f"{page}: {line}"
            shutil.copy(ROOT / rest[0], rest[1])

    def coprod(self, page, words):
        """Call the command line in this process; it must end well and print something."""
        if self.small and words[0] in SIZED:
            town = [] if any(Path(word).is_dir() for word in words[1:]) else SMALL  # the tables of a district say how large it is
            words = [*_few(words), *([] if "--days" in words or words[0] == "timeline" else ["--days", "20"]), *town]
        if words[0] == "sweep" and "--dry-run" not in words:
            words = [*words, "--workers", "0"]  # in this process: workers take seconds to start
        with contextlib.redirect_stdout(heard := io.StringIO()), contextlib.redirect_stderr(complained := io.StringIO()):
            try:
                main(words)
                status = 0
            except SystemExit as leaving:
                status = leaving.code or 0
        assert status == 0 and heard.getvalue(), f"{page}: coprod {' '.join(words)}\n{complained.getvalue()[-2000:]}"
        self.said += heard.getvalue()


def _few(words):
    """Return the words of a command with few days and replications."""
    few = list(words)
    for option, most in (("--days", 20), ("--replications", 3)):
        if option in few:
            place = few.index(option) + 1
            few[place] = str(min(int(few[place]), most))
    return few


def speak(monkeypatch, language="en"):
    """Let the commands answer in a language, on wide lines."""
    monkeypatch.setenv("COPROD_LANG", language)
    monkeypatch.setenv("COLUMNS", "300")
    assert os.environ["COPROD_LANG"] == language
