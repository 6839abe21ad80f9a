"""Volunteers 志愿者: joining, burning out, leaving, and answering a call-out (note:B4).

A volunteer is a resident in a role. The rules work once a week on the residents' columns
``volunteer``, ``burnout`` and ``skill``; a :class:`Volunteer` agent is made when somebody asks for
one and leaves the model when the resident leaves the role.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log
from typing import ClassVar

import mesa
import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.agents.residents import RESIDENT_COLUMNS
from coprod.kernel.calendar import MONTHS_PER_YEAR
from coprod.kernel.columns import ColumnAgent, Columns

Floats = NDArray[np.floating]
Rows = NDArray[np.intp]


class Volunteer(ColumnAgent):
    """One registered volunteer, a view on the resident's row for as long as the resident is one."""

    columns: ClassVar = {name: RESIDENT_COLUMNS[name] for name in (
        "community", "age", "kind", "skilled", "registered", "acts", "volunteer", "burnout", "skill")}

    def __init__(self, model: mesa.Model, table: Columns, row: int, forget: Callable[[int], None]) -> None:
        self._forget = forget
        super().__init__(model, table, row)

    def remove(self) -> None:
        """Give the view back: Mesa and the corps forget it; the resident stays."""
        self._forget(self.row)
        super().remove()


def join_chance(share: ArrayLike, recruit: float, imitation: float, months: float) -> Floats:
    """Return the chance that a potential volunteer joins within `months`, nobody leaving.

    With the share F of potential volunteers who have joined, dF/dt = (p + qF)(1 − F) integrates to
    1 − (p + q) / ((p + qF) e^((p+q)t) + q(1 − F)); started from F = 0 this is Bass's curve itself.

    Parameters
    ----------
    share : F, 0 to 1; recruit : p, per month; imitation : q, per month.

    Source: Bass (1969); note:B4.
    """
    share = np.asarray(share, dtype=np.float64)
    p, q = recruit, imitation
    if p + q == 0:
        return np.zeros_like(share)
    return np.asarray(1 - (p + q) / ((p + q * share) * np.exp((p + q) * months) + q * (1 - share)))


def leave_hazard(retention: float) -> float:
    """Return the monthly rate of leaving that keeps the share `retention` for a year: −ln(retention)/12."""
    return -log(retention) / MONTHS_PER_YEAR


def leave_chance(burnout: ArrayLike, retention: float, drive: float, months: float) -> Floats:
    """Return the chance of leaving within `months`: 1 − exp(−h e^(β_B B) t) (Demerouti et al. 2001; note:B4)."""
    hazard = leave_hazard(retention) * np.exp(drive * np.asarray(burnout, dtype=np.float64))
    return np.asarray(-np.expm1(-hazard * months))


def answer_chance(called: ArrayLike, available: ArrayLike, helping_cost: float) -> Floats:
    """Return the chance that one of n called volunteers comes: available · (1 − (c/b)^(1/(n−1))).

    The second factor is the mixed equilibrium of the volunteer's dilemma (Diekmann 1985); it is
    exactly 1 where helping costs nothing, or nobody else is called.
    """
    others = np.asarray(called, dtype=np.float64) - 1
    left_to_others = np.where(others > 0, helping_cost ** (1 / np.maximum(others, 1)), 0.0)
    return np.asarray(np.asarray(available) * (1 - left_to_others))


def chance_of_any(share: ArrayLike, people: ArrayLike) -> Floats:
    """Return the chance that at least one of n people comes if each does with chance `share`: 1 − (1 − share)^n (note:B4).

    Parameters
    ----------
    share : for skilled neighbours, ``skilled_on_call``: with fresh skills the share skilled times the share registered.
    people : how many live near enough.
    """
    return np.asarray(1 - (1 - np.asarray(share, dtype=np.float64)) ** np.asarray(people))
