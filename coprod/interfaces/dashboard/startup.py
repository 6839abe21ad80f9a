"""What the server tells the pages that it serves, through the environment."""

from __future__ import annotations

LANGUAGE = "COPROD_DASHBOARD_LANG"
"""Environment variable with the language that pages begin in; without it, that of the reader's browser."""
