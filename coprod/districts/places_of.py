"""What the tables of a district say of streets, stations, stores and days, in the numbers of the model's rows."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from coprod.districts.district import DistrictData
from coprod.districts.geometry import project

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LEVELS = ("street", "district", "city")
DAYS_PER_YEAR = 365


def of_streets(data: DistrictData, column: str, n: int) -> Floats:
    """Return a column of numbers of streets.csv in the order of the model's streets, shape (n,): NaN where not given."""
    found = np.full(n, np.nan)
    rows = _rows_of_streets(data)
    if rows.size:
        found[rows] = data.numbers(column, "streets")
    return found


def codes_of_streets(data: DistrictData, column: str, order: tuple[str, ...], n: int) -> Ints:
    """Return a column of codes of streets.csv in the order of the model's streets, shape (n,): −1 where not given."""
    found = np.full(n, -1)
    rows = _rows_of_streets(data)
    if rows.size:
        found[rows] = data.codes(column, order, "streets")
    return found


def crews_of_stations(data: DistrictData) -> dict[tuple[str, int], int]:
    """Return how many crews of each kind (street, district, ambulance) there are at each street or district that is named."""
    found: dict[tuple[str, int], int] = {}
    if "stations" in data.tables:
        columns = data.tables["stations"]
        for row, (kind, crews) in enumerate(zip(columns["kind"], columns["crews"], strict=True)):
            key = str(kind), _number(data, "street" if kind == "street" else "district", _place(data, "stations", row))
            found[key] = found.get(key, 0) + int(crews or 0)
    return found


def stock_of_stores(data: DistrictData) -> dict[tuple[str, int, str], float]:
    """Return the units that stores keep, by level, number of the street or district (0 for the city) and item."""
    columns, found = data.tables.get("stores", {}), dict[tuple[str, int, str], float]()
    for row, level in enumerate(columns.get("level", ())):
        place = _number(data, str(level), _place(data, "stores", row))
        for item in columns.keys() - {"level", "place"}:
            units = columns[item][row]
            if units is not None:
                found[str(level), place, item] = float(units)
    return found


def distances(data: DistrictData, kind: str) -> Floats | None:
    """Return how far each community lies from its nearest station of a kind, km, shape (C,); None without coordinates.

    Street crews serve their own street, others their own district; NaN for communities or stations without coordinates.
    """
    if not (data.has("longitude", "stations") and data.has("longitude")):
        return None
    homes = np.array([data.numbers(column) for column in ("longitude", "latitude")]).T
    posts = np.array([data.numbers(column, "stations") for column in ("longitude", "latitude")]).T
    known = np.concatenate([homes, posts])
    around = known[~np.isnan(known).any(axis=1)]
    homes, posts = project(homes, around), project(posts, around)
    level = "street" if kind == "street" else "district"
    of_homes = data.street_of if level == "street" else _district_of(data)
    nearest = np.full(len(homes), np.inf)
    for row, found in enumerate(data.tables["stations"]["kind"]):
        place = _number(data, level, _place(data, "stations", row))
        if found == kind and not np.isnan(posts[row]).any():
            here = np.ones(len(homes), dtype=bool) if of_homes is None else of_homes == place
            away = np.hypot(*(homes - posts[row]).T)
            nearest[here] = np.fmin(nearest, away)[here]
    return np.where(np.isinf(nearest) | np.isnan(homes[:, 0]), np.nan, nearest)


def rain_by_day(data: DistrictData) -> dict[int, float]:
    """Return the millimetres of rain by day of the run; 29 February adds to the day before it."""
    columns, found = data.tables.get("weather", {}), dict[int, float]()
    if not columns:
        return found
    dates = [date.fromisoformat(str(day)) for day in columns.get("date", ())]
    first = min((day.year for day in dates), default=0)
    days = [_day(day, first) for day in dates] or [int(day or 0) for day in columns["day"]]
    for day, rain in zip(days, columns["rain"], strict=True):
        found[day] = found.get(day, 0.0) + float(rain or 0)
    return found


def _day(day: date, first: int) -> int:
    """Return the day of a run that begins on 1 January of year `first`, years having 365 days."""
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return (day.year - first) * DAYS_PER_YEAR + day.replace(year=2001).timetuple().tm_yday - 1


def _rows_of_streets(data: DistrictData) -> Ints:
    names = {name: row for row, name in enumerate(data.street_names or ())}
    return np.array([names[str(name)] for name in data.tables.get("streets", {}).get("name", ())], dtype=np.int64)


def _place(data: DistrictData, table: str, row: int) -> str | None:
    values = data.tables[table].get("place")
    return None if values is None or values[row] is None else str(values[row])


def _number(data: DistrictData, level: str, place: str | None) -> int:
    """Return the number of a street or district; of the only one there is if none is named."""
    names = {"street": data.street_names, "district": data.district_names}.get(level)
    return 0 if place is None or not names else names.index(place)


def _district_of(data: DistrictData) -> Ints | None:
    of_streets = data.district_of_streets
    if of_streets is not None and data.street_of is not None:
        return of_streets[data.street_of]
    return data.numbered("district")
