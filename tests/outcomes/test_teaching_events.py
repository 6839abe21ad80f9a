"""The six teaching events: every one is a scenario that its lesson uses, strikes as written, and yields to its lever."""

import numpy as np
import pytest

from coprod import Parameters, run
from coprod.fields.emergency.incident_record import INCIDENT
from coprod.fields.everyday.directives import DIRECTIVE_RECORD, daily_rate
from coprod.interfaces.dashboard.lessons import find_lesson
from coprod.parameters.codes import INCIDENT_TYPES
from coprod.parameters.scenario import load_scenario

SMALL = {"town.streets": 2, "town.communities": 6, "town.residents_per_community": 200}
LESSONS = {
    "three-stamps": "storm_night", "points-store": "points_store", "thousand-threads": "thousand_threads",
    "rider-veteran-aed": "rider_veteran_aed", "property-ledger": "property_ledger", "whole-chain": "whole_chain_drill"}
WITH_INCIDENTS = [name for name in LESSONS.values() if load_scenario(name).parameters.events]


def lived(scenario, days, seed=5, **changes):
    levers = {key.replace("__", "."): value for key, value in changes.items()}
    return run(Parameters.load(scenario).replace(SMALL | levers), seed=seed, days=days)


def scripted(finished):
    """Return the scripted incidents in the order of the script."""
    table = finished.model.recorder.columns(INCIDENT)
    which = np.flatnonzero(np.asarray(table["source"]) == 2)
    order = which[np.argsort(np.asarray(table["id"])[which])]
    return {name: np.asarray(table[name])[order] for name in INCIDENT.fields}


@pytest.mark.parametrize(("lesson", "scenario"), LESSONS.items())
def test_a_lesson_uses_its_scenario_and_says_no_event_twice(lesson, scenario):
    one = find_lesson(lesson)
    assert one.scenario == scenario and not one.events
    assert one.script == load_scenario(scenario).parameters.events


@pytest.mark.parametrize("scenario", WITH_INCIDENTS)
def test_the_script_strikes_as_written(scenario):
    events = sorted(Parameters.load(scenario).events, key=lambda event: event.day)
    days = events[-1].day + 3
    found = scripted(lived(scenario, days))
    reported = [(event.day * 1440 + event.hour * 60, INCIDENT_TYPES.index(event.type), event.community, event.people)
            for event in Parameters.load(scenario).events]
    seen = list(zip(found["started"], found["type"], found["community"], found["people"], strict=True))
    assert np.array(seen, dtype=float) == pytest.approx(np.array(reported, dtype=float))


def test_fewer_stamps_bring_the_storm_night_under_control_sooner():
    three, one = (scripted(lived("storm_night", 198, approval__levels=n)) for n in (3, 1))
    assert (one["detected"] == three["detected"]).all(), "the same random numbers"
    assert (one["controlled"] - three["controlled"])[0] < -5


def test_a_register_brings_help_to_the_heart_that_stops_sooner():
    lesson = find_lesson("rider-veteran-aed")
    few, many = (scripted(run(lesson.parameters(world), seed=lesson.seed, days=123)) for world in "ab")
    assert (many["detected"] == few["detected"]).all()
    assert many["first_action"][0] < few["first_action"][0] and many["survival"][0] > few["survival"][0]


def test_the_three_chains_lower_the_loss_of_the_drill():
    chains = dict(load_scenario("three_chain").parameters.differences())
    as_is, joined = (lived("whole_chain_drill", 203, **levers) for levers in ({}, chains))
    assert scripted(joined)["loss"].sum() < scripted(as_is)["loss"].sum()


def test_a_fine_makes_the_night_watch_real():
    low, high = (lived("property_ledger", 198, property_firm__fine=fine) for fine in (2000.0, 8000.0))
    assert high.outcomes["duty_real_share"] > low.outcomes["duty_real_share"] + 0.05
    assert (scripted(low)["started"] == scripted(high)["started"]).all()
    assert scripted(high)["detected"][0] <= scripted(low)["detected"][0], "a real watch is no slower to notice"


def test_nobody_is_paid_before_the_store_opens_and_its_reward_moves_participation():
    """A small reward crowds out more than it buys and a large one buys more than it crowds out (note:B2)."""
    none, one, many = (lived("points_store", 120, points__reward=reward) for reward in (0.0, 1.0, 40.0))
    issued = one.model.daily_series.series("points_issued")
    assert issued[27] == 0 and issued[60] > 0
    before = slice(0, 28)
    assert (none.model.daily_series.series("acts")[before] == many.model.daily_series.series("acts")[before]).all(), (
        "the same random numbers"
    )
    small, nothing, large = (each.outcomes["participation_effective"] for each in (one, none, many))
    assert small < nothing < large


def test_inspection_month_adds_directives_and_takes_none_away():
    quiet, month = (lived("thousand_threads", 130, directive__inspection=x) for x in (0.0, 0.5))
    sent = [set(zip(one.model.recorder.columns(DIRECTIVE_RECORD)["id"],
                    one.model.recorder.columns(DIRECTIVE_RECORD)["day"], strict=True)) for one in (quiet, month)]
    assert sent[0] < sent[1]
    assert {day for _, day in sent[1] - sent[0]} <= set(range(90, 120))
    directive = Parameters.load("thousand_threads").directive
    assert daily_rate(directive, np.array([89, 90, 119, 120])) / directive.rate == pytest.approx([1, 1.5, 1.5, 1])


def test_fewer_lines_leave_less_of_a_backlog_after_inspection_month():
    eight, sixteen = (lived("thousand_threads", 125, directive__lines=n) for n in (8, 16))
    assert sixteen.outcomes["backlog"] > eight.outcomes["backlog"]
