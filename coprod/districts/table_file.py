"""Reading one table of a district: CSV in UTF-8 or GB18030, or a sheet of Excel, as rows of text with their line numbers."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Sequence
from pathlib import Path

from coprod.text.messages import Message, message, quoted
from coprod.text.problems import Problem
from coprod.text.toml_file import reason

SUFFIXES = (".csv", ".xlsx")
"""Endings of the files that are read, the first that is there."""
MOST_BYTES = 2**26
MOST_ROWS = 40_000
"""A city of 21 million has some 7,000 communities; a hundred years of days are 36,500."""
_DELIMITERS = ",;\t，；|"
_SIGNS_OF_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

Lines = list[tuple[int, list[str]]]
"""Rows with their number in the file, which counts from 1."""


def read_rows(path: Path, where: str) -> tuple[Lines, list[Problem]]:
    """Return the rows of a file, the heading first, without comments and empty ones; or what keeps it from being read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe would keep us waiting
            raise _Unusable(message("problem.is_a_folder" if stat.S_ISDIR(found.st_mode) else "problem.no_regular_file"))
        if found.st_size > MOST_BYTES:
            return [], [Problem(where, "file", None, message(
                "problem.too_many_bytes", n=f"{found.st_size:,}", most=f"{MOST_BYTES:,}"))]
        data = path.read_bytes()
        rows = _excel(path) if path.suffix.lower() == ".xlsx" else _csv(data)
    except OSError as error:
        return [], [Problem(where, "file", None, message("problem.cannot_be_read", text=reason(error)))]
    except _Unusable as error:
        return [], [Problem(where, "file", None, message("problem.cannot_be_read", text=error.why), error.mend)]
    kept = [(line, cells) for line, cells in rows
            if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#")]
    if len(kept) > MOST_ROWS:
        return [], [Problem(where, "file", f"{len(kept):,}", message("district.too_many_rows", most=f"{MOST_ROWS:,}"))]
    if not kept:
        return [], [Problem(where, "file", None, message("district.no_rows"), message("district.see_templates"))]
    return kept, []


class _Unusable(Exception):
    def __init__(self, why: Message, mend: str = "") -> None:
        super().__init__(str(why))
        self.why, self.mend = why, mend


def decoded(data: bytes) -> str:
    """Return text in UTF-8, UTF-16 with its mark, or GB18030, in which Excel in China saves CSV files.

    Raises
    ------
    UnicodeDecodeError
        If it is none of them.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _csv(data: bytes) -> Lines:
    if data.startswith(_SIGNS_OF_EXCEL):
        raise _Unusable(message("district.is_excel"), message("district.name_xlsx"))
    try:
        text = decoded(data)
    except UnicodeDecodeError as error:
        raise _Unusable(message("district.encoding", n=f"{error.start:,}"), message("district.save_as_csv")) from None
    if "\0" in text:
        raise _Unusable(message("district.nul"), message("district.save_as_csv"))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows, line = [], 1
    try:
        for cells in reader:
            rows.append((line, cells or [""]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise _Unusable(quoted(f"{error} (line {reader.line_num})"), message("district.save_as_csv")) from None
    return rows


def _delimiter(text: str) -> str:
    """Return what separates the cells of the heading."""
    lines = (line for line in text.splitlines() if line.strip(" ,;\t") and not line.lstrip('" ').startswith("#"))
    heading = next(lines, "")
    return max(_DELIMITERS, key=heading.count)


def _excel(path: Path) -> Lines:
    try:
        import openpyxl  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        raise _Unusable(message("district.needs_openpyxl"), message("district.install_excel")) from None
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return [(line, [_shown(value) for value in cells] or [""])
                for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1)]
    except Exception as error:  # whatever openpyxl meets in a file that is no workbook, or a damaged one
        raise _Unusable(quoted(f"{type(error).__name__}: {error}"), message("district.save_as_csv")) from None


def _shown(value: object) -> str:
    """Return a cell of Excel as text: whole numbers without a point, dates as such."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def padded(cells: Sequence[str], n: int) -> list[str]:
    """Return a row of n cells."""
    return [*cells[:n], *[""] * (n - len(cells))]
