"""What is told of a name that has changed: once a process, in the reader's language.

In Python it is a :class:`RenamedParameter` warning at the line that used the old name; ``coprod`` prints it as one line.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from coprod.text.glossary import Language, translate

SHOWN = 3
"""Names that are told one by one; of more only the number is told."""

_told: set[str] = set()


class RenamedParameter(DeprecationWarning):
    """Somebody used a name of a parameter that has changed. It still works."""


def announce(renamed: Mapping[str, str]) -> None:
    """Warn of old names, given with their new ones, unless they have been told before in this process."""
    new = {old: now for old, now in renamed.items() if old not in _told}
    if new:
        _told.update(new)
        warnings.warn(text_of(new), RenamedParameter, stacklevel=_first_outside())


def text_of(renamed: Mapping[str, str], language: Language | None = None) -> str:
    """Return one line that says what the names are called now."""
    pairs = [f"{old} → {now}" for old, now in renamed.items()]
    line = translate("renamed.names", language, pairs=", ".join(pairs[:SHOWN]))
    return line + (translate("renamed.more", language, n=len(pairs) - SHOWN) if len(pairs) > SHOWN else "")


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """Print what is told of old names as a plain line on standard error, other warnings as usual."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", RenamedParameter)
        usual = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *place: Any, **more: Any) -> None:
            if issubclass(category, RenamedParameter):
                print(message, file=sys.stderr)
            else:
                usual(message, category, *place, **more)

        warnings.showwarning = show
        yield


def _first_outside() -> int:
    """Return how many frames up the caller of coprod stands, so that the warning names a line of theirs."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] in ("coprod", "pydantic", "contextlib"):
        level, frame = level + 1, frame.f_back
    return level
