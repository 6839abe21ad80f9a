"""Patterns that nothing in the model was set or fitted to: how they are read off a run.

Sources: fact:C19, fact:C32, fact:C38 … fact:C46; used for nothing but judging. Reporting
again (fact:C41) stands here too, but a parameter was derived from it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.fields.emergency.incident_record import NOBODY
from coprod.fields.emergency.lifelines import OUTAGE
from coprod.fields.emergency.shock_impacts import SHOCK_RECORD
from coprod.fields.emergency.warning_record import WARNING
from coprod.fields.everyday.hazards import HAZARD_RECORD
from coprod.fields.everyday.points import REPORT_RECORD
from coprod.kernel.calendar import MINUTES_PER_DAY, MINUTES_PER_HOUR
from coprod.kernel.shock import SHOCKS
from coprod.laboratory.validation.measures.declare import Part, measure
from coprod.laboratory.validation.observed import WARM_UP, Observed
from coprod.town.infrastructure import POWER

TENTH = 0.1
LATE = 0.9
TRIED = 120
"""Days after the warm-up within which a first report counts as a first try."""
AGAIN = 180
"""Days after the first report within which somebody may report again."""


@measure
def active_share(run: Observed, over: str) -> float:
    """Return the share of residents of 18 to 69 with a recorded act within a month, a quarter or a year."""
    return run.active[over]


@measure
def active_ratio(run: Observed, over: str, of: str) -> Part:
    """Return the share active within one span of time, and within a longer one."""
    return run.active[over], run.active[of]


@measure
def reported_once(run: Observed) -> Part:
    """Return residents with a single report in the year, and all who reported."""
    of_each = _reports_of_each(run)
    return float(np.count_nonzero(of_each == 1)), float(of_each.size)


@measure
def reports_by_busiest(run: Observed) -> Part:
    """Return reports by the most active tenth of those who reported in the year, and all reports."""
    of_each = np.sort(_reports_of_each(run))[::-1]
    return float(of_each[: int(of_each.size * TENTH)].sum()), float(of_each.sum())


@measure
def again_after_success(run: Observed) -> Part:
    """Return the share that reports again after a first report that was received as real, and after one that was not."""
    table = run.recorder.columns(REPORT_RECORD)
    order = np.lexsort((table["day"], table["resident"]))
    resident, day, valid = (table[name][order] for name in ("resident", "day", "valid"))
    first = np.r_[True, resident[1:] != resident[:-1]]
    starts = np.flatnonzero(first)
    following = starts + 1
    same = (following < resident.size) & (np.r_[resident, -1][following] == resident[starts])
    again = same & (np.r_[day, 0][following] - day[starts] <= AGAIN)
    tried = (day[starts] >= WARM_UP) & (day[starts] < WARM_UP + TRIED)
    worked = valid[starts].astype(bool)
    return _mean(again[tried & worked]), _mean(again[tried & ~worked])


@measure
def asked_and_reported(first: Observed, second: Observed) -> float:
    """Return by how many requests and reports a day and community the second arm has more."""
    return _asked_and_reported(second) - _asked_and_reported(first)


@measure
def places_of_half(run: Observed) -> Part:
    """Return the fewest buildings that hold half of the hazards found in the year, and all buildings."""
    found = run.records(HAZARD_RECORD, "found")["building"]
    of_each = np.sort(np.bincount(found, minlength=run.buildings))[::-1]
    fewest = int(np.searchsorted(of_each.cumsum(), of_each.sum() / 2)) + 1 if found.size else 0
    return float(fewest), float(run.buildings)


@measure
def late_to_mean(run: Observed, kind: str) -> Part:
    """Return the 90th percentile of minutes from report to arrival over incidents of a type, and their mean."""
    found = run.incidents(kind)
    minutes = found["arrived"] - found["reported"]
    return (float(np.quantile(minutes, LATE)), float(minutes.mean())) if minutes.size else (np.nan, np.nan)


@measure
def costliest_days(run: Observed, kind: str) -> Part:
    """Return the damage on the costliest tenth of the days with incidents of a type, and all their damage."""
    found = run.incidents(kind)
    days = np.bincount((found["started"] // MINUTES_PER_DAY).astype(int), found["loss_yuan"])
    counted = np.bincount((found["started"] // MINUTES_PER_DAY).astype(int)) > 0
    yuan = np.sort(days[counted])[::-1]
    return float(yuan[: int(np.ceil(yuan.size * TENTH))].sum()), float(yuan.sum())


@measure
def hours_without_power(run: Observed) -> Part:
    """Return hours without power in the year, added up over residents, and residents."""
    table = run.recorder.columns(OUTAGE)
    kept = (table["service"] == POWER) & (table["failed"] >= WARM_UP * MINUTES_PER_DAY)
    hours = (table["restored"] - table["failed"])[kept] / MINUTES_PER_HOUR
    return float(hours @ run.communities.residents[table["community"][kept]]), float(run.residents)


@measure
def helped_first_in(run: Observed, shock: str) -> Part:
    """Return incidents that a kind of shock brought with citizens acting before any crew, and all with people in danger."""
    shocks = run.recorder.columns(SHOCK_RECORD)
    of_kind = shocks["id"][shocks["kind"] == SHOCKS.index(shock)]
    found = run.incidents()
    brought = np.isin(found["shock"], of_kind) & (found["people"] > 0)
    return float(np.count_nonzero(found["first_responder"][brought] != NOBODY)), float(np.count_nonzero(brought))


@measure
def hours_to_response(run: Observed) -> float:
    """Return the 90th percentile of hours from a warning to a response level, over warnings that led to one."""
    hours = _hours_to_response(run)
    return float(np.quantile(hours, LATE)) if hours.size else np.nan


@measure
def later_response(first: Observed, second: Observed) -> float:
    """Return by how many hours a response level follows its warning later in the second arm, in the mean."""
    return _mean(_hours_to_response(second)) - _mean(_hours_to_response(first))


def _hours_to_response(run: Observed) -> NDArray[np.float64]:
    table = run.records(WARNING, "day")
    hours = np.asarray(table["declared"] - table["warned"]) / MINUTES_PER_HOUR
    return hours[np.isfinite(hours)]


def _reports_of_each(run: Observed) -> NDArray[np.int64]:
    return np.unique(run.records(REPORT_RECORD, "day")["resident"], return_counts=True)[1]


def _asked_and_reported(run: Observed) -> float:
    requests = run.daily("requests")
    n = requests.sum() + run.records(REPORT_RECORD, "day")["day"].size
    return float(n / requests.size / len(run.communities))


def _mean(values: NDArray[np.bool_] | NDArray[np.int64] | NDArray[np.float64]) -> float:
    return float(np.mean(values)) if values.size else float("nan")
