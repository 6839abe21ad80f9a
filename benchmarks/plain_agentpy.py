"""The simple participation rule of :mod:`benchmarks.plain_mesa`, in AgentPy."""

from __future__ import annotations

import math

import agentpy


class AgentpyResident(agentpy.Agent):
    """A resident with ordinary attributes."""

    def setup(self) -> None:
        """Give the resident a character."""
        random = self.model.random
        self.motivation, self.trust = random.gammavariate(2.8, 0.72), random.uniform(0.3, 0.9)
        self.habit = self.points = 0.0
        self.active = False

    def take_part(self) -> None:
        """Take part or not; perhaps redeem."""
        random = self.model.random
        norm = sum(neighbour.active for neighbour in self.neighbours) / len(self.neighbours)
        utility = self.motivation + 3 * self.habit + 1.5 * (norm - 0.5) + self.trust + math.log(1 + 2 / 5) - 9
        self.active = random.random() < 1 / (1 + math.exp(-utility))
        self.habit += 0.044 * (self.active - self.habit)
        self.points += 2 * self.active
        if self.points > 0 and random.random() < 0.02:
            self.points = 0.0


class AgentpyTown(agentpy.Model):
    """Residents with five random neighbours each."""

    def setup(self) -> None:
        """Make the residents and tie them."""
        self.residents = agentpy.AgentList(self, self.p.residents, AgentpyResident)
        everybody = list(self.residents)
        for resident in everybody:
            resident.neighbours = self.random.sample(everybody, 5)

    def step(self) -> None:
        """Simulate one day."""
        self.residents.take_part()
