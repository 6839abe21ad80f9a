"""Stations: people who do one thing at a time, signers at their desk or crews on the road (note:B6)."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import simpy
from simpy.resources.resource import PriorityRequest


class Station(simpy.PriorityResource):
    """Equal servers who take whoever is most urgent next and are not interrupted.

    A multi-server queue with non-preemptive priorities on the clock of minutes: M/M/c if cases come by a Poisson
    process and take exponential time. Among equally urgent cases the first to come is served first.
    """

    @property
    def free(self) -> int:
        """How many servers serve nobody now."""
        return max(0, int(self.capacity) - self.count)

    def resize(self, servers: int) -> None:
        """Have so many servers from now on; whoever is served is served to the end, and whoever waits may come on at once."""
        self._capacity = servers
        self._trigger_put(None)

    def turn(self, urgency: float = 0.0) -> PriorityRequest:
        """Ask for a server: ``with station.turn(urgency) as turn: yield turn``; a lower `urgency` goes first."""
        return self.request(priority=urgency)  # type: ignore[arg-type]  # any number orders the queue

    def serve(self, minutes: float, urgency: float = 0.0) -> Generator[simpy.Event, Any, float]:
        """Wait for a server, occupy it for `minutes`, and return the minutes waited."""
        asked = self._env.now
        with self.turn(urgency) as turn:
            yield turn
            waited = self._env.now - asked
            yield self._env.timeout(minutes)
        return waited
