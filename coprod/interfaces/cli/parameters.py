"""``coprod parameters``: every number of the model, what it means and where it comes from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from coprod.interfaces.cli.options import Format, Groups, InLanguage, RoleName
from coprod.text.glossary import Language, pick, preferred_language, translate, unit_in
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem, nearest

if TYPE_CHECKING:
    from coprod.parameters import Declaration, Value
    from coprod.references import Code


def parameters(
    group: Groups = None,
    role: RoleName = None,
    format_: Format = "table",
    lang: InLanguage = None,
) -> None:
    """Show the declarations; the help text stands in the glossary."""
    language = lang or preferred_language()
    chosen = _chosen(group or [], role)
    if format_ == "json":
        print(json.dumps([facts(declaration) for declaration in chosen], ensure_ascii=False, indent=2))
    elif format_ == "toml":
        print(as_toml(chosen, language))
    elif format_ == "schema":
        from coprod.parameters.schema import scenario_schema

        print(json.dumps(scenario_schema(language), ensure_ascii=False, indent=2))
    else:
        _show(chosen, language)


def facts(declaration: Declaration) -> dict[str, Any]:
    """Return everything about a parameter, ready for JSON; ``source`` is both provenances as one text."""
    number = declaration.number
    return asdict(declaration) | {
        "mechanism_from": codes(declaration.mechanism_from), "number": number.kind, "number_from": codes(number.codes),
        "source": declaration.source,
    }


def codes(found: Iterable[Code]) -> list[str]:
    """Return codes of references as they are written."""
    return [str(code) for code in found]


def as_toml(chosen: Sequence[Declaration], language: Language) -> str:
    """Return a scenario file of the defaults, each under a comment that explains it; it can be edited and run."""
    from coprod.parameters.model import group_models, toml_value

    lines: list[str] = []
    for name, model in group_models().items():
        members = [declaration for declaration in chosen if declaration.group == name]
        if members:
            lines += [f"# {pick(language, model, 'title')}", f"[{name}]"]
        for declaration in members:
            label, tip = pick(language, declaration, "label"), pick(language, declaration, "tip")
            facts = "; ".join(filter(None, [allowed_range(declaration, language), declaration.source]))
            lines += [f"# {label}: {tip} ({facts})",
                      f"{declaration.key.split('.')[1]} = {toml_value(declaration.default)}", ""]
    return "\n".join(lines).rstrip()


def allowed_range(declaration: Declaration, language: Language, *, with_unit: bool = True) -> str:
    """Return what a parameter accepts, such as ``0 … 20 points/act``."""
    if declaration.kind == "bool":
        return "true | false"
    if declaration.choices:
        return " | ".join(declaration.choices)
    unit = unit_in(language, declaration.unit) if with_unit else ""
    return f"{_span(declaration.bounds)} {unit}".strip()


def plausible_range(declaration: Declaration) -> str:
    """Return the range, or the choices, that studies and sliders use."""
    return " | ".join(declaration.choices) or _span(declaration.plausible)


def shown(value: Value) -> str:
    """Return a value as a reader would write it."""
    return f"{value:g}" if isinstance(value, float) else str(value).lower() if isinstance(value, bool) else str(value)


def _chosen(names: Sequence[str], role: str | None) -> list[Declaration]:
    from coprod.parameters import declarations
    from coprod.parameters.aliases import groups_of
    from coprod.parameters.model import group_models
    from coprod.text.renamed import announce

    moved = {name: groups_of(name) for name in names if name not in group_models() and groups_of(name)}
    announce({name: " ".join(now) for name, now in moved.items()})
    names = [now for name in names for now in moved.get(name, (name,))]
    problems = [Problem("parameters", name, None, message("problem.no_such_group", names=", ".join(group_models())),
                        nearest(name, group_models())) for name in names if name not in group_models()]
    if problems:
        raise InputProblems(problems)
    return [declaration for declaration in declarations()
            if (not names or declaration.group in names) and role in (None, declaration.role)]


def _show(chosen: Sequence[Declaration], language: Language) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from coprod.parameters.model import group_models

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in ("key", "plausible", "role", "mechanism_from", "number_from"):
        table.add_column(translate(f"parameters.{column}", language), overflow="fold")
    for name, model in group_models().items():
        members = [declaration for declaration in chosen if declaration.group == name]
        if members:
            table.add_row(Text(pick(language, model, "title"), "bold cyan"))
        for declaration in members:
            table.add_row(*_cells(declaration, language))
            table.add_row(Text(f"  {pick(language, declaration, 'label')}", "dim"))
    console = Console(highlight=False)
    console.print(table)
    console.print("\n" + _counts(chosen, language))


def _cells(declaration: Declaration, language: Language) -> tuple[str, ...]:
    value = f"{declaration.key} = {shown(declaration.default)} {unit_in(language, declaration.unit)}"
    return (value, plausible_range(declaration), translate(f"role.{declaration.role}", language),
            " ".join(codes(declaration.mechanism_from)), number_from(declaration, language))


def number_from(declaration: Declaration, language: Language) -> str:
    """Return where the number comes from: ``fitted fact:C14``, or ``拟合 fact:C14``."""
    return " ".join([translate(f"number.{declaration.number.kind}", language), *codes(declaration.number.codes)])


def _counts(chosen: Sequence[Declaration], language: Language) -> str:
    from coprod.parameters.provenance import mechanisms_in_words, numbers_in_words

    roles = Counter(declaration.role for declaration in chosen)
    comma = translate("list.comma", language)
    return translate("parameters.counts", language, n=len(chosen),
               roles=comma.join(f"{n} {translate(f'role.{role}', language)}" for role, n in roles.most_common()),
               numbers=numbers_in_words(chosen, language), mechanisms=mechanisms_in_words(chosen, language))


def _span(bounds: tuple[float, float] | None) -> str:
    return f"{bounds[0]:g} … {bounds[1]:g}" if bounds else ""
