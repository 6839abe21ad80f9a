"""Whether the threshold stands under other rules: where desks tip, and what overload costs, with one decision taken otherwise."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.rule_keys import rule_key
from coprod.laboratory.dilemma.path import OVERLOAD, SLACK
from coprod.laboratory.dilemma.runs import Base, How, Runs, simulate
from coprod.laboratory.dilemma.tipping_line import tipping_level
from coprod.laboratory.factors import Package
from coprod.laboratory.statistics import Interval, PairedDifference, paired_difference

if TYPE_CHECKING:
    from coprod.laboratory.dilemma.tipping_map import Axis

OUTCOMES = ("golden_hit", "loss_avoidable")
"""What the path from slack to overload is judged by."""
AS_IT_IS = "as it is"

Choice = tuple[str, str]
"""A decision and the rule by which it is taken."""


@dataclass(frozen=True, slots=True)
class UnderRule:
    """What is found with one decision taken by another rule; the first of all is the town as it is, with no choice.

    Attributes
    ----------
    tips_at : Interval
        Level of the lever at which half of the seeds tip, with a bootstrap interval over seeds; NaN where none is crossed.
    shares : shape (n_levels,)
        Share of seeds that tip at every level.
    change : dict of outcome to PairedDifference
        Overload less slack.
    """

    choice: Choice | None
    tips_at: Interval
    shares: NDArray[np.float64]
    change: Mapping[str, PairedDifference]


@dataclass(frozen=True)
class OtherRules:
    """What the study found."""

    base: Base
    x: Axis
    rows: tuple[UnderRule, ...]
    runs: Runs

    @property
    def crossed(self) -> int:
        """Number of other rules under which half of the seeds tip somewhere among the levels."""
        return sum(bool(np.isfinite(row.tips_at.estimate)) for row in self.rows[1:])

    def same(self, outcome: str) -> int:
        """Return under how many other rules an outcome clearly changes, and in the direction of the town as it is."""
        first = self.rows[0].change[outcome]
        return sum(row.change[outcome].clear and row.change[outcome].mean * first.mean > 0 for row in self.rows[1:])


@cache
def usual_choices() -> tuple[Choice, ...]:
    """Return the decisions and rules of ``other_rules.toml``."""
    tree = tomllib.loads(Path(__file__).with_name("other_rules.toml").read_text(encoding="utf-8"))
    return tuple((decision, rule) for decision, rule in tree["rules"])


def other_rules(base: Base, choices: Sequence[Choice], x: Axis, how: How) -> OtherRules:
    """Simulate every level of a lever and both ends of the path, with each choice alone and with none, under paired seeds."""
    taken: dict[str, dict[str, str]] = {AS_IT_IS: {}} | {
        f"{decision}={rule}": {rule_key(decision): rule} for decision, rule in choices}
    points = {"slack": dict(SLACK), "overload": dict(OVERLOAD)} | {f"{x.key}={level:g}": {x.key: level} for level in x.levels}
    factors = (Package("rule", "lever", taken), Package("point", "lever", points))
    runs = simulate("rules", base, factors, how, (*OUTCOMES, "tipped"), ())
    tipped, found = runs.outcome("tipped"), {name: runs.outcome(name) for name in OUTCOMES}
    rows = tuple(
        UnderRule(choice, tipping_level(x.levels, tipped[i, 2:]), np.nanmean(tipped[i, 2:], axis=1),
                  {name: paired_difference(values[i, 0], values[i, 1]) for name, values in found.items()})
        for i, choice in enumerate([None, *choices]))
    return OtherRules(base, x, rows, runs)
