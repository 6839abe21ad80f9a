"""What the approval ladder does, case by case."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.agents.street_offices import levels_to_sign
from coprod.linkage.approvals import SIGNATURE
from coprod.parameters import Parameters
from coprod.text.problems import InputProblems
from tests.approvals.ladders import Town, case, cases, minutes

NIGHT = {"duty_day": 0.8, "duty_night": 0.3, "interruption": 3.0, "return_share": 0.15, "off_template_rounds": 1,
         "hesitation": 5.0}
"""What makes a ladder slow."""


def test_money_and_rights_call_for_their_levels():
    thresholds = [2_000, 20_000, 100_000]
    assert levels_to_sign(2_000, 0, thresholds) == []
    assert levels_to_sign(2_001, 0, thresholds) == [1]
    assert levels_to_sign(150_000, 0, thresholds) == [1, 2, 3]
    assert levels_to_sign(0, 2, thresholds) == [1, 2]
    assert levels_to_sign(30_000, 1, thresholds) == [1, 2]
    assert levels_to_sign(1e9, 5, []) == []


def test_a_raised_first_threshold_raises_those_above_it():
    assert Town(threshold=50_000.0).ladder.thresholds == [50_000, 50_000, 100_000]


@pytest.mark.parametrize(("changes", "levels"), [
    ({}, [1, 2, 3]), ({"needs_entry": False}, []), ({"needs_entry": False, "asks_order": True}, [1]),
    ({"needs_entry": False, "amount": 5_000.0}, [1])])
def test_what_a_case_needs(changes, levels):
    assert Town(order_level=1).ladder.levels_for(case(**changes)) == levels


def test_without_levels_leave_takes_no_time_at_all():
    assert not minutes(50, levels=0, **NIGHT).any()


def test_without_entry_authority_levels_are_passed_but_with_it_none():
    assert (minutes(20, entry_level=3) > 0).all()
    assert not minutes(20, entry_level=0).any()


@given(seed=st.integers(0, 10_000), off_template=st.booleans(), mode=st.sampled_from(["serial", "parallel"]))
@settings(max_examples=25, deadline=None)
def test_every_level_can_only_add_minutes(seed, off_template, mode):
    always_day = {"duty_day": 0.5, "duty_night": 0.5}
    taken = [minutes(5, seed=seed, levels=n, entry_level=5, signers=2, mode=mode, case_={"off_template": off_template},
                     **(NIGHT | always_day)) for n in range(6)]
    assert (np.diff(taken, axis=0) >= 0).all()


@given(seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_quorum_beats_parallel_beats_serial(seed):
    modes = ("serial", "parallel", "quorum")
    serial, parallel, quorum = (minutes(5, seed=seed, signers=3, mode=mode) for mode in modes)
    assert (quorum <= parallel).all() and (parallel <= serial).all()
    assert quorum.sum() < parallel.sum() < serial.sum()


@pytest.mark.parametrize(("slower", "base"), [
    ({"return_share": 0.4}, {}), ({"duty_day": 0.3, "duty_night": 0.3}, {}), ({"service_growth": 1.5}, {}),
    ({"signers": 3}, {}), ({"interruption": 10.0, "upper_load": 1.0}, {}),
    ({"hesitation": 10.0, "tolerance": 0.0}, {"tolerance": 0.0})])
def test_each_lever_slows_the_same_cases_down(slower, base):
    fast, slow = minutes(60, **base), minutes(60, **slower)
    assert slow.sum() > fast.sum()
    assert (slow >= fast - 1e-9).all()


def test_off_template_adds_a_round():
    assert minutes(1, off_template_rounds=1, case_={"off_template": True}) > minutes(1)
    town = Town(off_template_rounds=1)
    town.climb(case(off_template=True))
    assert town.decisions[0].rounds == 2
    assert np.array_equal(minutes(9, off_template_rounds=0, case_={"off_template": True}), minutes(9))


def test_a_busy_street_desk_delays_its_signers_alone():
    free, busy, above = (Town(levels=2, interruption=10.0) for _ in range(3))
    busy.ladder.other_work.begin_day(np.ones(4), np.zeros(4))
    assert (busy.climb(*cases(20)) > free.climb(*cases(20))).all()
    above.ladder.other_work.begin_day(np.array([1.0, 1.0, 0.0, 0.0]), np.zeros(4))  # committees do not sign
    assert np.array_equal(above.climb(*cases(20)), np.array(free.minutes))


def test_an_absent_signer_is_tried_again_and_again():
    there, away = Town(retry_minutes=7.0), Town(retry_minutes=7.0)
    gone = away.climb(case(off_duty_level=2, off_duty_tries=4)) - there.climb(case())
    assert gone == pytest.approx(28)


def test_signers_are_shared_within_a_street_and_not_beyond():
    together = Town(levels=1)
    together.climb_together([0, 0], [case(0), case(1, community=1)])
    apart = Town(levels=1)
    apart.climb_together([0, 0], [case(0), case(1, community=2)])
    assert sum(together.minutes) > sum(apart.minutes)
    in_one_street, in_other = [case(n) for n in range(4)], [case(n, community=2) for n in range(4, 8)]
    both, first, other = Town(levels=3), Town(levels=3), Town(levels=3)
    both.climb_together([0] * 8, in_one_street + in_other)
    alone = sum(first.climb_together([0] * 4, in_one_street)) + sum(other.climb_together([0] * 4, in_other))
    assert sum(both.minutes) > alone  # both streets share the district's signer


def test_a_deputy_lets_two_cases_be_signed_at_once():
    one, two = Town(levels=1), Town(levels=1, deputies=2)
    one.climb_together([0, 0], cases(2))
    two.climb_together([0, 0], cases(2))
    assert max(two.minutes) < max(one.minutes)


def test_urgent_cases_are_signed_before_others():
    town = Town(levels=1)
    town.climb_together([0, 1, 2], [case(0), case(1, urgency=30), case(2, urgency=10)])
    assert town.recorder.columns(SIGNATURE)["incident"].tolist() == [0, 2, 1]


def test_signatures_are_recorded_one_by_one():
    town = Town(signers=2, return_share=0.5)
    town.climb(*cases(30))
    signed = town.recorder.columns(SIGNATURE)
    rounds = np.array([decision.rounds for decision in town.decisions])
    assert len(signed["incident"]) == rounds.sum() * 6
    assert signed["returned"].sum() == (rounds - 1).sum() > 0
    assert (signed["signed"] >= signed["asked"]).all()
    assert set(signed["level"]) == {1, 2, 3} and set(signed["signer"]) == {0, 1}


# acting first


def test_a_certain_bypass_takes_no_time():
    town = Town(bypass_quota=1000, bypass_threshold=0.0, tolerance=1.0, **NIGHT)
    assert not town.climb(*cases(50)).any()
    assert all(decision.bypassed and not decision.punished for decision in town.decisions)


def test_without_tolerance_the_quota_stays_unused():
    town = Town(bypass_quota=1000, bypass_threshold=0.0, tolerance=0.0)
    town.climb(*cases(50))
    assert not any(decision.bypassed for decision in town.decisions)


@given(low=st.floats(0, 1), high=st.floats(0, 1), seed=st.integers(0, 100))
@settings(max_examples=20, deadline=None)
def test_who_dares_under_little_tolerance_dares_under_more(low, high, seed):
    low, high = sorted((low, high))
    few, many = (dares(seed, tolerance) for tolerance in (low, high))
    assert (few <= many).all()


def dares(seed, tolerance):
    """Return which of some communities, each with a first case, uses its bypass."""
    towns = [Town(seed=seed, bypass_quota=1, bypass_threshold=0.0, tolerance=tolerance) for _ in range(8)]
    for number, town in enumerate(towns):
        town.climb(case(number))
    return np.array([town.decisions[0].bypassed for town in towns])


def test_the_quota_is_per_community_and_quarter():
    town = Town(bypass_quota=2, bypass_threshold=0.0, tolerance=1.0)
    town.climb(*cases(5), case(9, community=1))
    assert [decision.bypassed for decision in town.decisions] == [True, True, False, False, False, True]
    town.env.run(until=92 * 1440)
    town.climb(case(10))
    assert town.decisions[-1].bypassed


def test_a_punished_community_uses_no_bypass_again_in_the_quarter():
    town = Town(bypass_quota=1000, bypass_threshold=0.0, tolerance=0.5)
    town.climb(*cases(200))
    flags = [(decision.bypassed, decision.punished) for decision in town.decisions]
    last = next(number for number, (_, punished) in enumerate(flags) if punished)
    assert not any(bypassed for bypassed, _ in flags[last + 1 :])


def test_bypasses_are_audited_and_misjudged_ones_found_out():
    town = Town(bypass_quota=1000, bypass_threshold=0.5, tolerance=1.0, judgement_error=0.3, audit_hours=4.0)
    town.climb(*cases(100, severity=0.45))
    assert 0 < sum(decision.bypassed for decision in town.decisions) < 100
    assert all(decision.false_bypass for decision in town.decisions if decision.bypassed)
    exact = Town(bypass_quota=1000, bypass_threshold=0.5, tolerance=1.0, judgement_error=0.0)
    exact.climb(*cases(100, severity=0.45))
    assert not any(decision.bypassed for decision in exact.decisions)
    audited = Town(bypass_quota=1, bypass_threshold=0.0, tolerance=1.0, audit_hours=4.0)
    audited.climb(case())
    assert audited.hours[0] == audited.hours[3] == 4.0 and audited.hours.sum() == 8.0


def test_the_optimal_rule_keeps_the_last_bypass_for_worse():
    early = Town(bypass_quota=1, tolerance=1.0, bypass_rule="optimal", judgement_error=0.0, cases_per_quarter=4)
    early.climb(case(0, severity=0.7), case(1, severity=0.8))
    assert [decision.bypassed for decision in early.decisions] == [False, True]
    late = Town(bypass_quota=1, tolerance=1.0, bypass_rule="optimal", judgement_error=0.0, cases_per_quarter=0)
    late.climb(case(0, severity=0.1))
    assert late.decisions[0].bypassed


def test_a_clear_rule_ends_hesitation():
    unclear = Town(hesitation=5.0, tolerance=0.0)
    unclear.climb(*cases(20))
    clear = Town(hesitation=5.0, tolerance=0.0, bypass_rule="threshold")
    clear.climb(*cases(20))
    assert all(decision.hesitation > 0 for decision in unclear.decisions)
    assert not any(decision.hesitation for decision in clear.decisions)


# what signatures are for


def test_deciding_alone_is_misused_more_often_than_with_signatures():
    wasted = [sum(decision.misuse_yuan for decision in climbed(levels=levels, misuse=0.3).decisions)
              for levels in range(4)]
    assert wasted[0] > wasted[1] > wasted[3]
    assert wasted == sorted(wasted, reverse=True)


def test_without_misuse_delegation_is_free():
    assert not any(decision.misuse_yuan for decision in climbed(levels=0, misuse=0.0).decisions)


def climbed(**settings_):
    town = Town(**settings_)
    town.climb(*cases(400, amount=5_000.0))
    return town


def test_requests_take_the_committees_time():
    town = Town(form_hours=0.5)
    town.climb(*cases(4))
    assert town.hours[0] == 2.0 and town.hours[3] > 0


def test_a_quorum_larger_than_the_signers_is_refused():
    with pytest.raises(InputProblems, match=r"a quorum cannot exceed the signers of a level, 1"):
        Parameters().replace({"approval.mode": "quorum", "approval.signers": 1})
