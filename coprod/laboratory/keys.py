"""The identity of a run: what it depends on, and nothing else.

A run is its parameters, seed, days, warm-up, model version and what is observed of it. Who ran it, in which study,
where in the design, on how many workers: none of it enters, so enlarged and repeated studies find their runs again.
"""

from __future__ import annotations

import hashlib
import json

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
