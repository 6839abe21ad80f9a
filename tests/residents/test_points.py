"""The points economy against theory (note:B3), its rules when money is short, and its conservation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.agents.participation_utility import ACTS, REPORT, SHAM, gaming_margin
from coprod.fields.everyday.acts import Acts
from coprod.fields.everyday.points import REDEMPTION_RECORD, REPORT_RECORD, PointsLedger
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from tests.residents.crowd import crowd, participation


def ledger(town, seed=1, **changes):
    parameters = Parameters().replace({f"points.{key}": value for key, value in changes.items()})
    return PointsLedger(parameters, Streams(seed), town, Recorder())


def everybody(town, act=REPORT, effective=True):
    """Return a day on which every resident does the same."""
    rows, n = np.arange(len(town.residents)), len(town.communities)
    return Acts(rows, np.full(rows.size, act), np.full(rows.size, effective), np.zeros((n, 5), int))


def books_balance(books):
    issued = books.issued.sum()
    return issued == pytest.approx(books.redeemed.sum() + books.expired.sum() + books.fined.sum() + books.outstanding,
                                   abs=1e-6)


def test_steady_state_of_balance_shares_and_age():
    """Earning 3 a day, redeeming 0.02, expiring 0.005: balance 120, redeemed share 0.8, age 40 days (Little)."""
    n, e, r, eps, days = 4000, 3.0, 0.02, 0.005, 400
    town = crowd(n)
    books = ledger(town, reward=e, redemption=r, expiry=eps, budget=1e7, audit=0.0)
    for day in range(days):
        books.day(day, everybody(town))
    credited = books.outstanding / n + e  # after tomorrow's act, before tomorrow's store
    sd_balance = e * np.sqrt(1 - r - eps) / (r + eps)
    assert abs(credited - 120) < 4 * sd_balance / np.sqrt(n)
    visits = n * days * (r + eps)
    left = books.redeemed.sum() + books.expired.sum()
    assert abs(books.redeemed.sum() / left - 0.8) < 4 * np.sqrt(2 * 0.8 * 0.2 / visits)  # visits weigh by balance
    age = credited / e
    assert abs(age - 40) < 4 * sd_balance / np.sqrt(n) / e


@pytest.mark.parametrize(("audit", "share"), [(0.0, 0.880797), (0.25, 0.731059), (0.5, 0.500000)])
def test_sham_share_of_acts(audit, share):
    """With no motive and w = 2, c_r = 2.5, c_s = 0.5, F = 2 the live choice shams as theory has it."""
    town = crowd(1)
    rule = participation(town, points__sham=True, points__reward=2.0, points__audit=audit, resident__cost_report=4.0)
    rule.begin_week(np.ones(1))
    chance = float(town.residents.act_probability[0])
    assert rule.weights.sham[0, 0, 0] * (1 - chance) / chance == pytest.approx(share, abs=1e-6)


def test_real_beats_sham_exactly_above_the_critical_audit_rate():
    """q* = (c_r - c_s)/(w + F): a larger reward lowers the audit rate that is needed."""
    for reward in (2.0, 6.0):
        points = Parameters().replace({"points.reward": reward, "points.audit": 2.0 / (reward + 2.0)}).points
        assert gaming_margin(points) == pytest.approx(0)


def test_sham_is_off_without_reward_and_by_its_switch():
    for off in ({"points__reward": 0.0, "points__sham": True}, {"points__reward": 5.0, "points__sham": False}):
        rule = participation(crowd(1), resident__cost_report=2.0, **off)
        rule.begin_week(np.ones(1))
        assert not rule.weights.sham.any()


def test_sham_acts_found_out_earn_nothing_and_are_fined_as_far_as_points_go():
    town = crowd(2)
    books = ledger(town, reward=3.0, fine=2.0, audit=1.0, redemption=0.0, expiry=0.0)
    town.residents.points[:] = [1.0, 10.0]
    books.issued += 11
    books.day(0, everybody(town, act=SHAM, effective=False))
    assert town.residents.points.tolist() == [0.0, 8.0] and books.fined.sum() == 3
    assert books.audit_hours[0] == pytest.approx(2 * 10 / 60)
    assert books_balance(books)


def test_extra_reward_only_for_audited_and_true_reports():
    town = crowd(1)
    for effective, expected in ((True, 7.0), (False, 2.0)):
        books = ledger(town, reward=2.0, report_reward=5.0, audit=1.0, redemption=0.0, expiry=0.0)
        town.residents.points[:] = 0
        books.day(0, everybody(town, effective=effective))
        assert town.residents.points[0] == expected


def test_queue_serves_first_come_first_and_the_rest_waits():
    town = crowd(5)
    books = ledger(town, reward=10.0, budget=25.0, redemption=0.5, expiry=0.0, audit=0.0)
    for day in range(12):
        books.day(day, everybody(town))
        assert 0 <= books.money[0] <= 25.0
    served = books._recorder.frame(REDEMPTION_RECORD)
    assert served.yuan.sum() <= 25.0 and books._claims.row.size > 0
    assert books.credibility[0] < 1 and books_balance(books)


@pytest.mark.parametrize(("rule", "left"), [("inflate", 0.0), ("pro_rata", 75.0)])
def test_short_money_devalues_points_or_is_shared(rule, left):
    town = crowd(1)
    town.residents.points[:] = 100.0
    books = ledger(town, reward=0.0, rule=rule, budget=25.0, redemption=0.5, expiry=0.0)
    books.issued += 100
    day = next(d for d in range(50) if Streams(1).uniform_scalar("store", 0, d) < 0.5)
    books.money[:] = 25.0
    books.day(day, everybody(crowd(0)))
    assert town.residents.points[0] == pytest.approx(left)
    assert books.costs.by_community("points_store")[0] == pytest.approx(25.0) and books_balance(books)


def test_credibility_follows_deliveries_only_when_it_may():
    for speed, expected in ((0.0, 1.0), (1.0, 0.0)):
        town = crowd(3)
        books = ledger(town, reward=1.0, budget=0.0, redemption=0.5, credibility_speed=speed)
        for day in range(20):
            books.day(day, everybody(town))
        assert books.credibility[0] == expected


def test_reports_are_recorded_with_their_truth():
    town = crowd(4)
    books = ledger(town)
    books.day(0, everybody(town, act=SHAM, effective=False))
    reports = books._recorder.frame(REPORT_RECORD)
    assert len(reports) == 4 and not reports.valid.any()


@settings(max_examples=40, deadline=None)
@given(
    reward=st.floats(0, 50), fine=st.floats(0, 20), budget=st.floats(0, 500), audit=st.floats(0, 1),
    rule=st.sampled_from(["queue", "inflate", "pro_rata"]), redemption=st.floats(0, 0.5), seed=st.integers(0, 99),
)
def test_points_are_conserved_after_any_day(reward, fine, budget, audit, rule, redemption, seed):
    town, n = crowd(60, communities=3), 60
    books = ledger(town, seed, reward=reward, fine=fine, budget=budget, audit=audit, rule=rule, redemption=redemption)
    for day in range(40):
        rows = np.flatnonzero(Streams(seed).uniform("who", np.arange(n), day) < 0.4)
        act = (Streams(seed).uniform("what", rows, day) * len(ACTS)).astype(int)
        books.day(day, Acts(rows, act, act != SHAM, np.zeros((3, 5), int)))
        assert books_balance(books)
        assert town.residents.points.min() >= 0 and (books.money >= -1e-9).all()
        assert (books.credibility >= 0).all() and (books.credibility <= 1 + 1e-12).all()
