"""Levers that might help a town to recover, read from ``levers.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Lever:
    """A parameter, and what it is set to: a value, or a multiple of what it is."""

    name: str
    en: str
    zh: str
    key: str
    to: float | None = None
    times: float | None = None

    def settings(self, parameters: Parameters) -> Mapping[str, Any]:
        """Return the changed parameter; whole numbers are rounded, to 1 at the least."""
        from coprod.parameters.model import declarations_by_key

        value = self.to if self.times is None else float(parameters.value(self.key)) * self.times
        assert value is not None
        return {self.key: max(1, round(value)) if declarations_by_key()[self.key].kind == "int" else value}


@cache
def levers() -> dict[str, Lever]:
    """Return the levers of the file by name."""
    tree = tomllib.loads(Path(__file__).with_name("levers.toml").read_text(encoding="utf-8"))
    return {name: Lever(name, **part) for name, part in tree.items()}


def moved(parameters: Parameters) -> dict[str, Mapping[str, Any]]:
    """Return what each lever sets, by name; those that are there already are left out."""
    found = {name: lever.settings(parameters) for name, lever in levers().items()}
    return {name: settings for name, settings in found.items()
            if any(parameters.value(key) != value for key, value in settings.items())}
