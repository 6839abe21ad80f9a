"""What the data of a district are called: among the parameters and the values of a run, and in the head of a scenario file."""

from __future__ import annotations

DATA = "district_data"
"""The field of the parameters, and the key of their tree among the values of a run."""
TABLES = "tables"
"""The entry of ``[scenario]`` that names the folder of the tables, relative to the file."""
