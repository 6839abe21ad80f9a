"""Addressed randomness through the whole model: same bytes, same storm, nothing moved by what does not concern it."""

import numpy as np
import pandas as pd
import pytest

from coprod import CoproductionModel, Parameters, run

SMALL = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 400}
DAYS = 60


def town(**changes):
    return Parameters().replace(SMALL | {key.replace("__", "."): value for key, value in changes.items()})


def test_same_seed_same_bytes():
    one, two = (run(town(), seed=4, days=DAYS) for _ in range(2))
    pd.testing.assert_frame_equal(one.daily, two.daily, check_exact=True)
    assert one.frames.keys() == two.frames.keys()
    for kind, frame in one.frames.items():
        pd.testing.assert_frame_equal(frame, two.frames[kind], check_exact=True)
    assert np.array(list(one.outcomes.values())).tobytes() == np.array(list(two.outcomes.values())).tobytes()


def test_another_seed_is_another_town():
    assert run(town(), seed=4, days=7).outcomes != run(town(), seed=5, days=7).outcomes


def test_asking_for_agents_changes_nothing():
    """An audience may look at every resident on every day, and the town does not notice."""
    unseen, seen = CoproductionModel(town(), rng=1), CoproductionModel(town(), rng=1)
    for _ in range(15):
        unseen.step()
        seen.step()
        assert seen.agents.agg("unique_id", len) > 800
        seen.rng.random(100)
        seen.random.random()
    pd.testing.assert_frame_equal(unseen.daily_series.frame(), seen.daily_series.frame(), check_exact=True)


@pytest.mark.parametrize("policy", [{"points__reward": 0.0}, {"approval__levels": 0}, {"staff__count": 12},
                                    {"reserve__street": 0.0}, {"directive__lines": 1}])
def test_two_policies_meet_the_same_people_and_the_same_storm(policy):
    larger = {"town__residents_per_community": 2000, "incident__waterlogging_rate": 30.0}
    base, other = (run(town(**larger, **change), seed=2, days=300) for change in ({}, policy))
    for column in ("motivation", "age", "skilled", "time_cost"):
        assert (getattr(base.model.town.residents, column) == getattr(other.model.town.residents, column)).all()
    storm = [one.incidents.query("source in ('chance', 'shock')").set_index("id")[["type", "community", "started", "severity"]]
             for one in (base, other)]
    both = storm[0].index.intersection(storm[1].index)  # the last ones may still be open in one arm
    assert len(both) >= max(map(len, storm)) - 2 >= 5
    pd.testing.assert_frame_equal(storm[0].loc[both], storm[1].loc[both], check_exact=True)


def test_citizens_bring_the_same_requests_whatever_the_staff():
    few, many = (run(town(staff__count=count), seed=2, days=DAYS) for count in (5, 9))
    asked = [sorted(one.requests.query("work == 'request' and state != 'open'").origin.unique()) for one in (few, many)]
    common = set(asked[0]) & set(asked[1])
    assert len(common) > 0.8 * len(asked[1])


def test_residents_draw_the_same_random_numbers_in_both_arms():
    """With points worth nothing to anybody, paying them changes no act at all."""
    off = {"resident__points_weight": 0.0, "resident__signal_loss": 0.0,
           "resident__motive_erosion": 0.0, "points__sham": False}
    base, paid = run(town(points__reward=0.0, **off), days=DAYS), run(town(points__reward=20.0, **off), days=DAYS)
    assert (base.daily.acts == paid.daily.acts).all()
    assert (base.model.town.residents.acts == paid.model.town.residents.acts).all()


def test_warm_up_leaves_the_first_days_out_of_the_outcomes():
    often = town(incident__arrest_rate=300.0)
    whole, late = run(often, days=DAYS), run(often, days=DAYS, warmup_days=DAYS // 2)
    assert 0 < late.outcomes["points_issued"] < whole.outcomes["points_issued"]
    assert late.outcomes["incidents"] < whole.outcomes["incidents"]
    assert late.outcomes["utilisation"] == pytest.approx(whole.daily.utilisation[DAYS // 2 :].mean())


def test_progress_is_told_every_day():
    reported = []
    run(town(), days=5, progress=lambda done, days: reported.append((done, days)))
    assert reported == [(day, 5) for day in range(1, 6)]


def test_a_run_offers_its_records_by_name():
    finished = run(town(), days=10)
    assert len(finished.reports) and len(finished.requests)
    with pytest.raises(AttributeError, match="no records called"):
        finished.unicorns  # noqa: B018
