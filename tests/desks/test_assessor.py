"""The superior assessor: what is met goes up, what is not stays, and ticking counts (mech:A20)."""

import numpy as np
import pytest

from coprod.agents.decisions import RuleBook
from coprod.fields.long_term.targets import Assessor, ratcheted
from coprod.kernel.work_items import DIRECTIVE, DONE, LEDGER, REQUEST, SHED, SYMBOLIC, make_items
from coprod.parameters import Parameters
from tests.desks.offices import offices


def kpi(**changes):
    changes = {"most": 3.0, **changes}
    return Parameters().replace({f"directive.target_{name}": value for name, value in changes.items()}).directive


def items(desk, work=DIRECTIVE, state=DONE):
    rows = make_items(work=work, desk=np.asarray(desk), hours=2.0, line=0, origin=0, arrived=0, ready=0)
    rows["state"] = state
    return rows


def test_targets_that_are_always_met_grow_by_the_ratchet_up_to_the_most():
    target, grown = np.ones(1), []
    for _ in range(6):
        target = ratcheted(target, np.array([0.2]), 2.0)
        grown.append(float(target[0]))
    assert grown == pytest.approx([1.2, 1.44, 1.728, 2.0, 2.0, 2.0])


def test_targets_that_are_missed_stay_and_nothing_brings_them_down():
    assert ratcheted(np.array([1.5]), np.array([0.0]), 3.0)[0] == 1.5
    assert ratcheted(np.array([2.5]), np.array([0.2]), 2.0)[0] == 2.5


@pytest.mark.parametrize(("work", "state", "counts"), [
    (DIRECTIVE, DONE, True), (LEDGER, SYMBOLIC, True), (DIRECTIVE, SHED, False), (REQUEST, DONE, False)])
def test_only_what_is_on_record_as_finished_counts_and_ticks_do(work, state, counts):
    assessor = Assessor(kpi(ratchet=0.5, period=10), np.zeros(1, dtype=int))
    assessor.demand(1, items([0]))
    assessor.note(items([0], work, state))
    assert assessor.demand(10, items([0]))["hours"][0] == pytest.approx(3.0 if counts else 2.0)


def test_each_district_has_its_own_targets():
    assessor = Assessor(kpi(ratchet=0.5, period=10), np.array([0, 1]))
    assessor.demand(1, items([0, 1]))
    assessor.note(items([1]))
    assert assessor.demand(10, items([0, 1]))["hours"].tolist() == [2.0, 3.0]


def test_without_a_ratchet_items_are_passed_on_untouched():
    rows = items([0])
    assert Assessor(kpi(ratchet=0.0), np.zeros(1, dtype=int)).demand(30, rows) is rows


def test_the_same_directives_come_with_and_without_a_ratchet():
    plain = offices(directive__target_period=7, directive__target_ratchet=0.0)
    ratchet = offices(directive__target_period=7, directive__target_ratchet=0.5)
    for day in range(40):
        a, b = plain.directives.day(day), ratchet.directives.day(day)
        assert (a["origin"] == b["origin"]).all() and (b["hours"] >= a["hours"]).all()
        ratchet.directives.assessor.note(b)


def after_a_period(rule, work, state, load=1.5):
    """Return the target after a period in which one item was sent and finished so, under a rule of the district."""
    rules = RuleBook(Parameters(), {"district.ratchet": rule})
    assessor = Assessor(kpi(ratchet=0.5, period=10), np.zeros(1, dtype=int), rules)
    assessor.demand(1, items([0]))
    assessor.note(items([0], work, state), np.array([load]))
    assessor.demand(10, items([0]))
    return float(assessor.target[0])


def test_an_inspector_is_not_taken_in_by_ticks_and_a_cap_on_load_spares_the_overloaded():
    assert after_a_period("on_record", DIRECTIVE, SYMBOLIC) == 1.5
    assert after_a_period("on_inspection", DIRECTIVE, SYMBOLIC) == 1.0
    assert after_a_period("on_inspection", DIRECTIVE, DONE) == 1.5
    assert after_a_period("within_means", DIRECTIVE, DONE) == 1.0
    assert after_a_period("within_means", DIRECTIVE, DONE, load=0.9) == 1.5
