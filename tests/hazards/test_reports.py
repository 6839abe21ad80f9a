"""Residents' reports: who finds what, what it costs, and what an answer does."""

from types import SimpleNamespace

import numpy as np
import pytest

from coprod import CoproductionModel, Parameters, run
from coprod.agents.participation_utility import REPORT
from coprod.fields.everyday.reports import Reports, naming_chance, times_named
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import DONE, SHED
from tests.hazards.estates import hazards, town

C, B, PER = 60, 10, 100
QUIET = {"hazard__birth": 0.0, "hazard__trigger": 0.0, "hazard__building_spread": 0.0, "hazard__storeys_effect": 0.0}


def reporting(merged=0.0, route=1, seed=1, **changes):
    """Return hazards and reports of equal communities with B buildings of PER residents."""
    place = town(C, residents=B * PER, buildings=B)
    hidden = hazards(C, seed, place=place, hazard__initial=200.0, **QUIET)
    n = C * B * PER
    building = np.repeat(np.arange(C * B), PER)
    place.residents = SimpleNamespace(building=building, community=building // B, kind=np.zeros(n, dtype=np.int8))
    given = Parameters().replace({"patrol.report_route": route, "patrol.report_rate": 0.01}
                                 | {key.replace("__", "."): value for key, value in changes.items()})
    return hidden, Reports(given, Streams(seed), place, hidden, merged)


def acts(rows):
    rows = np.asarray(rows)
    return SimpleNamespace(rows=rows, act=np.full(rows.size, REPORT), effective=np.ones(rows.size, dtype=bool))


def everybody(share=1.0):
    return acts(np.arange(0, C * B * PER, round(1 / share)))


def settle(reports, day, items, state=DONE, right=None):
    items["state"] = state
    reports.take_in(day, items, reports._hazards.rows[:0] if right is None else right)


@pytest.mark.parametrize("route", [0, 1, 3])
def test_reports_find_a_hazard_at_the_stated_rate(route):
    """With 20 reports per 1,000 residents and day, each hazard is named at the rate that patrol.report_rate states."""
    hidden, reports = reporting(route=route)
    there, expected = hidden.rows.size, 20 * 0.01
    named = reports.day(0, everybody(0.02)).naming
    assert named == pytest.approx(expected * there, abs=4 * (expected * there) ** 0.5)


def test_nobody_names_what_is_elsewhere_or_at_rate_zero():
    hidden, reports = reporting(route=0, patrol__report_rate=0.1)
    in_first = reports.day(0, acts(np.arange(PER)))
    assert in_first.naming > 0 and (hidden.rows["building"][hidden.rows["reports"] > 0] == 0).all()
    _, never = reporting(patrol__report_rate=0.0)
    assert never.day(0, everybody()).naming == 0


def test_more_reporters_find_each_hazard_no_later():
    few, many = reporting(), reporting()
    first = [set(), set()]
    for day in range(5):
        for number, (share, (hidden, reports)) in enumerate(((0.01, few), (0.1, many))):
            reports.day(day, everybody(share))
            first[number] |= set(hidden.rows["id"][hidden.rows["reported"] >= 0].tolist())
    assert few[0].rows.size and first[0] < first[1]


def test_times_named_is_binomial():
    uniform = np.random.default_rng(1).random(200_000)
    times = times_named(uniform, np.full(uniform.size, 5), 0.2)
    assert times.mean() == pytest.approx(1.0, abs=4 * (0.8 / uniform.size) ** 0.5)
    assert times.var() == pytest.approx(0.8, abs=0.02)
    assert (times_named(uniform[:9], np.full(9, 5), 1.0) == 5).all()


def test_the_chance_is_matched_to_the_stated_rate_and_never_above_one():
    hidden, _ = reporting()
    assert naming_chance(0.01, 0, hidden) == pytest.approx(0.01 * 1000 / PER)
    assert naming_chance(0.01, 1, hidden) == pytest.approx(0.01 * 1000 / (2 * PER))
    assert naming_chance(1.0, 0, hidden) == 1.0


def test_a_second_report_is_a_duplicate_and_costs_less_where_systems_share():
    hours = {}
    for merged in (0.0, 1.0):
        hidden, reports = reporting(merged, patrol__report_rate=0.02, patrol__duplicate_cut=0.5, patrol__intake_minutes=6.0)
        today = reports.day(0, everybody(0.1))
        first = np.count_nonzero(hidden.rows["reported"] == 0)
        assert today.duplicates == today.naming - first > 0
        hours[merged] = today.hours
        assert today.hours == pytest.approx(today.items["hours"].sum(), abs=0.1)
        assert today.hours == pytest.approx(0.1 * (today.made - 0.5 * merged * today.duplicates))
    assert hours[0.0] == pytest.approx(0.1 * 6000)
    assert hours[1.0] < hours[0.0]


def test_what_is_reported_is_known_when_it_is_taken_in_and_lost_when_it_is_dropped():
    for state, known in ((DONE, True), (SHED, False)):
        hidden, reports = reporting()
        items = reports.day(0, everybody(0.1)).items
        assert reports.heard_by_morning().size == 0
        named = hidden.rows["id"][hidden.rows["reported"] == 0]
        settle(reports, 0, items, state)
        assert np.array_equal(np.sort(reports.heard_by_morning()), named if known else [])
        assert (hidden.rows["reported"][np.isin(hidden.rows["id"], named)] == (0 if known else -1)).all()


def test_reports_cost_no_work_at_zero_minutes_and_are_known_all_the_same():
    _, reports = reporting(patrol__intake_minutes=0.0)
    today = reports.day(0, everybody(0.1))
    assert today.items.size == 0
    settle(reports, 0, today.items)
    assert reports.heard_by_morning().size and reports.answered == today.made - today.naming


def test_answers_in_time_raise_efficacy_and_missing_ones_lower_it():
    for state, sign in ((DONE, +1), (SHED, -1)):
        _, reports = reporting(patrol__efficacy_usual=0.5, patrol__report_rate=0.0)
        settle(reports, 0, reports.day(0, everybody(0.1)).items, state)
        offset = reports.begin_week(7)[:, REPORT]
        kept = 0.5 ** (7 / 60)
        assert reports.efficacy == pytest.approx(0.5 + sign * 0.5 * (1 - kept))
        assert offset == pytest.approx(0.45 * sign * 0.5 * (1 - kept))


def test_nobody_waits_for_ever():
    _, reports = reporting(patrol__report_rate=0.0, patrol__answer_days=3)
    items = reports.day(0, everybody(0.1)).items
    given_up = []
    for day in range(1, 6):
        reports.day(day, acts(np.zeros(0, dtype=int)))
        given_up.append(reports.unanswered)
    assert given_up == [0, 0, 0, 6000, 0]
    settle(reports, 6, items)
    assert reports.answered == 0 and not reports._batches


def test_a_reporter_is_content_when_the_hazard_is_put_right_in_time():
    for delay, content in ((2, True), (9, False)):
        hidden, reports = reporting(patrol__answer_days=5)
        today = reports.day(0, everybody(0.1))
        settle(reports, 0, today.items)
        replies = reports.answered
        hidden.declare(reports.heard_by_morning())
        answered = given_up = 0
        for day in range(1, 11):
            reports.day(day, acts(np.zeros(0, dtype=int)))
            right = hidden.rectified(hidden.rows["id"][hidden.rows["reports"] > 0], day) if day == delay else None
            settle(reports, day, today.items[:0], right=right)
            reports.begin_week(day + 1)
            answered, given_up = answered + reports.answered, given_up + reports.unanswered
        assert (answered, given_up) == ((today.naming, 0) if content else (0, today.naming))
        assert replies == today.made - today.naming


SMALL = {"town.streets": 1, "town.communities": 4, "town.residents_per_community": 2000}


def reports_of(changes, seed, days):
    """Return the effective reports of every day."""
    return run(Parameters().replace(changes), seed, days).daily.effective_reports


def test_handling_reports_better_brings_more_of_them():
    """Paired towns whose committees drop work for want of time, or take reports in at no cost (src:sjoberg2017)."""
    busy = SMALL | {"staff.count": 2.0, "patrol.efficacy_weight": 2.0, "patrol.efficacy_half_life": 20.0}
    made = np.array([[reports_of(busy | {"patrol.intake_minutes": minutes}, seed, 100).sum() for minutes in (120.0, 0.0)]
                     for seed in (1, 2)])
    assert (made[:, 1] > 1.1 * made[:, 0]).all()
    deaf = busy | {"patrol.efficacy_weight": 0.0, "patrol.answer_days": 1}
    made = [reports_of(deaf | {"patrol.efficacy_half_life": half}, 1, 60) for half in (1, 999)]
    assert (made[0] == made[1]).all()  # at weight 0 what residents remember does not matter


def test_without_reports_hazards_stay_hidden_for_longer():
    days = [run(Parameters().replace(SMALL | {"resident.cost_report": cost}), 1, 150).outcomes["hazards_latent"]
            for cost in (Parameters().resident.cost_report, 29.0)]
    assert days[1] > 1.05 * days[0]


def test_intake_is_work_of_the_desks():
    worked = [run(Parameters().replace(SMALL | {"patrol.intake_minutes": minutes}), 1, 40) for minutes in (0.0, 60.0)]
    more = worked[1].daily.worked_hours.sum() - worked[0].daily.worked_hours.sum()
    assert worked[0].daily.intake_hours.sum() == 0
    assert more == pytest.approx(worked[1].daily.intake_hours.sum(), rel=0.2)


def test_outcomes_of_reports_hang_together():
    outcomes = run(Parameters().replace(SMALL), 1, 200).outcomes
    assert 0 < outcomes["report_object_share"] < 0.2 and 0 <= outcomes["duplicate_share"] < 0.6
    assert 0.5 < outcomes["answered_share"] <= 1 and 0.5 < outcomes["report_efficacy"] <= 1
    assert outcomes["intake_hours"] > 0 and 0 < outcomes["recurring_share"] < 1


def test_nothing_is_kept_of_reports_that_are_settled():
    model = CoproductionModel(Parameters().replace(SMALL), rng=1)
    for _ in range(60):
        model.step()
    assert len(model.reports._batches) < 20
