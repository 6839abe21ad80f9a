"""What cannot be in the tables of a district together though every cell is allowed: contradictions and doubtful figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coprod.districts.cells import Cell
from coprod.districts.columns import plain
from coprod.districts.columns import tables as declared
from coprod.districts.cross_checks import cross_check
from coprod.districts.table import Table
from coprod.text.messages import Message, message
from coprod.text.problems import Problem

FEWEST, MOST = 50, 35_000_000
"""Residents of a district: from a hamlet to more than the largest city of China."""
MOST_COMMUNITIES, MOST_STREETS, MOST_DISTRICTS = 10_000, 1_000, 100
TOTALS = ("合计", "总计", "小计", "共计", "全区", "全街道", "total", "sum", "subtotal", "grandtotal", "all")
"""Names of rows that add others up."""
ROUNDING = 0.006
"""How far shares may lie from the counts that they are worked out of: they are rounded to percent."""
DENSEST = 300_000
"""People per km² from which on an area is doubted."""
LARGEST_HOUSEHOLD = 12
"""Residents per household from which on the figures are doubted."""

Tables = dict[str, Table]


@dataclass(frozen=True, slots=True)
class Note:
    """Something doubtful that does not keep a district from being used."""

    where: str
    text: Message


def check(tables: Tables) -> tuple[list[Problem], list[Note]]:
    """Return the contradictions in tables of which every cell is allowed, and what is doubtful."""
    problems: list[Problem] = []
    notes: list[Note] = []
    for name, table in tables.items():
        problems += _twice(table) if declared()[name].unique else ()
        notes += [Note(table.where, message("district.unused_column", heading=heading)) for heading in table.unused]
    communities = tables["communities"]
    problems += [*_totals(communities), *_contradictions(communities), *_two_districts(communities), *_size(communities)]
    problems += cross_check(tables)
    notes += _doubts(communities)
    return problems, notes


def in_order(tables: Tables) -> dict[str, dict[str, tuple[Cell, ...]]]:
    """Return the cells with communities of one district, and in it of one street, next to each other, in order of the file."""
    found = {name: dict(table.columns) for name, table in tables.items()}
    communities, keys = tables["communities"], []
    for column in ("district", "street"):
        first: dict[Cell, int] = {}
        keys.append([first.setdefault(communities.cell(column, row), row) for row in range(len(communities))])
    rows = sorted(range(len(communities)), key=lambda row: (keys[0][row], keys[1][row], row))
    found["communities"] = {key: tuple(values[row] for row in rows) for key, values in communities.columns.items()}
    return found


def _twice(table: Table) -> Iterator[Problem]:
    """Yield names that stand in more than one row."""
    first: dict[str, int] = {}
    for row, name in enumerate(table.columns["name"]):
        key = plain(str(name)) or str(name)
        if key in first:
            yield table.problem("name", row, message("district.name_twice", line=table.lines[first[key]]),
                                message("district.rename"))
        first.setdefault(key, row)


def _totals(table: Table) -> Iterator[Problem]:
    for row, name in enumerate(table.columns["name"]):
        if plain(str(name)) in TOTALS and len(table) > 1:
            yield table.problem("name", row, message("district.row_of_totals"), message("district.delete_row"))


def _contradictions(table: Table) -> Iterator[Problem]:
    """Yield figures of a community that cannot be together."""
    for row in range(len(table)):
        def given(column: str, row: int = row) -> float | None:
            value = table.cell(column, row)
            return None if value is None else float(value)

        residents, households = given("residents") or 0.0, given("households")
        for column, whole, key in (("households", residents, "district.more_than_residents"),
                                   ("elders", residents, "district.more_than_residents"),
                                   ("buildings", residents, "district.more_than_residents"),
                                   ("volunteers", residents, "district.more_than_residents"),
                                   ("buildings", households, "district.more_than_households"),
                                   ("lifts", households, "district.more_than_households")):
            value = given(column)
            if value is not None and whole is not None and value > whole:
                yield table.problem(column, row, message(key, n=f"{whole:,.0f}"), message("district.compare_columns"))
        yield from _shares(table, row, given)
        if (given("longitude") is None) != (given("latitude") is None):
            missing = "longitude" if given("longitude") is None else "latitude"
            yield table.problem(missing, row, message("district.both_coordinates"))


def _shares(table: Table, row: int, given: Callable[[str], float | None]) -> Iterator[Problem]:
    elders, share, residents = given("elders"), given("elder_share"), given("residents") or 1.0
    if elders is not None and share is not None and abs(elders - share * residents) > max(1.0, ROUNDING * residents):
        yield table.problem("elder_share", row, message("district.share_disagrees", share=f"{elders / residents:.3f}"),
                            message("district.leave_one"))


def _two_districts(table: Table) -> Iterator[Problem]:
    """Yield streets that the table puts into more than one district."""
    if "street" not in table.columns or "district" not in table.columns:
        return
    first: dict[Cell, int] = {}
    for row, street in enumerate(table.columns["street"]):
        known = first.setdefault(street, row)
        if table.cell("district", known) != table.cell("district", row):
            yield table.problem("district", row, message("district.street_of_two", street=street,
                                                         line=table.lines[known], other=table.cell("district", known)))


def _size(table: Table) -> Iterator[Problem]:
    residents = sum(int(value or 0) for value in table.columns["residents"])
    if not FEWEST <= residents <= MOST:
        yield Problem(table.where, table.headings.get("residents", "residents"), residents,
                      message("district.total_residents", low=f"{FEWEST:,}", high=f"{MOST:,}"))
    counts: Mapping[str, tuple[int, int]] = {
        "name": (len(table), MOST_COMMUNITIES),
        **{column: (len(set(table.columns.get(column, ()))), most)
           for column, most in (("street", MOST_STREETS), ("district", MOST_DISTRICTS))}}
    for column, (n, most) in counts.items():
        if n > most:
            yield Problem(table.where, table.headings.get(column, column), n, message("district.at_most", most=f"{most:,}"))


def _doubts(table: Table) -> Iterator[Note]:
    """Yield what is allowed and hardly true."""
    examples = declared()["communities"].columns["name"].example
    for row in range(len(table)):
        if len(table) > 1 and table.cell("name", row) in examples:
            yield Note(f"{table.where}:{table.lines[row]}", message("district.example_left"))
        residents = float(table.cell("residents", row) or 0)
        for column, most, key in (("area", DENSEST, "district.doubtful_area"),
                                  ("households", LARGEST_HOUSEHOLD, "district.doubtful_households")):
            value = table.cell(column, row)
            ratio = 0.0 if value is None else residents / float(value)
            if ratio > most:
                heading = table.headings.get(column, column)
                yield Note(f"{table.where}:{table.lines[row]}", message(key, heading=heading, value=value, ratio=f"{ratio:,.0f}"))
