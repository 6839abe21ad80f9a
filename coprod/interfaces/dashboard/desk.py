"""What one visitor's page remembers beside its address: how to undo, and what it still has to tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coprod.interfaces.dashboard import levers
from coprod.interfaces.dashboard.moves import move
from coprod.interfaces.dashboard.state import Notice, State, read_address
from coprod.text.glossary import Language, pick, say
from coprod.text.messages import told as in_language

Push = Callable[[str], None]


class Desk:
    """A visitor's desk; every browser page has one of its own."""

    def __init__(self) -> None:
        self.state = State()
        self.past: list[str] = []
        self.all_levers = False
        self._told: Notice | None = None
        self._heard: set[str] = set()
        self._unusable: list[Notice] = []

    def read(self, query: str, language: Language) -> State:
        """Return the state of an address."""
        self.state, self._unusable = read_address(query, language)
        return self.state

    @property
    def notices(self) -> list[str]:
        """Return what is to be told now, in the language of the page."""
        asked = [notice for notice in self._unusable if notice.key + repr(sorted(notice.values)) not in self._heard]
        return [told(notice, self.state.lang) for notice in [*asked, *([self._told] if self._told else [])]]

    def hear(self, said: dict[str, Any], push: Push) -> None:
        """Do what the reader asks: most of it becomes a new address, and the browser remembers the one before."""
        what = said.get("do")
        if what == "heard":
            self._heard |= {notice.key + repr(sorted(notice.values)) for notice in self._unusable}
            self._told = None
        elif what == "all_levers":
            self.all_levers = True
        elif what == "undo":
            if self.past:
                push("/?" + self.past.pop())
        else:
            self._move(said, push)

    def _move(self, said: dict[str, Any], push: Push) -> None:
        after, self._told = move(self.state, said)
        if after == self.state:
            return
        if said["do"] not in ("lang", "present"):
            self.past.append(self.state.query())
        self.state = after  # a second press may come before the page has read its new address
        push("/?" + after.query())


def told(notice: Notice, language: Language) -> str:
    """Say a notice in the reader's language."""
    values = dict(notice.values)
    if declaration := values.pop("declaration", None):
        values |= {"label": pick(language, declaration, "label"), "range": levers.range_text(declaration, language)}
    values |= {name: in_language(value, language) for name, value in values.items() if isinstance(value, str)}
    return say(notice.key, language, **values)
