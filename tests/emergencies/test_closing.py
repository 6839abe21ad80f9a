"""Closing an incident: what warnings and citizens saved is not lost (mech:W01, mech:A11)."""

import pytest

from coprod.fields.emergency.closing import loss_if_controlled
from coprod.fields.emergency.incident_process import IncidentProcess
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.parameters.codes import FIRE, WATERLOGGING
from tests.emergencies import fields
from tests.emergencies.fields import incident, plain_state


def losses(kind, damage=0.0, life=0.0, out=0.0):
    """Return the loss of an incident of three people after an hour, as it is and as it is with these shares saved."""
    live, _ = fields.field(fund__insurance_takeup=0.0)
    live.state = plain_state()
    process = IncidentProcess(live, incident(kind, people=3, elders=1))
    whole = loss_if_controlled(process, 60.0)
    process.saved_damage, process.saved_life, process.brought_out = damage, life, out
    return whole, loss_if_controlled(process, 60.0)


def test_a_warning_saves_its_share_of_damage_and_nobody_brought_out_saves_none():
    whole, left = losses(WATERLOGGING, damage=0.3)
    assert whole.yuan > 0 and left.yuan == pytest.approx(0.7 * whole.yuan) and left.lives == whole.lives


def test_whoever_is_brought_out_does_not_come_to_harm_twice():
    """Of what a warning leaves, people who are brought out spare their share: (1 − w)(1 − b)."""
    whole, left = losses(FIRE, life=0.2, out=0.5)
    assert whole.lives > 0 and left.lives == pytest.approx(0.8 * 0.5 * whole.lives) and left.yuan == whole.yuan
    assert losses(FIRE, life=0.2)[1].lives == pytest.approx(0.8 * whole.lives)
    assert losses(FIRE, out=0.5)[1].lives == pytest.approx(0.5 * whole.lives)


def test_what_a_warning_saves_is_known_when_the_incident_begins_and_is_not_lost(monkeypatch):
    lost = []
    for saved in ((0.0, 0.0), (0.4, 0.25)):
        live, recorder = fields.field()
        live.state = plain_state()
        monkeypatch.setattr(live.warnings, "saved", lambda _, saved=saved: saved)
        live.env.process(IncidentProcess(live, incident(WATERLOGGING, people=2)).run())
        live.env.run(until=60 * 1440)
        lost.append({name: column[0] for name, column in recorder.columns(INCIDENT).items()})
    assert lost[0]["controlled"] == lost[1]["controlled"] and lost[0]["loss_yuan"] > 0
    assert lost[1]["loss_yuan"] == pytest.approx(0.6 * lost[0]["loss_yuan"])
    assert lost[1]["loss_life_others"] == pytest.approx(0.75 * lost[0]["loss_life_others"])
