"""Small models that go through the laboratory's own pipeline: no work, failing, hanging, known answers."""

import math
import os
import signal
import time

from coprod.kernel.streams import Streams
from coprod.laboratory.costs import Costs
from coprod.laboratory.simulator import Outcome, Simulator, variable


def model(task, *declarations, outcomes=("y",), version="1", **more):
    return Simulator(
        task=f"tests.laboratory.models:{task.__name__}", version=lambda: version,
        declarations=lambda: {declaration.key: declaration for declaration in declarations},
        outcomes=lambda: {name: Outcome(name, "units", -1, name.upper(), name) for name in outcomes}, **more)


def no_work(values, seed, days, warmup_days):
    return {"y": values.get("x", 0.0) + seed}


def millisecond(values, seed, days, warmup_days):
    return {"y": float(sum(range(40_000)) % 7 + seed + values.get("x", 0.0))}


def sometimes_fails(values, seed, days, warmup_days):
    if values.get("x", 0.0) == 3 and seed == 7:
        raise ValueError("the dam broke")
    return {"y": values.get("x", 0.0) * 10 + seed}


def fails_at_3(values, seed, days, warmup_days):
    """Return what `sometimes_fails` returns, but fail wherever x is 3."""
    if values.get("x", 0.0) == 3:
        raise ValueError("the dam broke")
    return sometimes_fails(values, seed, days, warmup_days)


def trouble(values, seed, days, warmup_days):
    """Do at x: 1 hang, 2 hang deaf to interrupts, 3 die, 4 leave, 5 return nonsense, 6 NaN, 9 infinity, 10 None, 11 nothing."""
    x = values.get("x", 0)
    if x == 1:
        time.sleep(60)
    if x == 2:
        _deaf()
    if x == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if x == 4:
        raise SystemExit("leaving")
    if x == 5:
        return {"y": "nonsense"}
    return {} if x == 11 else {"y": {6: math.nan, 9: math.inf, 10: None}.get(x, 1.0)}


def _deaf():
    while True:
        try:
            time.sleep(60)
        except BaseException:
            continue


def slow(values, seed, days, warmup_days):
    time.sleep(0.02)
    return {"y": values.get("x", 0.0) + math.sin(seed)}


def ishigami(values, seed, days, warmup_days):
    """Return Ishigami & Homma (1990): sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1."""
    x1, x2, x3 = (values.get(f"x{i}", -math.pi) for i in (1, 2, 3))
    return {"y": math.sin(x1) + 7 * math.sin(x2) ** 2 + 0.1 * x3**4 * math.sin(x1)}


def for_various_reasons(values, seed, days, warmup_days):
    """Fail, each x for a reason of its own."""
    raise ValueError(f"reason {values.get('x', 0):g}")


VARIOUS = model(for_various_reasons, variable("x", 0, 100, whole=True))
NO_WORK = model(no_work, variable("x", 0, 1e6))
WHOLE = model(no_work, variable("x", 0, 100, whole=True))
MILLISECOND = model(millisecond, variable("x", 0, 1e6))
SOMETIMES = model(sometimes_fails, variable("x", 0, 1e6))
TROUBLE = model(trouble, variable("x", 0, 11, whole=True))
SLOW = model(slow, variable("x", 0, 1e6))
ISHIGAMI = model(ishigami, *(variable(f"x{i}", -math.pi, math.pi) for i in (1, 2, 3)))


def _choice():
    import dataclasses

    return dataclasses.replace(variable("store.mode"), kind="choice", default="serial", bounds=None, plausible=None,
                               choices=("serial", "parallel"))


def _switch():
    import dataclasses

    return dataclasses.replace(variable("store.open"), kind="bool", default=False, bounds=None, plausible=None)


def _never_both(values, where):
    from coprod.text.problems import InputProblems, Problem

    if values.get("store.open") and values.get("store.staff") == 9:
        raise InputProblems([Problem(where, "store.staff", 9, "nine people do not fit into an open store")])


STORE = model(no_work, variable("store.price", 0.5, 10), variable("store.staff", 0, 20, whole=True), _choice(),
              _switch(), outcomes=("y", "loss", "cost"), check=_never_both, scenarios=lambda: ("baseline", "rich"),
              scenario=lambda name: {"baseline": {}, "rich": {"store.price": 3.0}}[name])


def sometimes_ishigami(values, seed, days, warmup_days):
    """Fail at one point in a hundred, wherever that is."""
    if hash(tuple(values.values())) % 100 == 0:
        raise ArithmeticError("diverged")
    return ishigami(values, seed, days, warmup_days)


def linear(values, seed, days, warmup_days):
    return {"y": 1 + 3 * values.get("a", 0) - 2 * values.get("b", 0) + 0 * values.get("c", 0) + seed}


def gloves(values, seed, days, warmup_days):
    """Pay for a pair of gloves: a has a left one, b and c a right one each (Shapley 1953: 2/3, 1/6, 1/6)."""
    return {"y": float(values.get("a", 0) and (values.get("b", 0) or values.get("c", 0))) + seed}


def box(values, seed, days, warmup_days):
    """Fail inside 0.2 < a < 0.5 and b > 0.6, whatever c."""
    a, b = values.get("a", 0.0), values.get("b", 0.0)
    return {"y": float(0.2 < a < 0.5 and b > 0.6)}


def two_boxes(values, seed, days, warmup_days):
    """Fail in two parts of the space, neither of which holds most failures."""
    a, b, c = (values.get(name, 0.0) for name in "abc")
    return {"y": float((a < 0.3 and b < 0.35) or (a > 0.7 and c > 0.65) or (0.4 < a < 0.6 and 0.4 < b < 0.6))}


def hysteresis(values, seed, days, warmup_days):
    """Tip at x = 7 on the way up and at x = 3 on the way down; between them both states hold."""
    high = values.get("x", 0) > (3 if values.get("start", 0) else 7)
    return {"y": float(high) * 10 + math.sin(seed)}


def noisy(values, seed, days, warmup_days):
    """Return x plus noise that all policies share, and a little of their own."""
    shared, own = (streams("laboratory.test", day).normal() for streams, day in
                   ((Streams(seed), 0), (Streams(seed), 1 + int(values.get("x", 0.0)))))
    return {"y": values.get("x", 0.0) + shared + 0.1 * own}


LETTERS = [variable(letter, 0, 1) for letter in "abc"]
SOMETIMES_ISHIGAMI = model(sometimes_ishigami, *(variable(f"x{i}", -math.pi, math.pi) for i in (1, 2, 3)))
LINEAR = model(linear, *LETTERS)
GLOVES = model(gloves, *LETTERS)
BOX = model(box, *LETTERS)
TWO_BOXES = model(two_boxes, *LETTERS)
HYSTERESIS = model(hysteresis, variable("x", 0, 10, whole=True), variable("start", 0, 1, whole=True))
NOISY = model(noisy, variable("x", 0, 10))


def holes(values, seed, days, warmup_days):
    """Fail where x is 3 and kind is 2."""
    if values.get("x", 0) == 3 and values.get("kind", 0) == 2:
        raise ValueError("a hole")
    return {"y": values.get("x", 0.0) + values.get("kind", 0.0), "z": -values.get("x", 0.0)}


HOLES = model(holes, variable("x", 0, 10), variable("kind", 0, 2), outcomes=("y", "z"))


def brittle(values, seed, days, warmup_days):
    """Return sums, but fail where a is large or x is 4."""
    a, b, c, x = (values.get(name, 0.0) for name in ("a", "b", "c", "x"))
    if a > 0.9 or x == 4:
        raise ValueError("it broke")
    return {"y": a + 2 * b + c + x + seed, "z": -b + x}


BRITTLE = model(brittle, *(variable(letter, 0, 1) for letter in "abc"), variable("x", 0, 10, whole=True), outcomes=("y", "z"))


def unlucky(values, seed, days, warmup_days):
    """Return 100 − b + 10 c, but 40 less under seed 3, where b fails in the state c = 1; z jumps by 10 at x > 2 − b."""
    b, c, x = (values.get(name, 0.0) for name in "bcx")
    if b and c and seed == 3:
        raise ValueError("bad luck")
    return {"y": 100 - b + 10 * c - 40 * (seed == 3), "z": 10.0 * (x > 2 - b) + 20 * c}


UNLUCKY = model(unlucky, *(variable(letter, 0, 1) for letter in "bc"), variable("x", 0, 3, whole=True), outcomes=("y", "z"))


class Daily:
    """A run with a daily series: x + 0, x + 1, …"""

    def __init__(self, x, days):
        self.outcomes = {"y": x}
        self.daily = {"level": [x + day for day in range(days)]}


def series(values, seed, days, warmup_days):
    return Daily(values.get("x", 0.0), days)


SERIES = model(series, variable("x", 0, 10), series=lambda: {"level": None})


def creeping(values, seed, days, warmup_days):
    """Return a week of five days that begins with its middle, and creeps upwards by x a day: too slowly for MSER-5."""
    run = Daily(0.0, days)
    run.daily = {"level": [(0, 2, -2, 1, -1)[day % 5] + values.get("x", 0.0) * day for day in range(days)]}
    return run


CREEPING = model(creeping, variable("x", 0, 1), series=lambda: {"level": Outcome("level", "hours", 0, "Level", "水平")})


class Diary(Daily):
    """A run with two daily series, the second twice as long as the first."""

    def __init__(self, x, days):
        super().__init__(x, days)
        self.daily["halves"] = [x + day / 2 for day in range(2 * days)]


def two_series(values, seed, days, warmup_days):
    """Return two daily series, but fail where x is 9."""
    if values.get("x", 0.0) == 9:
        raise ValueError("the diary was lost")
    return Diary(values.get("x", 0.0), days)


TWO_SERIES = model(two_series, variable("x", 0, 10), series=lambda: {"level": None, "halves": None})
ANYTHING = Simulator(task=SERIES.task, version=SERIES.version, declarations=SERIES.declarations)


def _another_version_each_time():
    return str(os.getpid())


ELSEWHERE = Simulator(task="tests.laboratory.models:no_work", version=_another_version_each_time,
                      declarations=lambda: {"x": variable("x", 0, 10)})


def valley(values, seed, days, warmup_days):
    """Pay for being far from a = 0.3, and for being far from a = 0.7; b is best at 0 (Schaffer 1985, in two dimensions)."""
    a, b = values.get("a", 0.0), values.get("b", 0.0)
    return {"y": (a - 0.3) ** 2 + b, "z": (a - 0.7) ** 2 + b}


VALLEY = model(valley, *LETTERS, outcomes=("y", "z"))


def rare(values, seed, days, warmup_days):
    """Return two powers that are hardly ever high: y = a^8, z = b^8."""
    return {"y": values.get("a", 0.0) ** 8, "z": values.get("b", 0.0) ** 8}


RARE = model(rare, *LETTERS, outcomes=("y", "z"))


def towns(values, seed, days, warmup_days):
    """Return y = 1 − a (1 − 2 b) + noise, so that a lowers y in towns with b = 0 and raises it where b = 1; z = a c."""
    a, b, c = (values.get(key, 0.0) for key in "abc")
    noise = 0.01 * Streams(seed)("laboratory.test", int(10 * a + 100 * b)).normal()
    return {"y": 1 - a * (1 - 2 * b) + noise, "z": a * c}


TOWNS = model(towns, *(variable(key, 0, 1) for key in "abc"), outcomes=("y", "z"))


def spending(values, seed, days, warmup_days):
    """Lower y and loss by a, spend 50 b (and a little by chance with c); of h hours spent, one is worth what a study says.

    With few = 1 only one replication in three has a y.
    """
    a, b, c, few = (values.get(key, 0.0) for key in ("a", "b", "c", "few"))
    noise, other = (Streams(seed)("laboratory.test", i + int(10 * a)).normal() for i in (0, 1))
    y = 10 - 4 * a + noise
    return {"y": math.nan if few and seed else y, "loss": 100 - 5 * a + noise, "paid": 100 + 50 * b + c * other,
            "hours": 5 + b}


_UNITS = {"y": "people", "loss": "yuan", "paid": "yuan", "hours": "hours"}
SPENDING = Simulator(
    task=f"{__name__}:spending", version=lambda: "1", nan_is_undefined=True,
    declarations=lambda: {declaration.key: declaration for declaration in (*LETTERS, variable("few", 0, 1))},
    outcomes=lambda: {name: Outcome(name, unit, -1, name.title(), name) for name, unit in _UNITS.items()},
    costs=Costs(lines={"paid": 1.0}, shown=("hours",), left_out="costs.left_out"))
