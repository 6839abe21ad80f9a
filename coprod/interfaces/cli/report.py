"""``coprod report``: what a study found, as one page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from coprod.interfaces.cli.options import InLanguage, help_text
from coprod.laboratory.writable import check_files
from coprod.text.glossary import Language, preferred_language, translate
from coprod.text.toml_file import is_file


def _option(key: str, **more: Any) -> Any:
    return typer.Option(help=help_text(f"report.{key}"), metavar="FILE", **more)


Folder = Annotated[Path, typer.Argument(metavar="DIR", help=help_text("report.folder"))]
Page = Annotated[Path | None, _option("out")]
Csv = Annotated[Path | None, _option("csv")]
Stata = Annotated[Path | None, _option("stata")]


def report(folder: Folder, out: Page = None, csv: Csv = None, stata: Stata = None, lang: InLanguage = None) -> None:
    """Write the report of a study; the help text stands in the glossary."""
    from coprod.laboratory.calibration.run import FINDINGS
    from coprod.laboratory.export import write_csv, write_stata
    from coprod.laboratory.report import write_report
    from coprod.laboratory.results import Results

    language = lang or preferred_language()
    if is_file(folder / FINDINGS):
        _of_calibration(folder, out, language)
        return
    results = Results.load(folder)
    page = out or folder / "report.html"
    if damaged := results.damaged:
        print(translate("report.damaged", language, names=", ".join(path.name for path in damaged)), file=sys.stderr)
    check_files({"--out": page, "--csv": csv, "--stata": stata})
    written = [write_report(results, page, language)]
    written += [write_csv(results, csv)] if csv else []
    written += [write_stata(results, stata)] if stata else []
    for path in written:
        print(translate("report.written", language, path=path))


def _of_calibration(folder: Path, out: Path | None, language: Language) -> None:
    """Write the report of a calibration anew."""
    from coprod.laboratory.calibration.page import PAGES, page
    from coprod.laboratory.calibration.run import load_findings
    from coprod.laboratory.files import make_folder, write_text

    path = out or folder / PAGES[language]
    check_files({"--out": path})
    make_folder(path.parent)
    write_text(path, page(load_findings(folder), folder, language))
    print(translate("report.written", language, path=path))
