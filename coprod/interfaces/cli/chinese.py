"""Chinese help pages: the fixed texts of Typer, and line breaks that leave no blanks."""

from __future__ import annotations

import re
from typing import IO, Any

from coprod.text.glossary import translate

BREAK = "\x1f"
"""A place where a line may break: white space to Rich, of no width, and never written out."""
USAGE = re.compile(r"Usage:((?:\x1b\[[\d;]*m)*) ?")
"""What Typer writes before a command line, with the codes of its style and the blank that a full-width colon needs not."""


def breakable(text: str) -> str:
    """Return a text with places to break after full-width marks: Rich breaks at white space, of which Chinese has none."""
    return re.sub(r"([，；：。、])(?=.)", rf"\1{BREAK}", text)


class _WithoutBreaks:
    """A file that leaves out the places where a line might have been broken."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write the text as a reader is to see it; return how much of `text` was dealt with."""
        self._file.write(USAGE.sub(r"用法：\1", text.replace(BREAK, "")))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        """Be the file in everything else."""
        return getattr(self._file, name)


def translate_typer() -> None:
    """Put what Typer says into Chinese: it reads headings and fixed texts from these names of its module."""
    from typer import rich_utils

    for name in ("arguments", "options", "commands", "errors"):
        setattr(rich_utils, f"{name.upper()}_PANEL_TITLE", translate(f"help.{name}"))
    rich_utils.DEFAULT_STRING = translate("help.default")
    rich_utils.REQUIRED_LONG_STRING = translate("help.required")
    rich_utils.ABORTED_TEXT = translate("help.aborted")
    rich_utils.RICH_HELP = translate("help.try")
    console_of = rich_utils._get_rich_console

    def console(stderr: bool = False) -> Any:
        made = console_of(stderr)
        made.file = _WithoutBreaks(made.file)  # type: ignore[assignment]
        return made

    rich_utils._get_rich_console = console
