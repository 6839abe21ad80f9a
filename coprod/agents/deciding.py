"""Agents that decide: what an agent sees, what it would decide now, and why, by the rules of its model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from coprod.agents.decisions import DECISIONS, BoundRule, One, Reason
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem, nearest

NOTHING_TO_DECIDE = Reason("Nothing waits for this decision now.", "目前没有待决定的事项。")


class Deciding:
    """What every agent with decisions of its own can be asked.

    A subclass names what it `decides_as`, the first part of the names of its decisions, and for each decision writes a
    method ``_sees_<decision>(...)`` that returns what is seen in a situation; without arguments, in a usual one.
    """

    decides_as: ClassVar[str]
    model: Any

    @classmethod
    def decisions(cls) -> tuple[str, ...]:
        """Return what the agent decides, the first by default."""
        names = (name.partition(".") for name, d in DECISIONS.items() if not d.absent)
        return tuple(verb for kind, _, verb in names if kind == cls.decides_as and hasattr(cls, f"_sees_{verb}"))

    def sees(self, what: str = "", *situation: Any, **named: Any) -> Any:
        """Return what the agent sees when it decides `what` in a situation."""
        return self._seen(self._named(what), *situation, **named)

    def decide(self, what: str = "", *situation: Any, **named: Any) -> Any:
        """Return what the agent would decide now: ``office.decide("sign", case)`` is ``office.sign(case)``.

        Parameters
        ----------
        what : str
            One of :meth:`decisions`, the first if omitted.
        *situation, **named
            What the method called `what` takes; the usual situation if omitted.

        Raises
        ------
        InputProblems
            If the agent decides no such thing, naming what it does decide, or if the situation cannot be.
        """
        what = self._named(what)
        return self._answer(what, self._seen(what, *situation, **named))

    def explain(self, what: Any = "", *situation: Any, **named: Any) -> Reason:
        """Return why: ``office.explain("lend", 3)``; a case alone asks why it is signed or returned.

        Takes and raises what :meth:`decide` does.
        """
        if not isinstance(what, str) and "sign" in self.decisions():
            what, situation = "sign", (what, *situation)
        what = self._named(what)
        return self._why(what, self._seen(what, *situation, **named))

    def _why(self, what: str, seen: Any, row: int = 0) -> Reason:
        """Return why, for one of many that are seen (`row`) or for what is seen alone."""
        if not hasattr(seen, "__len__"):
            return self._overruled(what, seen) or self._rule(what).explain(seen)
        if not len(seen):
            return NOTHING_TO_DECIDE
        return self._overruled(what, One(seen, row)) or self._rule(what).explain(seen, row)

    def _answer(self, what: str, seen: Any) -> Any:
        return self._rule(what)(seen)

    def _overruled(self, what: str, seen: Any) -> Reason | None:
        """Return why the answer is settled whatever the rule says; None where it is not."""
        return None

    def _seen(self, what: str, *situation: Any, **named: Any) -> Any:
        return getattr(self, f"_sees_{what}")(*situation, **named)

    def _named(self, what: Any) -> str:
        """Return what is asked for, the first decision by default, if the agent decides it."""
        known = self.decisions()
        if what == "":
            return known[0]
        if isinstance(what, str) and what in known:
            return what
        d = DECISIONS.get(f"{self.decides_as}.{what}")
        allowed = message("rule.decides", names=", ".join(known))
        found = (message("rule.not_taken"), allowed) if d is not None and d.absent else (allowed, nearest(str(what), known))
        raise InputProblems([Problem(self.decides_as, "decision", what, *found)])

    def _rule(self, what: str) -> BoundRule:
        rule: BoundRule = self.model.rules[f"{self.decides_as}.{what}"]
        return rule


class DecidingTogether(Deciding):
    """An agent whose kind decides all at once: what is seen has a row for each, and the agent stands in one of them."""

    @property
    def _place(self) -> int:
        """Row of the agent in what is seen."""
        return 0

    def sees(self, what: str = "", *situation: Any, **named: Any) -> One:
        """Return what the agent sees now when it decides `what`."""
        return One(super().sees(what, *situation, **named), self._place)

    def _why(self, what: str, seen: Any, row: int = 0) -> Reason:
        return super()._why(what, seen, self._place)

    def _answer(self, what: str, seen: Any) -> Any:
        """Return the agent's own answer, a plain Python value."""
        return self._answers(what, seen)[self._place].item()

    def _answers(self, what: str, seen: Any) -> Any:
        return self._rule(what)(seen)


def another(agent: str, number: int, named: int | None, neighbours: Iterable[int], total: int) -> int:
    """Return the one of its kind that an agent is asked to help: the next of its `neighbours` if none is named.

    Raises
    ------
    InputProblems
        If there is no such other, or it is the agent itself.
    """
    if named is None and len(others := [n for n in neighbours if n != number]):
        return next((n for n in others if n > number), others[0])
    if named is not None and 0 <= named < total and named != number:
        return int(named)
    others_are = ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in ((0, number - 1), (number + 1, total - 1)) if a <= b)
    allowed = message("rule.another", numbers=others_are) if others_are else message("rule.no_other")
    raise InputProblems([Problem(f"{agent} {number}", "borrower", named, allowed)])
