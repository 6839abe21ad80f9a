"""Files that somebody names on the command line: studies and targets of calibrations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coprod.laboratory.writable import bad_name
from coprod.text.messages import Message, message
from coprod.text.problems import InputProblems, Problem, nearest
from coprod.text.toml_file import exists, read_toml


def read_toml_named(path: Path, where_they_are: Message) -> tuple[str, dict[str, Any]]:
    """Return the text and tree of a TOML file that somebody named; where there is none, the mistake says which is meant.

    Parameters
    ----------
    where_they_are : Message
        The remedy if no file beside it has a name like that.
    """
    try:
        return read_toml(path)
    except InputProblems:
        if bad_name(path) or exists(path):
            raise
        others = [other.name for other in path.parent.glob("*.toml")] if path.parent.is_dir() else []
        missing = message("problem.cannot_be_read", text=message("problem.no_such_file"))
        raise InputProblems([Problem(str(path), "file", None, missing, nearest(path.name, others) or where_they_are)]) from None
