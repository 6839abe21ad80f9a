"""How large a town a shared server runs: its memory and its processor belong to all of its readers.

On one's own machine there is no limit but the machine's. A lesson's own town is always run: whoever serves it chose it.
"""

from __future__ import annotations

from collections.abc import Iterable

from coprod.interfaces.dashboard.access import is_loopback
from coprod.parameters import Parameters

LARGEST_SHARED = 50_000
"""Residents of the largest town that readers of a shared server may ask for: a run of a year takes some two seconds."""

_largest: list[int] = []


def share_with(hosts: Iterable[str]) -> bool:
    """Set the limit for a server that listens on the first of `hosts`; tell whether others than this machine reach it."""
    is_shared = not all(map(is_loopback, hosts))
    _largest[:] = [LARGEST_SHARED] if is_shared else []
    return is_shared


def residents(parameters: Parameters) -> int:
    """Return how many residents the town has, about: the sizes of communities vary around their mean."""
    return parameters.town.communities * parameters.town.residents_per_community


def most_residents(base: Parameters) -> int | None:
    """Return how many residents a town may have that readers make of `base`; None: as many as they like."""
    return max(_largest[0], residents(base)) if _largest else None


def is_too_large(parameters: Parameters, base: Parameters) -> bool:
    """Tell whether a reader of this server may not have this town run."""
    most = most_residents(base)
    return most is not None and residents(parameters) > most
