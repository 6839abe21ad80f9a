"""The indices of the three contradictions: pure formulas, 0 = no problem (policy questions, E0)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

NEEDS = ("staff_hours", "money", "material", "skill", "authority")
NEED_WEIGHTS = (0.35, 0.15, 0.20, 0.15, 0.15)


def resource_responsibility_gap(supply: ArrayLike, demand: ArrayLike) -> float:
    """Return RRG 资源—责任缺口 = 1 − Σ_k w_k min(1, S_k / D_k).

    Parameters
    ----------
    supply, demand : shape (5,)
        Usable supply and assigned need in the order of :data:`NEEDS`, each pair in one unit. A need of 0 is met.
    """
    return 1.0 - float(np.dot(NEED_WEIGHTS, _met(supply, demand)))


def binding_gap(supply: ArrayLike, demand: ArrayLike) -> float:
    """Return RRG_max = 1 − min_k min(1, S_k / D_k): the gap of the scarcest need (Leontief); arrays as above, shape (5,)."""
    return 1.0 - float(_met(supply, demand).min())


def rigidity_delay_loss(loss: ArrayLike, loss_without_approval: ArrayLike) -> float:
    """Return RDL 程序刚性延误损失 = Σ[ℓ(T) − ℓ(T − A)] / Σ ℓ(T); 0 if nothing was lost.

    Parameters
    ----------
    loss, loss_without_approval : shape (n_incidents,)
        Loss, or avoidable loss, of every incident as it went, and had the approval minutes not been.
    """
    total = float(np.sum(loss))
    return (total - float(np.sum(loss_without_approval))) / total if total > 0 else 0.0


def rigidity_delay_share(avoidable: ArrayLike, avoidable_without_approval: ArrayLike) -> float:
    """Return the mean over incidents of [ℓ(T) − ℓ(T − A)] / ℓ(T), each counted alike; 0 if nothing was avoidable.

    Losses have a heavy tail: in a ratio of sums two or three storms of a year speak for all incidents.

    Parameters
    ----------
    avoidable, avoidable_without_approval : shape (n_incidents,)
        Avoidable loss ℓ of every incident as it went, and without the delay that approval made. Those of which nothing
        was avoidable are left out.
    """
    was, then = np.asarray(avoidable, dtype=float), np.asarray(avoidable_without_approval, dtype=float)
    some = was > 0
    return float((1 - then[some] / was[some]).mean()) if some.any() else 0.0


def duty_fragmentation(response_lost: float, switching: float) -> float:
    """Return F_duty = ½ (1 − t_crit / t_actual) + ½ P(switch): duties scattered in incidents and at desks.

    Parameters
    ----------
    response_lost : float
        1 − t_crit / t_actual: share of the response that hand-offs and disputes took.
    switching : float
        Share of tasks at desks that came from another line than the one before.
    """
    return (response_lost + switching) / 2


def surplus_beside_shortage(shortage: ArrayLike, surplus_elsewhere: ArrayLike) -> float:
    """Return F_res: the share of shortage that idle stock elsewhere would have covered; 0 without shortage.

    Parameters
    ----------
    shortage, surplus_elsewhere : shape (n,)
        Units short and units idle in other stores, per occasion.
    """
    short = np.asarray(shortage, dtype=float)
    return float(np.minimum(short, surplus_elsewhere).sum() / short.sum()) if short.sum() > 0 else 0.0


def fragmentation_index(institution: float, duty: float, information: float, resource: float) -> float:
    """Return FI 碎片化指数 = ¼ (F_inst + F_duty + F_info + F_res)."""
    return (institution + duty + information + resource) / 4


def unlimited_responsibility(rrg: float, fragmentation: float, rdl: float) -> float:
    """Return UDI 无限责任困境 = 1 − (1 − RRG)(1 − FI)(1 − RDL): the three contradictions interlock."""
    return 1.0 - (1.0 - rrg) * (1.0 - fragmentation) * (1.0 - rdl)


def _met(supply: ArrayLike, demand: ArrayLike) -> np.ndarray:
    supply, demand = np.asarray(supply, dtype=float), np.asarray(demand, dtype=float)
    ratio = np.divide(supply, demand, out=np.ones_like(supply), where=demand > 0)
    return np.minimum(1.0, ratio)
