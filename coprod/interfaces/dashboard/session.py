"""What one visitor's page remembers beside its address: how to undo, what was guessed, and what it still has to tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from coprod.interfaces.dashboard import levers
from coprod.interfaces.dashboard.lessons import find_lesson
from coprod.interfaces.dashboard.reducers import reduce_state
from coprod.interfaces.dashboard.state import Notice, State, read_address
from coprod.text.glossary import Language, pick, translate
from coprod.text.messages import render as in_language

Push = Callable[[str], None]

MOST_UNDONE = 50
"""Steps that can be undone; the browser keeps them for a page that is loaded anew."""

_LONGEST = 4000
_NOT_UNDONE = {"lang", "present", "guess", "revealed"}


@dataclass(frozen=True)
class Hand:
    """What the levers show of a session: a value of its own, as a page is drawn anew only where what it is given has changed."""

    all_levers: bool = False
    can_undo: bool = False
    heard: int = 0


class Session:
    """A visitor's desk; every browser page has one of its own."""

    def __init__(self) -> None:
        self.state = State()
        self.past: list[str] = []
        self.answers: dict[str, tuple[int, bool]] = {}
        """By lesson: the guess, which cannot be changed, and whether the answer was told."""
        self.all_levers = False
        self._taken_up = False
        self.heard = 0
        """Number of the last move of a lever that was dealt with; until then the browser shows its own value."""
        self._gesture: Any = None
        self._notice: Notice | None = None
        self._dismissed: set[str] = set()
        self._unusable: list[Notice] = []

    def read(self, query: str, language: Language) -> State:
        """Return the state of an address, with the guess that was made first, whatever the address says."""
        state, self._unusable = read_address(query, language)
        guess, revealed = self.answers.get(state.lesson, (state.guess, False))
        self.state = state if guess is None else state.with_(guess=guess, revealed=revealed or state.revealed)
        self._keep_answer()
        return self.state

    def _keep_answer(self) -> None:
        if self.state.guess is not None:
            self.answers[self.state.lesson] = self.state.guess, self.state.revealed

    @property
    def hand(self) -> Hand:
        """Return what the levers show of this session now."""
        return Hand(self.all_levers, bool(self.past), self.heard)

    @property
    def memory(self) -> dict[str, Any]:
        """Return what the browser keeps for when the page is loaded anew, and whether it has said what it had kept."""
        answers = {name: list(answer) for name, answer in self.answers.items()}
        return {"past": self.past, "answers": answers, "taken_up": self._taken_up}

    @property
    def notices(self) -> list[str]:
        """Return what is to be told now, in the language of the page."""
        asked = [notice for notice in self._unusable if notice.key + repr(sorted(notice.values)) not in self._dismissed]
        return [render_notice(notice, self.state.lang) for notice in [*asked, *([self._notice] if self._notice else [])]]

    def on_event(self, event: dict[str, Any], push: Push) -> None:
        """Do what the reader asks: most of it becomes a new address, and the browser remembers the one before."""
        what = event.get("do")
        if what == "dismiss":
            self._dismissed |= {notice.key + repr(sorted(notice.values)) for notice in self._unusable}
            self._notice = None
        elif what == "all_levers":
            self.all_levers = True
        elif what == "remember":
            self._remember(event)
        elif what == "undo":
            self._gesture = None
            if self.past:
                push("/?" + self.past.pop())
        else:
            self._reduce(event, push)

    def _reduce(self, event: dict[str, Any], push: Push) -> None:
        after, self._notice = reduce_state(self.state, event)
        self.heard = int(event.get("at", self.heard))
        if after == self.state:
            return
        gesture = event.get("gesture")
        if event["do"] not in _NOT_UNDONE and (gesture is None or gesture != self._gesture):
            self.past = [*self.past, self.state.query()][-MOST_UNDONE:]
        self._gesture = gesture
        self.state = after  # a second press may come before the page has read its new address
        self._keep_answer()
        push("/?" + after.query())

    def _remember(self, memory: Mapping[str, Any]) -> None:
        """Take up what the browser kept of a page that was loaded anew; whatever is not of that form is left out."""
        self._taken_up = True
        past, answers = memory.get("past"), memory.get("answers")
        if not self.past and isinstance(past, list):
            self.past = [one for one in past if isinstance(one, str) and len(one) < _LONGEST][-MOST_UNDONE:]
        for name, answer in (answers if isinstance(answers, Mapping) else {}).items():
            lesson = find_lesson(str(name))
            if lesson and lesson.question and isinstance(answer, list) and len(answer) == 2:
                guess, revealed = answer
                if isinstance(guess, int) and -1 <= guess < len(lesson.question.choices):
                    self.answers.setdefault(lesson.name, (guess, bool(revealed) or guess < 0))


def render_notice(notice: Notice, language: Language) -> str:
    """Say a notice in the reader's language."""
    values = dict(notice.values)
    if declaration := values.pop("declaration", None):
        values |= {"label": pick(language, declaration, "label"), "range": levers.range_text(declaration, language)}
    values |= {name: in_language(value, language) for name, value in values.items() if isinstance(value, str)}
    return translate(notice.key, language, **values)
