"""The command that makes one run of a study again."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from typing import Any

from coprod.kernel.district_keys import DATA
from coprod.kernel.policy_keys import POLICY
from coprod.kernel.rule_keys import PREFIX, rules_of
from coprod.laboratory.factors import SCENARIO
from coprod.laboratory.simulator import TOWN, load_simulator

_UNSAID = {"events", "shocks", POLICY, DATA}
"""Values of a run for which ``coprod run`` has no option."""


def settings(study: Mapping[str, Any], point: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the scenario of a point and the parameters that are set on top of it."""
    scenario = str(point.get(SCENARIO, study["scenarios"][0]))
    is_whole = study.get("is_quick") and scenario in study.get("tables", ())  # tables are not made smaller to try a study out
    smaller = load_simulator(study["model"]).quick if is_whole else {}
    values: dict[str, Any] = {key: value for key, value in study["fixed"].items() if key not in smaller}
    contents = {factor["name"]: factor["contents"] for factor in study["factors"]}
    for name, level in point.items():
        if name != SCENARIO:
            values |= contents[name][str(level)] if contents[name] else {name: level}
    return scenario, values


def command(study: Mapping[str, Any], point: Mapping[str, Any], seed: int) -> str:
    """Return the ``coprod run`` that repeats one run of a study, or a line of Python if no option says what it takes."""
    scenario, values = settings(study, point)
    values = {key: _plain(value) for key, value in values.items()}
    if study["model"] != TOWN:
        module, _, function = study["task"].partition(":")
        call = f"{function}({values!r}, {seed}, {study['days']}, {study['warmup_days']})"
        return _python(f"from {module} import {function}; print({call})")
    if study["warmup_days"] or not _UNSAID.isdisjoint(values):
        call = f"simulate(TOWN.scenario({scenario!r}) | {values!r}, {seed}, {study['days']}, {study['warmup_days']})"
        return _python(f"from coprod.laboratory.simulate import TOWN, simulate; print({call}.outcomes)")
    sets = [part for key, value in values.items() if not key.startswith(PREFIX)
            for part in ("--set", f"{key}={_shown(value)}")]
    sets += [part for decision, rule in rules_of(values).items() for part in ("--rule", f"{decision}={rule}")]
    parts = ["coprod", "run", scenario, "--days", str(study["days"]), "--seed", str(seed), *sets]
    return shlex.join(parts)


def _python(code: str) -> str:
    """Return a line for a shell, in double quotes: what a shell reads in these is marked as plain text."""
    plain = re.sub(r'[\\"$`]', r"\\\g<0>", code)
    return f'python -c "{plain}"'


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
