"""Results of a sweep, tidy: one row a run, read lazily from its folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from coprod.laboratory.parquet import sql_name
from coprod.laboratory.renewed import renewed_names, renewed_study
from coprod.laboratory.shards import SHARDS
from coprod.laboratory.store import Store
from coprod.laboratory.tables import (
    DESIGN,
    PLAN,
    STUDY,
    STUDY_FILE,
    damaged_tables,
    is_sound,
    joined,
    runs_query,
    series_query,
)
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem
from coprod.text.toml_file import exists, is_file

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
_ATTEMPTS = 5
_NEEDED = PLAN, STUDY, DESIGN
"""What the shards cannot be read without."""


def _again_if_changed(read: Callable[..., T]) -> Callable[..., T]:
    """Have a method read once more if meanwhile a sweep merged shards, or wrote a plan with more points or replications.

    What was read in part from the old plan and in part from the new one is thrown away, whether or not it could be read.
    """
    import duckdb

    @wraps(read)
    def reading(results: Results, *arguments: Any, **keywords: Any) -> T:
        for _ in range(_ATTEMPTS - 1):
            before = _written(results.folder)
            with suppress(duckdb.IOException):
                try:
                    found = read(results, *arguments, **keywords)
                except duckdb.Error:
                    if _written(results.folder) == before:
                        raise
                else:
                    if _written(results.folder) == before:
                        return found
        return read(results, *arguments, **keywords)

    return reading


def _written(folder: Path) -> list[tuple[int, int, int] | None]:
    """Return what tells the present design and plan of a folder from those before and after them."""
    found: list[tuple[int, int, int] | None] = []
    for name in (DESIGN, PLAN):
        try:
            state = (folder / name).stat()
            found.append((state.st_ino, state.st_mtime_ns, state.st_size))
        except OSError:
            found.append(None)
    return found


class Results:
    """A results folder. Works on an unfinished sweep too: what is finished is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store = Store(folder)

    @classmethod
    def load(cls, folder: str | Path) -> Results:
        """Open a results folder.

        Raises
        ------
        InputProblems
            If it is none, or if the design, the plan or the description of the study is missing or damaged.
        """
        folder = Path(folder)
        missing = [name for name in _NEEDED if not is_file(folder / name)]
        if missing:
            mend = message("problem.sweep_with_its_study", names=", ".join(missing)) if exists(folder / SHARDS) \
                else message("problem.sweep_makes_one")
            raise InputProblems([Problem("results", str(folder), None, message("problem.not_results"), mend)])
        damaged = [path for path in damaged_tables(folder) if path.name in _NEEDED]
        if damaged:
            raise InputProblems([Problem("results", str(path), None, message("problem.damaged"),
                                         message("problem.sweep_once_more"))
                                 for path in damaged])
        return cls(folder)

    @property
    def damaged(self) -> list[Path]:
        """The files that do not match their checksums; damaged shards are left out of everything here.

        The next ``coprod sweep`` moves them aside and makes their runs again.
        """
        return [*self._store.shards.damaged(), *damaged_tables(self.folder)]

    @cached_property
    def study(self) -> dict[str, Any]:
        """The study as data: question, factors, outcomes, design, analysis."""
        found: dict[str, Any] = json.loads((self.folder / STUDY).read_text(encoding="utf-8"))
        return renewed_study(found)

    @property
    def study_file(self) -> str | None:
        """The study file as it was read, nothing if its copy in the folder is missing or damaged."""
        path = self.folder / STUDY_FILE
        try:
            return path.read_text(encoding="utf-8") if is_sound(path) else None
        except (OSError, ValueError):
            return None

    @cached_property
    def _names(self) -> dict[str, str]:
        """The columns of the design, each with the name that its parameter has now."""
        columns = self._store.duck.execute(f"DESCRIBE SELECT * FROM {self._store.table(DESIGN)}").fetchall()
        return renewed_names(self.study, [name for name, *_ in columns if name != "point"])

    @cached_property
    @_again_if_changed
    def runs(self) -> pd.DataFrame:
        """One row a finished run: point, replication, seed, factors, status, outcomes, error, traceback, key."""
        if not self._store.has_runs:
            import pandas as pd

            return pd.DataFrame(columns=["point", "replication", "seed", *self.factors, "status", *self.outcomes])
        return self._store.duck.execute(self._runs_query()).df()

    @cached_property
    def complete_runs(self) -> pd.DataFrame:
        """The finished runs, failed ones too, of those replications that are finished at every point.

        While a sweep goes on, points have met different numbers of towns and storms; only these runs compare like with like.
        """
        done = self.runs.groupby("replication").size()
        return self.runs[self.runs["replication"].isin(done.index[done == self.study["design"]["n_points"]])]

    @cached_property
    @_again_if_changed
    def series(self) -> pd.DataFrame:
        """One row a run and step: point, replication, step, the daily series that the study keeps; none if no run has any."""
        query = series_query(self._store)
        if not query:
            import pandas as pd

            kept = (self.study["observed"]["series"] or {}).get("columns", ())
            return pd.DataFrame({name: pd.Series(dtype=int) for name in ("point", "replication", "step")}
                                | {name: pd.Series(dtype=float) for name in kept})
        return self._store.duck.execute(query).df()

    @cached_property
    @_again_if_changed
    def design(self) -> pd.DataFrame:
        """One row a point: the values of the factors."""
        columns = ", ".join(("point", *self._columns()))
        table = self._store.duck.execute(f"SELECT {columns} FROM {self._store.table(DESIGN)} ORDER BY point").df()
        return table.drop(columns="point")

    @property
    def factors(self) -> list[str]:
        """The names of what was varied."""
        return [factor["name"] for factor in self.study["factors"]]

    @property
    def outcomes(self) -> list[str]:
        """The names of the outcomes that the study asks for."""
        return [outcome["name"] for outcome in self.study["outcomes"]]

    @property
    @_again_if_changed
    def failures(self) -> pd.DataFrame:
        """The runs that failed, each with the command that makes it again."""
        if not self._store.has_runs:
            return self.runs.assign(command=[])
        query = f"SELECT * FROM ({runs_query(self._store, tuple(self.outcomes))}) WHERE status <> 'ok'"
        failed = self._store.duck.execute(query).df()
        failed["command"] = [self._command(row) for _, row in failed.iterrows()]
        return failed

    @property
    @_again_if_changed
    def planned(self) -> int:
        """How many runs the study has."""
        row = self._store.duck.execute(f"SELECT count(*) FROM {self._store.table(PLAN)}").fetchone()
        return int(row[0]) if row else 0

    @_again_if_changed
    def counts(self) -> dict[str, int]:
        """How many runs of the plan have which status, without loading them; points of the same settings share runs."""
        if not self._store.has_runs:
            return {}
        found = self._store.duck.execute(f"SELECT status, count(*) FROM {joined(self._store)} "
                                         "GROUP BY status ORDER BY status").fetchall()
        return dict(found)

    @_again_if_changed
    def without_value(self) -> tuple[list[str], dict[str, int]]:
        """Return the outcomes that the study asks for and no run returned, and in how many good runs others are undefined."""
        fine = self.counts().get("ok", 0)
        if not fine:
            return [], {}
        there = self._store.columns()
        absent = [name for name in self.outcomes if name not in there]
        asked = [name for name in self.outcomes if name in there]
        counts = ", ".join(f"count({sql_name(name)})" for name in asked) or "0"
        query = f"SELECT {counts} FROM ({runs_query(self._store, tuple(self.outcomes))}) WHERE status = 'ok'"
        row = self._store.duck.execute(query).fetchone() or ()
        return absent, {name: fine - count for name, count in zip(asked, row, strict=False) if count < fine}

    @_again_if_changed
    def seconds(self) -> float:
        """How long the runs of the study took, all together."""
        plan = f"SELECT key FROM {self._store.table(PLAN)}"
        row = self._store.duck.execute(f"SELECT sum(seconds) FROM {self._store.runs()} WHERE key IN ({plan})").fetchone()
        return float(row[0] or 0.0) if row else 0.0

    @_again_if_changed
    def sql(self, query: str) -> pd.DataFrame:
        """Answer an SQL query over the tables ``runs`` and ``design`` without loading them."""
        self._store.duck.execute(
            f"CREATE OR REPLACE TEMP VIEW runs AS {self._runs_query()}")
        columns = ", ".join(("point", *self._columns()))
        self._store.duck.execute(f"CREATE OR REPLACE TEMP VIEW design AS SELECT {columns} FROM {self._store.table(DESIGN)}")
        return self._store.duck.execute(query).df()

    def _columns(self) -> list[str]:
        return [f"{sql_name(name)} AS {sql_name(now)}" for name, now in self._names.items()]

    def _runs_query(self) -> str:
        return runs_query(self._store, tuple(self.outcomes), self._names)

    def _command(self, row: pd.Series[Any]) -> str:
        from coprod.laboratory.reproduce import command

        return command(self.study, {name: row[name] for name in self.factors}, int(row["seed"]))
