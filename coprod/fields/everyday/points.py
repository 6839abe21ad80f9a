"""Points for services 积分换服务: earn, redeem, expire, sham and audit under a monthly budget (note:B3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coprod.agents.motives import is_individual
from coprod.agents.participation_utility import REPORT, SHAM
from coprod.agents.residents import RESIDENT_STATE
from coprod.fields.everyday.acts import Acts
from coprod.kernel.calendar import MINUTES_PER_HOUR, starts_month
from coprod.kernel.columns import Columns, rows_where, total
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.groups import Points
from coprod.resources.costs import CostLedger
from coprod.town.population import KINDS, RIDER

if TYPE_CHECKING:
    from coprod.town import Town

REPORT_RECORD = RecordKind("report", "reports by residents", "居民上报", {
    "day": Field("i4", "day", "day of the report", "上报日"),
    "resident": Field("i4", "", "row of the resident", "居民行号"),
    "community": Field("i2", "", "community", "社区"),
    "kind": Field("u1", "", "who reported", "上报者身份", codes=KINDS),
    "audited": Field("?", "", "was checked", "是否核查"),
    "valid": Field("?", "", "real and received", "是否属实送达"),
})
REDEMPTION_RECORD = RecordKind("redemption", "redemptions at the points store", "积分兑换", {
    "asked": Field("i4", "day", "day of asking", "申请日"),
    "delivered": Field("i4", "day", "day of delivery", "兑付日"),
    "resident": Field("i4", "", "row of the resident, or of the first in a building that redeems together",
                      "居民行号（共有积分为该楼首位居民）"),
    "community": Field("i2", "", "community", "社区"),
    "points": Field("f8", "points", "points given up", "兑出积分"),
    "yuan": Field("f8", "yuan", "value received", "兑得价值"),
})

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass
class Claims:
    """Redemptions asked for and not yet delivered, first come first: arrays of one length."""

    row: Rows = field(default_factory=lambda: np.empty(0, np.intp))
    asked: Rows = field(default_factory=lambda: np.empty(0, np.intp))

    def join(self, rows: Rows, day: int) -> None:
        """Add claimants at the end of the queue."""
        if rows.size:
            self.row = np.concatenate([self.row, rows])
            self.asked = np.concatenate([self.asked, np.full(rows.size, day, np.intp)])

    def keep(self, which: NDArray[np.bool_]) -> None:
        """Let only these stay."""
        self.row, self.asked = self.row[which], self.asked[which]


class PointsLedger:
    """Every point of the town. At any time issued = redeemed + expired + fined + outstanding.

    Points belong to who earns them, or to all who live in the building: its account is kept in the row of its first resident.
    Writes the residents' ``points``; keeps per community the totals since the start, the money
    left this month and the ``credibility`` of points, each of shape (C,).
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, recorder: Recorder,
                 costs: CostLedger | None = None) -> None:
        self.points = parameters.points
        self._streams, self._town, self._recorder = streams, town, recorder
        n = len(town.communities)
        self.issued, self.redeemed, self.expired, self.fined = (np.zeros(n) for _ in range(4))
        self.money = np.zeros(n)
        self.costs = costs or CostLedger(n)
        self._delivered, self._refused = np.zeros(n), np.zeros(n)
        self.credibility = np.ones(n)
        self.audit_hours = np.zeros(n)
        self._claims = Claims()
        self._first = None if is_individual(self.points) else np.cumsum(town.buildings.residents) - town.buildings.residents
        town.residents.declare(RESIDENT_STATE)
        self._waiting = np.zeros(len(town.residents), dtype=bool)

    @property
    def outstanding(self) -> float:
        """Return the points that residents hold."""
        return float(total(self._town.residents.points))

    def day(self, day: int, acts: Acts) -> None:
        """Pay for today's acts, check some of them, and serve the store's customers."""
        if starts_month(day):
            self.money[:] = self.points.budget
            self._delivered[:], self._refused[:] = 0, 0
        audited = self._streams.uniform(Purpose.POINTS_AUDIT, acts.rows, day) < self.points.audit
        self.audit_hours = self._count(acts.rows[audited]) * self.points.audit_minutes / MINUTES_PER_HOUR
        self._record_reports(day, acts, audited)
        if pays(self.points) or self.issued.any():
            self._pay(acts, audited)
            self._leave_or_ask(day)
            self._serve(day)

    def _pay(self, acts: Acts, audited: NDArray[np.bool_]) -> None:
        """Credit all acts but the sham ones found out, which are fined as far as the balance goes."""
        people = self._town.residents
        caught = audited & (acts.act == SHAM)
        earned = np.empty(acts.rows.size)
        earned.fill(self.points.reward)
        if self.points.report_reward:
            earned[(acts.act == REPORT) & audited & acts.effective] += self.points.report_reward
        if self.points.rider_reward:
            earned[(acts.act == REPORT) & (people.kind[acts.rows] == RIDER)] += self.points.rider_reward
        earned[caught] = 0
        np.add.at(people.points, self._accounts(acts.rows), earned)
        self.issued += self._sum(acts.rows, earned)
        if np.count_nonzero(caught):
            self._fine(acts.rows[caught])

    def _accounts(self, rows: Rows) -> Rows:
        """Return the rows in which the points of these residents are kept."""
        return rows if self._first is None else self._first[self._town.residents.building[rows]]

    def _fine(self, rows: Rows) -> None:
        """Fine those whose sham act was found out, as far as the balance goes."""
        balance = self._town.residents.points
        accounts, shams = self._accounts(rows), np.ones(rows.size, np.intp)  # nobody acts twice a day …
        if self._first is not None:  # … but neighbours share an account
            accounts, shams = np.unique(accounts, return_counts=True)
        fined = np.minimum(self.points.fine * shams, balance[accounts])
        balance[accounts] -= fined
        self.fined += self._sum(accounts, fined)

    def _leave_or_ask(self, day: int) -> None:
        """Let some balances expire and some holders come to the store."""
        people = self._town.residents
        holders = rows_where((people.points > 0) > self._waiting)  # and not waiting
        uniform = self._streams.uniform(Purpose.POINTS_STORE, holders, day)
        few = rows_where(uniform < self.points.redemption + self.points.expiry)
        holders, asks = holders[few], uniform[few] < self.points.redemption
        asking, idle = holders[asks], holders[~asks]
        if idle.size:
            self.expired += self._sum(idle, people.points[idle])
            people.points[idle] = 0
        self._claims.join(asking, day)
        self._waiting[asking] = True

    def _serve(self, day: int) -> None:
        """Deliver to the queue what the money allows, by the store's rule, and let credibility follow."""
        rows, asked = self._claims.row, self._claims.asked
        if rows.size == 0:
            return
        people, community = self._town.residents, self._town.residents.community[self._claims.row]
        value = people.points[rows] * self.points.price
        share = self._share_delivered(community, value)
        yuan = value * share
        gone = share > 0
        redeemed = people.points[rows] * (np.ones_like(share) if self.points.rule == "inflate" else share)
        people.points[rows[gone]] -= redeemed[gone]
        self._book(day, rows[gone], community[gone], asked[gone], redeemed[gone], yuan[gone])
        if self.points.rule == "queue":
            stays = ~gone
        else:  # who gets less goes without the rest
            stays = np.zeros_like(gone)
            self._refused += self._by_community(community, value - yuan)
        self._follow(self._by_community(community[stays], value[stays]))
        self._waiting[rows[~stays]] = False
        self._claims.keep(stays)

    def _follow(self, waiting: Floats) -> None:
        """Let credibility follow what the store delivered this month of all that was asked of it."""
        asked = self._delivered + self._refused + waiting
        busy = asked > 0
        gap = self._delivered[busy] / asked[busy] - self.credibility[busy]
        self.credibility[busy] += self.points.credibility_speed * gap

    def _share_delivered(self, community: NDArray[np.integer], value: Floats) -> Floats:
        """Return the share of each claim that the money of its community pays for."""
        demanded = self._by_community(community, value)
        if not np.count_nonzero(self.money < demanded + 1):  # enough for all: a yuan to spare for rounding
            return np.ones(value.size)
        if self.points.rule == "queue":
            order = community.argsort(kind="stable")
            value, community = value[order], community[order]
            running = value.cumsum()
            before = running - value - np.concatenate([[0.0], running])[community.searchsorted(community)]
            served = np.empty(value.size)
            served[order] = before + value <= self.money[community] + 1e-9
            return served
        payable = np.minimum(self.money, demanded)
        cover = np.divide(payable, demanded, out=np.ones_like(demanded), where=demanded > 0)
        return cover[community]

    def _book(self, day: int, rows: Rows, community: NDArray[np.integer], asked: Rows, redeemed: Floats, yuan: Floats) -> None:
        self.redeemed += self._by_community(community, redeemed)
        paid = self._by_community(community, yuan)
        self.costs.post("points_store", paid)
        self.money -= paid
        self._delivered += paid
        if rows.size:
            self._recorder.append(REDEMPTION_RECORD, asked=asked, delivered=day, resident=rows,
                                  community=community, points=redeemed, yuan=yuan)

    def _record_reports(self, day: int, acts: Acts, audited: NDArray[np.bool_]) -> None:
        """Write every recorded report; a sham act is recorded as a report that is not valid."""
        report = (acts.act == REPORT) | (acts.act == SHAM)
        rows = acts.rows[report]
        if rows.size:
            people: Columns = self._town.residents
            self._recorder.append(REPORT_RECORD, day=day, resident=rows, community=people.community[rows],
                                  kind=people.kind[rows], audited=audited[report], valid=acts.effective[report])

    def _count(self, rows: Rows) -> Floats:
        return np.bincount(self._town.residents.community[rows], minlength=self.money.size).astype(float)

    def _sum(self, rows: Rows, values: Floats) -> Floats:
        return self._by_community(self._town.residents.community[rows], values)

    def _by_community(self, community: NDArray[np.integer], values: Floats) -> Floats:
        return np.bincount(community, weights=values, minlength=self.money.size).astype(float, copy=False)


def pays(points: Points) -> bool:
    """Tell whether any act earns anything."""
    return points.reward + points.report_reward + points.rider_reward > 0
