"""Write the nights that the manual shows hour by hour from the model as it is: ``python docs/make_timelines.py``.

The pages name the version of the model that they were made with; a later model tells another night under the same seed.
"""

from __future__ import annotations

from pathlib import Path

from coprod.interfaces.cli.timeline import DAYS_TO_CLOSE, lines
from coprod.kernel.calendar import MINUTES_PER_DAY, MINUTES_PER_HOUR
from coprod.laboratory.model_version import model_version
from coprod.laboratory.timeline import date, moments
from coprod.model import run
from coprod.parameters import load_scenario
from coprod.text.glossary import LANGUAGES, pick, translate

FOLDER = Path(__file__).parent
NIGHTS = (("storm_night", 195, 18, 30), ("district_storm", 200, 13, 19))
"""Scenario, day, and the hours since its midnight from which and to which it is shown."""
SEED = 1


def main() -> None:
    """Write both pages."""
    pages = {language: [translate("timeline.page", language)] for language in LANGUAGES}
    for name, day, first, last in NIGHTS:
        scenario = load_scenario(name)
        model = run(scenario.parameters, SEED, day + 2 + DAYS_TO_CLOSE).model
        midnight = day * MINUTES_PER_DAY
        shown = moments(model, midnight + first * MINUTES_PER_HOUR, midnight + last * MINUTES_PER_HOUR)
        for language, parts in pages.items():
            title = translate("timeline.title", language, title=pick(language, scenario, "title"),
                              date=date(day, language), seed=SEED)
            made = translate("timeline.made", language, scenario=name, seed=SEED, version=model_version())
            hours = "\n".join(line.replace("## ", "### ") for line in lines(shown, language))
            parts.append(f"## {title}\n\n{pick(language, scenario, 'about')}\n\n{made}\n{hours}")
    for language, parts in pages.items():
        suffix = "" if language == "en" else f".{language}"
        (FOLDER / f"timeline{suffix}.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
