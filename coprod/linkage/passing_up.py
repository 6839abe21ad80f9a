"""Passing up 矛盾上交: cases that an office could decide and hands to the next level.

A committee without need of a signature asks for one; a street whose signature would do asks the district. Each adds a level
to the ladder: its minutes, its hours, and a form (:mod:`coprod.agents.passing_up`).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from coprod.agents import officials, street_offices
from coprod.agents.blame import blame_for_action
from coprod.agents.decisions import RuleBook
from coprod.agents.passing_up import OwnMatters
from coprod.agents.signing import Case
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters

OFFICES = ("committee", "street")
COMMITTEE, STREET = range(len(OFFICES))
STREET_LEVELS = 2
"""Levels of the ladder that sit at the street: its signature is enough for what goes no higher."""

OWN_DECISION = RecordKind("own_decision", "cases that an office could decide itself", "可自行决定的事项", {
    "incident": Field("i8", "", "incident", "突发事件"),
    "minute": Field("f8", "minute", "when it came to be decided", "待决定时刻"),
    "community": Field("i4", "", "community", "社区"),
    "office": Field("u1", "", "who could decide it", "有权决定者", codes=OFFICES),
    "passed_up": Field("?", "", "passed to the next level", "上交上一级"),
})


class PassingUp:
    """How often committees and street offices pass up what they could decide.

    Parameters
    ----------
    street_of : shape (C,)
        Street of each community.
    fear : callable
        Returns the fear of committees and street offices, shape (C + S,).
    """

    def __init__(self, parameters: Parameters, streams: Streams, street_of: Ints, recorder: Recorder,
                 fear: Callable[[], Floats], rules: RuleBook | None = None) -> None:
        rules = rules or RuleBook(parameters)
        self._rules = {"committee": rules[officials.PASS_UP.name], "street": rules[street_offices.PASS_UP.name]}
        self._account, self._tolerance = parameters.accountability, parameters.approval.tolerance
        self._form_days = parameters.approval.form_hours / parameters.staff.hours
        self._uniform, self._recorder, self._fear = streams.uniform_scalar, recorder, fear
        self._street_of = np.asarray(street_of).tolist()
        n, self._n_communities = len(self._street_of) + int(max(self._street_of)) + 1, len(self._street_of)
        self._load, self._fear_now = np.zeros(n), np.zeros(n)
        self._settle()

    def begin_week(self, load: Floats) -> None:
        """Let every office think again: `load` is hours asked over regular hours, shape (C + S,)."""
        self._load, self._fear_now = load.copy(), self._fear().copy()
        self._settle()

    def sees(self, office: str, row: int | None = None) -> OwnMatters:
        """Return what all committees, or all street offices, or the one of this number, see of cases that they could decide."""
        rows = slice(self._n_communities) if office == "committee" else slice(self._n_communities, None)
        if row is not None:
            rows = slice((rows.start or 0) + row, (rows.start or 0) + row + 1)
        account, load = self._account, self._load[rows]
        blame = blame_for_action(account, self._tolerance, self._fear_now[rows])
        return OwnMatters(blame, load, account.load * load * self._form_days, account.sensitivity, account.pass_up)

    def levels(self, case: Case, needed: int) -> int:
        """Return the highest level that signs, where one up to `needed` must: more where a case is passed up."""
        if needed == 0 and self._passes(COMMITTEE, case):
            needed = 1
        if 0 < needed <= STREET_LEVELS and self._passes(STREET, case):
            needed += 1
        return needed

    def note(self, minute: float, case: Case, needed: int) -> None:
        """Record who could have decided a case, and whether it was passed up."""
        here, up = case.community, False
        if needed == 0:
            up = self._passes(COMMITTEE, case)
            self._recorder.append(OWN_DECISION, incident=case.incident, minute=minute, community=here, office=COMMITTEE,
                                  passed_up=up)
        if 0 < needed + up <= STREET_LEVELS:
            self._recorder.append(OWN_DECISION, incident=case.incident, minute=minute, community=here, office=STREET,
                                  passed_up=self._passes(STREET, case))

    def _passes(self, office: int, case: Case) -> bool:
        purpose = (Purpose.PASSED_UP_BY_COMMITTEE, Purpose.PASSED_UP_BY_STREET)[office]
        place = (case.community, self._street_of[case.community])[office]
        return bool(self._uniform(purpose, case.incident) < self.chance[office][place])

    def _settle(self) -> None:
        self.chance = [np.asarray(self._rules[office](self.sees(office)), dtype=float).tolist() for office in OFFICES]
