"""Residents' committees 社区居委会: their columns and the view on one of them (mech:A07)."""

from __future__ import annotations

from coprod.columns import Column, ColumnAgent

ESTATES = ("old", "new", "fringe")
"""Types of estate: old walk-ups 老旧小区, new high-rise estates 新建小区, fringe of the city 城乡结合部."""

COMMITTEE_COLUMNS = {
    # the territory: written once by the synthesis of the town
    "street": Column("i2", "", "street number", "街道编号"),
    "district": Column("i2", "", "district number", "区编号"),
    "estate": Column("u1", "", "type of estate", "小区类型", codes=ESTATES),
    "residents": Column("i4", "people", "residents", "居民数"),
    "households": Column("i4", "households", "households", "户数"),
    "elders": Column("i4", "people", "residents of 60 and older", "60岁及以上老年人数"),
    "vulnerable": Column("i4", "people", "residents who need help in an emergency", "应急时需要帮助的居民数"),
    "lifts": Column("i4", "lifts", "lifts", "电梯数"),
}


class Committee(ColumnAgent):
    """One residents' committee and its community, a view on a row of the committees' columns."""

    columns = COMMITTEE_COLUMNS

    @property
    def elder_share(self) -> float:
        """Share of residents who are 60 or older."""
        return float(self.elders / self.residents)

    @property
    def vulnerable_share(self) -> float:
        """Share of residents who need help in an emergency."""
        return float(self.vulnerable / self.residents)
