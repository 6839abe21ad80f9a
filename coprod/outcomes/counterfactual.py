"""Counterfactuals 反事实: what avoidable loss was due to one signature, hand-off or missing item.

Read off the records of a run: the minutes that a cause added are taken from the time to control, and the avoidable loss is
reckoned anew by the rule of the model. Everything else stays as it was, so this says what that one cause did to that one
incident, not what a town without it would be like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.fields.emergency.incident_record import INCIDENT
from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.kernel.incident import Incident
from coprod.linkage.approvals import SIGNATURE
from coprod.linkage.departments import COORDINATION

if TYPE_CHECKING:
    from coprod.outcomes.observed_model import ObservedModel

KINDS = ("signature", "approval", "handoff", "item", "money", "crew")
"""What may have added minutes: one signature, all of the procedure, departments, supplies, money, no free crew."""
LEAST = 0.05
"""Minutes from which a cause is worth telling."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Minutes that one cause added to an incident, and the avoidable loss that they made, yuan."""

    kind: str
    """One of :data:`KINDS`."""
    minutes: float
    loss: float
    level: int = 0
    """Level of the signature, 0 if it is none …"""
    signer: int = 0
    """… and which of the level's signers, 0 is the first."""


@dataclass(frozen=True, slots=True)
class IncidentDiagnosis:
    """One incident, and what each cause did to it, the gravest first."""

    record: Mapping[str, Any]
    causes: tuple[Cause, ...]


def worst(model: ObservedModel, n: int) -> list[IncidentDiagnosis]:
    """Return the stories of the `n` incidents of greatest avoidable loss of a finished run, the greatest first."""
    table = model.recorder.columns(INCIDENT)
    order = np.argsort(-table["avoidable"], kind="stable")[:n]
    return [diagnose(model, {name: table[name][row].item() for name in table}) for row in order.tolist()]


def diagnose(model: ObservedModel, record: Mapping[str, Any]) -> IncidentDiagnosis:
    """Return what each cause did to the incident of a record."""
    causes = [Cause(kind, minutes, loss_by(model, record, minutes), *which)
              for kind, minutes, *which in _added(model, record) if minutes >= LEAST]
    return IncidentDiagnosis(record, tuple(sorted(causes, key=lambda cause: -cause.loss)))


def loss_by(model: ObservedModel, record: Mapping[str, Any], minutes: float) -> float:
    """Return the avoidable loss that the incident would not have caused under control so many minutes earlier."""
    return float(max(0.0, record["avoidable"] - avoidable_at(model, record, minutes)))


def avoidable_at(model: ObservedModel, record: Mapping[str, Any], sooner: float) -> float:
    """Return the avoidable loss had it been under control so many minutes sooner, what was saved of it in proportion."""
    field, incident = model.emergency_field, _incident(record)
    total = record["controlled"] - record["started"]
    was, then = (field.losses.of(incident, max(0.0, minutes)) for minutes in (total, total - sooner))
    damage = record["loss_yuan"] / was.yuan if was.yuan else 1.0
    harm = (record["loss_life_elders"] + record["loss_life_others"]) / was.lives if was.lives else 1.0
    hours = max(0.0, record["displaced_hours"] - record["displaced"] * sooner / MINUTES_PER_HOUR)
    return field.reference.avoidable(incident, then.without(1 - damage, 1 - harm), hours, field.reference.to(incident))


def alone(asked: NDArray[np.float64], signed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for every signature the minutes in which nobody else was waited for, shape (n,).

    One after the other, that is all of each; all at once, only the last one's lead over the one before.
    """
    edges = np.unique(np.concatenate([asked, signed]))
    middle, length = (edges[1:] + edges[:-1]) / 2, np.diff(edges)
    waiting = (asked[:, None] < middle) & (middle < signed[:, None])
    return np.asarray(waiting @ (length * (waiting.sum(axis=0) == 1)))


def bare_handed(action: float, short: float, slower: float) -> float:
    """Return the minutes of an action of `action` minutes that lacking a share of the supplies added.

    The action took work · (1 + slower · short), so that much of it was for want of supplies.
    """
    return action * slower * short / (1 + slower * short)


def _added(model: ObservedModel, record: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Yield kind and minutes of everything that may have delayed an incident, signatures with level and signer."""
    parameters = model.parameters
    yield from _signatures(model, record)
    yield "approval", record["approval_delay"]
    idle_gap, avoidable = _coordination(model, record["id"])
    yield "handoff", avoidable
    action = max(0.0, record["controlled"] - record["arrived"] - idle_gap)
    yield "item", bare_handed(action, record["supply_short"], parameters.crew.bare_hands)
    yield "money", parameters.incident.advance_wait * (record["unfunded_yuan"] > 0)
    yield "crew", record["crew_wait"]


def _signatures(model: ObservedModel, record: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the signatures of an incident; those of one signer in several rounds are added up.

    Beside a rescue service that set out at once a signature delays control by its share of what all of approval did.
    """
    table = model.recorder.columns(SIGNATURE)
    rows = np.flatnonzero(table["incident"] == record["id"]) if record["levels"] else np.array([], dtype=int)
    minutes: dict[tuple[int, int], float] = {}
    for row, own in zip(rows.tolist(), alone(table["asked"][rows], table["signed"][rows]).tolist(), strict=True):
        who = int(table["level"][row]), int(table["signer"][row])
        minutes[who] = minutes.get(who, 0.0) + own
    made = min(1.0, record["approval_delay"] / record["approval_minutes"]) if record["approval_minutes"] else 1.0
    for (level, signer), own in minutes.items():
        yield "signature", own * made, level, signer


def _coordination(model: ObservedModel, incident: int) -> tuple[float, float]:
    """Return the minutes that a crew stood waiting for departments, and those that clear duty would have saved."""
    table = model.recorder.columns(COORDINATION)
    rows = np.flatnonzero(table["incident"] == incident)
    return float(table["idle_gap"][rows].sum()), float(table["avoidable"][rows].sum())


def _incident(record: Mapping[str, Any]) -> Incident:
    """Return the incident of a record, as far as its loss depends on it."""
    as_recorded = ("id", "type", "community", "severity", "source", "parent", "people", "elders", "vulnerable",
                   "needs_entry", "asks_order", "off_template", "power_cut", "amount", "scale")
    return Incident(minute=record["started"], witness=0, **{name: record[name] for name in as_recorded})
