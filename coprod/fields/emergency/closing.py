"""Closing an incident process 结案: the record of an incident, and its loss without this or that (note:B8, RDL)."""

from __future__ import annotations

from functools import partial
from math import nan

from coprod.fields.emergency.authorisation_stage import AuthorisationStage
from coprod.fields.emergency.incident_record import INCIDENT, NOBODY
from coprod.fields.emergency.incident_state import IncidentState
from coprod.fields.emergency.loss import UNATTENDED, Loss
from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.kernel.ended import Ended
from coprod.kernel.purposes import Purpose
from coprod.linkage.acts import ENTRY, MONEY
from coprod.parameters.codes import ARREST


def close(process: AuthorisationStage) -> None:
    """Write the record: the times, and the loss as it was and had approval, deferral or other incidents not been."""
    e, i, d, field = process, process.incident, process.decision, process.field
    approval, total = process.delay_by(e.approval_minutes), e.controlled - i.minute
    cpr = e.first_minute - i.minute if i.type == ARREST and e.first_responder != NOBODY else None
    in_hand = min(total, cpr) if cpr is not None else total
    loss_after = partial(loss_if_controlled, process, cpr=cpr)
    loss = loss_after(total)

    def sooner(minutes: float) -> float:
        """Return the loss so many minutes sooner: never more, though CPR may seem to help the more the longer it lasts."""
        return min(loss.total, loss_after(total - minutes).total) if minutes else loss.total

    reference = field.reference.to(i)

    def avoidable(minutes: float) -> float:
        """Return the avoidable loss under control and at home so many minutes sooner."""
        after = loss if not minutes else loss_after(total - minutes)
        return field.reference.avoidable(i, after, hours_away(process, minutes), reference)

    hindered = (e.controlled - e.arrived) * (1 - 1 / (1 + field.parameters.incident.compound * e.others))
    idle = approval if e.uniform(Purpose.HANDLING_ABLE) < field.parameters.crew.able_share else 0.0
    first = e.arrived if e.first_responder == NOBODY else min(e.first_minute, e.arrived)
    decided = bool(e.acts & (MONEY | ENTRY))
    hit, without_delay = in_hand <= e.need.window, avoidable(0.0)
    field.tally.end(Ended(
        i.id, i.type, i.community, i.minute, i.severity, loss.lives, loss.injuries, loss.yuan, without_delay, i.people,
        e.displaced, hit, approval))
    field.news.add(i, field.losses.size(i), hit=hit)
    field.recorder.append(
        INCIDENT, id=i.id, type=i.type, source=i.source, parent=i.parent, shock=i.shock,
        community=i.community, scale=i.scale,
        severity=i.severity, night=i.is_night, power_cut=i.power_cut, started=i.minute, detected=e.detected,
        reported=e.reported, approved=e.approved, dispatched=e.dispatched, arrived=e.arrived,
        controlled=e.controlled, recovered=e.env.now, approval_minutes=e.approval_minutes, approval_delay=approval,
        professional=e.is_professional, acts_asked=e.acts,
        hesitation_minutes=d.hesitation, idle_minutes=idle, levels=d.levels, rounds=min(d.rounds, 255),
        amount=i.amount, needs_entry=i.needs_entry, asks_order=i.asks_order, off_template=i.off_template,
        deferred_minutes=e.deferred, owner_changes=e.owner_changes,
        delegated=decided and d.levels == 0 and not d.bypassed, bypassed=d.bypassed, false_bypass=d.false_bypass,
        punished=d.punished, misuse_yuan=d.misuse_yuan, paid_yuan=e.paid, unfunded_yuan=e.unfunded,
        noticed_by=e.noticed_by, residents_acted=e.n_acted,
        brought_out=e.brought_out, picture_gap=e.gap, wrong_help=e.wrong_help, misdirected_minutes=e.misdirected,
        first_responder=e.first_responder, first_action=first - i.minute, crew=e.crew, crew_wait=e.crew_wait,
        routine_minutes=e.from_routine, answer_minutes=e.answering, met=e.is_met,
        access_minutes=e.access, isolated_minutes=e.isolated, supply_short=e.supply_short, people=i.people,
        elders=i.elders, vulnerable=i.vulnerable, window=e.need.window, hit=hit,
        hit_without_approval=min(in_hand, total - approval) <= e.need.window,
        survival=field.losses.survival(total, cpr) if i.type == ARREST else nan, loss_yuan=loss.yuan,
        loss_life_elders=loss.elders, loss_life_others=loss.others, loss_life_vulnerable=loss.vulnerable,
        injuries=loss.injuries, loss=loss.total,
        loss_unattended=max(loss.total, loss_if_controlled(process, UNATTENDED).total),
        loss_without_approval=sooner(approval),
        loss_without_deferral=sooner(process.delay_by(e.deferred)),
        loss_alone=sooner(hindered), compound=min(e.others, 255),
        displaced=e.displaced, unsheltered=e.displaced - e.sheltered, displaced_hours=hours_away(process),
        reference_minutes=reference.minutes, reference_yuan=reference.loss.yuan, reference_lives=reference.loss.lives,
        reference_injuries=reference.loss.injuries, reference_hours=reference.hours,
        avoidable=without_delay, avoidable_without_approval=avoidable(approval))


def hours_away(process: IncidentState, sooner: float = 0.0) -> float:
    """Return the person-hours that those who had to leave were away, had they been home so many minutes sooner."""
    if not process.displaced:
        return 0.0
    minutes = process.env.now - process.incident.minute - sooner
    return process.displaced * minutes / MINUTES_PER_HOUR


def loss_if_controlled(process: IncidentState, minutes: float, cpr: float | None = None) -> Loss:
    """Return the loss if under control after `minutes`, less what warnings and citizens saved (mech:W01, mech:W21)."""
    loss = process.field.losses.of(process.incident, minutes, cpr)
    if process.saved_damage or process.saved_life or process.brought_out:
        loss = loss.without(process.saved_damage, 1 - (1 - process.saved_life) * (1 - process.brought_out))
    return loss.with_damage(process.field.parameters.fund.insurance_moral_hazard) if process.is_insured() else loss
