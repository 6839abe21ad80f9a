"""Aids to the work at the scene 现场辅助条件: goods and acts that come after the crew does, and slow it down until then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from simpy.events import Event


@dataclass(slots=True)
class Aid:
    """Something without which the work takes longer."""

    slower: float
    """Share by which the work takes longer while it is missing."""
    comes: Event | None = None
    """Happens when it is there; its value is the share of it that is lacking for good. None if it never comes."""
    at: float = inf
    """Minute at which it came …"""
    lacking: float = 0.0
    """… and the share that was lacking, 0 to 1."""

    def share_missing(self, minute: float) -> float:
        """Return the share of it that is missing at a minute."""
        return 1.0 if minute < self.at else self.lacking


def end_of_work(work: float, began: float, aids: Sequence[Aid], sooner: float = 0.0) -> float:
    """Return the minute at which work ends that began at a minute, had every aid come so many minutes sooner.

    Work proceeds at the rate 1 / (1 + Σ slower × share missing), which changes as aids come.

    Parameters
    ----------
    work : float
        Minutes that it takes with all aids.
    """
    comings = sorted({max(began, aid.at - sooner) for aid in aids if aid.at < inf} - {began})
    now = began
    for coming in [*comings, inf]:
        slower = 1 + sum(aid.slower * aid.share_missing(now + sooner) for aid in aids)
        if now + work * slower <= coming:
            return now + work * slower
        work -= (coming - now) / slower
        now = coming
    return now
