"""The identity of a run: what it depends on, and nothing else.

A run is its parameters, seed, days, warm-up, model version and what is observed of it. Who ran it, in which study,
where in the design, on how many workers: none of it enters, so enlarged and repeated studies find their runs again.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from coprod import __version__
from coprod.laboratory.simulator import Values

_NOT_THE_MODEL = ("laboratory", "interfaces", "text", "references", "__main__.py")
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
def model_version() -> str:
    """Return the version of coprod and a fingerprint of the source that a run can depend on.

    Somebody who edits a rule must not be handed the runs of the old one, whatever the version says.
    """
    package = Path(__file__).parent.parent
    sources = sorted(path for path in package.rglob("*") if path.suffix in (".py", ".toml")
                     and path.relative_to(package).parts[0] not in _NOT_THE_MODEL)
    seen = hashlib.blake2b(digest_size=4)
    for path in sources:
        if "scenarios" not in path.parts:  # a scenario's values are in the parameters of the run
            seen.update(path.relative_to(package).as_posix().encode())
            seen.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return f"{__version__}+{seen.hexdigest()}"
