"""What a Mesa user would write first: one participation rule as plain objects, the yardstick of speed.

Logit on motivation, habit, neighbours' mean and trust; points earned and redeemed. No
institutions, no emergencies: far less than coprod does in a day.
"""

from __future__ import annotations

import math

import mesa


class PlainResident(mesa.Agent):
    """A resident with ordinary attributes."""

    def __init__(self, model: PlainTown) -> None:
        super().__init__(model)
        random = model.random
        self.motivation = random.gammavariate(2.8, 0.72)
        self.trust = random.uniform(0.3, 0.9)
        self.habit = 0.0
        self.points = 0.0
        self.active = False
        self.neighbours: list[PlainResident] = []

    def step(self) -> None:
        """Take part or not; perhaps redeem."""
        random = self.model.random
        norm = sum(neighbour.active for neighbour in self.neighbours) / len(self.neighbours)
        utility = self.motivation + 3 * self.habit + 1.5 * (norm - 0.5) + self.trust + math.log(1 + 2 / 5) - 9
        self.active = random.random() < 1 / (1 + math.exp(-utility))
        self.habit += 0.044 * (self.active - self.habit)
        if self.active:
            self.points += 2
        if self.points > 0 and random.random() < 0.02:
            self.points = 0.0


class PlainTown(mesa.Model):
    """Residents with five random neighbours each, activated by ``AgentSet.do``."""

    def __init__(self, n: int, rng: int = 1) -> None:
        super().__init__(rng=rng)
        residents = [PlainResident(self) for _ in range(n)]
        for resident in residents:
            resident.neighbours = self.random.sample(residents, 5)

    def step(self) -> None:
        """Simulate one day."""
        self.agents.do("step")
