"""The identity of a run: what it depends on, and nothing else.

A run is its parameters, seed, days, warm-up, model version and what is observed of it. Who ran it, in which study,
where in the design, on how many workers: none of it enters, so enlarged and repeated studies find their runs again.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from functools import cache
from pathlib import Path

import coprod
from coprod.laboratory.simulator import Values

_DIGEST_BYTES = 12


def run_key(point: str, seed: int, conditions: str) -> str:
    """Return the key of a run from the digest of its point, its seed and the :func:`conditions` of all runs."""
    return hashlib.blake2b(f"{point}/{seed}/{conditions}".encode(), digest_size=_DIGEST_BYTES).hexdigest()


def digest(values: Values) -> str:
    """Return a short hash of values: equal values, equal digest."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def conditions(days: int, warmup_days: int, version: str, observed: str) -> str:
    """Return what all runs of a study have in common, as text."""
    return f"{days}/{warmup_days}/{version}/{observed}"


@cache
def commit() -> str:
    """Return the commit of the source, with ``-dirty`` if it was changed since, or nothing when not known.

    An installed package has none, even in an environment that lies in somebody's own repository.
    """
    here = Path(coprod.__file__).parents[1]
    if not (here / ".git").exists():
        return ""
    try:
        shown = subprocess.run(["git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"], cwd=here,
                               capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return shown.stdout.strip()
