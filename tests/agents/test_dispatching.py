"""Which kind of crew a district sends: by type and severity, or whoever is nearest and free."""

import numpy as np
import pytest

from coprod.agents.decisions import RuleFailure
from coprod.agents.dispatching import AMBULANCE, DISTRICT, STREET, Alarm, ByType, NearestFree
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.model import CoproductionModel, run
from coprod.parameters import Parameters
from coprod.parameters.codes import ARREST, DISORDER, FIRE, GAS, INCIDENT_TYPES, INJURY, LIFT
from tests.agents.runs import BUSY, both_languages, interval


def test_calls_go_to_the_service_whose_they_are():
    sent = {type_: ByType().decide(Alarm(type_)) for type_ in range(len(INCIDENT_TYPES))}
    assert {type_ for type_, kind in sent.items() if kind == AMBULANCE} == {ARREST, INJURY}
    assert {type_ for type_, kind in sent.items() if kind == DISTRICT} == {FIRE, GAS}
    assert ByType().decide(Alarm(DISORDER, 0.85)) == DISTRICT and ByType().decide(Alarm(ARREST, 1.0)) == AMBULANCE


def test_the_nearest_goes_if_it_is_free_and_able():
    only_district = (False, False, True, True, False)
    nobody = (False, False, False, False, False)
    assert NearestFree().decide(Alarm(FIRE)) == STREET and NearestFree().decide(Alarm(DISORDER)) == STREET
    assert NearestFree().decide(Alarm(DISORDER, free=only_district)) == DISTRICT
    assert NearestFree().decide(Alarm(FIRE, free=nobody)) == DISTRICT  # by type
    assert NearestFree().decide(Alarm(ARREST)) == AMBULANCE
    assert NearestFree().decide(Alarm(LIFT, free=only_district)) == STREET  # the lift firm
    for rule in (ByType(), NearestFree()):
        assert all(both_languages(rule.explain(Alarm(type_, free=free))) for type_ in (FIRE, ARREST, LIFT)
                   for free in (only_district, nobody))


def test_the_nearest_who_is_free_relieves_the_districts_teams():
    scarce = {"crew.district_teams": 1, "crew.specialised": 0.5, "crew.district_travel": 60.0}
    _, high = interval("control_minutes", {"district.dispatch": "nearest_free"}, scarce)
    assert high < 0


def test_a_district_is_asked_whom_it_would_send():
    model = CoproductionModel(Parameters().replace(BUSY), rng=1)
    assert [model.districts[1].dispatch(kind) for kind in ("dwelling_fire", "injury", "public_order")] == [2, 3, 1]
    assert both_languages(model.districts[0].explain("dispatch", "gas_accident"))


def test_a_rule_of_ones_own_sends_whom_it_likes_but_nobody_unheard_of():
    class Always:
        def __init__(self, parameters, kind=STREET):
            self.kind = kind

        def decide(self, seen):
            return self.kind

    records = run(Parameters().replace(BUSY), 1, 10, rules={"district.dispatch": Always}).model.recorder.columns(INCIDENT)
    assert set(np.unique(records["crew"][records["crew"] > 0])) == {STREET}
    with pytest.raises(RuleFailure):
        run(Parameters().replace(BUSY), 1, 10, rules={"district.dispatch": Always(None, 7)})
