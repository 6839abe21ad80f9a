"""Epidemics: who fell ill, what keeping people at home took, and where hands were too few."""

from __future__ import annotations

from coprod.fields.long_term.epidemic import EPIDEMIC
from coprod.outcomes.run_view import RunView, outcome


@outcome(group="society", unit="people", direction=-1, en="Cases in epidemics", zh="疫情病例",
         formula_en="residents who fell ill in epidemics", formula_zh="疫情中患病的居民数")
def epidemic_cases(view: RunView) -> float:
    """Return who fell ill."""
    return float(view.daily("epidemic_cases").sum())


@outcome(group="society", unit="people", direction=-1, en="Deaths in epidemics", zh="疫情死亡",
         formula_en="residents who died in epidemics", formula_zh="疫情中死亡的居民数")
def epidemic_deaths(view: RunView) -> float:
    """Return who died."""
    return float(view.daily("epidemic_deaths").sum())


@outcome(group="society", unit="person-hours", direction=-1, en="Hours kept at home in epidemics", zh="疫情居家隔离人时",
         formula_en="residents at home because of an epidemic × hours", formula_zh="因疫情居家隔离的居民数 × 小时数")
def quarantine_hours(view: RunView) -> float:
    """Return the person-hours that people were kept at home."""
    return float(view.daily("quarantine_hours").sum())


@outcome(group="society", unit="hours", direction=0, en="Hours from door to door", zh="疫情上门服务工时",
         formula_en="hours of volunteers, neighbours, party members and staff from door to door, in weeks of an epidemic that "
                    "ended", formula_zh="疫情各周内志愿者、邻居、下沉党员与工作人员的上门服务小时数")
def door_hours(view: RunView) -> float:
    """Return the work from door to door (mech:A13, mech:A14)."""
    return float(view.records(EPIDEMIC, day="day")["door_hours"].sum())


@outcome(group="society", unit="community-days", direction=-1, en="Days beyond the hands in epidemics", zh="疫情人手不足天数",
         formula_en="days on which measures against an epidemic needed more hours than were at hand, over all communities",
         formula_zh="各社区防控所需工时超过可用工时的天数之和")
def epidemic_days_over(view: RunView) -> float:
    """Return how long hands were too few."""
    return float(view.records(EPIDEMIC, day="day")["days_over"].sum())
