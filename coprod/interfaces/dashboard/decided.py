"""What somebody decides and why, in both worlds: whatever an agent of its kind can explain of its decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coprod.text.glossary import Language, pick

if TYPE_CHECKING:
    from coprod.agents.decisions import Decision, Reason
    from coprod.model import CoproductionModel

KINDS = {"": "resident", "c": "committee", "s": "street_office", "f": "property_firm"}
"""Kind of agent, as decisions name it, behind the letter of an address."""


def decided(letter: str, number: int, worlds: tuple[CoproductionModel, CoproductionModel],
            language: Language) -> list[dict[str, Any]]:
    """Return what is decided, by which rule and why in each world, for every decision that the agent can explain."""
    from coprod.agents.decisions import DECISIONS

    shown = []
    for name, d in DECISIONS.items():
        kind, _, verb = name.partition(".")
        if kind != KINDS[letter] or d.absent:
            continue
        reasons = [reason(_agent(model, letter, number), verb) for model in worlds]
        if any(reasons):
            shown.append({"what": pick(language, d), "sides": [
                {"rule": _rule(model, d, language), "why": pick(language, why) if why else ""}
                for model, why in zip(worlds, reasons, strict=True)]})
    return shown


def reason(agent: Any, verb: str) -> Reason | None:
    """Return why an agent decides as it does now; None where it cannot say, as where that takes a case to decide."""
    explain = getattr(agent, "explain", None)
    if explain is None:
        return None
    try:
        found: Reason = explain(verb)
    except (TypeError, LookupError, AttributeError, ValueError, NotImplementedError):
        return None
    return found if hasattr(found, "en") else None


def _agent(model: CoproductionModel, letter: str, number: int) -> Any:
    kinds: dict[str, Any] = {"": model.residents, "c": model.committees, "s": model.street_offices, "f": model.firms}
    return kinds[letter][number]


def _rule(model: CoproductionModel, d: Decision, language: Language) -> str:
    """Return what the rule is called: by its label if it comes with coprod."""
    rule = model.rules[d.name]
    return pick(language, d.labels[rule.name]) if rule.is_shipped else rule.name
