"""Reading the table ``[rules]`` of a study: rules of decision that it varies, or fixes for all of its runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coprod.kernel.rule_keys import RULES, flat_rules, rule_key, rules_of
from coprod.laboratory.checked_study import CheckedStudy
from coprod.laboratory.factors import Package, Role
from coprod.laboratory.reader import Reader
from coprod.laboratory.simulator import Choice, Simulator
from coprod.laboratory.trust import Trust, check_code
from coprod.text.messages import message

_FORMS = message("rule.name_or_list", form='{ levels = […], role = "lever" }')


def read_rules(reader: Reader, simulator: Simulator) -> tuple[tuple[Package, ...], dict[str, str]]:
    """Return the rules that a study varies, as factors, and those that it fixes, by key; imports no rule."""
    table = reader.table(RULES)
    factors, fixed = [], {}
    for decision, value in flat_rules(table.tree):
        names, role = _written(table, decision, value)
        if not _good(table, decision, names, simulator):
            continue
        if isinstance(value, str):
            fixed[rule_key(decision)] = value
        elif names:
            factors.append(_factor(decision, names, role, simulator.known_choices.get(decision)))
    return tuple(factors), fixed


def check_rule_trust(study: CheckedStudy, reader: Reader, trust: Trust) -> None:
    """Refuse rules that name code to import, in a study or its scenarios, unless that is allowed; nothing is imported."""
    values: list[Mapping[str, Any]] = [study.fixed]
    if not reader.problems:  # else a scenario may be one that there is not
        values += [study.simulator.scenario(name) for name in study.scenarios]
    values += [factor.settings(level) for factor in study.factors for level in factor.levels]
    rules = {rule: decision for one in values for decision, rule in rules_of(one).items() if ":" in rule}
    if rules:
        check_code(reader, {rule: rule_key(decision) for rule, decision in rules.items()}, trust)


def _written(table: Reader, decision: str, value: Any) -> tuple[list[str], Role]:
    """Return the names of rules that are written for a decision, none if they are not well written, and the role."""
    role: Role = "uncertainty"
    if isinstance(value, Mapping) and "levels" in value:
        inner = Reader(value, table.file, table.lines, (*table.path, decision), table.problems)
        inner.only(("levels", "role"))
        role = inner.choice("role", ("lever", "uncertainty"), role)  # type: ignore[assignment]
        value = value["levels"]
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        table.note(decision, value, _FORMS)
        return [], role
    for name in sorted({name for name in names if names.count(name) > 1}):
        table.note(decision, name, message("problem.level_given_twice"))
    return names, role


def _good(table: Reader, decision: str, names: list[str], simulator: Simulator) -> bool:
    problems = [problem for name in names for problem in simulator.rule_problems({decision: name}, table.file)]
    reported: set[str] = set()
    for problem in problems:
        if problem.allowed not in reported or decision in simulator.known_choices:
            unknown = "decision" in problem.allowed
            table.note(decision, None if unknown else problem.found, problem.allowed, problem.mend)
        reported.add(problem.allowed)
    return not problems


def _factor(decision: str, names: list[str], role: Role, choice: Choice | None) -> Package:
    contents = {name: {rule_key(decision): name} for name in names}
    if choice is None:
        return Package(decision, role, contents)
    labels = {name: choice.rules.get(name, (name, name)) for name in names}
    return Package(decision, role, contents, choice.en, choice.zh, labels)
