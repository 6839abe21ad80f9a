"""``coprod timeline``: a day of a run, hour by hour."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from coprod.interfaces.cli.options import AllowCode, AsJson, Assignments, InLanguage, ScenarioName, Seed, help_text
from coprod.kernel.calendar import HOURS_PER_DAY, MAX_DAYS, MINUTES_PER_DAY, MINUTES_PER_HOUR, clock
from coprod.text.glossary import Language, pick, preferred_language, translate

if TYPE_CHECKING:
    from coprod.laboratory.timeline import Moment
    from coprod.parameters import Parameters

MAX_HOURS = 14 * HOURS_PER_DAY
USUAL_HOURS = 36
"""A night is shown from its midnight to the noon after it."""
DAYS_TO_CLOSE = 30
"""Days simulated after it: an incident is recorded when life is back to normal."""

Day = Annotated[int | None, typer.Option("--day", min=0, max=MAX_DAYS - 1, help=help_text("timeline.day_option"))]
Hours = Annotated[int, typer.Option("--hours", min=1, max=MAX_HOURS, help=help_text("timeline.hours_option"))]


def timeline(
    scenario: ScenarioName = "storm_night",
    day: Day = None,
    hours: Hours = USUAL_HOURS,
    seed: Seed = 1,
    assignments: Assignments = None,
    allow_code: AllowCode = False,
    as_json: AsJson = False,
    lang: InLanguage = None,
) -> None:
    """Show a day hour by hour; the help text stands in the glossary."""
    from coprod.interfaces.cli.cases import read_cases
    from coprod.laboratory.model_version import model_version
    from coprod.laboratory.timeline import busiest_day, date, moments
    from coprod.model import run

    language = lang or preferred_language()
    (case,) = read_cases([scenario], assignments or [], allow_code=allow_code)
    first = scripted_day(case.parameters) if day is None else day
    days = 365 if first is None else first + 1 + hours // HOURS_PER_DAY + DAYS_TO_CLOSE
    model = run(case.parameters, seed, days).model
    first = busiest_day(model) if first is None else first
    begin = first * MINUTES_PER_DAY
    found = moments(model, begin, begin + hours * MINUTES_PER_HOUR)
    if as_json:
        print(json.dumps([as_tree(one, language) for one in found], ensure_ascii=False, allow_nan=False))
        return
    title = pick(language, case, "title")
    print("# " + translate("timeline.title", language, title=title, date=date(first, language), seed=seed))
    print("\n" + pick(language, case, "about"))
    print("\n".join(lines(found, language)) if found else "\n" + translate("timeline.nothing", language))
    print("\n" + translate("timeline.made", language, scenario=scenario, seed=seed, version=model_version()))


def scripted_day(parameters: Parameters) -> int | None:
    """Return the day of the first scripted shock or event, None if there is none."""
    scripted = [*getattr(parameters, "shocks", ()), *parameters.events]
    return min((one.day for one in scripted), default=None)


def as_tree(moment: Moment, language: Language) -> dict[str, object]:
    """Return a moment as JSON."""
    return {"minute": round(moment.minute, 2), "clock": moment.clock, "community": moment.community,
            "what": moment.key, "text": moment.text(language)}


def lines(in_order: list[Moment], language: Language) -> list[str]:
    """Return the time line as Markdown: a heading an hour, a line a moment."""
    from coprod.laboratory.timeline import by_hour, places, together

    found: list[str] = []
    for hour, within in by_hour(in_order):
        edges = (clock(minute) for minute in (hour * MINUTES_PER_HOUR, (hour + 1) * MINUTES_PER_HOUR))
        found += ["", "## " + translate("timeline.hour", language, **dict(zip(("from_", "until"), edges, strict=True))), ""]
        found += [f"- {at} · {places(where, language)} · {text}" for at, where, text in together(within, language)]
    return found
