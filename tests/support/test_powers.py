"""What committees may and can do: powers, skill, staff by level, plans that age, and policies on paper."""

import numpy as np
import pytest

from coprod.fields.emergency.forecast import Forecasts, skill_at
from coprod.fields.everyday.desks import staff_by_desk
from coprod.fields.everyday.hazards import HAZARD
from coprod.fields.long_term.plans import Plans, overtaken
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.powers import POWER, REFERRAL, SKILL, Powers, trained_skill
from coprod.parameters import Parameters
from coprod.parameters.effective import decisions, effective_parameters, gap
from tests.emergencies.fields import dotted

N = 20_000


def waits(n=N, **changes):
    """Return the working days that n found hazards wait, the hours of calling, and the records by reason."""
    found = np.zeros(n, HAZARD)
    found["id"] = np.arange(n)
    powers = Powers(Parameters().replace(dotted(changes)), Streams(1), Recorder())
    days, hours = powers.wait(3, found)
    records = powers._recorder.columns(REFERRAL)
    return days, hours, {reason: {name: column[records["reason"] == reason] for name, column in records.items()}
                         for reason in (POWER, SKILL)}


def share_of(value, expected, n=N):
    return value == pytest.approx(expected, abs=4 * (expected * (1 - expected) / n) ** 0.5)


def test_hazards_wait_for_power_and_skill_as_often_as_declared():
    days, hours, records = waits()
    assert share_of(records[POWER]["hazard"].size / N, 0.15) and share_of(records[SKILL]["hazard"].size / N, 0.06)
    waiting = np.union1d(records[POWER]["hazard"], records[SKILL]["hazard"])
    assert (days[waiting] > 0).all() and days.sum() == sum(r["days"].sum() for r in records.values()) and not hours.any()


def test_calls_to_departments_are_geometric_and_answers_exponential():
    _, _, records = waits(request__authority_enforce_share=1.0)
    calls, days = records[POWER]["calls"], records[POWER]["days"]
    assert calls.mean() == pytest.approx(1.25, abs=4 * (0.2 / 0.64 / N) ** 0.5)
    assert days[calls == 1].mean() == pytest.approx(1 / (1 - np.exp(-1 / 4)), abs=4 * 4 / (0.8 * N) ** 0.5)


@pytest.mark.parametrize(("switch", "reason"), [
    ({"staff__enforcement": 1.0}, POWER), ({"request__authority_enforce_share": 0.0}, POWER),
    ({"request__authority_skill": 1.0}, SKILL), ({"request__authority_expert_share": 0.0}, SKILL)])
def test_power_and_skill_of_its_own_need_nobody(switch, reason):
    assert not waits(1000, **switch)[2][reason]["hazard"].size


def test_a_whistle_brings_departments_at_the_first_call_and_takes_time():
    days, hours, records = waits(request__authority_whistle=1.0, request__authority_expert_share=0.0)
    assert (records[POWER]["calls"] == 1).all() and not days.any()
    assert hours.sum() == records[POWER]["hazard"].size


def test_more_power_and_skill_never_lengthen_a_wait():
    usual = waits()[0]
    for better in ({"staff__enforcement": 0.5}, {"request__authority_skill": 0.7}, {"request__authority_training": 4.0},
                   {"request__authority_refusal": 0.1}, {"request__authority_whistle": 0.5}):
        assert (waits(**better)[0] <= usual).all()


def test_training_halves_the_lack_of_skill_and_takes_hours():
    assert [trained_skill(0.4, hours, 4.0) for hours in (0, 4, 8)] == pytest.approx([0.4, 0.7, 0.85])
    powers = Powers(Parameters().replace({"request.authority_training": 4.0}), Streams(1), Recorder())
    assert powers.training_hours(np.array([6.0]))[0] * 365 / 7 == pytest.approx(6 * 4 * 12)


def test_staff_sent_down_are_as_many_less_what_they_get_done():
    staff, street_of = Parameters().staff, np.array([0, 0, 1])
    for loss in (0.0, 0.2):
        alloc = Parameters().replace({"staff.sink": 0.5, "staff.sink_loss": loss}).staff
        before, after = staff_by_desk(staff, street_of), staff_by_desk(staff, street_of, alloc=alloc)
        assert after[3:] == pytest.approx(before[3:] / 2)
        assert (after - before)[:3].sum() == pytest.approx((1 - loss) * (before - after)[3:].sum())


def test_plans_are_overtaken_as_the_equation_says():
    """dL/dt = ν (1 − L) − u L from 0, by small steps, and its limit ν / (ν + u)."""
    share, step = 0.0, 1e-4
    for _ in range(20_000):
        share += step * (0.3 * (1 - share) - 0.5 * share)
    assert overtaken(2.0, 0.3, 0.5) == pytest.approx(share, abs=1e-4)
    assert overtaken(1000.0, 0.3, 0.5) == pytest.approx(0.375) and overtaken(5.0, 0.0, 0.5) == 0.0
    assert overtaken(5.0, 0.3, 0.0) == pytest.approx(1 - np.exp(-1.5))


def test_plans_cover_less_and_revisions_cost_time():
    plans = Plans(Parameters().replace({"approval.plan_novelty": 0.3}))
    shares = [plans.off_template(year * 365 * 1440.0) for year in range(5)]
    assert shares[0] == 0.2 and shares == sorted(shares)
    assert plans.weekly_hours * 365 / 7 == pytest.approx(0.5 * 40)
    assert Plans(Parameters().replace({"approval.plan_novelty": 0.0})).off_template(1e9) == 0.2


def test_policy_that_is_carried_out_is_the_policy():
    paper = Parameters().replace({"approval.levels": 0, "resident.skill_registered": 0.8})
    assert effective_parameters(paper) is paper and gap(paper) == 0
    nothing = Parameters().replace({"directive.policy_implementation": 0.3, "hazard.birth": 2.0})
    assert effective_parameters(nothing) is nothing and not decisions(nothing)


@pytest.mark.parametrize("share", [0.0, 0.4, 0.7])
def test_policies_go_part_of_the_way(share):
    """Levers go f of the way, whole numbers no further; yes or no needs half a heart; what is no lever is as it is."""
    paper = Parameters().replace({
        "directive.policy_implementation": share, "resident.skill_registered": 0.8, "approval.levels": 0, "reserve.pooling": True,
        "approval.mode": "parallel", "hazard.birth": 2.0})
    real = effective_parameters(paper)
    assert real.resident.skill_registered == pytest.approx(0.2 + share * 0.6)
    assert real.approval.levels == 3 - int(share * 3)
    assert (real.reserve.pooling, real.approval.mode) == ((True, "parallel") if share >= 0.5 else (False, "serial"))
    assert real.hazard.birth == 2.0 and 0 < gap(paper) <= 1


def test_analysis_sharpens_warnings_as_far_as_data_are_shared():
    def skill(**changes):
        return Forecasts(Parameters().replace(dotted(changes)), Streams(1), np.zeros(4, dtype=int)).skill

    p = Parameters().warning
    assert skill() == skill(department__data_share=1.0) == skill_at(p.skill, p.lead, p.half_lead)
    assert skill(department__data_analytics=1.0, department__data_share=1.0) == pytest.approx(1.6 * skill())
    assert skill(department__data_analytics=1.0, department__data_share=0.0) == skill()
