"""``coprod rules``: what agents decide, and the rules to choose from."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from coprod.interfaces.cli.options import AsJson, DecisionName, InLanguage
from coprod.text.glossary import Language, pick, preferred_language, translate
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem, nearest

if TYPE_CHECKING:
    from coprod.agents.decisions import Decision
    from coprod.references import Code


def rules(decision: DecisionName = None, as_json: AsJson = False, lang: InLanguage = None) -> None:
    """List the decisions and their rules; the help text stands in the glossary."""
    language = lang or preferred_language()
    chosen = listed(decision)
    if as_json:
        print(json.dumps([facts(one) for one in chosen], ensure_ascii=False, indent=2))
    else:
        _show(chosen, language)
        if decision:
            _show_seen(chosen[0], language)
        print("\n" + translate("rules.next", language))


def facts(d: Decision) -> dict[str, Any]:
    """Return everything about a decision, ready for JSON; the default rule comes first."""
    bounds = {name: value for name, value in (("low", d.low), ("high", d.high)) if abs(value) != float("inf")}
    return {
        "decision": d.name, "en": d.en, "zh": d.zh, "absent": d.absent, "returns": d.returns, **bounds,
        "default": d.default if d.rules else None, "sees": seen_fields(d),
        "rules": [{"rule": name, "en": d.labels[name].en, "zh": d.labels[name].zh, "sources": sources(made),
                   "codes": [str(code) for code in cited(made)], "assumed": is_assumed(made),
                   "class": f"{made.__module__}:{made.__qualname__}"} for name, made in d.rules.items()],
    }


def sources(made: type, language: Language = "en") -> list[str]:
    """Return what the docstring of a rule cites: works in short, as ``Becker (1968)``, everything else by its code."""
    from coprod.references import bibliography

    works = bibliography()
    return [pick(language, works[code.key]) if code.scheme == "src" else str(code) for code in cited(made)]


def cited(made: type) -> list[Code]:
    """Return the codes of references in the docstring of a rule, each once; there is none in a docstring it inherits."""
    from coprod.references import codes_in

    return list(dict.fromkeys(codes_in(made.__doc__ or "")))


def is_assumed(made: type) -> bool:
    """Tell whether the docstring of a rule says that something in it is assumed."""
    return "assumed" in (made.__doc__ or "").lower()


def _origin(made: type, language: Language) -> str:
    """Return the sources of a rule in one line, and whether something is assumed."""
    assumed = [translate("rules.assumed", language)] if is_assumed(made) else []
    return ("；" if language == "zh" else "; ").join([*sources(made, language), *assumed])


def table(decisions: list[Decision], language: Language) -> list[list[str]]:
    """Return decision, what is decided, rule, what it does and sources: one row a rule, one for an absent decision."""
    rows = []
    for d in decisions:
        if not d.rules:
            rows.append([d.name, pick(language, d), "–", translate("rules.absent", language), ""])
        for name, made in d.rules.items():
            said = pick(language, d.labels[name])
            first = name == d.default
            rows.append([d.name if first else "", pick(language, d) if first else "", name,
                         translate("rules.is_default", language, label=said) if first else said, _origin(made, language)])
    return rows


def situation(d: Decision) -> str:
    """Return the name of the class of what the rules of a decision see, as the default rule declares it; "" if absent."""
    if not d.rules:
        return ""
    rule: Any = d.rules[d.default]
    return str(inspect.get_annotations(rule.decide)["seen"])


def seen_fields(d: Decision) -> dict[str, str]:
    """Return what the rules of a decision see, by name: the text below each field of the class, with units; {} if absent."""
    if not d.rules:
        return {}
    seen = getattr(inspect.getmodule(d.rules[d.default]), situation(d))
    found: dict[str, str] = {}
    for each in reversed([cls for cls in inspect.getmro(seen) if cls is not object]):
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(each))).body
        assert isinstance(tree, ast.ClassDef)
        for field, below in pairwise([*tree.body, ast.Pass()]):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                text = below.value.value if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) else ""
                found[field.target.id] = " ".join(str(text).split())
    return found


def listed(name: str | None = None) -> list[Decision]:
    """Return one decision, or all of them, kind of agent by kind, absent ones last.

    Raises
    ------
    InputProblems
        If there is no decision of this name.
    """
    from coprod.agents.decisions import all_decisions

    known = all_decisions()
    if name is None:
        return sorted(known.values(), key=lambda d: (d.name.partition(".")[0], d.absent))
    if name not in known:
        raise InputProblems([Problem("rules", name, None, message("rule.no_such_decision"), nearest(name, known))])
    return [known[name]]


def _show(decisions: list[Decision], language: Language) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in ("decision", "what", "rule", "does", "source"):
        shown.add_column(translate(f"rules.{column}", language), overflow="fold", no_wrap=column in ("decision", "rule"))
    for row in table(decisions, language):
        shown.add_row(*map(escape, row))
    Console().print(shown)


def _show_seen(d: Decision, language: Language) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    fields = seen_fields(d)
    if not fields:
        return
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for name, meaning in fields.items():
        shown.add_row(escape(f"seen.{name}"), escape(meaning))
    print("\n" + translate("rules.sees", language, name=situation(d)))
    Console().print(shown)
