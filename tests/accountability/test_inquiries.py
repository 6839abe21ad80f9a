"""Inquiries against theory: who inquires, how many there are, how fear fades, what it costs, and that zero switches them off."""

from dataclasses import replace

import numpy as np
import pytest

from coprod.agents.decisions import RuleBook
from coprod.kernel.calendar import DAYS_PER_MONTH
from coprod.kernel.ended import Ended
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.inquiries import INQUIRY, Inquiries, grade
from coprod.parameters import Parameters
from coprod.parameters.codes import ARREST, FIRE, LIFT, WATERLOGGING
from tests.failures import Failures

MISSED = Ended(0, FIRE, 0, 0.0, 0.5, 0.0, 0.0, 1000.0, 0.0, 4, 0, False, 0.0)
VISIBLE = replace(MISSED, people=40)
STREET_OF, DISTRICT_OF = np.array([0, 0, 1, 1, 2, 2]), np.array([0, 0, 1])
CALM = np.zeros(6)


def office(seed=1, **changes):
    """Return the inquiries of six communities in three streets of two districts, and what they record."""
    values = {name.replace("__", "."): value for name, value in changes.items()}
    recorder = Recorder()
    return Inquiries(Parameters().replace(values), Streams(seed), STREET_OF, DISTRICT_OF, recorder), recorder


def opened(recorder):
    """Return how many inquiries there were."""
    return recorder.columns(INQUIRY)["day"].size


def test_grades_are_those_of_the_order():
    """Order 493, articles 3 and 19: 3, 10 and 30 deaths, 10, 50 and 100 injuries, 10, 50 and 100 million yuan."""
    cases = {(0, 0, 0.0): 0, (1, 0, 0.0): 2, (2, 9, 9.9e6): 2, (3, 0, 0.0): 3, (0, 10, 0.0): 3, (0, 0, 1e7): 3, (9, 49, 0.0): 3,
             (10, 0, 0.0): 4, (0, 50, 0.0): 4, (0, 0, 5e7): 4, (30, 0, 0.0): 5, (0, 100, 0.0): 5, (0, 0, 1e8): 5}
    assert {case: grade(*case) for case in cases} == cases


def test_whose_matter_an_incident_is():
    live, _ = office(inquiry__people=30, inquiry__alarm=0.2, inquiry__false_record=0.3)
    many = {"people": 20, "displaced": 10}
    cases = [
        ("nothing missed, few struck", replace(MISSED, hit=True), 0.0, 0.0, 0),
        ("missed, few struck", MISSED, 0.0, 0.0, 0),
        ("missed and many struck or displaced", replace(MISSED, **many), 0.0, 0.0, 1),
        ("… and people are alarmed", replace(MISSED, **many), 0.2, 0.0, 2),
        ("… and the record is false", replace(MISSED, **many), 0.2, 0.3, 3),
        ("a million of damage", replace(MISSED, damage=1e6), 0.0, 0.0, 2),
        ("the same by water", replace(MISSED, damage=1e6, type=WATERLOGGING), 0.0, 0.0, 0),
        ("a heart that stops", replace(MISSED, type=ARREST, deaths=9.0, **many), 0.2, 0.0, 0),
        ("the same where the record is false", replace(MISSED, type=ARREST, deaths=9.0, **many), 0.2, 1.0, 0),
        ("a lift that stops", replace(MISSED, type=LIFT, **many), 0.2, 0.0, 0),
        ("a lift for which signatures were waited for", replace(MISSED, type=LIFT, waited=5.0, **many), 0.0, 0.0, 1),
    ]
    with Failures() as failures:
        for name, one, alarm, gap, level in cases:
            with failures.case(name):
                live.record_gap = lambda _, gap=gap: gap
                assert live.judge(one, alarm).level == level


@pytest.mark.parametrize(("deaths", "rate", "level"), [(0.0, 0.3, 1), (0.0, 1.0, 1), (100.0, 0.3, 5)])
def test_the_number_of_inquiries_is_the_rate_times_what_is_eligible(deaths, rate, level):
    """Every level up to the one whose matter it is may take it up: 1 − (1 − rate)^level."""
    live, recorder = office(inquiry__rate=rate)
    n = 4000
    for i in range(n):
        live.look_back(i, [replace(VISIBLE, id=i, deaths=deaths)], CALM)
    expected = 1 - (1 - rate) ** level
    assert opened(recorder) / n == pytest.approx(expected, abs=4 * (expected * (1 - expected) / n) ** 0.5)
    assert set(recorder.columns(INQUIRY)["level"]) == {level}


def test_deaths_and_injuries_are_draws_of_the_expected_ones():
    live, n = office()[0], 20_000
    found = [live.judge(replace(MISSED, id=i, deaths=0.2, injuries=0.5), 0.0) for i in range(n)]
    assert np.mean([f.deaths for f in found]) == pytest.approx(0.2, abs=4 * (0.2 / n) ** 0.5)
    assert np.mean([f.injuries for f in found]) == pytest.approx(0.5, abs=4 * (0.5 / n) ** 0.5)


def test_what_happens_in_one_street_on_one_day_is_one_inquiry_into_the_gravest():
    live, recorder = office(inquiry__rate=1.0)
    grave = replace(VISIBLE, id=2, community=1, damage=2e6)
    live.look_back(0, [replace(VISIBLE, id=1), grave, replace(VISIBLE, id=3), replace(VISIBLE, id=4, community=4)], CALM)
    records = recorder.columns(INQUIRY)
    assert records["incident"].tolist() == [2, 4] and records["level"].tolist() == [2, 1]


def test_fear_and_inspections_halve_in_the_stated_time():
    live, _ = office(inquiry__rate=1.0, inquiry__months=2.0, approval__tolerance=0.0)
    live.look_back(0, [VISIBLE], CALM)
    first, wave = live.fear.copy(), live.wave.copy()
    half_life = 2.0 * DAYS_PER_MONTH * np.log(2)
    for day in range(1, 1 + round(half_life)):
        live.look_back(day, [], CALM)
    kept = 0.5 ** (round(half_life) / half_life)
    assert first.max() == 0.5 and live.fear == pytest.approx(first * kept, rel=1e-9)
    assert live.wave == pytest.approx(wave * kept, rel=1e-9)


def test_fear_reaches_the_places_of_the_level_that_inquires():
    """Committees 0–5, street offices 6–8, districts 9–10, the city 11."""
    with Failures() as failures:
        for deaths, places in ((0.0, {0, 1, 6}), (1.5, {0, 1, 2, 3, 6, 7, 9}), (100.0, set(range(12)))):
            with failures.case(deaths):
                live, recorder = office(inquiry__rate=1.0, approval__tolerance=0.0)
                seed = next(i for i in range(99) if 0 < live.judge(replace(VISIBLE, id=i, deaths=deaths), 0.0).deaths < 3) \
                    if deaths == 1.5 else 0
                live.look_back(0, [replace(VISIBLE, id=seed, deaths=deaths)], CALM)
                assert set(np.flatnonzero(live.fear).tolist()) == places == set(np.flatnonzero(live.wave).tolist())
                assert np.unique(live.fear[live.fear > 0]) == pytest.approx([0.5 * recorder.columns(INQUIRY)["level"][0]])


def test_tolerance_spares_honest_mistakes_and_no_false_record():
    n = 3000
    with Failures() as failures:
        for tolerance, gap, expected in ((0.3, 0.0, 0.7), (1.0, 0.0, 0.0), (1.0, 0.5, 1.0)):
            with failures.case((tolerance, gap)):
                live, recorder = office(inquiry__rate=1.0, approval__tolerance=tolerance)
                live.record_gap = lambda _, gap=gap: gap
                for i in range(n):
                    live.look_back(i, [replace(VISIBLE, id=i)], CALM)
                share = recorder.columns(INQUIRY)["punished"].mean()
                assert share == pytest.approx(expected, abs=4 * (expected * (1 - expected) / n) ** 0.5)
                assert live.fear.any() == (expected > 0) and live.wave.any()


def test_blame_put_on_the_front_line_frightens_the_committee_and_spares_those_above():
    fears, p = {}, Parameters().replace({"inquiry.rate": 1.0, "approval.tolerance": 0.0})
    for rule in ("usual_share", "scapegoat", "by_signature"):
        live = Inquiries(p, Streams(1), STREET_OF, DISTRICT_OF, Recorder(), RuleBook(p, {"official.pass_blame": rule}))
        live.look_back(0, [replace(VISIBLE, waited=5.0)], CALM)
        fears[rule] = live.fear
    assert fears["by_signature"].tolist() == fears["usual_share"].tolist()  # signatures were waited for: nothing goes down
    assert fears["usual_share"][[0, 1, 6]] == pytest.approx([0.5, 0.5, 0.5])
    assert fears["scapegoat"][[0, 1, 6]] == pytest.approx([1.0, 0.5, 0.0])


def test_inspections_are_the_stated_share_of_usual_directives_and_one_form_for_all_makes_them_shorter():
    live, _ = office(inquiry__rate=1.0, inquiry__ledgers=0.5)
    live.look_back(0, [VISIBLE], CALM)
    days = 4000
    items = [live.inspections(day, 2.0) for day in range(days)]
    count, desks = sum(map(len, items)), 3
    expected = 0.5 * 2.0 * days * desks
    assert count == pytest.approx(expected, abs=4 * expected**0.5)
    hours = np.concatenate([block["hours"] for block in items])
    visit, form = Parameters().inquiry.visit_hours, Parameters().directive.ledger_hours
    assert hours.mean() == pytest.approx(visit + form, abs=4 * (visit + form) / count**0.5)
    assert set(np.concatenate([block["desk"] for block in items]).tolist()) == {0, 1, 6}
    table, _ = office(inquiry__rate=1.0, inquiry__ledgers=0.5, directive__ledger_auto=1.0)
    table.look_back(0, [VISIBLE], CALM)
    short = np.concatenate([table.inspections(day, 20.0)["hours"] for day in range(200)])
    assert short.mean() == pytest.approx(visit, abs=4 * visit / short.size**0.5)


def test_a_cap_on_inspections_holds_for_every_desk_and_day():
    free, capped = (office(inquiry__rate=1.0, inquiry__ledgers=5.0, inquiry__ledger_cap=cap)[0] for cap in (0.0, 3.0))
    most, least = 0.0, 0.0
    for live in (free, capped):
        live.look_back(0, [VISIBLE, replace(VISIBLE, id=1, community=2)], CALM)
    for day in range(100):
        items = [live.inspections(day, 2.0) for live in (free, capped)]
        asked = [np.bincount(block["desk"], block["hours"], 9) for block in items]
        assert (asked[1] <= np.minimum(asked[0], 3.0) + 1e-9).all()
        most, least = most + asked[0].sum(), least + asked[1].sum()
    assert 0 < least < most


def test_interviews_take_the_hours_of_committee_and_street():
    live, _ = office(inquiry__rate=1.0, inquiry__hours=10.0)
    hours = live.look_back(0, [VISIBLE], CALM)
    assert hours.tolist() == [10.0, 0, 0, 0, 0, 0, 10.0, 0, 0] and live.hours == 20.0
    asked = live.inspections(1, 20.0)["hours"].sum()
    assert live.hours == asked > 0 == live.look_back(1, [], CALM).sum() and live.hours == asked


def test_rate_zero_leaves_everything_as_it_was():
    live, recorder = office(inquiry__rate=0.0)
    assert not live.look_back(0, [replace(VISIBLE, deaths=100.0)], CALM + 1).any()
    assert not live.fear.any() and not live.inspections(1, 2.0).size and opened(recorder) == 0
