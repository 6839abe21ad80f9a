"""What a sweep finds in its folder before it begins: damage, half-written files, another study, an older version.

Everything found is named in a sentence. Damaged files are moved into ``damaged``; runs of another version or study stay
in their shards, where that version or study finds them again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from coprod.laboratory.describe import description, to_json
from coprod.laboratory.files import remove_partial_files
from coprod.laboratory.jobs import Jobs
from coprod.laboratory.provenance import set_damaged_sessions_aside
from coprod.laboratory.sharing import SharedFolder
from coprod.laboratory.store import Store
from coprod.laboratory.tables import PLAN, STUDY, set_damaged_tables_aside
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

Note = Callable[..., None]
"""Hears a key of the glossary and its values."""

Turn = Callable[[], AbstractContextManager[None]]
"""Returns the context in which other sweeps of the folder wait."""

_SHOWN = 3
_WORDS = ("name", "question", "question_zh", "hypothesis", "hypothesis_zh", "replications", "until", "time_limit",
          "analysis", "version", "reference_point", "outcomes")
"""What runs do not depend on."""


def take_over(store: Store, jobs: Jobs, replications: int, note: Note, shared: SharedFolder) -> None:
    """Make a results folder ready for a sweep, and say what was found there.

    Raises
    ------
    InputProblems
        If the folder holds the results of another study.
    """
    with shared.turn():
        if shared.is_alone():  # what is half written is of no use to anybody
            remove_partial_files(store.folder)
    set_damage_aside(store, note, shared.turn)
    with shared.turn():
        before = _before(store.folder)
        if before is not None:
            _refuse_another_study(before, jobs, store.folder)
            _name_runs_left_out(store, before, jobs, replications, note)


def set_damage_aside(store: Store, note: Note, turn: Turn) -> None:
    """Move damaged files aside and say so."""
    store.shards.look_again()  # all that is stored is read: others go on meanwhile
    with turn():
        names = [*store.shards.set_damaged_aside(), *set_damaged_tables_aside(store.folder)]
        sessions_lost = set_damaged_sessions_aside(store.folder)
    if names:
        shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
        note("sweep.damaged", n=len(names), names=shown, folder=store.folder / "damaged")
    if sessions_lost:
        note("sweep.damaged_sessions", folder=store.folder / "damaged")


def _before(folder: Path) -> dict[str, Any] | None:
    """Return the study that the folder was last used for, if that can be read."""
    try:
        found = json.loads((folder / STUDY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and (folder / PLAN).is_file() else None


def _refuse_another_study(before: dict[str, Any], jobs: Jobs, folder: Path) -> None:
    study = jobs.study
    if before.get("name") != study.name and before.get("question") != study.question:
        raise InputProblems([Problem(
            "results", str(folder), None,
            message("problem.holds_another_study", name=before.get('name'), question=before.get('question')),
            message("problem.name_another_folder_with_out"))])


def _name_runs_left_out(store: Store, before: dict[str, Any], jobs: Jobs, replications: int, note: Note) -> None:
    """Say how many finished runs of the folder's plan do not belong to the study as it is now, and why."""
    now = json.loads(to_json(description(jobs.study, replications)))
    if jobs.study.plan.staged and isinstance(before.get("design"), dict):
        before = {**before, "design": {**before["design"], "n_points": jobs.n_points}}  # it begins with its first stage again
    changed = [key for key in now if key not in _WORDS and before.get(key) != now[key]]
    is_old = before.get("version") != now["version"]
    if not (changed or is_old) or not store.has_runs:
        return
    planned = store.duck.execute(f"SELECT key FROM {store.table(PLAN)}").fetchnumpy()["key"]
    finished = set(store.finished()) & set(planned)
    left_out = len(finished - {key for *_, key in jobs.listed(replications)})
    if left_out and is_old:
        note("sweep.old_version", n=f"{left_out:,}", old=before.get("version"), new=now["version"])
    elif left_out:
        note("sweep.changed", n=f"{left_out:,}", keys=", ".join(changed))
