"""What a warning in force saves by a minute, from who is ready and who has been moved (mech:W01, mech:W03)."""

from dataclasses import replace

import numpy as np
import pytest

from coprod.fields.emergency.alerts import Alert
from coprod.fields.emergency.audience import Response
from coprod.fields.emergency.evacuation import Evacuation
from coprod.kernel.shock import HEAT, STORM
from coprod.parameters import Parameters


def alert(**changes):
    """Return a warning of ten adults, one ready every ten minutes from minute 10 on; nobody answers a telephone."""
    n = 10
    nobody, everybody = np.zeros(n, dtype=bool), np.ones(n, dtype=bool)
    response = Response(np.arange(n), everybody, everybody, np.ones(n, dtype=np.int64), everybody, np.arange(n) < 2, nobody,
                        nobody, np.zeros(n), nobody.copy(), np.arange(1.0, n + 1) * 10, np.zeros(n))
    never = (False, np.inf)
    return Alert(0, 3, 60.0, struck=True, response=response, sites=(never, never), **changes)


W = Parameters().warning


def test_what_is_ready_saves_its_share():
    """Damage falls by the protection times the share who are ready; sites and organisations save of what is left."""
    for minute, ready in ((5.0, 0.0), (50.0, 0.5), (100.0, 1.0)):
        damage, life = alert().saves_of_water(W, minute)
        assert damage == life == pytest.approx(W.protects * ready)
    with_sites = replace(alert(), sites=((True, 40.0), (True, 60.0)))
    assert with_sites.saves_of_water(W, 50.0)[0] == pytest.approx(1 - (1 - W.protects / 2) * (1 - W.site_protects))
    assert alert().saves_of_water(Parameters().replace({"warning.protects": 0.0}).warning, 100.0) == (0.0, 0.0)


def test_who_has_been_moved_comes_to_no_harm():
    moved = alert(evacuation=Evacuation(0.0, 0.0, 4, walked=np.array([10.0, 20.0, 30.0])))
    damage, life = moved.saves_of_water(W, 20.0)
    assert damage == pytest.approx(W.protects * 0.2)
    assert life == pytest.approx(1 - (1 - W.protects * 0.2) * (1 - 2 / 4))


def test_heat_is_about_those_who_are_frail():
    """The two elders are ready first: all of those who matter in heat, a fifth of those who do in a storm."""
    assert alert().saves_of_weather(W, HEAT, 20.0) == pytest.approx(W.protects)
    assert alert().saves_of_weather(W, STORM, 20.0) == pytest.approx(W.protects * 0.2)
