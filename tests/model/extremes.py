"""Any town that the bounds admit, and what is wrong with a run of it: nothing should be."""

import math
import random
import warnings

import numpy as np

from coprod import Parameters, run
from coprod.outcomes.evaluate import OUTCOMES
from coprod.outcomes.finite import tables
from coprod.outcomes.run_view import bounds_of
from coprod.outcomes.series import SERIES
from coprod.parameters import declarations
from coprod.text.problems import InputProblems

SMALL = {"town.districts": (1, 3), "town.streets": (1, 3), "town.communities": (1, 5),
         "town.residents_per_community": (20, 120)}
"""Bounds of the size of the town: what takes time to simulate and nothing else."""
BASE = {"town.districts": 1, "town.streets": 2, "town.communities": 3, "town.residents_per_community": 80}
NOT_AVAILABLE = {("incident", "survival"), ("escalation", "takeover"), *(("warning", step) for step in (
    "signal", "warned", "declared", "duty", "standby", "knocking", "authorised", "ended"))}
"""Fields of records that are declared to be not a number where they do not apply."""


def bounds(declaration):
    return SMALL.get(declaration.key, declaration.bounds)


def ends(declaration):
    """Return the extreme values of a parameter: both bounds and 0, or all choices."""
    if declaration.kind == "bool":
        return [False, True]
    if declaration.kind == "choice":
        return list(declaration.choices)
    low, high = bounds(declaration)
    values = sorted({low, high} | ({0} if low <= 0 <= high else set()))
    return [int(value) if declaration.kind == "int" else float(value) for value in values]


def anywhere(declaration, dice):
    """Return any value within the full bounds, extremes and small values often."""
    if declaration.kind in ("bool", "choice") or dice.random() < 0.3:
        return dice.choice(ends(declaration))
    low, high = bounds(declaration)
    if low >= 0 and high > 10 and dice.random() < 0.4:
        value = min(high, max(low, math.exp(dice.uniform(math.log(1e-6), math.log(high)))))
        return int(value) if declaration.kind == "int" else value
    return dice.randint(int(low), int(high)) if declaration.kind == "int" else dice.uniform(low, high)


def one_by_one():
    """Yield every parameter alone at each of its extremes."""
    for declaration in declarations():
        yield from ({declaration.key: value} for value in ends(declaration) if value != declaration.default)


def extremes_together(seed, n):
    """Yield n sets of a few extremes that meet."""
    dice = random.Random(seed)
    for _ in range(n):
        yield {d.key: dice.choice(ends(d)) for d in dice.sample(declarations(), dice.choice([2, 2, 3, 5, 10]))}


def anything(seed, n):
    """Yield n sets of any size with values anywhere."""
    dice = random.Random(seed)
    for _ in range(n):
        size = dice.choice([3, 10, 30, 100, 300, len(declarations())])
        yield {d.key: anywhere(d, dice) for d in dice.sample(declarations(), size)}


def faults(values, days=30, warmup_days=0, seed=1):
    """Return what is wrong with the run of a set; nothing for a combination that is refused."""
    try:
        parameters = Parameters().replace(_possible(BASE | values))
    except InputProblems:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", RuntimeWarning)
            lived = run(parameters, seed, days, warmup_days=warmup_days)
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
    return [*_columns(lived.model), *_series(lived.model), *_records(lived.model), *_outcomes(lived)]


def _possible(values):
    """Return the values with streets enough for districts and communities enough for streets."""
    streets = max(values["town.streets"], values["town.districts"])
    return values | {"town.streets": streets, "town.communities": max(values["town.communities"], streets)}


def _columns(model):
    return [f"{kind}.{name} is not finite" for kind, table in tables(model).items() for name in table.spec
            if not np.isfinite(getattr(table, name)).all()]


def _series(model):
    for one in SERIES:
        values, (low, high) = model.daily_series.series(one.name), bounds_of(one.unit)
        if not (np.isfinite(values).all() and (values >= low - 1e-9).all() and (values <= high + 1e-9).all()):
            yield f"series {one.name} from {values.min()} to {values.max()}"


def _records(model):
    for kind in model.recorder.kinds():
        for name, values in model.recorder.columns(kind).items():
            if (kind.name, name) not in NOT_AVAILABLE and not np.isfinite(values).all():
                yield f"record {kind.name}.{name} is not finite"


def _outcomes(lived):
    for one in OUTCOMES:
        value, (low, high) = lived.outcomes[one.name], one.bounds
        if math.isinf(value) or value < low or value > high:
            yield f"outcome {one.name} = {value}"
