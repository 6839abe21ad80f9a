"""The policy laboratory: from a question to an answer with its uncertainty.

``Study.read("study.toml")`` checks a study file, ``sweep(study, "results/…")`` runs what is not yet
finished, ``Results.load("results/…")`` gives tidy frames. Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod.laboratory.results import Results
    from coprod.laboratory.runner import sweep
    from coprod.laboratory.simulator import Outcome, Simulator, variable
    from coprod.laboratory.study import Study

__all__ = ["Outcome", "Results", "Simulator", "Study", "sweep", "variable"]

_HOMES = {
    "Results": "results", "Study": "study", "sweep": "runner",
    "Outcome": "simulator", "Simulator": "simulator", "variable": "simulator",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
