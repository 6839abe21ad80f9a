"""Street offices, districts and the city decide what they inquire into and whether they punish: rules against known chances."""

from dataclasses import replace

import numpy as np
import pytest

from coprod import CoproductionModel, Parameters, run
from coprod.agents.decisions import RuleBook
from coprod.agents.inquiring import Charge, Matter
from coprod.kernel.ended import Ended
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.inquiries import INQUIRY, OFFICES, Inquiries
from coprod.parameters.codes import FIRE
from tests.agents.rule_effects import OFTEN, SMALL, both_languages
from tests.failures import Failures

VISIBLE = Ended(0, FIRE, 0, 0.0, 0.5, 0.0, 0.0, 1000.0, 0.0, 40, 0, False, 0.0)
"""Missed, and forty people struck: the matter of a street."""
DAMAGE = replace(VISIBLE, people=0, hit=True, damage=2e6)
"""Two million yuan: the matter of a district, by its grade alone."""
VAST = replace(DAMAGE, damage=2e8)
"""Two hundred million: the matter of the state."""
MATTER, CHARGE = Matter(2, 3, 2, True, 0.3), Charge(2, 1, False, 0.3, 0.5)
N = 50
EVERYWHERE = {"take_up": ("usual_rate", "by_order", "fire_alarm"), "punish": ("tolerant", "by_outcome", "only_falsehood")}


def records_of(ended, rules, alarm=0.0, gap=0.0, n=N, **changes):
    """Return what is recorded of `n` incidents like one, each on a day of its own, where offices decide by `rules`."""
    p = Parameters().replace({name.replace("__", "."): value for name, value in changes.items()})
    recorder = Recorder()
    live = Inquiries(p, Streams(1), np.array([0, 0, 1, 1]), np.array([0, 1]), recorder, RuleBook(p, rules))
    live.record_gap = lambda _: gap
    for i in range(n):
        live.look_back(i, [replace(ended, id=i)], np.full(4, alarm))
    return recorder.columns(INQUIRY)


def everybody(verb, rule):
    """Return the rules of all offices for one verb."""
    return {f"{office}.{verb}": rule for office in OFFICES}


def test_the_order_makes_an_inquiry_of_what_has_a_grade_and_of_nothing_else():
    rules = everybody("take_up", "by_order")
    with Failures() as failures:
        for name, ended, opened in (("no grade", VISIBLE, 0), ("of the district", DAMAGE, N), ("of the state", VAST, N)):
            with failures.case(name):
                assert records_of(ended, rules)["day"].size == opened


def test_one_level_alone_can_look_away_or_insist():
    """With the street on the order and the district as usual, a graded matter of the district is taken up at the usual rate."""
    n, rate = 1000, 0.3
    found = records_of(DAMAGE, {"street_office.take_up": "by_order"}, n=n, inquiry__rate=rate)["day"].size / n
    assert found == pytest.approx(rate, abs=4 * (rate * (1 - rate) / n) ** 0.5)
    assert records_of(DAMAGE, {"district.take_up": "by_order"}, inquiry__rate=rate)["day"].size == N
    beyond = records_of(VAST, {"city.take_up": "by_order"}, inquiry__rate=rate)
    assert beyond["day"].size == N and set(beyond["level"]) == {5}, "the city's rule holds for the levels above it"


def test_who_waits_for_an_alarm_sees_nothing_without_one():
    rules = everybody("take_up", "fire_alarm")
    assert records_of(VISIBLE, rules, alarm=0.1)["day"].size == 0 == records_of(DAMAGE, rules)["day"].size
    assert records_of(VISIBLE, rules, alarm=0.3)["day"].size == N


def test_a_rate_of_zero_switches_off_every_rule():
    for rule in EVERYWHERE["take_up"]:
        assert records_of(VAST, everybody("take_up", rule), alarm=1.0, inquiry__rate=0.0)["day"].size == 0, rule


def test_whom_an_inquiry_punishes():
    """Honest mistakes without harm, with harm, and a false record; a fifth of mistakes is forgiven."""
    n, forgiven = 500, 0.2
    harm = replace(VISIBLE, injuries=200.0)
    expected = {"tolerant": (1 - forgiven, 1 - forgiven, 1.0), "by_outcome": (0.0, 1.0, 1.0), "only_falsehood": (0.0, 0.0, 1.0)}
    with Failures() as failures:
        for rule, shares in expected.items():
            for (ended, gap), share in zip(((VISIBLE, 0.0), (harm, 0.0), (VISIBLE, 0.9)), shares, strict=True):
                with failures.case((rule, ended.injuries, gap)):
                    found = records_of(ended, everybody("punish", rule), gap=gap, n=n, inquiry__rate=1.0,
                                       approval__tolerance=forgiven)["punished"]
                    assert found.size == n
                    assert found.mean() == pytest.approx(share, abs=4 * (share * (1 - share) / n) ** 0.5)


def test_every_office_can_be_asked_and_says_why_in_both_languages():
    with Failures() as failures:
        for verb, rules in EVERYWHERE.items():
            for rule in rules:
                model = CoproductionModel(Parameters().replace(SMALL), rng=1, rules=everybody(verb, rule))
                for office in (model.street_offices[0], model.districts[0], model.city):
                    with failures.case((rule, office.decides_as)):
                        for seen in (None, MATTER, replace(MATTER, grade=0, is_alarming=False)) if verb == "take_up" else (
                                None, CHARGE, replace(CHARGE, harmed=0), replace(CHARGE, is_false=True)):
                            assert both_languages(office.explain(verb, seen))
                            answer = office.take_up(seen) if verb == "take_up" else office.punish(seen)
                            assert answer == office.decide(verb, seen) and 0 <= answer <= 1


def test_another_rule_moves_a_named_outcome_of_the_town():
    """Whatever is missed is inquired into and punished as usual; every other rule inquires into less, or frightens less."""
    often = SMALL | OFTEN | {"inquiry.rate": 1.0, "inquiry.people": 1, "approval.tolerance": 0.0}
    parameters, moved = Parameters().replace(often), {"take_up": "inquiries", "punish": "fear_mean"}
    with Failures() as failures:
        for seed in (1, 2):
            usual = run(parameters, seed, 20).outcomes
            for verb, outcome in moved.items():
                for rule in EVERYWHERE[verb][1:]:
                    with failures.case((rule, seed)):
                        assert run(parameters, seed, 20, rules=everybody(verb, rule)).outcomes[outcome] < usual[outcome]
