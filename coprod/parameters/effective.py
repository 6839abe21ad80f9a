"""Policy on paper 政策悬置: what is in force of what was decided (mech:C13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod.parameters.declare import Declaration, Value
from coprod.parameters.model import Parameters, declarations_by_key

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN = ("directive.policy_implementation", "directive.policy_half_hearted")
"""What says how far policies are carried out; it is not itself a policy."""


def effective_parameters(nominal: Parameters) -> Parameters:
    """Return what is really done: every lever moves from present practice (its default) only part of the way."""
    share = nominal.directive.policy_implementation
    if share == 1:
        return nominal
    decided = decisions(nominal)
    known = declarations_by_key()
    done = {key: carried_out(known[key], value, share, nominal.directive.policy_half_hearted) for key, value in decided.items()}
    return nominal.replace(done, where="policies in force")


def decisions(nominal: Parameters) -> Mapping[str, Value]:
    """Return the levers that were moved from present practice."""
    known = declarations_by_key()
    return {key: value for key, value in nominal.differences().items()
            if known[key].role == "lever" and key not in OWN}


def carried_out(lever: Declaration, value: Value, share: float, half_hearted: float) -> Value:
    """Return what is done of a lever set to `value`: d + f (v − d); of a yes or no, all or nothing."""
    if lever.kind in ("bool", "choice"):
        return value if share >= half_hearted else lever.default
    now, then = float(lever.default), float(value)
    reached = now + share * (then - now)
    return int(now) + int(reached - now) if lever.kind == "int" else reached


def gap(nominal: Parameters) -> float:
    """Return the mean share of the way from present practice to what was decided that is not gone; 0 if nothing was."""
    if nominal.directive.policy_implementation == 1:
        return 0.0
    decided, real = decisions(nominal), effective_parameters(nominal)
    shares = [_missing(declarations_by_key()[key], value, real.value(key)) for key, value in decided.items()]
    return sum(shares) / len(shares) if shares else 0.0


def _missing(lever: Declaration, nominal: Value, real: Value) -> float:
    if lever.kind in ("bool", "choice"):
        return float(nominal != real)
    return abs((float(nominal) - float(real)) / (float(nominal) - float(lever.default)))
