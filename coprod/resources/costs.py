"""Costs 成本: one ledger of public money that every part of the model posts to.

A part posts what it spends on the day it spends it (:meth:`CostLedger.post`), or says once what it costs every day
whatever happens (:meth:`CostLedger.stand`). What is spent is read here and nowhere else. Staff wages, residents' time and
insurance premiums are not public money beyond today's budget and are not posted.
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
    "reserves": Account("reserves", "物资储备"),
    "prevention": Account("prevention", "预防"),
    "pay": Account("pay above today's", "超出现行水平的薪酬"),
    "linkage": Account("upkeep of linkage and data", "联动与数据运行"),
    "readiness": Account("readiness: backup, shelter, equipment, standing teams", "备用、安置、装备与常备队伍"),
}


class CostLedger:
    """What every account has cost today and since the start, by community where it is known.

    Parameters
    ----------
    n_communities : int
        Money posted for the whole town has no community: it is posted as one number.
    """

    def __init__(self, n_communities: int) -> None:
        self._n = n_communities
        self._standing = {account: self._nothing() for account in ACCOUNTS}
        self._today = {account: self._nothing() for account in ACCOUNTS}
        self._so_far = {account: self._nothing() for account in ACCOUNTS}

    def stand(self, account: str, yuan: ArrayLike) -> None:
        """Post this every day from now on: yuan a day, shape (C,), or one number for the town."""
        self._standing[account] = self._sum(self._standing[account], yuan)

    def begin_day(self) -> None:
        """Begin a new day with what is spent whatever happens."""
        for account, yuan in self._standing.items():
            self._today[account] = yuan
            if yuan.any():
                self._so_far[account] = self._so_far[account] + yuan

    def post(self, account: str, yuan: ArrayLike) -> None:
        """Book yuan spent today, shape (C,), or one number for the town."""
        self._today[account] = self._sum(self._today[account], yuan)
        self._so_far[account] = self._sum(self._so_far[account], yuan)

    def today(self, account: str) -> float:
        """Return the yuan of today."""
        return float(total(self._today[account]))

    def so_far(self, account: str) -> float:
        """Return the yuan since the start."""
        return float(total(self._so_far[account]))

    def by_community(self, account: str) -> Floats:
        """Return the yuan since the start that were posted by community, shape (C,)."""
        return self._so_far[account] if self._so_far[account].size == self._n else np.zeros(self._n)

    def _nothing(self) -> Floats:
        return np.zeros(1)

    def _sum(self, before: Floats, yuan: ArrayLike) -> Floats:
        """Add money by community to money by community, or one number to one number; never the one to the other."""
        added = np.atleast_1d(np.asarray(yuan, dtype=np.float64))
        if not before.any():
            return added.copy()
        if added.size != before.size:
            raise ValueError("an account is posted to by community or for the whole town, not both")
        return before + added
