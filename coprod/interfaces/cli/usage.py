"""Options and arguments that cannot be used, told as every other mistake in input is.

Typer's own messages are English, and each looks different from ours. Newer versions of Typer carry a copy of Click,
so what is raised is known by the name of its class, not by importing it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import typer

from coprod.text.messages import message, quoted
from coprod.text.problems import InputProblems, Problem, nearest

UsageError: Any = typer.BadParameter.__base__
"""What Typer raises for a command line that it cannot use."""
_VALUE = re.compile(r"'(?P<quoted>.*)' is not .*|(?P<bare>\S+) is not in the range.*", re.DOTALL)


def check_arguments(words: Sequence[str]) -> None:
    """Refuse NUL characters, which no file, option or number has. Raises :class:`InputProblems`."""
    problems = [Problem("coprod", word, None, message("problem.no_nul")) for word in words if "\0" in word]
    if problems:
        raise InputProblems(problems)


def in_our_words(error: Any) -> InputProblems:
    """Return the mistake that an error of Typer's tells, with what is allowed instead."""
    context = error.ctx
    where = context.command_path if context else "coprod"
    kind = type(error).__name__
    if kind == "NoSuchOption":
        options = [name for parameter in context.command.params for name in parameter.opts if name.startswith("-")]
        return _one(where, error.option_name, None, message("problem.no_such_option"), nearest(error.option_name, options))
    if kind == "MissingParameter":
        return _one(where, _named(error.param), None, message("problem.cannot_be_left_out"))
    if kind == "BadParameter" and error.param is not None:
        return _one(where, _named(error.param), _found(error), _allowed(context.command, error))
    if kind == "BadOptionUsage":
        needs = message("problem.needs_value") if "require" in error.message else message("problem.takes_no_value")
        return _one(where, error.option_name, None, needs)
    if found := re.fullmatch(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", error.message, re.DOTALL):
        return _one(where, found[1], None, message("problem.one_word_too_many"))
    return _one(where, "usage", None, quoted(error.format_message().rstrip(".")))


def unknown_command(word: str, commands: Sequence[str]) -> InputProblems:
    """Return the mistake of a first word that is none of our commands."""
    return _one("coprod", word, None, message("problem.no_such_command", names=", ".join(commands)),
                nearest(word, commands))


def _one(*facts: Any) -> InputProblems:
    return InputProblems([Problem(*facts)])


def _named(parameter: Any) -> str:
    """Return ``--days`` or ``SCENARIO``."""
    return str(parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar or parameter.name)


def _found(error: Any) -> str | None:
    """Return the word that cannot be used: older versions of Typer quote it, newer ones keep what Pydantic says."""
    details: list[Any] = getattr(error.__cause__, "errors", list)()
    if details:
        return str(details[0]["input"])
    found = _VALUE.fullmatch(error.message)
    return (found["bare"] if found["quoted"] is None else found["quoted"]) if found else None


def _allowed(command: Any, error: Any) -> str:
    """Return what the declaration of an option or argument allows."""
    declared = get_type_hints(inspect.unwrap(command.callback), include_extras=True).get(error.param.name)
    (kind, *_), (about, *_) = _members(get_args(declared)[0]), getattr(declared, "__metadata__", (None,))
    if get_origin(kind) is Literal:
        return message("problem.one_of", names=", ".join(get_args(kind)))
    low, high = getattr(about, "min", None), getattr(about, "max", None)
    if kind is int and low is not None and high is not None:
        return message("problem.whole_numbers", low=low, high=high)
    return quoted(str(error.message).rstrip("."))


def _members(kind: Any) -> tuple[Any, ...]:
    """Return a type, or those that a union has besides None."""
    if isinstance(kind, UnionType) or get_origin(kind) is Union:
        return tuple(one for one in get_args(kind) if one is not type(None))
    return (kind,)
