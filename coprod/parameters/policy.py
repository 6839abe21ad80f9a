"""Policies in time: levers that are set from a day on, until a day, while a condition holds, little by little or in part.

A scenario file has them as tables ``[[policy]]``; what they come to on a day is worked out in
:mod:`coprod.parameters.in_force`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_serializer

from coprod.kernel.calendar import MAX_DAYS
from coprod.kernel.policy_keys import POLICY, PREFIX, SET
from coprod.parameters.condition import MAX_NUMBER, THRESHOLD, Condition, read_condition
from coprod.parameters.declare import Declaration, Value
from coprod.references import NumberSource
from coprod.text.messages import message
from coprod.text.problems import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_POLICIES = 100


def _days(default: int | None, en: str, **more: Any) -> Any:
    return Field(default, le=MAX_DAYS, description=en, **{"ge": 0, **more})


class Policy(BaseModel):
    """Levers set for some time. Without an entry about time it is in force from the first day to the last."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, populate_by_name=True)

    name: str = Field("", max_length=60, description="what it is called; its number, from 0, if left out")
    settings: tuple[tuple[str, Value], ...] = Field(alias="set", description="levers and their values, {\"approval.levels\" = 1}")
    begins: int = _days(0, "first day on which it may be in force, 0 is the first of the run", alias="from")
    until: int | None = _days(None, "first day on which it is no longer in force; left out for never")
    when: str = Field("", description="in force while this holds of yesterday's daily series: \"backlog_hours > 500\"")
    end_when: str = Field("", description="once it is in force, it stays so until this holds, whatever `when` says")
    threshold: float | None = Field(None, description="number that the word `threshold` stands for in both conditions")
    for_days: int = _days(1, "days in a row on which `when` must hold before it begins", ge=1)
    hold: int = _days(0, "days for which it stays in force at least, once a condition has begun it")
    ramp: int = _days(0, "days until it has its full strength, which grows by the same share every day")
    fade: int = _days(0, "days until it has gone after its end")
    compliance: float = Field(1.0, ge=0, le=1, description="share of it that is obeyed")

    @field_validator("settings", mode="before")
    @classmethod
    def _pairs(cls, value: Any) -> Any:
        return tuple(flat(value)) if isinstance(value, Mapping) else value

    @model_serializer
    def _tree(self) -> dict[str, Any]:
        """Return what a file would say: no entry that is as it would be without."""
        entries = {field.alias or name: (name, field.default) for name, field in type(self).model_fields.items()}
        tree = {entry: getattr(self, name) for entry, (name, default) in entries.items() if getattr(self, name) != default}
        return tree | {SET: dict(self.settings)}

    @property
    def last(self) -> int:
        """The first day on which it is in force no longer, whatever happens."""
        return MAX_DAYS + 1 if self.until is None else self.until

    def conditions(self) -> tuple[Condition | None, Condition | None]:
        """Return the conditions of its beginning and of its end, read; None where there is none."""
        return (read_condition(self.when) if self.when else None, read_condition(self.end_when) if self.end_when else None)


def flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield key and value of levers written as ``"points.reward" = 5`` or as ``points.reward = 5``."""
    for key, value in tree.items():
        if isinstance(value, Mapping) and value and not prefix:
            yield from flat(value, f"{key}.")
        else:
            yield f"{prefix}{key}", value


def names(policies: Sequence[Policy | None]) -> list[str]:
    """Return what the policies are called."""
    return [(policy and policy.name) or str(number) for number, policy in enumerate(policies)]


def problems_of(policies: Sequence[Policy | None], known: Mapping[str, Declaration], where: str) -> list[Problem]:
    """Return all that is wrong with policies, each entry for itself being of the right kind; None is one that cannot be read."""
    found: list[Problem] = []
    called = names(policies)
    if len(policies) > MAX_POLICIES:
        found.append(Problem(where, POLICY, len(policies), message("policy.too_many", most=MAX_POLICIES)))
    for number, policy in enumerate(policies):
        if policy is None:
            continue
        at = f"{POLICY}[{number}]"
        name = called[number]
        if "." in name or not name.strip() or called.index(name) < number:
            found.append(Problem(where, f"{at}.name", name, message("policy.name_once")))
        if policy.last < policy.begins:
            found.append(Problem(where, f"{at}.until", policy.until, message("policy.until_before_from", day=policy.begins)))
        if not policy.settings:
            found.append(Problem(where, f"{at}.{SET}", None, message("policy.sets_nothing")))
        for key, value in policy.settings:
            found += setting_problems(key, value, known, where, f"{at}.{SET}.{key}")
        found += _condition_problems(policy, where, at)
    return found


def setting_problems(key: str, value: Any, known: Mapping[str, Declaration], where: str, at: str) -> list[Problem]:
    """Return what is wrong with a lever of a policy and its value; `at` is where it is written."""
    if key not in known:
        return [Problem(where, at, None, message("problem.no_such_parameter"), nearest(key, known))]
    declared = known[key]
    if declared.role != "lever":
        return [Problem(where, at, value, message("policy.no_lever"), message("policy.set_it_outside", key=key))]
    if not declared.changeable:
        return [Problem(where, at, value, message("policy.built_in"), message("policy.changeable_levers"))]
    return [] if is_allowed(value, declared) else [Problem(where, at, value, declared.allowed)]


def is_allowed(value: Any, declared: Declaration) -> bool:
    """Tell whether a value is one that the lever may have."""
    if declared.kind in ("bool", "choice"):
        return isinstance(value, bool) if declared.kind == "bool" else isinstance(value, str) and value in declared.choices
    number = isinstance(value, int) if declared.kind == "int" else isinstance(value, int | float)
    low, high = declared.bounds or (0, 0)
    return number and not isinstance(value, bool) and low <= value <= high


def _condition_problems(policy: Policy, where: str, at: str) -> list[Problem]:
    found, has_threshold = [], False
    for entry, text in (("when", policy.when), ("end_when", policy.end_when)):
        if not text:
            continue
        try:
            condition = read_condition(text)
        except ValueError as error:
            found.append(Problem(where, f"{at}.{entry}", text, error.args[0]))
            return found
        has_threshold |= condition.has_threshold
    if has_threshold != (policy.threshold is not None):
        found.append(Problem(where, f"{at}.{THRESHOLD}", policy.threshold,
                             message("policy.threshold_missing" if has_threshold else "policy.threshold_unused")))
    if not policy.when:
        for entry in ("end_when", "hold", "for_days"):
            if getattr(policy, entry) != Policy.model_fields[entry].default:
                found.append(Problem(where, f"{at}.{entry}", getattr(policy, entry), message("policy.needs_when")))
    return found


ENTRIES_TO_VARY: dict[str, tuple[str, str, tuple[float, float], str, str]] = {
    "from": ("int", "day", (0, MAX_DAYS), "first day", "开始日"),
    "until": ("int", "day", (0, MAX_DAYS), "day of its end", "结束日"),
    "for_days": ("int", "days", (1, MAX_DAYS), "days on which the condition must hold", "条件须连续成立天数"),
    "hold": ("int", "days", (0, MAX_DAYS), "least days in force", "启动后至少持续天数"),
    "ramp": ("int", "days", (0, MAX_DAYS), "days until full strength", "逐步到位天数"),
    "fade": ("int", "days", (0, MAX_DAYS), "days of fading", "逐步退出天数"),
    "compliance": ("float", "share", (0, 1), "compliance", "遵从度"),
    THRESHOLD: ("float", "", (-MAX_NUMBER, MAX_NUMBER), "threshold", "启动阈值"),
    "when": ("choice", "", (0, 0), "condition", "启动条件"),
    "end_when": ("choice", "", (0, 0), "condition of its end", "结束条件"),
}
"""Entries that a study can vary: kind, unit, bounds, label in English and Chinese."""


def factor(key: str, known: Mapping[str, Declaration]) -> Declaration | None:
    """Return the declaration of ``policy.pilot.from`` or ``policy.pilot.set.approval.levels`` as a factor; None for others.

    Whether there is such a policy is told when values are put together.
    """
    name, _, entry = key.removeprefix(PREFIX).partition(".")
    if not key.startswith(PREFIX) or not name:
        return None
    if entry.startswith(f"{SET}.") and (lever := known.get(entry.removeprefix(f"{SET}."))):
        en, zh = f"{lever.label_en} ({name})", f"{lever.label_zh}（{name}）"
        return replace(lever, key=key, label_en=en, label_zh=zh)
    if entry not in ENTRIES_TO_VARY:
        return None
    kind, unit, bounds, label, label_zh = ENTRIES_TO_VARY[entry]
    default = Policy.model_fields["begins" if entry == "from" else entry].default
    return Declaration(
        key=key, kind=kind, default=default if default is not None else -1, unit=unit,  # type: ignore[arg-type]
        bounds=bounds if kind != "choice" else None, plausible=bounds if kind != "choice" else None, choices=(), role="lever",
        mechanism_from=(), number=NumberSource("assumed"), label_en=f"{name}: {label}", label_zh=f"{name}：{label_zh}",
        tip_en=label, tip_zh=label_zh, mechanisms=())
