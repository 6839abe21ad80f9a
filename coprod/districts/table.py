"""One table of a district with its cells understood, and what is wrong with it by itself."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coprod.districts.cells import Cell, Wrong, read_cell
from coprod.districts.columns import TableSpec, plain
from coprod.districts.table_file import Lines, padded
from coprod.text.messages import Message, message
from coprod.text.problems import Problem, nearest

ALIKE = 0.75
"""From this likeness on, an unknown heading is taken for a misspelt one."""


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table by column, each a tuple with one entry for every row; None where nothing was given.

    ``lines`` are the rows' numbers in the file, ``headings`` what the file calls the columns, ``unused`` the headings that
    mean nothing here.
    """

    where: str
    columns: Mapping[str, tuple[Cell, ...]]
    lines: tuple[int, ...]
    headings: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.lines)

    def cell(self, column: str, row: int) -> Cell:
        """Return a cell, None also where the column is missing."""
        return self.columns[column][row] if column in self.columns else None

    def problem(self, column: str, row: int, allowed: Message, mend: str = "", found: object = None) -> Problem:
        """Return a mistake in a cell: file and row, the column as the file calls it, and the value."""
        shown = self.cell(column, row) if found is None else found
        return Problem(f"{self.where}:{self.lines[row]}", self.headings.get(column, column), shown, allowed, mend)


def read_table(spec: TableSpec, lines: Lines, where: str) -> tuple[Table, list[Problem]]:
    """Return a table of which every cell has been read, and all that is wrong with headings and cells.

    Parameters
    ----------
    lines : rows of text with their numbers, the heading first
    where : str
        What messages call the file.
    """
    (top, heading), *rows = lines
    places, unused, problems = _headings(spec, heading, f"{where}:{top}")
    columns: dict[str, tuple[Cell, ...]] = {}
    width = len(heading)
    for line, cells in rows:
        if any(cell.strip() for cell in cells[width:]):
            problems.append(Problem(f"{where}:{line}", "row", ", ".join(cells[width:])[:80],
                                    message("district.too_many_cells", n=width), message("district.quote_commas")))
    texts = [padded(cells, width) for _, cells in rows]
    for key, place in places.items():
        column = []
        for (line, _), cells in zip(rows, texts, strict=True):
            try:
                column.append(read_cell(cells[place], spec.columns[key]))
            except Wrong as error:
                problems.append(Problem(f"{where}:{line}", heading[place].strip(), cells[place].strip(), error.allowed,
                                        error.mend))
                column.append(None)
        if any(value is not None for value in column):
            columns[key] = tuple(column)
    table = Table(where, columns, tuple(line for line, _ in rows), {key: heading[place].strip() for key, place in places.items()},
                  tuple(unused))
    return table, problems + ([] if problems else _gaps(spec, table))


def _headings(spec: TableSpec, heading: Sequence[str], where: str) -> tuple[dict[str, int], list[str], list[Problem]]:
    """Return the place of every column, headings that mean nothing, and what is wrong with the heading."""
    places: dict[str, int] = {}
    unused: list[str] = []
    problems: list[Problem] = []
    for place, word in enumerate(heading):
        key = spec.column_of(word)
        if key is None and plain(word):
            meant = _meant(spec, word)
            if meant:
                problems.append(Problem(where, word.strip(), None, message("district.no_such_column", names=_names(spec)),
                                        message("problem.did_you_mean", word=meant)))
            else:
                unused.append(word.strip())
        elif key in places:
            problems.append(Problem(where, word.strip(), None,
                                    message("district.column_twice", first=heading[places[key]].strip(), key=key)))
        elif key is not None:
            places[key] = place
    for key, column in spec.columns.items():
        if column.required and key not in places:
            problems.append(Problem(where, key, None, message("district.column_missing", zh=column.zh),
                                    nearest(key, [word for word in unused if word]) or message("district.see_templates")))
    if spec.one_of and not problems and not any(key in places for key in spec.one_of):
        problems.append(Problem(where, "heading", None, message("district.needs_one_of", names=", ".join(spec.one_of))))
    return places, unused, problems


def _meant(spec: TableSpec, word: str) -> str:
    """Return the column that a misspelt English heading is most like, nothing if it is like none."""
    return next(iter(difflib.get_close_matches(plain(word)[:60], map(plain, spec.columns), n=1, cutoff=ALIKE)), "")


def _names(spec: TableSpec) -> str:
    return ", ".join(spec.columns)


def _gaps(spec: TableSpec, table: Table) -> list[Problem]:
    """Return the cells that are empty where none may be."""
    found = []
    for key, column in spec.columns.items():
        values = table.columns.get(key)
        if values is None and column.required:
            found.append(Problem(table.where, table.headings.get(key, key), None, message("district.no_rows"),
                                 message("district.see_templates")))
        if values is None or not (column.required or column.whole):
            continue
        allowed = message("problem.cannot_be_left_out" if column.required else "district.all_or_none")
        found += [table.problem(key, row, allowed) for row, value in enumerate(values) if value is None]
    return found
