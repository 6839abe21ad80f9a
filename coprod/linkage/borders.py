"""Borders 区界: what happens next to another district, and which districts are neighbours (mech:D01, mech:D06, mech:G15).

Districts lie in a ring, so that each has two neighbours, and as many incidents lie on either border.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.arrays import Ints
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams


class Borders:
    """Tells which incidents lie at a border.

    Parameters
    ----------
    district_of : sequence of int
        District of each community.
    share : float
        Share of incidents that lie next to another district.
    """

    def __init__(self, streams: Streams, district_of: Sequence[int], n_districts: int, share: float) -> None:
        self._streams, self._district_of, self._n = streams, district_of, n_districts
        self._share = share if n_districts > 1 else 0.0

    def across(self, incident: int, community: int) -> int | None:
        """Return the district on the other side of the border that an incident lies at; None for most."""
        uniform = self._streams.uniform_scalar(Purpose.BORDER, incident)
        if uniform >= self._share:
            return None
        sides = neighbours(self._district_of[community], self._n)
        return sides[int(uniform / self._share * len(sides))]

    def at_border(self, incidents: Ints) -> NDArray[np.bool_]:
        """Tell which incidents lie at a border, shape (n,)."""
        return self._streams.uniform(Purpose.BORDER, incidents) < self._share


def neighbours(district: int, n: int) -> tuple[int, ...]:
    """Return the districts next to one of n that lie in a ring."""
    return tuple(dict.fromkeys(side for side in ((district - 1) % n, (district + 1) % n) if side != district))
