"""``coprod validate``: what is known of such towns beside what the model shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.interfaces.cli.options import MAX_REPLICATIONS, AsJson, InLanguage, Processes, help_text
from coprod.interfaces.cli.progress import Progress
from coprod.laboratory.writable import check_files
from coprod.text.glossary import Language, pick, preferred_language, translate

if TYPE_CHECKING:
    from rich.text import Text

    from coprod.laboratory.validation import Check, Fact, Measured, Measurement

Seeds = Annotated[int, typer.Option("--seeds", min=2, max=MAX_REPLICATIONS, help=help_text("validate.seeds"))]
Stored = Annotated[Path | None, typer.Option("--out", metavar="FILE", help=help_text("validate.out"))]
STYLES = {"within": "green", "outside": "red", "shown": "dim", "waiting": "dim"}


def validate(
    seeds: Seeds = 10,
    processes: Processes = 1,
    out: Stored = None,
    as_json: AsJson = False,
    lang: InLanguage = None,
) -> None:
    """Validate the default town against the stylised facts; the help text stands in the glossary."""
    from coprod.laboratory.validation import stored
    from coprod.laboratory.validation.measurement import measure

    language = lang or preferred_language()
    check_files({"--out": out})
    made = stored.origin(f"coprod validate --seeds {seeds}")
    with Progress("validate.progress", language) as progress:
        measurement = measure(range(1, seeds + 1), processes, progress)
    if out:
        stored.write(measurement, made, out)
    if as_json:
        print(json.dumps(stored.as_tree(measurement, made), ensure_ascii=False, allow_nan=False))
    else:
        _show(measurement, language)
        if out:
            print(translate("validate.written", language, path=out))


def summary(measurement: Measurement, language: Language) -> str:
    """Return, a line a basis, how many facts are within their bands, how many are not, and how many wait."""
    from coprod.laboratory.validation.fact import BASES

    lines = []
    for basis in BASES:
        counts = {verdict: measurement.count(verdict, basis) for verdict in ("within", "outside", "waiting")}
        lines.append(translate("validate.counts", language, basis=translate(f"validate.{basis}", language),
                               n=sum(counts.values()), **counts))
    return "\n".join(lines)


def in_order() -> list[Fact]:
    """Return the facts as they are shown: the independent first, then the fitted, then the echoes, each by number."""
    from coprod.laboratory.validation import facts
    from coprod.laboratory.validation.fact import BASES

    return sorted(facts(), key=lambda fact: (BASES.index(fact.basis), fact.number))


def demanded(check: Check, language: Language) -> str:
    """Return what is demanded of a value, such as ``0.2 … 0.4``, ``> 0``, or what it is known to be."""
    if check.direction:
        return "> 0" if check.direction > 0 else "< 0"
    if check.band is None:
        return ""
    low, high = (_figure(edge, check, language) for edge in check.band)
    return f"≥ {low}" if check.band[1] == float("inf") else f"{low} … {high}"


def target(check: Check, language: Language) -> str:
    """Return the target of a check, empty where the band is all that is known."""
    return "" if check.target is None else _figure(check.target, check, language)


def simulated(check: Check, measured: Measured, language: Language) -> str:
    """Return the simulated value."""
    from coprod.text.numbers import change

    return change(measured.value, check.unit) if check.direction else _figure(measured.value, check, language)


def interval(check: Check, measured: Measured, language: Language) -> str:
    """Return the interval of the simulated value over seeds; empty where all seeds say the same."""
    from coprod.text.numbers import span

    if not measured.high - measured.low > abs(measured.value) * 1e-9:
        return ""
    if check.direction:
        return span(measured.low, measured.high, check.unit)
    return " … ".join(_figure(edge, check, language) for edge in (measured.low, measured.high))


def pairs(fact: Fact, measurement: Measurement) -> Iterator[tuple[Check, Measured]]:
    """Yield every check of a fact with what it came to."""
    return zip(fact.checks, measurement.of(fact), strict=True)


def _figure(value: float, check: Check, language: Language) -> str:
    from coprod.text.numbers import figure

    return figure(value, check.unit, language)


def _show(measurement: Measurement, language: Language) -> None:
    from coprod.interfaces.cli.table_sections import TableSection, print_sections, wide_console
    from coprod.laboratory.validation import facts
    from coprod.laboratory.validation.observed import DAYS, WARM_UP

    console = wide_console()
    header = ["", *(translate(f"validate.{name}", language) for name in ("target", "band", "simulated", "interval", "verdict"))]
    sections = [TableSection(_heading(fact, language), [_row(check, measured, language)
                                                   for check, measured in pairs(fact, measurement)])
                for fact in in_order() if fact.checks]
    print_sections(console, sections, ("left", "right", "right", "right", "right", "left"), header)
    console.print("\n" + translate("validate.waiting_for", language), style="bold cyan")
    for fact in facts():
        if measurement.verdict(fact) == "waiting":
            console.print(f"  {fact.id}  {pick(language, fact, 'lacks')}", style="dim")
    console.print("\n" + summary(measurement, language), style="bold")
    console.print(translate("validate.note", language, seeds=f"{measurement.seeds[0]}–{measurement.seeds[-1]}",
                      days=DAYS - WARM_UP, warm_up=WARM_UP, residents=f"{measurement.residents:,}"), style="dim")


def _heading(fact: Fact, language: Language) -> str:
    heading = translate("validate.fact", language, id=fact.id, fact=pick(language, fact), source=fact.cited)
    return f"{translate(f'validate.{fact.basis}', language)} · {heading}"


def _row(check: Check, measured: Measured, language: Language) -> list[str | Text]:
    from rich.text import Text

    from coprod.text.numbers import with_unit

    verdict: Any = measured.verdict(check)
    return [f"  {with_unit(pick(language, check), check.unit, language)}", target(check, language),
            demanded(check, language), simulated(check, measured, language), interval(check, measured, language),
            Text(translate(f"validate.{verdict}", language), STYLES[verdict])]
