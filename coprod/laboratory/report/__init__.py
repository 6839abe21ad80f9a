"""The report of a study: one HTML file that opens without a network, in English or Chinese."""

from __future__ import annotations

from pathlib import Path

from coprod.laboratory.results import Results
from coprod.text.glossary import Language


def write_report(results: Results, path: Path, language: Language) -> Path:
    """Write the report of `results`, finished or not, to `path`."""
    from coprod.laboratory.files import make_folder, write_text
    from coprod.laboratory.report.page import page

    make_folder(path.parent)
    write_text(path, page(results, language))
    return path
