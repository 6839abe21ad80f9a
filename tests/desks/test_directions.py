"""Levers of desks, patrols, hazards and money move their indicators, under the same random conditions, in the whole model."""

from functools import cache

import numpy as np

from coprod import CoproductionModel, Parameters
from coprod.fields.everyday.rectification import RELEASE_RECORD
from coprod.kernel.work_items import DIRECTIVE, RECTIFICATION, REFERRED, REQUEST_RECORD, SHED, SYMBOLIC
from tests.failures import for_each

DAYS = 75
TOWN = {"town.communities": 6, "town.streets": 2, "town.residents_per_community": 200, "hazard.gap_share": 0.05,
        "hazard.new_estates": 1.0, "hazard.trigger": 0.02, "hazard.birth": 8.0,
        **{f"incident.{kind}_rate": 0.0 for kind in ("fire", "arrest", "lift", "waterlogging", "utility", "disorder")}}
"""Few residents, who bring as many requests as many would, and no incidents of their own."""
DIRECTIONS = [
    ("A04", "staff.count", 5, 8, "utilisation", -1),
    ("A04", "staff.count", 5, 8, "backlog", -1),
    ("A07", "staff.enforcement", 0.0, 0.8, "referred", -1),
    ("A13", "patrol.rate", 2.0, 8.0, "patrol", +1),
    ("A13", "directive.lines", 4, 12, "patrol", -1),
    ("C01", "request.mandate_growth", 0.0, 2.0, "utilisation", +1),
    ("C02", "request.backstop", 1.0, 0.0, "utilisation", -1),
    ("C04", "staff.count", 4, 7, "formal", -1),
    ("C05", "fund.cap", 2_000.0, 200_000.0, "money_lasts", +1),
    ("C10", "property_firm.inspect_prob", 0.0, 0.4, "hidden", -1),
    ("F05", "hazard.gap_share", 0.0, 0.3, "hidden", +1),
    ("F05", "hazard.gap_share", 0.0, 0.3, "mending_days", +1),
    ("G05", "directive.lines", 4, 12, "switching", +1),
    ("G05", "directive.lines", 4, 10, "paper", +1),
    ("G05", "directive.duplicate", 0.0, 0.4, "paper", +1),
    ("G06", "directive.conflict", 0.0, 0.2, "passes", +1),
    ("G06", "directive.merge", 0.0, 0.8, "passes", -1),
    ("G07", "directive.ledger_auto", 0.0, 0.9, "paper", -1),
    ("G07", "directive.ledger_auto", 0.0, 0.9, "patrol", +1),
    ("P03", "fund.release_days", 1.0, 4.0, "release_days", +1),
    ("P03", "fund.fast_route", True, False, "release_days", +1),
    ("W06", "patrol.rate", 0.0, 8.0, "hidden", -1),
    ("W08", "hazard.birth", 4.0, 16.0, "blasts", +1),
    ("W09", "hazard.nonlin", 0.0, 0.05, "blasts", +1),
    ("W10", "patrol.campaign", 0.0, 1.0, "hidden", +1),
]
ZEROS = [
    ({"directive.rate": 0.0}, {"directive.lines": 8, "directive.conflict": 0.5, "directive.ledger_hours": 9.0}),
    ({"patrol.rate": 0.0}, {"patrol.campaign": 1.0}),
    ({"patrol.campaign": 0.0}, {"patrol.campaigns": 7, "patrol.campaign_days": 5}),
    ({"staff.pressure": 0.0, "staff.shed_rate": 0.0}, {"staff.overflow_days": 0.5}),
    ({"staff.shed_rate": 0.0}, {"staff.overflow_days": 0.5}),
    ({"request.mandate_growth": 0.0}, {"request.category_rate": 9.0}),
    ({"request.unowned_share": 0.0}, {"request.backstop": 0.0}),
    ({"hazard.gap_share": 0.0}, {"hazard.assign_days": 900}),
    ({"hazard.paid_share": 0.0}, {"fund.release_days": 9.0, "fund.fast_route": False}),
    ({"directive.lines": 1}, {"directive.conflict": 0.8, "directive.duplicate": 0.9, "staff.switch_hours": 5.0}),
]


@cache
def year(changes):
    """Simulate a part of a year day by day and return indicators of it."""
    model = CoproductionModel(Parameters().replace(TOWN | dict(changes)), rng=1)
    for _ in range(DAYS):
        model.step()
    daily = model.daily_series.frame()
    return {
        "utilisation": daily.utilisation.mean(), "backlog": daily.backlog_hours.sum(), "paper": daily.paperwork_hours.sum(),
        "switching": daily.switch_hours.sum(), "patrol": daily.patrol_hours.sum(), "hidden": daily.hidden_hazards.sum(),
        "blasts": daily.hazards_triggered.sum(),
    } | from_records(model)


def from_records(model):
    items, release = model.recorder.columns(REQUEST_RECORD), model.recorder.columns(RELEASE_RECORD)
    committee = items["desk"] < len(model.town.communities)
    directives, mended = items["work"] == DIRECTIVE, items["work"] == RECTIFICATION
    return {
        "referred": mean((items["state"] == REFERRED)[committee]),
        "formal": mean(np.isin(items["state"], (SYMBOLIC, SHED))),
        "passes": mean(items["passes"][directives]),
        "money_lasts": np.where(model.funds.exhausted_on < 0, DAYS, model.funds.exhausted_on).mean(),
        "mending_days": mean((items["finished"] - items["arrived"])[mended]),
        "release_days": mean(release["released"] - release["asked"]),
    }


def mean(values):
    return float(np.mean(values)) if len(values) else 0.0


@for_each(DIRECTIONS, lambda row: f"{row[0]} {row[1]} -> {row[4]}")
def test_lever_moves_indicator(row):
    _, lever, low, high, indicator, sign = row
    one, other = year(((lever, low),)), year(((lever, high),))
    assert sign * (other[indicator] - one[indicator]) > 0, (one[indicator], other[indicator])


@for_each(ZEROS, lambda case: str(case[0]))
def test_what_is_switched_off_does_nothing_at_all(case):
    off, irrelevant = case
    quiet, louder = year(tuple(off.items())), year(tuple({**off, **irrelevant}.items()))
    assert quiet == louder
