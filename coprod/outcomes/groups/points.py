"""What points did: issued, redeemed, believed in, waited for."""

from __future__ import annotations

import numpy as np

from coprod.fields.everyday.points import REDEMPTION_RECORD, REPORT_RECORD
from coprod.kernel.calendar import DAYS_PER_WEEK
from coprod.outcomes.groups.people import PER
from coprod.outcomes.run_view import RunView, mean, outcome
from coprod.town.population import RIDER


@outcome(group="points", unit="points", direction=0, en="Points issued", zh="发放积分", formula_en="points credited",
         formula_zh="记入居民账户的积分")
def points_issued(view: RunView) -> float:
    """Return the points that acts earned."""
    return grown(view, "points_issued")


@outcome(group="points", unit="points", direction=0, en="Points redeemed", zh="兑换积分",
         formula_en="points given up for goods",
         formula_zh="居民换取物品所用的积分")
def points_redeemed(view: RunView) -> float:
    """Return the points that the store took back."""
    return grown(view, "points_redeemed")


@outcome(group="points", unit="points", direction=0, en="Points outstanding", zh="未兑积分",
         formula_en="points that residents hold at the end",
         formula_zh="期末居民持有的积分")
def points_outstanding(view: RunView) -> float:
    """Return the points that residents hold at the end."""
    return float(view.daily("points_outstanding")[-1])


@outcome(group="points", unit="0–1", direction=+1, en="Credibility of points", zh="积分信用",
         formula_en="mean belief that points will be honoured",
         formula_zh="居民相信积分能够兑现的程度的平均值")
def points_credibility(view: RunView) -> float:
    """Return how far residents believed in the points."""
    return mean(view.daily("credibility"))


@outcome(group="points", unit="days", direction=-1, en="Wait at the points store", zh="兑换等待天数",
         formula_en="mean of day delivered − day asked, over redemptions",
         formula_zh="（兑付日 − 申请日）对各次兑换取平均")
def redemption_wait(view: RunView) -> float:
    """Return how long redemptions took."""
    served = view.records(REDEMPTION_RECORD, day="asked")
    return mean(served["delivered"] - served["asked"])


@outcome(group="points", unit="yuan", direction=-1, en="Paid by the points store", zh="积分超市支出",
         formula_en="value of goods and services delivered",
         formula_zh="已兑付的物品与服务的价值")
def points_cost(view: RunView) -> float:
    """Return what the points store paid."""
    return grown(view, "store_yuan")


@outcome(group="points", unit="reports/1,000 residents·week", direction=0, en="Reports by residents", zh="居民上报",
         formula_en="recorded reports, sham ones included / residents / weeks × 1,000",
         formula_zh="有记录的上报数（含虚假上报）÷ 居民数 ÷ 周数 × 1,000")
def reports(view: RunView) -> float:
    """Return how much was reported, true or not (mech:W14)."""
    return _weekly(view, view.records(REPORT_RECORD, day="day")["day"].size)


@outcome(group="points", unit="share", direction=+1, en="Valid reports", zh="有效上报占比",
         formula_en="reports that were true and got through / recorded reports",
         formula_zh="属实且已送达的上报数 ÷ 有记录的上报数")
def valid_share(view: RunView) -> float:
    """Return how much of what was reported was worth something (mech:W14)."""
    return mean(view.records(REPORT_RECORD, day="day")["valid"])


@outcome(group="points", unit="reports/1,000 residents·week", direction=+1, en="Reports by riders", zh="骑手上报",
         formula_en="recorded reports by delivery riders / residents / weeks × 1,000",
         formula_zh="有记录的骑手上报数 ÷ 居民数 ÷ 周数 × 1,000")
def rider_reports(view: RunView) -> float:
    """Return what delivery riders reported (mech:A10)."""
    reports = view.records(REPORT_RECORD, day="day")
    return _weekly(view, int(np.count_nonzero(reports["kind"] == RIDER)))


def _weekly(view: RunView, count: int) -> float:
    return count * PER / len(view.model.residents) / (view.days / DAYS_PER_WEEK)


def grown(view: RunView, series: str) -> float:
    """Return the growth since the warm-up of a series that counts from the start."""
    whole = view.model.daily_series.series(series)
    return float(whole[-1] - (whole[view.since - 1] if view.since else 0))
