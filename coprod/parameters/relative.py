"""How far a lever has been moved from its default: what tables give is present practice, from which policy departs."""

from __future__ import annotations

from coprod.parameters.declare import Group


def ratio(group: Group, name: str) -> float:
    """Return a parameter relative to its default; 1 where the default is 0."""
    default = float(type(group).model_fields[name].default)
    return float(getattr(group, name)) / default if default else 1.0
