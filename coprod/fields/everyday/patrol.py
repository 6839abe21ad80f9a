"""Patrols and reporters 巡查与发现者: who finds a hidden hazard, and how fast (mech:A10, mech:A11, mech:A13, mech:W06, mech:W10).

Discovery is random search: an effort that would find a given hazard z times in the mean finds it with
chance 1 − e^(−z) (Koopman 1946). Grid workers patrol steadily in the hours that desk work leaves them, or
in campaigns that go before it, with the same hours a year planned. Whistle-blowers find nothing by search: of some
hazards they know from within, and whether they speak depends on what they have to fear.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.fields.everyday.desks import DeskDay
from coprod.fields.long_term.staff_turnover import patrol_substance
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.calendar import DAYS_PER_YEAR
from coprod.parameters import Parameters
from coprod.parameters.codes import REFERENCE_RESIDENTS

REPORTERS = ("residents", "volunteers", "riders", "grid_workers", "property_firms", "whistle_blowers")
"""Groups that may find a hidden hazard, in the order of the columns of discovery rates."""
RESIDENTS, VOLUNTEERS, RIDERS, GRID_WORKERS, PROPERTY_FIRMS, WHISTLE_BLOWERS = range(len(REPORTERS))

OFFICIAL = (GRID_WORKERS, PROPERTY_FIRMS)
"""Reporters who keep to their patch and pass by what is nobody's (mech:F05)."""


class Patrol:
    """Patrol hours of the committees and the discovery rates that follow from everybody's activity.

    Parameters
    ----------
    residents : shape (C,)
        Residents of every community.
    n_desks : int
        Desks of committees and street offices; only committees patrol.
    """

    def __init__(self, parameters: Parameters, residents: Ints, n_desks: int) -> None:
        p = self._patrol = parameters.patrol
        self._n_desks = n_desks
        self._thousands = residents / 1000
        size = residents / residents.mean()
        self._share = REFERENCE_RESIDENTS / residents
        rate = p.rate * (1 - parameters.hazard.growth_patrol * parameters.hazard.growth_first)
        self._steady = rate * (1 - p.campaign) * size
        self._campaign = rate * p.campaign * size
        self._intensity = campaign_intensity(p.campaigns, p.campaign_days)
        self.sharpness = checklist_factor(
            p.checklist, p.miss, p.checklist_cut, p.checklist_time) * patrol_substance(
            parameters.staff.kpi_weight, parameters.staff.kpi_shift) * (1 + parameters.request.expert_gain
                                                                        * parameters.request.expert_support)
        """What an hour of patrol finds, relative to one without checklist, appraisal and experts.

        Sources: mech:W07, mech:W15, mech:A19.
        """
        self.map_hours: Floats = p.map_hours * p.map_quality * size
        """Staff-hours a week that keeping the risk map takes, shape (C,)."""

    def planned(self, day: int) -> Floats:
        """Return the patrol hours planned for `day`, shape (C,)."""
        hours: Floats = self._steady + self._campaign * self._intensity[day % DAYS_PER_YEAR]
        return hours

    def ordered(self, day: int) -> Floats | None:
        """Return the hours of campaign patrol that go before routine work, shape (n_desks,); None outside campaigns."""
        intensity = self._intensity[day % DAYS_PER_YEAR]
        if intensity == 0 or not self._campaign.any():
            return None
        hours = np.zeros(self._n_desks)
        hours[: self._campaign.size] = self._campaign * intensity
        return hours

    def hours(self, desks: DeskDay) -> Floats:
        """Return the hours patrolled on a day, shape (C,): campaign hours, and steady ones out of what desks left."""
        n = self._steady.size
        hours: Floats = desks.patrol_first[:n] + np.minimum(self._steady, desks.idle[:n])
        return hours

    def discovery(self, hours: Floats, rider_reports: Ints, patrol_acts: Ints, night_watch: Floats) -> Floats:
        """Return each group's rate of finding a given hidden hazard by search, per day: shape (C, R).

        Residents who are not riders do not search: they report what they see (:mod:`coprod.fields.everyday.reports`).

        Parameters
        ----------
        hours : shape (C,)
            Patrol hours of grid workers today.
        rider_reports, patrol_acts : shape (C,)
            Effective reports by riders and effective patrol acts today.
        night_watch : shape (C,)
            Share of property firms' watches that are real.
        """
        p = self._patrol
        rates = np.empty((self._steady.size, len(REPORTERS)))
        rates[:, RESIDENTS] = 0.0
        rates[:, VOLUNTEERS] = p.volunteer_rate * patrol_acts / self._thousands
        rates[:, RIDERS] = p.rider_rate * rider_reports / self._thousands
        rates[:, GRID_WORKERS] = p.hour_rate * self.sharpness * hours * self._share
        rates[:, PROPERTY_FIRMS] = p.firm_rate * night_watch
        rates[:, WHISTLE_BLOWERS] = p.whistle_rate * candour(p.whistle_retaliation, p.whistle_protection)
        return rates


def checklist_factor(share: float, miss: float, cut: float, time: float) -> float:
    """Return what an hour of patrol finds by checklist, relative to one without: less overlooked, fewer rounds (mech:W07).

    (1 − m (1 − cut · share)) / (1 − m) / (1 + time · share), which is exactly 1 without checklists.
    """
    return (1 - miss * (1 - cut * share)) / (1 - miss) / (1 + time * share)


def candour(retaliation: float, protection: float) -> float:
    """Return how freely insiders speak, 0 to 1: 1 − retaliation (1 − protection) (mech:A11).

    Full retaliation without protection silences them exactly; protection takes back what retaliation deters.
    """
    return 1.0 - retaliation * (1.0 - protection)


def has_insider(uniform: Floats, severity: Floats, share: float, mean_severity: float) -> NDArray[np.bool_]:
    """Tell of which hazards somebody inside knows: few, and rather the grave ones (mech:A11).

    Parameters
    ----------
    uniform, severity : shape (n,)
        Uniform random numbers and severity of every hazard.
    share : float
        Share of hazards of mean severity that have an insider; it is in proportion to severity.
    """
    return uniform < share * severity / mean_severity


def campaign_intensity(campaigns: int, campaign_days: int) -> NDArray[np.float64]:
    """Return the intensity of campaign patrol on every day of a year: mean 1, and 0 outside campaigns.

    Each campaign ends an equal part of the year, as inspections before a quarter or a year closes do.
    """
    part = DAYS_PER_YEAR / campaigns
    days = np.arange(DAYS_PER_YEAR)
    on = part - days % part <= campaign_days
    return on * (DAYS_PER_YEAR / np.count_nonzero(on))
