"""Old names of parameters: one table, ``aliases.toml``, for every place where somebody gives a parameter by name.

``--set``, scenarios, studies and their CSV designs, ``replace``, lessons, addresses of the dashboard, the EMA Workbench and
folders of old results all ask here. ``[groups]`` says what stands for an old group and its dot (``"staff.soft_"`` for
``invest.``); ``[keys]`` says what single parameters are called and goes before ``[groups]``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Container, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from coprod.text.problems import Problem
from coprod.text.renamed import announce

FILE = Path(__file__).with_name("aliases.toml")


class Table(NamedTuple):
    """The old names: what single keys are called now, and what stands for a group that has gone."""

    keys: Mapping[str, str]
    groups: Mapping[str, str]


@cache
def table() -> Table:
    """Return the table of old names."""
    tree = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Table(tree["keys"], tree["groups"])


def renamed(key: Any) -> Any:
    """Return what a parameter is called now, or `key` itself if its name has not changed or is none."""
    if not isinstance(key, str):
        return key
    if key in table().keys:
        return table().keys[key]
    group, dot, name = key.partition(".")
    return table().groups[group] + name if dot and group in table().groups else key


def current(key: str, known: Container[str]) -> str:
    """Return the name that is `known` for a key, telling whoever gave an old one; an unknown key as it is."""
    now = key if key in known else renamed(key)
    if now == key or now not in known:
        return key
    announce({key: now})
    return now


def renew(values: Mapping[str, Any], known: Container[str], where: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return values under names that are `known`, in their order, and what is wrong with those given under two names.

    Unknown keys stay as they are. All old names are told in one line.
    """
    names = {key: now for key in values if key not in known and (now := renamed(key)) in known}
    problems = [Problem(where, key, values[key], f"is the old name of {now}, which is given too", "Leave out the old one.")
                for key, now in names.items() if now in values]
    announce(names)
    twice = {problem.key for problem in problems}
    return {names.get(key, key): value for key, value in values.items() if key not in twice}, problems


def renew_tree(tree: Mapping[str, Any], known: Container[str], where: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return tables of parameters, as in a scenario file, under names that are known now; see :func:`renew`."""
    old = {group: values for group, values in tree.items() if isinstance(values, Mapping)}
    flat = {f"{group}.{name}": value for group, values in old.items() for name, value in values.items()}
    names, problems = renew(flat, known, where)
    new: dict[str, Any] = {group: {} if group in old else value for group, value in tree.items()}
    for key, value in names.items():
        group, name = key.split(".", 1)
        new.setdefault(group, {})[name] = value
    return {group: value for group, value in new.items() if value or not old.get(group)}, problems


def groups_of(group: str) -> tuple[str, ...]:
    """Return the groups that the parameters of an old group have gone to; none if it is no old group."""
    gone = {now.partition(".")[0] for key, now in table().keys.items() if key.startswith(f"{group}.")}
    return tuple(sorted({*gone, *([table().groups[group].partition(".")[0]] if group in table().groups else ())}))


class OldGroup:
    """A group of parameters under its old name: ``parameters.old_group.name`` reads the parameter as it is called now."""

    def __init__(self, parameters: Any, group: str) -> None:
        self._parameters, self._group = parameters, group

    def __getattr__(self, name: str) -> Any:
        """Return the value of a parameter, telling what it is called now."""
        try:
            return self._parameters.value(f"{self._group}.{name}")
        except KeyError:
            raise AttributeError(f"there is no such parameter: {self._group}.{name}") from None
