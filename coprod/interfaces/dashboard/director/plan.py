"""What a street director decides: plans of quarters, what they take of staff and money, the policies in time that they are."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from coprod.interfaces.dashboard.lessons import Levers, Text
from coprod.kernel.calendar import DAYS_PER_WEEK, DAYS_PER_YEAR
from coprod.parameters import Parameters, Value, load_scenario
from coprod.parameters.policy import Policy

FILE = Path(__file__).parent / "year.toml"
NAME = "street-director"
"""What addresses and classes call this lesson."""

ENDS = (90, 181, 273, 365)
"""First day after each quarter of the year."""

QUARTERS_PER_YEAR, MONTHS_PER_YEAR = 4, 12

Plan = tuple[int, ...]
"""A level of every item, in the order of the file."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Quarter(_Strict):
    """A quarter: its months, and what its director is told on the first morning."""

    name: Text
    brief: Text


class Item(_Strict):
    """Something to decide about: levers with a value for every level; `start` is the level of the year as it always was.

    `kind` says what it mainly takes; what it does take is worked out from the parameters. A level is named by its `words`,
    else by the value of the first lever.
    """

    name: str
    kind: Literal["staff", "money"]
    start: int = Field(ge=0)
    set: dict[str, tuple[Value, ...]] = Field(min_length=1)
    words: tuple[Text, ...] = ()
    label: Text
    tip: Text

    @property
    def n_levels(self) -> int:
        """Return how many levels there are."""
        return min(len(values) for values in self.set.values())

    @property
    def shown(self) -> str:
        """Return the lever whose value is shown."""
        return next(iter(self.set))

    @model_validator(mode="after")
    def _levels_agree(self) -> Item:
        lengths = {len(values) for values in self.set.values()} | ({len(self.words)} if self.words else set())
        if len(lengths) > 1 or self.start >= self.n_levels:
            raise ValueError(f"{self.name}: every lever has a value for every level, and the start is one of them")
        return self


class Fixed(_Strict):
    """A year to compare with: the same plan in every quarter; items that are left out stay where they start."""

    name: Text
    plan: dict[str, int]


class DirectorYear(_Strict):
    """The lesson as its file has it.

    Attributes
    ----------
    hours : staff-hours a week of each committee that can be planned; the rest of the day belongs to the desk
    yuan : money of the street in a quarter; what is left of it goes back
    ledger_yuan : yuan a year and community that full merging of ledgers costs
    """

    minutes: int
    mechanisms: tuple[str, ...]
    scenario: str
    seed: int
    hours: float
    yuan: float
    ledger_yuan: float
    title: Text
    stake: Text
    about: Text
    note: Text
    talk: Text
    both: Levers
    quarters: tuple[Quarter, ...] = Field(min_length=len(ENDS), max_length=len(ENDS))
    items: tuple[Item, ...]
    fixed: tuple[Fixed, ...]

    @cached_property
    def base(self) -> Parameters:
        """Return the town without any decision of the director's."""
        return load_scenario(self.scenario).parameters.replace(self.both, where=FILE.name)

    @property
    def start(self) -> Plan:
        """Return the plan of the year as it always was."""
        return tuple(item.start for item in self.items)

    def fixed_plan(self, number: int) -> Plan:
        """Return the plan that a year to compare with has in every quarter."""
        return tuple(self.fixed[number].plan.get(item.name, item.start) for item in self.items)

    def settings(self, plan: Plan) -> dict[str, Value]:
        """Return the levers of a plan and their values."""
        return {key: values[level] for item, level in zip(self.items, plan, strict=True) for key, values in item.set.items()}

    def parameters(self, plans: Sequence[Plan]) -> Parameters:
        """Return the town with a policy in time for every quarter that is decided; later quarters are as they always were."""
        policies = []
        for number, plan in enumerate(plans):
            moved = {key: value for key, value in self.settings(plan).items() if value != self.base.value(key)}
            if moved:
                days = {"from": ENDS[number - 1] if number else 0, "until": ENDS[number]}
                policies.append(Policy.model_validate({"name": f"quarter {number + 1}", "set": moved, **days}))
        return self.base.model_copy(update={"policies": (*self.base.policies, *policies)})

    def takes(self, plan: Plan) -> Takes:
        """Return what a plan takes of a quarter."""
        decided = self.base.replace(self.settings(plan), where=FILE.name)
        return Takes(hours_a_week(decided), yuan_a_quarter(decided, self.base) + self.ledger(plan))

    def ledger(self, plan: Plan) -> float:
        """Return the yuan of a quarter for merging ledgers, which the model has for nothing."""
        town = self.base.town
        share = float(self.settings(plan)["directive.ledger_auto"])
        return town.communities * self.ledger_yuan * share / QUARTERS_PER_YEAR

    def parts(self, number: int) -> list[Takes]:
        """Return what every level of an item takes by itself; what a plan takes is their sum."""
        idle = tuple(0 for _ in self.items)
        nothing, found = self.takes(idle), []
        for level in range(self.items[number].n_levels):
            takes = self.takes(tuple(level if i == number else 0 for i in range(len(idle))))
            found.append(Takes(takes.hours - nothing.hours, takes.yuan - nothing.yuan))
        return found

    def over(self, plan: Plan) -> Takes | None:
        """Return what a plan takes if that is more than there is, else None."""
        takes = self.takes(plan)
        return takes if takes.hours > self.hours + _SLACK or takes.yuan > self.yuan + _SLACK else None


_SLACK = 1e-6
"""What sums of fractions may be off."""


@dataclass(frozen=True)
class Takes:
    """What a plan takes: staff-hours a week of each committee, and yuan of the street in the quarter."""

    hours: float
    yuan: float


def hours_a_week(parameters: Parameters) -> float:
    """Return the staff-hours a week that patrol, education and drills take of a committee of mean size."""
    weeks = DAYS_PER_YEAR / DAYS_PER_WEEK
    education = parameters.society.civic_education * parameters.society.civic_education_hours
    drills = parameters.volunteer.drill_freq * parameters.volunteer.drill_staff_hours
    return parameters.patrol.rate * DAYS_PER_WEEK + (education + drills) / weeks


def yuan_a_quarter(parameters: Parameters, base: Parameters) -> float:
    """Return the yuan of a quarter beyond what `base` has anyway: people, points at most, equipment and backup."""
    people = (parameters.staff.count - base.staff.count) * parameters.staff.wage
    points = MONTHS_PER_YEAR * parameters.points.budget * (parameters.points.reward > 0)
    kit = parameters.crew.kit_level * parameters.crew.kit_cost
    backup = (parameters.infrastructure.backup - base.infrastructure.backup) * parameters.infrastructure.backup_cost
    return float(parameters.town.communities * (people + points + kit + backup) / QUARTERS_PER_YEAR)


@cache
def director_year() -> DirectorYear:
    """Return the lesson that comes with coprod."""
    return DirectorYear.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))


def written(plans: Sequence[Plan]) -> str:
    """Write plans as an address has them."""
    return "_".join(".".join(map(str, plan)) for plan in plans)


def read(text: str, most: int = len(ENDS)) -> tuple[Plan, ...] | None:
    """Return the plans of an address; None if it has other items or levels than there are, or plans beyond what there is."""
    year = director_year()
    plans = tuple(_plan(one) for one in text.split("_")) if text else ()
    if len(plans) > most or any(plan is None or year.over(plan) for plan in plans):
        return None
    return tuple(plan for plan in plans if plan is not None)


def read_draft(text: str) -> Plan | None:
    """Return a plan that is being made, which may take more than there is; None if it is none."""
    return _plan(text)


def _plan(text: str) -> Plan | None:
    items = director_year().items
    levels = text.split(".")
    if len(levels) != len(items) or not all(level.isascii() and level.isdecimal() and len(level) < 3 for level in levels):
        return None
    plan = tuple(map(int, levels))
    return plan if all(level < item.n_levels for level, item in zip(plan, items, strict=True)) else None


