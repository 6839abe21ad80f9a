"""Chinese help pages: the fixed texts of Typer, its error messages, and line breaks that leave no blanks."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import IO, Any

from coprod.text.glossary import say

BREAK = "\x1f"
"""A place where a line may break: white space to Rich, of no width, and never written out."""


def breakable(text: str) -> str:
    """Return a text with places to break after full-width marks: Rich breaks at white space, of which Chinese has none."""
    return re.sub(r"([，；：。、])(?=.)", rf"\1{BREAK}", text)


class _WithoutBreaks:
    """A file that leaves out the places where a line might have been broken."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write the text as a reader is to see it; return how much of `text` was dealt with."""
        self._file.write(text.replace(BREAK, "").replace("Usage:", "用法:"))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        """Be the file in everything else."""
        return getattr(self._file, name)


def translate_typer() -> None:
    """Put what Typer says into Chinese: it reads headings and fixed texts from these names of its module."""
    from typer import rich_utils

    for name in ("arguments", "options", "commands", "errors"):
        setattr(rich_utils, f"{name.upper()}_PANEL_TITLE", say(f"help.{name}"))
    rich_utils.DEFAULT_STRING = say("help.default")
    rich_utils.REQUIRED_LONG_STRING = say("help.required")
    rich_utils.ABORTED_TEXT = say("help.aborted")
    rich_utils.RICH_HELP = say("help.try")
    console_of, show_error = rich_utils._get_rich_console, rich_utils.rich_format_error

    def console(stderr: bool = False) -> Any:
        made = console_of(stderr)
        made.file = _WithoutBreaks(made.file)  # type: ignore[assignment]
        return made

    def error_in_chinese(error: Any) -> None:
        message = in_chinese(error.format_message())
        error.format_message = lambda: message
        show_error(error)

    rich_utils._get_rich_console = console
    rich_utils.rich_format_error = error_in_chinese  # type: ignore[assignment]


def in_chinese(message: str) -> str:
    """Return what Typer says of a command line in Chinese; what is not in ``typer_errors.toml`` stays as it is."""
    for pattern, chinese in _sentences():
        if found := pattern.fullmatch(message):
            return chinese.format(**{name: in_chinese(part) if name == "text" else part
                                     for name, part in found.groupdict().items()})
    return message


@cache
def _sentences() -> list[tuple[re.Pattern[str], str]]:
    table = tomllib.loads((Path(__file__).parent / "typer_errors.toml").read_text(encoding="utf-8"))
    return [(re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(english)), re.DOTALL), chinese)
            for english, chinese in table.items()]
