"""Agents that decide one by one: what an agent sees, what it would decide now, and why, by the rules of its model."""

from __future__ import annotations

from typing import Any, ClassVar

from coprod.agents.decisions import BoundRule, Reason


class Deciding:
    """What every agent with decisions of its own can be asked.

    A subclass names its `kind`, the first part of the names of its decisions, and for each decision writes a method
    ``_sees_<decision>(...)`` that returns what is seen in a situation.
    """

    kind: ClassVar[str]
    model: Any

    def sees(self, what: str, *situation: Any) -> Any:
        """Return what the agent sees when it decides `what` in a situation."""
        return getattr(self, f"_sees_{what}")(*situation)

    def decide(self, what: str, *situation: Any) -> Any:
        """Return what the agent would decide now: ``office.decide("sign", case)`` is ``office.sign(case)``."""
        return self._rule(what)(self.sees(what, *situation))

    def explain(self, what: Any, *situation: Any) -> Reason:
        """Return why: ``office.explain("lend", 3)``; a case alone asks why it is signed or returned.

        Takes what :meth:`decide` takes.
        """
        if not isinstance(what, str):
            what, situation = "sign", (what, *situation)
        seen = self.sees(what, *situation)
        return self._rule(what).explain(seen, 0 if hasattr(seen, "__len__") else None)

    def _rule(self, what: str) -> BoundRule:
        rule: BoundRule = self.model.rules[f"{self.kind}.{what}"]
        return rule
