"""What a study can vary and measure, and the function that makes one run.

The laboratory knows no model. A :class:`Simulator` tells it what it needs, so the district of coprod,
a test function with a known answer and somebody else's model go through the very same pipeline.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from coprod.kernel.rule_keys import PREFIX
from coprod.laboratory.costs import Costs, Judged
from coprod.parameters.policy_tables import put_together
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem, nearest

if TYPE_CHECKING:
    from coprod.parameters import Declaration

Value: TypeAlias = float | int | bool | str
Values: TypeAlias = Mapping[str, Any]
"""Parameters that differ from their defaults, by ``group.name``; ``events`` holds scripted events."""

Task: TypeAlias = Callable[[Values, int, int, int], Any]
"""``task(values, seed, days, warmup_days)`` returns outcomes by name, or a run with ``.outcomes`` and ``.daily``."""

TOWN = "coprod.laboratory.simulate:TOWN"


class Measured(Judged, Protocol):
    """What the laboratory asks of the declaration of an outcome."""

    @property
    def en(self) -> str:
        """The label in English."""

    @property
    def zh(self) -> str:
        """The label in Chinese."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A number that a run is judged by; `direction` is +1 if more is better, −1 if less is, 0 if neither."""

    name: str
    unit: str = ""
    direction: int = 0
    en: str = ""
    zh: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision whose rule a study can vary: its label, the rules that come with the model and theirs, the default first."""

    name: str
    en: str
    zh: str
    rules: Mapping[str, tuple[str, str]]
    """Label in English and in Chinese of every rule."""

    @property
    def default(self) -> str:
        """Name of the rule that holds unless another is chosen."""
        return next(iter(self.rules))


@dataclass(frozen=True)
class Simulator:
    """A model as the laboratory sees it.

    Parameters
    ----------
    task : str
        Where the function that makes one run is found, ``"package.module:function"``.
    version : callable
        Returns the version of the model. Runs of another version are never taken for finished.
    declarations : callable
        Returns the parameters that can be varied, by key.
    outcomes : callable
        Returns what can be measured, by name; None accepts whatever the task returns.
    series : callable
        Returns the daily series that windows can be cut from, by name; None accepts any.
    scenarios : callable
        Returns the names of the scenarios.
    scenario : callable
        Returns the values of a scenario that differ from the defaults, by its name.
    titles : callable
        Returns the title of a scenario in English and Chinese, by its name.
    check : callable
        ``check(values, where)`` raises :class:`InputProblems` for combinations that cannot be.
    preload : sequence of str
        Modules that a worker imports before its first run, so that no run's time limit pays for it.
    nan_is_undefined : bool
        An outcome that is NaN had nothing to measure. Otherwise only None says so, and a run with NaN has failed.
    quick : mapping
        Values that make a run short enough to try a study out.
    choices : callable
        Returns the decisions whose rules can be varied, by name; values hold the rule under ``rules.`` and that name.
    rule_problems : callable
        ``rule_problems(rules, where)`` returns what is wrong with names of decisions and rules, and imports nothing.
    policy_problems : callable
        ``policy_problems(tables, edits, where)`` returns what is wrong with tables ``[[policy]]``, each for itself, and with
        the names of entries that a study sets, ``pilot.from``.
    code : callable
        Returns a fingerprint of the users' code that values name, by where it is found: it enters the key of a run.
    costs : Costs
        The outcomes that make up what a policy costs.
    """

    task: str
    version: Callable[[], str]
    declarations: Callable[[], Mapping[str, Declaration]]
    outcomes: Callable[[], Mapping[str, Measured] | None] = lambda: None
    series: Callable[[], Mapping[str, Any] | None] = lambda: None
    scenarios: Callable[[], Iterable[str]] = lambda: ("baseline",)
    scenario: Callable[[str], Values] = lambda name: {}
    titles: Callable[[str], tuple[str, str]] = lambda name: (name, name)
    check: Callable[[Values, str], None] = lambda values, where: None
    preload: tuple[str, ...] = ()
    nan_is_undefined: bool = False
    quick: Values = field(default_factory=dict)
    choices: Callable[[], Mapping[str, Choice]] = dict
    rule_problems: Callable[[Mapping[str, str], str], list[Problem]] = lambda rules, where: [
        Problem(where, name, rule, message("rule.none_to_choose")) for name, rule in rules.items()]
    policy_problems: Callable[[list[dict[str, Any]], Values, str], list[Problem]] = lambda tables, edits, where: []
    code: Callable[[Values], Mapping[str, str]] = lambda values: {}
    costs: Costs = field(default_factory=Costs)

    @cached_property
    def known(self) -> Mapping[str, Declaration]:
        """Return the parameters that can be varied, by key (asked once)."""
        return self.declarations()

    @cached_property
    def known_choices(self) -> Mapping[str, Choice]:
        """Return the decisions whose rules can be varied, by name (asked once)."""
        return self.choices()

    def as_declared(self, key: str, value: Any) -> Value:
        """Return a value in the type that its parameter is declared with, so that 1 and 1.0 are one level."""
        kind = self.known[key].kind
        if kind == "float" and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if kind == "int" and isinstance(value, float) and value.is_integer():
            return int(value)
        return value  # type: ignore[no-any-return]

    def differences(self, values: Values) -> dict[str, Any]:
        """Return only those values that differ from the defaults, sorted by key: equal parameters, equal result."""
        known = self.known
        values = put_together(values, known)
        return {key: values[key] for key in sorted(values)
                if (key not in known or values[key] != known[key].default) and not self._is_default_rule(key, values[key])}

    def _is_default_rule(self, key: str, value: object) -> bool:
        choice = self.known_choices.get(key.removeprefix(PREFIX)) if key.startswith(PREFIX) else None
        return choice is not None and value == choice.default


def load_simulator(path: str, where: str = "study") -> Simulator:
    """Return the simulator at ``"package.module:NAME"``; importing it runs its code, so the caller must trust it.

    Raises
    ------
    InputProblems
        If there is none; the message says what to write.
    """
    found = _import(path, where)
    if not isinstance(found, Simulator):
        raise InputProblems([Problem(where, "model", path, message("problem.not_a_simulator"))])
    return found


def load_task(path: str) -> Task:
    """Return the function at ``"package.module:function"``."""
    return _import(path, "task")  # type: ignore[no-any-return]


def _import(path: str, where: str) -> Any:
    module_name, _, name = path.partition(":")
    if not module_name.startswith("coprod.") and os.getcwd() not in sys.path:
        sys.path.append(os.getcwd())  # a study may name a model that lies beside it
    try:
        module = import_module(module_name)
    except Exception as error:  # whatever somebody's module raises when it is imported
        raise InputProblems([Problem(where, "model", path, message("problem.cannot_be_imported", error=error),
                                     message("problem.write", example='"package.module:NAME"'))]) from None
    if not hasattr(module, name):
        mend = nearest(name, dir(module)) if name else message("problem.write", example='"package.module:NAME"')
        lacks = message("problem.module_lacks", module=module_name, name=repr(name))
        raise InputProblems([Problem(where, "model", path, lacks, mend)])
    return getattr(module, name)


def variable(key: str, low: float = 0.0, high: float = 1.0, *, default: float | None = None,
             role: Literal["lever", "uncertainty"] = "uncertainty", whole: bool = False) -> Declaration:
    """Declare a number of a model of one's own; `default` is the lower end unless given."""
    from coprod.parameters import Declaration
    from coprod.references import NumberSource

    start = low if default is None else default
    return Declaration(
        key=key, kind="int" if whole else "float", default=int(start) if whole else float(start), unit="",
        bounds=(low, high), plausible=(low, high), choices=(), role=role, mechanism_from=(),
        number=NumberSource("assumed"), label_en=key, label_zh=key, tip_en=key, tip_zh=key, mechanisms=())
