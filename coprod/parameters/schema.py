"""The JSON schema of a scenario file, so that editors of TOML complete and check it."""

from __future__ import annotations

from typing import Any

from coprod.kernel.policy_keys import POLICY, SET
from coprod.kernel.rule_keys import RULES
from coprod.parameters.declare import Declaration
from coprod.parameters.events import ScriptedEvent, ScriptedShock
from coprod.parameters.model import declarations, group_models
from coprod.parameters.policy import Policy
from coprod.text.glossary import Language, pick, translate

_TYPES = {"float": "number", "int": "integer", "bool": "boolean", "choice": "string"}


def scenario_schema(language: Language = "en") -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12) of a scenario file, its titles and tips in `language`."""
    tables = {name: _object({}, title=pick(language, model, "title")) for name, model in group_models().items()}
    for declaration in declarations():
        group, name = declaration.key.split(".")
        tables[group]["properties"][name] = parameter_schema(declaration, language)
    head = {name: {"type": "string"} for name in ("title_en", "title_zh", "about_en", "about_zh", "extends")}
    event = ScriptedEvent.model_json_schema() | {"title": translate("term.scripted_event", language)}
    shock = ScriptedShock.model_json_schema() | {"title": translate("term.scripted_shock", language)}
    policy = Policy.model_json_schema(mode="validation") | {"title": translate("term.policy_in_time", language)}
    policy["properties"][SET] = _object({d.key: parameter_schema(d, language) for d in declarations() if d.changeable})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": translate("term.scenario_file", language),
        **_object({"scenario": _object(head), **tables, "events": {"type": "array", "items": event},
                   "shocks": {"type": "array", "items": shock},
                   POLICY: {"type": "array", "items": policy},
                   RULES: {"type": "object"}}),
    }


def parameter_schema(declaration: Declaration, language: Language = "en") -> dict[str, Any]:
    """Return the schema of one parameter: type, bounds or choices, default, label, tip and unit."""
    schema: dict[str, Any] = {
        "type": _TYPES[declaration.kind], "default": declaration.default,
        "title": pick(language, declaration, "label"), "description": pick(language, declaration, "tip"),
    }
    if declaration.choices:
        schema["enum"] = list(declaration.choices)
    if declaration.bounds:
        schema["minimum"], schema["maximum"] = declaration.bounds
    if declaration.unit:
        schema["x-unit"] = declaration.unit
    return schema


def _object(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", **more, "properties": properties, "additionalProperties": False}
