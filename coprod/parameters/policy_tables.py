"""Tables ``[[policy]]`` as a file or a study writes them, before they are checked as policies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from coprod.kernel.policy_keys import POLICY, PREFIX, SET
from coprod.parameters import aliases
from coprod.parameters.policy import Policy, flat, problems_of, setting_problems
from coprod.text.messages import message, quoted
from coprod.text.problems import Problem, nearest

if TYPE_CHECKING:
    from coprod.parameters.declare import Declaration

_SETTINGS = message("problem.table", table='{ "points.reward" = 1 }')


def edits_apart(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the values that are not about entries of policies, and those that are: ``{"pilot.from": 120}``."""
    edits = {key: value for key, value in values.items() if is_entry(key)}
    return {key: value for key, value in values.items() if key not in edits}, {
        key.removeprefix(PREFIX): value for key, value in edits.items()}


def is_entry(key: object) -> bool:
    """Tell whether a key is that of an entry, ``policy.pilot.from``; with one dot it is an old name of a parameter."""
    return isinstance(key, str) and key.startswith(PREFIX) and key.count(".") > 1


def edited(entries: Any, edits: Mapping[str, Any], where: str) -> tuple[Any, list[Problem]]:
    """Return tables of policies with some entries replaced, and what is wrong with the keys of those.

    Parameters
    ----------
    edits : mapping of ``name.entry`` to value
        ``pilot.from``, ``0.compliance``, ``pilot.set.approval.levels``; a policy without a name is called by its number.
    """
    if not edits:
        return entries, []
    given: Sequence[Any] = entries if isinstance(entries, list | tuple) else ()
    tables: list[Any] = [dict(one) if isinstance(one, Mapping) else one for one in given]
    found: list[Problem] = []
    by_name: dict[str, dict[str, Any]] = {
        str(one.get("name") or number): one for number, one in enumerate(tables) if isinstance(one, dict)}
    for key, value in edits.items():
        name, _, entry = key.partition(".")
        table = by_name.get(name)
        if table is None:
            there = ", ".join(by_name) or message("policy.none_there")
            found.append(Problem(where, f"{PREFIX}{key}", None, message("policy.no_such_policy", name=name, names=there),
                                 nearest(name, by_name)))
        elif entry.startswith(f"{SET}."):
            lever, settings = entry.removeprefix(f"{SET}."), dict(_settings(table))
            if lever not in settings:
                found.append(Problem(where, f"{PREFIX}{key}", None,
                                     message("policy.sets_no_such", name=name, names=", ".join(map(str, settings)))))
            table[SET] = settings | {lever: value}
        elif entry in entries_of_policy() and entry != SET:
            table[entry] = value
        else:
            found.append(Problem(where, f"{PREFIX}{key}", None,
                                 message("problem.no_such_entry", names=", ".join(entries_of_policy())),
                                 nearest(entry, entries_of_policy())))
    return tables, found


def put_together(values: Mapping[str, Any], known: Mapping[str, Declaration]) -> Mapping[str, Any]:
    """Return values in which entries of policies stand in their tables, without what is as it would be unsaid.

    Equal policies, equal values. What cannot be put together is left as it is, for whoever reads the values to tell.
    """
    others, edits = edits_apart(values)
    if not edits and POLICY not in others:
        return values
    tables, wrong = edited(others.get(POLICY, ()), edits, "")
    tables, mistakes = prepared(tables, known, "")
    if wrong or mistakes:
        return values
    try:
        return {**others, POLICY: [Policy.model_validate(one).model_dump() for one in tables]}
    except ValidationError:
        return values


def prepared(entries: Any, known: Mapping[str, Declaration], where: str) -> tuple[Any, list[Problem]]:
    """Return tables with levers under their present names and whole numbers as their levers are declared, and what is wrong."""
    if not isinstance(entries, list | tuple):
        return (), [Problem(where, POLICY, entries, message("problem.policy_tables"))]
    tables, found = [], []
    for one in entries:
        if isinstance(one, Mapping) and isinstance(one.get(SET), Mapping):
            settings, problems = aliases.renew(_settings(one), known, where)
            found += problems
            one = {**one, SET: {key: _typed(value, known.get(key)) for key, value in settings.items()}}
            for entry in ("compliance", "threshold"):
                if isinstance(one.get(entry), int) and not isinstance(one[entry], bool):
                    one[entry] = float(one[entry])
        tables.append(one)
    return tuple(tables), found


def checked(entries: Any, known: Mapping[str, Declaration], where: str) -> tuple[tuple[Policy, ...], list[Problem]]:
    """Return tables read as policies, and all that is wrong with them; none of them if anything is."""
    tables, found = prepared(entries, known, where)
    policies: list[Policy | None] = []
    for number, one in enumerate(tables):
        policy, wrong = _read(one, known, where, f"{POLICY}[{number}]")
        policies.append(policy)
        found += wrong
    found += problems_of(policies, known, where)
    return () if found else tuple(filter(None, policies)), found


def _read(one: Any, known: Mapping[str, Declaration], where: str, at: str) -> tuple[Policy | None, list[Problem]]:
    """Return a table read as a policy, or None and what is wrong with its entries and the values of its levers."""
    try:
        return Policy.model_validate(one), []
    except ValidationError as error:
        found = [problem for item in error.errors(include_url=False) if (problem := _entry_problem(item, where, at))]
    settings = _settings(one) if isinstance(one, Mapping) else {}  # values are judged by the levers, not by their types
    for key, value in settings.items():
        found += setting_problems(key, value, known, where, f"{at}.{SET}.{key}")
    return None, found or [Problem(where, f"{at}.{SET}", one[SET], _SETTINGS)]


def _entry_problem(item: Any, where: str, at: str) -> Problem | None:
    """Return a mistake in an entry as Pydantic tells it; None if it is about the value of a lever."""
    place, kind = item["loc"], item["type"]
    if not place:
        return Problem(where, at, item["input"], message("problem.policy_tables"))
    entry, key = str(place[0]), f"{at}.{place[0]}"
    if kind == "extra_forbidden":
        names = entries_of_policy()
        return Problem(where, key, None, message("problem.no_such_entry", names=", ".join(names)), nearest(entry, names))
    if kind == "missing":
        return Problem(where, key, None, message("problem.policy_needs_it"))
    if entry == SET:
        wrong = len(place) == 1 and not isinstance(item["input"], Mapping)
        return Problem(where, key, item["input"], _SETTINGS) if wrong else None
    return Problem(where, key, item["input"], quoted(item["msg"].replace("Input should be", "must be")))


def entries_of_policy() -> Sequence[str]:
    """Return the entries that a table ``[[policy]]`` may have."""
    return [field.alias or name for name, field in Policy.model_fields.items()]


def _settings(table: Mapping[str, Any]) -> dict[str, Any]:
    settings = table.get(SET)
    return dict(flat(settings)) if isinstance(settings, Mapping) else {}


def _typed(value: Any, declared: Declaration | None) -> Any:
    value = value.item() if getattr(value, "ndim", None) == 0 else value
    if declared is None or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if declared.kind == "float":
        return float(value)
    return int(value) if declared.kind == "int" and float(value).is_integer() else value
