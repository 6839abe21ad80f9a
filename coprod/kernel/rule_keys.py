"""What the rule of a decision is called among the values of a run: ``rules.property_firm.effort``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

RULES = "rules"
"""The table of a scenario file or a study, and with a dot the beginning of the key of a rule among values."""
PREFIX = f"{RULES}."


def rule_key(decision: str) -> str:
    """Return the key of the rule of a decision."""
    return f"{PREFIX}{decision}"


def is_code(rule: object) -> bool:
    """Tell whether a rule is named as ``"module:Class"``, which is imported and so runs code."""
    return isinstance(rule, str) and ":" in rule


def rules_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rules among values by key, by decision."""
    return {key.removeprefix(PREFIX): value for key, value in values.items() if key.startswith(PREFIX)}


def flat_rules(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield decision and rule of a table, the decision written as one quoted key or as a table in a table."""
    for key, value in table.items():
        if isinstance(value, Mapping) and value and not prefix and "." not in key:
            yield from flat_rules(value, f"{key}.")
        else:
            yield f"{prefix}{key}", value
