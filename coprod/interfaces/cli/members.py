"""``--ensemble``: sets of parameters that fit what is known, of which every run takes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from coprod.parameters import Parameters, Scenario

_OPTION = "--ensemble"


def read_members(file: Path, assignments: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return the sets of an ensemble, in the order of the file.

    Raises
    ------
    InputProblems
        Every mistake in the file, and parameters that ``--set`` sets too.
    """
    from coprod.laboratory.ensemble import ENSEMBLE, read_ensemble
    from coprod.laboratory.reader import Reader
    from coprod.laboratory.simulate import TOWN

    reader = Reader({"nature": {ENSEMBLE: str(file)}}, _OPTION)
    package, _ = read_ensemble(reader, TOWN, Path("study.toml"))
    members = [dict(values) for values in package.contents.values()] if package else []
    given = {text.partition("=")[0].strip() for text in assignments}
    problems = [*reader.problems, *(Problem("--set", key, None, message("members.set_too", file=file))
                                    for key in sorted(given & {key for values in members for key in values}))]
    if problems:
        raise InputProblems(problems)
    return members


def check_arms(arms: Sequence[Scenario], members: Sequence[Mapping[str, Any]]) -> None:
    """Refuse to compare scenarios by what the ensemble sets: it would make them the same.

    Raises
    ------
    InputProblems
        Every such parameter.
    """
    keys = sorted({key for values in members for key in values})
    different = [key for key in keys if len({repr(_value(arm.parameters, key)) for arm in arms}) > 1]
    if different:
        raise InputProblems([Problem(_OPTION, key, None, message("members.differs")) for key in different])


def with_member(case: Scenario, file: Path | None, number: int, assignments: Sequence[str]) -> Scenario:
    """Return a scenario with one set of an ensemble, counted from 1.

    Raises
    ------
    InputProblems
        As :func:`read_members`, and if there is no ensemble or it has no such set.
    """
    if file is None:
        raise InputProblems([Problem("--member", str(number), None, message("members.needs_ensemble"))])
    members = read_members(file, assignments)
    if number > len(members):
        raise InputProblems([Problem("--member", str(file), number, message("problem.whole_numbers", low=1, high=len(members)))])
    return replace(case, parameters=case.parameters.replace(members[number - 1], where=str(file)))


def _value(parameters: Parameters, key: str) -> Any:
    """Return a parameter, or an entry of a policy in time; None if there is no such policy, or it leaves the entry out."""
    from coprod.kernel.policy_keys import PREFIX, SET
    from coprod.parameters.policy import names
    from coprod.parameters.policy_tables import is_entry

    if not is_entry(key):
        return parameters.value(key)
    name, _, entry = key.removeprefix(PREFIX).partition(".")
    table = dict(zip(names(parameters.policies), parameters.policies, strict=True)).get(name)
    if table is None:
        return None
    lever = entry.removeprefix(f"{SET}.")
    return dict(table.settings).get(lever) if lever != entry else table.model_dump().get(entry)
