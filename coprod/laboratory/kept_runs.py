"""Finished runs of a measurement of the default town, kept so that one that was broken off goes on where it was.

A file of one line of JSON a run: ``{"key": …, "values": {outcome: number or null}}``. The last line of a measurement that was
killed may be half written; it is passed over, and its run made again.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import numpy as np

from coprod.laboratory.children import each_of
from coprod.laboratory.files import cannot_write
from coprod.laboratory.model_version import model_version
from coprod.outcomes.series import SERIES
from coprod.parameters import Parameters

Job: TypeAlias = tuple[str, int, int]
"""Canonical parameters, seed and days."""

Values: TypeAlias = dict[str, float | None]


class KeptRuns:
    """What finished runs came to, kept in a file if one is named.

    Raises
    ------
    InputProblems
        From :meth:`simulate`, if nothing can be written into the file; what it holds is kept.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._of: dict[str, Values] = {}
        self._ends_in_a_line = True
        if file and file.exists():
            text = file.read_text(encoding="utf-8", errors="replace")
            self._ends_in_a_line = text.endswith("\n") or not text
            self._of = dict(filter(None, map(_entry, text.splitlines())))

    def simulate(self, jobs: Iterable[Job], processes: int) -> None:
        """Simulate those of these runs that are not there yet."""
        missing = [job for job in dict.fromkeys(jobs) if key_of(job) not in self._of]
        for done, (job, values) in enumerate(zip(missing, each_of(values_of, missing, processes), strict=True), start=1):
            self._of[key_of(job)] = values
            self._write(key_of(job), values)
            print(f"\r{done}/{len(missing)}", end="", file=sys.stderr, flush=True)
        if missing:
            print(file=sys.stderr)

    def value(self, job: Job, name: str) -> float:
        """Return an outcome of a run, or the mean of a daily series; NaN where there was nothing to measure."""
        value = self._of[key_of(job)][name]
        return float("nan") if value is None else float(value)

    def _write(self, key: str, values: Values) -> None:
        if not self._file:
            return
        try:
            with self._file.open("a", encoding="utf-8") as file:
                file.write(("" if self._ends_in_a_line else "\n") + json.dumps({"key": key, "values": values}) + "\n")
        except OSError as error:
            raise cannot_write(self._file, error) from error
        self._ends_in_a_line = True


def key_of(job: Job) -> str:
    """Return the name under which a run is kept: parameters, seed, days and the model that made it."""
    return hashlib.blake2b(f"{model_version()} {job}".encode(), digest_size=12).hexdigest()


def values_of(job: Job) -> Values:
    """Return every outcome of a run, and the mean of every daily series; what is not a number is None."""
    from coprod.model import run

    canonical, seed, days = job
    finished = run(Parameters.model_validate_json(canonical), seed, days)
    series = {one.name: float(finished.model.daily_series.series(one.name).mean()) for one in SERIES}
    return {name: value if np.isfinite(value) else None for name, value in {**series, **finished.outcomes}.items()}


def _entry(line: str) -> tuple[str, Values] | None:
    """Read a line; None if it is none of ours, or half of one."""
    try:
        entry = json.loads(line)
        return str(entry["key"]), dict(entry["values"])
    except (ValueError, TypeError, KeyError):
        return None
