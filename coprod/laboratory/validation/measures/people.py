"""People: volunteers, who does the acts, and what rewards do to them."""

from __future__ import annotations

import numpy as np

from coprod.fields.everyday.points import REPORT_RECORD
from coprod.fields.long_term.drills import DRILL
from coprod.kernel.calendar import DAYS_PER_WEEK, DAYS_PER_YEAR, HOURS_PER_DAY
from coprod.kernel.formulas import shot_noise
from coprod.laboratory.validation.measures.declare import Part, measure
from coprod.laboratory.validation.observed import Observed
from coprod.linkage.response_levels import surged
from coprod.town.population import RIDER

FIRST_WEEKS = 4
LAST_WEEKS = 10
HUNDREDTH = 100
FORMED = 0.95
"""Share of its plateau at which a habit counts as formed (Lally et al. 2010)."""


@measure
def active_in_a_month(run: Observed) -> float:
    """Return the share of registered volunteers with a recorded act within four weeks."""
    return float(run.active_volunteers.mean())


@measure
def people_at_an_event(run: Observed) -> Part:
    """Return people on the attendance sheets of drills, and drills."""
    drills = run.records(DRILL, "day")
    return float(drills["recorded"].sum()), float(drills["recorded"].size)


@measure
def volunteers_kept(run: Observed) -> float:
    """Return the share of volunteers who stayed on the register for the year without a break."""
    return run.kept


@measure
def top_percent_share(run: Observed) -> Part:
    """Return the acts of the most active hundredth of residents in the year, and all acts."""
    acts = np.sort(run.acts)[::-1]
    return float(acts[: acts.size // HUNDREDTH].sum()), float(acts.sum())


@measure
def early_change(first: Observed, second: Observed) -> float:
    """Return by how much more residents are active in the first weeks in the second arm."""
    return float((second.weekly("weekly_active") - first.weekly("weekly_active"))[:FIRST_WEEKS].mean())


@measure
def late_to_peak(run: Observed) -> Part:
    """Return the share active in the last weeks, and in the best four weeks in a row."""
    active = run.weekly("weekly_active")
    peak = np.convolve(active, np.full(FIRST_WEEKS, 1 / FIRST_WEEKS), "valid").max()
    return float(active[-LAST_WEEKS:].mean()), float(peak)


@measure
def reports_by_riders(first: Observed, second: Observed) -> Part:
    """Return riders' reports in the second arm, and in the first."""
    second_count, first_count = (
        float(np.count_nonzero(run.records(REPORT_RECORD, "day")["kind"] == RIDER)) for run in (second, first))
    return second_count, first_count


@measure
def party_members_in_a_day(run: Observed) -> Part:
    """Return the party members who have come 24 hours after a call, by the live rule of the surge, and adults."""
    response = run.parameters.warning
    return surged(response.response_pool * run.party_members, HOURS_PER_DAY, response.response_ramp), float(run.adults)


@measure
def preparedness_fading(run: Observed) -> float:
    """Return the yearly rate at which the live rule lets preparedness fade if nothing happens."""
    left = shot_noise(np.ones(1), 0.0, run.parameters.society.learning_decay / DAYS_PER_YEAR, DAYS_PER_YEAR)
    return float(-np.log(left[0]))


@measure
def days_to_habit(run: Observed) -> float:
    """Return the days until the mean habit has come to 95 % of its plateau, the mean of the last weeks."""
    habit = run.daily_series.series("habit")
    plateau = habit[-LAST_WEEKS * DAYS_PER_WEEK :].mean()
    return float(np.argmax(habit >= FORMED * plateau))
