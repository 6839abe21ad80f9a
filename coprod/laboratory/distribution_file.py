"""Reading the distribution of a factor: ``"x.y" = { dist = "triangular", low = 0, mode = 2, high = 5 }``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from coprod.laboratory.distributions import (
    PARAMETERS,
    POSITIVE,
    TAIL,
    Distribution,
    Name,
    probability_below,
    untruncated_quantile,
)
from coprod.laboratory.factors import Range, Role
from coprod.laboratory.reader import Reader, fits, is_number
from coprod.parameters.condition import MAX_NUMBER
from coprod.text.messages import message

if TYPE_CHECKING:
    from coprod.parameters import Declaration

_MOST_BEYOND = 0.01
"""Share of an untruncated distribution that may lie beyond the bounds of its parameter."""


def read_distribution(inner: Reader, role: Role, declaration: Declaration) -> Range | None:
    """Return a factor that follows a distribution; None, and what is wrong is noted, if it cannot be read."""
    before = len(inner.problems)
    dist = inner.choice("dist", PARAMETERS, "uniform")
    if len(inner.problems) > before:
        return None
    names = PARAMETERS[dist]
    inner.only(("dist", *names))
    defaults = dict(zip(("low", "high"), default_ends(declaration), strict=True))
    found = {name: _number(inner, name, defaults.get(name), declaration) for name in names}
    if len(inner.problems) == before:
        _check_order(inner, found)
    if len(inner.problems) > before:
        return None
    whole = declaration.kind == "int"
    if dist in ("uniform", "log_uniform"):
        if dist == "log_uniform" and found["low"] <= 0:
            inner.note("low", found["low"], message("problem.log_above_zero"))
            return None
        return Range(declaration.key, role, found["low"], found["high"], whole=whole, log=dist == "log_uniform")
    distribution = _distribution(inner, cast(Name, dist), found, declaration)
    if distribution is None:
        return None
    low, high = distribution.low, distribution.high
    if whole:
        low, high = round(low + 0.5), round(high - 0.5)
    return Range(declaration.key, role, low, high, whole=whole, distribution=distribution)


def default_ends(declaration: Declaration) -> tuple[float, float] | tuple[None, None]:
    """Return the ends of what is plausible, else those of what is allowed; None where any number at all is."""
    low, high = declaration.plausible or declaration.bounds or (-math.inf, math.inf)
    return (low, high) if high - low < MAX_NUMBER else (None, None)


def _number(inner: Reader, name: str, default: float | None, declaration: Declaration) -> float:
    found = inner.tree.get(name, default)
    if found is None or not is_number(found):
        inner.note(name, found, message("problem.any_number"))
        return 1.0
    if name in POSITIVE and found <= 0:
        inner.note(name, found, message("problem.above_zero"))
        return 1.0
    bounds = declaration.bounds
    beyond = name in ("low", "mode", "high") and bounds and not bounds[0] <= found <= bounds[1]
    if beyond or (name in ("low", "high") and not fits(found, declaration)):  # the mode of whole numbers may lie between two
        inner.note(name, found, declaration.allowed)
    return float(found)


def _check_order(inner: Reader, found: Mapping[str, float]) -> None:
    if "low" in found and found["low"] >= found["high"]:
        inner.note("high", found["high"], message("problem.above_low", low=f"{found['low']:g}"))
    elif "mode" in found and not found["low"] <= found["mode"] <= found["high"]:
        inner.note("mode", found["mode"], message("problem.numbers", low=f"{found['low']:g}", high=f"{found['high']:g}"))


def _distribution(inner: Reader, dist: Name, found: Mapping[str, float], declaration: Declaration) -> Distribution | None:
    """Return the distribution with its ends; whole numbers are rounded, so their ends lie half a step further out."""
    half = 0.5 if declaration.kind == "int" else 0.0
    parameters = tuple(found[name] for name in PARAMETERS[dist] if name not in ("low", "high"))
    if dist in ("triangular", "beta"):
        shown = found["low"] - half, found["high"] + half
        return Distribution(dist, parameters, *shown)
    low, high = (found["low"], found["high"]) if dist == "truncated_normal" else declaration.bounds or (-math.inf, math.inf)
    low, high = low - half, high + half
    inside = probability_below(dist, parameters, high) - probability_below(dist, parameters, low)
    if dist != "truncated_normal" and inside < 1 - _MOST_BEYOND:
        inner.note("dist", dist, message("problem.beyond_bounds", share=f"{100 * (1 - inside):.3g} %", low=f"{low + half:g}",
                                         high=f"{high - half:g}"), message("problem.truncate"))
        return None
    if inside <= 0:
        inner.note("mean", found["mean"], message("problem.nothing_between", low=f"{low + half:g}", high=f"{high - half:g}"))
        return None
    if dist == "truncated_normal":
        return Distribution(dist, parameters, low, high)
    tails = (untruncated_quantile(dist, parameters, u) for u in (TAIL, 1 - TAIL))
    first, last = (math.floor(t) + 0.5 if half else t for t in tails)
    return Distribution(dist, parameters, max(low, first), min(high, last))


def shown_distribution(factor: Range) -> dict[str, Any] | None:
    """Return the distribution of a factor as data, None if it is uniform or log-uniform."""
    one = factor.distribution
    if one is None:
        return None
    names = [name for name in PARAMETERS[one.name] if name not in ("low", "high")]
    return {"dist": one.name, **dict(zip(names, one.parameters, strict=True)), "low": factor.low, "high": factor.high}
