"""What the default field shows beside what was observed: fact:C1, fact:C14 to fact:C17, fact:C24 (bands in calibration.md)."""

from functools import cache, reduce
from itertools import pairwise

import numpy as np
import pytest

from coprod.fields.emergency.incident_record import NOBODY, SKILLED, VOLUNTEER
from coprod.outcomes.indices import rigidity_delay_loss
from coprod.parameters.codes import ARREST, FIRE, LIFT, UTILITY
from tests.emergencies.fields import ALWAYS_DAY, NEVER, PLENTY, keywords, plain_state, run

YEARS = 5
MANY = {"incident__fire_rate": 600.0, "incident__arrest_rate": 300.0, "incident__branching": 0.0} | keywords(PLENTY)
"""Fires and arrests are rare: let many happen, and let none wait for another."""


@cache
def seen(levels=3, years=YEARS):
    return run(years * 365, approval__levels=levels, **MANY)[0]


def of(kind, levels=3):
    records = seen(levels)
    return {name: column[records["type"] == kind] for name, column in records.items()}


def lives(records):
    return records["loss_life_elders"] + records["loss_life_others"]


def shown(name, value, low, high):
    """Print target and simulated value side by side, and tell whether it lies within the band."""
    print(f"{name:48s} {low:8.4g} … {high:<8.4g} simulated {value:8.4g}")
    return low <= value <= high


def by_levels(taken):
    """Return, for runs that differ in levels, one column of each: that of the incidents which are over in all of them."""
    closed = reduce(np.intersect1d, [one["id"] for one in taken])  # a flood of the last evening may still be open in one
    return [{name: one[name][np.isin(one["id"], closed)] for name in ("hit", "loss", "loss_without_approval")} for one in taken]


def test_levels_of_approval_cost_the_golden_window():
    """Where nobody waits for anything else, the first level costs most: whoever waits at all mostly comes too late."""
    arms = by_levels([seen(levels, years=2) for levels in range(4)])
    hit = [arm["hit"].mean() for arm in arms]
    waiting = [(arm["loss"] - arm["loss_without_approval"]).sum() for arm in arms]
    print("C1 golden_hit at 0 to 3 levels", np.round(hit, 3))
    assert hit == sorted(hit, reverse=True) and hit[1] < hit[0]
    assert waiting[0] == pytest.approx(0) and waiting[0] < waiting[1] < waiting[2] < waiting[3]
    assert min(arm["hit"].size for arm in arms) > 500
    assert all((more["hit"] <= less["hit"]).mean() > 0.99 for less, more in pairwise(arms))


def test_every_level_of_approval_costs_a_window_of_two_hours():
    """As long as a round of signatures: here none of the levels is too late or in time whatever the others take."""
    alone = NEVER | PLENTY | ALWAYS_DAY | {"incident.utility_rate": 200.0, "incident.utility_window": 120.0}
    runs = [by_levels([run(2 * 365, seed, approval__levels=levels, **keywords(alone))[0] for levels in range(4)])
            for seed in (1, 2, 3)]
    arms = [np.concatenate([one[levels]["hit"] for one in runs]).astype(float) for levels in range(4)]
    assert arms[0].size > 500
    for less, more in pairwise(arms):
        lost = less - more
        assert (lost >= 0).mean() > 0.99 and lost.mean() > 4 * lost.std(ddof=1) / lost.size**0.5


@pytest.mark.parametrize(("kind", "low", "high"), [(UTILITY, 0.3, 1), (FIRE, 0.02, 0.3), (LIFT, 0, 0)])
def test_rigidity_loss_is_what_waits_for_signatures(kind, low, high):
    """Most where nobody sets out without one, some where only goods and acts beside the fire brigade do, none at lifts."""
    records = of(kind)
    assert shown(f"C1 RDL at 3 levels, type {kind}", rigidity_delay_loss(
        records["loss"], records["loss_without_approval"]), low, high)


def test_lifts():
    lift = of(LIFT)
    arrival = lift["arrived"] - lift["reported"]
    assert shown("C14 arrival at lifts, minutes", arrival.mean(), 8.9, 12.8)
    assert shown("C14 rescue from lifts, minutes", (lift["controlled"] - lift["arrived"]).mean(), 2.9, 5.9)
    assert shown("C14 entrapments by loss of power", lift["power_cut"].mean(), 0.2, 0.35)


def test_fires():
    fire = of(FIRE)
    harm, night = lives(fire), fire["night"]
    assert shown("C15 night share of fires", night.mean(), 0.08, 0.13)
    assert shown("C15 lethality of fires at night, of all fires", harm[night].mean() / harm.mean(), 2.4, 3.8)
    assert shown("C15 night share of deaths", harm[night].sum() / harm.sum(), 0.2, 0.4)
    assert shown("C15 deaths per dwelling fire", harm.mean(), 0.0025, 0.0075)


def test_elders():
    fire = of(FIRE)
    per_elder = fire["loss_life_elders"].sum() / fire["elders"].sum()
    per_other = fire["loss_life_others"].sum() / (fire["people"] - fire["elders"]).sum()
    assert shown("C16 loss ratio of elders in fires", per_elder / per_other, 2, 3.3)


def test_arrests():
    arrest = of(ARREST)
    helped = arrest["first_responder"] != NOBODY
    assert shown("C17 survival of cardiac arrest", arrest["survival"].mean(), 0.008, 0.02)
    assert shown("C17 CPR by by-standers and the skilled", helped.mean(), 0.18, 0.3)
    minutes = arrest["controlled"] - arrest["started"]
    window = (minutes > 9) & (minutes < 11)
    assert shown("C17 survival at 10 minutes without CPR", arrest["survival"][window & ~helped].mean(), 0.018, 0.026)


def test_registered_skills_raise_survival():
    none, all_ = (run(365, state=plain_state(skilled_on_call=share), **MANY)[0] for share in (0.0, 0.03))
    assert np.nanmean(all_["survival"]) > np.nanmean(none["survival"])


def test_neighbours_come_within_three_minutes():
    records = seen()
    called = (records["type"] == FIRE) & np.isin(records["first_responder"], (SKILLED, VOLUNTEER))
    arrival = records["started"] + records["first_action"] - records["reported"]
    assert shown("C24 arrival of neighbours, minutes", arrival[called].mean(), 2.5, 3.5)
