"""Rectification 整改: what happens between a hazard being found and being put right.

It must be somebody's (mech:F05), somebody must have the power and the skill (mech:C06, mech:C07), and where the community
pays, the money must be there (mech:C05) and be released (mech:P03); then it is work for the committee's desk, the most urgent
after emergencies.
"""

from __future__ import annotations

import numpy as np

from coprod.agents.decisions import RuleBook
from coprod.fields.everyday.desks import Desks
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.calendar import starts_year
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import RECTIFICATION, stack
from coprod.kernel.working_days import after_working_days
from coprod.linkage.powers import Powers
from coprod.parameters import Parameters
from coprod.resources.costs import CostLedger
from coprod.resources.funds import Funds, levels_passed, release_days

RELEASE_RECORD = RecordKind("release", "money released for repairs", "维修款拨付", {
    "hazard": Field("i8", "", "hazard to be put right", "隐患编号"),
    "community": Field("i4", "", "community", "社区"),
    "yuan": Field("f8", "yuan", "sum", "金额"),
    "levels": Field("u1", "levels", "levels of approval passed", "经过的审批层级"),
    "asked": Field("i4", "day", "day the hazard was found", "发现日"),
    "granted": Field("i4", "day", "day there was money for it", "经费落实日"),
    "released": Field("i4", "day", "day the money could be used", "拨付到位日"),
})


class Rectification:
    """The way of found hazards to the committees' desks.

    Parameters
    ----------
    thresholds : shape (L,)
        Sums above which each level of approval must release money, rising.
    """

    def __init__(self, parameters: Parameters, streams: Streams, funds: Funds, desks: Desks, thresholds: Floats,
                 recorder: Recorder, costs: CostLedger | None = None,
                 rules: RuleBook | None = None) -> None:
        self._fund, self._hazard = parameters.fund, parameters.hazard
        self._lines = parameters.directive.lines
        self._streams, self._recorder = streams, recorder
        self._funds, self._desks = funds, desks
        self._thresholds = np.asarray(thresholds, dtype=float)
        self._unpaid: list[Rows] = []
        self.costs = costs or CostLedger(funds.left.size)
        self.powers = Powers(parameters, streams, recorder, rules)

    @property
    def unpaid_yuan(self) -> float:
        """Yuan of repairs that wait for next year's money."""
        return float(sum(rows["amount"].sum() for rows in self._unpaid))

    def order(self, day: int, found: Rows) -> None:
        """Put hazards found today on the committees' desks, and those that waited for the new year's money."""
        if found.size:
            costly = found["amount"] > 0
            self._arrive(day, found.compress(~costly), day)
            found = found.compress(costly)
        if self._unpaid and starts_year(day):
            found, self._unpaid = stack([*self._unpaid, found]), []
        if found.size:
            paid = self._funds.pay(day, found["community"], found["amount"])
            self._release(day, found.compress(paid))
            self._unpaid += [found.compress(~paid)] * (not paid.all())

    def cancel(self, day: int, gone: Ints) -> None:
        """Take back the orders about hazards that are gone; what reporting them cost is spent."""
        self._unpaid = [rows.compress(~np.isin(rows["id"], gone)) for rows in self._unpaid]
        self._desks.cancel(day, RECTIFICATION, gone)

    def _release(self, day: int, paid: Rows) -> None:
        """Send paid repairs through the levels of approval; the desks may begin when the money is there."""
        self.costs.post("repairs", np.bincount(paid["community"], paid["amount"], self._funds.left.size))
        levels = levels_passed(paid["amount"], self._thresholds)
        uniform = self._streams.uniform(Purpose.FUNDS_RELEASE, paid["id"][:, None] * 8 + np.arange(self._thresholds.size))
        vote = 0 if self._fund.fast_route else self._fund.vote_days
        wait = release_days(uniform, levels, self._fund.release_days, vote)
        released = self._arrive(day, paid, after_working_days(day, wait))
        self._recorder.append(
            RELEASE_RECORD, hazard=paid["id"], community=paid["community"], yuan=paid["amount"], levels=levels,
            asked=paid["found"], granted=day, released=released)

    def _arrive(self, day: int, found: Rows, ready: int | Ints) -> int | Ints:
        """Put hazards on the desks, ready when somebody is responsible, empowered and able; return the days."""
        if found["unowned"].any():
            ready = np.where(found["unowned"], after_working_days(ready, self._hazard.assign_days), ready)
        if found.size:
            wait, hours = self.powers.wait(day, found)
            ready = after_working_days(ready, wait)
            self._desks.arrive(
                day, work=RECTIFICATION, desk=found["community"], hours=found["hours"] + hours,
                line=found["type"].astype(np.int64) % self._lines, origin=found["id"], ready=ready)
        return ready
