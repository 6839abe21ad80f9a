"""Scenarios as data: a TOML file holds a title, a description and differences from the defaults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coprod.parameters.model import Parameters, declarations_by_key
from coprod.parameters.scenario_file import TITLES, read_scenario_file


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of parameters with its title and description in both languages."""

    name: str
    title_en: str
    title_zh: str
    about_en: str
    about_zh: str
    parameters: Parameters


def load_scenario(scenario: str | Path, model: type[Parameters] = Parameters, *, allow_code: bool = False) -> Scenario:
    """Read a scenario by name or by path; the folder of a district (:mod:`coprod.districts`) is one too.

    The file may begin with a table ``[scenario]`` (``title_en``, ``title_zh``, ``about_en``,
    ``about_zh`` and ``extends``, the scenario it starts from, or several names of which later ones overrule earlier ones);
    a table ``[rules]`` fixes rules of decision, and may name code only with leave (`allow_code`: see
    :meth:`Parameters.load`); every other table is a group of parameters.

    Raises
    ------
    InputProblems
        Unknown name (with the nearest), unreadable file, or every mistake in it and in those it extends.
    TypeError
        If `scenario` is neither a text nor a path.
    """
    tree, titles, path = read_scenario_file(scenario, declarations_by_key())
    parameters = model.from_tree(tree, where=str(scenario)).read_from(str(scenario), allow_code=allow_code)
    name = path.resolve().name if path.is_dir() else path.stem
    texts = {key: titles.get(key, name if key.startswith("title") else "") for key in TITLES}
    return Scenario(name=name, parameters=parameters, **texts)
