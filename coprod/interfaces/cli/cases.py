"""Reading what a command is asked to simulate: scenarios by name or path, and ``--set`` assignments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from coprod.parameters import Scenario


def read_cases(names: Sequence[str], assignments: Sequence[str]) -> list[Scenario]:
    """Return the scenarios with the assignments applied to each.

    Raises
    ------
    InputProblems
        Every mistake in names, files and assignments, each once.
    """
    from coprod.parameters import Parameters, load_scenario

    problems, values = _read(assignments)
    cases: list[Scenario] = []
    for name in names:
        case = None
        try:
            case = load_scenario(name)
        except InputProblems as error:
            problems += error.problems
        try:
            parameters = (case.parameters if case else Parameters()).replace(values, where="--set")
        except InputProblems as error:
            problems += error.problems
        else:
            cases += [replace(case, parameters=parameters)] if case else []
    if problems:
        raise InputProblems({str(problem): problem for problem in problems}.values())
    return cases


def _read(assignments: Sequence[str]) -> tuple[list[Problem], dict[str, Any]]:
    from coprod.parameters.model import read_value

    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for text in assignments:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not (key and equals):
            problems.append(Problem("--set", text, None,
                                    message("problem.assignment")))
        elif key in values:
            problems.append(Problem("--set", key, value, message("problem.given_twice")))
        else:
            values[key] = None
            try:
                values[key] = read_value(value, key=key)
            except InputProblems as error:
                problems += error.problems
                del values[key]
    return problems, values
