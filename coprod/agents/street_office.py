"""Street offices 街道办事处: their columns and the view on one of them (mech:A04)."""

from __future__ import annotations

from coprod.columns import Column, ColumnAgent

STREET_COLUMNS = {
    # the territory: written once by the synthesis of the town
    "district": Column("i2", "", "district number", "区编号"),
    "communities": Column("i4", "communities", "communities", "社区数"),
    "residents": Column("i4", "people", "residents", "居民数"),
}


class StreetOffice(ColumnAgent):
    """One street office, a view on a row of the street offices' columns."""

    columns = STREET_COLUMNS
