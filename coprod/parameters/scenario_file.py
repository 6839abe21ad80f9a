"""Reading the file of a scenario, and of those that it extends, as a tree: what it means is for others to say."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from coprod.parameters.aliases import renew_tree
from coprod.text.messages import message
from coprod.text.problems import SHOWN, InputProblems, Problem, nearest
from coprod.text.toml_file import exists, is_file, read_toml

FOLDER = Path(__file__).parent / "scenarios"
MAX_ANCESTORS = 32
"""Scenarios that extend each other in a row."""
TITLES = ("title_en", "title_zh", "about_en", "about_zh")
HEAD = (*TITLES, "extends")
"""What a table ``[scenario]`` may hold."""


def scenario_names() -> list[str]:
    """Return the names of the scenarios that come with coprod, the baseline first."""
    names = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return sorted(names, key=lambda name: name != "baseline")


def read_scenario_file(scenario: str | Path, known: Collection[str]) -> tuple[dict[str, Any], dict[str, Any], Path]:
    """Return the tree of a scenario over those that it extends, its own table ``[scenario]``, and its file.

    Parameters
    ----------
    known : names that parameters have now, to which old ones are turned

    Raises
    ------
    InputProblems
        Unknown name (with the nearest), unreadable file, or every mistake in the heads of it and those it extends.
    TypeError
        If `scenario` is neither a text nor a path.
    """
    if not isinstance(scenario, str | Path):
        raise TypeError(f"a scenario is a name or the path of a file, not {type(scenario).__name__}")
    path, where = _path(scenario), str(scenario)
    family = _Family(where, known)
    tree, titles = family.merged(path, where)
    if family.problems:
        raise InputProblems(family.problems)
    return tree, titles, path


class _Family:
    """A scenario and those that it extends, each read once; every mistake in their heads is noted.

    Parameters
    ----------
    where : str
        What messages call the scenario that is loaded.
    """

    def __init__(self, where: str, known: Collection[str]) -> None:
        self._known = known
        self.problems: list[Problem] = []
        self._where = where
        self._read: dict[Path, tuple[dict[str, Any], dict[str, Any]]] = {}
        self._open: list[Path] = []

    def merged(self, path: Path, where: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the tree of a file over those of its parents, and its own table ``[scenario]``."""
        file = path.resolve()
        if file not in self._read:
            _, written = read_toml(path, where)
            tree, problems = renew_tree(written, self._known, where)
            self.problems += problems
            titles = self._titles(tree.pop("scenario", {}), where)
            self._open.append(file)
            below: dict[str, Any] = {}
            for name in _names(titles.get("extends", "")):
                below = _merged(below, self._parent(name))
            self._open.pop()
            self._read[file] = _merged(below, tree), titles
        return self._read[file]

    def _parent(self, name: str) -> dict[str, Any]:
        try:
            path = _path(name)
        except InputProblems as error:
            self.problems += [Problem(self._where, "scenario.extends", name, one.allowed, one.mend)
                              for one in error.problems]
            return {}
        if path.resolve() in self._open:
            self._note(name, message("problem.scenarios_in_circle"))
            return {}
        if len(self._open) >= MAX_ANCESTORS:
            self._note(name, message("problem.extends_too_deep", n=MAX_ANCESTORS))
            return {}
        try:
            return self.merged(path, name)[0]
        except InputProblems as error:
            self.problems += error.problems
            return {}

    def _titles(self, titles: Any, where: str) -> dict[str, Any]:
        """Return the table ``[scenario]``, without what cannot stand in it."""
        if not isinstance(titles, dict):
            self.problems.append(Problem(where, "scenario", titles, message("problem.table_of_texts")))
            return {}
        wrong = [key for key, value in titles.items() if key not in HEAD or not isinstance(value, str)]
        self.problems += [Problem(where, f"scenario.{key}", titles[key],
                                  message("problem.texts_called", names=", ".join(HEAD)),
                                  nearest(key, HEAD) if n < SHOWN else "") for n, key in enumerate(wrong)]
        return {key: value for key, value in titles.items() if key not in wrong}

    def _note(self, name: str, allowed: str) -> None:
        self.problems.append(Problem(self._where, "scenario.extends", name, allowed))


def _path(scenario: str | Path) -> Path:
    """Return the file of a scenario by name or by path. Raises :class:`InputProblems` if there is none."""
    names = scenario_names()
    if scenario in names:
        return FOLDER / f"{scenario}.toml"
    path = Path(scenario)
    if exists(path):
        return path
    raise InputProblems([Problem("scenario", str(scenario), None,
                                 message("problem.no_such_scenario_or_file", names=", ".join(names)),
                                 nearest(str(scenario), names))])


def _names(extends: str) -> list[str]:
    """Return the scenarios named in ``extends``: one path, which may hold blanks, or several names."""
    return [extends] if is_file(Path(extends)) else list(dict.fromkeys(extends.split()))


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = [key for key in below if isinstance(below[key], dict) and isinstance(above.get(key), dict)]
    return below | above | {key: _merged(below[key], above[key]) for key in both}
