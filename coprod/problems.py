"""What went wrong with somebody's input, said once and in full.

Every reader of input (parameters, scenarios, studies, lessons, commands) collects *all* its
:class:`Problem` items and raises them together as :class:`InputProblems`; the command line prints
them and leaves with status 2, the dashboard shows them in the page.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


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


def _shown(value: object, limit: int = 80) -> str:
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
