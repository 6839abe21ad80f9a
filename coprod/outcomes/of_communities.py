"""Outcomes of single communities: what a map is coloured by. Each is an array of shape (C,), NaN where there was nothing.

They sum or average records of the whole run by community, so that they agree with the outcomes of the town.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coprod.fields.emergency.incident_record import INCIDENT
from coprod.fields.emergency.lifelines import OUTAGE
from coprod.fields.everyday.hazards import HAZARD_RECORD, NOT_YET
from coprod.fields.everyday.request_process import CLOSING
from coprod.kernel.calendar import DAYS_PER_WEEK
from coprod.kernel.records import RecordKind
from coprod.outcomes.observed_model import ObservedModel
from coprod.parameters.codes import INCIDENT_TYPES

Floats = NDArray[np.float64]
THOUSAND = 1000.0
WATER = INCIDENT_TYPES.index("waterlogging")


@dataclass(frozen=True, slots=True)
class CommunityFigure:
    """One outcome of every community: `direction` is +1 if more is better, −1 if less is, 0 if neither."""

    name: str
    unit: str
    direction: Literal[-1, 0, 1]
    en: str
    zh: str
    compute: Callable[[ObservedModel], Floats]


def _records(model: ObservedModel, kind: RecordKind, of: str, where: Callable[..., NDArray[np.bool_]] | None = None) -> tuple[
        NDArray[np.int64], Floats]:
    """Return the community and one field of all records of a kind, or of those of them for which `where` holds."""
    table = model.recorder.columns(kind)
    place, values = table["community"].astype(np.int64), table[of].astype(float)
    if where is None:
        return place, values
    keep = where(table)
    return place[keep], values[keep]


def _added(model: ObservedModel, place: NDArray[np.integer], values: Floats | None = None) -> Floats:
    """Return the sum of values in every community, or how many places lie there, shape (C,)."""
    return np.bincount(place, values, len(model.town.communities)).astype(float)


def _sum(model: ObservedModel, kind: RecordKind, of: str) -> Floats:
    return _added(model, *_records(model, kind, of))


def _count(model: ObservedModel, kind: RecordKind, where: Callable[..., NDArray[np.bool_]] | None = None) -> Floats:
    place, _ = _records(model, kind, "community", where)
    return _added(model, place)


def _mean(model: ObservedModel, kind: RecordKind, of: str) -> Floats:
    return _ratio(_sum(model, kind, of), _count(model, kind))


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)


def _of_residents(model: ObservedModel, column: str) -> Floats:
    """Return the mean of a column of the residents in every community."""
    residents = model.town.residents
    values = np.asarray(getattr(residents, column), dtype=float)
    return _ratio(_added(model, residents.community, values), _residents(model))


def _residents(model: ObservedModel) -> Floats:
    return np.asarray(model.town.communities.residents, dtype=float)


def _per_thousand(model: ObservedModel, values: Floats) -> Floats:
    return THOUSAND * values / _residents(model)


def minutes_to_control(model: ObservedModel) -> Floats:
    """Return the mean minutes from the beginning of an incident until it is under control, of every community."""
    table = model.recorder.columns(INCIDENT)
    return _ratio(_added(model, table["community"], table["controlled"] - table["started"]), _count(model, INCIDENT))


FIGURES = (
    CommunityFigure("loss", "yuan/person", -1, "Loss of incidents per resident", "人均事件损失",
                    lambda m: _sum(m, INCIDENT, "loss") / _residents(m)),
    CommunityFigure("incidents", "incidents/1,000 residents", -1, "Incidents", "突发事件",
                    lambda m: _per_thousand(m, _count(m, INCIDENT))),
    CommunityFigure("flooded", "incidents/1,000 residents", -1, "Waterlogging", "内涝",
                    lambda m: _per_thousand(m, _count(m, INCIDENT, lambda found: found["type"] == WATER))),
    CommunityFigure("minutes", "minutes", -1, "Time until incidents are under control", "事件控制用时", minutes_to_control),
    CommunityFigure("golden", "share", +1, "Incidents under control within the golden window", "黄金时间内控制的事件占比",
                    lambda m: _mean(m, INCIDENT, "hit")),
    CommunityFigure("service", "hours/person", -1, "Hours without a service", "人均公用服务中断时长",
                    lambda m: _sum(m, OUTAGE, "person_hours") / _residents(m)),
    CommunityFigure("triggered", "hazards/1,000 residents", -1, "Hazards that were triggered", "引爆的隐患",
                    lambda m: _per_thousand(m, _count(m, HAZARD_RECORD, lambda found: found["triggered"] != NOT_YET))),
    CommunityFigure("hidden", "hazards/1,000 residents", -1, "Hidden hazards at the end", "期末未被发现的隐患",
                    lambda m: _per_thousand(m, np.asarray(m.hazard_day.hidden, dtype=float))),
    CommunityFigure("acts", "acts/1,000 residents·week", +1, "Participation by residents", "居民参与",
                    lambda m: THOUSAND * _of_residents(m, "acts") * DAYS_PER_WEEK / m.day),
    CommunityFigure("trust", "0-1", +1, "Trust in the local government at the end", "期末对基层政府的信任",
                    lambda m: _of_residents(m, "trust")),
    CommunityFigure("solved", "share", +1, "Requests that were closed and solved", "结案诉求解决率",
                    lambda m: _mean(m, CLOSING, "solved")),
    CommunityFigure("backlog", "staff-hours", -1, "Backlog of the committee at the end", "期末社区积压工时",
                    lambda m: np.asarray(m.desk_day.backlog_hours, dtype=float)[: len(m.town.communities)]),
)
"""What a map of communities can be coloured by, the first by default."""


def figure_by_name(name: str) -> CommunityFigure | None:
    """Return a figure by its name, None if there is none."""
    return next((one for one in FIGURES if one.name == name), None)
