"""The loop of :mod:`benchmarks.sweep_overhead` as a model of Mesa and a function of the EMA Workbench."""

from __future__ import annotations

import mesa

from benchmarks.sweep_overhead import loop


class OneLoop(mesa.Model):
    """A model whose one step is the loop."""

    def __init__(self, x: int = 0, seed: int | None = None, rng: int | None = None) -> None:
        super().__init__()
        self.x = x
        self.y = 0.0
        self.datacollector = mesa.DataCollector(model_reporters={"y": "y"})

    def step(self) -> None:
        """Count."""
        if self.y == 0:  # Mesa 3.3 makes one step more than asked for
            self.y = loop()["y"] or 1.0
            self.datacollector.collect(self)
        self.running = False


def ema_loop(x: float = 0) -> dict[str, float]:
    """Count."""
    return loop()
