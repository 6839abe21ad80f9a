"""Decisions 决策: every choice of an agent is a rule that a user can replace.

Each agent's file declares what its kind decides (:func:`decision`), what it sees when it does, and the rules that
come with coprod (:meth:`Decision.rule`), the default first. A model gets its rules from one :class:`RuleBook`.

A rule is any object with one of two methods:

* ``decide(seen)``: `seen` holds one array entry per agent (or one case); returns an array of the same length (or one value);
* ``decide_one(seen)``: `seen` is what one agent sees; called for one agent after the other, slower and easier to write.

What is seen may have a method ``objection(answer)`` that says what is wrong with answers that do not go together.

A rule's class is made with the parameters of the run if its constructor takes an argument, else without.
``explain(seen)``, if there is one, returns why (a :class:`Reason`, or a text); the docstring serves where there is none.
"""

from __future__ import annotations

import inspect
import os
import pkgutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from math import inf
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import numpy as np

from coprod.kernel.rule_keys import rule_key
from coprod.text.glossary import preferred_language
from coprod.text.messages import Message, message
from coprod.text.problems import InputProblems, Problem, nearest

if TYPE_CHECKING:
    from coprod.parameters import Parameters

Returns = Literal["number", "truth", "code"]
"""What a rule answers: a number within bounds, yes or no, or one of several codes."""
RuleClass = TypeVar("RuleClass", bound=type)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rule answers as it does, or what it does, in both languages."""

    en: str
    zh: str

    def __str__(self) -> str:
        """Return it in the reader's language."""
        return self.zh if preferred_language() == "zh" else self.en


@dataclass(frozen=True, eq=False)
class Decision:
    """One thing that a kind of agent decides.

    Parameters
    ----------
    name : str
        ``"property_firm.effort"``: kind of agent and what it decides.
    en, zh : str
        What is decided, in both languages.
    returns : "number", "truth" or "code"
    low, high : float
        Least and greatest answer of a rule.
    absent : bool
        Whether agents of this kind could decide it and in this model do not: listed, not simulated.
    """

    name: str
    en: str
    zh: str
    returns: Returns = "number"
    low: float = -inf
    high: float = inf
    absent: bool = False
    rules: dict[str, type] = field(default_factory=dict, repr=False)
    """Rules that come with coprod, by name, the default first."""
    labels: dict[str, Reason] = field(default_factory=dict, repr=False)
    """What each of them says, in both languages."""

    @property
    def default(self) -> str:
        """Name of the rule that holds unless another is chosen."""
        return next(iter(self.rules))

    def rule(self, name: str, en: str, zh: str) -> Callable[[RuleClass], RuleClass]:
        """Register the decorated class as the rule called `name` of this decision; say in both languages what it does."""

        def register(made: RuleClass) -> RuleClass:
            self.rules[name], self.labels[name] = made, Reason(en, zh)
            return made

        return register


DECISIONS: dict[str, Decision] = {}
"""Every declared decision by name, in order of declaration."""


def decision(name: str, en: str, zh: str, returns: Returns = "number", low: float = -inf, high: float = inf, *,
             absent: bool = False) -> Decision:
    """Declare a decision; see :class:`Decision`."""
    DECISIONS[name] = declared = Decision(name, en, zh, returns, low, high, absent)
    return declared


class RuleFailure(InputProblems):
    """A user's rule that raised an error or returned what is no answer."""

    headings = "cli.rule_failed", "cli.rule_failed"


class One:
    """What one of many agents sees: entry `row` of every array; scalars as they are."""

    def __init__(self, seen: Any, row: int) -> None:
        self._seen, self.row = seen, row

    def __getattr__(self, name: str) -> Any:
        """Return the agent's own value of what all see."""
        value = getattr(self._seen, name)
        return value[self.row] if isinstance(value, np.ndarray) and value.shape[:1] == (len(self._seen),) else value


class BoundRule:
    """A rule at work in one model: ``bound(seen)`` returns the answer, checked if the rule is a user's."""

    def __init__(self, decided: Decision, rule: Any, name: str, book: RuleBook) -> None:
        self.decision, self.rule, self.name, self._book = decided, rule, name, book
        self.is_shipped = type(rule) in decided.rules.values()
        self._decide = rule.decide if hasattr(rule, "decide") else self._one_by_one

    @property
    def is_default(self) -> bool:
        """Whether it is the rule that holds unless another is chosen."""
        return self.name == self.decision.default

    def __call__(self, seen: Any) -> Any:
        """Return what the rule answers.

        Raises
        ------
        RuleFailure
            Naming rule, agent and day, if a user's rule raises or returns what is no answer.
        """
        if self.is_shipped:
            return self._decide(seen)
        try:
            answer = self._decide(seen)
        except RuleFailure:
            raise
        except Exception as error:
            raise self._failure(_raised(error)) from error
        answer = self._checked(answer, seen)
        objection = seen.objection(answer) if hasattr(seen, "objection") else None
        if objection:
            raise self._failure(objection)
        return answer

    def explain(self, seen: Any, row: int | None = None) -> Reason:
        """Return why the rule answers as it does, for one of many agents (`row`) or for one case.

        Raises
        ------
        RuleFailure
            If a user's rule raises when it explains.
        """
        explain = getattr(self.rule, "explain", None)
        if explain is not None:
            why = self._said(explain, seen if row is None else One(seen, row))
            return why if isinstance(why, Reason) else Reason(str(why), str(why))
        if self.is_shipped:
            return self.decision.labels[self.name]
        said = inspect.cleandoc(type(self.rule).__doc__ or self.name).partition("\n")[0]
        return Reason(said, said)

    def _said(self, explain: Callable[[Any], Any], seen: Any) -> Any:
        if self.is_shipped:
            return explain(seen)
        try:
            return explain(seen)
        except Exception as error:
            raise self._failure(_raised(error)) from error

    def _one_by_one(self, seen: Any) -> Any:
        if not hasattr(seen, "__len__"):
            return self.rule.decide_one(seen)
        return np.array([self._of_one(seen, row) for row in range(len(seen))])

    def _of_one(self, seen: Any, row: int) -> Any:
        try:
            return self.rule.decide_one(One(seen, row))
        except Exception as error:
            raise self._failure(_raised(error), _number(seen, row)) from error

    def _checked(self, answer: Any, seen: Any) -> Any:
        d, n = self.decision, len(seen) if hasattr(seen, "__len__") else None
        values = np.asarray(answer)
        if n is not None and values.shape not in ((n,), ()):
            raise self._failure(message("rule.shape", shape=values.shape, wanted=f"({n},)"))
        if values.dtype.kind not in "biuf":
            raise self._failure(message(f"rule.no_{d.returns}", value=_shown(answer)))
        wrong = ~np.isfinite(values) | ((values < d.low) | (values > d.high) if d.returns != "truth" else False)
        if wrong.any():
            number = _number(seen, int(np.flatnonzero(wrong)[0])) if values.ndim else None
            raise self._failure(
                message("rule.out_of_range", value=f"{values[wrong][0]:g}", low=f"{d.low:g}", high=f"{d.high:g}"), number)
        kinds = {"number": np.float64, "truth": np.bool_, "code": np.int64}
        if n is None:
            return values.astype(kinds[d.returns]).item()
        return np.broadcast_to(values.astype(kinds[d.returns]), (n,))

    def _failure(self, what: str, number: int | None = None) -> RuleFailure:
        agent = self.decision.name.partition(".")[0] + (f" {number}" if number is not None else "")
        text = message("rule.failed", agent=agent, day=self._book.day, what=what)
        return RuleFailure([Problem(f"rule {self.name}", self.decision.name, None, text)])


class RuleBook:
    """The rules of one model: the default of every decision, or what was given instead.

    Parameters
    ----------
    given : mapping of decision name to rule, optional
        A rule is the name of one that comes with coprod, ``"module:Class"``, a class or an object; these go before the rules
        that `parameters` fix.

    Raises
    ------
    InputProblems
        All decisions that there are not, all rules that cannot be found or have no method to decide, and all code that a
        file names without leave (:meth:`coprod.Parameters.load`), none of which is imported.
    TypeError
        If `given` is no mapping of names.
    """

    def __init__(self, parameters: Parameters, given: Mapping[str, Any] | None = None) -> None:
        self.day = 0
        given = _by_name(given)
        self.given = {**dict(parameters.rules), **given}
        _refuse_code_of_files({name: file for name, file in parameters.code_of_files().items() if name not in given}, self.given)
        chosen = check_rules(self.given)
        self._rules = {
            name: BoundRule(d, _made(d, chosen.get(name, d.rules[d.default]), parameters), _name(d, self.given.get(name)), self)
            for name, d in DECISIONS.items() if d.rules}

    def __getitem__(self, name: str) -> BoundRule:
        """Return the rule of a decision."""
        return self._rules[name]

    def __iter__(self) -> Any:
        """Iterate over the rules of all decisions."""
        return iter(self._rules.values())

    def chosen(self) -> dict[str, Any]:
        """Return the rules other than the default ones, by decision: name of one that comes with coprod, or the object."""
        return {rule.decision.name: rule.name if rule.is_shipped else rule.rule
                for rule in self._rules.values() if rule.name != rule.decision.default}


def all_decisions() -> dict[str, Decision]:
    """Return every decision by name, having imported the files of all agents; in the order of names, whatever came first."""
    from coprod import agents

    for module in pkgutil.iter_modules(agents.__path__, f"{agents.__name__}."):
        import_module(module.name)
    return dict(sorted(DECISIONS.items()))


def name_problems(given: Mapping[str, str], where: str, prefix: str = "") -> list[Problem]:
    """Return what is wrong with names of decisions and rules, importing no code that they name; keys begin with `prefix`."""
    known, problems = all_decisions(), []
    for name, rule in given.items():
        try:
            _known(known, name, rule)
        except LookupError as error:
            problems.append(Problem(where, prefix + name, rule, *error.args))
    return problems


def _known(known: Mapping[str, Decision], name: str, rule: Any) -> Decision:
    if name not in known:
        raise LookupError(message("rule.no_such_decision"), nearest(name, known))
    d = known[name]
    if d.absent:
        raise LookupError(message("rule.not_taken"), message("rule.leave_out"))
    if isinstance(rule, str) and rule not in d.rules:
        module, colon, attribute = rule.partition(":")
        if not (colon and module and attribute):
            raise LookupError(message("rule.one_of", names=", ".join(d.rules), code='"module:Class"'), nearest(rule, d.rules))
    return d


def check_rules(given: Mapping[str, Any], where: str = "rules") -> dict[str, Any]:
    """Return class or object of every rule that is `given` by name; see :class:`RuleBook` for what is raised."""
    problems, found = [], {}
    for name, rule in given.items():
        try:
            found[name] = _found(name, rule)
        except LookupError as error:
            allowed, mend = error.args
            problems.append(Problem(where, name, rule if isinstance(rule, str) else rule_name(rule), allowed, mend))
    if problems:
        raise InputProblems(problems)
    return found


def _by_name(given: Any) -> Mapping[str, Any]:
    """Return the rules that a caller gives, none if they are None. Raises :class:`TypeError` if they are no mapping of names."""
    if given is None:
        return {}
    form = "rules are a mapping from the names of decisions to rules, such as {'property_firm.effort': 'satisficing'}"
    if not isinstance(given, Mapping):
        raise TypeError(f"{form}, not {type(given).__name__}")
    if odd := [name for name in given if not isinstance(name, str)]:
        raise TypeError(f"{form}; no name of a decision is {', '.join(map(_shown, odd))}")
    return given


def _refuse_code_of_files(files: Mapping[str, str], rules: Mapping[str, Any]) -> None:
    """Refuse the rules of these decisions, before anything is imported; `files` says where each is named."""
    if files:
        raise InputProblems(
            Problem(file, rule_key(name), rules[name], message("problem.code_to_import"),
                    message("rule.allow_file", file=repr(file)))
            for name, file in files.items())


def rule_name(rule: Any) -> str:
    """Return what a rule is called: its own name, or module and class."""
    if isinstance(rule, str):
        return rule
    made = rule if isinstance(rule, type) else type(rule)
    return f"{made.__module__}:{made.__qualname__}"


def _name(d: Decision, rule: Any) -> str:
    """Return what the rule is called: one that comes with coprod by its own name, however it was given."""
    known = {made: name for name, made in d.rules.items()}
    return d.default if rule is None else known.get(rule if isinstance(rule, type) else type(rule), rule_name(rule))


def _found(name: str, rule: Any) -> Any:
    d = _known(DECISIONS, name, rule)
    if isinstance(rule, str):
        rule = d.rules[rule] if rule in d.rules else imported(rule)
    if not (hasattr(rule, "decide") or hasattr(rule, "decide_one")):
        raise LookupError(message("rule.no_method"), message("rule.write_method"))
    return rule


def imported(path: str) -> Any:
    """Return what stands at ``"module:Class"``; importing it runs its code, so the caller must trust it.

    Raises
    ------
    LookupError
        What is allowed and how to mend it, if it cannot be imported.
    """
    module, _, attribute = path.partition(":")
    if os.getcwd() not in sys.path:
        sys.path.append(os.getcwd())  # a rule may lie beside the file that names it
    try:
        return getattr(import_module(module), attribute)
    except Exception as error:  # whatever somebody's module raises when it is imported
        raise LookupError(message("problem.cannot_be_imported", error=str(error)), message("rule.name_class")) from None


def _made(d: Decision, rule: Any, parameters: Parameters) -> Any:
    if not isinstance(rule, type):
        return rule
    try:
        return rule(parameters) if _takes_parameters(rule) else rule()
    except Exception as error:
        if rule in d.rules.values():
            raise
        why = message("rule.cannot_be_made", error=f"{type(error).__name__}: {error}")
        raise RuleFailure([Problem("rules", d.name, rule_name(rule), why, message("rule.constructor"))]) from error


@lru_cache(maxsize=256)
def _takes_parameters(rule: type) -> bool:
    """Tell whether the constructor of a rule takes an argument; classes are asked once, not once a run."""
    return rule.__init__ is not object.__init__ and bool(inspect.signature(rule).parameters)  # type: ignore[misc]


def _number(seen: Any, row: int) -> int:
    """Return the number of the agent at `row`: what is seen may hold some of all agents, whose numbers are its `rows`."""
    return int(seen.rows[row]) if hasattr(seen, "rows") else row


def _raised(error: Exception) -> Message:
    return message("rule.raised", error=f"{type(error).__name__}: {error}")


def _shown(answer: Any) -> str:
    text = repr(answer)
    return text if len(text) <= 60 else f"{text[:59]}…"
