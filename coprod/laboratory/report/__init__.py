"""The report of a study: one HTML file that opens without a network, in English or Chinese."""

from __future__ import annotations

from pathlib import Path

from coprod.laboratory.results import Results
from coprod.text.glossary import Language


def write_report(results: Results, path: Path, language: Language) -> Path:
    """Write the report of `results`, finished or not, to `path`."""
    from coprod.laboratory.report.page import page
    from coprod.laboratory.store import write_text

    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, page(results, language))
    return path
