"""The rooms of a server in class mode: opened by whoever drives one already, found by code, kept in memory alone."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Hashable

from coprod.interfaces.dashboard.classroom.room import Refused, Room, Round

MOST_ROOMS = 20
DIGITS = 5
FORGOTTEN_AFTER = 12 * 3600.0
"""Seconds after which a room in which nothing happened gives way to a new one."""


class Rooms:
    """Rooms by code; none, and there is no class mode.

    Parameters
    ----------
    on_work : callable
        Makes the runs of a round.
    """

    def __init__(self, on_work: Callable[[Room, Round], None]) -> None:
        self._on_work = on_work
        self._rooms: dict[str, Room] = {}
        self._lock = threading.Lock()

    @property
    def in_class_mode(self) -> bool:
        """Tell whether pages are those of a class."""
        return bool(self._rooms)

    def open(self) -> tuple[Room, str]:
        """Return a new room and its secret."""
        with self._lock:
            self._forget()
            if len(self._rooms) >= MOST_ROOMS:
                raise Refused("class.refused_rooms")
            secret = secrets.token_urlsafe(16)
            room = Room(self._free_code(), secret, self._on_work)
            self._rooms[room.code] = room
            return room, secret

    def find(self, code: str) -> Room | None:
        """Return the room that a typed code joins; blanks and full-width digits are what phones make of it."""
        digits = "".join(str(int(mark)) for mark in code if mark.isdecimal())
        return self._rooms.get(digits)

    def take_desk(self, token: Hashable, secret: str) -> Room | None:
        """Return the room that a secret drives, for the browser to drive from now on."""
        return next((room for room in list(self._rooms.values()) if room.take_desk(token, secret)), None)

    def may_explore(self, token: Hashable) -> bool:
        """Tell whether a browser may see the dashboard itself: who drives may, and the class when it is over."""
        rooms = list(self._rooms.values())
        mine = [room for room in rooms if token in room.members]
        return any(room.is_driven_by(token) for room in rooms) or (bool(mine) and all(room.phase == "over" for room in mine))

    def clear(self) -> None:
        """Forget all rooms."""
        with self._lock:
            self._rooms.clear()

    def _free_code(self) -> str:
        while True:
            code = f"{secrets.randbelow(9 * 10 ** (DIGITS - 1)) + 10 ** (DIGITS - 1)}"
            if code not in self._rooms:
                return code

    def _forget(self) -> None:
        for code, room in list(self._rooms.items()):
            if room.clock() - room.touched > FORGOTTEN_AFTER and len(self._rooms) > 1:
                del self._rooms[code]


def _make_runs(room: Room, current: Round) -> None:
    from coprod.interfaces.dashboard.classroom.answers import start  # here: rooms are opened before Solara is set up

    start(room, current)


ROOMS = Rooms(_make_runs)
"""The rooms of this server."""
