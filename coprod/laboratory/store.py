"""The store: finished runs in Parquet shards, each written under another name and renamed into place.

A shard is complete or not there, so a sweep that is killed loses nothing that was in it, and folders of shards from
several machines are merged by copying. DuckDB writes and reads them; nothing is ever loaded whole.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.batches import Row

SHARDS = "shards"
SERIES_PREFIX = "series: "
_FEW = 64
"""This many shards of one size are merged into one of the next, so that their number stays small."""

FACTS = ("key", "seed", "status", "seconds", "error", "traceback")
_BEST_FIRST = "CASE status WHEN 'ok' THEN 0 WHEN 'error' THEN 1 WHEN 'timeout' THEN 2 ELSE 3 END"


class Store:
    """The finished runs of a results folder.

    Parameters
    ----------
    folder : Path
        The results folder; shards lie in its folder ``shards``, also in folders inside that.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._shards = folder / SHARDS
        self._names: dict[int, list[Path]] = {}
        self.duck = connect()

    def append(self, rows: Sequence[Row], keys: Sequence[str], seeds: Sequence[int]) -> None:
        """Add finished runs: from now on they survive anything."""
        if not rows:
            return
        self._shards.mkdir(parents=True, exist_ok=True)
        path = self._write_rows(rows, keys, seeds)
        self._names.setdefault(0, []).append(path)
        self._compact()

    def finished(self, *, without_failed: bool = False) -> NDArray[Any]:
        """Return the keys of the finished runs; ``without_failed``: only of those that are ok."""
        if not self.has_runs:
            return np.array([], dtype=object)
        condition = "WHERE status = 'ok'" if without_failed else ""
        found = self.duck.execute(f"SELECT DISTINCT key FROM {self.source()} {condition}").fetchnumpy()
        return np.asarray(found["key"], dtype=object)

    @property
    def has_runs(self) -> bool:
        """Tell whether any run is finished."""
        return any(self._shards.rglob("*.parquet"))

    def source(self) -> str:
        """Return the SQL source of all shards."""
        return f"read_parquet({sql_text(str(self._shards / '**' / '*.parquet'))}, union_by_name = true)"

    def runs(self) -> str:
        """Return the SQL of all finished runs, each once: a run that was repeated counts with its best row."""
        return (f"(SELECT * FROM {self.source()} QUALIFY row_number() OVER "
                f"(PARTITION BY key ORDER BY {_BEST_FIRST}, seconds) = 1)")

    def columns(self) -> list[str]:
        """Return the names of the outcomes and series of the shards, sorted."""
        if not self.has_runs:
            return []
        described = self.duck.execute(f"DESCRIBE SELECT * FROM {self.source()}").fetchall()
        return sorted(name for name, *_ in described if name not in FACTS)

    def _write_rows(self, rows: Sequence[Row], keys: Sequence[str], seeds: Sequence[int]) -> Path:
        outcomes = sorted({name for row in rows for name in row.outcomes or ()})
        series = sorted({name for row in rows for name in row.series or ()})
        table: dict[str, NDArray[Any]] = {
            "key": _objects(keys), "seed": np.array(seeds, dtype=np.int64),
            "status": _objects([row.status for row in rows]), "seconds": np.array([row.seconds for row in rows]),
            "error": _objects([row.error for row in rows]), "traceback": _objects([row.traceback for row in rows]),
        }
        table |= {f"o{i}": np.array([row.outcomes.get(name, np.nan) if row.outcomes else np.nan for row in rows])
                  for i, name in enumerate(outcomes)}
        table |= {f"s{i}": _objects([row.series.get(name) if row.series else None for row in rows])
                  for i, name in enumerate(series)}
        selected = [f"{name}::VARCHAR AS {name}" if name in ("key", "status", "error", "traceback") else name
                    for name in FACTS]
        selected += [f"o{i} AS {sql_name(name)}" for i, name in enumerate(outcomes)]
        selected += [f"s{i}::FLOAT[] AS {sql_name(SERIES_PREFIX + name)}" for i, name in enumerate(series)]
        return self._put(0, f"SELECT {', '.join(selected)} FROM table_of_rows", table)

    def _put(self, size: int, query: str, table: Mapping[str, NDArray[Any]] | None = None) -> Path:
        path = self._shards / f"{size}-{time.time_ns():x}-{uuid.uuid4().hex[:8]}.parquet"
        write_parquet(self.duck, query, path, table)
        return path

    def _compact(self) -> None:
        """Merge shards that this process wrote; killed half-way, some runs are there twice, which does no harm."""
        for size in sorted(self._names):
            small = self._names[size]
            if len(small) >= _FEW:
                merged = self._put(size + 1, f"SELECT * FROM read_parquet({[str(path) for path in small]}, "
                                             "union_by_name = true)")
                self._names[size] = []
                self._names.setdefault(size + 1, []).append(merged)
                for path in small:
                    path.unlink()


def connect() -> duckdb.DuckDBPyConnection:
    """Return a DuckDB connection whose results do not depend on the machine's cores."""
    return duckdb.connect(config={"threads": 1})


def write_parquet(duck: duckdb.DuckDBPyConnection, query: str, path: Path,
                  table: Mapping[str, NDArray[Any]] | None = None) -> None:
    """Write what `query` selects (from ``table_of_rows`` if a table is given) and put it in place at one stroke."""
    partial = path.with_name(f".{path.name}.partial-{os.getpid()}")
    if table is not None:
        duck.register("table_of_rows", dict(table))
    duck.execute(f"COPY ({query}) TO {sql_text(str(partial))} (FORMAT parquet)")
    if table is not None:
        duck.unregister("table_of_rows")
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(path)


def write_text(path: Path, text: str) -> None:
    """Write a small file and put it in place at one stroke."""
    partial = path.with_name(f".{path.name}.partial-{os.getpid()}")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def _objects(values: Iterable[Any]) -> NDArray[Any]:
    return np.fromiter(values, dtype=object)


def sql_name(name: str) -> str:
    """Quote an SQL name."""
    return '"' + name.replace('"', '""') + '"'


def sql_text(text: str) -> str:
    """Quote an SQL text."""
    return "'" + text.replace("'", "''") + "'"
