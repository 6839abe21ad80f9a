"""Reading the tables ``[[policy]]`` of a study, checked whatever else is wrong, as far as the study does not vary them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coprod.kernel.policy_keys import POLICY, PREFIX
from coprod.laboratory.reader import Reader
from coprod.laboratory.simulator import Simulator
from coprod.parameters.policy_tables import edits_apart
from coprod.text.messages import message
from coprod.text.problems import Problem

_PLACE = re.compile(rf"{POLICY}\[(\d+)\]\.(.+)")
_VARIED = re.compile(rf"(?:^|\.){re.escape(PREFIX)}([^.]+)\.(.+)")
_TOGETHER = frozenset(("until", "when", "end_when", "threshold", "hold", "for_days"))
"""Entries that are judged by other entries, which a study may vary."""


def read_policies(reader: Reader, simulator: Simulator, keys: Iterable[str]) -> dict[str, Any]:
    """Return the tables of policies, which go in place of those of the scenario; what is wrong with them is noted.

    Parameters
    ----------
    keys : iterable of str
        The parameters, and entries of policies, that the study sets or varies.
    """
    found = reader.tree.get(POLICY)
    if found is None:
        return {}
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        reader.note(POLICY, found, message("problem.policy_tables"))
        return {}
    tables = [dict(one) for one in found]
    keys = list(keys)
    _, edits = edits_apart({} if POLICY in keys else dict.fromkeys(keys))  # a scenario among the levels may bring other policies
    varied: dict[str, set[str]] = {}
    for name, entry in _entries([*keys, *_written(reader.tree)]):
        varied.setdefault(name, set()).add(entry)
    reader.take(problem for problem in simulator.policy_problems(tables, edits, reader.file)
                if not _may_be_mended(problem, tables, varied))
    return {POLICY: tables}


def _may_be_mended(problem: Problem, tables: list[dict[str, Any]], varied: Mapping[str, set[str]]) -> bool:
    """Tell whether the mistake is in an entry that the study replaces, or one that is judged by such an entry."""
    place = _PLACE.fullmatch(problem.key)
    if not place:
        return False
    number, entry = int(place[1]), place[2]
    entries = varied.get(str(tables[number].get("name") or number), set())
    return entry in entries or bool(entries and entry in _TOGETHER)


def _entries(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    for key in keys:
        if found := _VARIED.search(key):
            yield found[1], found[2]


def _written(tree: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """Yield the names of all values that a study writes, as a mistake may keep them from being factors."""
    for key, value in tree.items():
        yield f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _written(value, f"{prefix}{key}.")
