"""Write the figures of the pages about the dilemma from the model as it is: ``python docs/make_dilemma.py [--quick] [--path]``.

Only what stands between the two marks is written anew; the rest of the pages is written by hand. With ``--quick`` a small town
and three seeds, to see whether everything runs; with ``--path`` the way from slack to overload alone.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from coprod.interfaces.cli.dilemma import PATH_DAYS, RULES_X, WARM_UP, X, Y
from coprod.interfaces.cli.dilemma_asked import Asked, axis, notes
from coprod.interfaces.cli.dilemma_text import (
    Part,
    loops_answer,
    loops_parts,
    loops_title,
    map_answer,
    map_parts,
    map_title,
    path_parts,
    rules_answer,
    rules_parts,
    stairs_part,
)
from coprod.laboratory.dilemma.arrows import arrows
from coprod.laboratory.dilemma.levers import moved
from coprod.laboratory.dilemma.loops import Wave, loops
from coprod.laboratory.dilemma.other_rules import other_rules, usual_choices
from coprod.laboratory.dilemma.path import path
from coprod.laboratory.dilemma.runs import How
from coprod.laboratory.dilemma.tipping_map import draw_map, stairs
from coprod.text.glossary import LANGUAGES, Language, translate

FOLDER = Path(__file__).parent
BEGIN, END = "<!-- figures: made by docs/make_dilemma.py -->", "<!-- end of figures -->"
DAYS, SEEDS, PATH_SEEDS, PATH_STEPS = 200, 5, 8, 2
WAVE = Wave(first=40)


def main(quick: bool, path_alone: bool) -> None:
    """Make all runs and write both pages."""
    with tempfile.TemporaryDirectory() as folder:
        found = list(of_path(Path(folder), quick=quick))
        if not path_alone:
            found = [*sections(Path(folder), quick=quick), *found, *of_rules(Path(folder), quick=quick)]
    for language in LANGUAGES:
        page = FOLDER / ("dilemma.md" if language == "en" else f"dilemma.{language}.md")
        text = page.read_text(encoding="utf-8")
        before, after = text.split(BEGIN)[0], text.split(END)[1]
        figures = "\n\n".join(one for section in found for one in section[language])
        page.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}", encoding="utf-8")


def sections(folder: Path, *, quick: bool) -> Iterator[dict[Language, list[str]]]:
    """Yield the map and the loops in both languages."""
    asked = _asked("map", DAYS, SEEDS, quick, ["--x", X, "--y", Y])
    case, base = asked.base(WARM_UP)
    across, down = axis("--x", X, base), axis("--y", Y, base)
    chart = draw_map(base, across, down, How(folder / "map", None))
    steps = stairs(base, How(folder / "stairs", None), steps=3 if quick else 6)
    yield {language: _section(map_title(chart, language), map_answer(chart, language),
                              [*map_parts(chart, language), stairs_part(steps, language)],
                              [translate("dilemma.map_cells", language), *notes(asked, base, case, language)], asked)
           for language in LANGUAGES}
    first = 30 if quick else WAVE.first
    asked = _asked("loops", DAYS, SEEDS, quick, ["--first", str(first)])
    case, base = asked.base()
    table = loops(base, list(arrows().values()), How(folder / "loops", None), Wave(first), levers=moved(base.parameters))
    yield {language: _section(loops_title(table, language), loops_answer(table, language), loops_parts(table, language), [
        translate("dilemma.loops_sentence", language, band=100 * table.band), *notes(asked, base, case, language)], asked)
        for language in LANGUAGES}


def of_path(folder: Path, *, quick: bool) -> Iterator[dict[Language, list[str]]]:
    """Yield the path in both languages."""
    asked = _asked("path", PATH_DAYS, PATH_SEEDS, quick, ["--steps", str(PATH_STEPS)])
    case, base = asked.base(WARM_UP)
    way = path(base, list(arrows().values()), How(folder / "path-runs", None), steps=PATH_STEPS)
    yield {language: _section(part.heading, part.sentence, [part], notes(asked, base, case, language), asked)
           for language in LANGUAGES for part in path_parts(way, language)}


def of_rules(folder: Path, *, quick: bool) -> Iterator[dict[Language, list[str]]]:
    """Yield the thresholds under other rules in both languages."""
    asked = _asked("rules", PATH_DAYS, SEEDS, quick, ["--x", RULES_X])
    case, base = asked.base(WARM_UP)
    found = other_rules(base, usual_choices(), axis("--x", RULES_X, base), How(folder / "rules", None))
    yield {language: _section(part.heading, rules_answer(found, language), [part], notes(asked, base, case, language), asked)
           for language in LANGUAGES for part in rules_parts(found, language)}


def _asked(kind: str, days: int, seeds: int, quick: bool, own: Sequence[str]) -> Asked:
    return Asked(kind, "baseline", [], [], False, None if quick else seeds, 1, None if quick else days, days, quick, own)


def _section(title: str, answer: str, parts: Sequence[Part], below: Sequence[str], asked: Asked) -> list[str]:
    """Return a section as Markdown."""
    tables = [text for part in parts for text in ([f"**{part.heading}**"] if part.heading != title else []) + (
        [part.sentence] if part.sentence != answer and part.sentence else []) + [_table(part)]]
    return [f"### {title}", answer, *tables, "\n".join(f"{line}  " for line in below), f"```sh\n{asked.command}\n```"]


def _table(part: Part) -> str:
    def row(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"

    rule = "| --- |" + " ---: |" * (len(part.header) - 1)
    return "\n".join([row(part.header), rule, *(row(one) for one in part.rows)])


if __name__ == "__main__":
    main("--quick" in sys.argv[1:], "--path" in sys.argv[1:])
