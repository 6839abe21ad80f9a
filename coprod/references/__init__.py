"""The bibliography as data, and the codes by which parameters, mechanisms, facts, docstrings and documents cite it.

A code is a prefix, a colon and a key (:data:`SCHEMES`): ``src:huang2026`` a work, ``note:B7`` the project's note on a submodel,
``mech:P01`` a row of the mechanism inventory, ``fact:C14`` a stylised fact, ``scenario:baseline`` a scenario. Works and notes
stand in ``entries/*.toml``; rows, facts and scenarios in their own packages, above this one.
"""

from __future__ import annotations

from coprod.references.bibliography import Note, Reference, bibliography, entry_of, notes
from coprod.references.codes import SCHEMES, Code, codes_in, parse_code
from coprod.references.number import NUMBER_KINDS, NumberKind, NumberSource, parse_number

__all__ = [
    "NUMBER_KINDS", "SCHEMES", "Code", "Note", "NumberKind", "NumberSource", "Reference",
    "bibliography", "codes_in", "entry_of", "notes", "parse_code", "parse_number",
]
