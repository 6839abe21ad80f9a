"""What one visitor's page remembers beside its address: how to undo, and what it still has to tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coprod.interfaces.dashboard import levers
from coprod.interfaces.dashboard.reducers import reduce_state
from coprod.interfaces.dashboard.state import Notice, State, read_address
from coprod.text.glossary import Language, pick, translate
from coprod.text.messages import render as in_language

Push = Callable[[str], None]


class Session:
    """A visitor's desk; every browser page has one of its own."""

    def __init__(self) -> None:
        self.state = State()
        self.past: list[str] = []
        self.all_levers = False
        self._notice: Notice | None = None
        self._dismissed: set[str] = set()
        self._unusable: list[Notice] = []

    def read(self, query: str, language: Language) -> State:
        """Return the state of an address."""
        self.state, self._unusable = read_address(query, language)
        return self.state

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
        elif what == "undo":
            if self.past:
                push("/?" + self.past.pop())
        else:
            self._reduce(event, push)

    def _reduce(self, event: dict[str, Any], push: Push) -> None:
        after, self._notice = reduce_state(self.state, event)
        if after == self.state:
            return
        if event["do"] not in ("lang", "present"):
            self.past.append(self.state.query())
        self.state = after  # a second press may come before the page has read its new address
        push("/?" + after.query())


def render_notice(notice: Notice, language: Language) -> str:
    """Say a notice in the reader's language."""
    values = dict(notice.values)
    if declaration := values.pop("declaration", None):
        values |= {"label": pick(language, declaration, "label"), "range": levers.range_text(declaration, language)}
    values |= {name: in_language(value, language) for name, value in values.items() if isinstance(value, str)}
    return translate(notice.key, language, **values)
