"""Hours asked over hours available 工作负荷: what utilisation, which cannot exceed 1, does not show (mech:C01, mech:C04)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.outcomes.run_view import RunView, outcome


def loads(view: RunView) -> NDArray[np.float64]:
    """Return staff-hours asked over regular staff-hours of every desk in the days observed, shape (n_desks,)."""
    desks = view.model.desks
    asked = np.sum(desks.asked_by_day[view.since :], axis=0, dtype=np.float64)
    return np.asarray(asked / (desks.regular_hours * view.days))


@outcome(group="work", unit="ratio", direction=-1, en="Workload", zh="工作负荷",
         formula_en="hours asked for (all that arrives, changes of line, emergencies and ordered patrol) / regular hours, all "
                    "desks together",
         formula_zh="所要求的工时（全部到达事项、切换条线、应急与专项巡查）÷ 正常工时，对全部社区与街道合计")
def workload(view: RunView) -> float:
    """Return how many hours of work came for every regular hour of staff; above 1 work cannot all be done."""
    hours = view.model.desks.regular_hours
    return float(loads(view) @ hours / hours.sum())


@outcome(group="work", unit="ratio", direction=-1, en="Workload of the busiest desk", zh="最忙单位的工作负荷",
         formula_en="largest such ratio of one desk", formula_zh="各社区与街道上述比值的最大值")
def workload_max(view: RunView) -> float:
    """Return the workload of the desk that has most to do for its staff."""
    return float(loads(view).max())


@outcome(group="work", unit="0–1", direction=-1, en="Desks have tipped", zh="是否陷入积压",
         formula_en="1 if at the end more than half of the desks hold more days of work than staff.overflow_days, else 0; its "
                    "mean over runs is the share of runs that tip",
         formula_zh="期末过半社区与街道的积压天数超过“积压上限”时为1，否则为0；多次运行取平均即陷入积压的运行占比")
def tipped(view: RunView) -> float:
    """Return whether most desks have lost the race against their backlog by the end."""
    over = view.model.desks.backlog_days > view.model.parameters.staff.overflow_days
    return float(np.count_nonzero(over) * 2 > over.size)
