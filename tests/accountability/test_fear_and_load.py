"""What fear and load do to those who decide: found out, hiding, signing, daring and passing up; each arrow on its own."""

from dataclasses import replace

import numpy as np
import pytest

from coprod import CoproductionModel, Parameters, run
from coprod.agents.blame import blame_for_action, blame_for_inaction
from coprod.agents.committee_decisions import BypassCase, FixedThreshold
from coprod.agents.decisions import One
from coprod.agents.officials import BlameLogit, Chilled, LossAverse, OfficialsWeek
from coprod.agents.passing_up import BlameAndWork, Overloaded, OwnMatters, Responsible
from coprod.agents.signing import Case, Submission, UsualShare
from coprod.kernel.formulas import with_log_odds
from coprod.kernel.work_items import LEDGER
from coprod.linkage.inquiries import INQUIRY
from coprod.linkage.passing_up import OWN_DECISION
from tests.agents.rule_effects import OFTEN, SMALL, both_languages
from tests.failures import Failures

FEAR = 1.2
CHANCES = np.array([0.0, 0.1, 0.3, 0.5, 0.9, 1.0])
ACCOUNT = Parameters().accountability
AFRAID = {"inquiry.rate": 1.0, "inquiry.people": 1, "inquiry.fear": 5.0, "inquiry.months": 12.0, "approval.tolerance": 0.0,
          "inquiry.ledgers": 0.0, "inquiry.hours": 0.0}
"""Whatever is missed is inquired into, and frightens everybody of the street for a year, without any work."""


def frightened(fear=FEAR, **changes):
    """Return a small town whose offices are all this frightened, and its officials' week begun."""
    values = {name.replace("__", "."): value for name, value in changes.items()}
    model = CoproductionModel(Parameters().replace(SMALL | values), rng=1)
    field = model.emergency_field
    field.inquiries.fear[:] = fear
    field.accountability.begin_week(0, np.full(model.desks.n, 2.0))
    field.passing_up.begin_week(np.full(model.desks.n, 2.0))
    return model


def test_fear_shifts_log_odds_and_leaves_what_is_certain():
    shifted = with_log_odds(CHANCES, FEAR)
    assert shifted[[0, -1]].tolist() == [0.0, 1.0]
    middle = slice(1, -1)
    odds = np.log(shifted[middle] / (1 - shifted[middle])) - np.log(CHANCES[middle] / (1 - CHANCES[middle]))
    assert odds == pytest.approx(FEAR)
    assert np.array_equal(with_log_odds(CHANCES, 0.0), CHANCES)


def test_fear_raises_blame_for_acting_and_for_not_acting():
    """p̃ = Λ(logit p + fear): 0.5 and 0.3 become Λ(1.2) and Λ(logit 0.3 + 1.2)."""
    chances = with_log_odds(np.array([0.5, 0.3]), FEAR)
    assert blame_for_action(ACCOUNT, 0.3, FEAR) == pytest.approx(chances[0] * 0.7 * 0.6)
    assert blame_for_inaction(ACCOUNT, FEAR) == pytest.approx(chances[1] * 0.6)


def test_officials_of_a_run_see_the_fear_and_the_load():
    calm, afraid = (frightened(fear).emergency_field.accountability.sees() for fear in (0.0, FEAR))
    assert (afraid.blame_for_action > calm.blame_for_action).all() and (afraid.blame_for_inaction > calm.blame_for_inaction).all()
    assert calm.work == pytest.approx(0.2 * 2.0 * 3.0 / 6.0)  # a rectification of three hours where two days are asked for in one
    free = frightened(accountability__load=0.0).emergency_field.accountability.sees()
    assert not np.any(free.work)


def week(fear, work=0.0):
    """Return a week of officials in five committees whose colleagues are of two minds."""
    act, wait = np.full(5, blame_for_action(ACCOUNT, 0.3, fear)), np.full(5, blame_for_inaction(ACCOUNT, fear))
    return OfficialsWeek(np.full(5, 0.5), act, wait, 4.0, 0.75, work, float(blame_for_inaction(ACCOUNT)))


def test_what_fear_does_to_hiding_depends_on_the_rule():
    """At x̄ = ½ log odds are β(λ a_A + w − a_I): punishment seen on both sides deters, seen on acting alone it chills."""
    def log_odds(rule, fear, work=0.0):
        chance = rule().decide(week(fear, work))[0]
        return float(np.log(chance / (1 - chance)))

    a, i = (float(f) for f in (blame_for_action(ACCOUNT, 0.3, FEAR), blame_for_inaction(ACCOUNT, FEAR)))
    calm_i = float(blame_for_inaction(ACCOUNT))
    assert log_odds(BlameLogit, FEAR) == pytest.approx(4 * (a - i))
    assert log_odds(Chilled, FEAR) == pytest.approx(4 * (a - calm_i))
    assert log_odds(LossAverse, FEAR) == pytest.approx(4 * (2.25 * a - i))
    assert log_odds(BlameLogit, 0.0, 0.2) == pytest.approx(log_odds(BlameLogit, 0.0) + 4 * 0.2)
    assert log_odds(BlameLogit, FEAR) < log_odds(BlameLogit, 0.0) < log_odds(Chilled, FEAR)
    assert both_languages(Chilled().explain(frightened().officials[0].sees("conceal")))


def test_signers_return_more_of_what_frightens_them():
    n, share = 20_000, 0.15
    uniform = (np.arange(n) + 0.5) / n
    for fear in (0.0, FEAR):
        back = np.mean([not UsualShare().decide(Submission(Case(), 0, share, 0.5, u, fear)) for u in uniform])
        assert back == pytest.approx(with_log_odds(share, fear), abs=1 / n)
    office = frightened().street_offices[0]
    assert office.sees("sign").fear == FEAR and frightened().districts[0].sees("sign").fear == FEAR


def test_frightened_committees_count_on_less_tolerance():
    case = BypassCase(0, 0, 0.9, 1, 10, 0.5, 0.3, 0.25)
    assert FixedThreshold().decide(case) and not FixedThreshold().decide(replace(case, fear=FEAR))
    assert replace(case, fear=FEAR).trusted == pytest.approx(with_log_odds(0.3, -FEAR))
    assert frightened(approval__bypass_quota=3).committees[0].sees("bypass").fear == FEAR


def matters(blame=0.2, load=0.5, work=0.0):
    return OwnMatters(np.array([blame]), np.array([load]), np.array([work]), 4.0, 0.4)


def test_how_often_offices_pass_up():
    cases = [
        (BlameAndWork, matters(0.0), 0.4 / 2), (BlameAndWork, matters(0.2, work=0.1), 0.4 / (1 + np.exp(-1.2))),
        (Overloaded, matters(load=0.99), 0.0), (Overloaded, matters(load=1.01), 0.4), (Responsible, matters(9.0, 9.0, 9.0), 0.0)]
    with Failures() as failures:
        for rule, seen, expected in cases:
            with failures.case((rule.__name__, expected)):
                assert rule().decide(seen)[0] == pytest.approx(expected)
                assert both_languages(rule().explain(One(seen, 0)))


def test_offices_of_a_run_pass_up_the_more_the_more_they_fear():
    calm, afraid = frightened(0.0), frightened(3.0)
    for agents in ("officials", "street_offices"):
        chances = [getattr(model, agents)[0].pass_up() for model in (calm, afraid)]
        assert 0 < chances[0] < chances[1] < 0.2
    assert frightened(accountability__pass_up=0.0).officials[0].pass_up() == 0


def test_a_case_that_is_passed_up_needs_one_level_more():
    field = frightened().emergency_field
    ladder, passing = field.ladder, field.passing_up
    cases = [(Case(1), 0), (Case(2, amount=5000.0), 1), (Case(3, amount=50_000.0), 2), (Case(4, needs_entry=True), 3)]
    for case, needed in cases:
        passing.chance = [[0.0] * 12, [0.0] * 2]
        assert len(ladder.levels_for(case)) == needed
        passing.chance = [[1.0] * 12, [1.0] * 2]
        assert len(ladder.levels_for(case)) == {0: 2, 1: 2, 2: 3, 3: 3}[needed]  # the committee, then the street
    passing.chance = [[1.0] * 12, [0.0] * 2]
    assert [len(ladder.levels_for(case)) for case, _ in cases] == [1, 1, 2, 3]


def test_what_is_passed_up_is_recorded_and_lengthens_approval():
    parameters = Parameters().replace(SMALL | OFTEN | {"accountability.pass_up": 1.0})
    responsible = {"official.pass_up": "responsible", "street_office.pass_up": "responsible"}
    minutes = []
    for seed in (1, 2, 3):
        up, own = (run(parameters, seed, 30, rules=rules) for rules in ({}, responsible))
        assert own.outcomes["passed_up_share"] == 0 < up.outcomes["passed_up_share"]
        minutes.append(up.incidents["approval_minutes"].mean() - own.incidents["approval_minutes"].mean())
    assert min(minutes) > 0


def test_fear_makes_more_rounds_be_returned():
    afraid, calm = ([run(Parameters().replace(SMALL | OFTEN | AFRAID | {"inquiry.fear": fear}), seed, 45).outcomes["returns"]
                     for seed in (1, 2, 3)] for fear in (5.0, 0.0))
    assert np.min(np.subtract(afraid, calm)) > 0.1


def test_a_scapegoat_on_the_front_line_frightens_committees_and_calms_signers():
    parameters, change = Parameters().replace(SMALL | OFTEN | AFRAID), []
    rules = {"official.pass_blame": "scapegoat"}
    for seed in (1, 2, 3):
        scapegoat, shared = (run(parameters, seed, 30, rules=each).outcomes for each in (rules, {}))
        change.append([scapegoat[name] - shared[name] for name in ("fear_mean", "returns")])
    assert np.min(change, axis=0)[0] > 0 > np.max(change, axis=0)[1]


def test_inspections_reach_the_desks():
    model = CoproductionModel(Parameters().replace(SMALL), rng=1)
    model.emergency_field.inquiries.wave[:] = 40.0
    model.step()
    ledgers = model.desk_day.finished["work"] == LEDGER
    assert model.emergency_field.inquiries.hours > 100 and ledgers.any()
    calm = CoproductionModel(Parameters().replace(SMALL), rng=1)
    calm.step()
    assert model.desk_day.paperwork_hours.sum() > calm.desk_day.paperwork_hours.sum()


def test_an_inquiry_of_a_run_takes_its_hours_from_desks_and_leaves_a_record():
    hours = {}
    for asked in (0.0, 8.0):
        model = CoproductionModel(Parameters().replace(SMALL | OFTEN | AFRAID | {"inquiry.hours": asked}), rng=1)
        while not len(model.recorder.columns(INQUIRY)["day"]):
            model.step()
        inquiries = model.recorder.columns(INQUIRY)
        live = model.emergency_field.inquiries
        assert live.fear.max() > 0 and live.hours == inquiries["hours"].sum()
        hours[asked] = model.emergency_day.staff_hours.sum()
    assert hours[8.0] - hours[0.0] == pytest.approx(inquiries["hours"].sum()) and inquiries["hours"].sum() >= 16
    assert len(model.recorder.frame(OWN_DECISION))
