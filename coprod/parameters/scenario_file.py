"""Reading the file of a scenario, and of those that it extends, as a tree: what it means is for others to say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod.districts import is_district, read_district
from coprod.districts.folder import SETTINGS
from coprod.kernel.district_keys import DATA, TABLES
from coprod.parameters.aliases import renew_tree
from coprod.text.messages import message
from coprod.text.problems import SHOWN, InputProblems, Problem, nearest
from coprod.text.toml_file import exists, is_file, read_toml

FOLDER = Path(__file__).parent / "scenarios"
MAX_ANCESTORS = 32
"""Scenarios that extend each other in a row."""
TITLES = ("title_en", "title_zh", "about_en", "about_zh")
HEAD = (*TITLES, "extends", TABLES)
"""What a table ``[scenario]`` may hold."""
_FOLDER = ""
"""Key of a tree under which a :class:`_Folder` is kept."""


def scenario_names() -> list[str]:
    """Return the names of the scenarios that come with coprod, the baseline first."""
    names = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return sorted(names, key=lambda name: name != "baseline")


def read_scenario_file(scenario: str | Path, known: Collection[str]) -> tuple[dict[str, Any], dict[str, Any], Path]:
    """Return the tree of a scenario over those that it extends, its own table ``[scenario]``, and its file or folder.

    A folder is a district (:mod:`coprod.districts`): its tables stand in the tree under :data:`DATA`, and what its file
    ``district.toml`` says, if there is one, goes for a scenario file. Parameters of scenarios that it extends, of which the
    tables take the place, are left out.

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
    family.read_tables(tree)
    if family.problems:
        raise InputProblems(family.problems)
    return tree, titles, path


@dataclass(frozen=True, slots=True)
class _Folder:
    """The folder of the tables of a district, what messages call it, and the parameters that its own settings name."""

    path: Path
    where: str
    own: set[str]


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
            written, where_written = _written(path, where)
            tree, problems = renew_tree(written, self._known, where_written)
            self.problems += problems
            titles = self._titles(tree.pop("scenario", {}), where_written)
            if is_district(path):
                tree[_FOLDER] = _Folder(path, where, _own(tree))
            elif TABLES in titles:
                tree[_FOLDER] = _Folder(path.parent / titles[TABLES], str(Path(where).parent / titles[TABLES]), _own(tree))
            self._open.append(file)
            below: dict[str, Any] = {}
            for name in _names(titles.get("extends", "")):
                below = _merged(below, self._parent(name))
            self._open.pop()
            self._read[file] = _merged(below, tree), titles
        return self._read[file]

    def read_tables(self, tree: dict[str, Any]) -> None:
        """Put the data of a district in the place of its folder, and take out what its tables settle."""
        found = tree.get(_FOLDER)
        if not isinstance(found, _Folder):
            return
        del tree[_FOLDER]
        try:
            data = tree[DATA] = read_district(found.path, found.where).data
        except InputProblems as error:
            self.problems += error.problems
            return
        for key in {*data.assigned, *data.settled} - found.own:
            group, name = key.split(".")
            if isinstance(tree.get(group), dict):
                tree[group] = {entry: value for entry, value in tree[group].items() if entry != name}

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


def _written(path: Path, where: str) -> tuple[dict[str, Any], str]:
    """Return the tree of a scenario file, or of the settings of a district, and what messages call the file."""
    if not is_district(path):
        return read_toml(path, where)[1], where
    file = path / SETTINGS
    return (read_toml(file, f"{where}/{SETTINGS}")[1] if exists(file) else {}), f"{where}/{SETTINGS}"


def _own(tree: dict[str, Any]) -> set[str]:
    """Return the keys of the parameters that a tree itself sets."""
    return {f"{group}.{name}" for group, table in tree.items() if isinstance(table, dict) for name in table}


def _names(extends: str) -> list[str]:
    """Return the scenarios named in ``extends``: one path, which may hold blanks, or several names."""
    is_one = is_file(Path(extends)) or (extends.strip() and is_district(Path(extends)))
    return [extends] if is_one else list(dict.fromkeys(extends.split()))


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = [key for key in below if isinstance(below[key], dict) and isinstance(above.get(key), dict)]
    return below | above | {key: _merged(below[key], above[key]) for key in both}
