"""The store: the finished runs of a results folder, in Parquet shards with checksums.

A shard is complete or not there, so a sweep that is killed loses nothing that was in it, and folders of shards from
several machines are merged by copying. DuckDB writes and reads them; nothing is ever loaded whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.batches import Row
from coprod.laboratory.parquet import Duck, sql_name
from coprod.laboratory.shards import Shards

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
    turn : callable
        Returns the context in which other sweeps do not read: shards are removed, once merged, in no other.
    """

    def __init__(self, folder: Path, turn: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        self.folder = folder
        self.turn = turn
        self.shards = Shards(folder)
        self.duck = Duck()
        self._written: dict[int, list[Path]] = {}

    def append(self, rows: Sequence[Row], keys: Sequence[str], seeds: Sequence[int]) -> None:
        """Add finished runs: from now on they survive anything."""
        if not rows:
            return
        path = self._write_rows(rows, keys, seeds)
        self._written.setdefault(0, []).append(path)
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
        return bool(self.shards.intact())

    def source(self) -> str:
        """Return the SQL source of all shards that are intact."""
        return self.duck.read(self.shards.intact())

    def table(self, name: str) -> str:
        """Return the SQL source of a table of the folder."""
        return self.duck.read([self.folder / name])

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
        query = f"SELECT {', '.join(selected)} FROM table_of_rows"
        return self.shards.put(0, lambda path: self.duck.write(query, path, table))

    def _compact(self) -> None:
        """Merge shards that this process wrote; killed half-way, some runs are there twice, which does no harm."""
        for size in sorted(self._written):
            small = self._written[size]
            if len(small) >= _FEW:
                intact = self.shards.still_intact(small)
                self._written[size] = []
                if not intact:
                    continue
                query = f"SELECT * FROM {self.duck.read(intact)}"
                merged = self.shards.put(size + 1, lambda path: self.duck.write(query, path))  # noqa: B023 - called here
                self._written.setdefault(size + 1, []).append(merged)
                with self.turn():
                    for path in intact:
                        path.unlink(missing_ok=True)


def _objects(values: Iterable[Any]) -> NDArray[Any]:
    return np.fromiter(values, dtype=object)
