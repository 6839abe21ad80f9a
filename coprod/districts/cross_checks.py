"""What cannot be in two tables of a district together: names that the other does not know, sums that disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from coprod.districts.cells import Cell
from coprod.districts.table import Table
from coprod.text.messages import message
from coprod.text.problems import SHOWN, Problem, nearest

SUMS_AGREE = 0.01
"""How far the sum of communities may lie from what streets.csv says, relative to it: registers are counted on different days."""

Tables = Mapping[str, Table]


def cross_check(tables: Tables) -> list[Problem]:
    """Return what cannot be in tables together of which each is right by itself."""
    return [*_unknown_names(tables), *_sums(tables), *_places(tables), *_coordinates(tables), *_days(tables)]


def _unknown_names(tables: Tables) -> Iterator[Problem]:
    """Yield names that communities.csv does not have."""
    for table, column, of in (("streets", "name", "street"), ("firms", "name", "firm"), ("hazards", "community", "name")):
        if table in tables:
            known = set(_names(tables["communities"], of))
            unknown = [(row, str(name)) for row, name in enumerate(tables[table].columns[column]) if name not in known]
            for n, (row, name) in enumerate(unknown):
                yield tables[table].problem(column, row, message("district.not_in_communities", column=of),
                                            nearest(name, sorted(known)) if n < SHOWN else "")


def _sums(tables: Tables) -> Iterator[Problem]:
    """Yield streets whose residents are not those of their communities."""
    streets, communities = tables.get("streets"), tables["communities"]
    if streets is None or "residents" not in streets.columns:
        return
    sums: Counter[Cell] = Counter()
    for i in range(len(communities)):
        sums[communities.cell("street", i)] += int(communities.cell("residents", i) or 0)
    for row, (name, stated) in enumerate(zip(streets.columns["name"], streets.columns["residents"], strict=True)):
        together = sums[name]
        if stated is not None and together and abs(together - int(stated)) > max(1.0, SUMS_AGREE * int(stated)):
            yield streets.problem("residents", row, message("district.sum_disagrees", n=f"{together:,}"),
                                  message("district.compare_tables"))


def _places(tables: Tables) -> Iterator[Problem]:
    """Yield stations and stores of streets and districts that there are not, and stores that stand there twice."""
    known = {level: _names(tables["communities"], level) for level in ("street", "district")}
    for name, column in (("stations", "kind"), ("stores", "level")):
        if name not in tables:
            continue
        table, first = tables[name], dict[tuple[Cell, Cell], int]()
        for row in range(len(table)):
            level, place = table.cell(column, row), table.cell("place", row)
            names = known["street" if level == "street" else "district"] if level != "city" else ()
            if place is None and (len(names) > 1 or level == "street"):
                yield table.problem("place", row, message("district.name_a_place", names=_some(names)))
            elif place is not None and place not in names:
                yield table.problem("place", row, message("district.no_such_place", names=_some(names)),
                                    nearest(str(place), names))
            elif name == "stores":
                if (level, place) in first:
                    yield table.problem(column, row, message("district.name_twice", line=table.lines[first[level, place]]))
                first.setdefault((level, place), row)


def _coordinates(tables: Tables) -> Iterator[Problem]:
    stations, communities = tables.get("stations"), tables["communities"]
    if stations is None:
        return
    for row in range(len(stations)):
        found = [stations.cell(column, row) is None for column in ("longitude", "latitude")]
        if found[0] != found[1]:
            yield stations.problem("longitude" if found[0] else "latitude", row, message("district.both_coordinates"))
        elif not found[0] and "longitude" not in communities.columns:
            yield stations.problem("longitude", row, message("district.communities_without_coordinates"))
            return


def _days(tables: Tables) -> Iterator[Problem]:
    weather = tables.get("weather")
    if weather is None:
        return
    if "date" in weather.columns and "day" in weather.columns:
        yield Problem(weather.where, "day", None, message("district.date_or_day"), message("district.leave_one"))
        return
    column, first = "date" if "date" in weather.columns else "day", dict[Cell, int]()
    for row, day in enumerate(weather.columns.get(column, ())):
        if day in first:
            yield weather.problem(column, row, message("district.day_twice", line=weather.lines[first[day]]))
        first.setdefault(day, row)


def _names(table: Table, column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(name) for name in table.columns.get(column, ()) if name is not None))


def _some(names: Iterable[str]) -> str:
    names = list(names)
    return ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
