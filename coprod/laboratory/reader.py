"""Reading a TOML tree with a pencil in hand: every mistake is noted, nothing is raised until the end."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from coprod.kernel.policy_keys import POLICY
from coprod.laboratory.toml_lines import line_of
from coprod.text.messages import message
from coprod.text.problems import SHOWN, Problem, nearest

if TYPE_CHECKING:
    from coprod.parameters import Declaration

_SETTING = ("", "levers.", "uncertainties.", "set.")
"""Tables in which a parameter may be written by its own name."""


@dataclass
class Reader:
    """One table of a file, with the problems found in it so far."""

    tree: Mapping[str, Any]
    file: str
    lines: dict[str, int] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def note(self, key: str | tuple[str, ...], found: Any, allowed: str, mend: str = "", *,
             known: Collection[str] = ()) -> None:
        """Note a mistake at `key` of this table; `known` are the names of which the nearest is suggested instead."""
        path = self.path + ((key,) if isinstance(key, str) else key)
        line = line_of(self.lines, path)
        where = f"{self.file}:{line}" if line else self.file
        if known and len(self.problems) < SHOWN:  # to look for the nearest takes milliseconds, so not for thousands
            mend = nearest(found if isinstance(found, str) else path[-1], known)
        self.problems.append(Problem(where, ".".join(path), found, allowed, mend))

    def take(self, problems: Iterable[Problem]) -> None:
        """Note mistakes that a model found in what this file says, with the lines of their keys where these are known."""
        for problem in problems:
            lines = (self.lines.get(f"{table}{problem.key}") for table in _SETTING)
            line = line_of(self.lines, tuple(problem.key.split("."))) if problem.key.startswith(f"{POLICY}[") else None
            line = line or next(filter(None, lines), None)
            found_here = line and problem.where == self.file
            self.problems.append(replace(problem, where=f"{self.file}:{line}") if found_here else problem)

    def table(self, key: str) -> Reader:
        """Return the table `key` (an empty one if there is none) that notes into the same list."""
        found = self.tree.get(key, {})
        if not isinstance(found, Mapping):
            self.note(key, found, message("problem.table", table=f"[{key}]"))
            found = {}
        return Reader(found, self.file, self.lines, (*self.path, key), self.problems)

    def only(self, allowed: Iterable[str]) -> None:
        """Note every key that is not one of `allowed`."""
        allowed = list(allowed)
        names = ", ".join(allowed)
        for key in self.tree:
            if key not in allowed:
                self.note(key, None, message("problem.no_such_key", names=names), known=allowed)

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        found = self.tree.get(key, default)
        if not isinstance(found, str):
            self.note(key, found, message("problem.text_in_quotes"))
            return default
        return found

    def flag(self, key: str, default: bool) -> bool:
        """Return a truth value."""
        found = self.tree.get(key, default)
        if not isinstance(found, bool):
            self.note(key, found, message("problem.true_or_false"))
            return default
        return found

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        """Return a whole number within bounds."""
        found = self.tree.get(key, default)
        if not isinstance(found, int) or isinstance(found, bool) or not low <= found <= high:
            self.note(key, found, message("problem.whole_numbers", low=f"{low:,}", high=f"{high:,}"))
            return default
        return found

    def number(self, key: str, default: float, low: float = -math.inf, high: float = math.inf) -> float:
        """Return a finite number within bounds."""
        found = self.tree.get(key, default)
        if not is_number(found) or not low <= found <= high:
            unbounded = math.isinf(low) and math.isinf(high)
            self.note(key, found, message("problem.any_number") if unbounded
                      else message("problem.numbers", low=f"{low:,g}", high=f"{high:,g}"))
            return default
        return float(found)

    def choice(self, key: str, allowed: Iterable[str], default: str) -> str:
        """Return one of some words."""
        allowed = list(allowed)
        found = self.tree.get(key, default)
        if found not in allowed:
            self.note(key, found, message("problem.one_of", names=", ".join(allowed)),
                      known=allowed if isinstance(found, str) else ())
            return default
        return str(found)

    def names(self, key: str, allowed: Iterable[str] | None, default: Iterable[str] = ()) -> tuple[str, ...]:
        """Return a list of names, each one of `allowed` (None accepts any) and given once."""
        found = self.tree.get(key, list(default))
        if isinstance(found, str):
            found = [found]
        if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
            self.note(key, found, message("problem.list_of_names"))
            return tuple(default)
        times = Counter(found)
        known = None if allowed is None else list(allowed)
        for name in times:
            if times[name] > 1:
                self.note(key, name, message("problem.given_twice"))
            if known is not None:
                self._known(key, name, known)
        return tuple(times)

    def _known(self, key: str, name: str, allowed: list[str]) -> None:
        if name not in allowed:
            shown = ", ".join(allowed[:40]) + (", …" if len(allowed) > 40 else "")
            self.note(key, name, message("problem.no_such_name_among", names=shown), known=allowed)


def is_number(value: Any) -> bool:
    """Tell whether a value is a finite number, and no truth value."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return (isinstance(value, int) and abs(value) < 2**63) or (isinstance(value, float) and math.isfinite(value))


def fits(value: Any, declaration: Declaration) -> bool:
    """Tell whether a parameter accepts a value."""
    if declaration.kind == "bool":
        return isinstance(value, bool)
    if declaration.kind == "choice":
        return isinstance(value, str) and (value in declaration.choices or not declaration.choices)
    if not is_number(value) or (declaration.kind == "int" and float(value) != int(value)):
        return False
    low, high = declaration.bounds or (-math.inf, math.inf)
    return bool(low <= value <= high)
