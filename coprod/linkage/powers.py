"""Powers 权能: what a committee may not enforce or is not able to judge, and for how long it waits (mech:C06, mech:C07).

A report is not a remedy. Where only a department may enforce, the committee writes and waits, and is told that somebody
else is in charge; where professional skill is missing, it waits for the level above to send it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.agents.decisions import RuleBook
from coprod.agents.departments import RISKS, Reports, ownership_matrix
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.calendar import DAYS_PER_MONTH, DAYS_PER_WEEK
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import ENFORCE
from coprod.parameters import Parameters
from coprod.parameters.groups import Request

REASONS = ("power", "skill")
POWER, SKILL = range(len(REASONS))

REFERRAL = RecordKind("referral", "hazards that waited for others", "须上报等待的隐患", {
    "hazard": Field("i8", "", "hazard", "隐患编号"),
    "community": Field("i4", "", "community", "社区"),
    "reason": Field("u1", "", "what was missing", "缺少什么", codes=REASONS),
    "asked": Field("i4", "day", "day it was reported", "上报日"),
    "calls": Field("i4", "calls", "times it was reported", "上报次数"),
    "days": Field("i4", "working days", "wait", "等待用时"),
})


class Powers:
    """What stands between a found hazard and the committee's own hands."""

    def __init__(self, parameters: Parameters, streams: Streams, recorder: Recorder,
                 rules: RuleBook | None = None) -> None:
        self._p = parameters.request
        self._enforcement = float(granted_kinds(self._p, parameters.staff.enforcement)[ENFORCE])
        self._streams, self._recorder = streams, recorder
        self._answer = (rules or RuleBook(parameters))["department.answer"]
        overlap = parameters.department.ownership_overlap if parameters.directive.lines > 1 else 0.0
        self._turned_down: list[Ints] = []
        self._owners = ownership_matrix(streams(Purpose.OWNERSHIP).random(RISKS), parameters.department.ownership_gap, overlap)
        p = self._p
        self.skill = trained_skill(p.authority_skill, p.authority_training, p.authority_training_half)
        """Share of what needs professional skill that committees judge themselves."""

    def training_hours(self, staff: Floats) -> Floats:
        """Return the staff-hours a week that training takes of every committee, (C,), given its staff."""
        return np.asarray(staff * self._p.authority_training * DAYS_PER_WEEK / DAYS_PER_MONTH)

    def wait(self, day: int, found: Rows) -> tuple[Ints, Floats]:
        """Return the working days for which each found hazard waits for others, and the staff-hours of calling them.

        What needs both waits for both, one after the other.
        """
        power_draw, skill_draw = self._uniform(Purpose.AUTHORITY_POWER, found), self._uniform(Purpose.AUTHORITY_SKILL, found)
        by_power = (power_draw < self._p.authority_enforce_share) & (self._uniform(Purpose.AUTHORITY_OWN_POWER,
                                                                                   found) >= self._enforcement)
        by_skill = (skill_draw < self._p.authority_expert_share) & (self._uniform(Purpose.AUTHORITY_OWN_SKILL,
                                                                                  found) >= self.skill)
        days: Ints = self._for_power(day, found, by_power) + self._for_skill(day, found, by_skill)
        return days, np.where(by_power, self._p.authority_whistle * self._p.authority_whistle_hours, 0.0)

    def reports(self, hazards: Ints, communities: Ints) -> Reports:
        """Return what departments see of hazards that are reported to them."""
        p, uniform = self._p, self._streams.uniform
        kinds = (uniform(Purpose.AUTHORITY_RISK, hazards) * RISKS).astype(np.int64)
        return Reports(hazards, communities, self._owners[kinds], p.authority_refusal * (1 - p.authority_whistle),
                       uniform(Purpose.AUTHORITY_REFUSAL, hazards))

    def _for_power(self, day: int, found: Rows, needs: NDArray[np.bool_]) -> Ints:
        """Return how long a department makes each wait: every answer takes time, and some answers are no."""
        if not needs.any():
            return np.zeros(found.size, dtype=np.int64)
        p, rows = self._p, found.compress(needs)
        calls = 1 + self._answer(self.reports(rows["id"], rows["community"]))
        each = -p.authority_department_days * (1 - p.authority_whistle) * np.log(self._uniform(Purpose.AUTHORITY_ANSWER, rows))
        self._turned_down.append(rows["community"][calls > 1].astype(np.int64))
        return self._book(day, found, needs, POWER, calls, calls * each)

    def take_turned_down(self) -> list[int]:
        """Return the communities of hazards that a department turned down, since this was last asked."""
        gone, self._turned_down = self._turned_down, []
        return [community for rows in gone for community in rows.tolist()]

    def _for_skill(self, day: int, found: Rows, needs: NDArray[np.bool_]) -> Ints:
        if not needs.any():
            return np.zeros(found.size, dtype=np.int64)
        rows = found.compress(needs)
        days = -self._p.authority_expert_days * np.log(self._uniform(Purpose.AUTHORITY_EXPERT, rows))
        return self._book(day, found, needs, SKILL, np.ones(rows.size, dtype=np.int64), days)

    def _book(self, day: int, found: Rows, needs: NDArray[np.bool_], reason: int, calls: Ints, days: Floats) -> Ints:
        """Record who waits, and return the working days of all, 0 for those who do not."""
        waits = np.zeros(found.size, dtype=np.int64)
        waits[needs] = np.ceil(days)
        self._recorder.append(REFERRAL, hazard=found["id"][needs], community=found["community"][needs],
                              reason=reason, asked=day, calls=calls, days=waits[needs])
        return waits

    def _uniform(self, purpose: Purpose, found: Rows) -> Floats:
        return self._streams.uniform(purpose, found["id"])


def trained_skill(skill: float, training: float, half: float) -> float:
    """Return 1 − (1 − k) 2^(−h / half): what training leaves of the lack of skill."""
    return float(1 - (1 - skill) * 0.5 ** (training / half))


def power_edges(request: Request) -> Floats:
    """Return where enforcing and spending begin among the requests that need power, least power first: shape (2,)."""
    enforce = min(request.power_repairs, 1.0)
    return np.array([enforce, min(enforce + request.power_enforce, 1.0)])


def granted_kinds(request: Request, granted: float) -> Floats:
    """Return how much of each kind of power somebody has to whom the share `granted` of all is granted: shape (4,).

    Powers are granted in the order of :data:`~coprod.kernel.work_items.POWERS`; everybody may inform and mediate.
    """
    edges = np.array([0.0, *power_edges(request), 1.0])
    width = np.diff(edges)
    part = np.divide(granted - edges[:-1], width, out=(granted > edges[:-1]).astype(float), where=width > 0)
    return np.concatenate([[1.0], np.clip(part, 0, 1)])
