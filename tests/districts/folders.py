"""Folders of districts that the tests read: written from lists of rows."""

import csv
import io

import numpy as np

from coprod.districts.columns import tables
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.town import build_town

WHOLE = (
    ("name", "residents", "street", "households", "elder_share", "estate", "buildings", "lifts", "lowland_share", "app_share",
     "area", "longitude", "latitude"),
    ("Willow Lane", 1200, "North", 480, 0.31, "old", 20, 4, 0.6, 0.4, 0.2, 116.30, 39.90),
    ("Mill Pond", 800, "North", 300, 0.12, "new", 4, 30, 0.05, 0.8, 0.1, 116.31, 39.90),
    ("East Gate", 500, "South", 260, 0.205, "fringe", 100, 0, 0.3, 0.6, 0.5, 116.30, 39.91),
    ("New Bridge", 1500, "South", 610, 0.27, "new", 9, 55, 0.0, 1.0, 0.3, 116.32, 39.92))
"""Four communities of which everything is known."""


def text_of(rows):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def folder(path, encoding="utf-8", **files):
    """Write a folder with a table for every keyword, as rows or as text; return its path."""
    path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        text = content if isinstance(content, str) else text_of(content)
        (path / f"{name}.csv").write_bytes(text.encode(encoding))
    return path


def in_chinese(rows, table="communities"):
    """Return rows with Chinese headings and codes, and shares in percent."""
    columns = tables()[table].columns
    heading, *rest = rows
    def cell(key, value):
        column = columns[key]
        if column.kind == "code" and value:
            return column.codes[value][0]
        return f"{100 * value:g}%" if column.kind == "share" and value != "" else value
    return (tuple(columns[key].zh for key in heading),
            *(tuple(cell(key, value) for key, value in zip(heading, row, strict=True)) for row in rest))


def town_of(path, seed=1, **settings):
    """Return parameters and town of a folder."""
    parameters = Parameters.load(path).replace(settings)
    return parameters, build_town(parameters, Streams(seed))


def counted(town):
    """Return what the people and buildings of a town add up to by community, counted one by one."""
    people, n = town.residents, len(town.communities)
    def count(which):
        return np.bincount(people.community[which], minlength=n)
    adults = people.age >= 18
    return {
        "residents": count(slice(None)), "elders": count(people.age >= 60), "adults": count(adults),
        "app": count(people.app_reach), "app_children": count(people.app_reach & ~adults), "vulnerable": count(people.vulnerable),
        "households": np.bincount([c for c, _ in {(int(c), int(h)) for c, h in
                                                 zip(people.community, people.household, strict=True)}], minlength=n),
        "buildings": np.bincount(town.buildings.community, minlength=n),
        "lifts": np.bincount(town.buildings.community, town.buildings.lifts, minlength=n).astype(int)}
