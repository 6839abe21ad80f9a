"""The report of one run: one self-contained HTML page, in English or Chinese, that prints well."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from coprod.interfaces.cli.outcome_table import ARROWS, outcomes_by_group, sentence
from coprod.kernel.calendar import DAYS_PER_MONTH, MINUTES_PER_DAY, clock, day_of_month, month
from coprod.laboratory.files import write_text
from coprod.laboratory.report.svg import Drawing, Scale, tick_label
from coprod.laboratory.report.tags import code, figures, paragraph, section, table
from coprod.laboratory.rule_code import names_again
from coprod.laboratory.run_folder import command_again
from coprod.outcomes.series import SERIES
from coprod.text.glossary import Language, pick, translate, unit_in
from coprod.text.numbers import figure, unit_shown, with_unit

if TYPE_CHECKING:
    import pandas as pd

    from coprod.model import Run
    from coprod.parameters import Scenario

SHOWN = ("weekly_active", "credibility", "hidden_hazards", "backlog_hours")
"""Daily series drawn as means over months."""
MAPPED = ("loss", "incidents", "flooded", "minutes", "acts", "backlog", "hidden")
"""Outcomes of communities that are drawn on a map."""
LONGEST = 12
"""Incidents whose minutes are shown: those that waited longest for authorisation."""
STAGES = (("started", "detected"), ("detected", "reported"), ("reported", "approved"), ("approved", "arrived"),
          ("arrived", "controlled"))
STAGE_NAMES = ("detect", "report", "sign", "travel", "act")


def write_page(run: Run, case: Scenario, folder: Path, language: Language) -> Path:
    """Write ``report.html`` into the folder of a run and return its path."""
    path = folder / "report.html"
    write_text(path, page(run, case, language))
    return path


def page(run: Run, case: Scenario, language: Language) -> str:
    """Return the page: what happened, group by group, the months, and where the minutes went."""
    title = translate("run.title", language, title=pick(language, case, "title"), days=run.days,
                residents=f"{run.residents:,}")
    body = "".join((
        f'<header><p class="kind">coprod</p><h1>{escape(title)}</h1>',
        paragraph(pick(language, case, "about"), "answer"), paragraph(translate("run.better", language), "note"), "</header>",
        *(_group_section(name, run, language) for name in outcomes_by_group()),
        section(translate("map.section", language), _places(run, language)),
        section(translate("run.months", language), figures(*(_months(run, name, language) for name in SHOWN))),
        section(translate("run.minutes", language), _minutes(run, language)),
        section(translate("run.again", language), _again(run, language))))
    style = (Path(__file__).parents[2] / "laboratory" / "report" / "style.css").read_text(encoding="utf-8")
    lang = "zh-CN" if language == "zh" else "en"
    return (f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<style>{style}</style></head><body><main>{body}</main></body></html>\n")


def _again(run: Run, language: Language) -> str:
    """Return the command that makes the run again, with every rule other than the default, and what it cannot repeat."""
    named, lost = names_again(run.model.rules.chosen())
    command = " ".join([command_again(run, named), *(f"--rule {decision}={rule}" for decision, rule in named.items())])
    decisions = ("、" if language == "zh" else ", ").join(lost)
    return code(command) + (paragraph(translate("run.rules_lost", language, decisions=decisions), "note") if lost else "")


def _group_section(name: str, run: Run, language: Language) -> str:
    rows = [(pick(language, one), f"{figure(run.outcomes[one.name], one.unit, language)} "
             f"{unit_shown(one.unit, language)} {ARROWS[one.direction]}".strip(), pick(language, one, "formula"))
            for one in outcomes_by_group()[name]]
    header = [translate(f"run.{key}", language) for key in ("outcome", "value", "formula")]
    return section(translate(f"outcome_group.{name}", language), paragraph(sentence(name, run.outcomes, language), "answer"),
                   table(header, rows, texts=3))


def _places(run: Run, language: Language) -> str:
    """Draw how the town lies and what happened in its communities."""
    from coprod.laboratory.maps import figure_map, geography_of, ground_map, lay_out
    from coprod.laboratory.maps.figure_map import water_words
    from coprod.outcomes.of_communities import FIGURES

    plan = lay_out(geography_of(run.model, lambda number: translate("map.community", language, n=number + 1)))
    note = translate("map.is_map" if plan.is_map else "map.is_plan", language)
    drawn = [_captioned(ground_map(plan, language).svg, translate(f"map.title_{'map' if plan.is_map else 'plan'}", language))]
    drawn += [_captioned(figure_map(plan, one, one.compute(run.model), language, name=f"map-{one.name}").svg,
                         with_unit(pick(language, one), "" if one.unit == "0-1" else one.unit, language))
              for one in FIGURES if one.name in MAPPED]
    return paragraph(water_words(plan, language)) + figures(*drawn) + paragraph(note, "note")


def _captioned(picture: str, title: str) -> str:
    return f"<div><strong>{escape(title)}</strong><br>{picture}</div>"


def _months(run: Run, name: str, language: Language) -> str:
    """Draw the monthly means of a daily series."""
    series = next(one for one in SERIES if one.name == name)
    values = run.model.daily_series.series(name)
    months = (np.arange(values.size) / DAYS_PER_MONTH).astype(int)
    means = np.bincount(months, values) / np.bincount(months)
    unit = unit_in(language, series.unit)
    title = f"{pick(language, series)} ({unit})" if unit else pick(language, series)
    drawing = Drawing(460, 190, title)
    x, y = Scale(0, max(means.size - 1, 1), 58, 446), Scale.over(means, 160, 34, zero=True)
    drawing.text(0, 16, title, kind="title")
    ticks = y.ticks(4)
    for tick in ticks:
        drawing.line(58, y(tick), 446, y(tick), "grid")
        drawing.text(52, y(tick) + 4, tick_label(tick, ticks), anchor="end", kind="axis")
    for number in range(0, means.size, max(1, means.size // 12)):
        drawing.text(x(number), 178, str(number + 1), anchor="middle", kind="axis")
    drawing.path([(x(number), y(value)) for number, value in enumerate(means)], 0)
    return str(drawing)


def _minutes(run: Run, language: Language) -> str:
    """Draw where the minutes of the incidents went that waited longest for authorisation."""
    incidents = run.frames.get("incident")
    if incidents is None or not (incidents.approval_minutes > 0).any():
        return ""
    longest = incidents.nlargest(LONGEST, "approval_minutes")
    drawing = Drawing(760, 60 + 24 * len(longest), translate("run.minutes", language))
    ends = (longest.controlled - longest.started).to_numpy()
    x = Scale(0, float(ends.max()), 190, 690)
    for stage, stage_name in enumerate(STAGE_NAMES):
        drawing.rectangle(190 + 100 * stage, 6, 12, 12, stage)
        drawing.text(207 + 100 * stage, 16, translate(f"run.stage_{stage_name}", language))
    for row, (_, incident) in enumerate(longest.iterrows()):
        _bar(drawing, x, 34 + 24 * row, incident, language)
    return figures(str(drawing))


def _bar(drawing: Drawing, x: Scale, top: float, incident: pd.Series, language: Language) -> None:
    start = float(incident.started)
    day = int(start // MINUTES_PER_DAY)
    when = f"{month(day)}/{day_of_month(day)} {clock(start)}"
    drawing.text(182, top + 13, f"{translate(f'incident.{incident.type}', language)} {when}", anchor="end")
    for stage, (begin, end) in enumerate(STAGES):
        left, right = x(incident[begin] - start), x(incident[end] - start)
        drawing.rectangle(left, top, right - left, 17, stage, f"{incident[end] - incident[begin]:.0f}")
    drawing.text(x(incident.controlled - start) + 5, top + 13, f"{incident.controlled - start:.0f}", kind="value")
