"""The district of coprod as the laboratory sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coprod.kernel.district_keys import DATA
from coprod.kernel.policy_keys import FIELD, POLICY
from coprod.kernel.rule_keys import rule_key, rules_of
from coprod.laboratory.costs import Costs
from coprod.laboratory.model_version import model_version
from coprod.laboratory.policy_factors import WithPolicies
from coprod.laboratory.simulator import Choice, Measured, Simulator, Values
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from coprod.parameters import Declaration, Parameters

_SCRIPTED = ("events", "shocks", POLICY)
"""What a scenario makes happen, and policies in time, as lists of tables."""


def simulate(values: Values, seed: int, days: int, warmup_days: int = 0) -> Any:
    """Run the district with `values` differing from the defaults; return the run."""
    from coprod.model import run

    return run(parameters_of(values, "run"), seed=seed, days=days, warmup_days=warmup_days)


def parameters_of(values: Values, where: str) -> Parameters:
    """Return complete parameters from those that differ from the defaults.

    Raises
    ------
    InputProblems
        All that is wrong with them.
    """
    from coprod.parameters import Parameters

    tree = {key: value for key, value in values.items() if key not in _SCRIPTED}
    return Parameters.from_tree({**tree, **{name: [dict(one) for one in values.get(name, ())] for name in _SCRIPTED}},
                                where=where)


def values_of(parameters: Parameters) -> Values:
    """Return what :func:`parameters_of` makes these parameters of: differences from the defaults and all that is no parameter."""
    scripted = {name: [one.model_dump(mode="json") for one in getattr(parameters, FIELD if name == POLICY else name)]
                for name in _SCRIPTED}
    rules = {rule_key(decision): rule for decision, rule in parameters.rules}
    data = {DATA: parameters.district_data.tree()} if parameters.district_data else {}
    return {**parameters.differences(), **rules, **data, **{name: tables for name, tables in scripted.items() if tables}}


def _scenario(name: str) -> Values:
    from coprod.parameters import load_scenario

    return values_of(load_scenario(name).parameters)


def _titles(name: str) -> tuple[str, str]:
    from coprod.parameters import load_scenario

    found = load_scenario(name)
    return found.title_en, found.title_zh


def _scenarios() -> Iterable[str]:
    from coprod.parameters import scenario_names

    return scenario_names()


def _declarations() -> Mapping[str, Declaration]:
    from coprod.parameters import declarations

    return WithPolicies({declaration.key: declaration for declaration in declarations()})


def _outcomes() -> Mapping[str, Measured]:
    from coprod.outcomes.evaluate import OUTCOMES

    return {outcome.name: outcome for outcome in OUTCOMES}


def _series() -> Mapping[str, Any]:
    from coprod.outcomes.series import SERIES

    return {series.name: series for series in SERIES}


def _check(values: Values, where: str) -> None:
    from coprod.agents.decisions import all_decisions, check_rules
    from coprod.policies import series_problems

    problems: list[Problem] = []
    try:
        problems += series_problems(parameters_of(values, where).policies, where)
    except InputProblems as error:
        problems += error.problems
    if rules := rules_of(values):
        all_decisions()
        try:
            check_rules(rules, where)
        except InputProblems as error:
            problems += error.problems
    if problems:
        raise InputProblems(problems)


def _choices() -> Mapping[str, Choice]:
    from coprod.agents.decisions import all_decisions

    return {name: Choice(name, d.en, d.zh, {rule: (said.en, said.zh) for rule, said in d.labels.items()})
            for name, d in all_decisions().items() if d.rules}


def _rule_problems(rules: Mapping[str, str], where: str) -> list[Problem]:
    from coprod.agents.decisions import name_problems

    return name_problems(rules, where)


def _policy_problems(tables: list[dict[str, Any]], edits: Values, where: str) -> list[Problem]:
    from coprod.parameters.model import declarations_by_key
    from coprod.parameters.policy_tables import checked, edited
    from coprod.policies import series_problems

    known = declarations_by_key()
    found = edited(tables, edits, where)[1] + checked(tables, known, where)[1]
    for number, table in enumerate(tables):  # one by one, so that a mistake in one hides no series in another
        policies, _ = checked([table], known, where)
        found += [replace(one, key=one.key.replace("[0]", f"[{number}]", 1)) for one in series_problems(policies, where)]
    return found


def _code(values: Values) -> Mapping[str, str]:
    if not rules_of(values):
        return {}
    from coprod.laboratory.rule_code import code_of

    return code_of(values)


_COSTS = Costs(
    lines=dict.fromkeys(("cost_yuan", "cost_wages", "premiums", "warning_cost", "warning_site_cost"), 1.0),
    shown=("cost_citizen_hours",), within=("total_cost", "cost_residents", "loss_avoided_per_yuan"),
    unpaid=("crew.street_crews", "crew.district_teams", "crew.ambulances", "department.officers", "district.hub_desks",
            "approval.signers", "approval.deputies", "resilience.repair_crews", "resilience.assessors"),
    left_out="costs.left_out")

TOWN = Simulator(
    task="coprod.laboratory.simulate:simulate", version=model_version, declarations=_declarations,
    outcomes=_outcomes, series=_series, scenarios=_scenarios, scenario=_scenario, titles=_titles,
    check=_check, preload=("coprod.model",), nan_is_undefined=True,
    quick={"town.streets": 1, "town.communities": 2, "town.residents_per_community": 300},
    choices=_choices, rule_problems=_rule_problems, policy_problems=_policy_problems, code=_code, costs=_COSTS,
)
