"""Tables in groups: the columns keep their width from section to section, and headings have the whole line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

Row = Sequence["str | Text"]
Side = Literal["left", "right"]
GAP = 2
"""Blanks between columns."""
WIDE = 120
"""Columns of text that are written to a file or a pipe."""


def wide_console() -> Console:
    """Return a console as wide as the terminal, or wide enough for every table where there is none."""
    import os

    from rich.console import Console

    console = Console(highlight=False)
    return console if console.is_terminal or "COLUMNS" in os.environ else Console(highlight=False, width=WIDE)


class TableSection(NamedTuple):
    """Rows of figures, each of shape (n_columns,), under a heading and perhaps a sentence that says what they mean."""

    heading: str
    rows: Sequence[Row]
    sentence: str = ""


def print_sections(
    console: Console, sections: Sequence[TableSection], sides: Sequence[Side], header: Row = ()
) -> None:
    """Print sections; the first column gives way if the line is too short.

    Parameters
    ----------
    sides : the side to which each column keeps, shape (n_columns,)
    """
    widths = _widths([row for section in sections for row in section.rows], header, console.width)
    if header:
        console.print(_table([header], widths, sides), style="bold")
    for section in sections:
        console.print()
        console.print(section.heading, style="bold cyan")
        if section.sentence:
            console.print(section.sentence)
        console.print(_table(section.rows, widths, sides))


def _widths(rows: Sequence[Row], header: Row, width: int) -> list[int]:
    """Return the width of each column: as wide as its widest cell, and as the longest word of its heading."""
    from rich.cells import cell_len

    words = [" ".join(str(cell).split()).split(" ") for cell in header]
    needed = [[max(map(cell_len, cell)) for cell in words]] if header else []
    needed += [[cell_len(str(cell)) for cell in row] for row in rows]
    widths = [max(column) for column in zip(*needed, strict=True)]
    room = width - sum(widths[1:]) - GAP * len(widths)
    return [max(12, min(widths[0], room)), *widths[1:]]


def _table(rows: Sequence[Row], widths: Sequence[int], sides: Sequence[Side]) -> Table:
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, GAP, 0, 0))
    for width, side in zip(widths, sides, strict=True):
        table.add_column(width=width, justify=side, overflow="fold")  # Chinese has no spaces to break at
    for row in rows:
        table.add_row(*row)
    return table
