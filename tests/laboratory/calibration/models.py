"""Small models to be calibrated, of which the answer is known."""

import math
import time

from coprod.kernel.streams import Streams
from coprod.laboratory.simulator import Outcome, Simulator, variable


def model(task, *names, outcomes, **more):
    declared = {name: variable(name, 0, 1) for name in names}
    return Simulator(task=f"tests.laboratory.calibration.models:{task.__name__}", version=lambda: "1",
                     declarations=lambda: declared, outcomes=lambda: {name: Outcome(name, "units", 0, name.upper(), name)
                                                                     for name in outcomes}, **more)


def curved(values, seed, days, warmup_days):
    """Move y by a and the sum of b and c, w by a alone and z by all three; d moves nothing. Runs differ by a little chance."""
    a, b, c = (values.get(name, 0.0) for name in "abc")
    chance = Streams(seed)("laboratory.test").standard_normal(3)
    return {"y": math.exp(a) * (b + c) + 0.05 * chance[0], "w": a**2 + 0.02 * chance[1], "z": a * (b + c) + 0.02 * chance[2]}


CURVED = model(curved, "a", "b", "c", "d", outcomes=("y", "w", "z"))


def without_w(values, seed, days, warmup_days):
    """Have nothing to measure for w."""
    return {**curved(values, seed, days, warmup_days), "w": None}


def brittle(values, seed, days, warmup_days):
    """Fail where d is large."""
    if values.get("d", 0.0) > 0.9:
        raise ValueError("it broke")
    return curved(values, seed, days, warmup_days)


def slow(values, seed, days, warmup_days):
    """Take a little time."""
    time.sleep(0.01)
    return curved(values, seed, days, warmup_days)


WITHOUT_W = model(without_w, "a", "b", "c", "d", outcomes=("y", "w", "z"))
BRITTLE = model(brittle, "a", "b", "c", "d", outcomes=("y", "w", "z"))
SLOW = model(slow, "a", "b", "c", "d", outcomes=("y", "w", "z"))
