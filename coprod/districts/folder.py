"""The folder of a district: reading all its files at once, and writing what was read."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coprod.districts.cells import Cell
from coprod.districts.checks import FEWEST, Note, check, in_order
from coprod.districts.columns import TableSpec, tables
from coprod.districts.district import DistrictData, Places
from coprod.districts.geometry import Shapes, project
from coprod.districts.shapes import MAP, MOST_BYTES, centroid, read_map
from coprod.districts.table import Table, read_table
from coprod.districts.table_file import SUFFIXES, read_rows
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem, nearest
from coprod.text.toml_file import exists, read_text, reason

SETTINGS = "district.toml"
"""File of a folder with settings, written as a scenario file."""
PLANE = "map_km.json"
"""Borders as a run used them, written beside its tables: kilometres, which a map in degrees would give only nearly."""


@dataclass(frozen=True)
class Reading:
    """A district that was read: its data, its tables with their files and lines, and what is doubtful in them."""

    data: DistrictData
    tables: dict[str, Table]
    notes: tuple[Note, ...]


def is_district(path: Path) -> bool:
    """Tell whether a path is a folder, as districts are; of names that no folder can have too."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def read_district(folder: Path, where: str | None = None) -> Reading:
    """Return the district that the tables of a folder describe.

    Parameters
    ----------
    where : str, optional
        What messages call the folder; by default its path.

    Raises
    ------
    InputProblems
        Everything that is wrong, with file, row, column, value and how to mend it.
    """
    where = str(folder) if where is None else where
    found: dict[str, Table] = {}
    problems = _strangers(folder, where)
    for name, spec in tables().items():
        files = [name + suffix for suffix in SUFFIXES if exists(folder / (name + suffix))]
        if len(files) > 1:
            problems.append(Problem(f"{where}/{files[1]}", "file", None, message("district.file_twice", other=files[0])))
        if files:
            at = f"{where}/{files[0]}"
            lines, wrong = read_rows(folder / files[0], at)
            if not wrong:
                found[name], wrong = _understood(spec, lines, at)
            problems += wrong
        elif name == "communities":
            problems.append(Problem(f"{where}/{name}.csv", "file", None, message("district.no_communities"),
                                    message("district.new_makes_it", folder=where)))
    if problems:
        raise InputProblems(problems)
    problems, notes = check(found)
    if problems:
        raise InputProblems(problems)
    ordered = in_order(found)
    shapes, places, problems = _borders(folder, [str(name) for name in ordered["communities"]["name"]])
    if problems:
        raise InputProblems(problems)
    if shapes and "longitude" in ordered["communities"]:
        notes.append(Note(found["communities"].where, message("district.map_before_coordinates")))
    return Reading(DistrictData(ordered, shapes, places or _places(ordered["communities"])), found, tuple(notes))


def write_tables(data: DistrictData, folder: Path) -> None:
    """Write the tables of a district as CSV files in UTF-8, which :func:`read_district` reads back; makes the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in data.tables.items():
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([["" if value is None else value for value in row] for row in zip(*columns.values(), strict=True)])
        (folder / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8", newline="")
    if data.shapes is not None:
        tree = data.tree()
        (folder / PLANE).write_text(json.dumps({"places": tree["places"], "shapes": tree["shapes"]}), encoding="utf-8")


def _borders(folder: Path, names: list[str]) -> tuple[Shapes | None, Places | None, list[Problem]]:
    """Return the borders of the communities and a place amid each, and what is wrong with the map; None without a map."""
    if exists(folder / PLANE):
        try:
            data = DistrictData.from_tree({"communities": {"name": names, "residents": [FEWEST] * len(names)},
                                           **json.loads(read_text(folder / PLANE, str(folder / PLANE), MOST_BYTES))},
                                          str(folder / PLANE))
        except (InputProblems, ValueError, TypeError):
            return None, None, [Problem(str(folder / PLANE), "file", None, message("district.table_of_lists"))]
        return data.shapes, data.places, []
    if not exists(folder / MAP):
        return None, None, []
    shapes, problems = read_map(folder / MAP, names)
    return shapes, tuple(centroid(rings) for rings in shapes) if shapes else None, problems


def _understood(spec: TableSpec, lines: list[tuple[int, list[str]]], where: str) -> tuple[Table, list[Problem]]:
    table, problems = read_table(spec, lines, where)
    if not problems and not len(table):
        problems = [Problem(where, "file", None, message("district.no_rows"), message("district.see_templates"))]
    return table, problems


def _strangers(folder: Path, where: str) -> list[Problem]:
    """Return tables in the folder that nothing reads, most likely because their names are misspelt."""
    known = [name + suffix for name in tables() for suffix in SUFFIXES]
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        return [Problem(where, "folder", None, message("problem.cannot_be_read", text=reason(error)))]
    strange = [name for name in names if name.lower().endswith((*SUFFIXES, ".xls", ".tsv", ".geojson"))
               and name not in known and name != MAP and not name.startswith((".", "~"))]
    allowed = message("district.unknown_file", names=", ".join(f"{one}.csv" for one in tables()))
    return [Problem(f"{where}/{name}", "file", None, allowed,
                    nearest(name, [*known, MAP])) for name in strange]


def _places(columns: dict[str, tuple[Cell, ...]]) -> tuple[tuple[float, float], ...] | None:
    """Return where the communities lie, km east and north of the south-west corner; None without coordinates.

    Equirectangular at the latitude halfway between the ends. Communities without coordinates lie amid the others of their
    street, or of the whole district.
    """
    if "longitude" not in columns:
        return None
    degrees = np.array([[np.nan if value is None else float(value) for value in columns[name]]
                        for name in ("longitude", "latitude")]).T
    known = ~np.isnan(degrees[:, 0])
    streets = np.array([str(value) for value in columns.get("street", ("",) * len(known))])
    for row in np.flatnonzero(~known):
        near = known & (streets == streets[row])
        degrees[row] = degrees[near if near.any() else known].mean(axis=0)
    return tuple((float(east), float(north)) for east, north in project(degrees))
