"""The risk map 风险地图: how many hazards each building is expected to have, drawn from what was found there (mech:W05).

Whatever hazard a committee learns of, by a report, a patrol or a department that shares what it knows, is drawn on the map
with the map's quality, and fades. Patrols spend their hours by it as committees decide; the hours stay what they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coprod.agents.committee_decisions import PatrolWeek
from coprod.agents.decisions import RuleBook
from coprod.kernel.arrays import Floats, Rows
from coprod.kernel.calendar import DAYS_PER_WEEK
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters

if TYPE_CHECKING:
    from coprod.fields.everyday.hazard_places import HazardPlaces

PRIOR = 1.0
"""Hazards that every building of a community is taken to have had before any is drawn: the prior of a gamma-Poisson estimate."""
TOP = 0.2
"""Share of the buildings of a community that count as its hot spots."""


class RiskMap:
    """The map, and the effort of patrol by building that follows from it.

    Attributes
    ----------
    drawn : shape (B,)
        Hazards on the map by building, faded.
    effort : shape (B,) or None
        Effort of patrol relative to the mean of the community; None while it is the same everywhere.
    """

    def __init__(self, parameters: Parameters, streams: Streams, places: HazardPlaces, rules: RuleBook | None = None) -> None:
        self._p, self._streams, self._places = parameters.patrol, streams, places
        self._rule = (rules or RuleBook(parameters))["committee.patrol"]
        self._fades = 0.5 ** (DAYS_PER_WEEK / self._p.map_half_life)
        self.drawn = np.zeros(places.residents.size)
        self.effort: Floats | None = None
        self._hot: np.ndarray | None = None
        self.births = self.hits = 0
        """Hazards that arose today while there is something on the map, and of these, those in its hot spots."""

    def draw(self, known: Rows) -> None:
        """Draw the hazards that committees learn of today, as far as the map is kept."""
        if self._p.map_quality and known.size:
            noticed = self._streams.uniform(Purpose.MAP_DRAWN, known["id"]) < self._p.map_quality
            np.add.at(self.drawn, known["building"][noticed], 1.0)

    def week(self) -> Floats | None:
        """Let the map fade and committees decide where to patrol this week; return the effort by building."""
        seen = self.seen()
        self.drawn *= self._fades
        self._hot = hot_spots(seen.drawn, seen.community) if self.drawn.any() else None
        asked = np.maximum(np.asarray(self._rule(seen), dtype=float), 0.0)
        mean = self._places.mean_of(asked)[self._places.community]
        effort = np.divide(asked, mean, out=np.ones_like(asked), where=mean > 0)
        self.effort = None if (effort == 1.0).all() else effort
        return self.effort

    def seen(self) -> PatrolWeek:
        """Return what committees see of their buildings when they decide where to patrol."""
        places = self._places
        return PatrolWeek(places.community, places.residents, self.drawn.copy(),
                          places.mean_of(self.drawn)[places.community], PRIOR, self._p.map_gain)

    def score(self, born: Rows) -> None:
        """Count how many of the hazards born today lie where the map expects most."""
        self.births = self.hits = 0
        if self._hot is not None and born.size:
            self.births = born.size
            self.hits = int(self._hot[born["building"]].sum())


def hot_spots(drawn: Floats, community: np.ndarray) -> np.ndarray:
    """Tell which buildings are among the fifth of their community with most hazards on the map, shape (B,).

    Parameters
    ----------
    drawn, community : shape (B,)
        Hazards on the map, and the community, in order of community.
    """
    order = np.lexsort((-drawn, community))
    start = np.searchsorted(community, community[order])
    size = np.searchsorted(community, community[order], side="right") - start
    hot = np.zeros(drawn.size, dtype=bool)
    hot[order] = np.arange(drawn.size) - start < np.maximum(np.rint(TOP * size), 1)
    return hot
