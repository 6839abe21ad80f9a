"""What the emergency field and the rest of the town tell each other, once a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from coprod.kernel.arrays import Floats, Rows

if TYPE_CHECKING:
    from coprod.kernel.incident import Incident

NOTHING_TRIGGERED: Rows = np.empty(0, np.dtype([("id", "i8"), ("community", "i4"), ("type", "u1"), ("severity", "f8")]))


@dataclass(frozen=True, slots=True)
class DayContext:
    """The town as an emergency finds it today: arrays of shape (C,) unless said."""

    desk_load: Floats
    """Share of the day that each desk is busy, 0 to 1, shape (n_desks,)."""
    night_watch: Floats
    """Share of property firms' night watches that are real."""
    alertness: Floats
    """Effective report acts per 1,000 residents and day."""
    skilled_on_call: Floats
    """Share of residents with a fresh skill that is on the register."""
    volunteers: Callable[[int], int]
    """Given a community, returns how many volunteers answer a call-out there."""
    facility: Floats
    """Condition of facilities, 0 to 1."""
    fund: Floats
    """Yuan left this year."""
    preparedness: Floats | None = None
    """What reviews of earlier incidents have taught, 0 for nothing; None where nobody has reviewed any."""
    staff_hours: Floats | None = None
    """Hours of a working day of every desk, shape (n_desks,); None where there are no desks."""
    neighbour_hours: Floats | None = None
    """Hours that residents help neighbours today."""
    triggered: Rows = field(default_factory=lambda: NOTHING_TRIGGERED)
    """Hidden hazards that became incidents today: rows with ``id, community, type, severity``."""


@dataclass(frozen=True, slots=True)
class EmergencyDay:
    """What emergencies took today."""

    staff_hours: Floats
    """Staff-hours of each desk, shape (n_desks,)."""
    citizen_hours: Floats
    """Hours of neighbours and volunteers, shape (C,)."""
    yuan: Floats
    """Money out of the community fund, shape (C,)."""
    opened: int
    closed: int


class Tally:
    """Adds up the day while its incidents unfold."""

    def __init__(self, n_communities: int, n_desks: int) -> None:
        self._n_communities, self._n_desks = n_communities, n_desks
        self.begin()

    def begin(self) -> None:
        """Start a new day."""
        self.staff_hours, self.citizen_hours = np.zeros(self._n_desks), np.zeros(self._n_communities)
        self.yuan = np.zeros(self._n_communities)
        self.opened = self.closed = 0
        self.over: list[Incident] = []
        """Incidents that were brought under control today."""

    def work(self, desk: int, hours: float) -> None:
        """Add staff-hours of a desk."""
        self.staff_hours[desk] += hours

    def of_day(self) -> EmergencyDay:
        """Return the day so far."""
        return EmergencyDay(self.staff_hours, self.citizen_hours, self.yuan, self.opened, self.closed)
