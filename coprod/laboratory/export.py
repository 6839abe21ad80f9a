"""The table of runs for those who live elsewhere: CSV, and Stata with labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coprod.laboratory.files import make_folder, write_file
from coprod.laboratory.results import Results
from coprod.text.glossary import Language

if TYPE_CHECKING:
    import pandas as pd

_LONGEST_NAME, _LONGEST_LABEL = 32, 80


def write_csv(results: Results, path: Path) -> Path:
    """Write the table of runs as CSV; numbers are written so that reading them gives the same bits."""
    frame = results.runs
    make_folder(path.parent)
    write_file(path, lambda partial: frame.to_csv(partial, index=False))
    return path


def write_stata(results: Results, path: Path, language: Language = "en") -> Path:
    """Write the table of runs as Stata's .dta, names made fit for Stata and full names kept as labels."""
    frame = results.runs.copy()
    labels = _labels(results, language)
    names = stata_names(list(frame.columns))
    frame = frame.drop(columns=["traceback"])
    for column in frame.select_dtypes(bool).columns:
        frame[column] = frame[column].astype("int8")
    for column in ("error", "status", "key"):
        frame[column] = frame[column].astype(object).where(frame[column].notna(), "")
    frame = _without_infinities(frame).rename(columns=names)
    make_folder(path.parent)
    fitting = {names[name]: label[:_LONGEST_LABEL] for name, label in labels.items() if names.get(name) in frame.columns}
    write_file(path, lambda partial: frame.to_stata(partial, write_index=False, version=118, variable_labels=fitting))
    return path


def stata_names(columns: Sequence[str]) -> dict[str, str]:
    """Return a Stata name for each column: letters, digits and underscores, 32 at most, each once."""
    names: dict[str, str] = {}
    for column in columns:
        name = re.sub(r"\W", "_", column, flags=re.ASCII)
        name = f"_{name}" if name[:1].isdigit() else name
        short, n = name[:_LONGEST_NAME], 1
        while short in names.values():
            n += 1
            short = f"{name[: _LONGEST_NAME - len(str(n))]}{n}"
        names[column] = short
    return names


def _labels(results: Results, language: Language) -> dict[str, str]:
    things = [*results.study["factors"], *results.study["outcomes"]]
    return {thing["name"]: f"{thing[language]} ({thing['unit']})" if thing["unit"] else thing[language]
            for thing in things}


def _without_infinities(frame: pd.DataFrame) -> pd.DataFrame:
    """Stata has no infinity: such values become missing."""
    return frame.replace([float("inf"), float("-inf")], float("nan"))
