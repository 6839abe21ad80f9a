"""The mandate 责任清单: standing tasks that no department owns pile up on the desks of communities (mech:C02, mech:C03).

Of the requests that nobody owned and the community took on, the incidents that no department owned and the hazards that one
turned down, some come back as tasks for good. A street says whose each is (``street_office.assign``), a committee may refuse
it as far as an access rule is enforced (``committee.refuse_directive``). Each takes its hours week by week until it lapses.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coprod.agents.decisions import RuleBook
from coprod.agents.standing_tasks import COMMUNITY, DEPARTMENT, SOURCES, STREET, Handed, Unowned
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.arrivals import exponential, poisson_counts
from coprod.kernel.calendar import MAX_DAYS
from coprod.kernel.columns import rows_where
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import on_grid
from coprod.parameters import Parameters

_NUMBERS = 1 << 10  # addresses of the tasks that come up in one community on one day, from all sources together

STANDING_TASK = RecordKind("standing_task", "lasting tasks that no department owned", "无主而转为长期承担的任务", {
    "id": Field("i8", "", "number of the task", "任务编号"),
    "day": Field("i4", "day", "day it was handed down or refused", "交办或拒接日"),
    "community": Field("i4", "", "community where it came up", "所在社区"),
    "source": Field("u1", "", "what nobody owned", "来源", codes=SOURCES),
    "desk": Field("i4", "", "desk that has it: committees first, then street offices; -1 if a department keeps it",
                  "承担的工作力量：先社区后街道，-1 表示由部门承担"),
    "refused": Field("?", "", "the committee refused it", "是否被社区拒接"),
    "hours": Field("f8", "hours", "staff-hours a week", "每周工时"),
    "until": Field("i4", "day", "day it lapses", "取消日"),
})


@dataclass(frozen=True, slots=True)
class MandateDay:
    """What was handed down today: numbers of tasks."""

    handed: int = 0
    """Handed to communities, refused ones included."""
    refused: int = 0
    kept: int = 0
    """Kept by street offices."""


class Mandate:
    """The standing tasks of all desks.

    Parameters
    ----------
    street_of : shape (C,)
        Street of every community; desks are committees first, then street offices.

    Attributes
    ----------
    hours : shape (n_desks,)
        Staff-hours a week that the standing tasks of every desk take now.
    tasks : shape (n_desks,)
        Their number.
    """

    def __init__(self, parameters: Parameters, streams: Streams, street_of: Ints, recorder: Recorder,
                 rules: RuleBook | None = None) -> None:
        rules = rules or RuleBook(parameters)
        self._assign, self._refuse = rules["street_office.assign"], rules["committee.refuse_directive"]
        self._mandate, self._streams, self._recorder = parameters.mandate, streams, recorder
        self._street_of = np.asarray(street_of, dtype=np.int64)
        self._n = self._street_of.size
        n_desks = self._n + int(self._street_of.max()) + 1
        self.hours, self.tasks = np.zeros(n_desks), np.zeros(n_desks, dtype=np.int64)
        self._lapsing: dict[int, list[tuple[Ints, Floats]]] = {}
        self.today = MandateDay()
        self.handed = self.refused = 0

    def day(self, day: int, requests: Ints, events: Ints, load: Floats) -> None:
        """Let tasks lapse, and hand down what nobody owned.

        Parameters
        ----------
        requests : shape (C,)
            Requests of today that nobody owned and the communities took on.
        events : shape (k,)
            Communities of incidents that no department owned, and of hazards that one turned down.
        load : shape (n_desks,)
            Hours asked of every desk over its regular hours.
        """
        for desk, hours in self._lapsing.pop(day, ()):
            self._add(desk, -hours, -1)
        self.today = MandateDay()
        if self._mandate.assign and (len(events) or np.count_nonzero(requests)):
            self._hand_down(day, np.concatenate([requests, np.bincount(events, minlength=self._n)]), load)

    def _hand_down(self, day: int, matters: Ints, load: Floats) -> None:
        """Draw which matters, shape (2 C,), of each source become standing tasks in their community; say whose they are."""
        m = self._mandate
        some = rows_where(matters > 0)
        rate = matters.take(some) * np.where(some < self._n, m.assign, min(1.0, m.assign * m.event_weight))
        count = poisson_counts(self._streams.uniform(Purpose.MANDATE_TASK, some, day), rate)
        cell = some.repeat(count)
        if not cell.size:
            return
        number = np.arange(cell.size) - (count.cumsum() - count).repeat(count)
        key = (day * matters.size + cell) * _NUMBERS + number
        source, community = np.divmod(cell, self._n)
        hours = on_grid(exponential(self._streams.uniform(Purpose.MANDATE_HOURS, key), m.task_hours))
        self._take_on(day, key, community, source, hours, load)

    def _take_on(self, day: int, key: Ints, community: Ints, source: Ints, hours: Floats, load: Floats) -> None:
        street_desk = self._n + self._street_of[community]
        whose = np.asarray(self._assign(Unowned(community, source, hours, load[community], load[street_desk])))
        refused = (whose == COMMUNITY) & np.asarray(self._refuse(self.handed_down(key, community, hours, load)))
        desk = np.select([refused | (whose == DEPARTMENT), whose == STREET], [-1, street_desk], community)
        life = exponential(self._streams.uniform(Purpose.MANDATE_LIFE, key), self._mandate.task_days)
        until = day + np.ceil(np.clip(life, 1, 2 * MAX_DAYS)).astype(np.int64)
        self._recorder.append(STANDING_TASK, id=key, day=day, community=community, source=source, desk=desk,
                              refused=refused, hours=hours, until=until)
        mine = desk >= 0
        self._add(desk[mine], hours[mine], 1)
        for when in set(until[mine].tolist()):
            then = mine & (until == when)
            self._lapsing.setdefault(when, []).append((desk[then], hours[then]))
        handed = int(np.count_nonzero(whose == COMMUNITY))
        self.today = MandateDay(handed, int(refused.sum()), int(np.count_nonzero(whose == STREET)))
        self.handed += handed
        self.refused += self.today.refused

    def handed_down(self, key: Ints, community: Ints, hours: Floats, load: Floats) -> Handed:
        """Return what committees see of tasks that streets hand down; `key` are the numbers of the tasks."""
        uniform = self._streams.uniform(Purpose.MANDATE_REFUSED, key)
        return Handed(community, hours, load[community], self._mandate.access, uniform)

    def _add(self, desk: Ints, hours: Floats, sign: int) -> None:
        """Add hours to desks; they are whole grains of working time, so that what is added is taken back exactly."""
        np.add.at(self.hours, desk, hours)
        np.add.at(self.tasks, desk, sign)
