"""Costs 成本: one ledger of money that every part of the model posts to.

A part posts what it spends on the day it spends it (:meth:`CostLedger.post`), or says once what it costs every day
whatever happens (:meth:`CostLedger.stand`). What is spent is read here and nowhere else. Staff wages and what residents pay
have accounts of their own, apart from other public money; residents' time is counted in hours, and what heeding a warning
costs them stands in the record of the warning.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from coprod.kernel.arrays import Floats
from coprod.kernel.columns import total


@dataclass(frozen=True, slots=True)
class Account:
    """What money is spent on, in both languages."""

    en: str
    zh: str


ACCOUNTS = {
    "points_store": Account("points store", "积分超市"),
    "repairs": Account("repairs of hazards", "隐患维修"),
    "emergencies": Account("emergencies", "应急动支"),
    "epidemic": Account("households kept at home in an epidemic", "疫情居家隔离保障"),
    "reserves": Account("reserves", "物资储备"),
    "prevention": Account("prevention", "预防"),
    "pay": Account("pay above today's", "超出现行水平的薪酬"),
    "means": Account("staff for a grown mandate", "新增任务增配人手"),
    "linkage": Account("upkeep of linkage and data", "联动与数据运行"),
    "readiness": Account("readiness: backup, shelter, equipment, standing teams", "备用、安置、装备与常备队伍"),
    "recovery": Account("repair and relief after incidents", "灾后修复与救助"),
    "wages": Account("wages of staff as they are today", "现行水平的工作人员工资"),
    "premiums": Account("insurance premiums of households", "居民保费"),
}
APART = ("wages", "premiums")
"""Accounts that are not part of what is called public money: the payroll as it is, and what residents pay."""


class CostLedger:
    """What every account has cost today and since the start, by community where it is known.

    Parameters
    ----------
    n_communities : int
        Money posted for the whole town has no community: it is posted as one number.
    """

    def __init__(self, n_communities: int) -> None:
        self._n = n_communities
        self._standing: dict[str, Floats] = {}
        self._standing_totals: dict[str, tuple[Floats, float]] = {}
        """What stands in an account, and its sum: on most days nothing is added to it."""
        self._today: dict[str, Floats] = {}
        self._so_far: dict[str, Floats] = {}

    def stand(self, account: str, yuan: ArrayLike) -> None:
        """Post this every day from now on: yuan a day, shape (C,), or one number for the town."""
        if np.any(yuan):
            _add(self._standing, account, np.array(yuan, dtype=np.float64, ndmin=1))
            standing = self._standing[account]
            self._standing_totals[account] = standing, float(total(standing))

    def begin_day(self) -> None:
        """Begin a new day with what is spent whatever happens."""
        self._today = dict(self._standing)
        so_far = self._so_far
        for account, yuan in self._standing.items():
            before = so_far.get(account)
            so_far[account] = yuan if before is None else before + yuan

    def post(self, account: str, yuan: ArrayLike) -> None:
        """Book yuan spent today, shape (C,), or one number for the town."""
        added = np.array(yuan, dtype=np.float64, ndmin=1)
        _add(self._today, account, added)
        _add(self._so_far, account, added)

    def today(self, account: str) -> float:
        """Return the yuan of today."""
        posted = self._today.get(account)
        if posted is None:
            return 0.0
        standing = self._standing_totals.get(account)
        if standing is None or posted is not standing[0]:
            return float(total(posted))
        return standing[1]

    def so_far(self, account: str) -> float:
        """Return the yuan since the start."""
        posted = self._so_far.get(account)
        return 0.0 if posted is None else float(total(posted))

    def by_community(self, account: str) -> Floats:
        """Return the yuan since the start that were posted by community, shape (C,)."""
        posted = self._so_far.get(account)
        return posted if posted is not None and posted.size == self._n else np.zeros(self._n)


def _add(booked: dict[str, Floats], account: str, added: Floats) -> None:
    """Add money by community to money by community, or one number to one number; never the one to the other."""
    if account not in ACCOUNTS:
        raise KeyError(f"there is no account {account!r}; accounts are {', '.join(ACCOUNTS)}")
    before = booked.get(account)
    if before is None:
        booked[account] = added
    elif added.size != before.size:
        raise ValueError("an account is posted to by community or for the whole town, not both")
    else:
        booked[account] = before + added
