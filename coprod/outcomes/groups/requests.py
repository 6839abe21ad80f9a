"""Citizens' requests from the first call to the end: days until solved, unsolved, called in again (mech:A07, mech:C04)."""

from __future__ import annotations

import numpy as np

from coprod.fields.everyday.request_process import CLOSING
from coprod.outcomes.run_view import RunView, mean, outcome, ratio


def _days(view: RunView, quantile: float) -> float:
    closed = view.records(CLOSING, day="closed")
    days = closed["closed"][closed["solved"]] - closed["called"][closed["solved"]]
    return float(np.quantile(days, quantile)) if days.size else float("nan")


@outcome(group="work", unit="days", direction=-1, en="Days until a request is solved", zh="诉求解决天数",
         formula_en="median of day solved − day of the first call, over requests that were solved",
         formula_zh="（解决日 − 首次来电日）对已解决的诉求取中位数")
def request_days(view: RunView) -> float:
    """Return the median days from the citizen's first call until the request is solved, by whomever."""
    return _days(view, 0.5)


@outcome(group="work", unit="days", direction=-1, en="… for one in ten longer than", zh="其中十分之一超过",
         formula_en="ninth decile of the same", formula_zh="同上取第九十百分位数")
def request_days_p90(view: RunView) -> float:
    """Return the ninth decile of these days."""
    return _days(view, 0.9)


@outcome(group="work", unit="share", direction=-1, en="Requests not solved at first", zh="诉求首次办理未解决占比",
         formula_en="first calls that were closed without being solved / first calls that were closed",
         formula_zh="首次来电未获解决即结案数 ÷ 首次来电结案数")
def unsolved_first(view: RunView) -> float:
    """Return how often the first closing of a request did not solve it."""
    closed = view.records(CLOSING, day="closed")
    return mean(~closed["solved"][closed["calls"] == 1])


@outcome(group="work", unit="share", direction=-1, en="Repeat calls", zh="重复来电占比",
         formula_en="calls about requests that were closed unsolved / all calls about requests",
         formula_zh="未解决诉求的再次来电数 ÷ 全部来电数")
def repeat_share(view: RunView) -> float:
    """Return how much of what citizens ask for had been asked before."""
    again = float(view.daily("repeat_calls").sum())
    return ratio(again, again + view.daily("requests").sum())


@outcome(group="work", unit="share", direction=-1, en="Requests given up", zh="居民放弃的诉求占比",
         formula_en="requests closed unsolved that citizens do not call about again / requests that ended",
         formula_zh="未解决且不再来电的诉求数 ÷ 终结的诉求数")
def given_up_share(view: RunView) -> float:
    """Return how many requests ended without having been solved."""
    closed = view.records(CLOSING, day="closed")
    return mean(~closed["solved"][~closed["again"]])


@outcome(group="work", unit="hours", direction=-1, en="Citizens' hours for requests", zh="居民诉求耗时",
         formula_en="calls about requests, repeat calls included × hours of a call",
         formula_zh="诉求来电次数（含再次来电）× 每次来电用时")
def request_citizen_hours(view: RunView) -> float:
    """Return the time that citizens spent on having their requests dealt with."""
    calls = float(view.daily("requests").sum() + view.daily("repeat_calls").sum())
    return calls * view.model.parameters.request.call_hours
