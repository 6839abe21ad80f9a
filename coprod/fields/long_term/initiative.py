"""Initiative of communities 社区主动性: what people learn who see others do their work (mech:D03).

The source warns higher levels to coordinate and not to take over, to guide and not to stand in 统筹而不是包办、指导而不替代
(src:huang2026). At every incident residents see how much of what they and their committee could do is done for them: by a
district that takes over, or all of it by a city in command. They come to rely on it a little more each time, and a little
less after each incident that they deal with themselves: D ← D + g (s − D), so that D follows the share s done by others over
about the last 1/g incidents. Who relies on others patrols and helps less.
"""

from __future__ import annotations

import numpy as np

from coprod.kernel.arrays import Floats
from coprod.parameters import groups


class Initiative:
    """How far each community has come to rely on those above it.

    Attributes
    ----------
    relies : shape (C,)
        Share of its incidents' work that a community expects others to do, 0 to 1.
    """

    def __init__(self, district: groups.District, n_communities: int) -> None:
        self._district = district
        self.relies: Floats = np.zeros(n_communities)

    def see(self, community: int, of_city: bool) -> None:
        """Let a community see who did the work at an incident: the district as far as it takes over, or the city in command."""
        share = 1.0 if of_city else self._district.intervention
        self.relies[community] += self._district.crowding_gain * (share - self.relies[community])

    @property
    def lost(self) -> Floats:
        """Utility that patrols and help lose in each community, shape (C,)."""
        return np.asarray(self._district.crowding * self.relies)
