"""Street offices: signing, lending, delegating, by default and by other rules."""

import numpy as np
import pytest

from coprod.agents.decisions import DECISIONS, RuleBook, RuleFailure
from coprod.agents.lending import Appeal, Reciprocal
from coprod.agents.signing import Case, RuleBound, Submission, UsualShare
from coprod.agents.street_offices import Expertise, Request, Rivalry, Thresholds
from coprod.linkage.approvals import SIGNATURE
from coprod.linkage.mutual_aid import STREET_LENT
from coprod.model import CoproductionModel, run
from coprod.parameters import Parameters
from coprod.parameters.codes import ITEMS
from tests.agents.runs import BUSY, both_languages, interval
from tests.approvals.ladders import Town, case

SIGNERS = ("street_office.sign", "district.sign", "city.sign")
AID = {"crew.dispatch": "nearest", "reserve.pooling": True, "crew.street_crews": 1, "reserve.street": 0.2}


@pytest.fixture(scope="module")
def live():
    return run(Parameters().replace(BUSY), 1, 30).model


def submission(round_=0, share=0.15, uniform=0.5, **of_case):
    return Submission(Case(**of_case), round_, share, 0.3, uniform)


def test_the_usual_share_is_returned_whatever_the_case():
    draws = np.random.default_rng(1).random(4000)
    returned = np.mean([not UsualShare().decide(submission(uniform=u, off_template=u < 0.5)) for u in draws])
    assert returned == pytest.approx(0.15, abs=4 * (0.15 * 0.85 / draws.size) ** 0.5)


def test_rule_bound_offices_return_what_no_plan_describes_once():
    rule = RuleBound()
    assert not rule.decide(submission(off_template=True)) and rule.decide(submission(1, off_template=True))
    assert rule.decide(submission()) and not rule.decide(submission(1, off_template=True, uniform=0.1))


def test_an_office_signs_on_its_own_and_says_why(live):
    office = live.street_offices[2]
    assert {office.sign(Case(incident=n)) for n in range(60)} == {True, False}
    assert both_languages(office.explain(Case())) and both_languages(office.explain(Case(), 3))
    assert both_languages(office.explain("delegate", Case(amount=5000.0)))
    assert both_languages(office.explain("lend", 1))
    assert office.delegate(Case(amount=5000.0)) == 1 and office.delegate(Case(needs_entry=True)) == 3


def test_an_office_alone_answers_as_the_run_did():
    done = run(Parameters().replace(BUSY | {"approval.levels": 2, "approval.return_share": 0.4, "inquiry.rate": 0.0}), 1, 30)
    signed = done.model.recorder.columns(SIGNATURE)
    last = np.flatnonzero(signed["returned"])
    assert last.size > 5 and (signed["level"] <= 2).all()
    office = done.model.street_offices[0]
    assert not any(office.sign(Case(int(signed["incident"][row])), int(signed["round"][row])) for row in last)


def test_rule_bound_offices_lengthen_what_no_plan_describes():
    low, _ = interval("off_template_delay", dict.fromkeys(SIGNERS, "rule_bound"))
    assert low > 0


def test_expertise_lets_the_front_line_decide_more():
    low, _ = interval("delegated_share", {"street_office.delegate": "expertise"}, seeds=10)
    assert low > 0


def test_expertise_goes_by_the_golden_window_and_thresholds_by_money_and_right():
    seen = {window: Request(Case(urgency=window, amount=50_000.0), 0, (2_000.0, 20_000.0, 100_000.0)) for window in (20.0, 60.0)}
    assert [Expertise().decide(one) for one in seen.values()] == [0, 2]
    assert [Thresholds().decide(one) for one in seen.values()] == [2, 2]
    assert all(both_languages(Expertise().explain(one)) for one in seen.values())


def appeal(given=0, received=0, refusal=0.0, uniform=0.5):
    return Appeal(0, 1, 2, False, refusal, 0.0, given, received, uniform)


def test_rivals_refuse_and_reciprocal_streets_keep_accounts():
    assert [Rivalry().decide(appeal(refusal=r)) for r in (0.0, 0.4, 0.6, 1.0)] == [True, True, False, False]
    accounts = {(0, 0): True, (1, 0): False, (1, 1): True, (3, 2): False, (0, 5): True}
    assert {account: Reciprocal().decide(appeal(*account)) for account in accounts} == accounts
    assert both_languages(Reciprocal().explain(appeal())) and both_languages(Rivalry().explain(appeal()))


def test_reciprocal_streets_help_less_across_streets():
    _, high = interval("cross_street_aid", {"street_office.lend": "reciprocal"}, AID)
    assert high < 0


def test_streets_that_only_reciprocate_never_lend_two_more_than_they_got():
    done = run(Parameters().replace(BUSY | AID), 1, 40, rules={"street_office.lend": "reciprocal"})
    loans = done.model.emergency_field.aid._loans
    balance = [n - loans[kind, to, of] for (kind, of, to), n in dict(loans).items() if kind == STREET_LENT]
    assert balance and max(balance) <= 2  # calls at the same minute may overtake the account


def test_an_offices_state_can_be_asked(live):
    offices = live.street_offices
    assert sum(office.open_incidents for office in offices) == live.city.open_incidents
    assert all(0 <= office.load <= 1 and office.crews_out >= 0 and office.open_cases >= 0 for office in offices)
    assert all(set(office.stocks) == set(ITEMS) and min(office.stocks.values()) >= 0 for office in offices)


class LowersTheBar:
    """Signs whatever is grave."""

    def decide_one(self, seen):
        return seen.case.severity >= 0.9 or seen.round > 2


def test_a_rule_of_ones_own_replaces_the_default():
    town = Town()
    town.ladder._signs = {seat: RuleBook(Parameters(), {"street_office.sign": LowersTheBar})["street_office.sign"]
                          for seat in town.ladder._signs}
    town.climb(case(0), case(1, severity=0.95))
    assert [decision.rounds for decision in town.decisions] == [4, 1]


def test_a_rule_that_answers_nonsense_is_named():
    class Levels:
        def decide(self, seen):
            return 9

    model = CoproductionModel(Parameters().replace(BUSY), rng=1, rules={"street_office.delegate": Levels})
    with pytest.raises(RuleFailure, match=r"street_office\.delegate"):
        model.street_offices[0].delegate(Case())


def test_what_offices_could_decide_and_do_not_is_absent():
    absent = {name for name, one in DECISIONS.items() if one.absent}
    assert {"district.pool", "city.move_reserves"} <= absent
    assert not {"city.set_targets", "department.share_data"} & set(DECISIONS)
    assert all(one.rules or one.absent for one in DECISIONS.values())
