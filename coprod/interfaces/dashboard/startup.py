"""What the server tells the pages that it serves, through the environment."""

from __future__ import annotations

import os

from coprod.text.glossary import LANGUAGES

LANGUAGE = "COPROD_DASHBOARD_LANG"
"""Environment variable with the language that pages begin in; without it, that of the reader's browser."""


def set_language() -> str:
    """Return the language that the server was told, or nothing."""
    given = os.environ.get(LANGUAGE, "")
    return given if given in LANGUAGES else ""
