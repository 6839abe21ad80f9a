"""A district of one's own: its communities, streets, stations and borders, read from tables and a map."""

from __future__ import annotations

from coprod.districts.district import DistrictData
from coprod.districts.folder import Reading, is_district, read_district, write_tables

__all__ = ["DistrictData", "Reading", "is_district", "read_district", "write_tables"]
