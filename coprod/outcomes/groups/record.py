"""The record against the town: what directives asked for there, what was done of it, and what is only on record."""

from __future__ import annotations

from coprod.kernel.columns import is_one_of
from coprod.kernel.work_items import DIRECTIVE, DONE, FIRMS, HAZARDS, REQUEST_RECORD, SYMBOLIC, TRAINING, VULNERABLE
from coprod.outcomes.run_view import RunView, mean, outcome, ratio


@outcome(group="work", unit="share", direction=-1, en="On record, not done", zh="台账已办而实际未办",
         formula_en="hours of directives with substance ticked off undone / hours of those on record as done",
         formula_zh="只打钩未办理的实事类指令工时 ÷ 台账上已办结的实事类指令工时")
def record_gap(view: RunView) -> float:
    """Return how far the record of what was to be done in the town departs from what was done (mech:C04)."""
    return _gap(view, HAZARDS, FIRMS, TRAINING, VULNERABLE)


@outcome(group="work", unit="share", direction=-1, en="… of inspections of hazards", zh="其中隐患排查",
         formula_en="the same of inspections of hazards alone", formula_zh="同上，仅计隐患排查")
def record_gap_hazards(view: RunView) -> float:
    """Return the share of inspections of hazards on record that nobody made."""
    return _gap(view, HAZARDS)


@outcome(group="work", unit="share", direction=-1, en="… of visits to property firms", zh="其中走访物业企业",
         formula_en="the same of visits to property firms alone", formula_zh="同上，仅计走访物业企业")
def record_gap_firms(view: RunView) -> float:
    """Return the share of visits to property firms on record that nobody made."""
    return _gap(view, FIRMS)


@outcome(group="work", unit="share", direction=-1, en="… of drills", zh="其中演练",
         formula_en="the same of drills alone", formula_zh="同上，仅计演练")
def record_gap_training(view: RunView) -> float:
    """Return the share of drills on record that were never held."""
    return _gap(view, TRAINING)


@outcome(group="work", unit="share", direction=-1, en="… of visits to people who need help", zh="其中探访困难人员",
         formula_en="the same of visits to people who need help alone", formula_zh="同上，仅计探访困难人员")
def record_gap_vulnerable(view: RunView) -> float:
    """Return the share of visits to people who need help on record that nobody made."""
    return _gap(view, VULNERABLE)


@outcome(group="work", unit="ratio", direction=+1, en="Done of what directives ask for in the town", zh="指令要求的实事办理率",
         formula_en="hours of directives with substance that were carried out / hours that were asked for",
         formula_zh="实际办理的实事类指令工时 ÷ 下达的实事类指令工时")
def substance_done(view: RunView) -> float:
    """Return how much of the inspections, visits and drills that superiors ask for takes place."""
    return ratio(view.daily("substance_done_hours").sum(), view.daily("substance_asked_hours").sum())


@outcome(group="work", unit="share", direction=+1, en="People who need help known to staff", zh="困难人员知晓率",
         formula_en="share of people who need help whom staff know from visits, mean over communities and days",
         formula_zh="工作人员经探访而掌握情况的困难人员占比，对各社区、各日取平均")
def known_share(view: RunView) -> float:
    """Return how well staff know those who need help."""
    return mean(view.daily("known_people"))


def _gap(view: RunView, *about: int) -> float:
    items = view.records(REQUEST_RECORD, day="finished")
    asked = (items["work"] == DIRECTIVE) & is_one_of(items["content"], about)
    hours, state = items["hours"][asked], items["state"][asked]
    ticked = hours[state == SYMBOLIC].sum()
    return ratio(ticked, ticked + hours[state == DONE].sum())
