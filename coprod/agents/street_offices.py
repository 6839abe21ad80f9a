"""Street offices 街道办事处: their columns and the view on one of them (mech:A04)."""

from __future__ import annotations

from coprod.kernel.columns import ColumnAgent
from coprod.town.places import STREET_COLUMNS


class StreetOffice(ColumnAgent):
    """One street office, a view on a row of the street offices' columns."""

    columns = STREET_COLUMNS
