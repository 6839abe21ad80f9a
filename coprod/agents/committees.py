"""Residents' committees 社区居委会: their columns and the view on one of them (mech:A07)."""

from __future__ import annotations

from coprod.kernel.columns import ColumnAgent
from coprod.town.places import COMMITTEE_COLUMNS


class Committee(ColumnAgent):
    """One residents' committee and its community, a view on a row of the committees' columns."""

    columns = COMMITTEE_COLUMNS

    @property
    def elder_share(self) -> float:
        """Share of residents who are 60 or older."""
        return float(self.elders / self.residents)
