"""What a sweep says while it goes. This one says nothing; the command line has one that draws."""

from __future__ import annotations

from collections.abc import Sequence

from coprod.laboratory.batches import Row


class Progress:
    """Listens to a sweep."""

    def begin(self, missing: int, finished: int, engine: str, n_points: int) -> None:
        """Hear how many runs are to be made, how many were found finished, where they are made, and how many points there are."""

    def advance(self, rows: Sequence[Row]) -> None:
        """Hear of runs that have just been stored (perhaps none: this is called at least twice a second)."""

    def elsewhere(self, runs: int) -> None:
        """Hear how many of the runs to be made other sweeps of the folder have begun or made by now."""

    def note(self, key: str, **values: object) -> None:
        """Hear of something worth a line: ``translate(key, language, **values)`` of the glossary tells it."""

    def end(self) -> None:
        """Hear that no more runs will come."""
