"""The rule of :mod:`benchmarks.plain_mesa` written as tightly as Mesa 3 allows: what a Mesa user who knows Python's costs writes.

The same residents decide the same, one Python object each, activated by ``AgentSet.do`` or ``shuffle_do``. What is left out is
only what the interpreter need not do: what never changes is added up once, global names and ``self.model.random`` are not looked
up for every resident, five neighbours are five names and not a loop, and nothing is written that has not changed.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import mesa

CONSTANT = math.log(1 + 2 / 5) - 9 - 1.5 * 0.5
"""What the utility of acting is for everybody: the points that an act earns, its cost, and the usual norm."""
PER_NEIGHBOUR = 1.5 / 5


class TightResident(mesa.Agent):
    """A resident with no more attributes than the rule reads."""

    def __init__(self, model: TightTown) -> None:
        super().__init__(model)
        random = model.random
        self.own = random.gammavariate(2.8, 0.72) + random.uniform(0.3, 0.9) + CONSTANT
        self.habit = 0.0
        self.points = 0.0
        self.active = False
        self.neighbours: tuple[TightResident, ...] = ()


def decide(resident: TightResident, uniform: Callable[[], float], exp: Callable[[float], float] = math.exp) -> None:
    """Take part or not; perhaps redeem."""
    a, b, c, d, e = resident.neighbours
    habit = resident.habit
    utility = resident.own + 3.0 * habit + PER_NEIGHBOUR * (a.active + b.active + c.active + d.active + e.active)
    if uniform() * (1.0 + exp(-utility)) < 1.0:
        resident.active = True
        resident.habit = habit + 0.044 * (1.0 - habit)
        resident.points += 2.0
    else:
        resident.active = False
        resident.habit = habit - 0.044 * habit
    if resident.points and uniform() < 0.02:
        resident.points = 0.0


class TightTown(mesa.Model):
    """Residents with five random neighbours each, activated in order or, as ``shuffled``, in random order."""

    def __init__(self, n: int, rng: int = 1, *, shuffled: bool = False) -> None:
        super().__init__(rng=rng)
        residents = [TightResident(self) for _ in range(n)]
        for resident in residents:
            resident.neighbours = tuple(self.random.sample(residents, 5))
        self._activate = self.agents.shuffle_do if shuffled else self.agents.do

    def step(self) -> None:
        """Simulate one day."""
        self._activate(decide, self.random.random)
