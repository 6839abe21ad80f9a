"""A few lines of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def section(title: str, *parts: str) -> str:
    """Return a section, or nothing if it has no parts."""
    content = "".join(part for part in parts if part)
    return f"<section><h2>{escape(title)}</h2>{content}</section>" if content else ""


def paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def heading(text: str) -> str:
    """Return a heading within a section."""
    return f"<h3>{escape(text)}</h3>"


def figures(*pictures: str) -> str:
    """Return pictures that stand side by side where there is room."""
    shown = "".join(f"<figure>{picture}</figure>" for picture in pictures if picture)
    return f'<div class="figures">{shown}</div>' if shown else ""


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, texts: int = 1) -> str:
    """Return a table; the first `texts` columns are words, the others numbers."""
    head = "".join(f"<th{_kind(i, texts)}>{escape(cell)}</th>" for i, cell in enumerate(header))
    body = "".join("<tr>" + "".join(f"<td{_kind(i, texts)}>{escape(cell)}</td>" for i, cell in enumerate(row)) + "</tr>"
                   for row in rows)
    return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def folded(title: str, content: str) -> str:
    """Return content that opens on a click, and stands open in print."""
    return f"<details><summary>{escape(title)}</summary>{content}</details>"


def code(text: str) -> str:
    """Return text as it stands."""
    return f"<pre>{escape(text)}</pre>"


def _kind(column: int, texts: int) -> str:
    return "" if column < texts else ' class="number"'
