"""The three contradictions 三重矛盾: what a town would be in which some of them were relaxed.

Which parameters relax which contradiction is data, in ``contradictions.toml``; nothing here knows a parameter by name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from coprod.kernel.policy_keys import PREFIX, SET
from coprod.parameters import Parameters, Value
from coprod.parameters.policy import names as policy_names
from coprod.text.glossary import LANGUAGES, translate

FILE = Path(__file__).parent / "contradictions.toml"


@dataclass(frozen=True)
class Contradiction:
    """One contradiction: its name, titles, and what relaxing it means, in words and in parameters."""

    name: str
    title_en: str
    title_zh: str
    short_en: str
    short_zh: str
    relaxed_en: str
    relaxed_zh: str
    settings: Mapping[str, Any]

    def changes(self, parameters: Parameters) -> dict[str, Value]:
        """Return the parameters that relaxing it changes in this town, those that its policies in time set too.

        A policy's own value counts as an entry, ``policy.pilot.set.approval.levels``: else a policy would tighten
        again what is relaxed.
        """
        policies = parameters.policies
        there = [(key, key, parameters.value(key)) for key in self.settings]
        there += [(f"{PREFIX}{name}.{SET}.{key}", key, value)
                  for name, policy in zip(policy_names(policies), policies, strict=True)
                  for key, value in policy.settings if key in self.settings]
        wanted = {entry: (value, _towards(value, self.settings[key])) for entry, key, value in there}
        return {entry: towards for entry, (value, towards) in wanted.items() if towards != value}


@cache
def contradictions() -> tuple[Contradiction, ...]:
    """Return the three contradictions, in the order of the theory."""
    tree = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Contradiction(name=name, **_words(name), **fields) for name, fields in tree.items())


def _words(name: str) -> dict[str, Any]:
    return {f"{word}_{language}": translate(f"contradiction.{name}.{word}", language)
            for word in ("title", "short", "relaxed") for language in LANGUAGES}


def relaxed(parameters: Parameters, names: Iterable[str]) -> Parameters:
    """Return the town in which these contradictions are relaxed; where two touch one parameter, it is relaxed most.

    Raises
    ------
    InputProblems
        If the relaxed town cannot be, being impossible in combination with a scenario.
    """
    for contradiction in contradictions():
        if contradiction.name in names:
            parameters = parameters.replace(contradiction.changes(parameters), where=contradiction.name)
    return parameters


def _towards(value: Value, rule: Any) -> Value:
    if not isinstance(rule, dict):
        return rule  # type: ignore[no-any-return]
    if "at_least" in rule:
        return max(value, rule["at_least"])  # type: ignore[type-var]
    return min(value, rule["at_most"])  # type: ignore[type-var]
