"""Incidents as the page shows them: the minutes of every phase, every signature, and the loss with and without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.kernel.calendar import MINUTES_PER_DAY, MINUTES_PER_HOUR
from coprod.laboratory.timeline import OFFICES
from coprod.parameters import Parameters
from coprod.parameters.codes import INCIDENT_TYPES
from coprod.parameters.policy import names

if TYPE_CHECKING:
    from coprod.model import CoproductionModel

MARKS = ("detected", "reported", "approved", "dispatched", "arrived", "controlled")
"""Moments of an incident, told in minutes after it began."""

_NEEDS_LIFT = {"lift_entrapment", "waterlogging"}


def incidents_of(model: CoproductionModel) -> tuple[dict[str, Any], ...]:
    """Return the closed incidents of a run, in order of beginning, ready to be sent to the browser."""
    kinds = {kind.name: kind for kind in model.recorder.kinds()}
    if "incident" not in kinds:
        return ()
    table = model.recorder.columns(kinds["incident"])
    signatures = _signatures(model.recorder.columns(kinds["signature"])) if "signature" in kinds else {}
    fields = kinds["incident"].fields
    rows = np.argsort(table["started"], kind="stable")
    return tuple(_incident(table, fields, row, signatures, model) for row in rows.tolist())


def outages_of(model: CoproductionModel) -> list[dict[str, Any]]:
    """Return the services that failed: which, in which community, from which minute to which."""
    kinds = {kind.name: kind for kind in model.recorder.kinds()}
    if "outage" not in kinds:
        return []
    table, services = model.recorder.columns(kinds["outage"]), kinds["outage"].fields["service"].codes
    rows = zip(*(table[name].tolist() for name in ("community", "service", "failed", "restored")), strict=True)
    return [
        {"community": community, "service": services[service], "from": round(failed, 1), "until": round(restored, 1)}
        for community, service, failed, restored in rows
    ]


def policies_of(model: CoproductionModel) -> list[dict[str, Any]]:
    """Return when policies in time began and ended: day, what happened, and the name of the policy."""
    kinds = {kind.name: kind for kind in model.recorder.kinds()}
    if "policy_change" not in kinds:
        return []
    table, events = model.recorder.columns(kinds["policy_change"]), kinds["policy_change"].fields["event"].codes
    named = names(model.nominal_parameters.policies)
    rows = zip(*(table[name].tolist() for name in ("day", "policy", "event")), strict=True)
    return [{"day": day, "event": events[event], "name": named[policy]}
            for day, policy, event in rows if events[event] in ("begins", "ends")]


def scripted_of(parameters: Parameters, incidents: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the incident of the first scripted event, or else the first that a scripted shock brought, if it is among these."""
    if not parameters.events:
        begins = min((one.day * MINUTES_PER_DAY + one.hour * MINUTES_PER_HOUR for one in parameters.shocks), default=None)
        brought = (one for one in incidents if begins is not None and one["source"] == "shock" and one["start"] >= begins)
        return next(brought, None)
    event = parameters.events[0]
    minute = event.day * MINUTES_PER_DAY + event.hour * MINUTES_PER_HOUR
    mine = [
        one
        for one in incidents
        if one["source"] == "script" and one["type"] == event.type and abs(one["start"] - minute) < 1
    ]
    return mine[0] if mine else None


def _incident(
    table: Mapping[str, NDArray[Any]],
    fields: Any,
    row: int,
    signatures: dict[int, list[dict[str, Any]]],
    model: CoproductionModel,
) -> dict[str, Any]:
    one = {name: table[name][row].item() for name in table}
    started, kind = one["started"], INCIDENT_TYPES[one["type"]]
    return {
        "id": str(one["id"]),
        "type": kind,
        "source": fields["source"].codes[one["source"]],
        "community": one["community"],
        "building": _house(model, one["community"], one["id"], kind in _NEEDS_LIFT),
        "day": int(started // MINUTES_PER_DAY),
        "start": round(started, 2),
        "people": one["people"],
        "marks": {name: round(one[name] - started, 2) for name in MARKS},
        "signatures": [
            {**s, "asked": round(s["asked"] - started, 2), "signed": round(s["signed"] - started, 2)}
            for s in signatures.get(one["id"], [])
        ],
        "crew": fields["crew"].codes[one["crew"]],
        "approval": round(one["approval_minutes"], 2),
        "hesitation": round(one["hesitation_minutes"], 2),
        "bypassed": one["bypassed"],
        "first": fields["first_responder"].codes[one["first_responder"]],
        "first_action": round(one["first_action"], 2),
        "window": one["window"],
        "hit": one["hit"],
        "severity": round(one["severity"], 3),
        "loss": one["loss"],
        "loss_without": one["loss_without_approval"],
        "survival": None if np.isnan(one["survival"]) else round(one["survival"], 4),
    }


def _signatures(table: Mapping[str, NDArray[Any]]) -> dict[int, list[dict[str, Any]]]:
    """Return the signatures of each incident, in order of asking."""
    found: dict[int, list[dict[str, Any]]] = {}
    names = ("incident", "level", "signer", "asked", "signed", "round", "returned")
    for incident, level, signer, asked, signed, turn, returned in zip(
        *(table[name].tolist() for name in names), strict=True
    ):
        found.setdefault(incident, []).append(
            {
                "level": level,
                "office": OFFICES[min(level, len(OFFICES) - 1)],
                "signer": signer,
                "asked": asked,
                "signed": signed,
                "round": turn,
                "returned": returned,
            }
        )
    for signatures in found.values():
        signatures.sort(key=lambda one: (one["asked"], one["level"], one["signer"]))
        for one in signatures:
            one["saved"] = round(minutes_saved(one, signatures), 2)
    return found


def minutes_saved(one: Mapping[str, Any], signatures: Sequence[Mapping[str, Any]]) -> float:
    """Return by how much sooner there had been authorisation, had this signature not been needed, all else equal.

    Signers in a row wait for each other, so the whole wait is saved. Signers who are asked at the same time are not: only
    what this one took longer than the slowest of the others.
    """
    beside = [s for s in signatures if (s["round"], s["level"]) == (one["round"], one["level"]) and s is not one]
    at_once = [s["signed"] for s in beside if s["asked"] == one["asked"]]
    last = max([s["signed"] for s in beside] + [one["signed"]])
    if not at_once:
        return float(one["signed"] - one["asked"])
    return float(max(0.0, last - max(at_once))) if one["signed"] == last else 0.0


def _house(model: CoproductionModel, community: int, number: int, wants_lift: bool) -> int:
    """Return the building that an incident is drawn at: records name the community, its number picks the house."""
    buildings = model.town.buildings
    mine = np.flatnonzero(buildings.community == community)
    lifted = mine[buildings.lifts[mine] > 0]
    among = lifted if wants_lift and lifted.size else mine
    return int(among[number % among.size])
