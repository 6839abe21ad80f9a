"""Public names that have been replaced: the old one still works, and says once in each place what replaces it."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar


class Renamed:
    """A class some of whose attributes have new names: ``RENAMED`` maps the old to the new."""

    RENAMED: ClassVar[Mapping[str, str]] = {}

    if not TYPE_CHECKING:  # a checker of types is to know the new names only

        def __getattr__(self, name: str) -> Any:
            """Return an attribute asked for by its old name."""
            return getattr(self, new_name(type(self), name))


def new_name(owner: type[Renamed], name: str) -> str:
    """Return the name that replaces an old one, with a warning that says so.

    Raises
    ------
    AttributeError
        If `name` is not an old name of `owner`.
    """
    new = owner.RENAMED.get(name)
    if new is None:
        raise AttributeError(f"{owner.__name__!r} object has no attribute {name!r}")
    warnings.warn(f"{owner.__name__}.{name} is now called {owner.__name__}.{new}", DeprecationWarning, stacklevel=3)
    return new


MODEL = {
    "diary": "daily_series", "paper": "nominal_parameters", "slow_stocks": "social_state",
    "everyday": "baseline_performance", "drawer": "hazard_concealment", "upkeep": "standing_costs",
}
STREAMS = {"luck": "uniform", "chance": "uniform_scalar"}
RESIDENTS = {"awaken": "create_views", "n_awake": "n_views"}
DAILY_SERIES = {"write": "collect"}
PROVINCE_RUN = {"chronicles": "results", "gifts": "transfers"}
OUTCOME = {"chapter": "group"}
