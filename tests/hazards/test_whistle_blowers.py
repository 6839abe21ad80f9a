"""Whistle-blowers (mech:A11): few, rather grave hazards are reported early, as far as insiders need not fear for it."""

import numpy as np
import pytest

from coprod.fields.everyday.hazards import HAZARD_RECORD
from coprod.fields.everyday.patrol import REPORTERS, WHISTLE_BLOWERS, Patrol, candour
from coprod.parameters import Parameters
from tests.hazards.estates import ended, hazards, live

SHARE = 0.2
ONLY_INSIDERS = np.eye(len(REPORTERS))[WHISTLE_BLOWERS]
QUIET = {"hazard__trigger": 0.0, "hazard__initial": 0.0, "hazard__birth": 5.0}


def test_retaliation_deters_and_protection_takes_it_back():
    assert candour(1.0, 0.0) == 0.0
    assert candour(0.8, 0.5) == pytest.approx(0.6)
    assert candour(1.0, 1.0) == candour(0.0, 0.0) == 1.0


@pytest.mark.parametrize(("protection", "rate"), [(0.0, 0.0), (0.5, 0.1), (1.0, 0.2)])
def test_the_live_rate_follows_protection(protection, rate):
    parameters = Parameters().replace({"patrol.whistle_protection": protection})
    nothing = np.zeros(3)
    rates = Patrol(parameters, np.full(3, 5000), 4).discovery(nothing, nothing, nothing, nothing)
    assert rates[:, WHISTLE_BLOWERS] == pytest.approx(rate)


def test_insiders_report_their_share_of_hazards_after_an_exponential_time():
    rate, born_by, days = 0.1, 60, 160
    hidden = hazards(20, patrol__whistle_insiders=SHARE, **QUIET)
    live(hidden, born_by, rates=rate * ONLY_INSIDERS)
    hidden._births = lambda day: np.empty(0, hidden.rows.dtype)  # nothing more is born; insiders have time to speak
    live(hidden, days - born_by, rates=rate * ONLY_INSIDERS, first=born_by)
    found = ended(hidden)
    n = found["born"].size + hidden.rows.size
    assert found["born"].size / n == pytest.approx(SHARE, abs=4 * np.sqrt(SHARE * (1 - SHARE) / n))
    wait = found["found"] + 0.5 - found["born"]  # found during the day
    assert wait.mean() == pytest.approx(1 / rate, abs=4 / rate / np.sqrt(wait.size))


def test_they_know_of_the_grave_ones_rather():
    hidden = hazards(20, patrol__whistle_insiders=SHARE, **QUIET)
    live(hidden, 60, rates=100 * ONLY_INSIDERS)
    known, all_hazards = ended(hidden)["severity"], np.concatenate([ended(hidden)["severity"], hidden.rows["severity"]])
    mean, square = 0.4, 0.25  # of severity u^1.5
    assert all_hazards.mean() == pytest.approx(mean, abs=4 * all_hazards.std() / np.sqrt(all_hazards.size))
    assert known.mean() == pytest.approx(square / mean, abs=4 * known.std() / np.sqrt(known.size))


def test_whistle_blowers_move_nobody_elses_random_numbers():
    """Without insiders the same hazards are found by the same groups on the same days as when insiders keep silent."""
    silent, none = (hazards(5, patrol__whistle_insiders=share, hazard__birth=2.0) for share in (0.5, 0.0))
    for hidden in (silent, none):
        live(hidden, 90)
    for name in HAZARD_RECORD.fields:
        assert np.array_equal(ended(silent)[name], ended(none)[name])
