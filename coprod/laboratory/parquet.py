"""DuckDB over Parquet files, wherever they lie: a name of a folder never means anything but itself.

DuckDB takes ``*``, ``?`` and ``[`` in a path for a pattern, a backslash for a separator, and ``a=b`` for a column.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import duckdb
from numpy.typing import NDArray

from coprod.laboratory.files import partial_folder, write_file

if TYPE_CHECKING:
    import pandas as pd

_UNPLAIN = re.compile(r"[*?\[\]\\\udc80-\udcff]")


class Duck:
    """A connection to DuckDB whose results do not depend on the machine's cores."""

    def __init__(self, database: Path | None = None, overflow: Path | None = None) -> None:
        """Connect to a database file, or to memory alone; `overflow` is a folder for what does not fit into memory."""
        config: dict[str, Any] = {"threads": 1} | ({"temp_directory": str(overflow)} if overflow else {})
        with _system_errors():
            self._connection = duckdb.connect(str(database or ":memory:"), config=config)
        self._doors: dict[Path, Path] = {}
        self._room: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()

    def execute(self, query: str) -> duckdb.DuckDBPyConnection:
        """Execute a query."""
        return self._connection.execute(query)

    def read(self, paths: Iterable[Path]) -> str:
        """Return the SQL source of Parquet files, columns matched by name."""
        names = ", ".join(sql_text(self._plain(path)) for path in paths)
        return f"read_parquet([{names}], union_by_name = true, hive_partitioning = false)"

    def write(self, query: str, path: Path, table: Mapping[str, NDArray[Any]] | None = None,
              compression: str = "snappy") -> None:
        """Write what `query` selects (from ``table_of_rows`` if a table is given) into a file."""
        if table is not None:
            self._connection.register("table_of_rows", dict(table))
        try:
            with _system_errors():
                self.execute(f"COPY ({query}) TO {sql_text(self._plain(path))} (FORMAT parquet, COMPRESSION {compression})")
        finally:
            if table is not None:
                self._connection.unregister("table_of_rows")

    def write_table(self, query: str, path: Path, table: Mapping[str, NDArray[Any]] | None = None) -> None:
        """Write a table with a checksum, at one stroke. Raises :class:`InputProblems` if the disk is full."""
        write_file(path, lambda partial: self.write(query, partial, table), checked=True)

    def append(self, frame: pd.DataFrame, name: str, *, first: bool) -> None:
        """Append a frame to a table of the database, which the first one makes."""
        self._connection.register("frame", frame)
        with _system_errors():
            self.execute(f"CREATE TABLE {name} AS FROM frame" if first else f"INSERT INTO {name} FROM frame")
        self._connection.unregister("frame")

    def keep(self, query: str, name: str) -> None:
        """Keep what `query` selects as a table of the database."""
        with _system_errors():
            self.execute(f"CREATE TABLE {name} AS {query}")

    def _plain(self, path: Path) -> str:
        """Return a path that DuckDB takes as it is: where the folder's name will not do, through a link to it."""
        path = path.absolute()
        if os.name == "nt":  # where names have no other such characters, and links need a privilege
            return path.as_posix().replace("[", "[[]")
        if not _UNPLAIN.search(str(path.parent)):
            return str(path)
        if path.parent not in self._doors:
            self._room = self._room or tempfile.TemporaryDirectory(prefix="coprod-", ignore_cleanup_errors=True)
            door = Path(self._room.name) / str(len(self._doors))
            door.symlink_to(path.parent, target_is_directory=True)
            self._doors[path.parent] = door
        return str(self._doors[path.parent] / path.name)


@contextmanager
def _system_errors() -> Iterator[None]:
    """Raise what DuckDB says of a disk as the OSError that it is."""
    try:
        yield
    except duckdb.IOException as error:
        raise OSError(str(error)) from error


def write_frames(frames: Iterable[pd.DataFrame], path: Path) -> None:
    """Write frames of the same columns, one after the other, as one Parquet file; equal frames give equal bytes.

    They may be more than memory holds. Raises :class:`InputProblems` if the disk is full.
    """
    def fill(partial: Path) -> None:
        with _folder_beside(partial) as scratch, Duck(scratch / "whole.duckdb") as duck:
            for number, frame in enumerate(frames):
                duck.append(frame, "whole", first=number == 0)
            duck.write("FROM whole", partial, compression="zstd")

    write_file(path, fill)


def write_rows(query: str, path: Path) -> None:
    """Write what `query` selects as a table with a checksum; equal rows give equal bytes, whatever they were chosen from.

    They may be more than memory holds. Raises :class:`InputProblems` if the disk is full.
    """
    def fill(partial: Path) -> None:
        with _folder_beside(partial) as scratch, Duck(overflow=scratch) as duck:
            # written straight from the query, a column of which rows that were not chosen lack a value has other bytes
            duck.keep(query, "whole")
            duck.write("FROM whole", partial)

    write_file(path, fill, checked=True)


@contextmanager
def _folder_beside(path: Path) -> Iterator[Path]:
    """Hand over a folder that DuckDB can use, beside a file where room for it is needed anyhow."""
    # unless DuckDB, which follows links to the real name of its database, would misread the name of that folder
    beside = not _UNPLAIN.search(str(path.absolute().parent)) or os.name == "nt"
    with partial_folder(path.parent if beside else None) as scratch:
        yield scratch


def sql_name(name: str) -> str:
    """Quote an SQL name."""
    return '"' + name.replace('"', '""') + '"'


def sql_text(text: str) -> str:
    """Quote an SQL text."""
    return "'" + text.replace("'", "''") + "'"
