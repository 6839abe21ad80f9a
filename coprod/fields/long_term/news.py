"""News 事后消息: what emergencies leave behind for people to remember and to talk about."""

from __future__ import annotations

import numpy as np

from coprod.kernel.calendar import MINUTES_PER_DAY
from coprod.kernel.incident import Incident

LONG_AGO = -(10**6)
"""Day of the last large incident where there has been none."""


class News:
    """Incidents that ended since somebody last asked, by community: arrays of shape (C,).

    ``hits`` and ``misses`` count golden windows, ``size`` adds up sizes, ``large`` counts incidents that the whole
    community talks about, ``worst`` is the largest size and ``relief`` the trust that relief has won or lost. ``last_large``
    is the day on which the last large one began.
    """

    def __init__(self, n_communities: int, large_size: float) -> None:
        self._n, self._large_size = n_communities, large_size
        self.last_large = np.full(n_communities, LONG_AGO)
        self.begin()

    def begin(self) -> None:
        """Forget what has been told."""
        self.hits, self.misses, self.size, self.large, self.worst, self.relief = (np.zeros(self._n) for _ in range(6))

    def is_large(self, size: float) -> bool:
        """Tell whether an incident of this size is the talk of the community."""
        return size >= self._large_size

    def add(self, incident: Incident, size: float, *, hit: bool) -> None:
        """Add an incident that has ended."""
        community = incident.community
        (self.hits if hit else self.misses)[community] += 1
        self.size[community] += size
        self.worst[community] = max(self.worst[community], size)
        if self.is_large(size):
            self.large[community] += 1
            day = int(incident.minute // MINUTES_PER_DAY)
            self.last_large[community] = max(self.last_large[community], day)
