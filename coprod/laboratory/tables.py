"""The tables of a results folder: the design, the list of runs, and the final table of all runs.

The final table holds nothing that depends on how or when it was made, so an interrupted sweep ends with the same bytes
as an undisturbed one.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from coprod.laboratory.describe import description, to_json
from coprod.laboratory.factors import column_type
from coprod.laboratory.files import has_checksum, is_intact, keep_earlier, set_aside, write_text
from coprod.laboratory.jobs import Jobs
from coprod.laboratory.parquet import Duck, sql_name, write_rows
from coprod.laboratory.store import SERIES_PREFIX, Store

DESIGN, PLAN, RUNS, SERIES, STUDY = "design.parquet", "plan.parquet", "runs.parquet", "series.parquet", "study.json"
STUDY_FILE = "study.toml"

_DTYPES: dict[type, Any] = {bool: bool, int: np.int64, float: np.float64, str: object}


def identity(jobs: Jobs) -> str:
    """Return a text that is the same for two studies exactly if their sweeps write the same tables; all stages are one study."""
    study, digests = jobs.study, jobs.digests
    described = description(study, study.max_replications)
    if study.plan.staged:  # every stage begins with the points of the one before
        described, digests = described | {"reference_point": None}, digests[:1]
        described["design"]["n_points"] = None
    text = to_json(described) + "".join(digests)
    return hashlib.blake2b(text.encode(errors="backslashreplace"), digest_size=16).hexdigest()


def write_plan(store: Store, jobs: Jobs, replications: int) -> None:
    """Write what the study is, its points, and the key of each of its runs; final tables of another plan are moved aside."""
    point, replication, seed, key = zip(*jobs.listed(replications), strict=True)
    keys = np.array(key, dtype=object)
    if not _is_of_plan(store, jobs, keys.reshape(jobs.n_points, replications)):
        for name in (RUNS, SERIES):
            if (store.folder / name).is_file():
                keep_earlier(store.folder, store.folder / name)
    write_text(store.folder / STUDY_FILE, jobs.study.text, checked=True)
    write_text(store.folder / STUDY, to_json(description(jobs.study, replications)), checked=True)
    _write_design(store, jobs)
    table: dict[str, NDArray[Any]] = {
        "point": np.array(point, dtype=np.int64), "replication": np.array(replication, dtype=np.int64),
        "seed": np.array(seed, dtype=np.int64), "key": keys}
    query = "SELECT point, replication, seed, key::VARCHAR AS key FROM table_of_rows"
    store.duck.write_table(query, store.folder / PLAN, table)


def _is_of_plan(store: Store, jobs: Jobs, planned: NDArray[Any]) -> bool:
    """Tell whether the final table of the folder has the runs of a plan, whose keys have the shape (n_points, replications).

    Of a study that is made in stages, or until an interval is narrow, it may be that of another stage.
    """
    try:
        found = store.duck.execute(f"SELECT point, key FROM {store.table(RUNS)} ORDER BY point, replication").fetchnumpy()
        there = np.asarray(found["key"], dtype=object).reshape(len(np.unique(found["point"])), -1)
    except (duckdb.Error, ValueError):  # no table, or none that can be read
        return False
    if not (jobs.study.plan.staged or jobs.study.until):
        return np.array_equal(there, planned)
    points, replications = np.minimum(there.shape, planned.shape)
    return np.array_equal(there[:points, :replications], planned[:points, :replications])


def is_planned(folder: Path) -> bool:
    """Tell whether a folder has every file that :func:`write_plan` writes."""
    return all((folder / name).is_file() for name in (STUDY_FILE, STUDY, DESIGN, PLAN))


def planned_points(folder: Path) -> int:
    """Return how many points the plan in a folder has, 0 if there is none."""
    try:
        return int(json.loads((folder / STUDY).read_text(encoding="utf-8"))["design"]["n_points"])
    except (OSError, ValueError, TypeError, KeyError):
        return 0


def _write_design(store: Store, jobs: Jobs) -> None:
    design = jobs.study.design
    table: dict[str, NDArray[Any]] = {"point": np.arange(design.n_points)}
    selected = ["point"]
    for j, (factor, column) in enumerate(zip(design.factors, design.columns, strict=True)):
        kind = column_type(factor)
        table[f"f{j}"] = np.array(column, dtype=_DTYPES[kind])
        selected.append(f"f{j}{'::VARCHAR' if kind is str else ''} AS {sql_name(factor.name)}")
    query = f"SELECT {', '.join(selected)} FROM table_of_rows"
    store.duck.write_table(query, store.folder / DESIGN, table)


def write_final(store: Store, outcomes: tuple[str, ...]) -> None:
    """Write the final table of all runs of the plan, and of their series if there are any."""
    write_rows(runs_query(store, outcomes), store.folder / RUNS)
    query = series_query(store)
    if query:
        write_rows(query, store.folder / SERIES)


def damaged_tables(folder: Path) -> list[Path]:
    """Return the tables of a results folder, and copies of its study, that are not what was written."""
    return [folder / name for name in (STUDY_FILE, STUDY, DESIGN, PLAN, RUNS, SERIES)
            if (folder / name).is_file() and not is_sound(folder / name)]


def is_sound(path: Path) -> bool:
    """Tell whether a table is what was written, or, where its checksum is missing, can at least be read."""
    return is_intact(path) and (has_checksum(path) or _is_readable(path))


def _is_readable(path: Path) -> bool:
    """Tell whether a table without a checksum (of an earlier version) can be read at all."""
    try:
        if path.suffix == ".parquet":
            with Duck() as duck:
                duck.execute(f"SELECT count(COLUMNS(*)) FROM {duck.read([path])}").fetchall()
            return True
        text = path.read_text(encoding="utf-8")
        return isinstance((json if path.suffix == ".json" else tomllib).loads(text), dict)
    except (OSError, ValueError, duckdb.Error):
        return False


def set_damaged_tables_aside(folder: Path) -> list[str]:
    """Move damaged tables into the folder ``damaged``, and return their names; a sweep writes them anew."""
    return [path.name for path in damaged_tables(folder) if set_aside(folder, path)]


def runs_query(store: Store, outcomes: tuple[str, ...], names: Mapping[str, str] | None = None) -> str:
    """Return the SQL of the table of finished runs: design, status, outcomes, failures, key.

    `names` says what columns of the design are to be called, as they are by default.
    """
    names = names or {}
    factors = [row[0] for row in store.duck.execute(f"DESCRIBE SELECT * FROM {store.table(DESIGN)}").fetchall()][1:]
    varied = [f"d.{sql_name(name)} AS {sql_name(names.get(name, name))}" for name in factors]
    selected = ["p.point", "p.replication", "p.seed", *varied, "r.status"]
    selected += _outcome_columns(store, outcomes)
    return (f"SELECT {', '.join(selected)}, r.error, r.traceback, p.key FROM {joined(store)} "
            f"JOIN {store.table(DESIGN)} d USING (point) ORDER BY p.point, p.replication")


def series_query(store: Store) -> str:
    """Return the SQL of the daily series of all runs, one row a run and day; nothing if none were kept."""
    names = _with_values(store, [name for name in store.columns() if name.startswith(SERIES_PREFIX)])
    if not names:
        return ""
    longest = ", ".join(f"len(r.{sql_name(name)})" for name in names)
    values = ", ".join(f"r.{sql_name(name)}[step + 1] AS {sql_name(name.removeprefix(SERIES_PREFIX))}"
                       for name in names)
    return (f"SELECT p.point, p.replication, step::INTEGER AS step, {values} FROM {joined(store)}, "
            f"LATERAL (SELECT unnest(range(coalesce(greatest({longest}), 0))) AS step) ORDER BY p.point, p.replication, step")


def joined(store: Store) -> str:
    """Return the SQL of every finished run of the plan, a row for each point that it belongs to."""
    return f"{store.table(PLAN)} p JOIN {store.runs()} r USING (key)"


def _outcome_columns(store: Store, wanted: tuple[str, ...]) -> list[str]:
    """Select the wanted outcomes (if every run failed, there are none), then what else these runs returned, by name."""
    found = [name for name in store.columns() if not name.startswith(SERIES_PREFIX)]
    first = [f"r.{sql_name(name)}" if name in found else f"NULL::DOUBLE AS {sql_name(name)}" for name in wanted]
    return first + [f"r.{sql_name(name)}" for name in _with_values(store, found) if name not in wanted]


def _with_values(store: Store, names: list[str]) -> list[str]:
    """Return those columns of the shards that have a value in any run of the plan; the others are of runs left out."""
    counts = ", ".join(f"count(r.{sql_name(name)})" for name in names)
    row = (store.duck.execute(f"SELECT {counts} FROM {joined(store)}").fetchone() or ()) if names else ()
    return [name for name, count in zip(names, row, strict=False) if count]
