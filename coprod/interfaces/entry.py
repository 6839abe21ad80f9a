"""The entry point of the ``coprod`` command; what each command does stands in :mod:`coprod.interfaces.cli`.

Only light modules are imported before a command begins its work, so that ``coprod --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise

from coprod.interfaces.mistakes import BAD_INPUT, render_problems
from coprod.text.glossary import LANGUAGES, translate
from coprod.text.problems import InputProblems
from coprod.text.renamed import told_in_one_line


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the ``coprod`` command and leave with its status: 0 if all went well, 2 for input that cannot be used."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    _translate_click(arguments)
    _forget_impossible_widths()
    from coprod.interfaces.cli import app

    try:
        with told_in_one_line():
            app(args=arguments, prog_name="coprod")
    except InputProblems as error:
        print(render_problems(error), file=sys.stderr)
        sys.exit(BAD_INPUT)
    except KeyboardInterrupt:
        print(translate("cli.interrupted"), file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - nothing more is to be flushed into the closed pipe
        sys.exit(0)


def _translate_click(arguments: Sequence[str]) -> None:
    """Let ``--lang`` decide the language of the help too, which is written when the commands are declared."""
    for word, following in pairwise([*arguments, ""]):
        language = word.removeprefix("--lang=") if word.startswith("--lang=") else following
        if word.startswith("--lang") and language in LANGUAGES:
            os.environ["COPROD_LANG"] = language


def _forget_impossible_widths() -> None:
    """Drop widths of the terminal that are none: Rich and Typer read them while they are imported, and fail."""
    for name in ("COLUMNS", "LINES", "TERMINAL_WIDTH"):
        width = os.environ.get(name)
        if width is not None and not (width.isascii() and width.isdecimal() and 1 <= len(width) <= 4 and int(width)):
            del os.environ[name]
