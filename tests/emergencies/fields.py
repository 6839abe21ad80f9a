"""Emergency fields to run: a small town in which much happens, in an everyday state that a test can change."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from coprod.fields.emergency import DayContext, EmergencyField
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.fields.emergency.incidents import Incidents
from coprod.kernel.incident import Incident
from coprod.kernel.records import Recorder
from coprod.kernel.shock import SHOCKS
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.town import build_town

SMALL = {"town.communities": 4, "town.streets": 2, "town.residents_per_community": 500}
OFTEN = {"incident.fire_rate": 40.0, "incident.arrest_rate": 100.0, "incident.lift_rate": 2.0,
         "incident.waterlogging_rate": 60.0, "incident.utility_rate": 40.0, "incident.disorder_rate": 40.0}
"""Rates at which 2,000 residents see what 60,000 usually do."""
NO_SHOCKS = {f"shock.{kind}_rate": 0.0 for kind in SHOCKS}
NEVER = dict.fromkeys(OFTEN, 0.0) | {"incident.branching": 0.0} | NO_SHOCKS
ALWAYS_DAY = {"approval.duty_day": 0.6, "approval.duty_night": 0.6, "crew.routine_share": 0.0}
"""With one chance of duty by day and night, and no routine work by day, a later hour never shortens a wait."""
PLENTY = {"crew.street_crews": 100, "crew.district_teams": 100, "crew.ambulances": 100, "approval.deputies": 20}
"""So much of everything that no incident waits for another."""


@cache
def town():
    return build_town(Parameters().replace(SMALL), Streams(1))


@dataclass(frozen=True, slots=True)
class PlainState(DayContext):
    """An everyday state, and the share of residents with a fresh skill on the register."""

    skilled_on_call: float = 0.0


def plain_state(volunteers=6.0, skilled_on_call=0.01, **changes):
    """Return an everyday state, the same in all communities; in each so many volunteers answer every call."""
    usual = {"desk_load": 0.7, "night_watch": 0.4, "alertness": 0.5, "patrols": 0.0, "facility": 0.4, "fund": 150_000.0}
    sizes = {"desk_load": 6}
    arrays = {name: np.full(sizes.get(name, 4), value, dtype=float) for name, value in usual.items()}
    for name, value in changes.items():
        arrays[name] = np.full(sizes.get(name, 4), value, dtype=float) if np.isscalar(value) else value
    start = town().start
    return PlainState(volunteers=lambda place, number, minute: np.arange(start[place], start[place] + int(volunteers)),
                      skilled_on_call=skilled_on_call, **arrays)


def field(seed=1, **changes):
    """Return a field and its recorder; changes are parameters ("crew__turnout") on top of frequent incidents."""
    parameters = Parameters().replace(SMALL | OFTEN | dotted(changes))
    recorder = Recorder()
    return EmergencyField(parameters, Streams(seed), town(), recorder), recorder


def let_know(skilled):
    """Give a share of the residents, spread evenly, a fresh skill that is on the register."""
    people = town().residents
    people.skilled[:] = people.registered[:] = np.arange(len(people)) * 0.618034 % 1 < skilled
    people.skill[:] = people.skilled


def dotted(changes):
    return {name.replace("__", "."): value for name, value in changes.items()}


def keywords(settings):
    """Return settings as keywords for :func:`run` and its like."""
    return {name.replace(".", "__"): value for name, value in settings.items()}


def run(days=120, seed=1, state=None, first_day=0, kind=INCIDENT, **changes):
    """Return the records of incidents (or of another kind) of some days, by id, and the days themselves."""
    live, recorder = field(seed, **changes)
    state = state or plain_state()
    let_know(state.skilled_on_call)
    taken = [live.run_day(day, state) for day in range(first_day, first_day + days)]
    records = recorder.columns(kind)
    order = np.argsort(records["id" if kind is INCIDENT else "incident"])
    return {name: column[order] for name, column in records.items()}, taken


def incidents(seed=1, **changes):
    """Return all that may strike the small town."""
    return Incidents(Parameters().replace(SMALL | OFTEN | dotted(changes)), Streams(seed), town())


@cache
def struck(days, seed=1, **changes):
    """Return the incidents of some days, those of shocks left out."""
    source = incidents(seed, **changes)
    return [incident for day in range(days) for incident in source.of_day(day, plain_state().triggered)]


def incident(kind, **changes):
    """Return one incident of a type, by code."""
    plain = {"id": 1, "type": kind, "community": 0, "minute": 720.0, "severity": 0.5, "source": 0, "parent": -1,
             "people": 2, "elders": 1, "vulnerable": 0, "witness": 0, "needs_entry": False, "asks_order": False,
             "off_template": False, "power_cut": False, "amount": 0.0}
    return Incident(**(plain | changes))
