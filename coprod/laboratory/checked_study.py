"""A study: the question, what is varied, what is measured and how often.

It is made by :mod:`coprod.laboratory.study_file` and knows nothing of files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coprod.kernel.district_keys import DATA
from coprod.laboratory.designs import Design, Plan, make_design, n_points
from coprod.laboratory.factors import SCENARIO, Factor
from coprod.laboratory.keys import conditions, digest
from coprod.laboratory.observe import Observed
from coprod.laboratory.simulator import TOWN, Simulator, Value, load_simulator

if TYPE_CHECKING:
    from coprod.laboratory.ensemble import Ensemble

GIVEN_DATA = ("delta", "pawn", "rbd_fast")


@dataclass(frozen=True, slots=True)
class Until:
    """Go on replicating until a 95 % interval is narrow enough.

    ``difference``: the interval is that of the paired difference from the reference point, else of the mean.
    """

    outcome: str
    half_width: float
    max: int
    min: int = 5
    difference: bool = False


@dataclass(frozen=True, slots=True)
class Discovery:
    """Where does the outcome fail? A run fails above or below a threshold; at most `boxes` parts of the space are named."""

    outcome: str
    above: float | None = None
    below: float | None = None
    boxes: int = 3


@dataclass(frozen=True, slots=True)
class Tipping:
    """A lever swept upwards and downwards, from two different beginnings."""

    lever: str
    outcome: str
    direction: str


@dataclass(frozen=True)
class Asked:
    """One policy against another, in a given state: values of factors.

    A lever that is not named is as at the reference point; over uncertainties that are not named, the mean is taken.
    """

    a: Mapping[str, Any]
    b: Mapping[str, Any]
    given: Mapping[str, Any] = field(default_factory=dict)
    cost: str | None = None
    """What a policy costs: an outcome, or by default the complete cost."""
    by: str | None = None
    """What decides which is better: an outcome or "net"; by default net if the first outcome is money, else that outcome."""
    names: Mapping[str, str] = field(default_factory=dict)
    names_zh: Mapping[str, str] = field(default_factory=dict)
    """What the question calls A, B and the state, in English and in Chinese."""


@dataclass(frozen=True)
class Analysis:
    """What the report answers besides what the design answers by itself."""

    reference: Mapping[str, Any] = field(default_factory=dict)
    trade_off: tuple[str, ...] = ()
    robustness: str | None = None
    threshold: float | None = None
    discovery: Discovery | None = None
    shapley: str | None = None
    tipping: Tipping | None = None
    contrasts: tuple[Asked, ...] = ()
    primary: tuple[str, ...] = ()
    """Outcomes whose contrasts are corrected among themselves only."""
    costs: Mapping[str, float] = field(default_factory=dict)
    """Outcomes whose sum is the complete cost, each with the price of a unit."""
    given_data: tuple[str, ...] = ()
    """Indices that need no design of their own, of :data:`GIVEN_DATA`."""


@dataclass(frozen=True)
class CheckedStudy:
    """What a study says, checked; :class:`coprod.laboratory.study.Study` adds how it is read."""

    name: str
    question: str
    factors: tuple[Factor, ...]
    outcomes: tuple[str, ...]
    plan: Plan = field(default_factory=Plan)
    question_zh: str = ""
    hypothesis: str = ""
    hypothesis_zh: str = ""
    scenarios: tuple[str, ...] = ("baseline",)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    days: int = 365
    warmup_days: int = 0
    replications: int = 10
    until: Until | None = None
    first_seed: int = 0
    common_random_numbers: bool = True
    time_limit: float | None = None
    observed: Observed = field(default_factory=Observed)
    analysis: Analysis = field(default_factory=Analysis)
    model: str = TOWN
    text: str = ""
    is_quick: bool = False
    ensemble: Ensemble | None = None

    @cached_property
    def simulator(self) -> Simulator:
        """The model that the study drives."""
        return load_simulator(self.model)

    @cached_property
    def design(self) -> Design:
        """The points of the study."""
        return make_design(self.plan, self.factors)

    @property
    def n_points(self) -> int:
        """How many points the design has (counted without making it)."""
        return n_points(self.plan, self.factors)

    @property
    def max_replications(self) -> int:
        """How many replications a point gets at most."""
        return self.until.max if self.until else self.replications

    def values(self, point: int) -> dict[str, Any]:
        """Return the parameters of a point that differ from the defaults."""
        return self.values_of(self.design.point(point))

    def values_of(self, point: Mapping[str, Any]) -> dict[str, Any]:
        """Return the parameters that differ from the defaults where the factors have these values."""
        settings: dict[str, Any] = {}
        for factor in self.factors:
            settings |= factor.settings(point[factor.name])
        scenario = settings.pop(SCENARIO, self.scenarios[0])
        return self.simulator.differences({**self._bases[str(scenario)], **settings})

    def seed(self, point: int, replication: int) -> int:
        """Return the seed of a run: that of its replication, whatever the policy (common random numbers)."""
        if self.common_random_numbers:
            return self.first_seed + replication
        return self.first_seed + point * self.max_replications + replication

    def digests(self) -> list[str]:
        """Return the digest of the parameters of every point."""
        return [digest(self._identity(self.values(i))) for i in range(self.n_points)]

    def code(self) -> dict[str, str]:
        """Return the fingerprints of all users' code that the rules of the study name, by where it is found."""
        values = [*(self.fixed_and_scenario(name) for name in self.scenarios),
                  *(factor.settings(level) for factor in self.factors for level in factor.levels)]
        return {path: code for one in values for path, code in self.simulator.code(one).items()}

    def conditions(self) -> str:
        """Return what all runs of the study have in common, as it enters their keys."""
        return conditions(self.days, self.warmup_days, self.simulator.version(), self.observed.canonical())

    def reference_point(self) -> int:
        """Return the point that the others are compared with: the first that fits ``analysis.reference``."""
        return self._point_with(self.analysis.reference) or 0

    def contrast_points(self, asked: Asked) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the points of A and those of B of a contrast, a pair for every state of the world; none if it has no pair."""
        known = {factor.name: factor.role for factor in self.factors}
        compared = {*asked.a, *asked.b}
        if not {*compared, *asked.given} <= set(known):
            return (), ()
        state = [name for name, role in known.items() if role != "lever" and name not in compared]
        reference = self.design.point(self.reference_point())
        same = {**{name: value for name, value in reference.items() if name not in state}, **asked.given}
        first, second = ({**same, **policy} for policy in (asked.a, asked.b))
        a: dict[tuple[Value, ...], int] = {}
        b: dict[tuple[Value, ...], int] = {}
        for i, point in enumerate(self.design):
            for wanted, found in ((first, a), (second, b)):
                if all(point[name] == value for name, value in wanted.items()):
                    found.setdefault(tuple(point[name] for name in state), i)
        both = [key for key in a if key in b]
        return tuple(a[key] for key in both), tuple(b[key] for key in both)

    def _point_with(self, wanted: Mapping[str, Any]) -> int | None:
        for i, point in enumerate(self.design):
            if all(point[name] == value for name, value in wanted.items()):
                return i
        return None

    def fixed_and_scenario(self, scenario: str) -> dict[str, Any]:
        """Return the values of a scenario with what the study fixes."""
        return self._bases[scenario]

    def _identity(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return what a run depends on besides seed and conditions: its values, and users' code that they name."""
        code = self.simulator.code(values)
        return {**values, "code": dict(code)} if code else values

    @cached_property
    def _bases(self) -> dict[str, dict[str, Any]]:
        _ = self.titles  # read together: the files of scenarios may be gone when titles are asked for
        return {name: self._base(self.simulator.scenario(name)) for name in self.scenarios}

    @cached_property
    def titles(self) -> dict[str, tuple[str, str]]:
        """The titles of several scenarios in English and Chinese, with the name beside one that is not alone in having it."""
        if len(self.scenarios) == 1:  # no table calls it
            return {}
        titles = {name: self.simulator.titles(name) for name in self.scenarios}
        english, chinese = (Counter(of_language) for of_language in zip(*titles.values(), strict=True))
        return {name: (en if english[en] == 1 else f"{en} ({name})", zh if chinese[zh] == 1 else f"{zh}（{name}）")
                for name, (en, zh) in titles.items()}

    def _base(self, scenario: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of a scenario with what the study fixes; a district from tables is not made smaller to try it out."""
        smaller = self.simulator.quick if self.is_quick and DATA in scenario else {}
        return {**scenario, **{key: value for key, value in self.fixed.items() if key not in smaller}}
