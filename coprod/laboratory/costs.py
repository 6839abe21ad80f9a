"""What a policy costs: the lines of an account that a model keeps, what is no line of it, and who works for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

COMPLETE = "complete_cost"
"""Name under which the sum of all lines is judged by, beside the outcomes of a study."""


class Judged(Protocol):
    """An outcome without its labels: all that judging by it takes."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def unit(self) -> str:
        """The unit."""

    @property
    def direction(self) -> int:
        """+1 if more is better, −1 if less is, 0 if neither."""


@dataclass(frozen=True)
class Costs:
    """The account of a model, so that no analysis forgets a part of it.

    Parameters
    ----------
    lines : mapping of str to float
        Outcomes that are costs, each with the price of a unit; their sum is the complete cost.
    shown : sequence of str
        Outcomes that are shown with the costs, in their own units, and have no price unless a study gives one.
    within : sequence of str
        Outcomes that count these costs already: nothing is added to them, and no price of theirs is worked out.
    unpaid : sequence of str
        Parameters that employ people whose pay no line holds.
    left_out : str
        Key of the text that says what else is left out.
    """

    lines: Mapping[str, float] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    unpaid: tuple[str, ...] = ()
    left_out: str = ""


def currency(units: Iterable[tuple[str, float]]) -> str:
    """Return the unit of a priced sum from the unit and price of its lines: that of the first line of price 1, else the first."""
    lines = list(units)
    return next((unit for unit, price in lines if price == 1), lines[0][0] if lines else "")


def currency_of(costs: Costs, asked: Mapping[str, float], known: Mapping[str, Judged]) -> str:
    """Return the unit of the complete cost of a study: that of the model's own account, whatever the study counts first."""
    return currency((known[name].unit, price) for name, price in (costs.lines or asked).items() if name in known)


def judges_net(outcome: Judged | None, lines: Iterable[str], within: Iterable[str], unit: str) -> bool:
    """Tell whether an outcome is money as the complete cost is, and counts no line of it already: then both add up."""
    names = set(lines)
    if outcome is None or not outcome.direction or not outcome.unit or not names:
        return False
    return outcome.unit == unit and outcome.name not in names.union(within)
