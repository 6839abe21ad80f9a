"""Hidden hazards as they are coupled, looked after and put right."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.fields.everyday.hazards import DECLARED, HAZARD_RECORD, TYPES
from coprod.fields.everyday.patrol import GRID_WORKERS, OFFICIAL, PROPERTY_FIRMS, REPORTERS, WHISTLE_BLOWERS, Patrol
from coprod.parameters import Parameters
from coprod.text.problems import InputProblems
from tests.desks.offices import standard_error
from tests.hazards.estates import ALL_SEARCH, BY_GROUP, ended, hazards, live


def fates(hidden, days, rates):
    """Return day of discovery (or never) of every hazard, by id."""
    live(hidden, days, rates)
    record = ended(hidden)
    day = {int(i): 10**6 for i in hidden.rows["id"]}
    day |= {int(i): f if f >= 0 else 10**6 for i, f in zip(record["id"], record["found"], strict=True)}
    return day


@settings(max_examples=15, deadline=None)
@given(extra=st.lists(st.floats(0, 0.05), min_size=len(BY_GROUP), max_size=len(BY_GROUP)), seed=st.integers(0, 99))
def test_more_effort_finds_each_hazard_no_later(extra, seed):
    less, more = (hazards(4, seed, hazard__trigger=0.0) for _ in range(2))
    base, better = fates(less, 60, BY_GROUP), fates(more, 60, BY_GROUP + np.array(extra))
    assert base.keys() == better.keys()
    assert all(better[i] <= base[i] for i in base)


def test_one_groups_effort_moves_no_other_groups_random_numbers():
    few, many = hazards(50), hazards(50)
    live(few, 100, BY_GROUP)
    more_riders = BY_GROUP.copy()
    more_riders[2] *= 20
    live(many, 100, more_riders)
    one, other = ended(few), ended(many)
    early = {int(i): f for i, f, g in zip(other["id"], other["found"], other["reporter"], strict=True) if g == 0}
    late = {int(i): f for i, f, g in zip(one["id"], one["found"], one["reporter"], strict=True) if g == 0}
    assert all(late[i] == found for i, found in early.items())
    assert len(late) > len(early) > 0


def test_hazards_known_but_not_mended_are_less_dangerous():
    hidden = hazards(2000, hazard__birth=0.0, hazard__trigger=0.01, hazard__declared_factor=0.3)
    live(hidden, 1, rates=100 * ALL_SEARCH, mend=False)
    known = hidden.rows.size
    assert (hidden.rows["cell"] // 2000 == DECLARED).all()
    live(hidden, 50, mend=False, first=1)
    triggered, theory = 1 - hidden.rows.size / known, 1 - np.exp(-0.01 * 0.3 * 50)
    assert triggered == pytest.approx(theory, abs=4 * (theory * (1 - theory) / known) ** 0.5)
    record = ended(hidden)
    assert (record["triggered"] > 0).sum() >= known - hidden.rows.size


def test_hazards_put_right_never_come_back():
    hidden = hazards(20)
    day = live(hidden, 1, rates=0.5 * ALL_SEARCH, mend=False)[0]
    hidden.rectified(day.found["id"], 3)
    hidden.rectified(day.found["id"], 4)  # done twice, or triggered in between: nothing happens
    record = ended(hidden)
    assert not np.isin(day.found["id"], hidden.rows["id"]).any()
    assert (record["rectified"][np.isin(record["id"], day.found["id"])] == 3).all()


def test_officials_pass_by_what_is_nobodys():
    hidden = hazards(50, hazard__gap_share=0.3)
    live(hidden, 200)
    record = ended(hidden)
    unowned = record["unowned"] & (record["found"] >= 0)
    assert unowned.sum() > 50
    assert not np.isin(record["reporter"][unowned], OFFICIAL).any()
    assert np.isin(record["reporter"][~unowned & (record["found"] >= 0)], OFFICIAL).any()


def test_no_gap_leaves_nothing_unowned():
    hidden = hazards(50, hazard__gap_share=0.0)
    live(hidden, 50)
    assert not hidden.rows["unowned"].any()


def test_hazards_that_pile_up_set_each_other_off():
    alone, together = (hazards(100, hazard__nonlin=psi) for psi in (0.0, 0.05))
    a, b = (sum(day.triggered.size for day in live(town, 60)) for town in (alone, together))
    assert b > 1.5 * a


def test_types_severities_and_costs_are_as_declared():
    rows = hazards(1000, hazard__paid_share=0.12).rows
    h = Parameters().hazard
    weights = np.array([getattr(h, name) for name in TYPES])
    share, theory = np.bincount(rows["type"], minlength=len(TYPES)) / rows.size, weights / weights.sum()
    assert (abs(share - theory) <= 4 * np.sqrt(theory * (1 - theory) / rows.size)).all()
    assert rows["severity"].mean() == pytest.approx(h.severity, abs=4 * standard_error(rows["severity"]))
    assert ((rows["severity"] > 0) & (rows["severity"] < 1)).all()
    paid = rows["amount"] > 0
    assert paid.mean() == pytest.approx(0.12, abs=4 * (0.12 * 0.88 / rows.size) ** 0.5)
    logs = np.log(rows["amount"][paid])
    assert logs.mean() == pytest.approx(8, abs=4 * standard_error(logs))
    assert (rows["amount"] == np.floor(rows["amount"])).all()


def test_hazards_follow_size_and_estate():
    assert hazards(500, residents=2500).rows.size == pytest.approx(500 * 10, abs=4 * 5000**0.5)
    old = hazards(100, hazard__initial=0.0, hazard__new_estates=2.0)
    born = sum(day.born.size for day in live(old, 50))
    assert born == pytest.approx(100 * 50 * 0.8, abs=4 * 4000**0.5)


@settings(max_examples=20, deadline=None)
@given(birth=st.floats(0, 3), trigger=st.floats(0, 0.5), nonlin=st.floats(0, 0.5), gap=st.floats(0, 1),
       facility=st.floats(0, 1), effort=st.floats(0, 2), seed=st.integers(0, 99))
def test_every_hazard_is_somewhere_once(birth, trigger, nonlin, gap, facility, effort, seed):
    hidden = hazards(3, seed, hazard__birth=birth, hazard__trigger=trigger, hazard__nonlin=nonlin,
                     hazard__gap_share=gap)
    total, waiting = hidden.rows.size, []
    for day in range(20):
        today = live(hidden, 1, rates=BY_GROUP * effort * 10, facility=facility, mend=False, first=day)[0]
        total += today.born.size
        waiting.append(today.found["id"])
        if day >= 5:
            hidden.rectified(waiting[day - 5], day)
        record = hidden.recorder.columns(HAZARD_RECORD)
        assert total == hidden.rows.size + record["id"].size
        assert np.unique(np.concatenate([hidden.rows["id"], record["id"]])).size == total
        assert (np.diff(hidden.rows["id"]) > 0).all()
    ends = (record["triggered"] >= 0).astype(int) + (record["rectified"] >= 0)
    assert (ends == 1).all()


def test_hazards_must_turn_into_something():
    weights = {f"hazard.{name}": 0.0 for name in TYPES}
    with pytest.raises(InputProblems, match="incident types"):
        Parameters().replace(weights)


def test_discovery_rates_are_linear_in_activity():
    patrol = Patrol(Parameters(), np.array([5000, 10_000]), 3)
    zero, full = np.zeros(2), np.ones(2)
    assert not patrol.discovery(zero, zero, zero, zero).any()
    rates = patrol.discovery(hours=4 * full, rider_reports=full, patrol_acts=full, night_watch=full)
    p = Parameters().patrol
    assert rates[0, :WHISTLE_BLOWERS] == pytest.approx(
        [0.0, p.volunteer_rate * 0.2, p.rider_rate * 0.2, p.hour_rate * 4, p.firm_rate])
    assert rates[1, :GRID_WORKERS + 1] == pytest.approx(rates[0, :GRID_WORKERS + 1] / 2)
    assert rates[1, PROPERTY_FIRMS] == rates[0, PROPERTY_FIRMS]
    assert rates.shape == (2, len(REPORTERS))


def test_campaigns_must_fit_into_the_year():
    with pytest.raises(InputProblems, match="must fit"):
        Parameters().replace({"patrol.campaigns": 12, "patrol.campaign_days": 31})
