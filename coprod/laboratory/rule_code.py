"""The code of users' rules, as it enters the key of a run: a changed rule never reuses the runs of the old one.

Rules that come with coprod are known by name, for their code is in the model's own fingerprint.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from coprod.agents.decisions import rule_name
from coprod.kernel.rule_keys import is_code, rules_of
from coprod.laboratory.simulator import Values

_DIGEST_BYTES = 8


def code_of(values: Values) -> dict[str, str]:
    """Return the fingerprint of all code that the rules among `values` name, by ``"module:Class"``; imports it."""
    return {rule: fingerprint(rule) for rule in sorted(rule for rule in rules_of(values).values() if is_code(rule))}


@cache
def fingerprint(path: str) -> str:
    """Return the fingerprint of the rule at ``"module:Class"``, as it was when this process first asked for it."""
    from coprod.agents.decisions import imported

    return fingerprint_of(imported(path))


def fingerprint_of(rule: Any) -> str:
    """Return a hash of the source of a rule: its file and those beside it that it uses, its class, or its compiled code."""
    seen = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    made = rule if isinstance(rule, type) else type(rule)
    files = sources(made)
    for path in files:
        seen.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    if not files:
        seen.update(_class_source(made))
    seen.update(made.__qualname__.encode())
    if not isinstance(rule, type) and (state := getattr(rule, "__dict__", {})):
        seen.update(repr(sorted(state.items())).encode())
    return seen.hexdigest()


def sources(made: type) -> list[Path]:
    """Return the file of a rule's module, and of modules in the same folder or below that it uses, sorted."""
    start = sys.modules.get(made.__module__)
    first = _file(start)
    if start is None or first is None:
        return []
    found, waiting = {first}, [start]
    while waiting:
        for module in _used(waiting.pop()):
            path = _file(module)
            if path is not None and path not in found and first.parent in path.parents and "site-packages" not in str(
                    path.relative_to(first.parent)):
                found.add(path)
                waiting.append(module)
    return sorted(found)


def provenance(rules: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return what was decided by which rule, as a run folder keeps it: its name, and the fingerprint of a user's."""
    return {decision: {"rule": rule} if isinstance(rule, str) else
            {"rule": rule_name(rule), "code": fingerprint_of(rule), "state": _state(rule)}
            for decision, rule in rules.items()}


def names_again(rules: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """Return rules by names under which they can be found again, and the decisions whose rules have none.

    A rule made with arguments, or in a session that has no file, cannot be made again from its name.
    """
    named, lost = {}, []
    for decision, rule in rules.items():
        if isinstance(rule, str):
            named[decision] = rule
        elif sources(type(rule)) and _is_plain(type(rule)):
            named[decision] = rule_name(rule)
        else:
            lost.append(decision)
    return named, lost


def copy_code(rules: Mapping[str, Any], folder: Path) -> None:
    """Copy the files of users' rules into a folder, where they are found when the run is made again from there."""
    for rule in rules.values():
        module = sys.modules.get(type(rule).__module__)
        start = _file(module)
        if isinstance(rule, str) or module is None or start is None or not _is_plain(type(rule)):
            continue
        root = start.parents[module.__name__.count(".")]
        for path in sources(type(rule)):
            target = folder / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


def _is_plain(made: type) -> bool:
    """Tell whether a class is found under its name in a module that is no script."""
    module = sys.modules.get(made.__module__)
    return made.__module__ != "__main__" and getattr(module, made.__qualname__, None) is made


def _state(rule: Any) -> str:
    return repr(getattr(rule, "__dict__", {}))[:200]


def _file(module: ModuleType | None) -> Path | None:
    path = getattr(module, "__file__", None)
    return Path(os.path.realpath(path)) if path and path.endswith(".py") and os.path.isfile(path) else None


def _used(module: ModuleType) -> Iterator[ModuleType]:
    """Yield the modules that the source of a module imports, wherever in it that stands."""
    path = _file(module)
    for node in ast.walk(ast.parse(path.read_bytes())) if path else ():
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = (module.__package__ or "").split(".")[: -(node.level - 1) or None] if node.level else []
            base = ".".join([*package, *([node.module] if node.module else [])])
            names = [base, *(f"{base}.{alias.name}" for alias in node.names)]
        for name in names:
            if name in sys.modules:
                yield sys.modules[name]


def _class_source(made: type) -> bytes:
    try:
        return inspect.getsource(made).encode()
    except (OSError, TypeError):
        return b"".join(_compiled(value) for _, value in sorted(vars(made).items()))


def _compiled(value: Any) -> bytes:
    """Return names, constants and bytecode of a function, or a plain value as text."""
    if isinstance(value, FunctionType):
        return _compiled(value.__code__) + repr((value.__defaults__, value.__kwdefaults__)).encode()
    if isinstance(value, CodeType):
        inner = b"".join(_compiled(one) for one in value.co_consts)
        return value.co_code + repr((value.co_names, value.co_varnames)).encode() + inner
    return repr(value).encode() if isinstance(value, str | int | float | bool | tuple | None) else b""
