"""What went wrong with somebody's input, said once and in full.

Every reader of input (parameters, scenarios, studies, lessons, commands) collects *all* its
:class:`Problem` items and raises them together as :class:`InputProblems`; the command line prints
them and leaves with status 2, the dashboard shows them in the page.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coprod.text.glossary import Language, unit_in


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it stands, what was found there, what is allowed and how to mend it."""

    where: str
    key: str
    found: object
    allowed: str
    mend: str = ""

    def __str__(self) -> str:
        """Return the mistake as one line of plain words."""
        found = "" if self.found is None else f" = {_shown(self.found)}"
        mend = f" {self.mend}" if self.mend else ""
        return f"{self.where}: {self.key}{found}: {self.allowed}.{mend}"

    def told(self, language: Language) -> str:
        """Return the mistake as one line in `language`; what has no translation stays English."""
        if language == "en":
            return str(self)
        found = "" if self.found is None else f" = {_shown(self.found)}"
        return f"{self.where}：{self.key}{found}：{in_chinese(self.allowed)}。{in_chinese(self.mend)}"


class InputProblems(ValueError):
    """All mistakes of one input, raised together."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[InputProblems], tuple[tuple[Problem, ...]]]:
        """Survive the trip between processes with the problems intact."""
        return type(self), (self.problems,)


def nearest(word: str, words: Iterable[str]) -> str:
    """Return ``Did you mean …?`` for the closest of `words`, or nothing if none is close."""
    words = list(words)
    found = [w for w in words if w.rsplit(".", 1)[-1] == word.rsplit(".", 1)[-1]]  # right but for its group
    found = found or difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    return f"Did you mean {found[0]}?" if found else ""


def in_chinese(text: str) -> str:
    """Return what is said of a mistake in Chinese, by the first sentence of ``problems.toml`` that it fits; else as it is."""
    for pattern, chinese in _sentences():
        if found := pattern.fullmatch(text):
            return chinese.format(**{name: _part_in_chinese(name, part) for name, part in found.groupdict().items()})
    return text


def _part_in_chinese(name: str, part: str) -> str:
    return in_chinese(part) if name == "text" else unit_in("zh", part) if name == "unit" else part


@cache
def _sentences() -> list[tuple[re.Pattern[str], str]]:
    """Return what English sentences look like, with their Chinese, in the order of the file."""
    pairs = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return [(re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(english)), re.DOTALL), chinese)
            for english, chinese in pairs.items()]


def _shown(value: object, limit: int = 80) -> str:
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
