"""Levers of desks, patrols, hazards and money move their indicators, on the same luck: one row a mechanism."""

from functools import cache

import numpy as np
import pytest

from coprod.fields.everyday.patrol import GRID_WORKERS
from coprod.fields.everyday.rectification import RELEASE_RECORD, Rectification
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import DIRECTIVE, RECTIFICATION, REFERRED, SHED, SYMBOLIC
from coprod.resources.funds import Funds
from tests.desks.offices import finished, offices
from tests.hazards.estates import BY_GROUP, hazards

DAYS = 240


@cache
def year(changes):
    """Run offices and hazards together, with everybody's reports but the grid workers' as usual; return indicators."""
    values = dict(changes)
    facility = values.pop("facility", 0.4)
    town, hidden = offices(**values), hazards(12, **{"hazard__gap_share": 0.05, **values})
    funds = Funds(town.parameters, np.ones(town.n))
    mending = Rectification(
        town.parameters, Streams(1), funds, town.desks, np.array([2000.0, 20_000.0]), town.recorder)
    nobody, sums = np.zeros(town.n), dict.fromkeys(
        ("utilisation", "backlog", "paper", "switching", "patrol", "planned", "hidden", "blasts", "declined"), 0.0)
    hours, condition = nobody, np.full(town.n, facility)
    for day in range(DAYS):
        rates = town.patrol.discovery(hours, nobody, nobody, nobody, nobody)
        rates += BY_GROUP * (np.arange(BY_GROUP.size) != GRID_WORKERS)
        danger = hidden.day(day, condition, rates)
        mending.order(day, danger.found)
        requests = town.requests.day(day)
        town.desks.receive(requests.items)
        town.desks.receive(town.directives.day(day))
        desks = town.desks.work_day(day, np.zeros(town.desks.n), town.patrol.ordered(day))
        hidden.rectified(desks.origins(RECTIFICATION), day)
        hours = town.patrol.hours(desks)
        today = (desks.utilisation[: town.n].mean(), desks.backlog_hours.sum(), desks.paperwork_hours.sum(),
                 desks.switch_hours.sum(), hours.sum(), town.patrol.planned(day).sum(), danger.hidden.sum(),
                 danger.triggered.size, requests.declined.sum())
        sums = {name: total + value for (name, total), value in zip(sums.items(), today, strict=True)}
    return sums | _from_records(town, funds)


def _from_records(town, funds):
    record, release = finished(town), town.recorder.columns(RELEASE_RECORD)
    committee = record["desk"] < town.n
    spent_by = np.where(funds.exhausted_on < 0, DAYS, funds.exhausted_on)
    mended = record["work"] == RECTIFICATION
    return {
        "referred": (record["state"][committee] == REFERRED).mean(),
        "formal": np.isin(record["state"], (SYMBOLIC, SHED)).mean(),
        "passes": record["passes"][record["work"] == DIRECTIVE].mean() if (record["work"] == DIRECTIVE).any() else 0.0,
        "money_lasts": spent_by.mean(),
        "mending_days": (record["finished"] - record["arrived"])[mended].mean(),
        "release_days": (release["released"] - release["asked"]).mean(),
    }


@pytest.mark.parametrize(("mechanism", "lever", "low", "high", "indicator", "sign"), [
    ("A04", "staff__count", 5, 8, "utilisation", -1),
    ("A04", "staff__count", 5, 8, "backlog", -1),
    ("A07", "staff__enforcement", 0.0, 0.8, "referred", -1),
    ("A13", "patrol__rate", 2.0, 8.0, "patrol", +1),
    ("A13", "directive__lines", 4, 12, "patrol", -1),
    ("C01", "request__mandate_growth", 0.0, 2.0, "utilisation", +1),
    ("C02", "request__backstop", 1.0, 0.0, "utilisation", -1),
    ("C04", "staff__count", 4, 7, "formal", -1),
    ("C05", "fund__cap", 50_000.0, 200_000.0, "money_lasts", +1),
    ("C10", "facility", 0.2, 0.8, "hidden", -1),
    ("F05", "hazard__gap_share", 0.0, 0.3, "hidden", +1),
    ("F05", "hazard__gap_share", 0.0, 0.3, "mending_days", +1),
    ("G05", "directive__lines", 4, 12, "switching", +1),
    ("G05", "directive__lines", 4, 10, "paper", +1),
    ("G05", "directive__duplicate", 0.0, 0.4, "paper", +1),
    ("G06", "directive__conflict", 0.0, 0.2, "passes", +1),
    ("G06", "directive__merge", 0.0, 0.8, "passes", -1),
    ("G07", "directive__ledger_auto", 0.0, 0.9, "paper", -1),
    ("G07", "directive__ledger_auto", 0.0, 0.9, "patrol", +1),
    ("P03", "fund__release_days", 1.0, 4.0, "release_days", +1),
    ("P03", "fund__fast_route", True, False, "release_days", +1),
    ("W06", "patrol__rate", 0.0, 8.0, "hidden", -1),
    ("W08", "hazard__birth", 0.2, 0.8, "blasts", +1),
    ("W09", "hazard__nonlin", 0.0, 0.05, "blasts", +1),
    ("W10", "patrol__campaign", 0.0, 1.0, "hidden", +1),
])
def test_lever_moves_indicator(mechanism, lever, low, high, indicator, sign):
    one, other = year(((lever, low),)), year(((lever, high),))
    assert sign * (other[indicator] - one[indicator]) > 0, (mechanism, one[indicator], other[indicator])


@pytest.mark.parametrize(("off", "irrelevant"), [
    ({"directive__rate": 0.0}, {"directive__lines": 8, "directive__conflict": 0.5, "directive__ledger_hours": 9.0}),
    ({"patrol__rate": 0.0}, {"patrol__campaign": 1.0}),
    ({"patrol__campaign": 0.0}, {"patrol__campaigns": 7, "patrol__campaign_days": 5}),
    ({"staff__pressure": 0.0, "staff__shed_rate": 0.0}, {"staff__overflow_days": 0.5}),
    ({"staff__shed_rate": 0.0}, {"staff__overflow_days": 0.5}),
    ({"request__mandate_growth": 0.0}, {"request__category_rate": 9.0}),
    ({"request__unowned_share": 0.0}, {"request__backstop": 0.0}),
    ({"hazard__gap_share": 0.0}, {"hazard__assign_days": 900}),
    ({"hazard__paid_share": 0.0}, {"fund__cap": 0.0, "fund__fast_route": False}),
    ({"directive__lines": 1}, {"directive__conflict": 0.8, "directive__duplicate": 0.9, "staff__switch_hours": 5.0}),
])
@pytest.mark.filterwarnings("ignore:Mean of empty slice", "ignore:invalid value")
def test_what_is_switched_off_does_nothing_at_all(off, irrelevant):
    quiet, louder = year(tuple(off.items())), year(tuple({**off, **irrelevant}.items()))
    assert np.array_equal(list(quiet.values()), list(louder.values()), equal_nan=True)
