"""The folder of a run: tables, outcomes, the complete parameters, and where it all came from."""

from __future__ import annotations

import math
import platform
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coprod import __version__
from coprod.agents.decisions import rule_name
from coprod.districts import write_tables
from coprod.kernel.rule_keys import is_code
from coprod.laboratory.files import CannotWrite, write_json, write_text
from coprod.laboratory.origin import commit, installed, now
from coprod.laboratory.rule_code import copy_code, names_again
from coprod.laboratory.rule_code import provenance as rules_of_run
from coprod.laboratory.writable import bad_name
from coprod.text.messages import message, quoted
from coprod.text.problems import InputProblems, Problem
from coprod.text.toml_file import reason

if TYPE_CHECKING:

    from coprod.model import Run

MARK = "provenance.json"
"""The file by which a folder is known to be one of ours, and may be written anew."""
DISTRICT = "district"
"""Folder with the tables of the district that a run was of."""
_KEPT = 40
"""Characters of a folder's name that its temporary neighbours have too, so that theirs are not too long."""
PACKAGES = ("mesa", "numpy", "scipy", "pandas", "simpy", "pydantic", "duckdb")


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give a temporary folder to write into, and put it in the place of `path` when all went well.

    If anything fails, nothing is left: neither the temporary folder nor parents made for it.

    Raises
    ------
    InputProblems
        If `path` or what is written into it cannot be, or if it holds something that is not an earlier folder of ours.
    """
    if why := bad_name(path):
        raise _unwritable(path, why)
    path = path.absolute()
    made: list[Path] = []
    try:
        made = _missing_parents(path)
        _check_replaceable(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name[:_KEPT]}.partial-", dir=path.parent))
    except OSError as error:
        _remove_empty(made)
        raise _unwritable(path, reason(error)) from None
    try:
        yield temporary
        temporary.chmod(0o755)
        _put_in_place(temporary, path)
    except BaseException as error:
        shutil.rmtree(temporary, ignore_errors=True)
        _remove_empty(made)
        if isinstance(error, CannotWrite):  # the folder that it names is gone
            raise _unwritable(path, quoted(error.reason)) from None
        raise


def write_run(run: Run, scenario: str, folder: Path) -> None:
    """Write everything about a run into an existing folder: see :mod:`coprod.laboratory.run_folder`."""
    from coprod.laboratory.parquet import write_frames

    write_frames([run.daily], folder / "daily.parquet")
    recorder = run.model.recorder
    for kind in recorder.kinds():
        write_frames(recorder.frames(kind), folder / f"{kind.name}.parquet")
    write_json(folder / "outcomes.json", summary(run, scenario, seconds=False))
    write_text(folder / "parameters.toml", _titled(run, scenario))
    if run.parameters.district_data:
        write_tables(run.parameters.district_data, folder / DISTRICT)
    copy_code(run.model.rules.chosen(), folder)
    write_json(folder / MARK, provenance(run, scenario))


def summary(run: Run, scenario: str, *, seconds: bool = True) -> dict[str, Any]:
    """Return what ``coprod run --json`` prints; without `seconds` equal runs have equal summaries."""
    facts = {
        "scenario": scenario, "seed": run.seed, "days": run.days, "residents": run.residents, "version": __version__,
        "outcomes": {name: number(value) for name, value in run.outcomes.items()},
    }
    return facts | ({"seconds": {part: round(took, 3) for part, took in run.seconds.items()}} if seconds else {})


def provenance(run: Run, scenario: str) -> dict[str, Any]:
    """Return what is needed to make the run again and to judge it."""
    data = run.parameters.district_data
    return {
        "coprod": __version__, "commit": commit(), "scenario": scenario, "seed": run.seed, "days": run.days,
        "parameters": run.parameters.digest(), "differences": run.parameters.differences(),
        "rules": rules_of_run(run.model.rules.chosen()), **({"district_data": data.digest()} if data else {}),
        "seconds": dict(run.seconds), "written": now(),
        "python": platform.python_version(), "system": f"{platform.system()} {platform.machine()}",
        "packages": installed(PACKAGES),
    }


def command_again(run: Run, named: Mapping[str, str]) -> str:
    """Return the command that makes a run again in its folder, whose parameters fix the `named` rules, by decision."""
    code = " --allow-code" if any(map(is_code, named.values())) else ""
    return f"coprod run parameters.toml --seed {run.seed} --days {run.days}{code}"


def number(value: float) -> float | None:
    """Return the value for JSON, which has no word for what is not a number but null."""
    return value if math.isfinite(value) else None


def _titled(run: Run, scenario: str) -> str:
    """Return the complete parameters as a scenario file that says where it comes from."""
    chosen = run.model.rules.chosen()
    named, lost = names_again(chosen)
    head = [f"# Complete parameters of scenario {scenario}.", f"# {command_again(run, named)}"]
    head += [f"# Not written down: the rule of {name}, {rule_name(chosen[name])}, which was made in Python." for name in lost]
    fixed = run.parameters.model_copy(update={"rules": tuple(sorted(named.items()))})
    return "\n".join([*head, "", fixed.to_toml(DISTRICT)])


def _missing_parents(path: Path) -> list[Path]:
    return [parent for parent in path.parents if not parent.exists()]


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:  # not ours alone, or never made
            return


def _check_replaceable(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise _unwritable(path, message("problem.file_of_this_name"))
    if path.is_dir() and any(path.iterdir()) and not (path / MARK).is_file():
        raise _unwritable(path, message("problem.foreign_files"))


def _put_in_place(temporary: Path, path: Path) -> None:
    """Rename, moving an earlier folder of ours out of the way first."""
    if not path.exists():
        temporary.rename(path)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{path.name[:_KEPT]}.old-", dir=path.parent)) / "run"
    path.rename(old)
    temporary.rename(path)
    shutil.rmtree(old.parent)


def _unwritable(path: Path, why: str) -> InputProblems:
    return InputProblems([Problem("--out", str(path), None, message("problem.cannot_be_written", text=why),
                                 message("problem.name_another_folder"))])
