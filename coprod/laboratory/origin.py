"""Where code and results come from: the commit of the source, the versions of packages, the time."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import coprod


@cache
def commit() -> str | None:
    """Return the commit of the checkout that this code runs from, with ``-dirty`` if it was changed since; None if not known.

    An installed package has none, even in an environment that lies in somebody's own repository.
    """
    root = Path(coprod.__file__).parents[1]
    if not (root / ".git").exists():
        return None
    return _git(root, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*") or None


def installed(packages: Iterable[str]) -> dict[str, str]:
    """Return the versions of those of these packages that are installed."""
    found = {}
    for name in packages:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def now() -> str:
    """Return date and time in UTC, to the second, as ISO 8601 writes them."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
