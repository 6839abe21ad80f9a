"""How the load of desks reaches emergencies: calls that wait, posts that are empty, crews that are out on routine work."""

from __future__ import annotations

from coprod.fields.emergency.incident_record import INCIDENT
from coprod.outcomes.run_view import RunView, mean, outcome
from coprod.resources.crews import STREET


@outcome(group="response_times", unit="minutes", direction=-1, en="Committee answers a call", zh="居委会接听用时",
         formula_en="mean minutes that a call to the committee waited until somebody there answered, over incidents",
         formula_zh="致电居委会至有人接听的分钟数，对全部事件取平均")
def answer_wait(view: RunView) -> float:
    """Return how long calls to committees wait (mech:C01)."""
    return mean(view.records(INCIDENT, minute="started")["answer_minutes"])


@outcome(group="response_times", unit="share", direction=+1, en="Met by staff on post", zh="值守人员接应占比",
         formula_en="incidents at which somebody of the committee who was on post met the crew / incidents",
         formula_zh="有居委会值守人员到场接应的事件数 ÷ 事件数")
def met_share(view: RunView) -> float:
    """Return how often somebody of the committee was on post (mech:D14)."""
    return mean(view.records(INCIDENT, minute="started")["met"])


@outcome(group="response_times", unit="minutes", direction=-1, en="Crew back from routine work", zh="等待队伍从日常事务返回用时",
         formula_en="mean minutes until a crew was back from routine work, over incidents of street crews but lifts",
         formula_zh="等待队伍从日常事务返回的分钟数，对街道队伍处置的事件（电梯除外）取平均")
def routine_wait(view: RunView) -> float:
    """Return how long incidents waited because street crews were out on routine work (mech:C01)."""
    found = view.records(INCIDENT, minute="started")
    return mean(found["routine_minutes"][(found["crew"] == STREET) & ~found["professional"]])
