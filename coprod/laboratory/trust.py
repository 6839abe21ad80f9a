"""Whether a study file may have code imported: a file from others must not run code unasked."""

from __future__ import annotations

import importlib.machinery
import os
import sys
from collections.abc import Callable, Mapping
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
UNTRUSTED = message("problem.code_to_import")
TRUST_IT = message("problem.allow_code")


def check_trust(reader: Reader, model: str, trust: Trust) -> None:
    """Refuse a file that names a model of its own, unless that is allowed; nothing is imported here.

    Raises
    ------
    InputProblems
        With all that was found wrong so far.
    """
    if model != TOWN:
        check_code(reader, {model: "model"}, trust)


def check_code(reader: Reader, named: Mapping[str, str], trust: Trust) -> None:
    """Refuse a file that names code to import, unless that is allowed; nothing is imported here.

    Parameters
    ----------
    named : mapping of ``"module:NAME"`` to the key of the file where it stands

    Raises
    ------
    InputProblems
        With all that was found wrong so far.
    """
    for path, key in named.items():
        if trust.allow_code and not trust.dry_run:
            if trust.announce:
                trust.announce(path, place_of(path))
        elif trust.dry_run:
            reader.note(key, path, message("problem.code_in_dry_run"),
                        message("problem.look_at_code"))
        else:
            reader.note(key, path, UNTRUSTED, TRUST_IT)
    if named and not (trust.allow_code and not trust.dry_run):
        raise InputProblems(reader.problems)


def place_of(model: str) -> str:
    """Return the file or folder that the import of a model would begin with, found without importing anything."""
    package = model.partition(":")[0].partition(".")[0]
    found = importlib.machinery.PathFinder.find_spec(package, [entry or os.getcwd() for entry in [*sys.path, os.getcwd()]])
    if found is None:
        return "?"
    return found.origin or next(iter(found.submodule_search_locations or ()), "?")
