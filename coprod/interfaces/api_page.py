"""The reference of the Python interface, made from signatures and docstrings."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator

HOMES: dict[str, tuple[str, ...]] = {
    "coprod": ("Parameters", "run", "Run", "CoproductionModel"),
    "coprod.parameters": ("load_scenario", "scenario_names", "declarations"),
    "coprod.laboratory": ("Study", "sweep", "Results", "Simulator", "Outcome", "variable"),
    "coprod.outcomes.run_view": ("outcome", "RunView"),
    "coprod.agents.decisions": ("Decision",),
}
"""Modules and what of them is meant for use; a test asserts that every name is there and says what it is."""

LONGEST = 24
"""Characters of a default value that a signature shows."""
OF_PYDANTIC = "model_"
"""How methods begin that come from Pydantic."""


def api_page() -> str:
    """Return a section a module and a part a name: signature, docstring, and what can be asked of it."""
    parts = []
    for home, names in HOMES.items():
        module = importlib.import_module(home)
        parts.append(f"## `{home}`")
        for name in names:
            parts += _described(name, getattr(module, name))
    return "\n\n".join(parts)


def _described(name: str, thing: object) -> Iterator[str]:
    """Yield heading, signature and docstring, and one line for every public method and property of a class."""
    yield f"### `{name}`"
    yield f"```text\n{name}{_signature(thing)}\n```"
    yield _prose(inspect.getdoc(thing) or "")
    if inspect.isclass(thing):
        members = [f"- `{member}{_signature(value) if callable(value) else ''}`: {_first_line(value)}"
                   for member, value in _members(thing)]
        if members:
            yield "\n".join(members)


def _members(kind: type) -> Iterator[tuple[str, object]]:
    for name, value in vars(kind).items():
        value = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        documented = callable(value) or isinstance(value, property) or hasattr(value, "func")
        if not name.startswith(("_", OF_PYDANTIC)) and documented and not inspect.isclass(value) and _first_line(value):
            yield name, value


def _first_line(thing: object) -> str:
    inner = getattr(thing, "func", None) or getattr(thing, "fget", None) or thing
    return _prose((inspect.getdoc(inner) or "").split("\n\n")[0].replace("\n", " "))


def _signature(thing: object) -> str:
    try:
        signature = inspect.signature(thing)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return "()"
    kept = [_brief(parameter) for name, parameter in signature.parameters.items()
            if name not in ("self", "cls") and not name.startswith("_")]
    return str(signature.replace(parameters=kept, return_annotation=inspect.Signature.empty))


def _brief(parameter: inspect.Parameter) -> inspect.Parameter:
    """Return a parameter without annotation; a default that is long to write is left to the reader."""
    long = parameter.default is not inspect.Parameter.empty and len(repr(parameter.default)) > LONGEST
    return parameter.replace(annotation=inspect.Parameter.empty, default=... if long else parameter.default)


def _prose(docstring: str) -> str:
    """Return a docstring in Markdown: headings of NumPy's style in bold, literals and cross references as code."""
    text = re.sub(r"^(\w[\w ]*)\n-{3,}$", r"**\1**\n", docstring, flags=re.M)
    text = re.sub(r":\w+:`~?([^`]+)`", r"`\1`", text)
    text = re.sub(r"``([^`]+)``", r"`\1`", text)
    return re.sub(r"^    ", "  ", re.sub(r"^(\w+ : .*)$", r"- `\1`", text, flags=re.M), flags=re.M)
