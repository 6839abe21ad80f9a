"""A model for the EMA Workbench 3.0.0, in which levers can be studied alone.

A module of its own, for it can be imported only where that version is installed, and processes unpickle the model.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ema_workbench import Model
from ema_workbench.em_framework.parameters import ParameterMap


class StudyModel(Model):
    """A model that mends what goes wrong in ``perform_experiments(policies=n)``, without scenarios."""

    def __init__(self, name: str, function: Any) -> None:
        self._joinable = JoinableMap()
        super().__init__(name, function)

    @property
    def levers(self) -> JoinableMap:
        """Parameters under control; an assignment adds to them, as in the EMA Workbench itself."""
        return self._joinable

    @levers.setter
    def levers(self, parameters: Iterable[Any]) -> None:
        self._joinable.extend(parameters)

    def run_model(self, scenario: Any, policy: Any, constants: Any) -> None:
        """Run one experiment, without the levers that storing the one before has written into a shared scenario."""
        levers = {lever.name for lever in self.levers}
        scenario.data = {name: value for name, value in scenario.items() if name not in levers}
        super().run_model(scenario, policy, constants)


class JoinableMap(ParameterMap):
    """A map of parameters of which ``[] + parameters`` is a list: so are levers joined with no uncertainties."""

    def __radd__(self, others: Iterable[Any]) -> list[Any]:
        """Return the others and then the parameters."""
        return [*others, *self]
