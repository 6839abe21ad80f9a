"""Whether a study file may have code imported: a file from others must not run code unasked."""

from __future__ import annotations

import importlib.machinery
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from coprod.laboratory.reader import Reader
from coprod.laboratory.simulator import TOWN
from coprod.text.messages import message
from coprod.text.problems import InputProblems


@dataclass(frozen=True, slots=True)
class Trust:
    """What the caller allows a study file: that the model which it names is imported, unless this is a dry run.

    ``announce`` hears the name of the model and where its module lies, before it is imported.
    """

    allow_code: bool = False
    dry_run: bool = False
    announce: Callable[[str, str], None] | None = None


NO_TRUST = Trust()


def check_trust(reader: Reader, model: str, trust: Trust) -> None:
    """Refuse a file that names a model of its own, unless that is allowed; nothing is imported here.

    Raises
    ------
    InputProblems
        With all that was found wrong so far.
    """
    if model == TOWN:
        return
    if trust.allow_code and not trust.dry_run:
        if trust.announce:
            trust.announce(model, place_of(model))
        return
    if trust.dry_run:
        reader.note("model", model, message("problem.code_in_dry_run"),
                    message("problem.look_at_code"))
    else:
        reader.note("model", model, message("problem.code_to_import"),
                    message("problem.allow_code"))
    raise InputProblems(reader.problems)


def place_of(model: str) -> str:
    """Return the file or folder that the import of a model would begin with, found without importing anything."""
    package = model.partition(":")[0].partition(".")[0]
    found = importlib.machinery.PathFinder.find_spec(package, [entry or os.getcwd() for entry in [*sys.path, os.getcwd()]])
    if found is None:
        return "?"
    return found.origin or next(iter(found.submodule_search_locations or ()), "?")
