"""The fingerprint of the model: a digest of all source that a run can depend on, and of nothing else.

A changed formula, default or rule is another model, whose runs are never mixed with those of the old one; a translation, a
docstring, a comment or a source is not. So what is hashed is the syntax tree without the texts that only people read. The tree
is written down by ourselves, for :func:`ast.dump` differs between Python versions: the same source has the same
fingerprint on all of them, and the same bytes of results (``tests/model`` runs on each).
"""

from __future__ import annotations

import ast
import gc
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from coprod import __version__

NOT_THE_MODEL = ("laboratory", "interfaces", "text", "references", "__main__.py",
                 "parameters/schema.py", "parameters/provenance.py", "parameters/scenarios")
"""Folders and files of the package that no run depends on; a scenario's values are in the parameters of the run."""
_TOLD = frozenset((
    "en", "zh", "tip_en", "tip_zh", "label_en", "label_zh", "formula_en", "formula_zh", "title_en", "title_zh", "chapter",
    "mechanism_from", "number_from", "mechanisms", "source"))
"""Arguments that people read and no run does, of the calls named below."""
_DECLARING: dict[str, tuple[int, ...]] = {
    "parameter": (), "outcome": (), "Column": (2, 3), "Field": (2, 3), "RecordKind": (), "Series": (2, 3),
    "decision": (1, 2), "rule": (1, 2), "Reason": (0, 1)}
"""What declares something with texts, and the places of texts among its arguments without names."""
_TITLES = frozenset(("title_en", "title_zh"))
_FIELDS: dict[type, tuple[str, ...]] = {}
_NOT_READ = frozenset(("ctx", "kind", "type_comment", "type_ignores", "type_params"))
"""Parts of a tree that say nothing, or that only some Python versions have."""


@cache
def model_version() -> str:
    """Return the version of coprod and the fingerprint of the installed model."""
    package = Path(__file__).parents[1]
    return f"{__version__}+{_remembered(package, Path(__file__).parent / '__pycache__' / 'model_version.txt')}"


def fingerprint(package: Path) -> str:
    """Return a short hash of the model in the folder of a package.

    Raises
    ------
    SyntaxError
        If a file is no Python, as while somebody is writing it.
    """
    return _fingerprint((name, path.read_bytes()) for path, name in _files(package))


def _fingerprint(sources: Iterable[tuple[str, bytes]]) -> str:
    seen = hashlib.blake2b(digest_size=4)
    collects = gc.isenabled()
    gc.disable()  # trees have no circles, and looking for some takes half of the time
    try:
        for name, source in sources:
            seen.update(f"{name}\n{meaning(source)}\n".encode())
    finally:
        if collects:
            gc.enable()
    return seen.hexdigest()


def _remembered(package: Path, memory: Path) -> str:
    """Return the fingerprint, kept in a file with a hash of the bytes that it was made from, those of this module included.

    Every process of a sweep asks for it.
    """
    sources = [(name, path.read_bytes()) for path, name in _files(package)]
    whole = hashlib.blake2b(Path(__file__).read_bytes(), digest_size=16)
    for name, source in sources:
        whole.update(b"%s\0%d\0%s" % (name.encode(), len(source), source))
    try:
        known, _, found = memory.read_text(encoding="utf-8").partition(" ")
    except (OSError, ValueError):
        known, found = "", ""
    if known == whole.hexdigest() and re.fullmatch("[0-9a-f]{8}", found):
        return found
    found = _fingerprint(sources)
    if not sys.dont_write_bytecode:
        _remember(memory, f"{whole.hexdigest()} {found}")
    return found


def _remember(memory: Path, text: str) -> None:
    partial = memory.with_suffix(f".{os.getpid()}.partial")
    with suppress(OSError):  # an installation that nobody may write into
        memory.parent.mkdir(exist_ok=True)
        partial.write_text(text, encoding="utf-8")
        partial.replace(memory)


def meaning(source: str | bytes) -> str:
    """Return what Python source does, written down without formatting, comments, docstrings and texts for people."""
    parts: list[str] = []
    _write(ast.parse(source), parts)
    return " ".join(parts)


def _files(package: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if not any(name == other or name.startswith(f"{other}/") for other in NOT_THE_MODEL):
            yield path, name


def _write(node: Any, parts: list[str]) -> None:
    """Write a node and all below it: its type, and its parts in order between brackets."""
    kind = type(node)
    if kind is ast.Constant:
        parts.append(repr(node.value))
    elif kind is ast.Name:
        parts.append(node.id)
    elif kind is list:
        parts.append("[")
        for one in node:
            if not _is_told(one):
                _write(one, parts)
        parts.append("]")
    elif isinstance(node, ast.AST):
        fields = _FIELDS.get(kind)
        if fields is None:
            fields = _FIELDS[kind] = tuple(name for name in node._fields if name not in _NOT_READ)
        parts.append(kind.__name__)
        if isinstance(node, ast.Call):
            node = _without_texts(node)
        for name in fields:
            _write(getattr(node, name, None), parts)
        parts.append(".")
    else:
        parts.append(repr(node))


def _is_told(statement: Any) -> bool:
    """Tell whether a statement is a text that stands for itself, or the title of a group."""
    kind = type(statement)
    if kind is ast.Expr:
        return isinstance(statement.value, ast.Constant) and isinstance(statement.value.value, str)
    if kind is ast.Assign:
        target = statement.targets[0]
        return isinstance(target, ast.Name) and target.id in _TITLES and isinstance(statement.value, ast.Constant)
    return False


def _without_texts(call: ast.Call) -> ast.Call:
    called = call.func
    name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
    places = _DECLARING.get(name)
    if places is None:
        return call
    args = [ast.Constant("") if i in places and _is_text(one) else one for i, one in enumerate(call.args)]
    keywords = [one for one in call.keywords if one.arg not in _TOLD]
    return ast.Call(called, args, keywords)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
