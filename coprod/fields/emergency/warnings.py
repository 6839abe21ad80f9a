"""Warnings 预警 to action: from a sign to a response level, duty, crews, doors and evacuation (mech:W01–mech:W03, mech:W22).

One process for every district that is warned: sign, warning, response level, duty order, crews and goods placed beforehand,
then in every community callers at the doors and evacuation, each with its minute and its hours; and an end. What has been
reached by the minute at which an incident begins is what the warning saves of it. A day without a warning costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from math import inf, nan
from typing import Any

import numpy as np
from simpy.events import Event

from coprod.agents.forewarned import Doors, Signals
from coprod.agents.signing import Case
from coprod.fields.emergency.alerts import Alert, Campaign
from coprod.fields.emergency.audience import ORGANISATIONS, RESIDENTS, SITES, Audience, share
from coprod.fields.emergency.evacuation import evacuate
from coprod.fields.emergency.forecast import Forecasts, Threat
from coprod.fields.emergency.knocking import OF_WARNING, callers_of, doors_of, knock
from coprod.fields.emergency.preposition import Preposition
from coprod.fields.emergency.warning_record import WARNING
from coprod.fields.emergency.warning_setting import WarningSetting
from coprod.kernel.arrays import Floats
from coprod.kernel.calendar import MINUTES_PER_DAY, MINUTES_PER_HOUR, is_night
from coprod.kernel.incident import CHANCE, SCRIPT, SHOCK, Incident
from coprod.kernel.purposes import Purpose
from coprod.kernel.shock import STORM, Shock
from coprod.kernel.streams import Streams
from coprod.linkage.borders import neighbours
from coprod.parameters.codes import ARREST, INJURY, WATERLOGGING

__all__ = ["WARNING", "Alert", "Campaign", "Warnings"]

Steps = Generator[Event, Any, None]
STRUCK = 0.5
"""What a community must feel, relative to a mean shock, for a warning to have come true."""
URGENT = 30.0
"""Urgency of a case for evacuation, as of an incident whose golden window is half an hour, minutes."""


class Warnings:
    """The warning centre and those who act on what it says."""

    def __init__(self, setting: WarningSetting, streams: Streams) -> None:
        p = setting.parameters
        self.warning, self._aid, self._field, self._streams = p.warning, p.district, setting, streams
        self._district_of, self._n_districts = np.asarray(setting.town.communities.district), p.town.districts
        self.forecasts = Forecasts(p, streams, self._district_of)
        self.audience = Audience(p, streams, setting.town, setting.rules["resident.heed"])
        self.preposition = Preposition(setting)
        self._warn = setting.rules["department.warn"]
        self.active: dict[int, list[tuple[Campaign, Alert]]] = {}
        """Warnings in force, by community."""
        self._emotion: Floats = np.zeros(self._district_of.size)

    def day(self, day: int, incidents: Iterable[Incident], emotion: Floats, shocks: Iterable[Shock] = ()) -> None:
        """Read the signs of today, and begin to warn where they are strong.

        Parameters
        ----------
        incidents, shocks : what strikes today, and what comes within the horizon of forecasts
        emotion : shape (C,), how alarmed each community is
        """
        self._emotion = emotion
        if not self.warning.issued:
            return
        for threat in self.forecasts.of_day(day, incidents, shocks):
            self._foresee(day, threat)

    def _foresee(self, day: int, threat: Threat) -> None:
        """Decide who is warned of a threat; what strikes without a warning is recorded as missed."""
        levels = np.asarray(self._warn(self.forecasts.signals(threat, np.arange(self._district_of.size))))
        struck = threat.strength >= STRUCK
        for community in np.flatnonzero(struck & (levels == 0)).tolist():
            self._miss(day, threat, community)
        if not levels.any():
            return
        earlier = self._shared(levels > 0)
        for district in np.unique(self._district_of[levels > 0]).tolist():
            here = np.flatnonzero((self._district_of == district) & (levels > 0)).tolist()
            signal, strikes = self._minutes(day, threat, here, self.forecasts.lead(threat, district) * earlier[district])
            campaign = Campaign(threat.address * self._n_districts + district, district, threat,
                                {community: int(levels[community]) for community in here}, strikes, signal,
                                max(strikes, threat.ends) + self.warning.lapse * MINUTES_PER_HOUR)
            self._field.env.process(self._run(campaign))

    def signals_today(self, day: int, district: int) -> Signals:
        """Return the signs that can be read in a district on a day on which nothing comes."""
        quiet = self.forecasts.nothing(day)
        return self.forecasts.signals(quiet, np.flatnonzero(self._district_of == district))

    def doors(self, community: int) -> Doors:
        """Return the doors at which callers would knock in a community."""
        return doors_of(self._field, self.audience, self.audience.adults(community))[1]

    def _run(self, c: Campaign) -> Steps:
        """Warn a district and act on the warning until it is over."""
        env, w, field_ = self._field.env, self.warning, self._field
        yield env.timeout(max(0.0, c.signal - env.now))
        c.signal = env.now
        yield env.timeout(w.publish_minutes)
        c.warned = env.now
        for community, level in c.levels.items():
            self._publish(c, community, level)
        in_force = field_.responses.warn(c.district, c.id, c.levels)
        if in_force is not None:
            yield in_force
        situation = field_.responses.situations[c.district]
        if situation.level:
            c.declared = env.now
        if situation.level >= w.duty_level:
            yield env.timeout(w.duty_minutes)
            if field_.responses.order_duty(c.district):
                c.duty = env.now
        env.process(self._stand_by(c))
        for alert in c.alerts.values():
            if max(alert.level - w.door_level, alert.level - w.evacuate_level) >= 0:
                env.process(self._call(c, alert))
        yield env.timeout(max(0.0, c.ends - env.now))
        self._close(c)

    def _publish(self, c: Campaign, community: int, level: int) -> None:
        """Publish a warning in a community: by app and loudspeaker to residents, by telephone to sites and organisations."""
        w, now, call = self.warning, self._field.env.now, self._address(c, community)
        response = self.audience.respond(community, call, float(self._emotion[community]))
        response.begin(now)
        sites = (self.audience.site_ready(SITES, community, call, now),
                 self.audience.site_ready(ORGANISATIONS, community, call, now))
        struck = bool(c.threat.strength[community] >= STRUCK)
        strikes = float(c.threat.strikes[community]) if struck else c.strikes
        alert = c.alerts[community] = Alert(community, level, strikes, struck, response, sites)
        self.active.setdefault(community, []).append((c, alert))
        self._field.work(community, w.calls * w.call_minutes / MINUTES_PER_HOUR)

    def _stand_by(self, c: Campaign) -> Steps:
        """Place crews and goods beforehand."""
        crews = yield from self.preposition.order(c.district, c.id, c.threat.kind, c.levels)
        if crews:
            c.standby = self._field.env.now
        if not self._is_on(c):
            self.preposition.end(c.id)

    def _call(self, c: Campaign, alert: Alert) -> Steps:
        """Knock at doors, and evacuate, as far as the level of the warning says."""
        env, w = self._field.env, self.warning
        yield env.timeout(w.muster_minutes)
        evacuates = alert.level >= w.evacuate_level and c.threat.kind == STORM and w.evacuate_exposed > 0
        if self._is_on(c) and alert.level >= w.door_level and w.callers and w.door_knock:
            address = self._address(c, alert.community)
            alert.round = knock(self._field, self.audience, alert.community, alert.response, address, env.now, evacuates)
        if self._is_on(c) and evacuates:
            yield from self._evacuate(c, alert)

    def _evacuate(self, c: Campaign, alert: Alert) -> Steps:
        """Ask for authorisation where the response level does not do without, and begin to move people (mech:P10)."""
        asked, community = self._field.env.now, alert.community
        if not self._field.responses.need_not_ask(community):
            case = Case(OF_WARNING + self._address(c, community), community, alert.level / 4, URGENT, asks_order=True)
            yield from self._field.ladder.decide(case)
        if self._is_on(c):
            callers = callers_of(self._field, community, self._address(c, community), self._field.env.now)
            alert.evacuation = evacuate(self._field, community, alert.response, alert.round, callers, self._field.env.now)
            alert.evacuation.asked = asked

    def saved(self, incident: Incident) -> tuple[float, float]:
        """Return the shares of damage and of harm to people that warnings save of an incident that begins now.

        Of water that comes by itself, not because of a hidden hazard or another incident; and of falls, heat strokes and the
        like that the weather brings.
        """
        in_force = self.active.get(incident.community)
        of_shock = incident.source == SHOCK
        if not in_force or not (of_shock or incident.source in (CHANCE, SCRIPT)):
            return 0.0, 0.0
        if incident.type == WATERLOGGING:
            found = [alert.saves_of_water(self.warning, incident.minute) for c, alert in in_force if c.threat.kind == STORM]
        elif of_shock and incident.type in (ARREST, INJURY):
            found = [(0.0, alert.saves_of_weather(self.warning, c.threat.kind, incident.minute)) for c, alert in in_force]
        else:
            return 0.0, 0.0
        return max((damage for damage, _ in found), default=0.0), max((life for _, life in found), default=0.0)

    def _close(self, c: Campaign) -> None:
        """End a warning: all clear, crews and goods go back, people go home, and everybody remembers whether it came true."""
        stood_by = self.preposition.end(c.id)
        self._field.responses.all_clear(c.district, c.id)
        for alert in c.alerts.values():
            here = self.active[alert.community]
            here[:] = [pair for pair in here if pair[1] is not alert]
            if not here:
                del self.active[alert.community]
            self._field.shelters.let_go(alert.community, alert.evacuation.sheltered)
            self._note(c, alert, stood_by / len(c.alerts))
            for receiver, (answers, _) in ((RESIDENTS, (True, inf)), (SITES, alert.sites[0]), (ORGANISATIONS, alert.sites[1])):
                if answers:
                    self.audience.learn(alert.community, receiver, alert.struck)

    def _note(self, c: Campaign, alert: Alert, stood_by: float) -> None:
        """Book the hours that a warning took in a community, and record what became of it."""
        w, r, out, at = self.warning, alert.response, alert.evacuation, alert.strikes
        staff_hours, citizen_hours, surged_hours = self._hours(c, alert)
        self._field.work(alert.community, staff_hours + w.response_supervision * surged_hours)
        self._field.responses.book(alert.community, surged_hours)
        self._field.tally.citizen_hours[alert.community] += citizen_hours
        size = float(self._field.town.communities.residents[alert.community] / self._field.mean_residents)
        costs = (w.site_cost, w.organisation_cost)
        self._field.recorder.append(
            WARNING, day=int(c.signal // MINUTES_PER_DAY), community=alert.community, kind=c.threat.kind, level=alert.level,
            issued=True, struck=alert.struck, signal=c.signal, warned=c.warned, declared=c.declared, duty=c.duty,
            standby=c.standby, knocking=alert.round.began if alert.round.who.size else nan, authorised=out.authorised,
            strikes=at, ended=c.ends, lead=max(0.0, at - c.warned) / MINUTES_PER_HOUR, reached=share(r.reached),
            reached_elders=share(r.reached[r.elder]), noticed=share(r.noticed), believed=share(r.believed),
            acted=r.acted(at), credibility=self.audience.credibility(alert.community),
            heed_yuan=float(np.isfinite(r.ready).sum()) * w.heed_cost,
            site_acted=alert.sites[0][1] <= at, organisation_acted=alert.sites[1][1] <= at,
            site_yuan=sum(size * cost for cost, (_, ready) in zip(costs, alert.sites, strict=True) if np.isfinite(ready)),
            callers=alert.round.callers.all, doors=alert.round.doors, doors_reached=alert.round.by(at),
            staff_hours=staff_hours + w.calls * w.call_minutes / MINUTES_PER_HOUR, citizen_hours=citizen_hours,
            exposed=out.exposed, moved=out.moved(at), refused=out.refused, left_behind=out.left_behind(at),
            displaced_hours=out.hours_away(c.ends), standby_hours=stood_by)

    def _hours(self, c: Campaign, alert: Alert) -> tuple[float, float, float]:
        """Return the hours of staff, volunteers and party members: knocking, carrying; of staff, night duty if more."""
        staff, knocks, out = self._field.parameters.staff, alert.round, alert.evacuation
        minutes = max(0.0, c.ends - knocks.began) if knocks.doors else 0.0
        worked = min(knocks.callers.all * minutes, knocks.doors * self.warning.door_minutes)
        worked += np.count_nonzero(out.carried <= c.ends) * self.warning.carry_minutes
        of_staff, given, surged = knocks.callers.hours(worked)
        if c.duty == c.duty and is_night(c.duty):
            size = float(self._field.town.communities.residents[alert.community] / self._field.mean_residents)
            more = self._field.responses.on_post(alert.community, staff.post_night) - staff.post_night
            of_staff = max(of_staff, more * staff.count * size * max(0.0, c.ends - c.duty) / MINUTES_PER_HOUR)
        return of_staff, given, surged

    def _miss(self, day: int, threat: Threat, community: int) -> None:
        nothing = dict.fromkeys(WARNING.fields, 0.0) | dict.fromkeys(
            ("signal", "warned", "declared", "duty", "standby", "knocking", "authorised", "ended"), nan)
        self._field.recorder.append(WARNING, **nothing | {
            "day": day, "community": community, "kind": threat.kind, "struck": True,
            "strikes": threat.strikes[community], "credibility": self.audience.credibility(community)})

    def _minutes(self, day: int, threat: Threat, here: list[int], lead: float) -> tuple[float, float]:
        """Return the minute of the sign, and of the strike: as it comes, or as foreseen where nothing does."""
        for minutes in (threat.strikes[here], threat.strikes):
            if not np.isnan(minutes).all():
                return float(np.nanmin(minutes)) - lead, float(np.nanmin(minutes))
        signal = (day + self._streams.uniform_scalar(Purpose.WARNING_HOUR, day)) * MINUTES_PER_DAY
        return signal, signal + lead

    def _shared(self, warned: np.ndarray) -> Floats:
        """Return by what factor each district is warned earlier, as neighbouring districts warn as well (mech:D01)."""
        aid = self._aid
        if not aid.mutual_aid:
            return np.ones(self._n_districts)
        warning = np.bincount(self._district_of, warned, minlength=self._n_districts) > 0
        next_to = [any(warning[side] for side in neighbours(one, self._n_districts)) for one in range(self._n_districts)]
        return np.asarray(1 + aid.mutual_aid * aid.warning_gain * np.array(next_to))

    def _address(self, c: Campaign, community: int) -> int:
        return c.threat.address * self._district_of.size + community

    def _is_on(self, c: Campaign) -> bool:
        return self._field.env.now < c.ends
