"""Sets of parameters as nature: ``[nature] ensemble = "sets.csv"``, each row a set of values that fits what is known.

Calibration seldom ends with one set of parameters. A table of all that fit equally well (a posterior sample, say) becomes one
factor that nobody chooses: every policy meets every set, and a finding is asked in how many it holds.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod.laboratory.factor_file import MAX_TABLE_BYTES, csv_value, read_settings
from coprod.laboratory.factors import Package
from coprod.laboratory.policy_factors import unknown_factor
from coprod.laboratory.reader import Reader
from coprod.laboratory.simulator import Simulator
from coprod.parameters.aliases import current
from coprod.text.glossary import translate
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem
from coprod.text.toml_file import read_text

ENSEMBLE = "ensemble"
"""Name of the factor."""
_NAME = "name"
_MOST = 10_000


@dataclass(frozen=True)
class Ensemble:
    """Where the sets of a study were read from: the file, the SHA-256 of its bytes, and how many there are."""

    file: str
    sha256: str
    sets: int


def read_ensemble(reader: Reader, simulator: Simulator, study: Path) -> tuple[Package | None, Ensemble | None]:
    """Return the sets of parameters that ``[nature]`` names, as a factor, and where they come from; None if it names none."""
    table = reader.table("nature")
    table.only((ENSEMBLE, "label", "label_zh"))
    name = table.text(ENSEMBLE)
    if not name:
        if table.tree and isinstance(table.tree.get(ENSEMBLE, ""), str):
            table.note(ENSEMBLE, None, message("problem.ensemble_needs_file"))
        return None, None
    path = study.parent / name
    rows = _rows(table, path, name)
    if rows is None:
        return None, None
    header = [cell.strip() for cell in rows[0]] if rows else []
    keys = [_NAME if cell == _NAME else current(cell, simulator.known) for cell in header]
    if not _header_is_good(table, keys, simulator):
        return None, None
    sets = _sets(table, rows[1:], keys, simulator, path)
    if len(sets) < 2 or len(sets) > _MOST:
        table.note(ENSEMBLE, name, message("problem.ensemble_size", most=f"{_MOST:,}"))
        return None, None
    labels = table.text("label", translate("ensemble.label", "en")), table.text("label_zh", translate("ensemble.label", "zh"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Package(ENSEMBLE, "uncertainty", sets, *labels), Ensemble(name, digest, len(sets))


def _rows(table: Reader, path: Path, name: str) -> list[list[str]] | None:
    """Return the cells of a CSV or Parquet file, the header first; None if it cannot be read, which is noted."""
    try:
        if path.suffix == ".parquet":
            return _parquet_rows(path)
        return list(csv.reader(io.StringIO(read_text(path, str(path), MAX_TABLE_BYTES), newline="")))
    except InputProblems as error:
        table.note(ENSEMBLE, name, error.problems[0].allowed, error.problems[0].mend)
    except Exception as error:  # whatever DuckDB says of a file that is no Parquet
        table.note(ENSEMBLE, name, message("problem.cannot_be_read", text=str(error).splitlines()[0]))
    return None


def _parquet_rows(path: Path) -> list[list[str]]:
    from coprod.laboratory.parquet import Duck

    with path.open("rb"), Duck() as duck:
        found = duck.execute(f"SELECT * FROM {duck.read([path])}")
        header = [column[0] for column in found.description or []]
        return [header, *(["" if cell is None else str(cell) for cell in row] for row in found.fetchall())]


def _header_is_good(table: Reader, keys: Sequence[str], simulator: Simulator) -> bool:
    before = len(table.problems)
    if not keys:
        table.note(ENSEMBLE, table.tree[ENSEMBLE], message("problem.needs_header"))
    for key in dict.fromkeys(keys):
        if keys.count(key) > 1:
            table.note(ENSEMBLE, key, message("problem.column_twice"))
        if key != _NAME and key not in simulator.known:
            allowed, names = unknown_factor(key, simulator.known)
            table.note(ENSEMBLE, key, allowed, known=names)
    return len(table.problems) == before


def _sets(table: Reader, rows: Sequence[Sequence[str]], keys: Sequence[str], simulator: Simulator,
          path: Path) -> dict[str, dict[str, Any]]:
    """Return the values of every set by its name, or by its number where the table has none."""
    sets: dict[str, dict[str, Any]] = {}
    for line, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        where = f"{path}:{line}"
        if len(row) != len(keys):
            table.problems.append(Problem(where, "row", len(row), message("problem.needs_cells", n=len(keys))))
            continue
        cells = {key: cell.strip() for key, cell in zip(keys, row, strict=True)}
        name = cells.pop(_NAME, "") or str(len(sets) + 1)
        if name in sets:
            table.problems.append(Problem(where, _NAME, name, message("problem.level_given_twice")))
        values = {key: csv_value(cell, simulator.known[key]) for key, cell in cells.items()}
        of_row = Reader(values, where, {}, (), table.problems)
        sets[name] = read_settings(of_row, simulator)
    return sets
