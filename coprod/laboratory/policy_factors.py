"""Entries of policies in time as what a study can vary: ``"policy.pilot.from" = [60, 120, 180]``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coprod.parameters.policy import factor

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
