"""Make studies and bring their pages up to date: ``python -m experiments [NAME…]``.

For each study: sweep into ``results/NAME`` (what is finished is kept), write its report, keep what it found in
``experiments/findings/NAME.json``, and renew the pages that are made of it (:mod:`experiments.pages`). What stands outside the
generated part of a page is written by hand and stays. ``--no-runs`` takes the results as they are, ``--results`` says where they
lie. ``--quick`` only tries the studies out, and leaves the pages alone.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from coprod.interfaces.cli.sweep_progress import ConsoleProgress
from coprod.laboratory import Results, Study
from coprod.laboratory.files import write_text
from coprod.laboratory.report import write_report
from coprod.laboratory.report.effects_section import main_figures
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.svg import standalone
from coprod.laboratory.runner import Options, sweep
from coprod.text.glossary import LANGUAGES
from coprod.text.problems import InputProblems
from experiments import pages
from experiments.answers import kept
from experiments.measured import as_json, measured, name_sets
from experiments.writing import words

HERE = Path(__file__).parent


def main(arguments: list[str] | None = None, folder: Path = HERE) -> int:
    """Make the studies whose names begin as asked for, or all; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m experiments", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--no-runs", action="store_true")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--results", type=Path, default=Path("results"))
    asked = parser.parse_args(arguments)
    try:
        for path in sorted(folder.glob("x*.toml")):
            if not asked.names or path.stem.startswith(tuple(asked.names)):
                _make(path, asked)
    except InputProblems as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if asked.quick else pages.main([], folder)


def _make(path: Path, asked: argparse.Namespace) -> None:
    place = asked.results / (f"{path.stem}-quick" if asked.quick else path.stem)
    results = Results.load(place) if asked.no_runs else _swept(path, place, asked)
    name_sets(results, words("sets"))
    write_report(results, place / "report.html", "en")
    write_report(results, place / "report.zh.html", "zh")
    if not asked.quick:
        keep(results, path)


def _swept(path: Path, place: Path, asked: argparse.Namespace) -> Results:
    study = Study.read(path, quick=asked.quick)
    return sweep(study, place, Options(workers=asked.workers), ConsoleProgress(study.name, study.outcomes[0], "en"))


def keep(results: Results, path: Path) -> None:
    """Keep what a study found, and the pictures of its strongest levers, beside the study file."""
    figures: dict[str, list[str]] = {}
    for language in LANGUAGES:
        found = Findings(results, language)
        end = "" if language == LANGUAGES[0] else f".{language}"
        for i, figure in enumerate(main_figures(found, found.outcomes[0]), 1):
            file = path.parent / "figures" / f"{path.stem}-{i}{end}.svg"
            file.parent.mkdir(exist_ok=True)
            write_text(file, standalone(figure))
            figures.setdefault(str(language), []).append(file.name)
    data = kept(path.parent, path.stem)
    data.parent.mkdir(exist_ok=True)
    write_text(data, as_json({**measured(results, figures), "study": path.stem}))


if __name__ == "__main__":
    sys.exit(main())
