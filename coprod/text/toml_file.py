"""One reader for every TOML file that users write: scenarios, studies and lessons.

Whatever stands in the file, the caller gets a tree that is safe to walk, to compare and to show, or
:class:`~coprod.text.problems.InputProblems` with one clear message.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from coprod.text.messages import Message, message, quoted
from coprod.text.problems import InputProblems, Problem

MAX_BYTES = 2**20
"""Larger files are refused before they are read: ten thousand scripted events are as many bytes."""
MAX_DEPTH = 16
"""Tables and lists in each other; the deepest that any file needs is six."""
MAX_WHOLE = 2**63
"""TOML's whole numbers have 64 bits."""

_PART = r"""(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}[ \t]*\.[ \t]*){{{MAX_DEPTH}}}")
_LONG_NUMBER = re.compile(r"[0-9][0-9_]{1000}")
_REASONS = {
    errno.ENOENT: "problem.no_such_file", errno.EACCES: "problem.permission_denied",
    errno.EPERM: "problem.permission_denied", errno.ENAMETOOLONG: "problem.name_too_long",
    errno.ENOTDIR: "problem.path_through_file", errno.ELOOP: "problem.links_in_circle",
    errno.ENOSPC: "problem.disk_full", errno.EROFS: "problem.read_only",
    errno.EIO: "problem.io_error",
}
_NESTED = message("problem.nested_too_deeply", n=MAX_DEPTH)
_TOO_LONG = message("problem.too_many_digits")
_WHOLE = message("problem.above_64_bits")


def read_toml(path: Path, where: str | None = None) -> tuple[str, dict[str, Any]]:
    """Return the text of a TOML file and its tree.

    Parameters
    ----------
    where : str, optional
        What messages call the file; by default its path.

    Raises
    ------
    InputProblems
        If it is missing, no regular file, forbidden, too large, not UTF-8, not TOML, nested too deeply, or has numbers
        beyond 64 bits.
    """
    where = where or str(path)
    text = read_text(path, where)
    return text, parse_toml(text, where)


def read_text(path: Path, where: str, most: int = MAX_BYTES) -> str:
    """Return the text of a file in UTF-8, of `most` bytes at most, without its byte order mark.

    Raises
    ------
    InputProblems
        If it is missing, no regular file, forbidden, too large or not UTF-8.
    """
    try:
        found = path.stat()
        regular = stat.S_ISREG(found.st_mode)  # a pipe would keep us waiting
        content = path.read_bytes() if regular and found.st_size <= most else b""
    except (OSError, ValueError) as error:
        raise _unusable(where, message("problem.cannot_be_read", text=reason(error))) from None
    if not regular:
        why = message("problem.is_a_folder") if stat.S_ISDIR(found.st_mode) else message("problem.no_regular_file")
        raise _unusable(where, message("problem.cannot_be_read", text=why))
    if found.st_size > most:
        raise _unusable(where, message("problem.too_many_bytes", n=f"{found.st_size:,}", most=f"{most:,}"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why = message("problem.byte_not_utf8", n=f"{error.start:,}")
        raise _unusable(where, message("problem.cannot_be_read", text=why), message("problem.save_as_utf8")) from None


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """Return the tree of a TOML text that messages call `where`. Raises :class:`InputProblems`."""
    if long := _LONG_KEY.search(text):  # tomllib takes minutes over a name of thousands of parts
        raise _unusable(_at(where, text, long.start()), _NESTED)
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise _unusable(f"{where}:{line.group(1)}" if line else where,
                        message("problem.cannot_be_read_as_toml", text=quoted(str(error)))) from None
    except RecursionError:
        raise _unusable(where, _NESTED) from None
    except ValueError:  # Python reads at most some thousands of digits
        digits = _LONG_NUMBER.search(text)
        raise _unusable(_at(where, text, digits.start()) if digits else where, _TOO_LONG) from None
    if problems := list(_beyond(tree, where)):
        raise InputProblems(problems)
    return tree


def parse_value(text: str, where: str, key: str) -> Any:
    """Return the value that TOML reads in `text`; what is none is the text itself. Raises :class:`InputProblems`."""
    try:
        tree = tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return text
    except RecursionError:
        raise InputProblems([Problem(where, key, text, _NESTED)]) from None
    except ValueError:
        raise InputProblems([Problem(where, key, text, _TOO_LONG)]) from None
    if len(tree) > 1:  # a line break, and more keys after it
        return text
    if found := list(_beyond(tree, where)):
        raise InputProblems([Problem(where, key, text, found[0].allowed)])
    return tree["value"]


def exists(path: Path) -> bool:
    """Tell whether there is something of this name; :func:`read_toml` says what is wrong with it."""
    try:
        os.stat(path)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True


def is_file(path: Path) -> bool:
    """Tell whether there is such a file, folders and devices not being any; of names that no file can have too."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def reason(error: Exception) -> Message:
    """Return why the system refuses a file or folder, in a few words."""
    if not isinstance(error, OSError):
        return message("problem.no_possible_name")  # it has a NUL character, or half a character
    if known := _REASONS.get(error.errno or 0):
        return message(known)
    return message("problem.system_says", error=error.strerror or error)


def _beyond(tree: Mapping[str, Any], where: str) -> Iterable[Problem]:
    """Yield what is nested too deeply and numbers too long, without recursion and whatever the depth."""
    left: list[tuple[tuple[str, ...], Any]] = [((key,), value) for key, value in tree.items()]
    while left:
        place, value = left.pop()
        if isinstance(value, Mapping | list) and len(place) >= MAX_DEPTH:
            yield Problem(where, _dotted(place[:3]) + "…", None, _NESTED)
        elif isinstance(value, Mapping):
            left += [((*place, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            left += [((*place, f"[{i}]"), inner) for i, inner in enumerate(value)]
        elif isinstance(value, int) and not -MAX_WHOLE <= value < MAX_WHOLE:
            yield Problem(where, _dotted(place), value, _WHOLE)


def _dotted(place: Iterable[str]) -> str:
    return ".".join(place).replace(".[", "[")


def _at(where: str, text: str, position: int) -> str:
    return f"{where}:{text.count(chr(10), 0, position) + 1}"


def _unusable(where: str, allowed: str, mend: str = "") -> InputProblems:
    return InputProblems([Problem(where, "file", None, allowed, mend)])
