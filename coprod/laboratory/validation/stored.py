"""A measurement as a file, so that the manual can show one that took minutes: JSON with where it came from."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

import coprod
from coprod import __version__
from coprod.laboratory.files import make_folder, write_json
from coprod.laboratory.origin import commit
from coprod.laboratory.run_folder import number
from coprod.laboratory.validation.measurement import Measured, Measurement
from coprod.parameters import Parameters

FILE = Path(coprod.__file__).parents[1] / "docs" / "validation.json"
"""The measurement that the manual shows."""


@dataclass(frozen=True)
class Origin:
    """Where a measurement came from."""

    command: str
    date: str
    coprod: str
    commit: str | None
    parameters: str
    """Digest of the default parameters at the time."""

    @property
    def is_current(self) -> bool:
        """Tell whether the defaults are still those that were measured."""
        return self.parameters == Parameters().digest()


def origin(command: str) -> Origin:
    """Return the origin of a measurement that is made now by this command."""
    today = datetime.now(UTC).date().isoformat()
    return Origin(command, today, __version__, commit(), Parameters().digest())


def as_tree(measurement: Measurement, made: Origin) -> dict[str, Any]:
    """Return a measurement as JSON has it: what is not a number is null."""
    values = {fact: [{name: number(value) for name, value in asdict(measured).items()} for measured in found]
              for fact, found in measurement.values.items()}
    return {**asdict(made), "seeds": list(measurement.seeds), "residents": measurement.residents, "values": values}


def write(measurement: Measurement, made: Origin, path: Path) -> None:
    """Write a measurement, whole or not at all."""
    make_folder(path.absolute().parent)
    write_json(path, as_tree(measurement, made), indent=1)


def read(path: Path = FILE) -> tuple[Measurement, Origin]:
    """Read a measurement back, with its origin."""
    tree = json.loads(path.read_text(encoding="utf-8"))
    values = {fact: tuple(Measured(**{name: np.nan if value is None else value for name, value in one.items()})
                          for one in found) for fact, found in tree["values"].items()}
    made = Origin(**{name: tree[name] for name in Origin.__dataclass_fields__})
    return Measurement(tuple(tree["seeds"]), tree["residents"], values), made
