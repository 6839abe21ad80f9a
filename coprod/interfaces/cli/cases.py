"""Reading what a command is asked to simulate: scenarios by name or path, and ``--set`` assignments."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coprod.kernel.policy_keys import POLICY
from coprod.kernel.rule_keys import PREFIX, is_code, rule_key
from coprod.text.glossary import LANGUAGES, pick, translate
from coprod.text.messages import message, quoted
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from coprod.parameters import Parameters, Scenario


EXAMPLE = "--policy 'set = {\"approval.levels\" = 1}, from = 120, until = 300'"


def read_cases(names: Sequence[str], assignments: Sequence[str], rules: Sequence[str] = (), *,
               allow_code: bool = False, policies: Sequence[str] = ()) -> list[Scenario]:
    """Return the scenarios with the assignments and rules applied to each.

    Parameters
    ----------
    rules : sequence of str
        ``"decision=rule"``; a rule ``"module:Class"`` that the caller names needs no leave.
    allow_code : bool
        Whether scenarios may name such rules too, which are imported when a run begins.
    policies : sequence of str
        Entries of policies in time as TOML, ``set = {"approval.levels" = 1}, from = 120``, after those of the scenario.

    Raises
    ------
    InputProblems
        Every mistake in names, files and assignments, each once.
    """
    from coprod.parameters import Parameters, load_scenario
    from coprod.parameters.policy_tables import is_entry

    problems, values = _read(assignments)
    given = _rules(rules, problems)
    values |= {rule_key(decision): rule for decision, rule in given.items()}
    added = [table for text in policies for table in _policy(text, problems)]
    cases: list[Scenario] = []
    for name in names:
        case = None
        try:
            case = load_scenario(name, allow_code=allow_code)
        except InputProblems as error:
            problems += error.problems
        try:
            parameters = with_policies(case.parameters if case else Parameters(), added).replace(
                values, where=f"--set ({name})" if len(names) > 1 and any(map(is_entry, values)) else "--set")
        except InputProblems as error:
            problems += error.problems
        else:
            problems += _rule_problems(case.parameters, str(name), allow_code=allow_code) if case else []
            problems += _series_problems(parameters, str(name))
            cases += [replace(case, parameters=parameters)] if case else []
    if problems:
        raise InputProblems({str(problem): problem for problem in problems}.values())
    return cases


def with_and_without(names: Sequence[str], assignments: Sequence[str], rules: Sequence[str], policies: Sequence[str], *,
                     allow_code: bool) -> list[Scenario]:
    """Return one scenario without policies in time of the caller's, and with them.

    Raises
    ------
    InputProblems
        As :func:`read_cases`, and if more than one scenario is named.
    """
    if len(names) != 1:
        raise InputProblems([Problem("compare", " ".join(names), None, message("policy.needs_one_scenario", n=len(names)))])
    (with_them,) = read_cases(names, assignments, rules, allow_code=allow_code, policies=policies)
    (without,) = read_cases(names, _not_about(_last(with_them.parameters, len(policies)), assignments), rules,
                            allow_code=allow_code)
    en, zh = (translate("policy.with", language, title=pick(language, with_them, "title")) for language in LANGUAGES)
    return [without, replace(with_them, name=f"{with_them.name} + --policy", title_en=en, title_zh=zh)]


def _last(parameters: Parameters, count: int) -> list[str]:
    """Return the names of the last so many policies in time, which are the caller's."""
    from coprod.parameters.policy import names

    return names(parameters.policies)[-count:]


def _not_about(policies: Sequence[str], assignments: Sequence[str]) -> list[str]:
    """Return the assignments that are not about entries of these policies."""
    entries = tuple(f"{POLICY}.{name}." for name in policies)
    return [text for text in assignments if not text.strip().startswith(entries)]


def with_policies(parameters: Parameters, added: Sequence[Mapping[str, Any]]) -> Parameters:
    """Return parameters with policies in time after those that they have."""
    if not added:
        return parameters
    return parameters.replace({POLICY: [*(one.model_dump() for one in parameters.policies), *added]}, where="--policy")


def _policy(text: str, problems: list[Problem]) -> list[dict[str, Any]]:
    """Return the policy that a text says, none if it is no TOML, which is noted."""
    try:
        return [tomllib.loads(f"{POLICY} = {{{text}}}")[POLICY]]
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem("--policy", text, None, quoted(str(error)), message("policy.as_toml", example=EXAMPLE)))
        return []


def _series_problems(parameters: Parameters, where: str) -> list[Problem]:
    """Return what is wrong with the daily series that conditions of policies name."""
    if not any(policy.when for policy in parameters.policies):
        return []
    from coprod.policies import series_problems

    return series_problems(parameters.policies, where)


def _rules(texts: Sequence[str], problems: list[Problem]) -> dict[str, str]:
    """Return the rules given as ``decision=rule``, by decision; what is wrong with them is added to `problems`."""
    rules: dict[str, str] = {}
    for text in texts:
        decision, equals, rule = (part.strip() for part in text.partition("="))
        if not (decision and equals and rule):
            problems.append(Problem("--rule", text, None,
                                    message("rule.assignment")))
        elif decision in rules:
            problems.append(Problem("--rule", decision, rule, message("problem.given_twice")))
        else:
            rules[decision] = rule
    if rules:
        from coprod.agents.decisions import all_decisions, check_rules

        all_decisions()
        try:
            check_rules(rules, "--rule")
        except InputProblems as error:
            problems += error.problems
    return rules


def _rule_problems(parameters: Parameters, where: str, *, allow_code: bool) -> list[Problem]:
    """Return what is wrong with the rules that a scenario fixes."""
    if not parameters.rules:
        return []
    from coprod.agents.decisions import check_rules, name_problems
    from coprod.laboratory.trust import TRUST_IT, UNTRUSTED

    rules = dict(parameters.rules)
    problems = name_problems(rules, where, PREFIX)
    code = {decision: rule for decision, rule in rules.items() if is_code(rule)}
    if not allow_code:
        return problems + [Problem(where, rule_key(decision), rule, UNTRUSTED, TRUST_IT) for decision, rule in code.items()]
    if not problems:
        try:
            check_rules(code, where)
        except InputProblems as error:
            problems += error.problems
    return problems


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
