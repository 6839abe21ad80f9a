"""After incidents: what waited for repair, how long people were away from home, and how relief and neighbours helped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.fields.long_term.recovery import OWNERS_PAY, REPAIR
from coprod.fields.long_term.relief import RELIEF
from coprod.kernel.calendar import HOURS_PER_DAY, MINUTES_PER_DAY, MINUTES_PER_HOUR
from coprod.kernel.columns import is_one_of
from coprod.outcomes.run_view import Records, RunView, mean, outcome
from coprod.parameters.codes import DAMAGING


@outcome(group="resilience", unit="repairs", direction=-1, en="Repair backlog", zh="待修积压",
         formula_en="damaged places that are not repaired, mean over the evenings of the run",
         formula_zh="当晚尚未修复的受损处数，对各日取平均")
def repair_backlog(view: RunView) -> float:
    """Return how much waited to be repaired (mech:O03)."""
    return mean(view.daily("repairs_open"))


@outcome(group="resilience", unit="days", direction=-1, en="From control to repair", zh="修复用时",
         formula_en="mean days from control of an incident that damaged something until it was repaired",
         formula_zh="造成损坏的事件从得到控制到修复完成的天数的平均值")
def repair_days(view: RunView) -> float:
    """Return how long repairs took (mech:O03)."""
    found = _repairs(view)
    return mean(found["repaired"] - found["controlled"]) / MINUTES_PER_DAY


@outcome(group="resilience", unit="share", direction=-1, en="Repairs that owners had to pay for", zh="业主自筹修复占比",
         formula_en="repairs for whose public part the district had no money / repairs",
         formula_zh="公共部分区级无款可拨的修复数 ÷ 修复数")
def repairs_unfunded(view: RunView) -> float:
    """Return the share of repairs that the district did not pay for (mech:C05)."""
    return mean(_repairs(view)["payer"] == OWNERS_PAY)


@outcome(group="resilience", unit="person-hours", direction=-1, en="Away from home", zh="无法在家居住的人时",
         formula_en="people who cannot live at home in the evening × 24 hours, summed over days",
         formula_zh="当晚无法在家居住的人数 × 24小时，对各日求和")
def hours_away(view: RunView) -> float:
    """Return the person-hours away from home, repairs that are still open included (mech:O03)."""
    return float(view.daily("people_away").sum() * HOURS_PER_DAY)


@outcome(group="resilience", unit="hours", direction=-1, en="Until relief came", zh="救助到位用时",
         formula_en="mean hours from control until the goods came for people who could not live at home",
         formula_zh="从事件得到控制到无法在家居住者的救助物资到齐的小时数的平均值")
def relief_hours(view: RunView) -> float:
    """Return how soon relief came (mech:S05)."""
    return mean(view.records(RELIEF, minute="asked")["hours"])


@outcome(group="resilience", unit="share", direction=+1, en="Prompt relief", zh="及时救助占比",
         formula_en="reliefs within the time that counts as prompt, no goods lacking / reliefs",
         formula_zh="在规定时限内到位且物资齐备的救助数 ÷ 救助数")
def relief_prompt(view: RunView) -> float:
    """Return the share of reliefs that were prompt and complete (mech:T14)."""
    found = view.records(RELIEF, minute="asked")
    return mean(found["prompt"] & (found["short"] == 0))


@outcome(group="resilience", unit="share", direction=+1, en="Repair taken over by neighbours", zh="邻里分担修复占比",
         formula_en="share of the work of a repair that neighbours took over, mean over repairs",
         formula_zh="邻里在修复工作中分担的比例，对各次修复取平均")
def repair_helped(view: RunView) -> float:
    """Return how far neighbours helped with repairs (mech:F04)."""
    return mean(_repairs(view)["helped_share"])


@outcome(group="resilience", unit="0–1", direction=+1, en="Change of the norm of helping", zh="互助规范变化",
         bounds=(-1.0, 1.0),
         formula_en="norm of helping on the last day − on the first",
         formula_zh="末日互助规范 − 首日互助规范")
def norm_change(view: RunView) -> float:
    """Return by how much the norm of helping changed (mech:T03)."""
    norm = view.daily("help_norm")
    return float(norm[-1] - norm[0])


def recovered_at(view: RunView, incidents: Mapping[str, NDArray[Any]]) -> NDArray[np.float64]:
    """Return the minutes at which life was back to normal: repaired, the end of the run if it is not, or as recorded."""
    repairs = view.records(REPAIR)
    back = np.array(incidents["recovered"], dtype=float)
    order = np.argsort(repairs["incident"])
    known = repairs["incident"][order]
    place = np.minimum(np.searchsorted(known, incidents["id"]), max(known.size - 1, 0))
    done = known[place] == incidents["id"] if known.size else np.zeros(back.size, dtype=bool)
    back[done] = repairs["repaired"][order][place[done]]
    waits = is_one_of(incidents["type"], DAMAGING) & ~done
    back[waits] = np.maximum(back[waits], view.model.day * MINUTES_PER_DAY)
    return back


def repair_hours(view: RunView, incidents: Mapping[str, NDArray[Any]]) -> NDArray[np.float64]:
    """Return the person-hours away from home between control and repair, shape (n_incidents,); the record has those before."""
    minutes = recovered_at(view, incidents) - incidents["recovered"]
    return np.asarray(incidents["displaced"] * minutes / MINUTES_PER_HOUR)


def _repairs(view: RunView) -> Records:
    return view.records(REPAIR, minute="controlled")
