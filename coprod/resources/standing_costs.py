"""Upkeep 常设机构运行: what linkage and support cost whether or not anything happens.

Sources: mech:D10, mech:D11, mech:S10, mech:G08, mech:A09, mech:A19, mech:D03.
"""

from __future__ import annotations

import numpy as np

from coprod.agents.social_organisations import Organisations
from coprod.kernel.arrays import Floats
from coprod.kernel.calendar import DAYS_PER_YEAR
from coprod.parameters import Parameters, groups


class StandingCosts:
    """Standing costs of what links the parts: no linkage for free.

    Parameters
    ----------
    communities_of : shape (S,)
        Communities of each street.

    Attributes
    ----------
    yuan : float
        Public money a day.
    hours : shape (n_desks,)
        Staff-hours a week of committees and street offices.
    """

    def __init__(self, parameters: Parameters, communities_of: Floats, organisations: Organisations) -> None:
        district, city, data = parameters.district, parameters.city, parameters.department
        of_data = data.data_share * data.data_running_cost + data.data_analytics * data.data_analytics_cost
        each = district.hub * district.hub_cost + city.platform * city.platform_cost + of_data
        each += (parameters.request.expert_support * parameters.request.expert_cost
                 + district.intervention * district.takeover_cost)
        self.yuan = float(parameters.town.districts * each) + organisations.yearly_yuan / DAYS_PER_YEAR
        at_streets = np.full(len(communities_of), parameters.department.common_plan * parameters.department.plan_hours)
        self.hours = np.concatenate([np.zeros(int(communities_of.sum())), at_streets])


def premiums_a_day(fund: groups.Fund, households: float) -> float:
    """Return the yuan a day that insured households pay (mech:W21)."""
    return fund.insurance_takeup * fund.insurance_premium * households / DAYS_PER_YEAR
