"""Rules of decision fixed in a scenario: read here as texts; what decisions there are is known to the agents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coprod.kernel.rule_keys import PREFIX, RULES, flat_rules, rule_key, rules_of
from coprod.text.messages import message
from coprod.text.problems import Problem


def rules_apart(values: Mapping[str, Any], where: str) -> tuple[dict[str, Any], dict[str, str], list[Problem]]:
    """Return the values that are no rules, the rules by decision, and what is wrong with how they are written.

    A rule stands in a table ``[rules]`` or under a key that begins with ``rules.``.
    """
    others = {key: value for key, value in values.items()
              if not (isinstance(key, str) and (key == RULES or key.startswith(PREFIX)))}
    table = values.get(RULES, {})
    if not isinstance(table, Mapping):
        return others, {}, [Problem(where, RULES, table, message("problem.table", table=f"[{RULES}]"))]
    rules = {**dict(flat_rules(table)), **rules_of({key: value for key, value in values.items() if isinstance(key, str)})}
    wrong = [Problem(where, rule_key(name), rule, message("rule.in_quotes"))
             for name, rule in rules.items() if not isinstance(rule, str)]
    return others, {name: rule for name, rule in rules.items() if isinstance(rule, str)}, wrong
