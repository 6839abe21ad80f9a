"""Places to write: looked at before any work is done, so that what cannot be written is told first and at once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem
from coprod.text.toml_file import reason


def check_files(files: Mapping[str, Path | None]) -> None:
    """Refuse files that cannot be written; their folders may be still to be made.

    Parameters
    ----------
    files : mapping of str to Path
        By the option that names each; None is passed over.

    Raises
    ------
    InputProblems
        Every file that is a folder or a device, or for whose folder there is no place.
    """
    _refuse((option, path, bad_name(path) or _no_file(path) or _refusal(path.absolute().parent),
             message("problem.name_another_file")) for option, path in files.items() if path)


def check_folder(option: str, path: Path) -> None:
    """Refuse a folder that cannot be written into or made; `option` names it. Raises :class:`InputProblems`."""
    _refuse([(option, path, bad_name(path) or _refusal(path.absolute()), message("problem.name_another_folder"))])


def _no_file(path: Path) -> str:
    """Return why a file cannot take the place of what is there, such as a folder or ``/dev/null``; empty if it can."""
    if os.path.isdir(path):
        return message("problem.is_a_folder")
    return message("problem.no_regular_file") if os.path.exists(path) and not os.path.isfile(path) else ""


def bad_name(path: Path) -> str:
    """Return why no file or folder can have this name: a part of it is too long, or no text; empty if one can."""
    try:
        str(path).encode("utf-8")  # what is written into a folder names it
        for name in (*path.parts, str(path)):  # each part by itself: a folder still to be made hides those below it
            with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
                os.lstat(name)
    except (OSError, ValueError) as error:
        return reason(error)
    return ""


def _refuse(looked_at: Iterable[tuple[str, Path, str, str]]) -> None:
    problems = [Problem(option, str(path), None, message("problem.cannot_be_written", text=why), mend)
                for option, path, why, mend in looked_at if why]
    if problems:
        raise InputProblems(problems)


def _refusal(folder: Path) -> str:
    """Return why nothing can be written into a folder or, if it is not there, into the nearest that is."""
    try:
        there = next(one for one in (folder, *folder.parents) if one.exists())
        if not there.is_dir():
            return message("problem.is_a_file", there=there)
        with tempfile.TemporaryDirectory(prefix=".coprod-", dir=there):  # asking leave tells less than trying
            return ""
    except OSError as error:
        return reason(error)
