"""Accountability 问责: why officials together hide what they find, or put off what they should decide.

Sources: mech:P07, mech:G14, mech:T06.

Each official weighs the blame for acting off procedure against the blame for not acting, and looks at colleagues. What
is decided jointly is hidden or put off only if all agree to, so strict form and late substance need no plot: it is enough
that everybody has the same to fear (note:B9; 周雪光 2008; Hood 2011).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
    hidden_chance : shape (C,)
        Chance that a joint decision is hidden or put off today.
    """

    def __init__(self, parameters: Parameters, streams: Streams, street_of: Ints, recorder: Recorder) -> None:
        self._account: groups.Account = parameters.account
        self._streams, self._recorder = streams, recorder
        self._street_of = np.asarray(street_of, dtype=np.intp)
        self._rows = np.arange(self._street_of.size * self._account.officials).reshape(self._street_of.size, -1)
        self._drive = self._account.sensitivity * (
            blame_for_action(self._account, parameters.approval.tolerance) - blame_for_inaction(self._account))
        self.fear = float(hide_chance(0.5, self._drive, 0.0))
        self.hiding = np.full(self._street_of.size, self._account.hiding_start)
        self.decisions = self.hidden = 0
        self._settle()

    def begin_week(self, day: int) -> None:
        """Let every official look at the colleagues of the street and think again."""
        self.hiding = (self._streams.luck(Purpose.ACCOUNT_OFFICIAL, self._rows, day) < self._chance[:, None]).mean(axis=1)
        self._settle()

    def hides(self, hazards: Ints, community: Ints) -> NDArray[np.bool_]:
        """Tell which of the hazards found today officials keep off the record, shape (n,)."""
        hidden = self._streams.luck(Purpose.ACCOUNT_HAZARD, hazards) < self.hidden_chance[community]
        self._count(hidden.size, int(hidden.sum()))
        return hidden

    def surfacing(self, day: int, hazards: Ints, community: Ints) -> Ints:
        """Return the days on which hidden hazards come out, shape (n,), and record them."""
        wait = -np.log(self._streams.luck(Purpose.ACCOUNT_SURFACE, hazards)) / self._account.surface
        until = day + np.ceil(wait).astype(np.int64)
        self._recorder.append(COLLUSION, matter=HAZARD_MATTER, id=hazards, community=community, day=day, until=until)
        return until

    def puts_off(self, day: int, incident: int, community: int) -> float:
        """Return the minutes for which an urgent request is kept from going up; 0 for most."""
        is_put_off = self._streams.chance(Purpose.ACCOUNT_INCIDENT, incident) < self.hidden_chance[community]
        self._count(1, is_put_off)
        if not is_put_off:
            return 0.0
        self._recorder.append(COLLUSION, matter=INCIDENT_MATTER, id=incident, community=community, day=day, until=day)
        return -self._account.defer_minutes * float(np.log(self._streams.chance(Purpose.ACCOUNT_DEFER, incident)))

    def begin_day(self) -> None:
        """Count the decisions of a new day."""
        self.decisions = self.hidden = 0

    def _count(self, decisions: int, hidden: int) -> None:
        self.decisions += decisions
        self.hidden += hidden

    def _settle(self) -> None:
        """Work out from what colleagues do how likely each official is to hide, and all of them together."""
        staff = np.bincount(self._street_of)
        colleagues = (np.bincount(self._street_of, self.hiding) / staff)[self._street_of]
        self._chance: Floats = hide_chance(colleagues, self._drive, self._account.peers)
        self.hidden_chance: Floats = self._account.secrecy * self._chance**self._account.officials


def hide_chance(colleagues: Floats | float, drive: float, peers: float) -> Floats:
    """Return Λ(β(a_A − a_I) + J(2x̄ − 1)): the chance that an official hides, if a share x̄ of colleagues do.

    Parameters
    ----------
    colleagues : shape (n,)
        x̄, share of colleagues who hide.
    drive : float
        β(a_A − a_I), how much more acting is blamed than not acting.
    peers : float
        J; above 2 there are two steady states (Brock & Durlauf 2001 with a = drive − J, k = 2J).
    """
    return np.asarray(1 / (1 + np.exp(-(drive + peers * (2 * np.asarray(colleagues) - 1)))))


def blame_for_action(account: groups.Account, tolerance: float) -> float:
    """Return a_A = p_d (1 − tol) K_A P(bad), with what superiors pass down on top of K_A."""
    blame = account.action * (1 + account.passed_down * account.superiors)
    return min(1.0, account.action_found * platform_factor(account)) * (1 - tolerance) * blame * account.bad_end


def blame_for_inaction(account: groups.Account) -> float:
    """Return a_I = p_n K_I."""
    return min(1.0, account.inaction_found * platform_factor(account)) * account.inaction


def platform_factor(account: groups.Account) -> float:
    """Return by how much the platform raises what is found out: mistakes and inaction alike (mech:T06)."""
    return 1 + account.platform_reach * (account.platform == "control")
