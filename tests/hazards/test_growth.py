"""Growth before safety, and what officials keep off the record."""

import numpy as np
import pytest

from coprod.fields.everyday.concealment import HazardConcealment
from coprod.fields.everyday.hazards import DECLARED, NOT_YET
from coprod.fields.everyday.patrol import GRID_WORKERS, WHISTLE_BLOWERS, Patrol
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.accountability import Accountability
from coprod.parameters import Parameters
from tests.hazards.estates import ALL_SEARCH, ended, hazards, live


def test_growth_before_safety_brings_more_hazards_and_fewer_patrols():
    safe, growing = (hazards(400, hazard__growth_first=g, hazard__initial=0.0, hazard__trigger=0.0) for g in (0.0, 1.0))
    born = [sum(day.born.size for day in live(h, 20)) for h in (safe, growing)]
    assert born[1] == pytest.approx(1.5 * born[0], abs=4 * (1.5 * born[0]) ** 0.5 + 4 * 1.5 * born[0] ** 0.5)
    hours = [Patrol(Parameters().replace({"hazard.growth_first": g}), np.array([5000]), 2).planned(0) for g in (0.0, 1.0)]
    assert hours[1] == pytest.approx(0.7 * hours[0])


def hazard_concealment(hidden, **changes):
    values = {"accountability.secrecy": 1.0, "accountability.officials": 1} | changes
    accountability = Accountability(
        Parameters().replace(values), Streams(1), np.zeros(hidden.communities, dtype=int), Recorder())
    return HazardConcealment(accountability, hidden)


def found_today(hidden):
    return hidden.day(0, np.full(hidden.communities, 0.4), np.broadcast_to(ALL_SEARCH * 5, (hidden.communities, 6))).found


def test_a_hidden_hazard_is_as_dangerous_as_before_and_comes_out():
    hidden = hazards(50, hazard__trigger=0.0, hazard__birth=0.0)
    found = found_today(hidden)
    keeper = hazard_concealment(hidden)
    on_record = keeper.filter(0, found)
    kept = np.setdiff1d(found["id"], on_record["id"])
    assert 0 < kept.size < found.size
    ward = hidden.rows["cell"] // 50
    assert (ward[np.isin(hidden.rows["id"], kept)] != DECLARED).all()
    assert (ward[np.isin(hidden.rows["id"], on_record["id"])] == DECLARED).all()
    out = [keeper.filter(day, found[:0]) for day in range(1, 400)]
    assert np.sort(np.concatenate([rows["id"] for rows in out])).tolist() == kept.tolist()
    assert (hidden.rows["cell"] // 50 == DECLARED).all()


def test_what_whistle_blowers_report_is_never_hidden():
    """Of the same hazards officials hide some that grid workers found, and none that insiders reported."""
    hidden = hazards(50, hazard__trigger=0.0, hazard__birth=0.0)
    found = found_today(hidden)
    keeper = hazard_concealment(hidden)
    found["reporter"] = GRID_WORKERS
    assert keeper.filter(0, found).size < found.size
    found["reporter"] = WHISTLE_BLOWERS
    assert hazard_concealment(hidden).filter(0, found)["id"].tolist() == found["id"].tolist()


def test_hidden_hazards_are_triggered_at_the_full_rate():
    """Kept in the drawer for long: as many burst as of those that nobody found."""
    shares = {}
    for secrecy in (0.0, 1.0):
        hidden = hazards(150, hazard__birth=0.0, hazard__trigger=0.01, hazard__initial=40.0)
        keeper = hazard_concealment(hidden,
                                    **{"accountability.secrecy": secrecy, "accountability.surface": 0.001,
                                       "accountability.action": 10.0,
                                   "accountability.inaction": 0.0})
        found = found_today(hidden)
        keeper.filter(0, found)
        live(hidden, 60, ALL_SEARCH * 0, mend=False, first=1)
        burst = np.isin(found["id"], ended(hidden)["id"][ended(hidden)["triggered"] != NOT_YET])
        shares[secrecy] = burst.mean()
    for secrecy, rate in ((0.0, 0.003), (1.0, 0.01)):
        expected = 1 - np.exp(-60 * rate)
        assert shares[secrecy] == pytest.approx(expected, abs=4 * (expected * (1 - expected) / 5000) ** 0.5 + 0.01)


def test_what_is_in_the_open_is_never_hidden():
    hidden = hazards(50)
    found = found_today(hidden)
    assert hazard_concealment(hidden, **{"accountability.secrecy": 0.0}).filter(0, found)["id"].tolist() == found["id"].tolist()
