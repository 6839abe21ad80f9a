"""What the parts of a model have worked out from levers, worked out anew when a policy changes them in the middle of a run.

Most levers are read when they are needed. The others stand in :data:`WORKED_OUT` or :data:`SERVERS`: what is worked out from
them once. When a policy changes one of those, a town is made with the new values, and just these numbers are taken over from
it; what has happened so far (stocks, staff who have left, queues, habits, memories) stays as it is.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import Any

import numpy as np

from coprod.parameters import Parameters
from coprod.parameters.model import group_models

_STAFF = ("staff.count", "staff.street_per_community", "staff.sink")
_BLAME = ("accountability.action", "accountability.inaction", "accountability.passed_down", "accountability.platform",
          "approval.tolerance")
_PAID = ("points.reward", "points.price")
_LINKED = ("request.expert_support", "department.data_share", "department.data_analytics", "district.hub",
           "district.intervention", "city.platform", "volunteer.ngo_density")
_LADDER = ("approval.levels", "approval.threshold", *(f"approval.threshold_{level}" for level in (2, 3, 4, 5)))
_DATA = ("department.data_share", "department.data_stores", "department.data_standard", "city.platform")
_READY = ("crew.street_crews", "crew.kit_level", "crew.standing_team", "infrastructure.backup", "infrastructure.sat_phone",
          "infrastructure.space_onestop", "city.escalation_in_force", "city.escalation_city_teams")
_FORESEEN = ("department.data_analytics", "department.data_share", "patrol.map_quality", "warning.skill", "warning.lead")
_OWNED = ("department.ownership_gap", "department.ownership_overlap")
_STANDING = (*_STAFF, "staff.pay", "fund.insurance_takeup", *_LINKED, *_READY)

WORKED_OUT: Mapping[str, tuple[str, ...]] = {
    "_study_hours": (*_STAFF, "staff.training", "request.authority_training", "approval.plan_update_rate"),
    "costs._standing": _STANDING,
    "costs._standing_totals": _STANDING,
    "desks._most_overtime": (*_STAFF, "staff.overtime_cap"),
    "desks.regular_hours": _STAFF,
    "desks.staff": _STAFF,
    "emergency_field.accountability._calm": _BLAME,
    "emergency_field.accountability._tolerance": ("approval.tolerance",),
    "emergency_field.accountability.fear": _BLAME,
    "emergency_field.aftermath._aid": ("society.trust_psych_aid",),
    "emergency_field.aftermath._talk.official": ("warning.rumour_official",),
    "emergency_field.at_hand._left": _PAID,
    "emergency_field.at_hand._recognition": ("points.recognition",),
    "emergency_field.departments.owners": _OWNED,
    "emergency_field.departments.works_together": ("department.joint_office", "district.hub"),
    "emergency_field.escalation._fear": _BLAME,
    "emergency_field.escalation._notice": ("city.platform",),
    "emergency_field.escalation.daily_cost": ("city.escalation_in_force", "city.escalation_city_teams"),
    "emergency_field.imbalance": ("staff.soft_share",),
    "emergency_field.incidents._ask_share": ("approval.ask_share",),
    "emergency_field.inquiries._passed_down": ("accountability.passed_down",),
    "emergency_field.inquiries._tolerance": ("approval.tolerance",),
    "emergency_field.ladder._cases_per_quarter": ("approval.ask_share",),
    "emergency_field.ladder._limits": _LADDER,
    "emergency_field.ladder.minutes": ("approval.service_time",),
    "emergency_field.ladder.thresholds": _LADDER,
    "emergency_field.lifelines.daily_cost": ("infrastructure.backup", "infrastructure.sat_phone"),
    "emergency_field.lifelines.has_phone": ("infrastructure.sat_phone",),
    "emergency_field.passing_up._tolerance": ("approval.tolerance",),
    "emergency_field.recovery.money.yearly": ("resilience.repair_budget",),
    "emergency_field.reserves._aid._agreed": ("district.mutual_aid",),
    "emergency_field.reserves._aid._refusal": ("directive.target_competition",),
    "emergency_field.responses.situations[*].pool": ("warning.response_pool",),
    "emergency_field.reviews._quality": ("society.learning_review",),
    "emergency_field.sensors._rate": ("society.tech_sensors",),
    "emergency_field.staff._people": _STAFF,
    "emergency_field.warnings.audience.in_person": ("society.tech_reliance",),
    "emergency_field.warnings.forecasts.skill": _FORESEEN,
    "funds.granted": ("fund.cap", "hazard.prevention_share"),
    "information._days": _DATA,
    "information._withholding": ("directive.target_competition",),
    "information.graphs": _DATA,
    "means._hourly": ("staff.pay",),
    "means.budgets.granted": ("mandate.street_budget", "mandate.district_budget"),
    "organisations._reach": ("volunteer.ngo_density",),
    "organisations.yearly_yuan": ("volunteer.ngo_density",),
    "participation._substance": ("society.civic_empowerment",),
    "patrol._campaign": ("patrol.campaign",),
    "patrol._steady": ("patrol.rate", "patrol.campaign"),
    "patrol.map_hours": ("patrol.map_quality",),
    "patrol.sharpness": ("staff.kpi_weight", "request.expert_support", "patrol.checklist"),
    "prevention._yearly": ("fund.cap", "hazard.prevention_share"),
    "prevention.share": ("hazard.prevention_share",),
    "rectification._thresholds": _LADDER,
    "rectification.powers._enforcement": ("staff.enforcement",),
    "rectification.powers._owners": _OWNED,
    "rectification.powers.skill": ("request.authority_skill", "request.authority_training"),
    "reports._saved": _DATA,
    "request_process._department_days": ("request.authority_whistle",),
    "requests.traits.granted": ("staff.enforcement",),
    "requests.traits.granted_street": ("request.street_power",),
    "rules._rules[committee.accept].rule._share": ("request.backstop",),
    "rules._rules[committee.bypass].rule._rule": ("approval.bypass_rule",),
    "social_state.trust._leak_rate": ("society.tech_reliance",),
    "social_state.trust.aid_hours": ("society.trust_psych_aid",),
    "staff_lending._movable": (*_STAFF, "mandate.mobile_share"),
    "standing_costs.hours": ("department.common_plan",),
    "standing_costs.yuan": _LINKED,
    "teams._zeal": ("staff.pay", "staff.kpi_weight"),
    "teams.turnover": ("staff.pay", "staff.turnover"),
    "volunteer_corps._left": _PAID,
    "volunteer_corps._recognition": ("points.recognition",),
}
"""What is worked out once, as a path from the model, and the levers that it is worked out from."""

SERVERS: Mapping[str, str] = {
    "emergency_field.ladder._posts": "approval.deputies",
    "emergency_field.departments._stations": "department.officers",
    "emergency_field.departments._centres": "district.hub_desks",
    "emergency_field.escalation.teams": "city.escalation_city_teams",
}
"""Stations, made when first needed, and the lever that says how many serve there."""
DRAWN_AHEAD: Mapping[str, tuple[str, ...]] = {
    "directives": ("directive.rate", "directive.ledger_auto", "directive.conflict", "directive.merge"),
    "requests": ("staff.enforcement", "request.street_power", "request.mandate_growth", "request.authority_whistle"),
}
"""Parts that draw what is to come for some weeks at once, and the levers that this hangs on: they draw it anew."""
CREWS = ("crew.street_crews", "crew.district_teams", "crew.ambulances")
"""Crews, of which those that are out come back before they are withdrawn."""
_KEPT = 8
"""Towns with other values whose numbers are kept, for policies that come and go."""
_STEP = re.compile(r"([^.\[\]]+)|\[([^\]]+)\]")


class Renewal:
    """Carries new values into the parts of one model.

    Parameters
    ----------
    model : CoproductionModel
        Whose ``parameters`` are its own: they are changed in place, so that whoever holds a group of them sees it.
    """

    def __init__(self, model: Any) -> None:
        self._model = model
        self._kept: OrderedDict[str, dict[str, Any]] = OrderedDict()

    def to(self, nominal: Parameters, effective: Parameters) -> None:
        """Let all parts go on with the `effective` values of what was decided, `nominal`."""
        changed = _put(self._model.parameters, effective)
        paths = [path for path, levers in WORKED_OUT.items() if not changed.isdisjoint(levers)]
        if paths:
            numbers = self._numbers(nominal)
            for path in paths:
                for (owner, name), value in zip(places(self._model, path), numbers[path], strict=True):
                    _take_over(owner, name, value)
        for path, lever in SERVERS.items():
            if lever in changed:
                for station in _stations(self._model, path):
                    station.resize(effective.value(lever))
        for path, levers in DRAWN_AHEAD.items():
            if not changed.isdisjoint(levers):
                for part, name in places(self._model, path):
                    getattr(part, name).forget()
        if not changed.isdisjoint(CREWS):
            self._model.emergency_field.crews.resize()

    def _numbers(self, nominal: Parameters) -> dict[str, Any]:
        """Return what a town with these values works out, by path."""
        digest = nominal.digest()
        if digest not in self._kept:
            other = type(self._model)(nominal, rng=self._model.base_seed, rules=self._model.rules.given)
            self._kept[digest] = {path: [_get(*place) for place in places(other, path)] for path in WORKED_OUT}
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(digest)
        return self._kept[digest]


def places(model: Any, path: str) -> Iterator[tuple[Any, str]]:
    """Yield owners and name of what a path leads to, ``[*]`` to every element of a list.

    It leads to nothing where a rule of the user's own has no such attribute.
    """
    owners, steps = [model], _STEP.findall(path)
    for name, key in steps[:-1]:
        owners = [part for owner in owners for part in (owner if key == "*" else [owner[key] if key else getattr(owner, name)])]
    last = steps[-1][0]
    yield from ((owner, last) for owner in owners if hasattr(owner, last))


def _get(owner: Any, name: str) -> Any:
    return getattr(owner, name)


def _put(held: Parameters, wanted: Parameters) -> set[str]:
    """Write the values of `wanted` into the groups of `held`; return the keys of those that were others."""
    changed = set()
    for group in group_models():
        mine, new = getattr(held, group).__dict__, getattr(wanted, group).__dict__
        for name in [name for name, value in new.items() if mine[name] != value]:
            mine[name] = new[name]
            changed.add(f"{group}.{name}")
    return changed


def _take_over(owner: Any, name: str, value: Any) -> None:
    """Put a number, or an array into the very array that others may hold."""
    held = getattr(owner, name)
    if isinstance(held, np.ndarray) and isinstance(value, np.ndarray) and held.shape == value.shape and held.flags.writeable:
        held[...] = value
    elif isinstance(held, list) and isinstance(value, list):
        held[:] = value
    else:
        object.__setattr__(owner, name, copy(value))  # some owners are frozen for everybody else


def _stations(model: Any, path: str) -> Iterable[Any]:
    ((owner, name),) = places(model, path)
    found = getattr(owner, name)
    return found.values() if isinstance(found, dict) else [found]
