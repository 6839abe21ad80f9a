"""Write the tables of ``docs/`` from the code, so that the manual cannot drift: ``python -m coprod.interfaces.docs``.

A generated part stands between ``<!-- generated: name -->`` and ``<!-- end -->``; the rest is written by hand.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import isinf
from pathlib import Path
from types import ModuleType

import numpy as np

import coprod
from coprod.agents.decisions import DECISIONS, Reason
from coprod.interfaces.api_page import api_page
from coprod.interfaces.cli.glossary_page import glossary_page
from coprod.interfaces.cli.indices_page import indices_page
from coprod.interfaces.cli.mechanisms import SIGNS, judged_count, judged_short, moved_levers, result
from coprod.interfaces.cli.parameters import allowed_range, codes, number_from, plausible_range, shown
from coprod.interfaces.cli.references_page import references_page
from coprod.interfaces.cli.rules import listed, situation
from coprod.interfaces.cli.rules import table as rule_table
from coprod.interfaces.cli.tables_page import tables_page
from coprod.interfaces.cli.validation_page import validation_page
from coprod.kernel.columns import Column
from coprod.kernel.records import Field, RecordKind
from coprod.laboratory.files import write_text
from coprod.laboratory.mechanisms import Mechanism, mechanism_groups
from coprod.parameters import Declaration, declarations
from coprod.parameters.model import group_models
from coprod.parameters.provenance import count_of_mechanisms, count_of_numbers
from coprod.references import notes
from coprod.text.glossary import Language, pick, translate, unit_in

FOLDER = Path(coprod.__file__).parents[1] / "docs"
OBSERVED = ("kernel", "town", "agents", "linkage", "resources", "fields", "outcomes", "model")
"""Where columns and records are declared."""
NOT_TAKEN = Reason("*not taken in this model*", "*本模型中不发生*")
_PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> None:
    """Write every page of ``docs/`` anew."""
    for page, text in pages().items():
        write_text(page, text)
        print(f"docs/{page.relative_to(FOLDER)}")


def pages() -> dict[Path, str]:
    """Return the current text of every page that has a generated part."""
    found = {page: page.read_text(encoding="utf-8") for page in sorted(FOLDER.glob("*.md"))}
    return {page: _PART.sub(_filled, text) for page, text in found.items() if _PART.search(text)}


def _filled(part: re.Match[str]) -> str:
    head, name, end = part.groups()
    return f"{head}\n{PARTS[name]()}\n\n{end}"


def parameter_manual(language: Language) -> str:
    """Return the table of every parameter, group by group, with tips and mechanisms."""
    names = ("key", "default", "unit", "allowed", "plausible", "role", "mechanism_from", "number_from", "mechanisms", "tip")
    columns = [translate(f"parameters.{name}", language) for name in names]
    parts = [_counted(declarations(), language)]
    for name, model in group_models().items():
        members = [declaration for declaration in declarations() if declaration.group == name]
        if members:
            parts += [f"### {pick(language, model, 'title')} (`{name}`)",
                      _table(columns, (_parameter_row(member, language) for member in members))]
    return "\n\n".join(parts)


def _parameter_row(declaration: Declaration, language: Language) -> list[str]:
    label, tip = pick(language, declaration, "label"), pick(language, declaration, "tip")
    return [f"`{declaration.key}`", shown(declaration.default), unit_in(language, declaration.unit),
            allowed_range(declaration, language, with_unit=False), plausible_range(declaration),
            translate(f"role.{declaration.role}", language), " ".join(codes(declaration.mechanism_from)),
            number_from(declaration, language), " ".join(f"mech:{row}" for row in declaration.mechanisms),
            f"**{label}.** {tip}" if language == "en" else f"**{label}。**{tip}"]


def _counted(members: Sequence[Declaration], language: Language) -> str:
    numbers = [[translate(f"number.{kind}", language), str(n)] for kind, n in count_of_numbers(members).items()]
    origins = [[translate(f"origin.{kind}", language), str(n)] for kind, n in count_of_mechanisms(members).items()]
    return "\n\n".join(_table([translate(f"parameters.{name}", language), str(len(members))], rows)
                       for name, rows in (("number_from", numbers), ("mechanism_from", origins)))


def parameter_groups() -> str:
    """Return one line per group: what it is about and how many parameters of which role."""
    rows = []
    for name, model in group_models().items():
        roles = [declaration.role for declaration in declarations() if declaration.group == name]
        counts = [str(roles.count(role)) for role in ("lever", "uncertainty", "constant")]
        rows.append([f"`{name}`", model.title_en, model.title_zh, *counts])
    return _table(["group", "subject", "主题", "levers", "uncertainties", "constants"], rows)


def coefficients() -> str:
    """Return the parameters of every submodel: those whose mechanism comes from its note, or whose rows name it."""
    rows = []
    for code in notes():
        members = [d for d in declarations() if any(str(c) == f"note:{code}" for c in d.mechanism_from)]
        named = ", ".join(f"`{d.key}` = {shown(d.default)}{f' {d.unit}' if d.unit else ''}" for d in members)
        rows.append([f"note:{code}", named or "see the equations"])
    return _table(["submodel 子模型", "coefficients and defaults 系数与默认值"], rows)


def state_variables() -> str:
    """Return the columns of every kind of agent and of the town."""
    return "\n\n".join(
        f"**{name}**\n\n" + _fields(columns) for name, columns in _declared(_is_columns) if isinstance(columns, Mapping)
    )


def records() -> str:
    """Return every kind of record with its fields."""
    kinds = [kind for _, kind in _declared(lambda thing: isinstance(thing, RecordKind)) if isinstance(kind, RecordKind)]
    return "\n\n".join(f"**{kind.name}**: {kind.en} {kind.zh}\n\n{_fields(kind.fields)}" for kind in kinds)


def daily_series() -> str:
    """Return every series of the daily series."""
    from coprod.outcomes.series import SERIES

    rows = [[f"`{series.name}`", series.en, series.zh, series.unit] for series in SERIES]
    return _table(["series", "meaning", "含义", "unit"], rows)


def outcomes() -> str:
    """Return every outcome with unit, direction and formula, group by group."""
    from coprod.interfaces.cli.outcome_table import ARROWS, outcomes_by_group

    parts = []
    for group, members in outcomes_by_group().items():
        rows = [[f"`{o.name}`", o.en, o.zh, o.unit, _range(*o.bounds), ARROWS[o.direction], o.formula_en, o.formula_zh]
                for o in members]
        parts += [f"**{translate(f'outcome_group.{group}', 'en')} {translate(f'outcome_group.{group}', 'zh')}**",
                  _table(["outcome", "meaning", "含义", "unit", "range", "better", "formula", "算式"], rows)]
    return "\n\n".join(parts)


def _range(low: float, high: float) -> str:
    """Return the values that an outcome can have."""
    if isinf(low):
        return "any"
    return f"≥ {low:g}" if isinf(high) else f"{low:g} … {high:g}"


def mechanism_table() -> str:
    """Return every live mechanism, group by group, from its source to what the paired experiment found."""
    head = ["id", "mechanism 机制", "source 出处", "in the model 在模型中", "rules 规则", "levers 杠杆", "indicators 指标",
            "paired experiment 成对实验", "found 发现", "in the default town 默认城镇中", "tests against theory 理论测试"]
    parts = [judged_count("en"), judged_count("zh")]
    for group in mechanism_groups():
        parts += [f"### {group.en} {group.zh}", _table(head, map(_mechanism_row, group.rows))]
    return "\n\n".join(parts)


def _mechanism_row(row: Mechanism) -> list[str]:
    said = f"{moved_levers(row, 'en')} ⇒ `{row.direction.indicator}` {SIGNS[row.direction.expect]}"
    return [f"mech:{row.id}{'★' if row.star else ''}", f"{row.en} {row.zh}", f"{row.source}「{row.quote}」",
            f"{row.does_en} {row.does_zh}", _codes(row.rules), _codes(row.levers), _codes(row.indicators), said,
            " ".join(filter(None, (result(row, "en"), row.found_en, row.found_zh, row.note_en, row.note_zh))),
            judged_short(row), _codes(row.tests)]


def _codes(names: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in names)


def schedule() -> str:
    """Return the day as a numbered list: the verbs that the model's step calls, each with what it says of itself."""
    from coprod.model import CoproductionModel

    return _numbered(CoproductionModel.step)


def week() -> str:
    """Return what begins a week as a numbered list, as :func:`schedule` does for the day."""
    from coprod.model import CoproductionModel

    return _numbered(CoproductionModel.begin_the_week)


def _numbered(method: Callable[..., object]) -> str:
    from coprod.model import CoproductionModel

    (step,) = ast.parse(textwrap.dedent(inspect.getsource(method))).body
    lines: list[str] = []
    for verb, condition in _verbs(step):
        summary = (inspect.getdoc(getattr(CoproductionModel, verb)) or "").partition("\n")[0]
        when = f" (when `{condition}`)" if condition else ""
        lines.append(f"{len(lines) + 1}. `{verb}`{when}: {summary}")
    return "\n".join(lines)


def _verbs(node: ast.AST, condition: str = "") -> Iterator[tuple[str, str]]:
    """Give the methods that a piece of code calls on ``self``, in order, with the condition around each."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.If(test=test, body=body):
                for statement in body:
                    yield from _verbs(ast.Module([statement], []), ast.unparse(test).replace("self.", ""))
            case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=verb)):
                yield verb, condition
            case _:
                yield from _verbs(child, condition)


def declared_fields() -> Iterator[Column | Field]:
    """Give every declared column and every field of every record."""
    for _, columns in _declared(_is_columns):
        yield from columns.values()  # type: ignore[attr-defined]
    for _, kind in _declared(lambda thing: isinstance(thing, RecordKind)):
        yield from kind.fields.values()  # type: ignore[attr-defined]


def _fields(fields: Mapping[str, Column] | Mapping[str, Field]) -> str:
    rows = [[f"`{name}`", field.en, field.zh, field.unit, " · ".join(field.codes) or _kind(field.dtype)]
            for name, field in fields.items()]
    return _table(["name", "meaning", "含义", "unit", "type"], rows)


def _kind(dtype: str) -> str:
    return {"b": "yes or no", "i": "whole number", "u": "whole number"}.get(np.dtype(dtype).kind, "number")


def _is_columns(thing: object) -> bool:
    return isinstance(thing, Mapping) and bool(thing) and all(isinstance(value, Column) for value in thing.values())


def _declared(wanted: Callable[[object], bool]) -> Iterator[tuple[str, object]]:
    """Give every declaration at the top of a module once, with a readable name, in order of modules."""
    seen: set[int] = set()
    for module in _modules():
        for name, thing in vars(module).items():
            if wanted(thing) and not name.startswith("_") and id(thing) not in seen:
                seen.add(id(thing))
                yield name.removesuffix("_COLUMNS").replace("_", " ").capitalize(), thing


def _modules() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(coprod.__path__, "coprod."):
        if info.name.split(".")[1] in OBSERVED:
            yield importlib.import_module(info.name)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    cells = ([cell.replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def decisions_table(language: Language) -> str:
    """Return what every kind of agent decides, by which rules, and in which file they stand."""
    importlib.import_module("coprod.model")  # declares all decisions

    rows = []
    for one in DECISIONS.values():
        rules = "; ".join(f"`{name}` {pick(language, one.labels[name])}" for name in one.rules)
        files = dict.fromkeys(f"`{made.__module__.replace('.', '/')}.py`" for made in one.rules.values())
        rows.append([f"`{one.name}`", pick(language, one), rules or pick(language, NOT_TAKEN), " ".join(files)])
    head = {"en": ["decision", "what is decided", "rules", "file"], "zh": ["决策", "决定什么", "规则", "文件"]}
    return _table(head[language], sorted(rows))


def rules_of_decision(language: Language) -> str:
    """Return every decision with the class of what is seen and with its rules, the default first."""
    head = [translate(f"rules.{name}", language) for name in ("decision", "what", "seen", "rule", "does", "source")]
    seen = {d.name: situation(d) for d in listed()}
    return _table(head, ([_code(row[0]), row[1], _code(seen.get(row[0], "")), _code(row[2]), *row[3:]]
                         for row in rule_table(listed(), language)))


def _code(name: str) -> str:
    return f"`{name}`" if name else ""


PARTS: dict[str, Callable[[], str]] = {
    "coefficients": coefficients,
    "parameter_groups": parameter_groups,
    "parameters_en": lambda: parameter_manual("en"),
    "parameters_zh": lambda: parameter_manual("zh"),
    "state_variables": state_variables,
    "records": records,
    "daily_series": daily_series,
    "outcomes": outcomes,
    "mechanisms": mechanism_table,
    "schedule": schedule,
    "week": week,
    "rules_en": lambda: rules_of_decision("en"),
    "rules_zh": lambda: rules_of_decision("zh"),
    "references_en": lambda: references_page("en"),
    "references_zh": lambda: references_page("zh"),
    "decisions_en": lambda: decisions_table("en"),
    "decisions_zh": lambda: decisions_table("zh"),
    "validation_en": lambda: validation_page("en"),
    "validation_zh": lambda: validation_page("zh"),
    "indices_en": lambda: indices_page("en"),
    "indices_zh": lambda: indices_page("zh"),
    "glossary_en": lambda: glossary_page("en"),
    "glossary_zh": lambda: glossary_page("zh"),
    "tables_en": lambda: tables_page("en"),
    "tables_zh": lambda: tables_page("zh"),
    "api": api_page,
}

if __name__ == "__main__":
    main()
