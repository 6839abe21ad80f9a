"""The data of a district: what its tables say, in the order of the model's rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.districts.cells import Cell
from coprod.districts.checks import check, in_order
from coprod.districts.columns import tables
from coprod.districts.geometry import Shapes
from coprod.districts.table import Table, read_table
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Places = tuple[tuple[float, float], ...]
Tables = Mapping[str, Mapping[str, tuple[Cell, ...]]]
PER_STREET = 4
"""Communities of a street where the tables name none, as in the default town."""
LEAST_MEAN, MOST_MEAN = 20, 50_000
"""Bounds of ``town.residents_per_community``, which the mean of a district may lie beyond."""


@dataclass(frozen=True, eq=False)
class DistrictData:
    """What the tables of a district say: frozen, comparable and hashable by content, ``parameters.district_data``.

    Aggregates of communities and streets; nothing of any person.

    Parameters
    ----------
    tables : table → column → one value a row, None where nothing was given
        As checked by :func:`coprod.districts.folder.read_district`; communities in the order of the model's rows, those of one
        street next to each other.
    shapes : tuple of Rings, optional
        Borders of the communities, arrays of shape (k, 2), km east and north on the plane of ``communities.east`` and
        ``north``.
    places : (east, north) of every community, optional
        Kilometres on that plane; None where no coordinates are known.
    """

    tables: Tables
    shapes: Shapes | None = None
    places: Places | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the communities, in the order of the model's rows."""
        return tuple(map(str, self.tables["communities"]["name"]))

    @cached_property
    def street_names(self) -> tuple[str, ...] | None:
        """Names of the streets in the order of the model's rows, None if the tables name none."""
        return self._firsts("street")

    @cached_property
    def district_names(self) -> tuple[str, ...] | None:
        """Names of the districts in the order of the model's rows, None if the tables name none."""
        return self._firsts("district")

    @property
    def street_of(self) -> Ints | None:
        """Number of the street of every community, shape (C,); None if the tables name none."""
        return self.numbered("street")

    @property
    def district_of_streets(self) -> Ints | None:
        """Number of the district of every street, shape (S,); None if the tables do not say."""
        streets, districts = self.street_of, self.numbered("district")
        if streets is None or districts is None:
            return None
        found = np.zeros(int(streets.max()) + 1, dtype=np.int64)
        found[streets] = districts
        return found

    def numbers(self, column: str, table: str = "communities") -> Floats:
        """Return a column of numbers, shape (rows,): NaN where nothing was given."""
        rows = len(next(iter(self.tables[table].values())))
        values = self.tables[table].get(column, (None,) * rows)
        return np.array([np.nan if value is None else float(value) for value in values])

    def codes(self, column: str, order: tuple[str, ...], table: str = "communities") -> Ints:
        """Return a column of codes as their numbers in `order`, shape (rows,): −1 where nothing was given."""
        rows = len(next(iter(self.tables[table].values())))
        values = self.tables[table].get(column, (None,) * rows)
        return np.array([-1 if value is None else order.index(str(value)) for value in values])

    @cached_property
    def elders(self) -> Floats:
        """Residents of 60 and older, shape (C,): as counted, or their share rounded; NaN where neither was given."""
        share = np.rint(self.numbers("elder_share") * self.numbers("residents"))
        counted = self.numbers("elders")
        return np.where(np.isnan(counted), share, counted)

    def has(self, column: str, table: str = "communities") -> bool:
        """Tell whether a column is given for some row."""
        return column in self.tables.get(table, {})

    def is_complete(self, column: str, table: str = "communities") -> bool:
        """Tell whether a column is given for every row."""
        values = self.tables.get(table, {}).get(column)
        return values is not None and None not in values

    @cached_property
    def assigned(self) -> dict[str, int | float]:
        """Parameters that the tables set, with their values."""
        mean = round(float(self.numbers("residents").mean()))
        values: dict[str, int | float] = {"town.communities": len(self.names),
                  "town.residents_per_community": min(max(mean, LEAST_MEAN), MOST_MEAN)}
        if self.street_names is not None:
            values["town.streets"] = len(self.street_names)
        if self.district_names is not None:
            values["town.districts"] = len(self.district_names)
        if self.has("firm"):
            values["property_firm.firms"] = 1
        if "weather" in self.tables:
            values["shock.storm_rate"] = 0.0  # the storms are those of the tables
        return values

    @property
    def streets_by_default(self) -> int:
        """Streets that the communities are dealt out to if neither tables nor parameters say how many."""
        return max(1, round(len(self.names) / PER_STREET))

    @cached_property
    def settled(self) -> dict[str, str]:
        """Parameters without effect because a column is given for every row, with the column that takes their place."""
        found: dict[str, str] = {}
        for name, spec in tables().items():
            for key, column in spec.columns.items():
                if name in self.tables and (self.is_complete(key, name) or self._are_elders(key)):
                    found |= dict.fromkeys(column.settles, f"{name}.{key}")
        return found

    def digest(self) -> str:
        """Return a short hash of all that the tables say: equal data, equal digest."""
        return hashlib.blake2b(self.canonical().encode(), digest_size=12).hexdigest()

    def canonical(self) -> str:
        """Return the data as one line of JSON with sorted keys."""
        return self._canonical

    @cached_property
    def _canonical(self) -> str:
        return json.dumps(self.tree(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def tree(self) -> dict[str, Any]:
        """Return the data as a tree of lists and texts, of which :meth:`from_tree` makes them again."""
        tree: dict[str, Any] = {
            name: {key: list(column) for key, column in columns.items()} for name, columns in self.tables.items()}
        if self.places is not None:
            tree["places"] = [list(place) for place in self.places]
        if self.shapes is not None:
            tree["shapes"] = [[ring.tolist() for ring in rings] for rings in self.shapes]
        return tree

    @classmethod
    def from_tree(cls, tree: Mapping[str, Any], where: str = "district_data") -> DistrictData:
        """Return the data of a tree, checked as a folder of tables is.

        Raises
        ------
        InputProblems
            Everything that is wrong with it.
        """
        found, problems = _tables_of(tree, where)
        problems = problems or check(found)[0]
        shapes, places = _plane_of(tree, where, problems, len(found["communities"]) if "communities" in found else 0)
        if problems:
            raise InputProblems(problems)
        return cls(in_order(found), shapes, places)

    def __eq__(self, other: object) -> bool:
        """Tell whether the data are the same."""
        return isinstance(other, DistrictData) and self.canonical() == other.canonical()

    def __hash__(self) -> int:
        """Return a hash of the data."""
        return hash(self.canonical())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let parameters hold the data as they are, and write them into JSON as a tree."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.from_tree(value),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda data: data.tree(), when_used="json"))

    def _are_elders(self, column: str) -> bool:
        return column in ("elders", "elder_share") and not np.isnan(self.elders).any()

    def _firsts(self, column: str) -> tuple[str, ...] | None:
        values = self.tables["communities"].get(column)
        return None if values is None else tuple(dict.fromkeys(map(str, values)))

    def numbered(self, column: str) -> Ints | None:
        """Return the number of the street or district of every community, shape (C,); None if the tables name none."""
        names = self._firsts(column)
        if names is None:
            return None
        number = {name: i for i, name in enumerate(names)}
        return np.array([number[str(value)] for value in self.tables["communities"][column]], dtype=np.int64)


def _tables_of(tree: Mapping[str, Any], where: str) -> tuple[dict[str, Table], list[Problem]]:
    """Return the tables of a tree as read from files, and what keeps them from being read."""
    found, problems = {}, []
    for name, spec in tables().items():
        columns = tree.get(name)
        if columns is None and name != "communities":
            continue
        lists = isinstance(columns, Mapping) and columns and all(isinstance(values, list | tuple) for values in columns.values())
        if not lists or len({len(values) for values in columns.values()}) > 1:  # type: ignore[union-attr]
            problems.append(Problem(where, name, None, message("district.table_of_lists")))
            continue
        rows = zip(*columns.values(), strict=True)  # type: ignore[union-attr]
        texts = [["" if value is None else str(value) for value in row] for row in rows]
        found[name], wrong = read_table(spec, [(1, [*map(str, columns)]), *enumerate(texts, 2)], f"{where}.{name}")  # type: ignore[arg-type]
        problems += wrong
    return found, problems


def _plane_of(tree: Mapping[str, Any], where: str, problems: list[Problem], n: int) -> tuple[Shapes | None, Places | None]:
    """Return the borders and places of a tree; what is wrong with them is added to `problems`."""
    shapes, places = tree.get("shapes"), tree.get("places")
    try:
        rings = tuple(tuple(np.array(ring, dtype=float).reshape(-1, 2) for ring in one) for one in shapes) if shapes else None
        points = tuple((float(east), float(north)) for east, north in places) if places else None
    except (TypeError, ValueError):
        problems.append(Problem(where, "shapes", None, message("district.table_of_lists")))
        return None, None
    for key, found in (("shapes", rings), ("places", points)):
        if found is not None and len(found) != n:
            problems.append(Problem(where, key, len(found), message("district.table_of_lists")))
    return rings, points
