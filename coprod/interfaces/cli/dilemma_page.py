"""The page of a study of the dilemma: one self-contained HTML file that prints well."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from coprod.interfaces.cli.dilemma_text import (
    Part,
    label_of,
    loops_answer,
    loops_parts,
    loops_title,
    map_answer,
    map_parts,
    map_title,
    outcome_of,
    path_parts,
    row_label,
    rule_label,
    rules_answer,
    rules_parts,
    stairs_part,
    step_text,
)
from coprod.laboratory.dilemma.charts import heat_map, stairs_chart
from coprod.laboratory.report.charts import Line, forest, line_chart
from coprod.laboratory.report.tags import code, figures, heading, paragraph, section, table
from coprod.laboratory.statistics import Interval
from coprod.text.glossary import Language, pick, translate
from coprod.text.numbers import SHARES, change, digits, figure, with_unit

if TYPE_CHECKING:
    from coprod.laboratory.dilemma.loops import Loops
    from coprod.laboratory.dilemma.other_rules import OtherRules
    from coprod.laboratory.dilemma.path import Path as DilemmaPath
    from coprod.laboratory.dilemma.tipping_map import Map, Stair


def map_page(found: Map, steps: Sequence[Stair], notes: Sequence[str], command: str, language: Language) -> str:
    """Return the page of a map and its stairs."""
    outcome = outcome_of(found.outcome)
    shown = [heat_map(found, name, part.heading, label_of(found.x.key, language), label_of(found.y.key, language),
                      lambda value: figure(value, outcome.unit, language))
             for name, part in zip(found.points, map_parts(found, language), strict=True)]
    cells = translate("dilemma.map_cells", language)
    stairs = stairs_part(steps, language)
    chart = stairs_chart(steps, stairs.heading, translate("dilemma.stairs_axis", language),
                         translate("dilemma.days_of_work", language),
                         (translate("dilemma.way_up", language), translate("dilemma.way_down", language)))
    return _page(map_title(found, language), map_answer(found, language), "how_map", notes, command, language, (
        section(map_title(found, language), figures(*shown), paragraph(cells, "note"),
                *(_table(part) for part in map_parts(found, language))),
        section(stairs.heading, paragraph(stairs.sentence, "answer"), figures(chart), _table(stairs, titled=False))))


def loops_page(found: Loops, notes: Sequence[str], command: str, language: Language) -> str:
    """Return the page of the loop table."""
    rows = [(row_label(one, language), Interval(one.gain.estimate - 1, one.gain.low - 1, one.gain.high - 1, one.gain.n))
            for one in found.rows[1:] if one.active and len(one.off) != 2 and np.isfinite(one.gain.estimate)]
    chart = forest(translate("dilemma.gain_axis", language), rows,
                   lambda one: f"{digits(one.estimate + 1)} ({digits(one.low + 1)} … {digits(one.high + 1)})") if rows else ""
    read = translate("dilemma.loops_sentence", language, band=100 * found.band)
    return _page(loops_title(found, language), loops_answer(found, language), "how_loops", notes, command, language, (
        section(translate("dilemma.gain", language), paragraph(read, "note"), figures(chart),
                *(_table(part) for part in loops_parts(found, language))),))


def path_page(found: DilemmaPath, notes: Sequence[str], command: str, language: Language) -> str:
    """Return the page of the path."""
    (part,) = path_parts(found, language)
    names = [translate(f"dilemma.{name}", language) for name in ("whole", "cut")]
    levels = list(range(1, len(found.points) + 1))
    charts = []
    for name, steps in found.found.items():
        outcome = outcome_of(name)
        lines = [Line(names[0], [step.mean for step in steps]), Line(names[1], [step.mean_cut for step in steps])]
        if any(np.isfinite(step.mean.estimate) for step in steps):
            charts.append(line_chart(with_unit(pick(language, outcome), outcome.unit, language), levels, lines,
                                     translate("dilemma.path_axis", language), percent=outcome.unit in SHARES))
    steps_text = "".join(paragraph(step_text(settings, number, language), "note") for number, settings in enumerate(found.points))
    return _page(part.heading, part.sentence, "how_path", notes, command, language, (
        section(part.heading, steps_text, _table(part, titled=False)),
        section(translate("dilemma.path_axis", language), figures(*charts))))


def rules_page(found: OtherRules, notes: Sequence[str], command: str, language: Language) -> str:
    """Return the page of the other rules."""
    (part,) = rules_parts(found, language)
    charts = []
    def shown(one: Interval, unit: str) -> str:
        return change(one.estimate, unit)

    for name in found.rows[0].change:
        outcome = outcome_of(name)
        rows = [(rule_label(row, language), Interval(one.mean, one.low, one.high, one.n))
                for row in found.rows for one in [row.change[name]] if one.n]
        charts.append(forest(with_unit(pick(language, outcome), outcome.unit, language), rows,
                             partial(shown, unit=outcome.unit), percent=outcome.unit in SHARES))
    return _page(part.heading, rules_answer(found, language), "how_rules", notes, command, language, (
        section(part.heading, paragraph(part.sentence, "note"), _table(part, titled=False), figures(*charts)),))


def page_path(folder: Path, kind: str, language: Language) -> Path:
    """Return the file of a page."""
    return folder / (f"dilemma-{kind}.html" if language == "en" else f"dilemma-{kind}.{language}.html")


def _page(title: str, answer: str, how: str, notes: Sequence[str], command: str, language: Language,
          sections: Sequence[str]) -> str:
    import coprod.laboratory.report as report

    style = Path(report.__file__).with_name("style.css").read_text(encoding="utf-8")
    body = "".join((
        f'<header><p class="kind">coprod dilemma</p><h1>{escape(title)}</h1>', paragraph(answer, "answer"),
        *(paragraph(note, "note") for note in notes), "</header>", *sections,
        section(translate("dilemma.again", language), paragraph(translate(f"dilemma.{how}", language), "note"), code(command))))
    lang = "zh-CN" if language == "zh" else "en"
    return (f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<style>{style}</style></head><body><main>{body}</main></body></html>\n")


def _table(part: Part, *, titled: bool = True) -> str:
    return (heading(part.heading) if titled else "") + table(part.header, part.rows)
