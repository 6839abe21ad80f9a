"""Work and money: requests, paper, funds, and who has the means."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.fields.everyday.rectification import RELEASE_RECORD
from coprod.kernel.calendar import DAYS_PER_WEEK, WORKING_DAYS_PER_WEEK
from coprod.kernel.work_items import REQUEST, REQUEST_RECORD, is_own
from coprod.laboratory.validation.measures.declare import Part, measure
from coprod.laboratory.validation.observed import Observed
from coprod.resources.crews import AMBULANCE, DISTRICT, STREET
from coprod.resources.supplies import CITY
from coprod.resources.supplies import DISTRICT as DISTRICT_STORE
from coprod.resources.supplies import STREET as STREET_STORE


@measure
def requests_a_day(run: Observed) -> Part:
    """Return citizens' requests that committees took in and were done with in the year, and committee-days."""
    items = run.records(REQUEST_RECORD, "arrived")
    of_citizens = (items["work"] == REQUEST) & (items["desk"] < len(run.communities)) & ~is_own(items["origin"])
    return float(np.count_nonzero(of_citizens)), float(run.daily("utilisation").size * len(run.communities))


@measure
def paperwork_share(run: Observed) -> Part:
    """Return hours given to directives and ledgers, and hours of capacity, over all desks."""
    return float(run.daily("paperwork_hours").sum()), float(run.daily("capacity_hours").sum())


@measure
def release_working_days(run: Observed) -> Part:
    """Return working days from the grant of repair money to its release, and releases that passed a level."""
    releases = run.records(RELEASE_RECORD, "granted")
    signed = releases["levels"] > 0
    days = working_days(releases["released"][signed]) - working_days(releases["granted"][signed])
    return float(days.sum()), float(days.size)


@measure
def money_per_community(run: Observed) -> float:
    """Return the yuan that a community of mean size may spend in a year."""
    return run.parameters.fund.cap


@measure
def resource_step(run: Observed) -> float:
    """Return by how much the share of reserves grows at the smaller of the steps street → district → city."""
    stores = [run.stores[level] for level in (STREET_STORE, DISTRICT_STORE, CITY)]
    return float(np.diff(stores).min() / sum(stores))


@measure
def task_step(run: Observed) -> float:
    """Return by how much the share of tasks falls at the smaller of the steps street → district → city.

    Tasks of the street and below are the items on its desks and the incidents of its crews; those of the district are the
    incidents of its teams and ambulances; the city has no front line.
    """
    crew = run.incidents()["crew"]
    street = run.records(REQUEST_RECORD, "arrived")["desk"].size + np.count_nonzero(crew == STREET)
    district = np.count_nonzero((crew == DISTRICT) | (crew == AMBULANCE))
    return float(min(street - district, district) / (street + district))


def working_days(day: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return the working days that lie before each day; day 0 is a Monday, and a weekend counts as its Friday."""
    weeks, weekday = np.divmod(day.astype(np.int64), DAYS_PER_WEEK)
    return weeks * WORKING_DAYS_PER_WEEK + np.minimum(weekday, WORKING_DAYS_PER_WEEK - 1)
