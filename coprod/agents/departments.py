"""Departments 条线部门: each its own domain; whether to take on what nobody owns, and whether to answer a committee (mech:A15).

What follows from it (links, queues, hand-offs, waiting) stands in :mod:`coprod.linkage.departments` and
:mod:`coprod.linkage.powers`. A :class:`Department` is an ordinary Mesa agent, one per district and department.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from coprod.agents.deciding import Deciding
from coprod.agents.decisions import Reason, decision
from coprod.agents.forewarned import Signals
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.columns import BaseAgent
from coprod.kernel.formulas import refusals
from coprod.parameters.codes import INCIDENT_TYPES

DEPARTMENTS = (
    "emergency", "health", "civil_affairs", "housing", "water", "utilities", "police", "urban_management")
CHAINS: dict[str, tuple[str, ...]] = {
    "dwelling_fire": ("emergency", "utilities", "health", "civil_affairs"),
    "cardiac_arrest": ("health",),
    "lift_entrapment": ("housing",),
    "waterlogging": ("water", "urban_management", "utilities", "civil_affairs"),
    "utility_failure": ("utilities", "housing", "police", "civil_affairs"),
    "public_order": ("police", "health", "urban_management", "civil_affairs"),
    "gas_accident": ("emergency", "utilities", "police", "civil_affairs"),
    "injury": ("health",),
}
"""Departments that a type of incident may take, in the order in which one waits for the other; the first leads."""
PRECEDENCE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "dwelling_fire": ((), ("civil_affairs",)),
    "waterlogging": (("utilities",), ("civil_affairs",)),
    "utility_failure": (("housing",), ("civil_affairs",)),
    "public_order": ((), ("civil_affairs",)),
    "gas_accident": (("utilities",), ("civil_affairs",)),
}
"""Order of precedence: supporting departments whose part must come before the crew's work, and those that follow it.

Power is cut before a crew enters the water, the plant room is opened before what failed in it is repaired, the gas main is
shut before the flat is entered; resettlement, comfort and mediation follow. All others work beside the crew. A fire crew
waits for nobody. Assumed, by what each department is there for.
"""
BEFORE, BESIDE, AFTER = range(3)
"""When a department does its part, relative to the crew's work."""
RISKS = 64
"""Kinds of risk that the ownership matrix tells apart."""
OWNERS = ("one", "none", "several")
ONE, NONE, SEVERAL = range(len(OWNERS))

OWN = decision("department.own", "whether a department takes on a case that no one or several own",
               "部门是否主动承接无主或多头事项",
               "truth")
ANSWER = decision("department.answer", "times that a department turns a report down before it answers",
                  "部门受理前推回上报的次数",
                  "code", 0, 1000)
decision("department.hand_over", "when a department hands a case to the next", "部门何时移交下一部门", absent=True)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What the department that would lead sees of an incident of which it is unclear whose it is."""

    incident: int
    type: int
    """Number in INCIDENT_TYPES."""
    owners: int
    """Code in :data:`OWNERS`: none or several."""
    department: int
    """Number of the department."""
    departments: int
    """Departments that the incident takes."""
    load: int
    """Cases that its officers are dealing with or that wait for them."""


@OWN.rule("waits", "waits until it is settled who leads", "等待确定牵头部门")
class Waits:
    """Leaves what is not clearly its own until it is told: no man's land between domains (src:downs1967; mech:G01)."""

    def decide(self, seen: Unsettled) -> bool:
        """Return whether the department takes the case on."""
        return False

    def explain(self, seen: Unsettled) -> Reason:
        """Return why the department takes the case on or not."""
        return Reason(f"Waits: {_owners(seen)[0]}, and it has not been told to lead.",
                      f"等待：{_owners(seen)[1]}，尚未指定由其牵头。")


@OWN.rule("lead_agency", "whose work comes first leads", "首接负责")
class LeadAgency:
    """Takes on what begins with its own work: first come, first responsible (one lead agency, src:moynihan2009; 首接负责制).

    Assumed: the others accept it at once.
    """

    def decide(self, seen: Unsettled) -> bool:
        """Return whether the department takes the case on."""
        return True

    def explain(self, seen: Unsettled) -> Reason:
        """Return why the department takes the case on or not."""
        return Reason(f"Leads: {_owners(seen)[0]}, and its own work comes first.",
                      f"牵头：{_owners(seen)[1]}，首先需要该部门处置。")


def _owners(seen: Unsettled) -> tuple[str, str]:
    return ("nobody owns this risk", "该风险无人主管") if seen.owners == NONE else ("several own this risk", "该风险多头主管")


@dataclass(frozen=True, slots=True, eq=False)
class Reports:
    """Hazards that committees report because only a department may act: arrays of shape (n,)."""

    hazard: Ints
    """Number of the hazard."""
    community: Ints
    owners: Ints
    """Owners of the kind of risk by law, codes in :data:`OWNERS`."""
    refusal: float
    """Chance that a report is turned down, 0 to 1 (``request.authority_refusal``, less where committees can whistle)."""
    uniform: Floats
    """Draw of the hazard, in (0, 1)."""

    def __len__(self) -> int:
        """Return the number of reports."""
        return self.uniform.size


@ANSWER.rule("usual_refusal", "turns down the usual share of reports", "按通常比例推回")
class UsualRefusal:
    """Turns down every report with the same chance, again and again: geometric (mech:C07)."""

    def decide(self, seen: Reports) -> Ints:
        """Return how many times each report is turned down."""
        return refusals(seen.uniform, seen.refusal)

    def explain(self, seen: Any) -> Reason:
        """Return why one report is turned down so often."""
        return Reason(f"Each time {seen.refusal:.0%} of reports are turned down; the draw is {seen.uniform:.2f}.",
                      f"每次推回{seen.refusal:.0%}的上报；随机数为{seen.uniform:.2f}。")


@ANSWER.rule("mandate_first", "answers at once what is its own by law, and little else", "法定职责即办，其余多推回")
class MandateFirst:
    """Answers at the first call what is its own by law, and turns down most of what no one or several own.

    A bureau defends the heart of its domain and avoids its borders (src:downs1967). Assumed: at least `others` of such calls are
    turned down, and where committees can whistle as few as by the usual rule.
    """

    others = 0.8
    """Share of calls about what is not clearly its own that it turns down, 0 to 1."""

    def decide(self, seen: Reports) -> Ints:
        """Return how many times each report is turned down."""
        return np.where(seen.owners == ONE, 0, refusals(seen.uniform, self._share(seen)))

    def _share(self, seen: Reports) -> float:
        """Return the share of calls that it turns down about what is not clearly its own."""
        return max(seen.refusal, self.others) if seen.refusal else 0.0

    def explain(self, seen: Any) -> Reason:
        """Return why one report is turned down so often."""
        if seen.owners == ONE:
            return Reason("Answered at the first call: the law gives this risk to one department.",
                          "一次受理：该风险依法由一个部门主管。")
        return Reason(f"Each time {self._share(seen):.0%} of such calls are turned down: the law does not give this "
                      "risk to one department.", f"每次推回{self._share(seen):.0%}：该风险依法并非由一个部门主管。")


class Department(Deciding, BaseAgent):
    """One department of one district.

    Parameters
    ----------
    model : mesa.Model
    district, number : int
        Number of the district, and of the department in :data:`DEPARTMENTS`.
    lines : int
        Departments of a district, which share what eight do here.
    """

    decides_as = "department"

    def __init__(self, model: mesa.Model, district: int, number: int, lines: int = len(DEPARTMENTS)) -> None:
        super().__init__(model)
        self.district, self.number, self._lines = district, number, lines

    @property
    def name(self) -> str:
        """Name of the department."""
        return DEPARTMENTS[self.number]

    @property
    def leads(self) -> tuple[str, ...]:
        """Types of incident that begin with its work."""
        return tuple(kind for type_, kind in enumerate(INCIDENT_TYPES) if chain_of(type_, self._lines)[0] == self.number)

    def own(self, incident: int = 0, type_: str = "", owners: str = "none") -> bool:
        """Return whether the department would now take on an incident that no one or several own.

        Parameters
        ----------
        type_ : str
            Name of the type of incident; the first that the department leads if omitted.
        owners : "none" or "several"
        """
        return bool(self.decide("own", incident, type_, owners))

    def answer(self, hazard: int = 0) -> int:
        """Return how many times the department turns a report of this hazard down before it answers."""
        return int(self.decide("answer", hazard)[0])

    @property
    def open_cases(self) -> int:
        """Cases that its officers are dealing with or that wait for them now."""
        return int(self.model.emergency_field.departments.open_cases(self.district, self.number))

    @property
    def officers_busy(self) -> int:
        """Officers who are dealing with a case now."""
        return int(self.model.emergency_field.departments.officers_busy(self.district, self.number))

    def _sees_own(self, incident: int = 0, type_: str = "", owners: str = "none") -> Unsettled:
        type_number = INCIDENT_TYPES.index(type_ or next(iter(self.leads), INCIDENT_TYPES[0]))
        return Unsettled(incident, type_number, OWNERS.index(owners), self.number, len(chain_of(type_number, self._lines)),
                         self.open_cases)

    def _sees_answer(self, hazard: int = 0) -> Reports:
        ids = np.array([hazard])
        seen: Reports = self.model.rectification.powers.reports(ids, np.zeros_like(ids))
        return seen

    def _sees_warn(self) -> Signals:
        """Return the signs of today, over the communities of its district."""
        seen: Signals = self.model.emergency_field.warnings.signals_today(self.model.day, self.district)
        return seen


def departments_involved(severity: float, single: float, most: int) -> int:
    """Return how many departments an incident takes: one up to severity `single`, then evenly up to `most`."""
    if severity <= single:
        return 1
    return min(most, 1 + ceil((most - 1) * (severity - single) / (1 - single)))


def chain_of(type_: int, lines: int) -> tuple[int, ...]:
    """Return the departments that a type of incident may take, where `lines` departments share what eight do here."""
    numbers = (DEPARTMENTS.index(name) % lines for name in CHAINS[INCIDENT_TYPES[type_]])
    return tuple(dict.fromkeys(numbers))


@cache
def stages_of(type_: int, lines: int) -> tuple[int, ...]:
    """Return for each department of :func:`chain_of` when it does its part: BEFORE, BESIDE or AFTER the crew's work.

    A department that does the work of several does it as early as the earliest of them.
    """
    kind = INCIDENT_TYPES[type_]
    before, after = PRECEDENCE.get(kind, ((), ()))
    stage = {name: BEFORE if name in before else AFTER if name in after else BESIDE for name in CHAINS[kind]}
    return tuple(min(stage[name] for name in CHAINS[kind] if DEPARTMENTS.index(name) % lines == number)
                 for number in chain_of(type_, lines))


def ownership_matrix(uniform: NDArray[np.float64], gap: float, overlap: float) -> NDArray[np.int64]:
    """Return the owners of each kind of risk: `gap` of all have none, `overlap` several, to within one kind.

    Parameters
    ----------
    uniform : shape (n,)
        Uniform draws that rank kinds of risk from the least to the most claimed; a larger share keeps those it had.
    """
    place = (uniform.argsort().argsort() + 0.5) / uniform.size
    return np.select([place < gap, place >= 1 - overlap], [NONE, SEVERAL], ONE)
