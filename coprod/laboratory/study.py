"""A study: one TOML file (docs/laboratory.md shows every key).

:meth:`Study.read` checks it against the declarations of the model before anything runs, and reports all its mistakes at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from coprod.laboratory.checked_study import CheckedStudy
from coprod.laboratory.study_file import read_study
from coprod.laboratory.trust import Trust


@dataclass(frozen=True)
class Study(CheckedStudy):
    """A checked study. Make one with :meth:`read`."""

    @classmethod
    def read(cls, path: str | Path, *, model: str | None = None, quick: bool = False, allow_code: bool = False,
             dry_run: bool = False, announce: Callable[[str, str], None] | None = None) -> Self:
        """Read and check a study file.

        Parameters
        ----------
        model : str, optional
            The model to drive, ``"package.module:NAME"`` of a :class:`Simulator`; by default the one that the file
            names, or coprod's own.
        allow_code : bool
            Import the code that the file names (a model, rules), which runs it here; without this such a file is refused. A model
            that the caller names needs no leave.
        dry_run : bool
            Import no code that the file names, whatever else is allowed.
        announce : callable, optional
            Hears the name of that code, and where its module lies, before it is imported.
        quick : bool
            Make it short enough to try out: few replications, few days, a small town, levels at the ends.

        Raises
        ------
        InputProblems
            All mistakes of the file, each with its line, what is allowed and the nearest valid name.
        """
        return read_study(Path(path), cls, model, quick=quick, trust=Trust(allow_code, dry_run, announce))
