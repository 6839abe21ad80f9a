"""``coprod mechanisms``: every mechanism of the sources, from the sentence to the rule, the lever and what was found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from math import isnan
from typing import TYPE_CHECKING, Any

from coprod.interfaces.cli.options import AsJson, InLanguage, MechanismId
from coprod.text.glossary import Language, pick, preferred_language, translate
from coprod.text.numbers import digits, with_minus

if TYPE_CHECKING:
    from rich.console import Console

    from coprod.laboratory.mechanisms import Mechanism
    from coprod.laboratory.mechanisms.findings import Finding
    from coprod.laboratory.mechanisms.verdicts import Moved

ENDLESS = 1e6
"""A t statistic beyond which all pairs differ alike."""
SIGNS = {"up": "↑", "down": "↓"}


def mechanisms(id_: MechanismId = None, as_json: AsJson = False, lang: InLanguage = None) -> None:
    """List the mechanisms, or show one; the help text stands in the glossary."""
    from coprod.laboratory.mechanisms import mechanisms as inventory
    from coprod.laboratory.mechanisms.asked import rows_named

    language = lang or preferred_language()
    row = rows_named([id_])[0] if id_ else None
    if as_json:
        entries = facts(row) if row else [facts(member) for member in inventory().values()]
        print(json.dumps(entries, ensure_ascii=False, indent=2))
    elif row:
        _show(row, language)
    else:
        _list(language)


def facts(row: Mechanism) -> dict[str, Any]:
    """Return everything about a row, ready for JSON; statistics that are not finite become text."""
    from coprod.laboratory.mechanisms.claims import claims
    from coprod.laboratory.mechanisms.findings import findings
    from coprod.laboratory.mechanisms.inventory import rule_file
    from coprod.laboratory.mechanisms.verdicts import verdicts

    finding = findings().get(row.id)
    entries = asdict(row) | {"rules": [{"rule": rule, "file": rule_file(rule)} for rule in row.rules],
                          "tests": row.all_tests, "finding": None}
    if finding:
        entries["finding"] = asdict(finding) | {
            "t": finding.t if abs(finding.t) < float("inf") else str(finding.t),
            "supported": row.direction.supported_by(finding.t), "exact_zero": not finding.leaks}
    verdict = verdicts().get(row.id)
    return entries | {"claim": asdict(claims()[row.id]), "verdict": _finite(asdict(verdict)) if verdict else None}


def _finite(tree: Any) -> Any:
    """Return a tree with None for what is not a finite number, as JSON has it."""
    if isinstance(tree, dict):
        return {name: _finite(value) for name, value in tree.items()}
    if isinstance(tree, tuple):
        return [_finite(value) for value in tree]
    return None if isinstance(tree, float) and not abs(tree) < float("inf") else tree


def result(row: Mechanism, language: Language) -> str:
    """Return in a few signs what the paired experiment found: ``t = +12.3 ✓``."""
    from coprod.laboratory.mechanisms.findings import findings

    finding = findings().get(row.id)
    if finding is None:
        return translate("mechanisms.unmeasured", language)
    return f"t = {_t(finding)} {'✓' if row.direction.supported_by(finding.t) else '✗'}"


def judged(row: Mechanism, language: Language) -> str:
    """Return the verdict on a row in the default town in a word."""
    from coprod.laboratory.mechanisms.verdicts import verdicts

    verdict = verdicts().get(row.id)
    return translate(f"mechanisms.judged_{verdict.word.replace(' ', '_')}" if verdict else "mechanisms.unjudged", language)


def judged_short(row: Mechanism) -> str:
    """Return the verdict in both languages, with the t statistics it rests on, for a table."""
    from coprod.laboratory.mechanisms.verdicts import verdicts

    verdict = verdicts().get(row.id)
    words = f"{judged(row, 'en')} {judged(row, 'zh')}"
    if verdict is None:
        return words
    downstream = "; ".join(f"`{name}` t = {_t(one)}{' ✓' if one.as_said else ''}" for name, one in verdict.downstream.items())
    return f"**{words}**: `{verdict.indicator}` t = {_t(verdict.moved)}; {downstream}"


def judged_count(language: Language) -> str:
    """Return in a sentence how many rows have which verdict."""
    from coprod.laboratory.mechanisms import mechanisms as inventory
    from coprod.laboratory.mechanisms.verdicts import WORDS, verdicts

    kept = {id_: verdict.word for id_, verdict in verdicts().items() if id_ in inventory()}
    counts = {word.split()[0]: sum(one == word for one in kept.values()) for word in WORDS}
    return translate("mechanisms.judged_count", language, supported=counts["supported"], local=counts["local"],
                     definition=counts["definition"], none=counts["no"], unjudged=len(inventory()) - len(kept))


def settings(changes: Mapping[str, Any]) -> str:
    """Return parameter changes as ``points.reward = 5, points.audit = 0.2``."""
    return ", ".join(f"{key} = {_value(value)}" for key, value in changes.items())


def moved_levers(row: Mechanism, language: Language) -> str:
    """Return what the experiment moves: ``points.reward 2 → 20``; a parameter that one arm lacks is as by default."""
    low, high = row.direction.low, row.direction.high
    usual = translate("mechanisms.default", language)
    arms = {key: (_value(low.get(key, usual)), _value(high.get(key, usual))) for key in [*low, *(set(high) - set(low))]}
    return ", ".join(f"{key} {first} → {second}" for key, (first, second) in arms.items())


def _list(language: Language) -> None:
    """Print one line per mechanism: what it is, what is moved, what should follow, and what was found."""
    from coprod.interfaces.cli.table_sections import TableSection, print_sections, wide_console
    from coprod.laboratory.mechanisms import mechanism_groups

    console = wide_console()
    header = tuple(translate(f"mechanisms.{name}", language) for name in ("mechanism", "lever", "indicator", "found", "judged"))
    entries = [TableSection(pick(language, group), [_line(row, language) for row in group.rows]) for group in mechanism_groups()]
    print_sections(console, entries, ("left",) * 5, header)
    n = sum(len(group.rows) for group in entries)
    console.print("\n" + judged_count(language), style="bold")
    console.print("\n" + translate("mechanisms.next", language, n=n), style="dim")


def _line(row: Mechanism, language: Language) -> tuple[str, ...]:
    lever = next(iter({**row.direction.low, **row.direction.high}))
    star = "★" if row.star else " "
    return (f"{row.id}{star} {pick(language, row)}", lever, f"{row.direction.indicator} {SIGNS[row.direction.expect]}",
            result(row, language), judged(row, language))


def _show(row: Mechanism, language: Language) -> None:
    """Print a mechanism with everything that stands behind it."""
    from coprod.interfaces.cli.table_sections import wide_console
    from coprod.references import bibliography

    console = wide_console()
    other: Language = "en" if language == "zh" else "zh"
    console.print(f"[bold cyan]{row.id}{'★' if row.star else ''}  {pick(language, row)}[/]  {pick(other, row)}")
    console.print(f"{row.source} {pick(language, bibliography()[row.source.partition(':')[2]])} 「{row.quote}」\n")
    console.print(pick(language, row, "does"))
    _section(console, "rules", (_rule(rule) for rule in row.rules), language)
    _section(console, "levers", (_lever(key, language) for key in row.levers), language)
    _section(console, "indicators", (_indicator(name, language) for name in row.indicators), language)
    _section(console, "direction", _direction(row, language), language)
    _section(console, "zero", _zero(row, language), language)
    _section(console, "judged", _judged(row, language), language)
    _section(console, "tests", row.all_tests, language)


def _section(console: Console, name: str, lines: Iterable[str], language: Language) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print(f"\n[bold]{translate(f'mechanisms.{name}', language)}[/]")
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def _rule(rule: str) -> str:
    from coprod.laboratory.mechanisms.inventory import rule_file

    return f"{rule_file(rule)}  {rule.split(':')[1]}"


def _lever(key: str, language: Language) -> str:
    from coprod.parameters.model import declarations_by_key

    declared = declarations_by_key()[key]
    return f"{key} = {_value(declared.default)}  {pick(language, declared, 'label')}"


def _indicator(name: str, language: Language) -> str:
    from coprod.outcomes.evaluate import OUTCOMES
    from coprod.outcomes.series import SERIES

    observed: dict[str, object] = {one.name: one for one in SERIES} | {one.name: one for one in OUTCOMES}
    return f"{name}  {pick(language, observed[name])}"


def _direction(row: Mechanism, language: Language) -> list[str]:
    from coprod.laboratory.mechanisms.findings import findings

    direction, finding = row.direction, findings().get(row.id)
    lines = [f"{moved_levers(row, language)}  ⇒  {direction.indicator} {SIGNS[direction.expect]}",
             translate("mechanisms.pairs", language, n=direction.seeds, days=direction.days)]
    if direction.given:
        lines.append(translate("mechanisms.given", language, given=settings(direction.given)))
    if finding:
        lines += [_measured(row, finding, language)]
    notes = (pick(language, row, "found"), pick(language, row, "note"))
    return [*lines, *(note for note in notes if note)]


def _measured(row: Mechanism, finding: Finding, language: Language) -> str:
    low, high = finding.interval
    verdict = "supported" if row.direction.supported_by(finding.t) else "unsupported"
    return translate("mechanisms.measured", language, low=digits(finding.low), high=digits(finding.high), t=_t(finding),
               difference=_signed(finding.difference), interval=f"{_signed(low)} … {_signed(high)}",
               verdict=translate(f"mechanisms.{verdict}", language))


def _zero(row: Mechanism, language: Language) -> list[str]:
    from coprod.laboratory.mechanisms.findings import findings

    zero, finding = row.zero, findings().get(row.id)
    lines = [translate("mechanisms.off", language, off=settings(zero.off)),
             translate("mechanisms.probe", language, probe=settings(zero.probe))]
    if finding and finding.leaks:
        lines.append(translate("mechanisms.leaks", language, leaks=", ".join(finding.leaks)))
    elif finding:
        lines.append(translate("mechanisms.exact", language, n=finding.moves))
    if zero.own:
        lines.append(translate("mechanisms.own", language, own=", ".join(zero.own)))
    return lines


def _judged(row: Mechanism, language: Language) -> list[str]:
    """Return the arms in which a row is judged, the verdict with what it rests on, and what is lacking."""
    from coprod.laboratory.mechanisms.claims import arms
    from coprod.laboratory.mechanisms.verdicts import verdicts

    found, verdict = arms(row), verdicts().get(row.id)
    lines = [f"{settings(found.low)}  →  {settings(found.high)}"]
    if verdict is None:
        return [*lines, judged(row, language)]
    lines.append(translate("mechanisms.judged_line", language, word=judged(row, language), name=verdict.indicator,
                           **_of(verdict.moved)))
    lines += [translate("mechanisms.judged_downstream", language, name=name, way=SIGNS[one.way], **_of(one))
              for name, one in verdict.downstream.items()]
    if verdict.lacks:
        lacks = [translate(f"mechanisms.lacks_{one.replace(' ', '_')}", language) for one in verdict.lacks]
        lines.append(translate("mechanisms.judged_lacks", language, lacks=("、" if language == "zh" else ", ").join(lacks)))
    return lines


def _of(moved: Moved) -> dict[str, str]:
    low, high = moved.interval
    return {"difference": _signed(moved.difference), "interval": f"{_signed(low)} … {_signed(high)}", "t": _t(moved)}


def _t(finding: Finding | Moved) -> str:
    if isnan(finding.t):
        return "—"
    shown = f"{finding.t:+.1f}" if abs(finding.t) < ENDLESS else f"{finding.t:+}"[0] + "∞"
    return with_minus(shown)


def _signed(value: float) -> str:
    return "—" if isnan(value) else f"{'−' if value < 0 else '+'}{digits(abs(value))}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.12g}" if isinstance(value, int | float) else str(value)
