"""A run says what dominates its totals: reckoned on incidents that can be counted by hand."""

from types import SimpleNamespace

import pandas as pd

from coprod.interfaces.cli.dominating import dominating

DAY = 1440


def run_of(*incidents):
    """Return something with a frame of incidents (type, day, damage, lives)."""
    rows = [{"type": kind, "started": day * DAY + 30, "loss_yuan": damage, "loss_life_elders": lives, "loss_life_others": 0.0,
             "loss_life_vulnerable": lives * (kind != "cardiac_arrest")} for kind, day, damage, lives in incidents]
    return SimpleNamespace(incidents=pd.DataFrame(rows))


def test_the_kind_and_the_day_that_make_most_of_the_damage_are_named():
    run = run_of(("waterlogging", 3, 60.0, 0.0), ("waterlogging", 9, 20.0, 0.0), ("dwelling_fire", 9, 20.0, 0.1),
                 ("cardiac_arrest", 5, 0.0, 0.9), ("lift_entrapment", 5, 900.0, 0.0))
    said = dominating(run, "en")
    assert "flooding makes 80 % of the direct damage" in said and "costliest day 60 % of it" in said
    assert "90 % of the lives lost are cardiac arrests" in said
    assert "80%来自内涝积水" in dominating(run, "zh") and "90%为心脏骤停" in dominating(run, "zh")


def test_nothing_is_said_where_nothing_dominates():
    even = run_of(("waterlogging", 1, 40.0, 0.5), ("dwelling_fire", 2, 30.0, 0.0), ("gas_accident", 3, 30.0, 0.0))
    assert dominating(even, "en") == "" and dominating(run_of(("injury", 1, 0.0, 0.0)), "zh") == ""


def test_the_command_says_it(coprod):
    answer = coprod("run", "storm_night", "--days", 200, "--set", "town.residents_per_community=80")
    assert "What dominates: " in answer.out
    assert "What dominates: " not in coprod("run", "--days", 2, "--set", "town.residents_per_community=80", "--json").out
