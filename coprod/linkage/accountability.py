"""Accountability 问责: what officials together hide of what they find, or put off of what they should decide.

Sources: mech:P07, mech:G14, mech:T06.

Each official decides by a rule of :mod:`coprod.agents.officials`. What is decided jointly is hidden or put off only if all
agree to, so strict form and late substance need no plot: it is enough that everybody has the same to fear (note:B9;
周雪光 2008; Hood 2011).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from coprod.agents.blame import blame_for_action, blame_for_inaction
from coprod.agents.decisions import RuleBook
from coprod.agents.officials import OfficialsWeek, hide_probability
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters, groups

MATTERS = ("hazard", "incident")
"""What may be hidden (hazards) or put off (decisions in incidents)."""
HAZARD_MATTER, INCIDENT_MATTER = range(len(MATTERS))

COLLUSION = RecordKind("collusion", "decisions that officials hid or put off together", "集体隐瞒或拖延的决定", {
    "matter": Field("u1", "", "what it was about", "事项", codes=MATTERS),
    "id": Field("i8", "", "number of the hazard or incident", "隐患或事件编号"),
    "community": Field("i4", "", "community", "社区"),
    "day": Field("i4", "day", "day it was hidden or put off", "隐瞒或拖延日"),
    "until": Field("f8", "day", "day on which it came out", "败露或了结日"),
})


class Accountability:
    """What officials of every community would do if nobody looked.

    Attributes
    ----------
    fear : float
        How much an official has to fear from acting rather than not, 0 to 1; ½ if both are blamed alike.
    hiding : shape (C,)
        Share of the officials of each community who would rather hide.
    hidden_probability, deferred_chance : shape (C,)
        Chance that a found hazard is hidden, and that an urgent decision is put off, this week.
    """

    def __init__(self, parameters: Parameters, streams: Streams, street_of: Ints, recorder: Recorder,
                 rules: RuleBook | None = None, fear_of_inquiry: Callable[[], Floats] | None = None) -> None:
        rules = rules or RuleBook(parameters)
        self._conceal, self._defer = rules["official.conceal"], rules["official.defer"]
        self._account: groups.Accountability = parameters.accountability
        self._streams, self._recorder = streams, recorder
        self._street_of = np.asarray(street_of, dtype=np.intp)
        self._rows = np.arange(self._street_of.size * self._account.officials).reshape(self._street_of.size, -1)
        self._tolerance = parameters.approval.tolerance
        act, wait = blame_for_action(self._account, self._tolerance), blame_for_inaction(self._account)
        self.fear = float(hide_probability(0.5, self._account.sensitivity * float(act - wait), 0.0))
        self._calm = float(wait)
        self._fear_of_inquiry = fear_of_inquiry or (lambda: np.zeros(self._street_of.size))
        staff = parameters.staff
        self._days_of_work = {"hazard": parameters.hazard.rectify_hours / staff.hours,
                              "incident": parameters.approval.form_hours / staff.hours}
        self._load, self._fear_now = np.zeros(self._street_of.size), np.zeros(self._street_of.size)
        self.hiding = np.full(self._street_of.size, self._account.hiding_start)
        self.decisions = self.hidden = 0
        self._settle()

    def begin_week(self, day: int, load: Floats | None = None) -> None:
        """Let every official look at the colleagues of the street and think again.

        Parameters
        ----------
        load : shape (C,) or more, optional
            Hours asked of each committee's desk over its regular hours; as before if omitted.
        """
        if load is not None:
            self._load = load[: self._street_of.size].copy()
        self._fear_now = self._fear_of_inquiry()[: self._street_of.size].copy()
        self.hiding = (self._streams.uniform(Purpose.ACCOUNT_OFFICIAL, self._rows, day) < self._probability[:, None]).mean(axis=1)
        self._settle()

    def hides(self, hazards: Ints, community: Ints) -> NDArray[np.bool_]:
        """Tell which of the hazards found today officials keep off the record, shape (n,)."""
        hidden = self._streams.uniform(Purpose.ACCOUNT_HAZARD, hazards) < self.hidden_probability[community]
        self._count(hidden.size, int(hidden.sum()))
        return hidden

    def surfacing(self, day: int, hazards: Ints, community: Ints) -> Ints:
        """Return the days on which hidden hazards come out, shape (n,), and record them."""
        wait = -np.log(self._streams.uniform(Purpose.ACCOUNT_SURFACE, hazards)) / self._account.surface
        until = day + np.ceil(wait).astype(np.int64)
        self._recorder.append(COLLUSION, matter=HAZARD_MATTER, id=hazards, community=community, day=day, until=until)
        return until

    def puts_off(self, day: int, incident: int, community: int) -> float:
        """Return the minutes for which an urgent request is kept from going up; 0 for most."""
        is_put_off = self._streams.uniform_scalar(Purpose.ACCOUNT_INCIDENT, incident) < self.deferred_chance[community]
        self._count(1, is_put_off)
        if not is_put_off:
            return 0.0
        self._recorder.append(COLLUSION, matter=INCIDENT_MATTER, id=incident, community=community, day=day, until=day)
        return -self._account.defer_minutes * float(np.log(self._streams.uniform_scalar(Purpose.ACCOUNT_DEFER, incident)))

    def begin_day(self) -> None:
        """Count the decisions of a new day."""
        self.decisions = self.hidden = 0

    def _count(self, decisions: int, hidden: int) -> None:
        self.decisions += decisions
        self.hidden += hidden

    def sees(self, matter: str = "hazard") -> OfficialsWeek:
        """Return what officials see when they weigh blame about a matter, one of :data:`MATTERS`."""
        staff, account = np.bincount(self._street_of), self._account
        colleagues = (np.bincount(self._street_of, self.hiding) / staff)[self._street_of]
        work = account.load * self._load * self._days_of_work[matter]
        return OfficialsWeek(
            colleagues, blame_for_action(account, self._tolerance, self._fear_now),
            blame_for_inaction(account, self._fear_now),
            account.sensitivity, account.peers, work, self._calm)

    def _settle(self) -> None:
        """Let officials weigh blame, and work out how likely all of them together are to hide or to put off."""
        account = self._account
        self._probability: Floats = self._conceal(self.sees("hazard"))
        self.hidden_probability: Floats = account.secrecy * self._probability**account.officials
        self.deferred_chance: Floats = account.secrecy * self._defer(self.sees("incident"))**account.officials
