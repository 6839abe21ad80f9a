"""What a study found, worked out once for all sections of a report."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from coprod.laboratory.analysis.cube import Matrix
from coprod.laboratory.analysis.differences import differences
from coprod.laboratory.analysis.effects import Factorial
from coprod.laboratory.analysis.measures import cost_lines, measure, outcome_of_net
from coprod.laboratory.analysis.policies import Policies
from coprod.laboratory.costs import COMPLETE, currency
from coprod.laboratory.report.charts import level_text
from coprod.laboratory.results import Results
from coprod.laboratory.statistics import Interval
from coprod.text.glossary import LANGUAGES, Language, translate
from coprod.text.numbers import change, figure, span, unit_shown

CLEAR = 0.05
"""A p-value below which a difference is called clear."""


class Findings:
    """The results of a study with their names in one language."""

    def __init__(self, results: Results, language: Language) -> None:
        self.results = results
        self.study = results.study
        self.language = language
        self.runs = results.complete_runs
        self.factors: list[dict[str, Any]] = self.study["factors"]
        self.outcomes: list[dict[str, Any]] = self.study["outcomes"]
        self.kind: str = self.study["design"]["kind"]
        self.n_points: int = self.study["design"]["n_points"]
        self.reference: int = self.study["reference_point"]
        self._values: dict[str, Matrix] = {}
        self._differences: dict[str, pd.DataFrame] = {}
        self._of_policies: dict[str, pd.DataFrame] = {}
        self.cost_lines = cost_lines(self.study)
        self.costs_said: dict[str, Any] = self.study["analysis"].get("costs") or {}
        self.surrogates: dict[str, Any] = {}
        """Surrogates of outcomes with their indices, kept as they take seconds to fit."""

    def translate(self, key: str, **values: object) -> str:
        """Return a text of the report."""
        return translate(key, self.language, **values)

    def values(self, outcome: str) -> Matrix:
        """Return an outcome, the complete cost or both together in money by point and replication."""
        if outcome not in self._values:
            self._values[outcome] = measure(self.runs, outcome, self.n_points, self.study)
        return self._values[outcome]

    def differences(self, outcome: str) -> pd.DataFrame:
        """Return the paired differences of an outcome from the reference point."""
        if outcome not in self._differences:
            self._differences[outcome] = differences(self.values(outcome), self.reference)
        return self._differences[outcome]

    @cached_property
    def design(self) -> pd.DataFrame:
        """The points, one row each."""
        return self.results.design

    @property
    def is_crossed(self) -> bool:
        """Tell whether every level was combined with every other."""
        return self.kind == "factorial" and bool(self.factors)

    def factorial(self, outcome: str) -> Factorial | None:
        """Return an outcome folded by factors, or None if the design is not crossed or no replication is complete."""
        if not self.is_crossed:
            return None
        varied = [factor for factor in self.factors if len(factor["levels"]) > 1]
        folded = Factorial.of([factor["name"] for factor in varied], [factor["levels"] for factor in varied],
                              self.values(outcome))
        return folded if folded.n_replications and varied else None

    @property
    def currency(self) -> str:
        """The unit of the complete cost; studies of earlier versions do not say it."""
        return self.costs_said.get("unit") or currency((line["unit"], line["price"]) for line in self.cost_lines)

    def outcome(self, name: str) -> dict[str, Any]:
        """Return the declaration of an outcome, of a line of costs, of the complete cost or of a :meth:`net`."""
        if name == COMPLETE:
            return {"name": name, "unit": self.currency, "direction": -1, **_in_both("costs.complete")}
        if (inner := outcome_of_net(name)) is not None:
            of = self.outcome(inner)
            key = "costs.net_of_loss" if of["direction"] < 0 else "costs.net_of_gain"
            labels = {str(language): translate(key, language, outcome=of[language]) for language in LANGUAGES}
            return {"name": name, "unit": of["unit"], "direction": -1, **labels}
        return next(one for one in (*self.outcomes, *self.cost_lines, *self.costs_said.get("shown", ())) if one["name"] == name)

    def name(self, thing: Mapping[str, Any]) -> str:
        """Return the label of a factor or outcome, with its unit if it has one."""
        unit = unit_shown(thing["unit"], self.language)
        return translate("list.with_unit", self.language, label=thing[self.language], unit=unit) if unit else self.label(thing)

    def label(self, thing: Mapping[str, Any]) -> str:
        """Return the label of a factor or outcome."""
        return str(thing[self.language])

    def mean(self, value: float, point: int, outcome: Mapping[str, Any]) -> str:
        """Return the mean of a point; where there is none, whether its runs failed or had nothing to measure."""
        runs = self.runs[self.runs["point"] == point]
        if not math.isfinite(value) and len(runs) and not (runs["status"] == "ok").any():
            return self.translate("report.all_failed")
        return figure(value, outcome["unit"], self.language)

    def factor(self, name: str) -> dict[str, Any]:
        """Return the description of a factor."""
        return next(factor for factor in self.factors if factor["name"] == name)

    def input_label(self, name: str) -> str:
        """Return the label of a factor, or the name of a group of factors, which the study chose."""
        return next((self.label(factor) for factor in self.factors if factor["name"] == name), name)

    def level(self, level: object, factor: Mapping[str, Any] | None = None) -> str:
        """Return a level for people, by its label if its factor has labels for levels."""
        label = (factor or {}).get("labels", {}).get(level)
        if label:
            return str(label[self.language])
        level = level.item() if isinstance(level, np.generic) else level
        if isinstance(level, bool) or level in ("on", "off"):
            return self.translate("report.on" if level in (True, "on") else "report.off")
        return level_text(level)

    def point(self, point: int, *, whole: bool = False) -> str:
        """Return a point in words: what differs from the reference, or all of it."""
        row, other = self.design.iloc[point], self.design.iloc[self.reference]
        parts = [f"{self.label(factor)} {self.level(row[factor['name']], factor)}" for factor in self.factors
                 if row[factor["name"]] != other[factor["name"]] or (whole and len(factor["levels"]) != 1)]
        return " · ".join(parts) or self.translate("report.reference_point")

    def format_interval(self, one: Interval, unit: str) -> str:
        """Return a difference with its interval."""
        return interval_text(one, unit, self.language)

    def is_constant(self, outcome: str) -> bool:
        """Tell whether an outcome is the same at every point, replication by replication, and has a value at each."""
        values = self.values(outcome)
        compared = np.isfinite(values) & np.isfinite(values[self.reference])
        same = values == values[self.reference]
        return self.n_points > 1 and bool(np.all(same | ~compared) and compared.any(axis=1).all())

    def sign(self, outcome: str) -> int:
        """Return -1 where more is better and 1 elsewhere."""
        return -1 if self.outcome(outcome)["direction"] > 0 else 1

    @cached_property
    def compared(self) -> tuple[list[str], list[str]]:
        """The names of the factors that policy sets, and of those that it does not; all are compared if policy sets none."""
        levers, varied = self._levers
        nature = [factor["name"] for factor in self.factors if factor["role"] != "lever"]
        return (levers, nature) if varied else ([factor["name"] for factor in self.factors], [])

    @cached_property
    def _levers(self) -> tuple[list[str], bool]:
        """The names of the factors that policy sets, and whether the points differ in them."""
        levers = [factor["name"] for factor in self.factors if factor["role"] == "lever"]
        return levers, bool(levers) and len(self.design[levers].drop_duplicates()) > 1

    @property
    def sets_policies(self) -> bool:
        """Tell whether policy sets what is compared; else the points are states of the world that nobody chooses."""
        return self._levers[1] or self.n_points == 1

    def of_policies(self, key: str, **values: object) -> str:
        """Return a text on policies, or the like on states of the world where policy sets nothing."""
        return self.translate(key if self.sets_policies else f"{key}_of_states", **values)

    @cached_property
    def policies(self) -> Policies:
        """The points by policy and state of the world."""
        return Policies.of(self.design, *self.compared, self.reference)

    def policy_values(self, outcome: str) -> Matrix:
        """Return the mean of an outcome over states of the world, by policy and replication."""
        return self.policies.over_states(self.values(outcome))

    def policy_differences(self, outcome: str) -> pd.DataFrame:
        """Return the paired differences of every policy from that of the reference, means over states of the world."""
        if outcome not in self._of_policies:
            self._of_policies[outcome] = differences(self.policy_values(outcome), self.policies.reference)
        return self._of_policies[outcome]

    def policy(self, number: int, *, whole: bool = False) -> str:
        """Return a policy in words: what differs from the reference, or all of it."""
        row = self.design.iloc[self.policies.grid[number, 0]]
        other = self.design.iloc[self.policies.grid[self.policies.reference, 0]]
        parts = [f"{self.label(factor)} {self.level(row[factor['name']], factor)}"
                 for factor in map(self.factor, self.compared[0])
                 if row[factor["name"]] != other[factor["name"]] or (whole and len(factor["levels"]) != 1)]
        return " · ".join(parts) or self.translate("report.reference_point")

    def state(self, point: int) -> str:
        """Return the state of the world of a point in words."""
        row = self.design.iloc[point]
        factors = [factor for factor in map(self.factor, self.compared[1]) if len(factor["levels"]) != 1]
        return " · ".join(f"{self.label(factor)} {self.level(row[factor['name']], factor)}" for factor in factors)

    def clear(self, outcome: str) -> list[dict[str, Any]]:
        """Return the rows of the policies that differ clearly from the reference, after Holm's correction for their number."""
        rows: list[Any] = self.policy_differences(outcome).to_dict("records")
        return [row for row in rows if row["p_holm"] < CLEAR]

    def best(self, outcome: str) -> dict[str, Any] | None:
        """Return the row of the clear difference that is best, or largest if none is better; None if none is clear."""
        clear, direction = self.clear(outcome), self.outcome(outcome)["direction"]
        better = [row for row in clear if row["difference"] * direction > 0]
        found: dict[str, Any] | None = max(better or clear, key=lambda row: abs(row["difference"]), default=None)
        return found


def _in_both(key: str) -> dict[str, str]:
    return {str(language): translate(key, language) for language in LANGUAGES}


def interval_text(one: Interval, unit: str, language: Language) -> str:
    """Return a difference with its interval, such as ``−0.075 (−0.093 … −0.057)``; words where there is none."""
    if not math.isfinite(one.estimate):
        return translate("report.no_pairs", language)
    around = f" ({span(one.low, one.high, unit)})" if math.isfinite(one.low) else ""
    return f"{change(one.estimate, unit)}{around}"


def interval_of(row: Any) -> Interval:
    """Return a row of differences as an interval."""
    return Interval(float(row["difference"]), float(row["low"]), float(row["high"]), int(row["n"]))
