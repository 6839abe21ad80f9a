"""What went wrong with somebody's input, said once and in full.

Every reader of input (parameters, scenarios, studies, lessons, commands) collects *all* its
:class:`Problem` items and raises them together as :class:`InputProblems`; the command line prints
them and leaves with status 2, the dashboard shows them in the page.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from coprod.text.glossary import Language, translate
from coprod.text.messages import message, render

SHOWN = 20
"""Mistakes that are told one by one, the first of the input; the others are counted."""
_LONGEST_WORD = 100
_A_SLIP = 0.85
"""Likeness from which on a word is taken for a slip of the pen, even where another name has the same last part."""
_LONGEST_MESSAGE = 2000


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it stands, what was found there, what is allowed and how to mend it.

    What is allowed and how to mend it are messages (:func:`coprod.text.messages.message`), which both languages have, or
    plain texts, shown as they are.
    """

    where: str
    key: str
    found: object
    allowed: str
    mend: str = ""

    def __str__(self) -> str:
        """Return the mistake as one line of plain words."""
        mend = f" {self.mend}" if self.mend else ""
        return _one_line(f"{_name(self.where, 300)}: {self._what}: {self.allowed}.{mend}")

    def render(self, language: Language) -> str:
        """Return the mistake as one line in `language`; plain texts stay as they are."""
        if language == "en":
            return str(self)
        return _one_line(
            f"{_name(self.where, 300)}：{self._what}：{render(self.allowed, language)}。{render(self.mend, language)}"
        )

    @property
    def _what(self) -> str:
        return _name(self.key, 120) + ("" if self.found is None else f" = {_shown(self.found)}")


class InputProblems(ValueError):
    """All mistakes of one input, raised together; its text has the first :data:`SHOWN` of them and counts the rest."""

    headings = "cli.one_mistake", "cli.mistakes"
    """What stands above one mistake and above several, in the glossary."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)  # SimPy makes a failed process's error anew from its arguments

    def __str__(self) -> str:
        """Return the lines in English."""
        return "\n".join(self.lines("en"))

    def lines(self, language: Language) -> list[str]:
        """Return a line for each of the first mistakes in `language`, and one that counts the others."""
        shown = [problem.render(language) for problem in self.problems[:SHOWN]]
        left = len(self.problems) - len(shown)
        return [*shown, translate("cli.more_mistakes", language, n=f"{left:,}")] if left else shown

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive the trip between processes with the problems intact."""
        return type(self), (self.problems,)


def nearest(word: str, words: Iterable[str]) -> str:
    """Return ``Did you mean …?`` for the closest of `words`, or nothing if none is close."""
    if len(word) > _LONGEST_WORD:  # comparing takes seconds, and no name of ours is half as long
        return ""
    words = list(words)
    found = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    if not found or _likeness(found[0], word) < _A_SLIP:
        moved = [w for w in words if w.rsplit(".", 1)[-1] == word.rsplit(".", 1)[-1]]  # right but for its group
        found = sorted(moved, key=lambda w: -_likeness(w, word)) or found
    return message("problem.did_you_mean", word=found[0]) if found else ""


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _shown(value: object, limit: int = 80) -> str:
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # a number of thousands of digits; a list in a list in a list …
        text = f"{type(value).__name__} …"
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _name(name: str, limit: int) -> str:
    """Return a name as it can be printed; of a long one the beginning and the end."""
    return name if len(name) <= limit else f"{name[: limit // 2]}…{name[-limit // 2 :]}"


def _one_line(text: str) -> str:
    """Return a text with control characters and halves of characters escaped, so that a message is one line."""
    text = _name(text, _LONGEST_MESSAGE)
    return text if text.isprintable() else "".join(
        mark if mark.isprintable() else mark.encode("unicode_escape").decode() for mark in text)
