"""What the emergency field and the rest of the town tell each other, once a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.arrays import Floats, Rows
from coprod.kernel.ended import Ended

if TYPE_CHECKING:
    from coprod.kernel.incident import Incident

NOTHING_TRIGGERED: Rows = np.empty(0, np.dtype([
    ("id", "i8"), ("community", "i4"), ("type", "u1"), ("severity", "f8"), ("building", "i4")]))


@dataclass(frozen=True, slots=True)
class DayContext:
    """The town as an emergency finds it today: arrays of shape (C,) unless said."""

    desk_load: Floats
    """Share of the day that each desk is busy, 0 to 1, shape (n_desks,)."""
    night_watch: Floats
    """Share of property firms' night watches that are real."""
    alertness: Floats
    """Effective report acts per 1,000 residents and day."""
    patrols: Floats
    """Effective patrols of residents per 1,000 residents and day."""
    volunteers: Callable[[int, int, float], NDArray[np.intp]]
    """Given a community, the number of an incident and a minute, returns the rows of the volunteers who answer the call."""
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
    offset: Floats | None = None
    """Utility that the long-term state of each community adds to the real acts, shape (C, 4); None for none."""
    motive_left: NDArray[np.floating] | None = None
    """Share of the motive that payment leaves today, by community and type of motive, shape (C, T); None: as the points
    scheme of the parameters."""
    recognition: float | None = None
    """Utility of being recognised today, utils; None likewise."""
    known: Floats | None = None
    """Share of the people who need help whom staff know from visits, 0 to 1; None where nobody visits."""
    load: Floats | None = None
    """Hours asked of each desk over its regular hours, shape (n_desks,), may exceed 1; None: as busy as it is."""
    triggered: Rows = field(default_factory=lambda: NOTHING_TRIGGERED)
    """Hidden hazards that became incidents today: rows with ``id, community, type, severity, building``."""


    @property
    def asked(self) -> Floats:
        """Hours asked of each desk over its regular hours, shape (n_desks,)."""
        return self.desk_load if self.load is None else self.load


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
    actors: NDArray[np.intp]
    """Rows of the residents who acted in emergencies, each as often as they did."""
    helped: NDArray[np.intp]
    """Rows of the residents who were helped by them."""
    helps: Floats
    """How many times residents acted, shape (C,)."""
    ended: tuple[Ended, ...] = ()
    """Incidents that were over today, in the order in which they ended."""


class Tally:
    """Adds up the day while its incidents unfold."""

    def __init__(self, n_communities: int, n_desks: int) -> None:
        self._n_communities, self._n_desks = n_communities, n_desks
        self.begin()

    def begin(self) -> None:
        """Start a new day."""
        self.staff_hours, self.citizen_hours = np.zeros(self._n_desks), np.zeros(self._n_communities)
        self.yuan = np.zeros(self._n_communities)
        self.opened = 0
        self._ended: list[Ended] = []
        self.helps, self.alarm = np.zeros(self._n_communities), np.zeros(self._n_communities)
        self._actors: list[int] = []
        self._helped: list[int] = []
        self.over: list[Incident] = []
        """Incidents that were brought under control today."""

    def work(self, desk: int, hours: float) -> None:
        """Add staff-hours of a desk."""
        self.staff_hours[desk] += hours

    def end(self, ended: Ended) -> None:
        """Note that an incident is over."""
        self._ended.append(ended)

    def note_acts(self, actors: Sequence[int], helped: Sequence[int], community: int) -> None:
        """Note who acted for whom in a community."""
        self._actors += actors
        self._helped += helped
        self.helps[community] += len(actors)

    def of_day(self) -> EmergencyDay:
        """Return the day so far."""
        return EmergencyDay(self.staff_hours, self.citizen_hours, self.yuan, self.opened, len(self._ended),
                            np.array(self._actors, dtype=np.intp), np.array(self._helped, dtype=np.intp), self.helps,
                            tuple(self._ended))
