"""Reading lists of tables such as ``[[target]]``."""

from __future__ import annotations

from collections.abc import Mapping

from coprod.laboratory.reader import Reader
from coprod.text.messages import message


def entries(reader: Reader, key: str) -> list[Reader]:
    """Return a reader of each table of a list; what is no such list is noted."""
    found = reader.tree.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        reader.note(key, found, message("calibrate.tables", table=f"[[{key}]]"))
        return []
    return [Reader(one, reader.file, reader.lines, (*reader.path, f"{key}[{i}]"), reader.problems) for i, one in enumerate(found)]
