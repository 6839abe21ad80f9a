"""``coprod dilemma``: unlimited responsibility and limited resources as a map, a table of loops, and a path."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.interfaces.cli.dilemma_asked import (
    Asked,
    axis,
    choices_named,
    notes,
    origin,
    outcome_named,
    refuse_failures,
    runs_kept,
    series_named,
    settings,
)
from coprod.interfaces.cli.options import (
    MAX_PROCESSES,
    MAX_REPLICATIONS,
    AllowCode,
    AsJson,
    Assignments,
    FirstSeed,
    InLanguage,
    Rules,
    ScenarioName,
    help_text,
)
from coprod.kernel.calendar import MAX_DAYS
from coprod.text.glossary import Language, pick, preferred_language, translate
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from coprod.interfaces.cli.dilemma_text import Part
    from coprod.laboratory.dilemma.records import Record

X, Y, RULES_X = "directive.lines=4,10,16,22,28", "staff.count=8,7,6,5", "directive.lines=8,16,22,28"
USUAL_DAYS, PATH_DAYS, WARM_UP = 240, 365, 60


def _option(key: str, *names: str, **more: Any) -> Any:
    return typer.Option(*names, help=help_text(f"dilemma.{key}"), **more)


Across = Annotated[str, _option("x", "--x", metavar="GROUP.NAME=VALUES")]
Down = Annotated[str, _option("y", "--y", metavar="GROUP.NAME=VALUES")]
Outcome = Annotated[str, _option("outcome_option", "--outcome", metavar="NAME")]
Outcomes = Annotated[list[str] | None, _option("outcomes_option", "--outcome", metavar="NAME")]
Filled = Annotated[float, _option("filled_option", "--filled", min=0, max=365, metavar="DAYS")]
Seeds = Annotated[int | None, _option("seeds_option", "--seeds", min=2, max=MAX_REPLICATIONS)]
Days = Annotated[int | None, _option("days_option", "--days", min=30, max=MAX_DAYS)]
Workers = Annotated[int | None, _option("workers_option", "--workers", min=0, max=MAX_PROCESSES)]
Out = Annotated[Path | None, _option("out_option", "--out", metavar="DIR")]
Quick = Annotated[bool, _option("quick_option", "--quick")]
Arrows = Annotated[list[str] | None, _option("arrow_option", "--arrow", metavar="NAME")]
Listed = Annotated[bool, _option("list_option", "--list")]
Pairs = Annotated[bool, _option("pairs_option", "--pairs")]
Size = Annotated[float, _option("size_option", "--size", min=0.01, max=50)]
WaveDays = Annotated[int, _option("wave_days_option", "--wave-days", min=1, max=365)]
First = Annotated[int | None, _option("first_option", "--first", min=0, max=MAX_DAYS - 1)]
Series = Annotated[str, _option("series_option", "--series", metavar="NAME")]
Band = Annotated[float, _option("band_option", "--band", min=0.001, max=0.9)]
Levers = Annotated[list[str] | None, _option("lever_option", "--lever", metavar="GROUP.NAME=VALUE")]
From = Annotated[list[str] | None, _option("from_option", "--from", metavar="GROUP.NAME=VALUE")]
To = Annotated[list[str] | None, _option("to_option", "--to", metavar="GROUP.NAME=VALUE")]
Other = Annotated[list[str] | None, _option("other_option", "--other", metavar="DECISION=RULE")]
Steps = Annotated[int, _option("steps_option", "--steps", min=2, max=100)]


def map_(scenario: ScenarioName = "baseline", x: Across = X, y: Down = Y, outcome: Outcome = "backlog", filled: Filled = 20.0,
         seeds: Seeds = None, seed: FirstSeed = 1, days: Days = None, assignments: Assignments = None,
         rules: Rules = None, allow_code: AllowCode = False, workers: Workers = None, out: Out = None, quick: Quick = False,
         as_json: AsJson = False, lang: InLanguage = None) -> None:
    """Map an outcome over two levers; the help text stands in the glossary."""
    from coprod.interfaces.cli.dilemma_page import map_page
    from coprod.interfaces.cli.dilemma_text import map_answer, map_parts, map_title, stairs_part
    from coprod.laboratory.dilemma.records import line_records, map_records, stairs_records
    from coprod.laboratory.dilemma.tipping_map import draw_map, stairs

    language = lang or preferred_language()
    own = ["--x", x, "--y", y, "--outcome", outcome, "--filled", f"{filled:g}"]
    asked = Asked("map", scenario, assignments or [], rules or [], allow_code, seeds, seed, days, USUAL_DAYS, quick, own)
    case, base = asked.base(WARM_UP)
    across, down = axis("--x", x, base), axis("--y", y, base)
    if across.key == down.key:
        raise InputProblems([Problem("--y", down.key, None, message("dilemma.same_lever"))])
    outcome_named("--outcome", outcome)
    with runs_kept(out, "map", workers, outcome, language) as how:
        found = draw_map(base, across, down, how, outcome=outcome, inherited_days=filled)
        refuse_failures(found.runs)
    with runs_kept(out, "stairs", workers, "backlog", language) as how:
        steps = stairs(base, how, steps=3 if quick else 6)
    written = {"map": map_records(found), "line": line_records(found), "stairs": stairs_records(steps)}
    under = notes(asked, base, case, language)
    _deliver(asked, origin(asked, base), written, out, language, as_json=as_json,
             page=lambda: map_page(found, steps, under, asked.command, language),
             show=lambda: _show(map_title(found, language), [*map_parts(found, language), stairs_part(steps, language)],
                                [map_answer(found, language), translate("dilemma.map_cells", language),
                                 *under]))


def loops(scenario: ScenarioName = "baseline", arrow: Arrows = None, pairs: Pairs = False, lever: Levers = None,
          size: Size = 1.0, wave_days: WaveDays = 14, first: First = None, series: Series = "backlog_hours", band: Band = 0.1,
          list_: Listed = False, seeds: Seeds = None, seed: FirstSeed = 1, days: Days = None, assignments: Assignments = None,
          rules: Rules = None, allow_code: AllowCode = False, workers: Workers = None, out: Out = None, quick: Quick = False,
          as_json: AsJson = False, lang: InLanguage = None) -> None:
    """Cut the arrows one by one; the help text stands in the glossary."""
    from coprod.interfaces.cli.dilemma_page import loops_page
    from coprod.interfaces.cli.dilemma_text import loops_answer, loops_parts, loops_title
    from coprod.laboratory.dilemma.arrows import arrows_named
    from coprod.laboratory.dilemma.levers import moved
    from coprod.laboratory.dilemma.loops import Wave
    from coprod.laboratory.dilemma.loops import loops as study
    from coprod.laboratory.dilemma.records import loops_records

    language = lang or preferred_language()
    chosen = arrows_named(arrow or [])
    if list_:
        _list(chosen, language, as_json=as_json)
        return
    begins = (30 if quick else WARM_UP) if first is None else first
    own = [*(word for name in arrow or [] for word in ("--arrow", name)), *["--pairs"] * pairs,
           *(word for text in lever or [] for word in ("--lever", text)), "--size", f"{size:g}", "--wave-days", str(wave_days),
           "--first", str(begins), "--series", series, "--band", f"{band:g}"]
    asked = Asked("loops", scenario, assignments or [], rules or [], allow_code, seeds, seed, days, USUAL_DAYS, quick, own)
    case, base = asked.base()
    if begins + wave_days >= base.days:
        raise InputProblems([Problem("--first", "--first + --wave-days", begins + wave_days,
                                     message("dilemma.wave_within", days=base.days))])
    series_named("--series", series)
    tried: Mapping[str, Mapping[str, Any]] = moved(base.parameters) if lever is None else {
        f"{key} = {value:g}": {key: value} for key, value in settings("--lever", lever, base).items()}
    with runs_kept(out, "loops", workers, "backlog", language) as how:
        found = study(base, chosen, how, Wave(begins, wave_days, size), series=series, band=band, pairs=pairs, levers=tried)
        refuse_failures(found.runs)
    under = notes(asked, base, case, language)
    _deliver(asked, origin(asked, base), {"loops": loops_records(found)}, out, language, as_json=as_json,
             page=lambda: loops_page(found, under, asked.command, language),
             show=lambda: _show(loops_title(found, language), loops_parts(found, language), [
                 loops_answer(found, language), translate("dilemma.loops_sentence", language, band=100 * band), *under]))


def path(scenario: ScenarioName = "baseline", start: From = None, end: To = None, steps: Steps = 5, arrow: Arrows = None,
         outcome: Outcomes = None, seeds: Seeds = None, seed: FirstSeed = 1, days: Days = None, assignments: Assignments = None,
         rules: Rules = None, allow_code: AllowCode = False, workers: Workers = None, out: Out = None, quick: Quick = False,
         as_json: AsJson = False, lang: InLanguage = None) -> None:
    """Go from slack to overload; the help text stands in the glossary."""
    from coprod.interfaces.cli.dilemma_page import path_page
    from coprod.interfaces.cli.dilemma_text import path_parts
    from coprod.laboratory.dilemma.arrows import arrows_named
    from coprod.laboratory.dilemma.path import OUTCOMES, OVERLOAD, SLACK, points_between
    from coprod.laboratory.dilemma.path import path as study
    from coprod.laboratory.dilemma.records import path_records

    language = lang or preferred_language()
    chosen = arrows_named(arrow or [])
    own = [*(word for option, texts in (("--from", start), ("--to", end), ("--arrow", arrow), ("--outcome", outcome))
             for text in texts or [] for word in (option, text)), "--steps", str(steps)]
    asked = Asked("path", scenario, assignments or [], rules or [], allow_code, seeds, seed, days, PATH_DAYS, quick, own)
    case, base = asked.base(WARM_UP)
    named = [outcome_named("--outcome", name) for name in outcome] if outcome else OUTCOMES
    ends = (settings("--from", start or [], base), settings("--to", end or [], base)) if start or end else (SLACK, OVERLOAD)
    first, last = points_between(base, *ends, 2)
    if first == last:
        raise InputProblems([Problem("--from", "--to", None, message("dilemma.both_ends"))])
    with runs_kept(out, "path", workers, named[0], language) as how:
        found = study(base, chosen, how, start=ends[0], end=ends[1], steps=steps, outcomes=named)
        refuse_failures(found.runs)
    under = notes(asked, base, case, language)
    (part,) = path_parts(found, language)
    _deliver(asked, origin(asked, base), {"path": path_records(found)}, out, language, as_json=as_json,
             page=lambda: path_page(found, under, asked.command, language),
             show=lambda: _show(part.heading, [part], [part.sentence, *under]))


def rules(scenario: ScenarioName = "baseline", other: Other = None, x: Across = RULES_X, seeds: Seeds = None,
          seed: FirstSeed = 1, days: Days = None, assignments: Assignments = None, rules: Rules = None,
          allow_code: AllowCode = False, workers: Workers = None, out: Out = None, quick: Quick = False,
          as_json: AsJson = False, lang: InLanguage = None) -> None:
    """Look for the threshold under other rules; the help text stands in the glossary."""
    from coprod.interfaces.cli.dilemma_page import rules_page
    from coprod.interfaces.cli.dilemma_text import rules_answer, rules_parts
    from coprod.laboratory.dilemma.other_rules import other_rules, usual_choices
    from coprod.laboratory.dilemma.records import rules_records

    language = lang or preferred_language()
    own = [*(word for text in other or [] for word in ("--other", text)), "--x", x]
    asked = Asked("rules", scenario, assignments or [], rules or [], allow_code, seeds, seed, days, PATH_DAYS, quick, own)
    case, base = asked.base(WARM_UP)
    across = axis("--x", x, base)
    choices = choices_named("--other", other) if other else usual_choices()
    with runs_kept(out, "rules", workers, "golden_hit", language) as how:
        found = other_rules(base, choices, across, how)
        refuse_failures(found.runs)
    under = notes(asked, base, case, language)
    (part,) = rules_parts(found, language)
    _deliver(asked, origin(asked, base), {"rules": rules_records(found)}, out, language, as_json=as_json,
             page=lambda: rules_page(found, under, asked.command, language),
             show=lambda: _show(part.heading, [part], [rules_answer(found, language), *under]))


def _deliver(asked: Asked, made: Mapping[str, Any], written: Mapping[str, Sequence[Record]], out: Path | None,
             language: Language, *, as_json: bool, page: Any, show: Any) -> None:
    """Write the folder if one is wanted, and print JSON or tables."""
    from coprod.interfaces.cli.dilemma_page import page_path
    from coprod.laboratory.dilemma.records import as_csv
    from coprod.laboratory.files import write_text

    if out is not None:
        for name, records in written.items():
            write_text(out / f"{name}.csv", as_csv(records))
        write_text(page_path(out, asked.kind, language), page())
    if as_json:
        print(json.dumps({**made, **written}, ensure_ascii=False, allow_nan=False))
        return
    show()
    if out is not None:
        print(translate("dilemma.written", language, path=page_path(out, asked.kind, language)))


def _show(title: str, parts: Sequence[Part], below: Sequence[str]) -> None:
    from coprod.interfaces.cli.table_sections import TableSection, print_sections, wide_console

    console = wide_console()
    console.print(title, style="bold", markup=False)
    for part in parts:
        sides = ["left", *["right"] * (len(part.header) - 1)]
        print_sections(console, [TableSection(part.heading, part.rows, part.sentence)], sides, part.header)  # type: ignore[arg-type]
    console.print()
    for number, text in enumerate(below):
        console.print(text, style="bold" if number == 0 else "dim", markup=False)


def _list(chosen: Sequence[Any], language: Language, *, as_json: bool) -> None:
    """List arrows with the parameters that switch them off."""
    from coprod.interfaces.cli.dilemma_text import Part

    off = [", ".join(f"{key} = {value:g}" for key, value in one.off.items()) for one in chosen]
    if as_json:
        print(json.dumps([{"name": one.name, "en": one.en, "zh": one.zh, "from": one.source.name, "to": one.target.name,
                           "off": dict(one.off)} for one in chosen], ensure_ascii=False))
        return
    header = ["", *(translate(f"dilemma.{name}", language) for name in ("arrow", "source", "target", "switch"))]
    rows = [[one.name, pick(language, one), pick(language, one.source), pick(language, one.target), text]
            for one, text in zip(chosen, off, strict=True)]
    _show_left(Part("", "", header, rows))


def _show_left(part: Part) -> None:
    from coprod.interfaces.cli.table_sections import TableSection, print_sections, wide_console

    print_sections(wide_console(), [TableSection("", part.rows)], ["left"] * len(part.header), part.header)
