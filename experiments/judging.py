"""How sure an answer is, and whether the model does what the literature expects: rules over ``experiments/findings``."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy.stats import quantile_test

from coprod.laboratory.report.findings import CLEAR
from coprod.laboratory.statistics import CONFIDENCE, Interval

MOST, HALF = 0.75, 0.5
"""Shares of states: with the same sign for moderate confidence, clear by themselves for high confidence."""
Word = Literal["high", "moderate", "low"]
WORDS: tuple[Word, ...] = ("high", "moderate", "low")
SIGNS = {"lower": -1, "higher": 1, "same": 0}
"""What A is expected to be, next to B."""
Verdict = Literal["agrees", "opposite", "differs", "not_clear"]
VERDICTS: tuple[Verdict, ...] = ("agrees", "opposite", "differs", "not_clear")


def interval(values: Sequence[float | None], pairs: int = 0) -> Interval:
    """Return an estimate and the ends of its interval, as they are kept, as an interval."""
    estimate, low, high = (math.nan if value is None else value for value in values)
    return Interval(estimate, low, high, pairs)


def difference(outcome: Mapping[str, Any]) -> Interval:
    """Return A − B of an outcome of a contrast."""
    return interval(outcome["difference"], outcome["pairs"])


def is_clear(outcome: Mapping[str, Any]) -> bool:
    """Tell whether A differs from B: by p after Holm if the outcome was tested, else by its interval (costs are not)."""
    p = outcome["p_holm"]
    return difference(outcome).clear if p is None else bool(p < CLEAR)


def is_equal(outcome: Mapping[str, Any]) -> bool:
    """Tell whether A and B are the same in every pair of every state."""
    return all(values == [0, 0, 0] for values in (outcome["difference"], *outcome["by_state"]))


def distinct(outcome: Mapping[str, Any]) -> int:
    """Return how many states differ at all: an alternative that changes no figure is no other state of the world."""
    return len({tuple(values) for values in outcome["by_state"]})


def confidence(outcome: Mapping[str, Any], within: float | None = None) -> Word:
    """Return how sure a difference is: by its test, and by the states of the world in which it has the same sign.

    High: clear, the same sign in all states, and clear by itself in half of them. Moderate: clear, and the same sign in three
    quarters of them. Low: the rest, and whatever was run in one state only or in states that are all the same.

    Parameters
    ----------
    within : float, optional
        For an answer that A and B hardly differ. High: the interval, and the estimate of every state, lie within ±`within`;
        moderate: the interval does.
    """
    where = outcome["everywhere"]
    if is_equal(outcome):
        return "high" if where["n"] > 1 else "moderate"
    if within is not None:
        if not _within(difference(outcome), within):
            return "low"
        small = [abs(interval(values).estimate) <= within for values in outcome["by_state"]]
        return "high" if all(small) and distinct(outcome) > 1 else "moderate"
    same = where["holds"] + where["same_unclear"]
    if not is_clear(outcome) or distinct(outcome) < 2 or same < MOST * where["n"]:
        return "low"
    return "high" if same == where["n"] and where["holds"] >= HALF * where["n"] else "moderate"


def lowest(words: Sequence[Word]) -> Word:
    """Return the least of several confidences: an answer is as sure as the least sure thing that it rests on."""
    return max(words, key=WORDS.index)


def agreement(outcome: Mapping[str, Any], expected: str, within: float | None = None) -> Verdict:
    """Return whether a difference has the expected sign; it *differs* if none is expected and it is clear.

    For ``same`` the expectation is that it lies within ±`within`: a difference that is only not clear proves nothing.
    """
    found = difference(outcome)
    if expected == "same":
        if is_equal(outcome) or _within(found, within or 0.0):
            return "agrees"
        return "differs" if is_clear(outcome) else "not_clear"
    if not is_clear(outcome):
        return "not_clear"
    return "agrees" if math.copysign(1, found.estimate) == SIGNS[expected] else "opposite"


Sign = Literal["keeps", "unclear", "turns"]
MOST_CONFIDENCE: Mapping[Sign, Word] = {"keeps": "high", "unclear": "moderate", "turns": "low"}
"""How sure an answer can be at most, by what becomes of its sign in drawn towns."""


@dataclass(frozen=True)
class InDrawnTowns:
    """What becomes of a difference in towns of which every assumed number is drawn (:mod:`experiments.drawn_towns`)."""

    median: Interval
    """Over the towns in which A and B could be compared. It is made of order statistics and assumes no distribution, as towns
    differ by orders of magnitude; unlike the bootstrap of a median it leaves out 0 exactly where the sign test would."""
    same: int
    """Towns in which the difference has the sign that the study found."""
    sign: Sign


def in_drawn_towns(outcome: Mapping[str, Any], differences: Sequence[float | None], within: float | None = None) -> InDrawnTowns:
    """Return what becomes of a difference that a study found, from that of every drawn town.

    Parameters
    ----------
    differences : sequence of float or None
        A − B of every town; None where a run failed or had nothing to measure.
    within : float, optional
        For an answer that A and B hardly differ: it keeps if the interval lies within ±`within`, and turns if it lies beyond.
    """
    there, found = [value for value in differences if value is not None], difference(outcome).estimate
    ends = quantile_test(there, q=0, p=0.5).confidence_interval(CONFIDENCE)
    median = Interval(float(np.median(there)), float(ends.low), float(ends.high), len(there))
    return InDrawnTowns(median, sum(value * found > 0 for value in there), _sign(median, found, within))


def _sign(median: Interval, found: float, within: float | None) -> Sign:
    if within is not None:
        return "keeps" if _within(median, within) else "turns" if median.low > within or median.high < -within else "unclear"
    if not median.clear:
        return "unclear"
    return "keeps" if median.estimate * found > 0 else "turns"


def turned(outcome: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the levels of what nobody chooses at which the difference has the other sign; none if its interval holds 0."""
    whole = difference(outcome)
    if not whole.clear:
        return []
    sign = whole.estimate
    return [level for level in outcome["by_level"] if interval(level["difference"]).estimate * sign < 0]


def _within(one: Interval, within: float) -> bool:
    return -within <= one.low and one.high <= within
