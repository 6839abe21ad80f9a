"""The arrows of the circle, read from ``arrows.toml``, and parameters with some of them cut."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coprod.parameters import Parameters

FILE = Path(__file__).with_name("arrows.toml")


@dataclass(frozen=True, slots=True)
class Node:
    """What an arrow leads from or to."""

    name: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """A process that carries load on, and the parameter values with which it is gone."""

    name: str
    en: str
    zh: str
    source: Node
    target: Node
    off: Mapping[str, Any]


@cache
def all_arrows() -> dict[str, Arrow]:
    """Return every arrow of the file by name, also those whose parameters this model does not have."""
    tree = tomllib.loads(FILE.read_text(encoding="utf-8"))
    nodes = {name: Node(name, **words) for name, words in tree.pop("nodes").items()}
    return {name: Arrow(name, part["en"], part["zh"], nodes[part["from"]], nodes[part["to"]], part["off"])
            for name, part in tree.items()}


@cache
def arrows() -> dict[str, Arrow]:
    """Return the arrows that this model has by name: those all of whose parameters are declared."""
    from coprod.parameters.model import declarations_by_key

    known = declarations_by_key()
    return {name: arrow for name, arrow in all_arrows().items() if known.keys() >= arrow.off.keys()}


def arrows_named(names: Iterable[str], where: str = "--arrow") -> list[Arrow]:
    """Return the arrows of these names, each once; all of the model if there are no names.

    Raises
    ------
    InputProblems
        Every name that is none, with the nearest that is.
    """
    known = arrows()
    asked = list(dict.fromkeys(names))
    problems = [Problem(where, name, None, message("dilemma.unknown_arrow", n=len(known)), nearest(name, known))
                for name in asked if name not in known]
    if problems:
        raise InputProblems(problems)
    return [known[name] for name in asked] if asked else list(known.values())


def cut(parameters: Parameters, without: Iterable[Arrow]) -> Parameters:
    """Return the parameters with some arrows switched off.

    Raises
    ------
    InputProblems
        If policies are only partly in force: then a lever set to 0 is not 0, and nothing could be cut exactly.
    """
    if parameters.directive.policy_implementation != 1:
        raise InputProblems([Problem("dilemma", "directive.policy_implementation",
                                     parameters.directive.policy_implementation, message("dilemma.partly_in_force"))])
    off = {key: value for arrow in without for key, value in arrow.off.items()}
    return parameters.replace(off, where="dilemma") if off else parameters


def is_on(arrow: Arrow, parameters: Parameters) -> bool:
    """Tell whether an arrow is there under these parameters: cutting it changes them."""
    return any(parameters.value(key) != value for key, value in arrow.off.items())
