"""What the command line says of input that cannot be used, and the status it leaves with."""

from __future__ import annotations

from coprod.text.glossary import preferred_language, translate
from coprod.text.problems import InputProblems

BAD_INPUT = 2
"""Exit status when somebody's input cannot be used."""


def render_problems(error: InputProblems) -> str:
    """Return all mistakes as one message."""
    n = len(error.problems)
    heading = translate("cli.one_mistake") if n == 1 else translate("cli.mistakes", n=n)
    return "\n".join([heading, *(f"  - {line}" for line in error.lines(preferred_language()))])
