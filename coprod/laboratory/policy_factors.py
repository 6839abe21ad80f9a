"""Entries of policies in time as what a study can vary: ``"policy.pilot.from" = [60, 120, 180]``."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from coprod.kernel.policy_keys import PREFIX, SET
from coprod.parameters.policy import ENTRIES_TO_VARY, factor
from coprod.parameters.policy_tables import is_entry
from coprod.text.messages import message

if TYPE_CHECKING:
    from coprod.parameters import Declaration


class WithPolicies(dict[str, "Declaration"]):
    """The declarations of all parameters, which also knows entries of policies, made up when somebody asks for one."""

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the declaration of a parameter or of an entry of a policy, else `default`."""
        found = super().get(key)
        return found or (isinstance(key, str) and factor(key, self)) or default

    def __contains__(self, key: object) -> bool:
        """Tell whether there is such a parameter, or such an entry of a policy."""
        return self.get(key) is not None

    def __missing__(self, key: str) -> Declaration:
        """Return the declaration of an entry of a policy."""
        found = factor(key, self)
        if found is None:
            raise KeyError(key)
        return found


def unknown_factor(key: str, known: Collection[str]) -> tuple[str, Collection[str]]:
    """Return what is allowed instead of a key that is no parameter, and the names of which the nearest may be meant."""
    if not (is_entry(key) and isinstance(known, WithPolicies)):
        return message("problem.no_such_parameter"), known
    name, _, entry = key.removeprefix(PREFIX).partition(".")
    policy = f"{PREFIX}{name}."
    if entry.startswith(f"{SET}."):
        return message("problem.no_such_parameter"), [f"{policy}{SET}.{lever}" for lever in known]
    allowed = message("problem.no_such_entry", names=", ".join((*ENTRIES_TO_VARY, f"{SET}.…")))
    return allowed, [f"{policy}{one}" for one in ENTRIES_TO_VARY]
