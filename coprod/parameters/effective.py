"""Policy on paper 政策悬置: what is in force of what was decided (mech:C13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod.parameters.declare import Declaration, Value
from coprod.parameters.model import Parameters, declarations_by_key

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN = "policy"
"""The group that says how far policies are carried out; it is not itself a policy."""


def in_force(paper: Parameters) -> Parameters:
    """Return what is really done: every lever moves from present practice (its default) only part of the way."""
    share = paper.policy.implementation
    if share == 1:
        return paper
    decided = decisions(paper)
    known = declarations_by_key()
    done = {key: carried_out(known[key], value, share, paper.policy.half_hearted) for key, value in decided.items()}
    return paper.replace(done, where="policies in force")


def decisions(paper: Parameters) -> Mapping[str, Value]:
    """Return the levers that were moved from present practice."""
    known = declarations_by_key()
    return {key: value for key, value in paper.differences().items()
            if known[key].role == "lever" and known[key].group != OWN}


def carried_out(lever: Declaration, value: Value, share: float, half_hearted: float) -> Value:
    """Return what is done of a lever set to `value`: d + f (v − d); of a yes or no, all or nothing."""
    if lever.kind in ("bool", "choice"):
        return value if share >= half_hearted else lever.default
    now, then = float(lever.default), float(value)
    reached = now + share * (then - now)
    return int(now) + int(reached - now) if lever.kind == "int" else reached


def gap(paper: Parameters) -> float:
    """Return the mean share of the way from present practice to what was decided that is not gone; 0 if nothing was."""
    decided, real = decisions(paper), in_force(paper)
    shares = [_missing(declarations_by_key()[key], value, real.value(key)) for key, value in decided.items()]
    return sum(shares) / len(shares) if shares else 0.0


def _missing(lever: Declaration, paper: Value, real: Value) -> float:
    if lever.kind in ("bool", "choice"):
        return float(paper != real)
    return abs((float(paper) - float(real)) / (float(paper) - float(lever.default)))
