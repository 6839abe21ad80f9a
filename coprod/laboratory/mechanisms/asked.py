"""Which rows of the inventory somebody asks for: ids on a command line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence

from coprod.laboratory.mechanisms.inventory import Mechanism, mechanisms
from coprod.text.glossary import preferred_language, translate
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem, nearest

BAD_INPUT = 2
"""Exit status when an id is unknown."""


def rows_named(ids: Iterable[str]) -> list[Mechanism]:
    """Return the rows of these ids, each once; small letters and the prefix ``mech:`` are understood.

    Raises
    ------
    InputProblems
        Every id that there is not, with the nearest that there is.
    """
    inventory = mechanisms()
    asked = list(dict.fromkeys(id_.upper().removeprefix("MECH:") for id_ in ids))
    unknown = [id_ for id_ in asked if id_ not in inventory]
    if unknown:
        allowed = message("mechanisms.unknown", n=len(inventory))
        raise InputProblems(Problem("mechanisms", id_, None, allowed, nearest(id_, inventory)) for id_ in unknown)
    return [inventory[id_] for id_ in asked]


def rows_on_command_line(command: str, arguments: Sequence[str]) -> list[Mechanism]:
    """Return the rows whose ids are the arguments of ``python -m coprod.laboratory.mechanisms.<command>``.

    Leaves with status 0 after ``--help``, and with 2 after saying which ids there are not.
    """
    parser = ArgumentParser(f"python -m coprod.laboratory.mechanisms.{command}", add_help=False,
                            description=translate(f"mechanisms.{command}_help"))
    parser.add_argument("ids", nargs="*", metavar="ID", help=translate(f"mechanisms.{command}_ids"))
    parser.add_argument("-h", "--help", action="help", help=translate("mechanisms.show_help"))
    try:
        return rows_named(parser.parse_args(arguments).ids)
    except InputProblems as error:
        print("\n".join(error.lines(preferred_language())), file=sys.stderr)
        sys.exit(BAD_INPUT)
