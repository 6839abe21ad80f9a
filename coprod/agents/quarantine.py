"""How strictly a residents' committee 社区居委会 keeps the ill and their contacts at home in an epidemic (note:B20).

:class:`~coprod.agents.committees.Committee` is the agent that decides; what it takes and brings stands in
:mod:`coprod.fields.long_term.epidemic`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from coprod.agents.decisions import Reason, decision
from coprod.kernel.arrays import Floats, Ints

QUARANTINE = decision(
    "committee.quarantine", "share of cases in an epidemic that are traced and kept at home", "疫情中流调并居家隔离的病例占比",
    low=0, high=1)


@dataclass(frozen=True, slots=True, eq=False)
class EpidemicHere:
    """What committees see of an epidemic today: arrays of shape (C,)."""

    day: int
    community: Ints
    incidence: Floats
    """New cases a week per 1,000 residents."""
    at_hand: Floats
    """Hours at hand yesterday for what had to be done, as a share of it, 0 to 1."""
    full_incidence: float
    """Incidence at which measures are meant to be full (``epidemic.full_incidence``)."""

    def __len__(self) -> int:
        """Return the number of communities."""
        return self.community.size


@QUARANTINE.rule("incidence", "the stricter the more fall ill", "发病率越高越严格")
class ByIncidence:
    """In proportion to incidence, up to every case (assumed)."""

    def decide(self, seen: EpidemicHere) -> Floats:
        """Return the share of cases of every community."""
        return np.minimum(seen.incidence / seen.full_incidence, 1.0)

    def explain(self, seen: Any) -> Reason:
        """Return why one committee is so strict."""
        return Reason(f"{seen.incidence:.2f} of 1,000 residents fell ill in a week; every case is kept at home from "
                      f"{seen.full_incidence:g} on.",
                      f"一周内每千名居民新发病例{seen.incidence:.2f}例，达到{seen.full_incidence:g}例即对全部病例实行居家隔离。")


@QUARANTINE.rule("every_case", "every case from the first on", "从首例起全部隔离")
class EveryCase:
    """Isolates every case and its contacts while they are few (src:hellewell2020)."""

    def decide(self, seen: EpidemicHere) -> Floats:
        """Return the share of cases of every community."""
        return np.ones(len(seen))


@QUARANTINE.rule("within_means", "no more than there are hands for", "量力而行，不超出人手")
class WithinMeans(ByIncidence):
    """Rations to what staff and helpers can do: no more cases than yesterday's hands would have served (src:lipsky1980).

    Assumed: at least a tenth of what incidence calls for.
    """

    LEAST = 0.1

    def decide(self, seen: EpidemicHere) -> Floats:
        """Return the share of cases of every community."""
        return super().decide(seen) * np.maximum(seen.at_hand, self.LEAST)
