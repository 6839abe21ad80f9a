"""Shards: Parquet files of finished runs, each with the checksum of its content in its name.

A shard is complete or not there. One whose content does not fit its name is never read: a sweep moves it into the folder
``damaged`` and makes its runs again.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from coprod.laboratory.files import checksum, make_folder, set_aside, written_whole

SHARDS = "shards"
_DIGITS = 32
_NAME = re.compile(rf"\d+-[0-9a-f]+-([0-9a-f]{{{_DIGITS}}})\.parquet")


class Shards:
    """The shards of a results folder, also those in folders below ``shards``, where other machines' may be copied."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._place = folder / SHARDS
        self._looked_at: dict[Path, tuple[tuple[int, int], bool]] = {}

    def put(self, size: int, fill: Callable[[Path], object]) -> Path:
        """Have `fill` write a shard and put it in place under a name with its checksum.

        Raises
        ------
        InputProblems
            If the disk is full or cannot be written to; no shard is then there.
        """
        make_folder(self._place)
        stem = f"{size}-{time.time_ns():x}"
        with written_whole(self._place / stem, fill) as partial:
            path = self._place / f"{stem}-{checksum(partial)[:_DIGITS]}.parquet"
            partial.replace(path)
        return path

    def intact(self) -> list[Path]:
        """Return the shards that can be read.

        While they are looked at, a sweep may merge some; then they are looked for again, for the merged one has their runs.
        """
        while True:
            every = self._all()
            fine = [path for path in every if self._is_intact(path)]
            if all(path.exists() for path in every):
                return fine

    def damaged(self) -> list[Path]:
        """Return the shards that cannot: their content does not fit the checksum in their name, or there is none."""
        return [path for path in self._all() if not self._is_intact(path) and path.exists()]

    def still_intact(self, paths: list[Path]) -> list[Path]:
        """Return those of these shards that are intact, looked at anew; the others stay for who moves them away."""
        for path in paths:
            self._looked_at.pop(path, None)
        return [path for path in paths if self._is_intact(path)]

    def look_again(self) -> None:
        """Look at every shard anew, also at those that have not changed by name, size and time."""
        self._looked_at.clear()
        self.intact()

    def set_damaged_aside(self) -> list[str]:
        """Move what is damaged into the folder ``damaged``, and return the names."""
        damaged = self.damaged()
        for path in damaged:
            set_aside(self.folder, path)
        return [path.name for path in damaged]

    def _all(self) -> list[Path]:
        return sorted(path for path in self._place.rglob("*.parquet") if path.is_file())

    def _is_intact(self, path: Path) -> bool:
        """Compare content and name; what was looked at and has not changed since is not looked at again."""
        try:
            state = path.stat().st_size, path.stat().st_mtime_ns
            if path not in self._looked_at or self._looked_at[path][0] != state:
                named = _NAME.fullmatch(path.name)
                self._looked_at[path] = state, bool(named) and checksum(path).startswith(named[1])  # type: ignore[index]
        except OSError:  # merged by the sweep that wrote it, or not to be read: in either case not to be relied on
            return False
        return self._looked_at[path][1]
