"""Where results come from: who, what, when and with which versions, beside the results and not among them."""

from __future__ import annotations

import json
import os
import platform
import shlex
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from coprod.laboratory.files import set_aside, write_text
from coprod.laboratory.origin import commit, installed, now
from coprod.laboratory.study import Study
from coprod.text.problems import InputProblems

FILE = "provenance.json"
_PACKAGES = ("mesa", "numpy", "scipy", "pandas", "networkx", "simpy", "pydantic", "duckdb", "SALib", "dask")


class SweepSession:
    """One call of a sweep: written down when it begins, and again when it ends."""

    def __init__(self, study: Study, folder: Path, engine: str,
                 turn: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        self.folder = folder
        self.turn = turn
        self._written: dict[str, Any] | None = None
        self.record: dict[str, Any] = {
            "began": now(), "ended": None, "how": "unfinished", "study": study.name, "model": study.model,
            "version": study.simulator.version(), "engine": engine, "command": _command(), "process": os.getpid(),
            "commit": commit(),
            "python": platform.python_version(), "platform": platform.platform(), "cores": os.cpu_count(),
            "packages": installed(_PACKAGES), **({"ensemble": asdict(study.ensemble)} if study.ensemble else {}),
            **({"code": code} if (code := study.code()) else {}),
        }

    def __enter__(self) -> Self:
        self._write()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 where: TracebackType | None) -> None:
        self.record["ended"] = now()
        self.record["how"] = "finished" if kind is None else kind.__name__
        with suppress(*([InputProblems] if kind else [])):  # on a full disk, what happened first is what to say
            self._write()

    def _write(self) -> None:
        """Write this session down beside those of others, which may go on at the same time."""
        with self.turn():
            set_damaged_sessions_aside(self.folder)  # damaged since the sweep began
            others = [one for one in sessions(self.folder) if one != self._written]
            text = json.dumps({"sessions": [*others, self.record]}, ensure_ascii=False, indent=1)
            write_text(self.folder / FILE, text + "\n")
        self._written = dict(self.record)


def sessions(folder: Path) -> list[dict[str, Any]]:
    """Return the sessions written down in a results folder, the first first."""
    return _written_down(folder) or []


def set_damaged_sessions_aside(folder: Path) -> bool:
    """Move the file of the sessions into the folder ``damaged`` if it cannot be read; tell whether it was so."""
    path = folder / FILE
    if not path.is_file() or _written_down(folder) is not None:
        return False
    set_aside(folder, path)
    return True


def _written_down(folder: Path) -> list[dict[str, Any]] | None:
    """Return the sessions of a folder; None if there is no file of them, or one that is damaged."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))["sessions"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, list) and all(isinstance(one, dict) for one in found) else None


def _command() -> str:
    """Return what was called as a line for a shell."""
    program = Path(sys.argv[0])
    called = ["python", "-m", program.parent.name] if program.name == "__main__.py" else [program.name]
    return shlex.join([*called, *sys.argv[1:]])
