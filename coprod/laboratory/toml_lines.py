"""Where in a TOML file a key stands: Python's own reader keeps no line numbers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

Path = tuple[str, ...]

_PART = r'(?:"(?:[^"\\]|\\.)*"|\'[^\']*\'|[A-Za-z0-9_-]+)'
_NAME = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE = re.compile(rf"\s*\[\[?\s*({_NAME})\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"\s*({_NAME})\s*=")
_FENCE = re.compile(r'"""|\'\'\'')


def key_lines(text: str) -> dict[str, int]:
    """Return the line, from 1, on which every key and table of a TOML text is first written, by dotted name.

    What stands in one of several ``[[tables]]`` of a name has its line under ``tables[0].key`` too, counted from 0.
    """
    lines: dict[str, int] = {}
    table: Path = ()
    entry: Path = ()
    times: dict[Path, int] = {}
    for number, line in _outside_long_strings(text):
        if header := _TABLE.match(line):
            table = entry = _parts(header.group(1))
            if line.lstrip().startswith("[["):  # the first of several tables of a name is target[0]
                entry = (*table[:-1], f"{table[-1]}[{times.setdefault(table, 0)}]")
                times[table] += 1
            for path in (table, entry):
                lines.setdefault(".".join(path), number)
        elif key := _KEY.match(line):
            for start in (table, entry):
                path = start + _parts(key.group(1))
                for depth in range(len(start) + 1, len(path) + 1):
                    lines.setdefault(".".join(path[:depth]), number)
    return lines


def line_of(lines: dict[str, int], path: Path) -> int | None:
    """Return the line of `path`, or of the nearest table around it."""
    name = ".".join(path)
    while name and name not in lines:
        name = name.rpartition(".")[0]
    return lines.get(name)


def _parts(name: str) -> Path:
    parts = []
    for part in re.findall(_PART, name):
        parts.append(part[1:-1] if part[0] == "'" else _unquoted(part) if part[0] == '"' else part)
    return tuple(parts)


def _unquoted(part: str) -> str:
    try:
        return str(tomllib.loads(f"value = {part}")["value"])
    except tomllib.TOMLDecodeError:
        return part[1:-1]


def _outside_long_strings(text: str) -> Iterator[tuple[int, str]]:
    fence: str | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if fence is None:
            yield number, line
        for mark in _FENCE.findall(line):
            if fence is None:
                fence = mark
            elif mark == fence:
                fence = None
