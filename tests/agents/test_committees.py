"""Residents' committees: their shipped rules, what others change, a rule of one's own, and one committee on its own."""

import numpy as np
import pytest

from coprod import CoproductionModel, Parameters, run
from coprod.agents.committee_decisions import (
    DROP,
    KEEP,
    TICK_OFF,
    BypassCase,
    DeskItems,
    FixedThreshold,
    OptimalThreshold,
    Urgency,
    VisibleToSuperiors,
    WrittenRule,
)
from coprod.agents.decisions import DECISIONS, RuleFailure
from coprod.fields.everyday.desks import in_order
from coprod.kernel.work_items import DIRECTIVE, ITEM, REQUEST, WORK
from coprod.linkage.approvals import Case
from coprod.text.problems import InputProblems
from tests.agents.rule_effects import OFTEN, SMALL, both_languages, interval

BUSY = {"staff.count": 3.0, "staff.overflow_days": 5.0, "request.hours": 5.0}  # requests alone take more than there is
BOLD = OFTEN | {"approval.bypass_quota": 3, "approval.tolerance": 0.8, "approval.bypass_rule": "threshold"}


def some_items(n=400, seed=1):
    dice = np.random.default_rng(seed)
    items = np.zeros(n, ITEM)
    items["desk"], items["work"], items["begun"] = dice.integers(0, 7, n), dice.integers(1, 6, n), dice.random(n) < 0.3
    items["arrived"] = dice.integers(0, 30, n)
    return items


def some_cases(n=300, seed=1):
    dice = np.random.default_rng(seed)
    return [BypassCase(incident=i, community=0, judged=dice.random(), left=int(dice.integers(1, 4)),
                       to_come=int(dice.integers(0, 9)), written_threshold=0.5, tolerance=0.6, dare=dice.random())
            for i in range(n)]


@pytest.fixture(scope="module")
def model():
    parameters = Parameters().replace(SMALL | BOLD | {"staff.count": 4.0})
    model = CoproductionModel(parameters, rng=1)
    for _ in range(9):
        model.step()
    return model


@pytest.mark.parametrize(("rule", "order"), [
    (Urgency, WORK), (VisibleToSuperiors, ("emergency", "rectification", "directive", "ledger", "request", "organising"))])
def test_work_is_done_by_desk_then_what_is_begun_then_by_kind_then_by_arrival(rule, order):
    items = some_items()
    place = np.array([order.index(kind) for kind in WORK])[items["work"]]
    expected = np.lexsort((np.arange(items.size), place, ~items["begun"], items["desk"]))
    assert np.array_equal(in_order(items["desk"], rule().decide(DeskItems.of(items, 0))), expected)


def test_any_numbers_serve_as_priorities():
    items = some_items()
    expected = np.lexsort((np.arange(items.size), -items["arrived"], items["desk"]))
    assert np.array_equal(in_order(items["desk"], -items["arrived"] / 7), expected)


def test_named_thresholds_decide_as_the_parameter_of_the_same_name():
    for policy, named in (("unclear", FixedThreshold()), ("threshold", FixedThreshold()), ("optimal", OptimalThreshold())):
        written = WrittenRule(Parameters().replace({"approval.bypass_rule": policy}))
        answers = [written.decide(case) for case in some_cases()]
        assert answers == [named.decide(case) for case in some_cases()]
        assert 0.1 < np.mean(answers) < 0.9


def test_an_order_for_superiors_lets_citizens_wait():
    low, _ = interval({"committee.order": "visible_to_superiors"}, "request_wait", {"staff.count": 4.0})
    assert low > 0


def test_requests_that_are_kept_are_not_dropped():
    _, high = interval({"committee.tick": "keep_requests"}, "shed_share", BUSY, days=60)
    assert high < 0


def test_referring_when_behind_lets_requests_wait_at_the_street():
    low, _ = interval({"committee.refer": "when_behind"}, "request_wait", {"staff.count": 3.0}, days=60)
    assert low > 0


def test_who_keeps_to_the_rules_never_acts_first():
    _, high = interval({"committee.bypass": "rule_bound"}, "bypass_used", BOLD)
    assert high < 0


def test_what_is_beyond_its_powers_is_referred_whatever_the_rule_says():
    class Never:
        def decide(self, seen):
            return np.zeros(len(seen), dtype=bool)

    parameters = Parameters().replace(SMALL)
    usual, never = (run(parameters, 1, 20, rules=rules) for rules in ({}, {"committee.refer": Never}))
    assert usual.daily.equals(never.daily) and usual.daily.referred.sum() > 0


def test_a_rule_of_ones_own_for_the_many_or_for_one_gives_the_same_days():
    class FirstCome:
        def decide(self, seen):
            return seen.arrived

    class FirstComeForOne:
        def decide_one(self, seen):
            return seen.arrived

    parameters = Parameters().replace(SMALL | {"staff.count": 3.0})
    usual, many, one = (run(parameters, 1, 15, rules=rules).outcomes["request_wait"] for rules in (
        {}, {"committee.order": FirstCome}, {"committee.order": FirstComeForOne}))
    assert many == one != usual


def test_an_answer_that_is_none_names_decision_rule_and_day():
    class Wrong:
        def decide(self, seen):
            return np.full(len(seen), 7)

    with pytest.raises(RuleFailure) as failure:
        run(Parameters().replace(SMALL | BUSY), 1, 60, rules={"committee.tick": Wrong})
    assert all(word in str(failure.value) for word in ("committee.tick", "Wrong", "day ", "returned 7", "0 to 2"))


def test_a_committee_sees_its_desk(model):
    committee = model.committees[3]
    assert committee.staff == model.desks.staff[3] and committee.load == model.desk_day.utilisation[3]
    assert committee.backlog_hours == model.desk_day.backlog_hours[3] == pytest.approx(committee.items.left.sum())
    assert committee.backlog_days * model.desks.capacity[3] == pytest.approx(committee.backlog_hours)
    assert committee.officials is model.officials[3]
    assert committee.inclination_to_hide == model.emergency_field.accountability.hiding[3]


def test_a_committee_orders_its_own_items_as_its_desk_does(model):
    items = model.desks.open_items
    whole = model.rules["committee.order"](DeskItems.of(items, model.day))
    for committee in model.committees:
        own = items["desk"] == committee.row
        assert np.array_equal(committee.order(), whole[own]) and len(committee.items) == own.sum()
        kinds = committee.items.work
        assert np.array_equal(committee.tick(), np.where(kinds == REQUEST, DROP, TICK_OFF))
    assert sum(len(committee.items) for committee in model.committees) > 20 and KEEP == 0


def test_a_committee_refers_what_it_referred_in_the_run(model):
    seen = 0
    for committee in model.committees:
        items = model.request_day.items
        own = items[items["desk"] == committee.row]
        assert np.array_equal(committee.refer(), own["street_hours"] > 0)
        assert own["hours"] == pytest.approx(
            np.where(committee.refer(), committee.requests.referral_hours, committee.requests.hours))
        seen += own.size
    assert seen == model.request_day.items.size > 20


def test_a_committee_bypasses_what_it_bypassed_in_the_run():
    answers = []

    class Watched(WrittenRule):
        def decide(self, seen):
            answers.append((seen, super().decide(seen)))
            return answers[-1][1]

    parameters = Parameters().replace(SMALL | BOLD)
    watched = run(parameters, 1, 30, rules={"committee.bypass": Watched}).model
    assert watched.recorder.columns(next(k for k in watched.recorder.kinds() if k.name == "incident"))["bypassed"].any()
    model = CoproductionModel(parameters, rng=1)
    assert {answer for _, answer in answers} == {True, False}
    for seen, answer in answers:
        assert model.committees[seen.community].bypass(seen) == answer


def test_a_committee_weighs_a_case_of_its_own_and_has_no_bypass_beyond_its_quota():
    case = Case(incident=5, community=3, severity=0.99, urgency=30.0)
    for quota in (0, 3):
        model = CoproductionModel(Parameters().replace(
            SMALL | BOLD | {"approval.bypass_quota": quota, "approval.tolerance": 1.0}), rng=1)
        assert model.committees[3].bypass(case) == (quota > 0)
        assert both_languages(model.committees[3].explain("bypass", case))


def test_every_rule_says_why_in_both_languages(model):
    bypass = some_cases()[0]
    items = DeskItems.of(some_items(), 0)
    for what in ("order", "tick", "refer", "bypass"):
        for name in DECISIONS[f"committee.{what}"].rules:
            other = CoproductionModel(Parameters().replace(SMALL), rng=1, rules={f"committee.{what}": name})
            seen = {"bypass": bypass, "refer": model.requests.today}.get(what, items)
            assert both_languages(other.committees[0].explain(what, seen)), (what, name)
    directive = np.flatnonzero((items.work == DIRECTIVE) & ~items.begun)[0]
    assert "directive" in model.committees[0].explain("order", items, directive).en


def test_what_committees_do_not_decide_is_listed_and_cannot_be_given_a_rule():
    absent = [d for d in DECISIONS.values() if d.name.startswith("committee.") and d.absent]
    assert {"committee.allocate_staff", "committee.call_residents"} <= {d.name for d in absent}
    assert all(d.en and d.zh for d in absent)
    with pytest.raises(InputProblems, match="not taken in the model"):
        CoproductionModel(Parameters().replace(SMALL), rng=1, rules={"committee.call_residents": Urgency})
