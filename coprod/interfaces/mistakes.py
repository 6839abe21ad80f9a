"""What the command line says of input that cannot be used, and the status it leaves with."""

from __future__ import annotations

from coprod.text.glossary import preferred_language, translate
from coprod.text.problems import InputProblems

BAD_INPUT = 2
"""Exit status when somebody's input cannot be used."""


def render_problems(error: InputProblems) -> str:
    """Return all mistakes as one message."""
    one, several = error.headings
    n = len(error.problems)
    heading = translate(one) if n == 1 else translate(several, n=n)
    return "\n".join([heading, *(f"  - {line}" for line in error.lines(preferred_language()))])
