"""Scenarios as data: a TOML file holds a title, a description and differences from the defaults."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod.parameters.model import Parameters
from coprod.text.problems import InputProblems, Problem, nearest

FOLDER = Path(__file__).parent / "scenarios"
_TITLES = ("title_en", "title_zh", "about_en", "about_zh")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of parameters with its title and description in both languages."""

    name: str
    title_en: str
    title_zh: str
    about_en: str
    about_zh: str
    parameters: Parameters


def scenario_names() -> list[str]:
    """Return the names of the scenarios that come with coprod, the baseline first."""
    names = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return sorted(names, key=lambda name: name != "baseline")


def load_scenario(scenario: str | Path, model: type[Parameters] = Parameters) -> Scenario:
    """Read a scenario by name or by path.

    The file may begin with a table ``[scenario]`` (``title_en``, ``title_zh``, ``about_en``,
    ``about_zh`` and ``extends``, the scenario it starts from, or several names of which later ones overrule earlier ones);
    every other table is a group of parameters.

    Raises
    ------
    InputProblems
        Unknown name (with the nearest), unreadable file, or every mistake in it.
    """
    path = _path(scenario)
    tree = _read(path)
    titles = tree.pop("scenario", {})
    _check_titles(titles, str(scenario))
    if extends := titles.get("extends"):
        tree = _merged(_ancestry(extends, str(path)), tree)
    parameters = model.from_tree(tree, where=str(scenario))
    texts = {key: titles.get(key, path.stem if key.startswith("title") else "") for key in _TITLES}
    return Scenario(name=path.stem, parameters=parameters, **texts)


def _path(scenario: str | Path) -> Path:
    shipped = FOLDER / f"{scenario}.toml"
    if isinstance(scenario, str) and scenario in scenario_names():
        return shipped
    path = Path(scenario)
    if path.is_file():
        return path
    mend = nearest(str(scenario), scenario_names())
    raise InputProblems([Problem(
        "scenario", str(scenario), None,
        f"no such scenario or file; scenarios are {', '.join(scenario_names())}", mend)])


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputProblems([Problem(str(path), "file", None, f"cannot be read as TOML: {error}")]) from None


def _check_titles(titles: Any, where: str) -> None:
    if not isinstance(titles, dict):
        raise InputProblems([Problem(where, "scenario", titles, "must be a table of texts")])
    allowed = (*_TITLES, "extends")
    problems = [Problem(where, f"scenario.{key}", value, f"allowed are texts called {', '.join(allowed)}",
                        nearest(key, allowed))
                for key, value in titles.items() if key not in allowed or not isinstance(value, str)]
    if problems:
        raise InputProblems(problems)


def _ancestry(names: str, where: str, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for name in [names] if Path(names).is_file() else names.split():
        tree = _merged(tree, _lineage(name, where, seen))
    return tree


def _lineage(name: str, where: str, seen: tuple[str, ...]) -> dict[str, Any]:
    if name in seen:
        raise InputProblems([Problem(where, "scenario.extends", name, "scenarios extend each other in a circle")])
    tree = _read(_path(name))
    parent = tree.pop("scenario", {}).get("extends")
    return _merged(_ancestry(parent, where, (*seen, name)), tree) if parent else tree


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = [key for key in below if isinstance(below[key], dict) and isinstance(above.get(key), dict)]
    return below | above | {key: _merged(below[key], above[key]) for key in both}
