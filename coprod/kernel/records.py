"""Typed records: what happened, with its own times, kept as columns.

A rule appends one row or a block of rows; delays, backlogs, shares and indices are derived later.
Each kind is declared once, beside the rule that writes it, with the dtype, unit and meaning of every field.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: NumPy dtype, unit, and its meaning in English and Chinese."""

    dtype: str
    unit: str
    en: str
    zh: str
    codes: tuple[str, ...] = ()
    """Names of integer codes 0, 1, …: shown as a category when the records are read."""


@dataclass(frozen=True)
class RecordKind:
    """A kind of record: its name (singular noun) and its fields in order."""

    name: str
    en: str
    zh: str
    fields: Mapping[str, Field]

    def __post_init__(self) -> None:
        """Be known by name, whether or not anything of the kind is ever recorded."""
        RECORD_KINDS.setdefault(self.name, self)


RECORD_KINDS: dict[str, RecordKind] = {}
"""Every declared kind by name, in order of declaration; importing :mod:`coprod.model` declares all that a run may record."""
SEGMENT_ROWS = 1 << 20
"""Rows of a kind that are held in memory; every further million rests on disk until somebody reads it."""

Columns = dict[str, NDArray[Any]]
_LISTED = list, tuple
_SINGLE = frozenset({int, float, bool, np.int64, np.int32, np.float64, np.float32, np.bool_})
"""Types of values that are known to be single ones."""


class Table(Mapping[str, NDArray[Any]]):
    """The records of one kind: ``table["day"]`` is a field of all of them, an array of shape (n_records,)."""

    def __init__(self, kind: RecordKind) -> None:
        self.kind = kind
        self._segments: list[Columns] = []
        self._blocks: list[tuple[Any, ...]] = []
        self._lengths: list[int] = []
        self._is_plain = True
        """Whether no block has an array, so that each is one record."""
        self._n_new = 0

    def append(self, block: tuple[Any, ...]) -> None:
        """Add a block of records: one value or array per field, in order."""
        length = 1
        if not _SINGLE.issuperset(map(type, block)):
            length, is_plain = _measured(block)
            self._is_plain &= is_plain
        self._blocks.append(block)
        self._lengths.append(length)
        self._n_new += length
        if self._n_new >= SEGMENT_ROWS:
            self._seal(on_disk=True)

    def segments(self) -> list[Columns]:
        """Return the records in pieces that fit into memory, in order of time."""
        self._seal()
        return self._segments

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Return one field of all records."""
        parts = [segment[name] for segment in self.segments()]
        if len(parts) == 1:
            return parts[0]
        return np.concatenate(parts) if parts else np.empty(0, self.kind.fields[name].dtype)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the fields."""
        return iter(self.kind.fields)

    def __len__(self) -> int:
        """Return the number of fields."""
        return len(self.kind.fields)

    def _seal(self, *, on_disk: bool = False) -> None:
        """Make columns of the blocks; small pieces in memory grow together, large ones go to disk."""
        if not self._blocks:
            return
        columns = zip(self.kind.fields.items(), zip(*self._blocks, strict=True), strict=True)
        segment = {name: np.array(values, dtype=spec.dtype) if self._is_plain else _joined(values, self._lengths, spec.dtype)
                   for (name, spec), values in columns}
        if self._segments and not isinstance(self._segments[-1][next(iter(segment))], np.memmap):
            before = self._segments.pop()
            segment = {name: np.concatenate([before[name], segment[name]]) for name in segment}
        self._segments.append({name: _on_disk(column) for name, column in segment.items()} if on_disk else segment)
        self._blocks, self._lengths, self._is_plain, self._n_new = [], [], True, 0


@dataclass
class Recorder:
    """All records of one run."""

    _tables: dict[str, Table] = field(default_factory=dict)

    def append(self, kind: RecordKind, /, **values: ArrayLike) -> None:
        """Append one record (scalars) or a block of records (arrays of one length, scalars repeated).

        Raises
        ------
        TypeError
            If the names given are not exactly the fields of the kind.
        """
        if values.keys() != kind.fields.keys():
            odd = sorted(values.keys() ^ kind.fields.keys())
            raise TypeError(f"record {kind.name!r} does not fit its declaration: {odd}")
        table = self._tables.get(kind.name)
        if table is None:
            table = self._tables[kind.name] = Table(kind)
        table.append(tuple(map(values.__getitem__, kind.fields)))

    def kinds(self) -> list[RecordKind]:
        """Return the kinds that have at least one record, in order of first appearance."""
        return [table.kind for table in self._tables.values()]

    def columns(self, kind: RecordKind) -> Table:
        """Return the records of a kind: a mapping of field name to array, read only when asked for."""
        return self._tables.get(kind.name) or Table(kind)

    def frame(self, kind: RecordKind) -> pd.DataFrame:
        """Return the records of a kind as a pandas frame; integer codes become categories."""
        return as_frame(kind, self.columns(kind))

    def frames(self, kind: RecordKind) -> Iterator[pd.DataFrame]:
        """Yield the records of a kind as frames of about a million rows at most."""
        for segment in self.columns(kind).segments():
            yield as_frame(kind, segment)


def as_frame(kind: RecordKind, columns: Mapping[str, NDArray[Any]]) -> pd.DataFrame:
    """Return columns of records as a frame; integer codes become categories."""
    import pandas as pd

    frame = pd.DataFrame(dict(columns))
    for name, spec in kind.fields.items():
        if spec.codes:
            frame[name] = pd.Categorical.from_codes(frame[name].to_numpy(int), categories=pd.Index(spec.codes))
    return frame


def _joined(values: Sequence[Any], lengths: list[int], dtype: str) -> NDArray[Any]:
    column = np.empty(sum(lengths), dtype=dtype)
    start = 0
    for value, length in zip(values, lengths, strict=True):
        column[start : start + length] = value
        start += length
    return column


def _on_disk(column: NDArray[Any]) -> NDArray[Any]:
    """Move a column to a file without a name, which goes when nobody reads it any more."""
    with tempfile.TemporaryFile() as file:
        column.tofile(file)
        file.flush()
        return np.memmap(file, dtype=column.dtype, mode="r", shape=column.shape)


def _measured(block: tuple[Any, ...]) -> tuple[int, bool]:
    """Return how many records a block holds, and whether all its values are single ones."""
    for value in block:
        if isinstance(value, np.ndarray):
            if value.ndim:
                return len(value), False
        elif isinstance(value, _LISTED):
            return len(value), False
    return 1, True
