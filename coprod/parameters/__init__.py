"""Every number of the model, declared once; scenarios are differences from these defaults.

From the declarations come the command line's ``--set``, the TOML scenarios, the JSON schema, study
factors, dashboard sliders and the parameter tables of the manual, in English and Chinese.
"""

from __future__ import annotations

from coprod.parameters.declare import Declaration, Group, Role, Value, parameter
from coprod.parameters.events import ScriptedEvent, ScriptedShock
from coprod.parameters.model import Parameters, declarations
from coprod.parameters.scenario import Scenario, load_scenario
from coprod.parameters.scenario_file import scenario_names

__all__ = [
    "Declaration", "Group", "Parameters", "Role", "Scenario", "ScriptedEvent", "ScriptedShock", "Value",
    "declarations", "load_scenario", "parameter", "scenario_names",
]
