"""What payment does to the motives of residents, and what points are worth to whom (note:B1, note:B2).

Residents take part for different reasons, and payment moves them differently. Two accounts of that compete: *types of motive*
(:class:`TypesOfMotive`, the default) and one dip for everybody (:class:`CrowdingForAll`, of the rule ``crowding`` of
``resident.act``). Tables by type have the types of :data:`coprod.town.population.TYPES` on an axis.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from coprod.parameters.groups import Points, Resident
from coprod.town.population import INTRINSIC, MIXED, N_TYPES

Floats = NDArray[np.floating]


class Payment(Protocol):
    """An account of what payment does to motives."""

    @staticmethod
    def weights(resident: Resident, points: Points) -> Floats:
        """Return the weight of points by type of motive, utils, shape (T,)."""

    @staticmethod
    def left(resident: Resident, points: Points, credibility: Floats) -> Floats:
        """Return the share of their motive that payment leaves residents, by community and type, shape (C, T)."""


class TypesOfMotive:
    """Residents of three types: the stronger the motive, the less points weigh, and the more a small payment offends.

    To be paid a little says "this is a job, and a badly paid one"; the more is paid, the weaker that signal
    (src:benabou_tirole2006, src:gneezy_rustichini2000_pay). What is paid to all together says nothing of the kind.
    """

    @staticmethod
    def weights(resident: Resident, points: Points) -> Floats:
        """Return the weight of points by type, utils, shape (T,); weaker where they are paid to all together."""
        of_type = np.array([resident.points_intrinsic, resident.points_mixed, resident.points_passive])
        return np.asarray(resident.points_weight * of_type * (1.0 if is_individual(points) else points.collective_value))

    @staticmethod
    def left(resident: Resident, points: Points, credibility: Floats) -> Floats:
        """Return 1 − σ e^(−p v/s) for the intrinsic, with half of σ for the mixed, and 1 for the passive, shape (C, T)."""
        loss = np.zeros((credibility.size, N_TYPES))
        if points.reward > 0 and is_individual(points):
            signal = resident.signal_loss * np.exp(-points.reward * points.price * credibility / resident.signal_scale)
            loss[:, INTRINSIC], loss[:, MIXED] = signal, signal / 2
        return 1 - loss


class CrowdingForAll:
    """Payment crowds out the same share of everybody's motive, and points weigh the same for everybody.

    Source: src:gneezy_rustichini2000_pay; src:bowles_polania2012; note:B2.
    """

    @staticmethod
    def weights(resident: Resident, points: Points) -> Floats:
        """Return the weight of points, utils, shape (T,)."""
        return np.full(N_TYPES, resident.points_weight)

    @staticmethod
    def left(resident: Resident, points: Points, credibility: Floats) -> Floats:
        """Return (1 − κ_c 1{p>0}) e^(−κ_m p), shape (C, T)."""
        return np.full((credibility.size, N_TYPES), crowding(resident, points))


def crowding(resident: Resident, points: Points) -> float:
    """Return the share of intrinsic motivation that payment leaves under the rule ``crowding``: (1 − κ_c 1{p>0}) e^(−κ_m p).

    Source: src:gneezy_rustichini2000_pay; src:bowles_polania2012; note:B2.
    """
    paid = points.reward > 0
    return float((1 - resident.crowding_categorical * paid) * np.exp(-resident.crowding_marginal * points.reward))


def is_individual(points: Points) -> bool:
    """Tell whether points belong to who earns them."""
    return points.exchange == "individual"


def wears_motives(points: Points) -> bool:
    """Tell whether motives wear: while acts are paid to who does them."""
    return points.reward > 0 and is_individual(points)


def payment_of(rule: Any) -> type[Payment]:
    """Return the account of payment that goes with a rule of ``resident.act``: its own, or types of motive."""
    return getattr(rule, "payment", TypesOfMotive)


def usual_left(left: Floats, resident: Resident) -> float:
    """Return the mean over residents of what is left by type, shape (T,)."""
    intrinsic = resident.intrinsic_share
    mixed = min(resident.mixed_share, 1 - intrinsic)
    return float(left @ np.array([intrinsic, mixed, 1 - intrinsic - mixed]))
