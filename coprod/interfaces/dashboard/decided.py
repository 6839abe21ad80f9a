"""What somebody decides and why, in both worlds: whatever an agent of its kind can explain of its decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coprod.interfaces.dashboard.texts import with_minus
from coprod.text.glossary import Language, pick
from coprod.text.problems import InputProblems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coprod.agents.deciding import Deciding
    from coprod.agents.decisions import Decision
    from coprod.model import CoproductionModel

KINDS = {"": "resident", "c": "committee", "s": "street_office", "f": "property_firm"}
"""Kind of agent, as decisions name it, behind the letter of an address."""


def decided(letter: str, number: int, worlds: tuple[CoproductionModel, CoproductionModel],
            language: Language) -> list[dict[str, Any]]:
    """Return what is decided, by which rule and why in each world, for every decision that the agent can explain."""
    from coprod.agents.decisions import DECISIONS

    agents = [_agent(model, letter, number) for model in worlds]
    shown = []
    for verb in agents[0].decisions():
        d = DECISIONS[f"{KINDS[letter]}.{verb}"]
        shown.append({"what": pick(language, d), "sides": [
            {"rule": _rule(model, d, language), "why": reason(agent, verb, language)}
            for model, agent in zip(worlds, agents, strict=True)]})
    return shown


def reason(agent: Deciding, verb: str, language: Language) -> str:
    """Return why an agent decides as it does now, in the usual situation; what is wrong where that cannot be said.

    That is where there is nobody to lend to, or where a user's rule fails.
    """
    try:
        return with_minus(pick(language, agent.explain(verb)))
    except InputProblems as problems:
        return " ".join(problems.lines(language))


def _agent(model: CoproductionModel, letter: str, number: int) -> Deciding:
    kinds: dict[str, Sequence[Deciding]] = {
        "": model.residents, "c": model.committees, "s": model.street_offices, "f": model.firms}
    return kinds[letter][number]


def _rule(model: CoproductionModel, d: Decision, language: Language) -> str:
    """Return what the rule is called: by its label if it comes with coprod."""
    rule = model.rules[d.name]
    return pick(language, d.labels[rule.name]) if rule.is_shipped else rule.name
