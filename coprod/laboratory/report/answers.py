"""The answer to a contrast in words: which policy does better in the state asked about, at what cost, and when it pays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coprod.laboratory.analysis.contrasts import Contrast, contrast, price_per_unit
from coprod.laboratory.analysis.cube import Matrix
from coprod.laboratory.analysis.measures import net_of, outcome_of_net
from coprod.laboratory.analysis.multiplicity import holm, paired_p
from coprod.laboratory.contrast_file import NET, decided_by
from coprod.laboratory.costs import COMPLETE
from coprod.laboratory.report.findings import CLEAR, Findings
from coprod.laboratory.statistics import Interval
from coprod.text.numbers import figure, unit_shown

_YES_OR_NO = re.compile(
    r"(do|does|did|is|are|was|were|can|could|will|would|should|has|have|had)\b|.*(吗|是否|能否|会否|可否|有没有)",
    re.IGNORECASE | re.DOTALL)
_SHORT = {"better": "yes", "pays_better": "yes", "worse": "no", "pays_worse": "no", "same": "no", "unclear": "open",
          "not_together": "open", "one_pair": "open"}
"""What a verdict says to a question of yes or no."""


@dataclass(frozen=True)
class Comparison:
    """One contrast of a study, with the values of both policies wherever they are asked for."""

    found: Findings
    asked: Mapping[str, Any]
    number: int
    """Its place among the contrasts of the study, counted from 0."""

    @property
    def points(self) -> tuple[list[int], list[int]]:
        """The points of A and of B, a pair for every state that was asked about."""
        a, b = self.asked["points"]
        return ([a], [b]) if isinstance(a, int) else (list(a), list(b))  # one of each in studies of earlier versions

    @property
    def cost(self) -> str | None:
        """What a policy costs: the outcome asked for, else the complete cost if the model keeps one."""
        return self.asked.get("cost") or (COMPLETE if self.found.cost_lines else None)

    @property
    def decisive(self) -> dict[str, Any]:
        """What decides which is better: asked for, else the first outcome, with costs where both are money."""
        first = self.found.outcomes[0]
        by = decided_by(self.asked.get("by"), self.asked.get("cost"), net=bool(self.found.costs_said.get("net")))
        return first if by is None else self.found.outcome(net_of(first["name"]) if by == NET else by)

    @property
    def read_by(self) -> list[str]:
        """The names of the outcomes that are read out: the one that decides, and those of the study."""
        return list(dict.fromkeys([self.decisive["name"], *(outcome["name"] for outcome in self.found.outcomes)]))

    @property
    def priced(self) -> dict[str, Any]:
        """The outcome of which a unit has a price: the one that decides if it can have one, else the first."""
        decisive = self.decisive
        return decisive if self.price(decisive) is not None else self.found.outcomes[0]

    def states(self, outcome: str) -> tuple[Matrix, Matrix]:
        """Return an outcome under A and under B by state and replication."""
        values = self.found.values(outcome)
        a, b = self.points
        return values[a], values[b]

    def values(self, outcome: str) -> tuple[Matrix, Matrix]:
        """Return the means over the states, by replication."""
        a, b = self.states(outcome)
        return a.mean(axis=0), b.mean(axis=0)

    def contrast(self, outcome: Mapping[str, Any]) -> Contrast:
        """Return A − B of an outcome over the states asked about."""
        return contrast(*self.values(outcome["name"]), outcome["direction"] or 1)

    def difference(self, outcome: Mapping[str, Any]) -> Interval:
        """Return A − B with its interval."""
        one = self.contrast(outcome).difference
        return Interval(one.mean, one.low, one.high, one.n)

    def price(self, outcome: Mapping[str, Any]) -> Interval | None:
        """Return what a unit that A is better by costs; None where nothing is to be priced."""
        counted = {*self.found.costs_said.get("within", ()), *(line["name"] for line in self.found.cost_lines)}
        net = outcome_of_net(outcome["name"]) is not None
        if not self.cost or not outcome["direction"] or net or outcome["name"] in {self.cost, *counted}:
            return None
        cost, effect = (np.subtract(*self.values(name)) for name in (self.cost, outcome["name"]))
        return price_per_unit(cost, effect * outcome["direction"])

    def pays(self, outcome: Mapping[str, Any]) -> str:
        """Return which of A and B is better and which cheaper, as the key of a text; empty where nothing is to be priced."""
        price = self.price(outcome)
        if price is None or not self.cost:
            return ""
        gain, cost = self.difference(outcome), self.difference(self.found.outcome(self.cost))
        if cost.low == cost.high == 0:
            return "same"
        if not gain.clear or not np.isfinite(price.low):
            return "one_pair" if gain.n == 1 else "unclear"
        better = gain.estimate * outcome["direction"] > 0
        if not cost.clear:
            return "even" if better else "even_worse"
        by_sign = {(True, True): "buys", (True, False): "dominates", (False, True): "dominated", (False, False): "saves"}
        return by_sign[better, cost.estimate > 0]

    def change(self, outcome: Mapping[str, Any]) -> str:
        """Return A − B in words, which say so where one pair allows no interval."""
        difference = self.difference(outcome)
        said = self.found.format_interval(difference, outcome["unit"])
        return self.found.translate("contrast.no_interval", change=said) if difference.n == 1 else said

    def policy(self, part: str) -> str:
        """Return A, B or the state in words: those of the question, with the settings behind them."""
        settings = self.settings(self.asked[part])
        said = (self.asked.get("names_zh" if self.found.language == "zh" else "names") or self.asked.get("names") or {}).get(part)
        if said:
            return self.found.translate("contrast.named", name=said, settings=settings) if settings else str(said)
        return settings or ("" if part == "given" else self.found.translate("contrast.reference"))

    def given(self) -> str:
        """Return the state that was asked about, as part of a sentence; empty if none was."""
        state = self.policy("given")
        return self.found.translate("contrast.given", state=state) if state else ""

    def settings(self, part: Mapping[str, Any]) -> str:
        """Return values of factors in words."""
        factors = {name: self.found.factor(name) for name in part}
        return " · ".join(f"{self.found.label(factors[name])} {self.found.level(value, factors[name])}"
                          for name, value in part.items())


def comparisons(found: Findings) -> list[Comparison]:
    """Return the contrasts that a study asks for and its design has."""
    asked = [one for one in found.study["analysis"].get("contrasts") or [] if one["points"][0] != []]
    return [Comparison(found, one, number) for number, one in enumerate(asked)]


def primary_outcomes(found: Findings) -> list[str]:
    """Return the outcomes that a study names as primary, none if it names none."""
    first = found.outcomes[0]["name"]
    return [net_of(first) if name == NET else name for name in found.study["analysis"].get("primary") or ()]


def holm_of_contrasts(found: Findings) -> list[dict[str, float]]:
    """Return, for every contrast, the p-values by outcome after Holm.

    All that contrasts are read by are one family; or two, where the study names primary outcomes: these, and all others.
    """
    asked, primary = comparisons(found), primary_outcomes(found)
    adjusted: list[dict[str, float]] = [{} for _ in asked]
    for is_primary in (True, False):
        family = [(one, name) for one in asked for name in one.read_by if (name in primary) == is_primary]
        for (one, name), p in zip(family, holm([paired_p(*one.values(name)) for one, name in family]), strict=True):
            adjusted[one.number][name] = float(p)
    return adjusted


def read_together(found: Findings, adjusted: Sequence[Mapping[str, float]], outcome: str) -> int:
    """Return how many comparisons are read together with those by an outcome: the ones of its family that have a p-value."""
    primary = primary_outcomes(found)
    return sum(bool(np.isfinite(p)) for of in adjusted for name, p in of.items()
               if (name in primary) == (outcome in primary))


def p_value(p: float) -> str:
    """Return a p-value, empty where there is none."""
    return "" if not np.isfinite(p) else "< 0.001" if p < 0.001 else f"{p:.3f}"


def answer(one: Comparison, question: str = "") -> str:
    """Return the answer to a contrast in a paragraph, which begins with yes or no where that is what the question asks."""
    outcome, found = one.decisive, one.found
    result = one.contrast(outcome)
    adjusted = holm_of_contrasts(found)
    p = adjusted[one.number][outcome["name"]]
    verdict = _verdict(one, result, p)
    said = found.translate(
        f"contrast.{verdict}", a=one.policy("a"), b=one.policy("b"), given=one.given(), outcome=found.label(outcome),
        wins=f"{100 * result.wins:.0f} %", chance=chance(result.chance), n=result.difference.n,
        change=found.format_interval(one.difference(outcome), outcome["unit"]),
        family=read_together(found, adjusted, outcome["name"]), p=p_value(p))
    return "".join((_yes_or_no(found, verdict, question), said, _apart(one, outcome), _price_said(one), _states_said(one)))


def chance(probability: float) -> str:
    """Return a probability in per cent that is never said to be certain."""
    if not np.isfinite(probability):
        return "–"
    return "> 99.9 %" if probability > 0.999 else "< 0.1 %" if probability < 0.001 else f"{100 * probability:.1f} %"


def _verdict(one: Comparison, result: Contrast, p: float) -> str:
    """Return what is said of the outcome that decides, clear only if it is so among all that are read together."""
    difference, direction = result.difference, one.decisive["direction"]
    net = "" if outcome_of_net(one.decisive["name"]) is None else "pays_"
    if not difference.n:
        return "nothing"
    if difference.n == 1:
        return "one_pair"
    if not difference.mean:
        return "same"
    if not difference.clear:
        return "unclear"
    if p >= CLEAR:
        return "not_together"
    if not direction:
        return "more" if difference.mean > 0 else "less"
    return net + ("better" if difference.mean * direction > 0 else "worse")


def _yes_or_no(found: Findings, verdict: str, question: str) -> str:
    short = _SHORT.get(verdict)
    return found.translate(f"contrast.{short}") if short and _YES_OR_NO.match(question) else ""


def _apart(one: Comparison, outcome: Mapping[str, Any]) -> str:
    """Return the first outcome and the cost by themselves, where they were judged together or the cost was not judged."""
    names = [one.found.outcomes[0]["name"], one.cost]
    parts = [found_one for name in names if name and name != outcome["name"] for found_one in [one.found.outcome(name)]]
    said = [one.found.translate("contrast.part", outcome=one.found.label(part), change=one.change(part),
                                unit=unit_shown(part["unit"], one.found.language)) for part in parts]
    return one.found.translate("contrast.apart", parts=one.found.translate("contrast.and").join(said)) if said else ""


def _price_said(one: Comparison) -> str:
    """Return whether A is better and cheaper, or from which price of a unit it pays."""
    outcome, found = one.priced, one.found
    price, key = one.price(outcome), one.pays(outcome)
    if price is None or not one.cost or one.difference(outcome).n < 2:
        return ""
    unit = found.outcome(one.cost)["unit"]
    low, high, estimate = (figure(value, unit, found.language) for value in (price.low, price.high, price.estimate))
    p = holm_of_contrasts(found)[one.number].get(outcome["name"], np.nan)
    alone = found.translate("contrast.alone_only") if p >= CLEAR and key not in ("same", "unclear") else ""
    a_unit = found.translate("contrast.per", money=unit_shown(unit, found.language),
                             unit=unit_shown(outcome["unit"], found.language) or "1")
    return alone + found.translate(f"contrast.price_{key}", price=estimate, low=low, high=high, outcome=found.label(outcome),
                                   unit=a_unit)


def _states_said(one: Comparison) -> str:
    n = len(one.points[0])
    return one.found.translate("contrast.over_states", n=n) if n > 1 else ""
